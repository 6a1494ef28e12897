import { tables } from '../schema/tables.ts';
import type { Folder } from './folder.ts';
import type { OpenDocument } from './open.ts';
import type { Outline, Part } from './outline.ts';
import { CustomShape, OwnShape, type Shape } from './shape.ts';

/** An object of a text that is being typed: what it says it is, and where it begins. */
export interface TypedObject {
  readonly root: Part;
  readonly apiVersion: string;
  readonly kind: string;
}

/** The object that a part belongs to: the document, or the item of a list of objects. */
export function objectOf(part: Part, { root }: Outline, text: string): TypedObject {
  let found = typed(root, text);
  for (let at: Part | undefined = part; at !== undefined && found.kind.endsWith('List'); at = at.parent) {
    if (at.parent?.key === 'items' && at.parent.parent === root) found = withListKind(typed(at, text), found);
  }
  return found;
}

/** All objects of a document. */
export function objectsOf({ root }: Outline, text: string): TypedObject[] {
  const whole = typed(root, text);
  const items = whole.kind.endsWith('List') ? root.get('items') : undefined;
  return items === undefined ? [whole] : items.items.map((item) => withListKind(typed(item, text), whole));
}

function typed(root: Part, text: string): TypedObject {
  return { root, apiVersion: root.get('apiVersion')?.value(text) ?? '', kind: root.get('kind')?.value(text) ?? '' };
}

/** Items of a `PodList` need not say what they are. */
function withListKind(item: TypedObject, list: TypedObject): TypedObject {
  if (item.kind !== '' || list.kind === 'List') return item;
  return { ...item, kind: list.kind.slice(0, -'List'.length), apiVersion: list.apiVersion };
}

/** What may be written in an object; undefined if nothing is known of its kind. */
export function shapeOf({ apiVersion, kind }: TypedObject, folder: Folder, document: OpenDocument): Shape | undefined {
  const { shapes } = folder.judge;
  const { types, kinds } = tables();
  const known = kinds.get(apiVersion, kind);
  if (known !== undefined && known.typeName !== '') return new OwnShape(types.ref(known.typeName), shapes.minor);
  const custom = shapes.customKind(apiVersion, kind, folder.nameOf(document.path));
  const schema = custom?.version === undefined ? undefined : custom.definition.shape(custom.version.name).schema;
  return schema === undefined ? undefined : new CustomShape(schema, shapes.minor, true);
}

/** The way from an object to a part of it. */
export function stepsFrom({ root }: TypedObject, part: Part): (string | number)[] {
  return part.steps.slice(root.steps.length);
}

/** The innermost part whose key or scalar touches an offset. */
export function partAt(root: Part, offset: number): Part | undefined {
  for (const item of root.items) {
    if (item.keyStart >= 0 && offset >= item.keyStart && offset <= item.keyEnd) return item;
    const found = partAt(item, offset);
    if (found !== undefined) return found;
    if (item.kind === 'scalar' && offset >= item.start && offset <= item.end) return item;
  }
  return undefined;
}
