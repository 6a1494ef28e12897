import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sources } from './fetch.ts';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

/** What a schema says in numbers and names, and no prose. */
const FACTS = ['$ref', 'type', 'format', 'items', 'additionalProperties', 'properties', 'required'] as const;

/**
 * Upstream's OpenAPI document of a release as plain JSON Schemas, a line each: what the tests compare the walker with. Upstream makes it in a way of
 * its own, which is what makes it a second opinion.
 */
export function writeOpenApi({ version, modules }: Sources): string {
  const file = path.join(modules.kubernetes, 'api/openapi-spec/swagger.json');
  const { definitions } = JSON.parse(readFileSync(file, 'utf8')) as { definitions: Record<string, Schema> };
  const names = Object.keys(definitions).sort();
  const kinds = names.flatMap((name) => {
    const [only, ...others] = definitions[name]?.['x-kubernetes-group-version-kind'] ?? [];
    if (only === undefined || others.length > 0 || only.kind.endsWith('List')) return [];
    const apiVersion = only.group === '' ? only.version : `${only.group}/${only.version}`;
    return [`${JSON.stringify(`${apiVersion} ${only.kind}`)}:${JSON.stringify(name)}`];
  });
  const schemas = names.map(
    (name) => `${JSON.stringify(name)}:${JSON.stringify(factsOf(definitions[name] as Schema))}`,
  );
  return `{"release":${JSON.stringify(version)},\n"kinds":{\n${kinds.join(',\n')}\n},\n"definitions":{\n${schemas.join(',\n')}\n}}\n`;
}

function factsOf(schema: Schema): Schema {
  const facts: Record<string, unknown> = {};
  for (const keyword of FACTS) {
    const value = schema[keyword];
    if (value === undefined) continue;
    if (keyword === 'properties') {
      const properties = Object.entries(schema.properties ?? {}).map(([name, one]) => [name, factsOf(one)]);
      facts[keyword] = Object.fromEntries(properties);
    } else facts[keyword] = isSchema(value) ? factsOf(value) : value;
  }
  return facts;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
