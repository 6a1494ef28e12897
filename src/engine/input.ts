import type { Settings } from '../model/settings.ts';

/** A text to be linted, and what its reader knows of it besides. */
export interface Input {
  /** The name that findings carry: relative where possible, `/` between folders. */
  readonly file: string;
  readonly text: string;
  /** Asked for by name: then being unreadable is an error, whatever it looks like. */
  readonly named?: boolean | undefined;
  /** A fragment that a kustomization completes: its fields are checked, its completeness is not. */
  readonly patch?: boolean | undefined;
  /** Called a patch, or among overlays, and named by no kustomization: what lacks required fields in it is a fragment too. */
  readonly likelyPatch?: boolean | undefined;
  /** A kustomization adds labels to its selectors and templates: how they agree shows only then. */
  readonly relabelled?: boolean | undefined;
  /** Read only so that rules can look across objects: nothing is reported about it. */
  readonly context?: boolean | undefined;
  /** Read only for the CustomResourceDefinitions in it, when objects of their kinds turn up. */
  readonly definitions?: boolean | undefined;
  /** The Helm chart of whose templates it is one. */
  readonly chart?: string | undefined;
  /** May come from a cluster (`kubectl get -o yaml`): objects with a uid are there already, and not to be created. */
  readonly live?: boolean | undefined;
  /** What holds for this text, if that is not what holds for the run. */
  readonly settings?: Settings | undefined;
}

/** Whether a text that can't be read was meant as a manifest: its keys stand at the start of a line, or as JSON keys. */
export function looksLikeManifest(text: string): boolean {
  return APIVERSION_KEY.test(text) && KIND_KEY.test(text);
}

const APIVERSION_KEY = /^(?:apiVersion|[ \t{]*"apiVersion")[ \t]*[:\uff1a]/m;
const KIND_KEY = /^(?:kind|[ \t{]*"kind")[ \t]*[:\uff1a]/m;
