import { quote } from '../apiserver/errors.ts';
import { strategyOf } from '../apiserver/registry.ts';
import type { Strategy } from '../apiserver/strategy.ts';
import { fixOf, replaceValue } from '../fix/edits.ts';
import type { Problem } from '../model/document.ts';
import type { Fix, Report } from '../model/finding.ts';
import type { Manifest } from '../model/manifest.ts';
import { Style } from '../model/node.ts';
import { placeOf } from '../model/place.ts';
import type { Settings } from '../model/settings.ts';
import type { Source } from '../model/source.ts';
import { SchemaComplaints } from './complaints.ts';
import { decodeCustom } from './custom/check.ts';
import { type CustomKind, CustomKinds } from './custom/kinds.ts';
import type { CustomObject } from './custom/object.ts';
import { PodPlaces } from './custom/pod-places.ts';
import { readPods } from './custom/pods.ts';
import { MissingSchemas, complainOfVersion, warnOfVersion } from './custom/versions.ts';
import { reportDuplicates } from './duplicates.ts';
import { reportJsonErrors, toData } from './json-schema/findings.ts';
import { JsonSchemas } from './json-schema/index.ts';
import { type KindAnswer, type KindDef, type Kinds, groupOf, isDeprecated, removedAt } from './kinds.ts';
import type { Table } from './table.ts';
import { tables } from './tables.ts';
import { versionOf } from './version.ts';
import { Walk } from './walk.ts';

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
      if (isDeprecated(answer.kind, this.minor)) warnOfDeprecation(manifest, answer.kind, { minor: this.minor, report });
      return this.#walk(manifest, answer.kind, report);
    }
    return this.#checkUndefined(manifest, answer, report);
  }

  /** A kind that is not the server's own and that no definition makes known. */
  #checkUndefined(manifest: Manifest, answer: KindAnswer, report: Report): ShapeAnswer {
    const json = this.#json?.find(manifest.apiVersion, manifest.kind);
    if (json !== undefined && 'validate' in json) {
      reportJsonErrors(manifest, json.validate(toData(manifest.root)), report);
      this.#readPods(manifest, undefined);
      return 'known';
    }
    if (json !== undefined) this.#missing.reportFault(manifest, json.fault, report);
    else if (answer.status === 'custom') this.#missing.report(manifest, answer.others, report);
    else if (answer.status !== 'foreign') complain(manifest, answer, { minor: this.minor, report });
    this.#readPods(manifest, report);
    return 'unknown';
  }

  #readPods(manifest: Manifest, report: Report | undefined): void {
    manifest.namesake = this.#kinds.isNamesake(manifest.apiVersion, manifest.kind);
    const places = this.#podPlaces.of(manifest.apiVersion, manifest.kind);
    if (places.length === 0) return;
    const pods = readPods(manifest, places, { types: this.#types, minor: this.minor, asIs: this.#asIs, report });
    if (pods.length > 0) manifest.pods = pods;
  }

  /** All files have been read: what is not known by now never will be. */
  settle(): void {
    this.#settled = true;
  }

  /** How the API server creates an object that was found known; undefined if that is not mirrored. */
  strategyOf(manifest: Manifest): Strategy | undefined {
    return this.#strategies.get(manifest) ?? strategyOf(manifest.apiVersion, manifest.kind);
  }

  /** Whether nothing of a known object was left unjudged. */
  isComplete(manifest: Manifest): boolean {
    return this.#strategies.get(manifest)?.unchecked !== true;
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
    return manifest.object === undefined ? 'unknown' : 'known';
  }
}

interface Target {
  readonly minor: number;
  readonly report: Report;
}

function warnOfDeprecation(manifest: Manifest, kind: KindDef, { minor, report }: Target): void {
  const gone = removedAt(kind);
  const ends = gone > minor ? `, gone in 1.${gone}` : '';
  const use = kind.use === undefined ? '' : `; use ${kind.use}`;
  const message = `${kind.apiVersion} ${kind.kind} is deprecated since 1.${kind.deprecated}${ends}${use}`;
  const at = manifest.root.get('apiVersion') ?? manifest.root;
  report({ rule: 'deprecated-api-version', severity: 'warning', source: 'warning', message, ...placeOf(at), path: 'apiVersion' });
}

/** An apiVersion and kind that the API server does not serve: which of the two is wrong, and what would be right. */
function complain(manifest: Manifest, answer: KindAnswer, { minor, report }: Target): void {
  const { apiVersion, kind } = manifest;
  const others = 'others' in answer ? answer.others : [];
  const first = others[0];
  const use = others.length === 0 ? '' : `; use ${[...new Set(others.map((other) => named(other, kind)))].join(' or ')}`;
  const raise = (rule: string, message: string, wrong: 'apiVersion' | 'kind', fix?: Fix): void => {
    const at = manifest.root.get(wrong) ?? manifest.root;
    report({ rule, severity: 'error', source: 'schema', message, ...placeOf(at), path: wrong, fix });
  };
  switch (answer.status) {
    case 'removed':
      return raise('removed-api-version', `${apiVersion} ${kind} was removed in 1.${answer.at}${use}`, 'apiVersion', bump(manifest, others));
    case 'future':
      return raise('unknown-kind', `${apiVersion} ${kind} comes with 1.${answer.at}, and 1.${minor} is meant${use}`, 'apiVersion');
    case 'off':
      return raise('unknown-kind', `${apiVersion} ${kind} is known to 1.${minor} but not served unless it is switched on${use}`, 'apiVersion');
    case 'elsewhere':
      return raise('unknown-kind', `no kind ${quote(kind)} in ${apiVersion}${use}`, 'apiVersion', bump(manifest, others));
    case 'unknown': {
      const near = answer.near;
      if (near === undefined) return raise('unknown-kind', `no kind ${quote(kind)} in ${apiVersion}`, 'kind');
      const sameVersion = others.some((other) => other.apiVersion === apiVersion);
      const hint = sameVersion || first === undefined ? `\`${near}\`` : `${first.apiVersion} \`${near}\``;
      const node = manifest.root.get('kind');
      const fix = sameVersion && node !== undefined ? fixOf(`write ${near}`, node, true, [replaceValue(node, near)]) : undefined;
      return raise('unknown-kind', `no kind ${quote(kind)} in ${apiVersion}; did you mean ${hint}?`, 'kind', fix);
    }
    case 'list':
      return undefined;
  }
}

function named(def: KindDef, kind: string): string {
  return def.kind === kind ? def.apiVersion : `${def.apiVersion} ${def.kind}`;
}

/** Another apiVersion for the same kind, where there is just one in question. Its shape may differ: never a safe change. */
function bump(manifest: Manifest, others: readonly KindDef[]): Fix | undefined {
  const same = others.filter((other) => other.kind === manifest.kind);
  const node = manifest.root.get('apiVersion');
  const use = same.find((other) => groupOf(other.apiVersion) === groupOf(manifest.apiVersion)) ?? (same.length === 1 ? same[0] : undefined);
  if (use === undefined || node === undefined || node.style !== Style.Plain) return undefined;
  return fixOf(`write ${use.apiVersion}`, node, false, [replaceValue(node, use.apiVersion)]);
}
