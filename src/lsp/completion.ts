import type { CompletionItem, CompletionItemKind, CompletionItemTag } from 'vscode-languageserver/node';
import { plainType } from '../model/scalar.ts';
import { Type } from '../model/node.ts';
import { type KindDef, isDeprecated, isServed } from '../schema/kinds.ts';
import { tables } from '../schema/tables.ts';
import type { Folder } from './folder.ts';
import { objectOf, shapeOf, stepsFrom } from './object.ts';
import type { OpenDocument } from './open.ts';
import { outlineAt, type Part } from './outline.ts';
import { type FieldShape, type Shape, shapeAt } from './shape.ts';
import type { Range } from './text.ts';

const FIELD: CompletionItemKind = 5;
const VALUE: CompletionItemKind = 12;
const ENUM: CompletionItemKind = 20;
const DEPRECATED: CompletionItemTag = 1;
/** The text is inserted as it stands: its lines are indented already. */
const AS_IS = 1;

/** Stands for the word at the cursor while the text around it is read. */
const MARK = 'podlint--cursor';

/** What may stand at a place of a text that is being typed. */
export function completionsAt(document: OpenDocument, offset: number): CompletionItem[] {
  const { folder } = document;
  if (folder === undefined || document.isTooLarge) return [];
  const word = wordAt(document.text.text, offset);
  const marked = word === undefined ? undefined : withMark(document.text.text, word);
  if (word === undefined || marked === undefined) return [];
  const outline = outlineAt(marked, word.start);
  const part = marker(outline.root, marked);
  if (part === undefined) return [];
  const object = objectOf(part, outline, marked);
  const around = { document, folder, word, range: document.text.range(word.start, word.end), text: marked };
  const isKey = part.key !== undefined && part.key.startsWith(MARK);
  const holder = isKey ? part.parent : part;
  if (holder === undefined) return [];
  if (!isKey && part.parent === object.root) {
    if (part.key === 'kind') return kindsFor(object.apiVersion, around);
    if (part.key === 'apiVersion') return versionsFor(object.kind, around);
  }
  const shape = shapeOf(object, folder, document);
  if (shape === undefined) return isKey && holder === object.root ? beginnings(holder, around) : [];
  const found = shapeAt(shape, stepsFrom(object, holder));
  if (found === undefined) return [];
  // A word behind a dash may be the first key of an item, or the item itself.
  if (isKey && found.shape.kind === 'scalar' && holder.items.length === 1) return valuesOf(found.shape, around);
  return isKey ? keysOf(found.shape, holder, around) : valuesOf(found.shape, around);
}

interface Word {
  readonly start: number;
  readonly end: number;
  /** Whether a colon follows it already. */
  readonly hasColon: boolean;
  /** The column of the keys that would stand beside it. */
  readonly column: number;
  readonly isFlow: boolean;
}

interface Around {
  readonly document: OpenDocument;
  readonly folder: Folder;
  readonly word: Word;
  readonly range: Range;
  readonly text: string;
}

