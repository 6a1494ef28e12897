import { admit } from '../apiserver/index.ts';
import { strategyOf } from '../apiserver/registry.ts';
import type { Strategy } from '../apiserver/strategy.ts';
import type { Problem } from '../model/document.ts';
import type { Report } from '../model/finding.ts';
import { Manifest } from '../model/manifest.ts';
import type { Settings } from '../model/settings.ts';
import type { Source } from '../model/source.ts';
import { SchemaComplaints } from '../schema/complaints.ts';
import { decodeCustom } from './custom/check.ts';
import { type CustomKind, CustomKinds } from './custom/kinds.ts';
import type { CustomObject } from '../apiserver/custom/object.ts';
import { PodPlaces } from './custom/pod-places.ts';
import { readPods } from './custom/pods.ts';
import { MissingSchemas, complainOfVersion, warnOfVersion } from './custom/versions.ts';
import { reportDuplicates } from '../schema/duplicates.ts';
import { reportJsonErrors } from './json-schema/findings.ts';
import { JsonSchemas } from './json-schema/index.ts';
import { type Target, complainOfKind, warnOfDeprecation } from '../schema/kind-complaints.ts';
import { type KindAnswer, type KindDef, type Kinds, isDeprecated } from '../schema/kinds.ts';
import { agree } from '../schema/same-shape.ts';
import type { Table } from '../schema/table.ts';
import { tables } from '../schema/tables.ts';
import { versionOf } from '../schema/version.ts';
import { Walk } from '../schema/walk.ts';

/** What is known of an object's kind: its shape, nothing at all, or nothing until all files have been read. */
export type ShapeAnswer = 'known' | 'unknown' | 'not yet known';

const MOST_ANSWERS = 1000;

/** The shapes of all kinds as a run knows them: Kubernetes' own in one minor, and those that the input brings along. */
export class Shapes {
  readonly minor: number;
  readonly #types: Table;
  readonly #kinds: Kinds;
  readonly #custom: CustomKinds = new CustomKinds();
  readonly #strategies: WeakMap<Manifest, CustomObject> = new WeakMap();
  /** By apiVersion and kind. */
  readonly #builtIn: Map<string, Map<string, Strategy>> = new Map();
  readonly #missing: MissingSchemas = new MissingSchemas();
  readonly #json: JsonSchemas | undefined;
  readonly #podPlaces: PodPlaces;
  readonly #answers: Map<string, KindAnswer> = new Map();
  readonly #asIs: boolean;
  #settled = false;

