/** Makes objects of custom kinds from their definitions: every field once, with the least that its schema takes. */
import { parseAllDocuments } from 'yaml';

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
}

interface Definition {
  readonly kind: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly scope: string;
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema?: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

/** An object of each version that the definitions in a text serve. */
export function objectsFor(text: string): unknown[] {
  const objects: unknown[] = [];
  for (const document of parseAllDocuments(text)) {
    const definition = document.toJS() as Definition | null;
    if (definition?.kind !== 'CustomResourceDefinition') continue;
    const { group, names, versions } = definition.spec;
    for (const { name, served, schema } of versions) {
      if (!served || schema === undefined) continue;
      const { properties = {}, required = [] } = schema.openAPIV3Schema;
      const own = Object.entries(properties).filter(
        ([key]) => !['apiVersion', 'kind', 'metadata', 'status'].includes(key),
      );
      const made = Object.fromEntries(own.map(([key, one]) => [key, valueFor(one, 0, required.includes(key))]));
      objects.push({ apiVersion: `${group}/${name}`, kind: names.kind, metadata: { name: 'made' }, ...made });
    }
  }
  return objects;
}

const TEXTS: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T12:00:00Z',
  uri: 'https://example.com/',
  ipv4: '192.0.2.1',
  byte: 'YWJj',
};

/** Deep down only what is required is filled in: schemas with whole pods in them are large. */
function valueFor(schema: Schema, depth: number, isRequired: boolean): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema['x-kubernetes-int-or-string']) return 1;
  switch (schema.type) {
    case 'object':
      return objectFor(schema, depth);
    case 'array':
      return schema.items === undefined || (depth > 2 && !isRequired) ? [] : [valueFor(schema.items, depth + 1, true)];
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    default:
      return textFor(schema);
  }
}

/** Texts that patterns of real definitions ask for. */
const MATCHING: readonly string[] = [
  '30s',
  '10Mi',
  'https://example.com/',
  'example.com/a',
  '2026-01-31',
  '1',
  '/a',
  'Monday',
  '00:00',
];

function textFor({ format = '', minLength = 1, pattern = '' }: Schema): string {
  const text = TEXTS[format] ?? 'a'.repeat(Math.max(1, minLength));
  return [text, ...MATCHING].find((one) => new RegExp(pattern).test(one)) ?? text;
}

function objectFor({ properties = {}, additionalProperties, required = [] }: Schema, depth: number): unknown {
  const wanted = Object.entries(properties).filter(([key]) => depth < 2 || required.includes(key));
  const made = Object.fromEntries(wanted.map(([key, one]) => [key, valueFor(one, depth + 1, required.includes(key))]));
  if (typeof additionalProperties === 'object') made['key'] = valueFor(additionalProperties, depth + 1, true);
  return made;
}
