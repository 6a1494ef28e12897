import { fixOf, renameKey } from '../fix/edits.ts';
import { moveUp } from '../fix/move.ts';
import type { Fix } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { type Node, Type } from '../model/node.ts';
import { resolve } from '../model/scalar.ts';
import { aliasOf } from './aliases.ts';
import { type Home, homeOf, nearHomeOf } from './home.ts';
import { type Step, fieldPath, strictPath } from './paths.ts';
import type { TypeDef } from './table.ts';
import type { Way } from './walk.ts';

/** What is said of a field that its type does not have. */
export interface Hint {
  readonly hint: string | undefined;
  readonly fix: Fix | undefined;
  /** The path of the field that was most likely meant: it is not missing, though it is not there. */
  readonly meant?: string | undefined;
}

const NO_HINT: Hint = { hint: undefined, fix: undefined };

/** Says what was meant: the field in another minor, its right spelling, another name for it, or the place where it belongs. */
export function hintFor(node: Node, type: TypeDef, way: Way): Hint {
  return (
    otherMinor(node, type, way) ??
    called(node, type, way) ??
    misspelt(node, type, way) ??
    misplaced(node, type, way) ??
    NO_HINT
  );
}

/** The same without a look around, which takes a while: only the right spelling. */
export function shortHintFor(node: Node, type: TypeDef, way: Way): Hint {
  const near = nearest(node.key as string, namesOf(type, way.minor));
  return near === undefined ? NO_HINT : respell(node, near, way);
}

function otherMinor(node: Node, type: TypeDef, { minor }: Way): Hint | undefined {
  const field = type.fields.get(node.key as string);
  if (field === undefined) return undefined;
  const later = minor < field.since;
  return {
    hint: later
      ? `Kubernetes 1.${minor} does not have it yet, 1.${field.since} does`
      : `Kubernetes 1.${minor} no longer has it`,
    fix: undefined,
  };
}

/** The name that the thing has elsewhere, or in people's heads. */
function called(node: Node, type: TypeDef, way: Way): Hint | undefined {
  const alias = aliasOf(type.name, node.key as string);
  if (alias === undefined || (alias.lone && (homeOf(node.key as string, way)?.up ?? 0) > 0)) return undefined;
  if (alias.field !== undefined)
    return rename(node, alias.field, { hint: `it is called \`${alias.field}\` here`, safe: false, way });
  if (alias.below === undefined) return { hint: alias.hint, fix: undefined };
  const path = strictPath([...way.steps.slice(0, -1), alias.below]);
  return { hint: `it belongs to \`${path}\``, fix: undefined, meant: path };
}

/** A slip of the pen. What is right in another place is not likely to be one. */
function misspelt(node: Node, type: TypeDef, way: Way): Hint | undefined {
  const key = node.key as string;
  const near = nearest(key, namesOf(type, way.minor));
  if (near === undefined || (near.toLowerCase() !== key.toLowerCase() && homeOf(key, way) !== undefined))
    return undefined;
  return respell(node, near, way);
}

function respell(node: Node, near: string, way: Way): Hint {
  const sameButCase = near.toLowerCase() === node.key?.toLowerCase();
  return rename(node, near, {
    hint: sameButCase ? `it is written \`${near}\`` : `did you mean \`${near}\`?`,
    safe: true,
    way,
  });
}

function rename(
  node: Node,
  to: string,
  { hint, safe, way }: { readonly hint: string; readonly safe: boolean; readonly way: Way },
): Hint {
  const taken = mapAt(way, 0)?.get(to) !== undefined;
  const fix = taken ? undefined : fixOf(`rename to ${to}`, node, safe, [renameKey(node, to)]);
  return { hint, fix, meant: fieldPath(way, to) };
}

function misplaced(node: Node, type: TypeDef, way: Way): Hint | undefined {
  const key = node.key as string;
  const home = homeOf(key, way) ?? nearHomeOf(key, way);
  if (home !== undefined) return { hint: home.hint, fix: moveHome(node, home, way), meant: strictPath(home.way) };
  const written = resolve(node);
  const isText = written !== Type.Map && written !== Type.List;
  if (type.name === 'meta.v1.LabelSelector' && isText)
    return { hint: 'labels belong under `matchLabels`', fix: undefined };
  if (type.name === 'meta.v1.ObjectMeta' && isText)
    return { hint: 'a label belongs under `labels`, an annotation under `annotations`', fix: undefined };
  return undefined;
}

function namesOf(type: TypeDef, minor: number): string[] {
  return [...type.fields.values()].filter((field) => field.at(minor) !== undefined).map(({ name }) => name);
}

/** A field that is indented too far, such as `spec` below `metadata`, one step out; if there is no other one. */
function moveHome(node: Node, { up, way: home }: Home, way: Way): Fix | undefined {
  const [parent, holder] = [mapAt(way, 0), mapAt(way, 1)];
  if (
    up !== 1 ||
    parent === undefined ||
    holder === undefined ||
    holder.type !== Type.Map ||
    holder.get(node.key as string) !== undefined
  )
    return undefined;
  return fixOf(`move it to ${strictPath(home)}`, node, true, [moveUp(holder, parent, node)].flat());
}

/** The node on the way, so many steps above the map in which the field stands. */
function mapAt({ manifest, steps }: Way, up: number): Node | undefined {
  let node: Node | undefined = manifest.root;
  for (const step of steps.slice(0, steps.length - 1 - up) as Step[])
    node = typeof step === 'number' ? node?.items[step] : node?.get(step);
  return node;
}
