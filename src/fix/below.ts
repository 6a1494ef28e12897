import type { Edit } from '../model/document.ts';
import { type Node, Style, Type } from '../model/node.ts';
import { plainType, resolve } from '../model/scalar.ts';
import { appendKey, insertKey, quoted, replaceValue } from './edits.ts';
import { newlineOf } from './newline.ts';

/** What a fix writes. */
export type Written = string | number | boolean | readonly string[];

/**
 * Sets the value of a key below a map, and makes the maps on the way that are missing: `['securityContext', 'privileged']`. Undefined where
 * that is not simple: in aliases, and where something else than a scalar or a short list stands there.
 */
export function setBelow(parent: Node, way: readonly string[], value: Written): Edit | undefined {
  const [key, ...rest] = way as [string, ...string[]];
  if (parent.type !== Type.Map || parent.alias !== undefined) return undefined;
  const node = parent.get(key);
  const json = isJson(parent);
  if (node === undefined) return addBelow(parent, way, value);
  if (node.alias !== undefined) return undefined;
  if (rest.length === 0) return node.style === Style.Block ? undefined : replaceValue(node, inFlow(value, json));
  if (node.items.length > 0) return setBelow(node, rest, value);
  if (node.type !== Type.Map && resolve(node) !== Type.Null) return undefined;
  return replaceValue(node, nestedInFlow(rest, value, json));
}

function addBelow(parent: Node, way: readonly string[], value: Written): Edit | undefined {
  const [key, ...rest] = way as [string, ...string[]];
  const first = parent.items[0];
  const last = parent.items.at(-1);
  if (first === undefined || last === undefined || first.keyStart < 0) return undefined;
  if (parent.style !== Style.Block) {
    const json = isJson(parent);
    return {
      start: last.end,
      end: last.end,
      text: `, ${inFlow(key, json)}: ${rest.length === 0 ? inFlow(value, json) : nestedInFlow(rest, value, json)}`,
    };
  }
  const { source } = parent;
  const newline = newlineOf(source);
  let indent = ' '.repeat(first.keyStart - source.lastIndexOf('\n', first.keyStart - 1) - 1);
  let text = '';
  for (const step of rest) {
    indent += '  ';
    text += `${newline}${indent}${inFlow(step, false)}:`;
  }
  text += ` ${inFlow(value, false)}`;
  const written = inFlow(key, false);
  const edit =
    appendKey(parent, written, rest.length === 0 ? text.trimStart() : text) ??
    insertKey(parent, written, rest.length === 0 ? text.trimStart() : text);
  return edit && { ...edit, text: edit.text.replace(`${written}: ${newline}`, () => `${written}:${newline}`) };
}

function nestedInFlow(way: readonly string[], value: Written, json: boolean): string {
  return way.reduceRight((inner, key) => `{${inFlow(key, json)}: ${inner}}`, inFlow(value, json));
}

function inFlow(value: Written, json: boolean): string {
  if (typeof value === 'object') return `[${value.map((item) => inFlow(item, json)).join(', ')}]`;
  const plain =
    typeof value !== 'string' || (!json && /^[A-Za-z][\w./-]*$/.test(value) && plainType(value) === Type.String);
  return plain ? String(value) : quoted(value);
}

function isJson({ items, source }: Node): boolean {
  const first = items[0];
  return first !== undefined && source[first.keyStart] === '"';
}
