import type { Manifest } from '../model/manifest.ts';
import type { ObjectMeta } from '../schema/types.gen.ts';
import { collectCustom } from './collect-custom.ts';
import { collectors } from './collect-kinds.ts';
import { collectWorkload, isWorkload } from './collect-workload.ts';
import { Entry, type Facts, type Reference } from './entry.ts';
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

  add(reference: Reference, holder: object): void {
    if (reference.name === '') return;
    this.references.push(reference);
    this.holders?.push(holder);
  }
}

/** What the project keeps of an object. */
export function entryOf(manifest: Manifest, file: ProjectFile): Entry {
  const collector = new Collector(false);
  const facts = collect(manifest, collector);
  const { document } = manifest;
  const metadata = (manifest.object as { metadata?: ObjectMeta } | undefined)?.metadata;
  return new Entry({
    file,
    start: document.start,
    end: document.end,
    index: document.index,
    json: document.json,
    item: manifest.item,
    identity: manifest.identity,
    kind: kindOf(manifest.apiVersion, manifest.kind),
    namespaced: manifest.namespaced !== false,
    unclear: manifest.object === undefined || manifest.unknown !== undefined,
    labels: Labels.of(metadata?.labels),
    references: collector.references.length === 0 ? NONE : collector.references,
    facts,
  });
}

const NONE: readonly Reference[] = [];

/** The objects in which the references of an object stand, in their order. */
export function holdersOf(manifest: Manifest): readonly object[] {
  const collector = new Collector(true);
  collect(manifest, collector);
  return collector.holders ?? [];
}

function collect(manifest: Manifest, collector: Collector): Facts | undefined {
  const { object, kind, apiVersion } = manifest;
  if (object === undefined || !isOwnGroup(apiVersion)) return collectCustom(manifest, collector);
  if (isWorkload(kind)) return collectWorkload(manifest, collector);
  return collectors.get(kind)?.(object, collector, manifest);
}
