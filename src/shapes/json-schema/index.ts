import type { ErrorObject, ValidateFunction } from 'ajv';
import { loadAjv } from '../../lazy.ts';
import type { Node } from '../../model/node.ts';
import { matches } from '../../apiserver/custom/pattern.ts';
import { Alternatives } from './alternatives.ts';
import { BadSchema, type ReadSchema, SchemaFiles, nameOf } from './files.ts';
import { toData } from './findings.ts';
import { SchemaLocation, versionNames } from './template.ts';

/** What a schema objects to, or the reason why it can't be used. */
export type JsonAnswer = readonly ErrorObject[] | { readonly fault: string };

/** Asks a schema about an object. */
export type JsonSchema = (root: Node) => JsonAnswer;

export interface JsonSchemaOptions {
  readonly locations: readonly string[];
  readonly read: ReadSchema;
  readonly kubernetesVersion: string | undefined;
  readonly minor: number;
}

/** JSON Schemas from disk, for kinds that have no definition. */
export class JsonSchemas {
  readonly #locations: readonly SchemaLocation[];
  readonly #files: readonly SchemaFiles[];
  readonly #versions: readonly string[];
  readonly #known: Map<string, JsonSchema | undefined> = new Map();

  /** Throws a RangeError if a location is none. */
  constructor({ locations, read, kubernetesVersion, minor }: JsonSchemaOptions) {
    this.#locations = locations.map((location) => new SchemaLocation(location));
    this.#files = this.#locations.map(({ folder }) => new SchemaFiles(folder, read));
    this.#versions = versionNames(kubernetesVersion, minor);
  }

  /** The schema of a kind; undefined if no location has one. */
  find(apiVersion: string, kind: string): JsonSchema | undefined {
    const key = `${apiVersion} ${kind}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#search(apiVersion, kind));
    return this.#known.get(key);
  }

  #search(apiVersion: string, kind: string): JsonSchema | undefined {
    for (const [i, location] of this.#locations.entries()) {
      for (const path of location.paths(apiVersion, kind, this.#versions)) {
        const found = this.#open(this.#files[i] as SchemaFiles, path);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  #open(files: SchemaFiles, path: string): JsonSchema | undefined {
    try {
      const schemas = files.open(path);
      if (schemas === undefined) return undefined;
      const ajv = makeAjv();
      for (const [name, schema] of schemas) ajv.addSchema(schema as object, name);
      const validate = ajv.getSchema(nameOf(path)) as ValidateFunction;
      const alternatives = new Alternatives(schemas);
      return (root) => {
        try {
          return validate(toData(root)) ? [] : alternatives.withoutParts(validate.errors ?? []);
        } catch (error) {
          return { fault: `${path}: ${reasonOf(error)}` };
        }
      };
    } catch (error) {
      const fault = error instanceof BadSchema ? error.message : `${path}: ${reasonOf(error)}`;
      return () => ({ fault });
    }
  }
}

/** Patterns run in linear time, and those that JavaScript does not know are known. */
const regExp = Object.assign((pattern: string) => ({ test: (text: string) => matches(pattern, text) }), {
  code: 'undefined',
});

function makeAjv(): import('ajv').Ajv {
  const { Ajv, addFormats } = loadAjv();
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    logger: false,
    addUsedSchema: false,
    inlineRefs: false,
    code: { regExp },
  });
  addFormats(ajv);
  return ajv;
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'is nested too deep, or refers to itself';
  const { missingRef } = error as { missingRef?: unknown };
  if (typeof missingRef === 'string')
    return `refers to ${missingRef.slice(missingRef.indexOf('#'))}, which is not there`;
  return error instanceof Error ? (error.message.split('\n', 1)[0] as string) : String(error);
}
