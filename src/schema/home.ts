import { slips } from '../model/nearest.ts';
import type { Node } from '../model/node.ts';
import { type Step, strictPath } from './paths.ts';
import { Kind, type TypeDef, type TypeRef } from './table.ts';
import type { Way } from './walk.ts';

/** How far down a field is looked for from where it stands. */
const MOST_STEPS = 5;

/** Where a field belongs that stands in the wrong place. */
export interface Home {
  readonly hint: string;
  /** The way to the field in its right place, as far as that is one place. */
  readonly way: readonly Step[];
  /** How many steps further up it belongs, straight on the way; 0 if it belongs elsewhere. */
  readonly up: number;
  /** The field that was meant, where it is misspelt as well. */
  readonly name: string;
}

/** Says where a field belongs: further up on the way, or below it or a neighbour. Undefined if nowhere near. */
export function homeOf(key: string, way: Way): Home | undefined {
  return above(key, way) ?? metadataFor(key, way) ?? below(key, way);
}

/** The same for a field that is misspelt besides: `imagePullPolcy` on a Pod. */
export function nearHomeOf(key: string, way: Way): Home | undefined {
  if (key.length < 5) return undefined;
  const most = key.length < 8 ? 1 : 2;
  let best: { name: string; place: readonly Step[] } | undefined;
  let distance = most + 1;
  let tied = false;
  for (const { type, place } of around(way)) {
    for (const name of type.fields.keys()) {
      const d = slips(key.toLowerCase(), name.toLowerCase(), most);
      if (d > distance || d > most || type.field(name, way.minor) === undefined) continue;
      const better = d < distance || (isContainer(place) && best !== undefined && !isContainer(best.place));
      if (better) {
        best = { name, place };
        tied = false;
      } else if (best !== undefined && name !== best.name) tied = true;
      distance = d;
    }
  }
  if (best === undefined || tied) return undefined;
  const home = [...best.place, best.name];
  return {
    hint: `did you mean \`${best.name}\`? ${describe(best.name, best.place)}`,
    way: home,
    up: 0,
    name: best.name,
  };
}

function isContainer(place: readonly Step[]): boolean {
  return place.at(-2) === 'containers';
}

function above(key: string, way: Way): Home | undefined {
  for (let depth = way.types.length - 2; depth >= 0; depth--) {
    const type = way.types[depth];
    if (type?.field(key, way.minor) === undefined || isMeta(key)) continue;
    const place = way.steps.slice(0, depth);
    const up = way.types.length - 1 - depth;
    const hint =
      place.length === 0 ? 'it belongs at the top, beside `kind`' : `it belongs under \`${strictPath(place)}\``;
    return { hint, way: [...place, key], up, name: key };
  }
  return undefined;
}

const METADATA: ReadonlySet<string> = new Set([
  'annotations',
  'finalizers',
  'generateName',
  'labels',
  'namespace',
  'ownerReferences',
]);

/** What belongs into the metadata of the nearest object that has any, where there is one further up, or of a template. */
function metadataFor(key: string, way: Way): Home | undefined {
  if (!METADATA.has(key) && key !== 'name') return undefined;
  for (let depth = way.types.length - 1; depth >= 0; depth--) {
    if (way.types[depth]?.field('metadata', way.minor) === undefined) {
      // Many things have a name: it belongs to metadata only where that stands beside it.
      if (key === 'name') return undefined;
      continue;
    }
    const place = [...way.steps.slice(0, depth), 'metadata'];
    const template =
      way.types.at(-1)?.field('template', way.minor) === undefined
        ? ''
        : `, or under \`${strictPath([...way.steps.slice(0, -1), 'template', 'metadata'])}\``;
    return { hint: `it belongs under \`${strictPath(place)}\`${template}`, way: [...place, key], up: 0, name: key };
  }
  return undefined;
}

function below(key: string, way: Way): Home | undefined {
  const here = way.steps.slice(0, -1);
  const start = way.types.at(-1);
  const found = start === undefined ? undefined : search(key, start, way.minor);
  // From a place where nothing matches below, one step up and down again: a pod field beside `template`.
  if (found !== undefined) return homeAt(key, [...here, ...found]);
  const up = way.types.at(-2);
  const beside = up === undefined ? undefined : search(key, up, way.minor);
  if (beside === undefined) return undefined;
  const place = [...here.slice(0, -1), ...beside];
  // What nobody wrote is one of several things that could stand there: sources of a volume, say.
  return isWritten(way.manifest.root, place.slice(0, here.length)) ? homeAt(key, place) : undefined;
}

function isWritten(root: Node, steps: readonly Step[]): boolean {
  let node: Node | undefined = root;
  for (const step of steps) node = typeof step === 'string' ? node?.get(step) : node?.items[step];
  return node !== undefined;
}

function homeAt(key: string, place: readonly Step[]): Home {
  return { hint: describe(key, place), way: [...place, key], up: 0, name: key };
}

function describe(key: string, place: readonly Step[]): string {
  const path = strictPath(place);
  if (path === '') return 'it belongs at the top, beside `kind`';
  const last = place.findLast((step) => typeof step === 'string');
  if (last === 'containers' || last === 'initContainers') return `it belongs to a container: \`${path}.${key}\``;
  return `it belongs under \`${path}\``;
}

interface Reached {
  readonly type: TypeDef;
  readonly place: readonly Step[];
}

/** The shortest way from a type to one that has the field; only if it is the only shortest one, or leads to the containers. */
function search(key: string, start: TypeDef, minor: number): readonly Step[] | undefined {
  for (const reached of layers({ type: start, place: [] }, minor)) {
    const homes = reached.filter(({ type }) => type.field(key, minor) !== undefined);
    const preferred =
      homes.find(({ place }) => place.includes('containers')) ?? (homes.length === 1 ? homes[0] : undefined);
    if (homes.length > 0) return preferred?.place;
  }
  return undefined;
}

/** The types below one, step by step: each type once, where it is first met. */
function* layers(start: Reached, minor: number): Generator<readonly Reached[]> {
  let layer: Reached[] = [start];
  const seen = new Set<TypeDef>([start.type]);
  for (let depth = 0; depth < MOST_STEPS && layer.length > 0; depth++) {
    const next: Reached[] = [];
    for (const { type, place } of layer) {
      for (const field of type.fields.values()) {
        const def = field.at(minor) === undefined ? undefined : objectOf(field.type);
        if (def === undefined || seen.has(def) || field.name === 'status' || field.name === 'metadata') continue;
        seen.add(def);
        next.push({ place: [...place, field.name, ...(field.type.kind === Kind.List ? [0] : [])], type: def });
      }
    }
    yield next;
    layer = next;
  }
}

/** The types on the way up, and those not too far below. */
function* around(way: Way): Generator<Reached> {
  for (let depth = way.types.length - 2; depth >= 0; depth--) {
    const type = way.types[depth];
    if (type !== undefined) yield { type, place: way.steps.slice(0, depth) };
  }
  const here = way.types.at(-1);
  let depth = 0;
  if (here === undefined) return;
  for (const reached of layers({ type: here, place: way.steps.slice(0, -1) }, way.minor)) {
    yield* reached;
    if (++depth === 4) return;
  }
}

function objectOf(type: TypeRef): TypeDef | undefined {
  return type.kind === Kind.List ? type.item?.def : type.def;
}

/** Names that nearly every type has say nothing about where they belong. */
function isMeta(key: string): boolean {
  return key === 'name' || key === 'kind' || key === 'apiVersion' || key === 'status';
}
