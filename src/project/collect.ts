import type { Manifest } from '../model/manifest.ts';
import type { ObjectMeta } from '../schema/types.gen.ts';
import { collectCustom } from './collect-custom.ts';
import { type Collect, collectors } from './collect-kinds.ts';
import { collectWorkload, isWorkload } from './collect-workload.ts';
import { Entry, type Facts, type Form, Reference } from './entry.ts';
import type { ProjectFile } from './files.ts';
import { isOwnGroup, kindOf } from './kinds.ts';
import { Labels } from './labels.ts';

/**
 * Takes what the project keeps out of an object. References come in an order that depends on the object alone; `holders`, if they are asked
 * for, are the decoded objects (or nodes) in which they stand, so that a reference's place is found again in the object read anew.
 */
export class Collector {
  readonly references: Reference[] = [];
  readonly holders: object[] | undefined;

  constructor(keepHolders: boolean) {
    this.holders = keepHolders ? [] : undefined;
  }

  /** A name that must be there. */
  add(kind: string, form: Form, holder: object, name: string | undefined): void {
    this.need(new Reference(kind, form, name ?? '', undefined, false, undefined), holder);
  }

  need(reference: Reference, holder: object): void {
    if (reference.name === '') return;
    this.references.push(reference);
    if (this.holders !== undefined) this.holders.push(holder);
  }

  /** What has come together, and an empty collector. */
  take(): readonly Reference[] {
    if (this.references.length === 0) return NONE;
    const taken = this.references.slice();
    this.references.length = 0;
    return taken;
  }
}

const NONE: readonly Reference[] = [];

/** One for all objects: most have few references or none. */
const shared = new Collector(false);

/** What the project keeps of an object. */
export function entryOf(manifest: Manifest, file: ProjectFile): Entry {
  const { document, object, namespaced } = manifest;
  const how = handlingOf(manifest);
  const facts = collect(manifest, how, shared);
  return new Entry({
    file,
    start: document.start,
    end: document.end,
    index: document.index,
    json: document.json,
    item: manifest.item,
    identity: manifest.identity,
    kind: how.kind,
    namespaced: namespaced !== false,
    unclear: object === undefined || manifest.unknown !== undefined,
    labels: how.isSelected
      ? Labels.of((object as { metadata?: ObjectMeta } | undefined)?.metadata?.labels)
      : Labels.none,
    references: shared.take(),
    facts,
  });
}

/** The objects in which the references of an object stand, in their order. */
export function holdersOf(manifest: Manifest): readonly object[] {
  const collector = new Collector(true);
  collect(manifest, handlingOf(manifest), collector);
  return collector.holders ?? [];
}

function collect(manifest: Manifest, { isOwn, collect: own }: Handling, collector: Collector): Facts | undefined {
  const { object } = manifest;
  if (object === undefined || !isOwn) return collectCustom(manifest, collector);
  return own?.(object, collector, manifest);
}

/** What is to be done with the objects of a kind. */
interface Handling {
  readonly kind: string;
  readonly isOwn: boolean;
  readonly collect: Collect | undefined;
  /** Whether its objects are selected by their own labels. */
  readonly isSelected: boolean;
}

/** By apiVersion and kind; a hostile input must not fill the memory with kinds that it makes up. */
const handlings: Map<string, Map<string, Handling>> = new Map();
const MOST_VERSIONS = 1_000;

function handlingOf({ apiVersion, kind }: Manifest): Handling {
  let kinds = handlings.get(apiVersion);
  const known = kinds?.get(kind);
  if (known !== undefined) return known;
  const collector: Collect | undefined = isWorkload(kind)
    ? (_, into, manifest) => collectWorkload(manifest, into)
    : collectors.get(kind);
  const handling = {
    kind: kindOf(apiVersion, kind),
    isOwn: isOwnGroup(apiVersion),
    collect: collector,
    isSelected: kind === 'Service' || kind === 'EndpointSlice',
  };
  if (kinds === undefined) {
    if (handlings.size >= MOST_VERSIONS) return handling;
    handlings.set(apiVersion, (kinds = new Map()));
  }
  if (kinds.size < MOST_VERSIONS) kinds.set(kind, handling);
  return handling;
}
