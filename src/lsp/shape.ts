import type { Schema } from '../apiserver/custom/schema.ts';
import { readData } from '../lazy.ts';
import { text as textOf } from '../model/scalar.ts';
import { Enums, valuesOf } from '../schema/facts.ts';
import { Kind, type FieldDef, type TypeRef } from '../schema/table.ts';
import { tables } from '../schema/tables.ts';
import { isDeprecatedField } from './deprecated.ts';

/** What may stand at a place: what it is, and what is in it. */
export interface Shape {
  /** As people call it: `string`, `list of Container`, `map of strings`. */
  readonly title: string;
  readonly kind: 'object' | 'list' | 'map' | 'scalar' | 'any';
  readonly isString: boolean;
  /** The values that it may have; empty if that is open. */
  readonly values: readonly string[];
  fields(): FieldShape[];
  field(name: string): FieldShape | undefined;
  /** Of the items of a list, the values of a map. */
  readonly item: Shape | undefined;
}

/** A field of an object. */
export interface FieldShape {
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** The first minor that has it; 0 if all that are known do. */
  readonly since: number;
  /** The last minor that has it; Infinity if the newest has. */
  readonly until: number;
  readonly listKeys: readonly string[];
  readonly description: string;
  /** What stands for it where it is not written, as a schema says. */
  readonly default: string | undefined;
}

let enums: Enums | undefined;

/** The shape of a type of Kubernetes' own, as a minor has it. */
export class OwnShape implements Shape {
  readonly values: readonly string[];
  readonly #type: TypeRef;
  readonly #minor: number;

  constructor(type: TypeRef, minor: number, values: readonly string[] = []) {
    this.#type = type;
    this.#minor = minor;
    this.values = type.kind === Kind.Bool ? ['true', 'false'] : values;
  }