  constructor(settings: Settings) {
    this.minor = versionOf(settings.kubernetesVersion);
    this.#asIs = settings.asIs === true;
    ({ types: this.#types, kinds: this.#kinds } = tables());
    this.#podPlaces = new PodPlaces(settings.podSpecs);
    const { schemaLocations: locations, readSchema: read, kubernetesVersion } = settings;
    if (locations !== undefined && locations.length > 0 && read !== undefined) {
      this.#json = new JsonSchemas({ locations, read, kubernetesVersion, minor: this.minor });
    }
  }

  /** Takes in a text for the CustomResourceDefinitions in it. */
  define(source: Source, problem: (problem: Problem) => void): void {
    this.#custom.addText(source, problem);
  }

  /** Takes a text out again: its definitions, and what was said of it once. */
  forget(file: string): void {
    this.#custom.forget(file);
    this.#missing.forget(file);
  }

  /** Says what does not decode, and gives the manifest its object. */
  check(manifest: Manifest, report: Report): ShapeAnswer {
    const { apiVersion, kind } = manifest;
    manifest.minor = this.minor;
    const answer = this.#lookup(apiVersion, kind);
    this.#custom.add(manifest);
    const custom = answer.status === 'served' ? undefined : this.#custom.find(apiVersion, kind, manifest.source.file);
    if (answer.status === 'custom' && custom?.version === undefined && !this.#settled) return 'not yet known';
    reportDuplicates(manifest, report);
    if (custom !== undefined) return this.#checkCustom(manifest, custom, report);
    if (answer.status === 'served') {
      manifest.namespaced = answer.kind.namespaced;
      if (isDeprecated(answer.kind, this.minor)) warnOfDeprecation(manifest, answer.kind, this.#target(report));
      return this.#walk(manifest, answer.kind, report);
    }
    return this.#checkUndefined(manifest, answer, report);
  }

  /** A kind that is not the server's own and that no definition makes known. */
  #checkUndefined(manifest: Manifest, answer: KindAnswer, report: Report): ShapeAnswer {
    const json = this.#json?.find(manifest.apiVersion, manifest.kind)?.(manifest.root);
    if (json !== undefined && !('fault' in json)) {
      reportJsonErrors(manifest, json, report);
      this.#readPods(manifest, undefined);
      return 'known';
    }
    if (json !== undefined) this.#missing.reportFault(manifest, json.fault, report);
    else if (answer.status === 'custom') this.#missing.report(manifest, this.#meant(manifest, answer.others), report);
    else if (answer.status !== 'foreign') complainOfKind(manifest, answer, this.#target(report));
    this.#readPods(manifest, report);
    return 'unknown';
  }

  /** Kubernetes' own kind of that name, if its group looks much like the written one; or a kind that is defined. */
  #meant({ apiVersion, kind }: Manifest, [own]: readonly KindDef[]): string | undefined {
    return own === undefined ? this.#custom.near(apiVersion, kind) : `${own.apiVersion} \`${own.kind}\``;
  }

  #readPods(manifest: Manifest, report: Report | undefined): void {
    manifest.namesake = this.#kinds.isNamesake(manifest.apiVersion, manifest.kind);
    const places = this.#podPlaces.of(manifest.apiVersion, manifest.kind);
    if (places.length === 0) return;
    const pods = readPods(manifest, places, { types: this.#types, minor: this.minor, asIs: this.#asIs, report });
    if (pods.length > 0) manifest.pods = pods;
  }

  /** A custom kind as the definition nearest to a file has it, for who wants to know what may be written. */
  customKind(apiVersion: string, kind: string, file: string): CustomKind | undefined {
    return this.#custom.find(apiVersion, kind, file);
  }

  /** All files have been read: what is not known by now never will be. */
  settle(): void {
    this.#settled = true;
  }

  /** How the API server creates an object that was found known; undefined if that is not mirrored. */
  strategyOf(manifest: Manifest): Strategy | undefined {
    const { apiVersion, kind, object } = manifest;
    const custom = this.#strategies.get(manifest);
    if (custom !== undefined || object === undefined) return custom;
    let kinds = this.#builtIn.get(apiVersion);
    if (kinds === undefined) this.#builtIn.set(apiVersion, (kinds = new Map()));
    const known = kinds.get(kind);
    if (known !== undefined) return known;
    const strategy = strategyOf(apiVersion, kind);
    if (strategy !== undefined) kinds.set(kind, strategy);
    return strategy;
  }

  /** Whether nothing of a known object was left unjudged. */
  isComplete(manifest: Manifest): boolean {
    return this.strategyOf(manifest)?.isComplete?.(manifest.field()) ?? true;
  }

  /** What is not Kubernetes' own takes a search, and there may be many of a kind. */
  #lookup(apiVersion: string, kind: string): KindAnswer {
    const key = `${apiVersion} ${kind}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      answer = this.#kinds.lookup(apiVersion, kind, this.minor);
      if (this.#answers.size < MOST_ANSWERS) this.#answers.set(key, answer);
    }
    return answer;
  }

  #checkCustom(manifest: Manifest, { definition, version }: CustomKind, report: Report): ShapeAnswer {
    if (version === undefined) {
      complainOfVersion(manifest, definition, report);
      this.#readPods(manifest, undefined);
      return 'unknown';
    }
    if (version.warning !== undefined) warnOfVersion(manifest, version.warning, report);
    const shape = definition.shape(version.name);
    const { schema } = shape;
    this.#readPods(manifest, schema === undefined ? report : undefined);
    if (schema === undefined) return 'unknown';
    const { namespaced, preserves } = definition;
    manifest.namespaced = namespaced;
    const around = { types: this.#types, minor: this.minor, asIs: this.#asIs, report };
    this.#strategies.set(manifest, decodeCustom(manifest, { namespaced, preserves, schema, shape }, around));
    return 'known';
  }

  #walk(manifest: Manifest, kind: KindDef, report: Report): ShapeAnswer {
    if (kind.typeName === '') return 'unknown';
    const walk = new Walk(manifest, this.minor, new SchemaComplaints(report, this.#asIs));
    const object = walk.decode(manifest.root, this.#types.ref(kind.typeName));
    manifest.object = typeof object === 'object' && object !== null ? object : undefined;
    manifest.plain = walk.plain;
    return manifest.object === undefined ? 'unknown' : 'known';
  }

  #target(report: Report): Target {
    return {
      minor: this.minor,
      report,
      served: (kind) => this.#kinds.served(kind, this.minor),
      takes: (manifest, to) => this.#takes(manifest, to),
    };
  }

  /** Whether an object under another apiVersion would be taken as it stands, and mean the same. */
  #takes(manifest: Manifest, to: KindDef): boolean {
    const { source, document, item, root, identity } = manifest;
    const trial = new Manifest({ source, document, item, root, identity: { ...identity, apiVersion: to.apiVersion } });
    let refused = false;
    const note: Report = ({ severity }) => (refused ||= severity === 'error');
    trial.minor = this.minor;
    const strategy = strategyOf(to.apiVersion, to.kind);
    if (this.#walk(trial, to, note) !== 'known') return false;
    if (strategy !== undefined) admit(trial, strategy, note);
    const from = this.#kinds.get(identity.apiVersion, identity.kind)?.typeName ?? '';
    // Types that are older than all data are known by their names alone: then the API server's word decides.
    if (from === '') return !refused && strategy !== undefined;
    return !refused && agree(root, this.#types.ref(from), this.#types.ref(to.typeName));
  }
}
