import type { Edit } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import type { Fix } from '../model/finding.ts';
import { Node, Style, Type } from '../model/node.ts';
import { plainType } from '../model/scalar.ts';
import { newlineOf } from './newline.ts';

/**
 * Replaces a value by text that is valid YAML and JSON where it stands; undefined for what a `<<` brought in, which has no text here, and for block
 * maps and lists, which may stand at the column of their key.
 */
export function replaceValue(node: Node, text: string): Edit | undefined {
  if (node.items.length > 0 && node.style === Style.Block && node.alias === undefined) return undefined;
  if (node.alias !== undefined && node.keyStart === node.start) return undefined;
  if (!hasColon(node) && !takesColon(node)) return undefined;
  return { start: node.start, end: node.end, text: padded(node, text) };
}

/** Nothing stands behind the colon of an empty value: a blank has to go before what is written there; in `{a}` even the colon. */
function padded(node: Node, text: string): string {
  if (node.start !== node.end) return text;
  return hasColon(node) ? ` ${text}` : `: ${text}`;
}

function hasColon({ source, keyStart, keyEnd, start }: Node): boolean {
  return keyStart < 0 || source.slice(keyEnd, start).includes(':');
}

/** Whether a key in braces can be read with a colon: it must end on the line on which it begins, a tag in front of it included. */
function takesColon({ source, keyStart, keyEnd }: Node): boolean {
  const before = source.slice(Math.max(0, keyStart - 100), keyStart);
  return /[{,]\s*$/.test(before) && !/[\r\n]/.test(source.slice(keyStart, keyEnd));
}

/** Replaces a string by another one, in the quotes that it had if any. */
export function replaceString(node: Node, value: string): Edit | undefined {
  if (node.style === Style.Single && !value.includes("'")) return replaceValue(node, `'${value}'`);
  const plain =
    node.source[node.start] !== '"' &&
    /^[A-Za-z0-9/][\w./:@-]*$/.test(value) &&
    !value.endsWith(':') &&
    plainType(value) === Type.String;
  return replaceValue(node, plain ? value : quoted(value));
}

/** A text in double quotes that is the same to YAML and to JSON: some characters that JSON leaves as they are end a line of YAML, or may not be in it. */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Writes another key for a value. A quoted key stays quoted. */
export function renameKey(node: Node, key: string): Edit {
  const quote = node.source[node.keyStart];
  const written = quote === '"' || quote === "'" ? quote + key + quote : key;
  return { start: node.keyStart, end: node.keyEnd, text: written };
}

/** Takes a key and its value out of a block map, whole lines at a time; undefined where that is not simple. */
export function removeEntry(parent: Node, node: Node): Edit | undefined {
  if (parent.type !== Type.Map || parent.items.length < 2 || node.keyStart < 0 || node.alias !== undefined)
    return undefined;
  if (parent.style === Style.Flow) return removeFromFlow(parent, node);
  const { source } = node;
  const lineStart = source.lastIndexOf('\n', node.keyStart - 1) + 1;
  if (source.slice(lineStart, node.keyStart).trim() !== '') return removeFirstOfItem(parent, node);
  const newline = source.indexOf('\n', Math.max(node.end - 1, node.keyStart));
  return { start: lineStart, end: newline === -1 ? source.length : newline + 1, text: '' };
}

/** `- a: 1` followed by `b: 2`: what follows takes the place behind the dash. */
function removeFirstOfItem(parent: Node, node: Node): Edit | undefined {
  const next = parent.items.find((item) => item.keyStart > node.end);
  return next === undefined ? undefined : { start: node.keyStart, end: next.keyStart, text: '' };
}

function removeFromFlow(parent: Node, node: Node): Edit | undefined {
  const at = parent.items.indexOf(node);
  const next = parent.items[at + 1];
  if (next !== undefined) return { start: node.keyStart, end: next.keyStart, text: '' };
  const before = parent.items[at - 1];
  return before === undefined ? undefined : { start: before.end, end: node.end, text: '' };
}

/** Adds a key to a block map, in a line of its own before its first key; undefined where that is not simple. */
export function insertKey(parent: Node, key: string, value: string): Edit | undefined {
  const first = parent.items[0];
  if (
    parent.type !== Type.Map ||
    parent.style === Style.Flow ||
    first === undefined ||
    first.keyStart < 0 ||
    parent.alias !== undefined ||
    isBehindMore(first)
  )
    return undefined;
  const { source } = parent;
  const lineStart = source.lastIndexOf('\n', first.keyStart - 1) + 1;
  const indent = ' '.repeat(first.keyStart - lineStart);
  const newline = newlineOf(source);
  return { start: first.keyStart, end: first.keyStart, text: `${key}: ${value}${newline}${indent}` };
}

/** Adds a key to a block map, in a line of its own after its last entry; undefined where that is not simple. */
export function appendKey(parent: Node, key: string, value: string): Edit | undefined {
  const first = parent.items[0];
  const last = parent.items.at(-1);
  if (parent.type !== Type.Map || parent.style === Style.Flow || parent.alias !== undefined) return undefined;
  if (
    first === undefined ||
    last === undefined ||
    first.keyStart < 0 ||
    last.alias !== undefined ||
    isBlockScalar(last) ||
    isBehindMore(first)
  )
    return undefined;
  const { source } = parent;
  const indent = ' '.repeat(first.keyStart - source.lastIndexOf('\n', first.keyStart - 1) - 1);
  const newline = source.indexOf('\n', Math.max(last.end - 1, last.keyEnd));
  const at = newline === -1 ? source.length : source[newline - 1] === '\r' ? newline - 1 : newline;
  return { start: at, end: at, text: `${newlineOf(source)}${indent}${key}: ${value}` };
}

/** Whether more than blanks, and dashes before a first key, stands before a key in its line: a tag or an anchor, so that its column is not the map's. */
export function isBehindMore({ source, keyStart }: Node, isLater = false): boolean {
  const before = source.slice(source.lastIndexOf('\n', keyStart - 1) + 1, keyStart);
  return !(isLater ? /^ *$/ : /^[ -]*$/).test(before);
}

function isBlockScalar(node: Node): boolean {
  return node.style === Style.Literal || node.style === Style.Folded;
}

/** What stands in a line before an item of a block list; undefined if more than its dash does. */
function dashOf(item: Node): string | undefined {
  const before = item.source.slice(item.source.lastIndexOf('\n', item.start - 1) + 1, item.start);
  return /^ *- *$/.test(before) ? before : undefined;
}

/** Takes an item out of a list that has others, whole lines at a time; undefined where that is not simple. */
export function removeItem(list: Node, item: Node): Edit | undefined {
  if (list.items.length < 2 || list.alias !== undefined || item.alias !== undefined) return undefined;
  if (list.style === Style.Flow) {
    const at = list.items.indexOf(item);
    const next = list.items[at + 1];
    return next === undefined
      ? { start: (list.items[at - 1] as Node).end, end: item.end, text: '' }
      : { start: item.start, end: next.start, text: '' };
  }
  const dash = dashOf(item);
  if (dash === undefined) return undefined;
  const newline = item.source.indexOf('\n', Math.max(item.end - 1, item.start));
  return { start: item.start - dash.length, end: newline === -1 ? item.source.length : newline + 1, text: '' };
}

/** Puts an item before another one of a list; undefined where that is not simple. */
export function insertItem(list: Node, before: Node, text: string): Edit | undefined {
  if (list.alias !== undefined || before.alias !== undefined) return undefined;
  const { start, source } = before;
  if (list.style !== Style.Block)
    return { start, end: start, text: `${source[start] === '"' ? quoted(text) : text}, ` };
  const dash = dashOf(before);
  return dash === undefined ? undefined : { start, end: start, text: `${text}${newlineOf(source)}${dash}` };
}

/** Moves an item of a block list before another one, whole lines at a time; undefined where that is not simple. */
export function moveItem(list: Node, item: Node, before: Node): (Edit | undefined)[] {
  const removed = list.style === Style.Flow ? undefined : removeItem(list, item);
  const dash = dashOf(before);
  if (removed === undefined || dash === undefined || before.alias !== undefined) return [undefined];
  const lines = item.source.slice(removed.start, removed.end);
  if (!lines.endsWith('\n')) return [undefined];
  const start = before.start - dash.length;
  return [{ start, end: start, text: lines }, removed];
}

/** Puts strings in the place of neighbours in a list; undefined where that is not simple. */
export function replaceItems(
  list: Node,
  [first, last]: readonly [Node, Node],
  texts: readonly string[],
): Edit | undefined {
  if (list.alias !== undefined || first.alias !== undefined || last.alias !== undefined) return undefined;
  const items = texts.map(quoted);
  const { start, source } = first;
  const { end } = last;
  if (list.style === Style.Flow) return { start, end, text: items.join(', ') };
  const dash = dashOf(first);
  if (dash === undefined || isBlockScalar(last)) return undefined;
  return { start, end, text: items.join(newlineOf(source) + dash) };
}

/**
 * A fix out of edits; undefined if one of them could not be made, two are in each other's way, or one would take away or move an anchor that an alias needs. What stands in an anchored value that is used elsewhere too is never
 * changed safely: the other places change with it.
 */
export function fixOf(
  title: string,
  at: Field | Node,
  safe: boolean,
  edits: readonly (Edit | undefined)[],
): Fix | undefined {
  const complete = edits.filter((edit) => edit !== undefined);
  if (complete.length === 0 || complete.length !== edits.length) return undefined;
  if (overlap(complete)) return undefined;
  const source = at instanceof Node ? at.source : at.node?.source;
  if (source !== undefined && complete.some(({ start, end }) => holdsAnchor(source, start, end))) return undefined;
  // A tag in front of a value may say what its quotes would say.
  if (source !== undefined && complete.every(({ start, end, text }) => source.slice(start, end) === text))
    return undefined;
  return { title, safe: safe && !isShared(at), edits: complete };
}

/** Whether two edits change the same text: where a key is there twice, the last one in a map need not be the last one in the text. */
function overlap(edits: readonly Edit[]): boolean {
  const sorted = edits.length === 1 ? edits : edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  return sorted.some(({ start }, i) => i > 0 && start < (sorted[i - 1] as Edit).end);
}

/** The text that was asked about last, and what stands behind the asterisks in it: the names of aliases are among them. */
let asked: { readonly source: string; readonly names: ReadonlySet<string> } | undefined;

/** Whether a part of a text holds an anchor of which there are aliases. */
function holdsAnchor(source: string, start: number, end: number): boolean {
  const part = source.slice(start, end);
  if (!part.includes('&')) return false;
  if (asked?.source !== source)
    asked = { source, names: new Set(Array.from(source.matchAll(/\*([^\s,[\]{}*]+)/g), ([, name]) => name as string)) };
  for (const [, name] of part.matchAll(/(?<![^\s,[{:-])&([^\s,[\]{}]+)/g))
    if (asked.names.has(name as string)) return true;
  return false;
}

/** Whether the text at this place counts in more than one place of the document: it is reached through an alias, or anchored. */
export function isShared(at: Field | Node): boolean {
  if (at instanceof Node) return at.alias !== undefined || isAnchored(at);
  for (let field: Field | undefined = at; field !== undefined; field = field.parent) {
    if (field.node !== undefined && isShared(field.node)) return true;
  }
  return false;
}

function isAnchored(node: Node): boolean {
  const { source } = node;
  const from = node.keyEnd >= 0 ? node.keyEnd : Math.max(source.lastIndexOf('\n', node.start - 1), 0);
  return /[:\-,[{\s]&[^\s,[\]{}]+\s*$/.test(source.slice(from, node.start));
}
