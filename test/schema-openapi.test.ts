import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';
import { bases } from '../conformance/generate/bases.ts';
import type { Manifest } from '../src/model/manifest.ts';
import { Source } from '../src/model/source.ts';
import { manifestsOf } from '../src/parse/manifests.ts';
import { readSource } from '../src/parse/read.ts';
import { NEWEST_MINOR } from '../src/schema/minors.gen.ts';
import { toData } from '../src/shapes/json-schema/findings.ts';
import { Shapes } from '../src/shapes/shapes.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Schema = Record<string, unknown>;

const { release, kinds, definitions } = JSON.parse(
  readFileSync(new URL('fixtures/schema/openapi.json', import.meta.url), 'utf8'),
) as { release: string; kinds: Record<string, string>; definitions: Record<string, Schema> };

/** What decoding takes besides what the document tells: free form where it says `object`, numbers for amounts, a null for anything. */
const TAKEN: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'] },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
    anyOf: [{ type: 'string' }, { type: 'integer', format: 'int32' }],
  },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': {},
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': {},
};

/** Go takes a list of small numbers for bytes. */
const BYTES: Schema = {
  anyOf: [
    { type: 'string', format: 'byte' },
    { type: 'array', items: { type: ['integer', 'null'], minimum: 0, maximum: 255 } },
  ],
};

function strict(schema: Schema): Schema {
  if (schema['format'] === 'byte') return strict(BYTES);
  const made: Schema = { ...schema };
  delete made['required'];
  if (typeof made['type'] === 'string') made['type'] = [made['type'], 'null'];
  if (Array.isArray(made['type']) && !made['type'].includes('null'))
    made['type'] = [...(made['type'] as string[]), 'null'];
  if (Array.isArray(made['anyOf'])) made['anyOf'] = [...(made['anyOf'] as Schema[]), { type: 'null' }];
  for (const part of ['items', 'additionalProperties']) {
    if (typeof made[part] === 'object') made[part] = strict(made[part] as Schema);
  }
  const properties = made['properties'] as Record<string, Schema> | undefined;
  if (properties === undefined) return made;
  made['properties'] = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, strict(one)]));
  return { additionalProperties: false, ...made };
}

const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, inlineRefs: false });
ajvFormats.default(ajv);
ajv.addFormat('double', true);
const all = Object.entries(definitions).map(([name, schema]) => [name, strict(TAKEN[name] ?? schema)]);
ajv.addSchema({ definitions: Object.fromEntries(all) }, 'openapi');

function validatorOf(kind: string): ValidateFunction {
  return ajv.getSchema(`openapi#/definitions/${kinds[kind] as string}`) as ValidateFunction;
}

/** Paths in one spelling: steps with slashes between them. */
function spelled(path: string): string {
  return path
    .replace(/^\/|\]$/g, '')
    .replaceAll(/\]?[.[]|\]/g, '/')
    .replaceAll('//', '/');
}

function byAjv(object: Json, validate: ValidateFunction): Set<string> {
  validate(object);
  return new Set(
    (validate.errors ?? []).flatMap(({ keyword, instancePath, schemaPath, params }) => {
      if (/\/anyOf\/\d/.test(schemaPath)) return [];
      const way = instancePath.replaceAll('~1', '/').replaceAll('~0', '~');
      if (keyword !== 'additionalProperties') return `wrong ${spelled(way)}`;
      return `unknown ${spelled(`${way}/${(params as { additionalProperty: string }).additionalProperty}`)}`;
    }),
  );
}

function manifestOf(object: Json): Manifest {
  const text = JSON.stringify(object);
  let manifest: Manifest | undefined;
  const source = new Source('a.json', text);
  readSource(text, {
    document: (document) => ([manifest] = manifestsOf(source, document)),
    problem: ({ message }) => assert.fail(message),
  });
  return manifest as Manifest;
}