  get title(): string {
    return titleOf(this.#type);
  }

  get isString(): boolean {
    return this.#type.kind === Kind.String;
  }

  get kind(): Shape['kind'] {
    switch (this.#type.kind) {
      case Kind.List:
        return 'list';
      case Kind.Map:
        return 'map';
      case Kind.Any:
        return 'any';
      default:
        return this.#type.typeName === undefined ? 'scalar' : 'object';
    }
  }

  fields(): FieldShape[] {
    const fields = [...(this.#type.def?.fields.values() ?? [])];
    return fields.map((field) => this.#at(field)).filter((field) => field !== undefined);
  }

  field(name: string): FieldShape | undefined {
    const field = this.#type.def?.fields.get(name);
    return field === undefined ? undefined : this.#at(field);
  }

  get item(): Shape | undefined {
    const { item } = this.#type;
    return item === undefined ? undefined : new OwnShape(item, this.#minor, this.values);
  }

  #at(all: FieldDef): FieldShape | undefined {
    const field = all.at(this.#minor);
    const owner = this.#type.def;
    if (field === undefined || owner === undefined) return undefined;
    enums ??= new Enums(readData('enums.txt'));
    const of = enums.of(owner.name, field.name, this.#minor);
    return {
      name: field.name,
      shape: new OwnShape(
        field.type,
        this.#minor,
        of === undefined ? [] : valuesOf(of, this.#minor).filter((value) => value !== ''),
      ),
      required: field.required,
      deprecated: isDeprecatedField(owner.name, field.name),
      since: field.since,
      until: field.until,
      listKeys: field.listKeys ?? [],
      description: '',
      default: undefined,
    };
  }
}

const TITLES: ReadonlyMap<Kind, string> = new Map<Kind, string>([
  [Kind.Bool, 'boolean'],
  [Kind.Int32, 'integer (32 bits)'],
  [Kind.Int64, 'integer (64 bits)'],
  [Kind.Bytes, 'bytes in base64'],
  [Kind.IntOrString, 'integer or string'],
  [Kind.Any, 'anything'],
]);

function titleOf(type: TypeRef): string {
  if (type.kind === Kind.List) return `list of ${type.item === undefined ? 'anything' : titleOf(type.item)}`;
  if (type.kind === Kind.Map) return `map of ${type.item === undefined ? 'anything' : titleOf(type.item)}`;
  if (type.typeName !== undefined) return type.typeName.slice(type.typeName.lastIndexOf('.') + 1);
  return TITLES.get(type.kind) ?? type.text;
}

/** The shape that a CustomResourceDefinition gives. */
export class CustomShape implements Shape {
  readonly #schema: Schema;
  readonly #minor: number;
  readonly #isRoot: boolean;

  constructor(schema: Schema, minor: number, isRoot: boolean) {
    this.#schema = schema;
    this.#minor = minor;
    this.#isRoot = isRoot;
  }

  get title(): string {
    const { types, item, additionalSchema } = this.#schema;
    if (this.kind === 'list')
      return `list of ${item === undefined ? 'anything' : new CustomShape(item, this.#minor, false).title}`;
    if (this.kind === 'map' && additionalSchema !== undefined)
      return `map of ${new CustomShape(additionalSchema, this.#minor, false).title}`;
    const format = this.#schema.checks.format;
    return `${types.length === 0 ? 'anything' : types.join(' or ')}${format === '' ? '' : ` (${format})`}`;
  }

  get isString(): boolean {
    return this.#schema.types.length === 1 && this.#schema.types[0] === 'string';
  }

  get kind(): Shape['kind'] {
    const [first, second] = this.#schema.types;
    if (second !== undefined) return 'scalar';
    if (first === 'array') return 'list';
    if (first === 'object')
      return this.#schema.hasProperties || this.#isRoot || this.#schema.embedded ? 'object' : 'map';
    return first === undefined ? 'any' : 'scalar';
  }

  get values(): readonly string[] {
    const { types, checks } = this.#schema;
    if (checks.enum !== undefined) return checks.enum.map((node) => textOf(node));
    return types[0] === 'boolean' ? ['true', 'false'] : [];
  }

  fields(): FieldShape[] {
    const names = new Set(this.#schema.propertyNames);
    if (this.#isObject) for (const name of OBJECT_FIELDS) names.add(name);
    return [...names].map((name) => this.field(name)).filter((field) => field !== undefined);
  }

  field(name: string): FieldShape | undefined {
    const required = this.#schema.checks.required?.includes(name) === true;
    const rest = {
      name,
      deprecated: false,
      since: 0,
      until: Number.POSITIVE_INFINITY,
      listKeys: [],
      description: '',
      default: undefined,
    };
    if (this.#isObject && OBJECT_FIELDS.includes(name)) {
      const type = name === 'metadata' ? 'meta.v1.ObjectMeta' : 'string';
      return { ...rest, required: true, shape: new OwnShape(tables().types.ref(type), this.#minor) };
    }
    const property = this.#schema.property(name);
    if (property === undefined) return undefined;
    const described = property.node.get('description');
    const standsFor = property.default;
    return {
      ...rest,
      shape: new CustomShape(property, this.#minor, false),
      required,
      listKeys: property.listType === 'map' ? property.listKeys : [],
      description: described === undefined ? '' : textOf(described),
      default: standsFor === undefined ? undefined : standsFor.source.slice(standsFor.start, standsFor.end),
    };
  }

  get item(): Shape | undefined {
    const schema = this.kind === 'list' ? this.#schema.item : this.#schema.additionalSchema;
    return schema === undefined ? undefined : new CustomShape(schema, this.#minor, false);
  }

  get #isObject(): boolean {
    return this.#isRoot || this.#schema.embedded;
  }
}

const OBJECT_FIELDS: readonly string[] = ['apiVersion', 'kind', 'metadata'];

/** What stands at the end of a way: its shape, and the field that it is of, if it is one. */
export interface Found {
  readonly shape: Shape;
  readonly field: FieldShape | undefined;
}

/** Follows a way from a shape. */
export function shapeAt(root: Shape, steps: readonly (string | number)[]): Found | undefined {
  let found: Found = { shape: root, field: undefined };
  for (const step of steps) {
    const { shape } = found;
    const field = typeof step === 'string' && shape.kind === 'object' ? shape.field(step) : undefined;
    const next = field?.shape ?? (shape.kind === 'object' ? undefined : shape.item);
    if (next === undefined) return undefined;
    found = { shape: next, field };
  }
  return found;
}
