import type { Severity } from './finding.ts';
import type { Plugin } from './rule.ts';

/** What is asked of a run, as a config file, the command line or a program says it. Everything may be left out. */
export interface Settings {
  /** Which checks run; `recommended` if nothing is said. */
  readonly presets?: readonly string[] | undefined;
  /** Severity, or severity and options, of single rules; goes before the presets. */
  readonly rules?: Readonly<Record<string, RuleSetting>> | undefined;
  /** Only these rules run, whatever the presets say. */
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  /** The minor of the API server that is meant, as `1.34`; the newest known if nothing is said. */
  readonly kubernetesVersion?: string | undefined;
  /** Every document is taken as if it were sent to the API server: no templates, kustomizations or placeholders. */
  readonly asIs?: boolean | undefined;
  /** False: comments and annotations silence nothing. */
  readonly inlineConfig?: boolean | undefined;
  /** What is said of a kind without a schema. */
  readonly missingSchema?: Severity | 'ignore' | undefined;
  /** Templates of the paths of JSON Schemas, as kubeconform has them, for kinds without a definition. They need `readSchema`. */
  readonly schemaLocations?: readonly string[] | undefined;
  /** Reads a JSON Schema from disk, which the linter itself never does; undefined if it is not there. It has to lie in `folder`. Throws with the reason if it can't be read. */
  readonly readSchema?: ((path: string, folder: string) => string | undefined) | undefined;
  /** Whether directives that silence nothing are reported. */
  readonly reportUnusedDirectives?: Severity | 'off' | undefined;
  /** Whether the input is a whole project, so that rules may look across objects. */
  readonly project?: boolean | undefined;
  /** Objects that live elsewhere, so that nobody misses them. */
  readonly externals?: readonly ExternalObject[] | undefined;
  /** Custom kinds that embed a pod template, and where. */
  readonly podSpecs?: readonly PodSpecPlace[] | undefined;
  /** Settings for some of the files, kinds or namespaces; later ones go before earlier ones. */
  readonly overrides?: readonly Override[] | undefined;
  /** What overrides and ignores call a file: its way from the folder of the config. Its name as it is if nothing is said. */
  readonly nameInConfig?: ((file: string) => string) | undefined;
  /** Findings that are known and not wanted. */
  readonly ignores?: readonly Ignore[] | undefined;
  /** Rules of somebody else's. */
  readonly plugins?: readonly Plugin[] | undefined;
  /** Told when a plugin's rule throws or reports nonsense; the run goes on. */
  readonly onPluginFailure?: ((rule: string, reason: string) => void) | undefined;
  /** Which reader of YAML reads every document; all of them read the same. For tests and measurements. */
  readonly reader?: 'slow' | 'yaml' | undefined;
  /** The ports that a Service may ask for on every node. */
  readonly nodePortRange?: string | undefined;
}

export type RuleSetting = Severity | 'off' | readonly [Severity | 'off', Readonly<Record<string, unknown>>];

export interface ExternalObject {
  readonly kind: string;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

export interface PodSpecPlace {
  readonly apiVersion: string;
  readonly kind: string;
  /** Field path of the pod template (or of the pod spec, if it has `containers`). */
  readonly path: string;
}

export interface Override {
  readonly files?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly namespaces?: readonly string[] | undefined;
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

export interface Ignore {
  readonly files?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly namespaces?: readonly string[] | undefined;
  readonly names?: readonly string[] | undefined;
  readonly rules?: readonly string[] | undefined;
  readonly reason?: string | undefined;
}
