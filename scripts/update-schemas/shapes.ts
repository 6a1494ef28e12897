import type { GoField, GoType, GoTypeDecl, OpenApiSchema, Release } from './release.ts';

/** A field as JSON decoding sees it; `type` is written in the grammar of src/schema/table.ts, with full type names. */
export interface Field {
  readonly type: string;
  readonly required: boolean;
  readonly keys: readonly string[];
}

/** Fields by name, by full type name (`core.v1.Container`). */
export type Shapes = Map<string, Map<string, Field>>;

/** Go types whose JSON decoding is not that of their structure, with the word that the table has for them. */
const SPECIAL: Readonly<Record<string, string>> = {
  'resource.Quantity': 'quantity',
  'intstr.IntOrString': 'intOrString',
  'meta.v1.Time': 'time',
  'meta.v1.MicroTime': 'microTime',
  'meta.v1.Duration': 'duration',
  'meta.v1.FieldsV1': 'any',
  'runtime.RawExtension': 'any',
  'apiextensions.v1.JSON': 'any',
  'apiextensions.v1.JSONSchemaPropsOrBool': 'apiextensions.v1.JSONSchemaProps|bool',
  'apiextensions.v1.JSONSchemaPropsOrArray': 'apiextensions.v1.JSONSchemaProps|[]',
  'apiextensions.v1.JSONSchemaPropsOrStringArray': 'apiextensions.v1.JSONSchemaProps|[]string',
  'apiextensions.v1beta1.JSON': 'any',
  'apiextensions.v1beta1.JSONSchemaPropsOrBool': 'apiextensions.v1beta1.JSONSchemaProps|bool',
  'apiextensions.v1beta1.JSONSchemaPropsOrArray': 'apiextensions.v1beta1.JSONSchemaProps|[]',
  'apiextensions.v1beta1.JSONSchemaPropsOrStringArray': 'apiextensions.v1beta1.JSONSchemaProps|[]string',
};

const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  bool: 'bool',
  int32: 'int32',
  int64: 'int64',
  int: 'int64',
  float64: 'number',
};

/** `k8s.io/api/core/v1` is `core.v1`, `k8s.io/apimachinery/pkg/apis/meta/v1` is `meta.v1`, `.../pkg/runtime` is `runtime`. */
export function shortPackage(importPath: string): string {
  const steps = importPath.split('/');
  const last = steps.at(-1) as string;
  return /^v\d/.test(last) ? `${steps.at(-2)}.${last}` : last;
}

/** All Go types of a release by short name, looked up by those who resolve field types. */
export class GoTypes {
  readonly decls: Map<string, GoTypeDecl> = new Map();

  constructor(release: Release) {
    for (const [importPath, pkg] of Object.entries(release.go.packages))
      for (const [name, decl] of Object.entries(pkg.types)) this.decls.set(`${shortPackage(importPath)}.${name}`, decl);
  }

  /** The declaration of a name that stands in a Go type, with the name shortened. */
  find(goName: string): { name: string; decl: GoTypeDecl } | undefined {
    const dot = goName.lastIndexOf('.');
    if (dot < 0) return undefined;
    const name = `${shortPackage(goName.slice(0, dot))}.${goName.slice(dot + 1)}`;
    const decl = this.decls.get(name);
    if (!decl) throw new Error(`no Go type ${goName}`);
    return { name, decl };
  }

  /** The table's words for what JSON decoding takes for a Go type. */
  reference(type: GoType): string {
    if (type.pointer) return this.reference(type.pointer);
    if (type.map) return `map<${this.reference(type.map)}>`;
    if (type.list) return ['byte', 'uint8'].includes(type.list.name ?? '') ? 'bytes' : `[]${this.reference(type.list)}`;
    const scalar = SCALARS[type.name ?? ''];
    if (scalar) return scalar;
    const found = this.find(type.name ?? '');
    if (!found) throw new Error(`no word for the Go type ${JSON.stringify(type)}`);
    const special = SPECIAL[found.name];
    if (special) return special;
    if (found.decl.unmarshal) throw new Error(`${found.name} decodes itself: say in SPECIAL what it takes`);
    const { type: other, alias } = found.decl;
    return other.struct || (!alias && this.struct(found.name).length > 0) ? found.name : this.reference(other);
  }

  /** The fields of a struct, those of inlined structs among them. */
  fields(name: string): Map<string, GoType> {
    const fields = new Map<string, GoType>();
    for (const f of this.struct(name)) {
      if (f.json === '-') continue;
      const embedded = f.inline ? this.find((f.type.pointer ?? f.type).name ?? '') : undefined;
      if (!embedded) fields.set(f.json || f.name, f.type);
      else for (const [key, type] of this.fields(embedded.name)) fields.set(key, type);
    }
    return fields;
  }

  /** The written fields of a struct; `type A B` and `type A = B` have those of B. */
  struct(name: string): readonly GoField[] {
    const type = this.decls.get(name)?.type;
    if (type?.struct) return type.struct;
    const other = this.find(type?.name ?? '');
    return other ? this.struct(other.name) : [];
  }
}

/** The shapes of all types that can be reached from the given ones. */
export function readShapes(release: Release, go: GoTypes, roots: Iterable<string>): Shapes {
  const definitions = new Map<string, OpenApiSchema>();
  for (const [name, schema] of Object.entries(release.openapi.definitions))
    definitions.set(shortDefinition(name), schema);
  const shapes: Shapes = new Map();
  const todo = [...roots];
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (shapes.has(name)) continue;
    const schema = definitions.get(name);
    const fields = new Map<string, Field>();
    shapes.set(name, fields);
    for (const [key, goType] of go.fields(name)) {
      const type = go.reference(goType);
      const keys = schema?.properties?.[key]?.['x-kubernetes-list-map-keys'] ?? [];
      fields.set(key, { type, required: schema?.required?.includes(key) ?? false, keys });
      const target = objectIn(type);
      if (target) todo.push(target);
    }
  }
  return shapes;
}

/** Where the fields of the Go types are not those of the OpenAPI document, its second witness: there should be no such place. */
export function disagreements(release: Release, shapes: Shapes): string[] {
  const found: string[] = [];
  for (const [name, schema] of Object.entries(release.openapi.definitions)) {
    const fields = shapes.get(shortDefinition(name));
    const published = Object.keys(schema.properties ?? {});
    for (const field of fields?.keys() ?? [])
      if (!schema.properties?.[field]) found.push(`${name}.${field} is only in the Go types`);
    if (fields)
      found.push(...published.filter((f) => !fields.has(f)).map((f) => `${name}.${f} is only in the OpenAPI document`));
  }
  return found;
}

/** `io.k8s.api.core.v1.Container` is `core.v1.Container`. */
export function shortDefinition(name: string): string {
  const steps = name.split('.');
  return steps.slice(/^v\d/.test(steps.at(-2) ?? '') ? -3 : -2).join('.');
}

/** The type that a reference leads to, if it leads to one: `core.v1.Container` of `[]core.v1.Container`. */
export function objectIn(reference: string): string | undefined {
  return /[a-z0-9]+\.v\w+\.\w+/.exec(reference)?.[0];
}