function byWalker(object: Json): Set<string> {
  const found = new Set<string>();
  const manifest = manifestOf(object);
  new Shapes({ asIs: true }).check(manifest, ({ rule, path, severity, start, end }) => {
    // Which texts are amounts the document does not tell. A list or a map stands at its key.
    const { text } = manifest.source;
    const isAmount = rule === 'invalid-quantity' && text[start] === '"' && text[end] !== ':';
    if (severity === 'error' && !isAmount)
      found.add(`${rule === 'unknown-field' ? 'unknown' : 'wrong'} ${spelled(path ?? '')}`);
  });
  return found;
}

function objectsOf(file: URL): Json[] {
  const source = new Source(file.pathname, readFileSync(file, 'utf8'));
  const objects: Json[] = [];
  readSource(source.text, {
    document: (document) => {
      for (const { root } of manifestsOf(source, document)) objects.push(toData(root) as Json);
    },
    problem: () => {},
  });
  return objects;
}

function fixtures(): Json[] {
  const folder = new URL('fixtures/rules/', import.meta.url);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return [
    ...[...bases().values()].map(({ manifest }) => manifest),
    ...names.sort().flatMap((name) => objectsOf(new URL(name, folder))),
  ];
}

/** The objects that both know; definitions of custom kinds are decoded by hand upstream, which the document does not tell. */
const known = fixtures().flatMap((object) => {
  const { apiVersion, kind } = object as { apiVersion?: string; kind?: string };
  const name = `${apiVersion} ${kind}`;
  return Object.hasOwn(kinds, name) && kind !== 'CustomResourceDefinition'
    ? [{ object, validate: validatorOf(name) }]
    : [];
});

function differences(object: Json, validate: ValidateFunction): string[] {
  const [theirs, ours] = [byAjv(object, validate), byWalker(object)];
  return [
    ...[...theirs].filter((one) => !ours.has(one)).map((one) => `walker misses ${one}`),
    ...[...ours].filter((one) => !theirs.has(one)).map((one) => `walker alone says ${one}`),
  ];
}

const WRITTEN: readonly Json[] = [
  'text',
  'YWJj',
  '2026-01-31T12:00:00.000000Z',
  '10m',
  '',
  0,
  7,
  -1,
  1.5,
  2147483648,
  9007199254740991,
  true,
  false,
  null,
  [],
  [1],
  ['a'],
  [null],
  [{}],
  {},
  { a: 'b' },
  { a: 1 },
  { name: 'a' },
];

/** Numbers from a seed: the same objects in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

type Holder = Json[] | { [key: string]: Json };

function holdersIn(value: Json): Holder[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(holdersIn)];
}

/** Changes one to three places: another value, another key, one more key. */
function mutate(object: Json, random: () => number): Json {
  const copy = structuredClone(object);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
    const holder = pick(holdersIn(copy)) as { [key: string]: Json };
    const keys = Object.keys(holder).filter((key) => holder !== copy || (key !== 'apiVersion' && key !== 'kind'));
    if (keys.length === 0) continue;
    const key = pick(keys);
    if (Array.isArray(holder) || random() < 0.6) holder[key] = structuredClone(pick(WRITTEN));
    else if (random() < 0.5)
      holder[pick(['extra', `${key}s`, 'name', 'spec', '__proto_'])] = structuredClone(pick(WRITTEN));
    else {
      holder[key.slice(0, -1)] = holder[key] as Json;
      delete holder[key];
    }
  }
  return copy;
}

test('the second opinion is of the newest minor', () => {
  assert.match(release, new RegExp(`^v1\\.${NEWEST_MINOR}\\.`));
});

test('both take the fixtures, or object to the same', () => {
  assert.ok(known.length > 200, `${known.length}`);
  for (const { object, validate } of known)
    assert.deepEqual(differences(object, validate), [], JSON.stringify(object).slice(0, 300));
});

test('both object to the same in mutated fixtures', () => {
  const source = numbers(20260131);
  const random = (): number => source.next().value;
  let refused = 0;
  for (let i = 0; i < 5000; i++) {
    const { object, validate } = known[Math.floor(random() * known.length)] as (typeof known)[number];
    const mutated = mutate(object, random);
    assert.deepEqual(differences(mutated, validate), [], JSON.stringify(mutated));
    if (byAjv(mutated, validate).size > 0) refused++;
  }
  assert.ok(refused > 2500, `only ${refused} were refused`);
});
