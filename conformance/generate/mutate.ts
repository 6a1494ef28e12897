import type { Base } from './bases.ts';
import { type Case, type Change, type Json, printPath } from './case.ts';
import { loadShapes, type Shape, type Shapes } from './schema.ts';
import { keyedValues, trialKeys, trialValues } from './values.ts';

/** A written value of a base, its place and what the API says it holds. */
interface Spot {
  path: string;
  shape: Shape;
  value: Json;
  /** `Type.field`, the same wherever the type is used; empty inside lists and maps. */
  field: string;
  inList: boolean;
}

function* spots(value: Json, shape: Shape, steps: (string | number)[], field: string): Generator<Spot> {
  yield { path: printPath(steps), shape, value, field, inList: typeof steps.at(-1) === 'number' };
  if (typeof value !== 'object' || value === null) return;
  if (shape.kind === 'list' && Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* spots(item, shape.item, [...steps, i], `${field}[]`);
  } else if (shape.kind === 'struct' && !Array.isArray(value)) {
    for (const [key, item] of Object.entries(value)) {
      const next = shape.fields.get(key);
      if (next) yield* spots(item, next, [...steps, key], `${shape.name}.${key}`);
    }
  } else if (shape.kind === 'map') {
    for (const [key, item] of Object.entries(value)) yield* spots(item, shape.item, [...steps, key], '');
  }
}

/** Makes every change of every field of a base, one at a time. */
export class Mutator {
  readonly #shapes: Shapes = loadShapes();
  /** Up to nine different values of each field, from all bases. */
  readonly #samples = new Map<string, Map<string, Json>>();

  constructor(bases: Iterable<Base>) {
    for (const base of bases) {
      for (const spot of this.#spots(base)) {
        if (spot.field === '') continue;
        let samples = this.#samples.get(spot.field);
        if (!samples) this.#samples.set(spot.field, (samples = new Map()));
        if (samples.size < 9) samples.set(JSON.stringify(spot.value), spot.value);
      }
    }
  }

  #spots(base: Base): Iterable<Spot> {
    const { apiVersion, kind } = base.manifest as { apiVersion: string; kind: string };
    return spots(base.manifest, this.#shapes.of(apiVersion, kind), [], '');
  }

  /** The fields of the bases' types that no base uses. */
  unused(bases: Iterable<Base>): string[] {
    const types = new Map<string, Shape & { kind: 'struct' }>();
    for (const base of bases) {
      for (const { shape } of this.#spots(base)) if (shape.kind === 'struct') types.set(shape.name, shape);
    }
    return [...types.values()]
      .flatMap((type) => [...type.fields.keys()].map((field) => `${type.name}.${field}`))
      .filter((field) => !this.#samples.has(field));
  }

  /** All single changes of a base. */
  *cases(base: Base): Generator<Case> {
    yield { base: base.name, patch: [] };
    for (const spot of this.#spots(base)) {
      for (const patch of this.#changes(spot)) yield { base: base.name, patch };
    }
  }

  *#changes(spot: Spot): Generator<Change[]> {
    const { path, shape, value } = spot;
    if (path !== '') {
      yield [[path, { $delete: true }]];
      yield [[path, null]];
    }
    for (const trial of trialValues(shape)) yield [[path, trial]];
    for (const sample of this.#samples.get(spot.field)?.values() ?? []) {
      if (JSON.stringify(sample) !== JSON.stringify(value)) yield [[path, sample]];
    }
    if (shape.kind === 'struct') yield* this.#neighbours(path, shape, value);
    if (shape.kind === 'list' && Array.isArray(value)) yield* listChanges(path, value);
    if (shape.kind === 'map') yield* mapChanges(path, shape.item);
  }

  /** Fields that are not written, with values from elsewhere: members of a union side by side among them. */
  *#neighbours(path: string, shape: Shape & { kind: 'struct' }, value: Json): Generator<Change[]> {
    const dot = path === '' ? '' : `${path}.`;
    yield [[`${dot}bogus`, 1]];
    for (const field of shape.fields.keys()) {
      if (typeof value !== 'object' || value === null || field in value) continue;
      for (const sample of this.#samples.get(`${shape.name}.${field}`)?.values() ?? [])
        yield [[`${dot}${field}`, sample]];
    }
  }
}

function* listChanges(path: string, value: Json[]): Generator<Change[]> {
  const end = `${path}[${value.length}]`;
  for (const i of value.keys()) yield [[end, { $copy: `${path}[${i}]` }]];
  yield [[end, null]];
  yield [[end, {}]];
  yield [[end, '']];
  if (value.length > 1) {
    yield [[path, { $copy: `${path}[0]` }]];
    yield [
      [end, { $copy: `${path}[0]` }],
      [`${path}[0]`, { $delete: true }],
    ];
  }
}

function* mapChanges(path: string, item: Shape): Generator<Change[]> {
  const values = keyedValues(item);
  for (const key of trialKeys) {
    const at = `${path}[${JSON.stringify(key)}]`;
    for (const value of values.slice(0, key === 'x' ? undefined : 1)) yield [[at, value]];
    if (item.kind === 'quantity') for (const value of values.slice(1)) yield [[at, value]];
  }
}
