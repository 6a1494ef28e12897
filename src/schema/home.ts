import { Kind, type TypeDef, type TypeRef } from './table.ts';
import type { Way } from './walk.ts';

/** How far down a field is looked for from where it stands. */
const MOST_STEPS = 3;

/** Says where a field belongs that stands in the wrong place: further up on the way, or below a neighbour. Undefined if nowhere near. */
export function homeOf(key: string, way: Way): string | undefined {
  return above(key, way) ?? below(key, way);
}

function above(key: string, way: Way): string | undefined {
  for (let depth = way.types.length - 2; depth >= 0; depth--) {
    const type = way.types[depth];
    if (type?.field(key, way.minor) === undefined || isMeta(key)) continue;
    const place = written(way.steps.slice(0, depth));
    return place === '' ? `it belongs at the top, beside \`kind\`` : `it belongs under \`${place}\``;
  }
  return undefined;
}

function below(key: string, way: Way): string | undefined {
  const here = way.steps.slice(0, -1);
  const start = way.types.at(-1);
  const found = start === undefined ? undefined : search(key, start, way.minor);
  // From a place where nothing matches below, one step up and down again: a pod field beside `template`.
  if (found !== undefined) return describe(key, [...here, ...found]);
  const up = way.types.at(-2);
  const beside = up === undefined ? undefined : search(key, up, way.minor);
  return beside === undefined ? undefined : describe(key, [...here.slice(0, -1), ...beside]);
}

function describe(key: string, way: readonly (string | number)[]): string {
  const place = written(way);
  const last = [...way].reverse().find((step) => typeof step === 'string');
  if (last === 'containers' || last === 'initContainers') return `it belongs to a container: \`${place}.${key}\``;
  return `it belongs under \`${place}\``;
}

/** The shortest way from a type to one that has the field; only if it is the only shortest one, or leads to the containers. */
function search(key: string, start: TypeDef, minor: number): (string | number)[] | undefined {
  let ways: { way: (string | number)[]; type: TypeDef }[] = [{ way: [], type: start }];
  const seen = new Set<TypeDef>([start]);
  for (let depth = 0; depth < MOST_STEPS; depth++) {
    const next: typeof ways = [];
    for (const { way, type } of ways) {
      for (const field of type.fields.values()) {
        const def = field.at(minor) === undefined ? undefined : objectOf(field.type);
        if (def === undefined || seen.has(def) || field.name === 'status' || field.name === 'metadata') continue;
        seen.add(def);
        next.push({ way: [...way, field.name, ...(field.type.kind === Kind.List ? [0] : [])], type: def });
      }
    }
    const homes = next.filter(({ type }) => type.field(key, minor) !== undefined);
    const preferred = homes.find(({ way }) => way.includes('containers')) ?? (homes.length === 1 ? homes[0] : undefined);
    if (homes.length > 0) return preferred?.way;
    ways = next;
  }
  return undefined;
}

function objectOf(type: TypeRef): TypeDef | undefined {
  return type.kind === Kind.List ? type.item?.def : type.def;
}

/** Names that nearly every type has say nothing about where they belong. */
function isMeta(key: string): boolean {
  return key === 'name' || key === 'kind' || key === 'apiVersion' || key === 'status';
}

function written(way: readonly (string | number)[]): string {
  let path = '';
  for (const step of way) path += typeof step === 'number' ? `[${step}]` : path === '' ? step : `.${step}`;
  return path;
}
