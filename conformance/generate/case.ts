/**
 * Cases: a base manifest and a few changes to it, small enough to be kept by the thousand and read in a diff.
 *
 *     {"base":"deployment","patch":[["spec.replicas",-1],["metadata.labels[\"a/b\"]",{"$delete":true}]]}
 */

/** A value as JSON has it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** One change: where, and the new value or one of the `$` directives of `resolve`. */
export type Change = [path: string, value: Json];

/** A base by its name, and what is changed in it. */
export interface Case {
  base: string;
  patch: Change[];
}

type Step = string | number;

/** Reads `a.b[0]["x.y/z"]` into its steps. */
export function parsePath(path: string): Step[] {
  const steps: Step[] = [];
  const pattern = /\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.?([^.[\]]+)/gy;
  while (pattern.lastIndex < path.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(path);
    if (!match) throw new Error(`bad path ${path} at ${start}`);
    if (match[1] !== undefined) steps.push(Number(match[1]));
    else steps.push(match[2] === undefined ? (match[3] ?? '') : String(JSON.parse(match[2])));
  }
  return steps;
}

/** Writes steps as `parsePath` reads them. */
export function printPath(steps: readonly Step[]): string {
  let out = '';
  for (const step of steps) {
    if (typeof step === 'number') out += `[${step}]`;
    else if (/^[A-Za-z$][\w$-]*$/.test(step)) out += out === '' ? step : `.${step}`;
    else out += `[${JSON.stringify(step)}]`;
  }
  return out;
}

/** Text that goes into the manifest as it is: numbers that JavaScript cannot hold, plain YAML scalars. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = null | boolean | number | string | Raw | Value[] | { [key: string]: Value };
type Holder = Value[] | { [key: string]: Value };

function isHolder(value: Value | undefined): value is Holder {
  return typeof value === 'object' && value !== null && !(value instanceof Raw);
}

function get(root: Value, steps: readonly Step[]): Value | undefined {
  let at: Value | undefined = root;
  for (const step of steps) {
    if (!isHolder(at) || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<Step, Value>)[step];
  }
  return at;
}

/** Sets own properties only: `__proto__` is a key like any other. Lists have no keys. */
function put(holder: Holder, step: Step, value: Value): void {
  if (Array.isArray(holder) && typeof step !== 'number') return;
  if (Array.isArray(holder)) while (holder.length < Number(step)) holder.push(null);
  Object.defineProperty(holder, step, { value, writable: true, enumerable: true, configurable: true });
}

/**
 * Turns the directives in a new value into what they stand for:
 * `{"$repeat":["a",64]}` a long string, `{"$list":["x%d",65]}` a long list with the index for `%d`,
 * `{"$map":["k%d","v",9]}` a large map, `{"$copy":"spec.containers[0]"}` a copy of another part, `{"$raw":"0x10"}` text as it is.
 */
function resolve(value: Json, root: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => resolve(item, root));
  const directive = value as Record<string, Json>;
  if ('$repeat' in directive) {
    const [text, times] = directive['$repeat'] as [string, number];
    return text.repeat(times);
  }
  if ('$list' in directive) {
    const [item, times] = directive['$list'] as [Json, number];
    return Array.from({ length: times }, (_, i) => numbered(item, i));
  }
  if ('$map' in directive) {
    const [key, item, times] = directive['$map'] as [string, Json, number];
    const entries = Array.from(
      { length: times },
      (_, i) => [key.replaceAll('%d', String(i)), numbered(item, i)] as const,
    );
    return Object.fromEntries(entries);
  }
  if ('$copy' in directive) return structuredCloneOf(get(root, parsePath(String(directive['$copy']))) ?? null);
  if ('$raw' in directive) return new Raw(String(directive['$raw']));
  const out: { [key: string]: Value } = {};
  for (const [key, item] of Object.entries(directive)) put(out, key, resolve(item, root));
  return out;
}

function numbered(item: Json, index: number): Value {
  return resolve(JSON.parse(JSON.stringify(item).replaceAll('%d', String(index))) as Json, null);
}

function structuredCloneOf(value: Value): Value {
  if (Array.isArray(value)) return value.map(structuredCloneOf);
  if (!isHolder(value)) return value;
  const out: { [key: string]: Value } = {};
  for (const [key, item] of Object.entries(value)) put(out, key, structuredCloneOf(item));
  return out;
}

/** The manifest that a case stands for; what the path lacks on the way is made. */
export function applyPatch(base: Json, patch: readonly Change[]): Value {
  let root = structuredCloneOf(base);
  for (const [path, change] of patch) {
    const steps = parsePath(path);
    const last = steps.pop();
    if (last === undefined) {
      root = resolve(change, root);
      continue;
    }
    const holder = reach(root, steps, last);
    if (holder === undefined) continue;
    if (isDelete(change)) remove(holder, last);
    else put(holder, last, resolve(change, root));
  }
  return root;
}

function isDelete(change: Json): boolean {
  return typeof change === 'object' && change !== null && '$delete' in change;
}

function remove(holder: Holder, step: Step): void {
  if (Array.isArray(holder)) holder.splice(Number(step), 1);
  else delete holder[step];
}

/** The list or map that holds the last step; undefined where a scalar is in the way. */
function reach(root: Value, steps: readonly Step[], last: Step): Holder | undefined {
  let at: Value = root;
  for (let i = 0; i < steps.length; i++) {
    if (!isHolder(at)) return undefined;
    const step = steps[i] as Step;
    let next: Value | undefined = Object.hasOwn(at, step) ? (at as Record<Step, Value>)[step] : undefined;
    if (next === undefined || next === null) {
      next = typeof (steps[i + 1] ?? last) === 'number' ? [] : {};
      put(at, step, next);
    }
    at = next;
  }
  return isHolder(at) ? at : undefined;
}

/** A manifest as JSON text on one line. */
export function toJson(value: Value): string {
  if (value instanceof Raw) return value.text;
  if (!isHolder(value)) return quote(value);
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${quote(key)}:${toJson(item)}`)
    .join(',')}}`;
}

/** A manifest as block-style YAML with quoted strings. */
export function toYaml(value: Value): string {
  const out: string[] = [];
  emit(value, '', out);
  return `${out.join('\n')}\n`;
}

function isFlat(value: Value): boolean {
  return !isHolder(value) || Object.keys(value).length === 0;
}

function emit(value: Value, indent: string, out: string[]): void {
  if (!isHolder(value) || isFlat(value)) {
    out.push(indent + toJson(value));
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) {
      if (isFlat(item)) out.push(`${indent}- ${toJson(item)}`);
      else {
        const start = out.length;
        emit(item, `${indent}  `, out);
        out[start] = `${indent}- ${(out[start] as string).slice(indent.length + 2)}`;
      }
    }
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const name = /^[A-Za-z][A-Za-z]+$/.test(key) && !reserved.has(key.toLowerCase()) ? key : quote(key);
    if (isFlat(item)) out.push(`${indent}${name}: ${toJson(item)}`);
    else {
      out.push(`${indent}${name}:`);
      emit(item, Array.isArray(item) ? indent : `${indent}  `, out);
    }
  }
}

const reserved = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off']);

/** JSON's quoting, which YAML reads too once what YAML does not take unescaped is escaped. */
function quote(value: null | boolean | number | string): string {
  const text = JSON.stringify(value);
  return typeof value === 'string'
    ? text.replace(
        /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
        (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    : text;
}
