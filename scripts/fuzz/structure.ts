import { parseAllDocuments } from 'yaml';
import { bases } from '../../conformance/generate/bases.ts';
import type { Json } from '../../conformance/generate/case.ts';
import type { Random } from '../readers/random.ts';
import { texts } from './texts.ts';

type Holder = Json[] | { [key: string]: Json };

const STRINGS: readonly string[] = [
  '',
  'x',
  'X',
  'two words',
  'a/b',
  'a/b/c',
  '..',
  '-a',
  'a-',
  'a.b',
  'ä',
  '😀',
  'a:b',
  'a=b,c!=d',
  '$(VAR)',
  '${VAR}',
  '\u0001',
  '\u001b[31m',
  'line\nbreak',
  '0',
  '1',
  '080',
  '100m',
  '1.5Gi',
  '-1Gi',
  '1e3',
  '50%',
  '101%',
  'true',
  'null',
  '*/5 * * * *',
  '@daily',
  '0 0 31 2 *',
  '10.0.0.1',
  '10.0.0.0/8',
  '010.0.0.1',
  '::1',
  'fe80::/10',
  '1.2.3.4:80',
  'https://x.example/y?z',
  'http://[::1',
  'name@sha256:0',
  'nginx:latest',
  'registry.example:5000/a/b@sha256:0000000000000000000000000000000000000000000000000000000000000000',
  'kubernetes.io/x',
  'a'.repeat(63),
  'a'.repeat(64),
  'a'.repeat(253),
  `${'a.'.repeat(126)}aa`,
  'a'.repeat(300),
  '2024-01-01T00:00:00Z',
  '(a+)+$',
  '[',
  'self.x',
  '__proto__',
  'constructor',
];

const SCALARS: readonly Json[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  2,
  30,
  100,
  1.5,
  65535,
  65536,
  2147483647,
  2147483648,
  -2147483649,
  9007199254740991,
  1e21,
  1e-7,
];

const KEYS: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'name',
  'spec',
  'unknownField',
  'a/b',
  'a.b',
  '',
  'ä',
  'x[0]',
  'labels',
  'NAME',
  'nmae',
  '$patch',
  '<<',
  'hasOwnProperty',
];

const known: Map<string, readonly Json[]> = new Map();

/** The objects in a fixture, as values. */
function objectsIn(text: string): readonly Json[] {
  let found = known.get(text);
  if (found === undefined) known.set(text, (found = read(text)));
  return found;
}

function read(text: string): readonly Json[] {
  const found: Json[] = [];
  for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
    const value: unknown =
      'toJS' in document && document.errors.length === 0 ? readable(() => document.toJS()) : undefined;
    if (typeof value === 'object' && value !== null && 'kind' in value)
      found.push(JSON.parse(JSON.stringify(value)) as Json);
  }
  return found;
}

function readable(value: () => unknown): unknown {
  try {
    return value();
  } catch {
    return undefined;
  }
}

/** A manifest with a few changes of its structure. Most are of the kinds that the generator has bases for. */
export function anyObject(random: Random): Json {
  const all = [...bases().values()];
  const documents = random.chance(0.5) ? objectsIn(random.pick(texts())) : [];
  const base = documents.length === 0 ? random.pick(all).manifest : random.pick(documents);
  let value = JSON.parse(JSON.stringify(base)) as Json;
  for (let changes = random.below(4); changes >= 0; changes--) value = changed(random, value);
  return value;
}

/** A manifest that holds every value of another one, and a List now and then. */
export function maybeInList(random: Random, value: Json): Json {
  if (random.chance(0.9)) return value;
  return { apiVersion: 'v1', kind: 'List', items: random.chance(0.5) ? [value] : [anyObject(random), value, 'x'] };
}

function changed(random: Random, root: Json): Json {
  const holder = pickHolder(random, root);
  if (holder === undefined) return anyScalar(random);
  const keys = Object.keys(holder);
  const key = keys.length === 0 ? undefined : random.pick(keys);
  const kind = random.below(12);
  if (kind < 5 && key !== undefined) put(holder, key, anyValue(random, root));
  else if (kind < 6 && key !== undefined) remove(holder, key);
  else if (kind < 8) add(random, holder, root);
  else if (key !== undefined) rearrange(random, holder, key, root);
  return root;
}

function rearrange(random: Random, holder: Holder, key: string, root: Json): void {
  const value = (holder as Record<string, Json>)[key] as Json;
  switch (random.below(6)) {
    case 0:
      return put(holder, key, [value]);
    case 1:
      return put(holder, key, { [random.pick(KEYS)]: value });
    case 2:
      if (Array.isArray(holder)) holder.push(...Array.from({ length: random.pick([1, 2, 20]) }, () => copy(value)));
      return;
    case 3:
      if (Array.isArray(holder)) return;
      delete holder[key];
      return put(holder, slipped(random, key), value);
    case 4: {
      const other = pickHolder(random, root);
      if (other !== undefined && !Array.isArray(other)) put(other, key, copy(value));
      return;
    }
    default:
      return put(
        holder,
        key,
        typeof value === 'number' ? String(value) : typeof value === 'string' ? Number(value) || 0 : anyScalar(random),
      );
  }
}

/** A key with a slip in it. */
function slipped(random: Random, key: string): string {
  const at = random.below(key.length + 1);
  const way = random.below(4);
  if (way === 0) return key.slice(0, at) + key.slice(at + 1);
  if (way === 1) return key.toLowerCase();
  if (way === 2) return `${key.slice(0, at)}x${key.slice(at)}`;
  return random.pick(KEYS);
}

function add(random: Random, holder: Holder, root: Json): void {
  if (Array.isArray(holder)) holder.splice(random.below(holder.length + 1), 0, anyValue(random, root));
  else put(holder, random.pick(KEYS), anyValue(random, root));
}

function anyValue(random: Random, root: Json): Json {
  const kind = random.below(10);
  if (kind < 7) return anyScalar(random);
  if (kind < 8) return random.pick<Json>([[], {}, [null], [[]], { a: 'b' }, ['x', 'x'], [{}]]);
  return copy(pickHolder(random, random.chance(0.5) ? root : random.pick([...bases().values()]).manifest) ?? null);
}

function anyScalar(random: Random): Json {
  return random.chance(0.6) ? random.pick(STRINGS) : random.pick(SCALARS);
}

/** A map or list of a value, deep ones as likely as others. */
function pickHolder(random: Random, root: Json): Holder | undefined {
  let found: Holder | undefined;
  let at = root;
  for (let steps = random.below(9); typeof at === 'object' && at !== null; steps--) {
    found = at;
    const keys = Object.keys(at);
    if (steps === 0 || keys.length === 0) break;
    at = (at as Record<string, Json>)[random.pick(keys)] as Json;
  }
  return found;
}

function copy(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** Own properties only: `__proto__` is a key like any other. */
function put(holder: Holder, key: string, value: Json): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function remove(holder: Holder, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** Smaller values of the same structure: without some part of it. */
export function* smallerObject(root: Json): Generator<Json> {
  const text = JSON.stringify(root);
  const count = holders(root).length;
  for (let i = 0; i < count; i++) {
    const keys = Object.keys(holders(root)[i] as Holder);
    for (const key of keys.reverse()) {
      const value = JSON.parse(text) as Json;
      remove(holders(value)[i] as Holder, key);
      yield value;
    }
  }
}

function holders(root: Json): Holder[] {
  if (typeof root !== 'object' || root === null) return [];
  return [root, ...Object.values(root).flatMap(holders)];
}
