import { nearest } from '../model/nearest.ts';
import { type Node, Style, Type } from '../model/node.ts';
import { type Place, placeOf, placeOfKey } from '../model/place.ts';
import { isTrue, jsonText, resolve, text } from '../model/scalar.ts';
import type { ValueSchema } from '../model/rule.ts';

/** Says where and how a value breaks its schema. */
export type Complain = (at: Place, message: string) => void;

/** Checks a value against a schema, every mistake of it at its place. */
export function check(node: Node, schema: ValueSchema, complain: Complain): void {
  if (schema.anyOf !== undefined) return checkAny(node, schema.anyOf, complain);
  if (schema.type !== undefined && !fits(node, schema.type) && !isMeantAsWord(node, schema)) {
    complain(
      placeOf(node),
      `expected ${WORDS[schema.type]}${schema.enum === undefined ? '' : ` (${schema.enum.join(', ')})`}, not ${nameOf(node)}`,
    );
    return;
  }
  if (schema.enum !== undefined) checkEnum(node, schema.enum, complain);
  if (schema.minimum !== undefined || schema.maximum !== undefined) checkRange(node, schema, complain);
  if (node.type === Type.List && schema.items !== undefined)
    for (const item of node.items) check(item, schema.items, complain);
  if (node.type === Type.Map) checkMap(node, schema, complain);
}

/** `off` and `1.30` are a boolean and a number to YAML, and here the words they look like. */
function isMeantAsWord(node: Node, { type, enum: words, asWritten }: ValueSchema): boolean {
  if (type !== 'string' || node.style !== Style.Plain) return false;
  const written = resolve(node);
  return (
    words?.includes(text(node)) === true || (asWritten === true && (written === Type.Int || written === Type.Float))
  );
}

function checkAny(node: Node, schemas: readonly ValueSchema[], complain: Complain): void {
  const fitting = schemas.find(
    (schema) => schema.type === undefined || fits(node, schema.type) || isMeantAsWord(node, schema),
  );
  if (fitting !== undefined) return check(node, fitting, complain);
  const expected = schemas.map(({ type }) => (type === undefined ? 'something' : WORDS[type])).join(' or ');
  complain(placeOf(node), `expected ${expected}, not ${nameOf(node)}`);
}

function checkEnum(node: Node, allowed: readonly string[], complain: Complain): void {
  const value = text(node);
  if (allowed.includes(value)) return;
  const near = nearest(value, allowed);
  complain(
    placeOf(node),
    `\`${value}\` is none of ${allowed.join(', ')}${near === undefined ? '' : `; did you mean \`${near}\`?`}`,
  );
}

function checkRange(node: Node, { minimum, maximum }: ValueSchema, complain: Complain): void {
  const value = Number(jsonText(node));
  if (minimum !== undefined && value < minimum) complain(placeOf(node), `expected ${minimum} or more, not ${value}`);
  if (maximum !== undefined && value > maximum) complain(placeOf(node), `expected ${maximum} or less, not ${value}`);
}

function checkMap(node: Node, schema: ValueSchema, complain: Complain): void {
  for (const name of schema.required ?? [])
    if (node.get(name) === undefined) complain(placeOf(node), `\`${name}\` is missing`);
  const properties = schema.properties ?? {};
  for (const item of node.items) {
    const key = item.key as string;
    const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (own !== undefined) check(item, own, complain);
    else if (schema.additionalProperties === false) {
      const near = nearest(key, Object.keys(properties));
      const hint = near === undefined ? `there are ${Object.keys(properties).join(', ')}` : `did you mean \`${near}\`?`;
      complain(placeOfKey(item), `no setting \`${key}\`; ${hint}`);
    } else if (schema.additionalProperties !== undefined) check(item, schema.additionalProperties, complain);
  }
}

const WORDS: Readonly<Record<NonNullable<ValueSchema['type']>, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

function fits(node: Node, type: NonNullable<ValueSchema['type']>): boolean {
  const written = resolve(node);
  switch (type) {
    case 'string':
      return written === Type.String;
    case 'integer':
      return written === Type.Int;
    case 'number':
      return written === Type.Int || written === Type.Float;
    case 'boolean':
      return written === Type.Bool;
    case 'array':
      return written === Type.List;
    case 'object':
      return written === Type.Map;
  }
}

function nameOf(node: Node): string {
  const written = resolve(node);
  if (written === Type.Map) return 'a map';
  if (written === Type.List) return 'a list';
  if (written === Type.Null) return 'nothing';
  const value = `\`${text(node).slice(0, 60)}\``;
  return written === Type.String ? value : `the ${written === Type.Bool ? 'boolean' : 'number'} ${value}`;
}

/** A tree as plain values, words as they are written where their schema wants words. Maps have no prototype, so that no key of a file means anything by itself. */
export function toValue(node: Node, schema?: ValueSchema): unknown {
  const meant = schema?.anyOf?.find((one) => isMeantAsWord(node, one)) ?? schema;
  if (meant !== undefined && isMeantAsWord(node, meant)) return text(node);
  switch (resolve(node)) {
    case Type.Map: {
      const map: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
      for (const item of node.items) {
        const key = item.key as string;
        map[key] = toValue(item, meant?.properties?.[key] ?? (meant?.additionalProperties || undefined));
      }
      return map;
    }
    case Type.List:
      return node.items.map((item) =>
        toValue(item, schema?.items ?? schema?.anyOf?.find(({ type }) => type === 'array')?.items),
      );
    case Type.Null:
      return null;
    case Type.Bool:
      return isTrue(node);
    case Type.Int:
    case Type.Float:
      return Number(jsonText(node));
    default:
      return text(node);
  }
}
