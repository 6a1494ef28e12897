import type { ErrorObject } from 'ajv';
import type { Json } from './prepare.ts';

const ALTERNATIVES: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'not']);

/**
 * Leaves out the errors of alternatives: what is said is that none of them fits.
 * Which error is one of an alternative is told by the schema that it is from: behind references ajv's ways of errors begin anew.
 */
export class Alternatives {
  readonly #files: ReadonlyMap<string, Json>;
  readonly #within: WeakMap<object, ReadonlySet<unknown>> = new WeakMap();

  /** The schemas by the names that references have for them. */
  constructor(files: ReadonlyMap<string, Json>) {
    this.#files = files;
  }

  /** Errors have to be verbose, and in the order in which they were found. */
  withoutParts(errors: readonly ErrorObject[]): readonly ErrorObject[] {
    const places = new Map<string, ErrorObject[]>();
    const kept: ErrorObject[] = [];
    // From the end: an alternative's own error comes behind those of its parts.
    for (const error of [...errors].reverse()) {
      if (!this.#isPart(error, places) && error.keyword !== 'if') kept.push(error);
      if (!ALTERNATIVES.has(error.keyword)) continue;
      const at = places.get(error.instancePath);
      if (at === undefined) places.set(error.instancePath, [error]);
      else at.push(error);
    }
    return kept.reverse();
  }

  #isPart(error: ErrorObject, places: ReadonlyMap<string, readonly ErrorObject[]>): boolean {
    if (places.size === 0) return false;
    for (let place = error.instancePath; ; place = place.slice(0, place.lastIndexOf('/'))) {
      if (places.get(place)?.some((one) => this.#reach(one.schema as object).has(error.parentSchema)) === true)
        return true;
      if (place === '') return false;
    }
  }

  /** All schemas within alternatives, also behind references. */
  #reach(alternatives: object): ReadonlySet<unknown> {
    const known = this.#within.get(alternatives);
    if (known !== undefined) return known;
    const within = new Set<unknown>();
    const open: unknown[] = [alternatives];
    for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
      if (typeof schema !== 'object' || schema === null || within.has(schema)) continue;
      within.add(schema);
      for (const [key, value] of Object.entries(schema))
        open.push(key === '$ref' && typeof value === 'string' ? this.#follow(value) : value);
    }
    this.#within.set(alternatives, within);
    return within;
  }

  #follow(reference: string): unknown {
    const hash = reference.indexOf('#');
    const steps = (hash < 0 ? '' : decode(reference.slice(hash + 1))).split('/').slice(1);
    let schema: unknown = this.#files.get(hash < 0 ? reference : reference.slice(0, hash));
    for (const step of steps)
      schema = (schema as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')];
    return schema;
  }
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