/** The word that is being typed; undefined in comments. */
function wordAt(text: string, offset: number): Word | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const lineEnd = newline === -1 ? text.length : newline;
  let start = offset;
  while (start > lineStart && isWordCharacter(text.charCodeAt(start - 1))) start--;
  let end = offset;
  while (end < lineEnd && isWordCharacter(text.charCodeAt(end))) end++;
  const before = text.slice(lineStart, start);
  if (/(?:^|\s)#/.test(before)) return undefined;
  const lead = /^[\s-]*/.exec(before)?.[0] ?? '';
  const isFlow = /[{[",]\s*$/.test(before) || /^\s*[{[]/.test(text.slice(0, 1024));
  return { start, end, hasColon: /^["']?\s*:/.test(text.slice(end, lineEnd)), column: lead.length, isFlow };
}

function isWordCharacter(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 45 ||
    code === 46 ||
    code === 47 ||
    code === 95 ||
    code === 36
  );
}

/** The text with the mark in the place of the word, as a key where a key may stand. */
function withMark(text: string, { start, end, hasColon, isFlow }: Word): string {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const isKey = !isFlow && !hasColon && /^\s*(?:-\s+)*$/.test(before);
  return text.slice(0, start) + MARK + (isKey ? ':' : '') + text.slice(end);
}

/** The part that the mark is the key or the value of. */
function marker(root: Part, text: string): Part | undefined {
  const open = [root];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part.key?.startsWith(MARK) || (part.kind === 'scalar' && part.value(text).startsWith(MARK))) return part;
    open.push(...part.items);
  }
  return undefined;
}

function keysOf(shape: Shape, holder: Part, around: Around): CompletionItem[] {
  const written = new Set(holder.items.map(({ key }) => key));
  return shape
    .fields()
    .filter(({ name }) => !written.has(name))
    .map((field) => keyItem(field, around));
}

function keyItem(field: FieldShape, { word, range, document }: Around): CompletionItem {
  const { name, shape, required, deprecated, description } = field;
  const about = [description, ...notesOf(field)].filter((line) => line !== '').join('\n\n');
  return {
    label: name,
    kind: FIELD,
    detail: shape.title,
    ...(about === '' ? {} : { documentation: about }),
    ...(deprecated ? { tags: [DEPRECATED] } : {}),
    sortText: `${deprecated ? 'z' : required ? 'a' : 'm'}${name}`,
    insertTextMode: AS_IS,
    textEdit: { range, newText: name + (word.hasColon ? '' : behindKey(shape, word, document)) },
  };
}

/** What follows a new key, up to where its value is typed. */
function behindKey(shape: Shape, { column, isFlow, start }: Word, { text }: OpenDocument): string {
  if (isFlow) return /["']/.test(text.text[start - 1] ?? '') ? '' : ': ';
  const newline = text.text.includes('\r\n') ? '\r\n' : '\n';
  const inner = `${newline}${' '.repeat(column + 2)}`;
  if (shape.kind === 'object' || shape.kind === 'map') return `:${inner}`;
  return shape.kind === 'list' ? `:${inner}- ` : ': ';
}

/** What else is known of a field. */
export function notesOf({ required, since, until, listKeys, deprecated }: FieldShape): string[] {
  const notes: string[] = [];
  if (required) notes.push('Required.');
  if (deprecated) notes.push('Deprecated.');
  if (since > 0) notes.push(`Since Kubernetes 1.${since}.`);
  if (until !== Number.POSITIVE_INFINITY) notes.push(`Until Kubernetes 1.${until}.`);
  if (listKeys.length > 0) notes.push(`No two items may have the same ${listKeys.join(' and ')}.`);
  return notes;
}

function valuesOf(shape: Shape, around: Around): CompletionItem[] {
  return shape.values.map((value) =>
    valueItem(value, { detail: shape.title, kind: ENUM, quoted: shape.isString }, around),
  );
}

function valueItem(
  value: string,
  how: { detail: string; kind: CompletionItemKind; quoted: boolean; deprecated?: boolean },
  { range, text, word }: Around,
): CompletionItem {
  const inQuotes = /["']/.test(text[word.start - 1] ?? '');
  const isBare =
    !how.quoted || inQuotes || (plainType(value) === Type.String && /^[\w/][\w./: -]*$/.test(value) && !word.isFlow);
  const newText = isBare ? value : JSON.stringify(value);
  const tags = how.deprecated ? { tags: [DEPRECATED] } : {};
  return { label: value, kind: how.kind, detail: how.detail, ...tags, filterText: value, textEdit: { range, newText } };
}

/** The first keys of an object of which nothing is known yet. */
function beginnings(holder: Part, around: Around): CompletionItem[] {
  const shape: Pick<Shape, 'title' | 'kind' | 'isString' | 'values' | 'item'> = {
    title: 'string',
    kind: 'scalar',
    isString: true,
    values: [],
    item: undefined,
  };
  const text: Shape = { ...shape, fields: () => [], field: () => undefined };
  const rest = {
    required: true,
    deprecated: false,
    since: 0,
    until: Number.POSITIVE_INFINITY,
    listKeys: [],
    description: '',
    default: undefined,
  };
  const metadata: Shape = { ...text, title: 'ObjectMeta', kind: 'object' };
  const fields = [
    { ...rest, name: 'apiVersion', shape: text },
    { ...rest, name: 'kind', shape: text },
    { ...rest, name: 'metadata', shape: metadata },
  ];
  return fields.filter(({ name }) => holder.get(name) === undefined).map((field) => keyItem(field, around));
}

function kindsFor(apiVersion: string, around: Around): CompletionItem[] {
  const { minor } = around.folder.judge.shapes;
  const own = [...tables().kinds.all()].filter(
    (kind) => isServed(kind, minor) && kind.role !== 'none' && kind.role !== 'subresource',
  );
  const fitting = apiVersion === '' ? own : own.filter((kind) => kind.apiVersion === apiVersion);
  const items = new Map<string, CompletionItem>();
  for (const kind of fitting) items.set(kind.kind, kindItem(kind.kind, kind.apiVersion, kind, around));
  for (const { group, kind, versions } of customKinds(around.folder)) {
    const of = versions.map((version) => `${group}/${version}`);
    if ((apiVersion === '' || of.includes(apiVersion)) && !items.has(kind))
      items.set(kind, kindItem(kind, of[0] ?? group, undefined, around));
  }
  return [...items.values()];
}

function versionsFor(kind: string, around: Around): CompletionItem[] {
  const { minor } = around.folder.judge.shapes;
  const own = [...tables().kinds.all()].filter((one) => isServed(one, minor) && (kind === '' || one.kind === kind));
  const items = new Map<string, CompletionItem>();
  for (const one of own)
    if (!items.has(one.apiVersion))
      items.set(one.apiVersion, kindItem(one.apiVersion, kind, kind === '' ? undefined : one, around));
  for (const custom of customKinds(around.folder)) {
    if (kind !== '' && custom.kind !== kind) continue;
    for (const version of custom.versions)
      items.set(`${custom.group}/${version}`, kindItem(`${custom.group}/${version}`, custom.kind, undefined, around));
  }
  return [...items.values()];
}

function kindItem(label: string, detail: string, kind: KindDef | undefined, around: Around): CompletionItem {
  const deprecated = kind !== undefined && isDeprecated(kind, around.folder.judge.shapes.minor);
  return valueItem(label, { detail, kind: VALUE, quoted: true, deprecated }, around);
}

/** The kinds that CustomResourceDefinitions of the folder define. */
function customKinds(folder: Folder): { group: string; kind: string; versions: readonly string[] }[] {
  return (folder.project?.of('CustomResourceDefinition') ?? []).flatMap((entry) => {
    const spec = (folder.project?.open(entry)?.object as Definition | undefined)?.spec;
    const { group, names, versions } = spec ?? {};
    if (group === undefined || names?.kind === undefined) return [];
    const served = (versions ?? []).filter(({ served: is }) => is !== false).map(({ name }) => name ?? '');
    return [{ group, kind: names.kind, versions: served }];
  });
}

/** What is looked at of a CustomResourceDefinition. */
interface Definition {
  readonly spec?: {
    readonly group?: string;
    readonly names?: { readonly kind?: string };
    readonly versions?: readonly { readonly name?: string; readonly served?: boolean }[];
  };
}
