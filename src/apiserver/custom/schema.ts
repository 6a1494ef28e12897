import { type Node, Type } from '../../model/node.ts';
import { isTrue, jsonText, resolve, text } from '../../model/scalar.ts';

/** What a schema asks of a value besides its shape; most ask nothing. */
export class Checks {
  format = '';
  enum: readonly Node[] | undefined = undefined;
  required: readonly string[] | undefined = undefined;
  minimum: number | undefined = undefined;
  maximum: number | undefined = undefined;
  exclusiveMinimum = false;
  exclusiveMaximum = false;
  multipleOf: number | undefined = undefined;
  minLength: number | undefined = undefined;
  maxLength: number | undefined = undefined;
  pattern: string | undefined = undefined;
  minItems: number | undefined = undefined;
  maxItems: number | undefined = undefined;
  uniqueItems = false;
  minProperties: number | undefined = undefined;
  maxProperties: number | undefined = undefined;
  allOf: readonly Schema[] | undefined = undefined;
  anyOf: readonly Schema[] | undefined = undefined;
  oneOf: readonly Schema[] | undefined = undefined;
  not: Schema | undefined = undefined;
}

const NO_CHECKS: Checks = new Checks();
const NO_STRINGS: readonly string[] = [];

/**
 * A schema of a CustomResourceDefinition, read from its tree when it is first met: of a definition only what objects use is ever looked at. A
 * keyword whose value makes no sense counts as not there; that it makes none is said where the definition itself is judged.
 */
export class Schema {
  readonly node: Node;
  /** What the value may be: nothing said, one type, or an integer and a string. */
  types: readonly string[] = NO_STRINGS;
  /** The same, x-kubernetes-int-or-string left aside. */
  declared: readonly string[] = NO_STRINGS;
  nullable = false;
  /** x-kubernetes-preserve-unknown-fields */
  preserve = false;
  /** x-kubernetes-embedded-resource */
  embedded = false;
  /** x-kubernetes-list-type, where it has an effect. */
  listType: 'set' | 'map' | undefined = undefined;
  listKeys: readonly string[] = NO_STRINGS;
  /** What stands for an absent value. */
  default: Node | undefined = undefined;
  /** x-kubernetes-validations: CEL, which is not evaluated. */
  rules = false;
  checks: Checks = NO_CHECKS;
  /** Schema of all keys that have none of their own, or whether there may be such. */
  additional: Schema | boolean | undefined = undefined;
  #properties: Node | undefined = undefined;
  #byName: Map<string, Node | Schema> | undefined = undefined;
  #items: Node | undefined = undefined;
  #item: Schema | undefined = undefined;
  #withDefaults: readonly string[] | undefined = undefined;

  constructor(node: Node) {
    this.node = node;
    for (const keyword of node.type === Type.Map ? node.items : []) this.#read(keyword);
  }

  /** The schema of a named property. */
  property(name: string): Schema | undefined {
    const known = this.#names().get(name);
    if (known === undefined || known instanceof Schema) return known;
    const schema = new Schema(known);
    this.#byName?.set(name, schema);
    return schema;
  }

  get propertyNames(): Iterable<string> {
    return this.#names().keys();
  }

  get hasProperties(): boolean {
    return this.#properties !== undefined;
  }

  /** The names of the properties that have a default. */
  get withDefaults(): readonly string[] {
    if (this.#withDefaults === undefined) {
      const properties = this.#properties?.items ?? [];
      const names = properties
        .filter((property) => property.get('default') !== undefined)
        .map(({ key }) => key as string);
      this.#withDefaults =
        names.length === 0 ? NO_STRINGS : names.filter((name) => this.property(name)?.default !== undefined);
    }
    return this.#withDefaults;
  }

  /** The schema of a list's items. */
  get item(): Schema | undefined {
    if (this.#item === undefined && this.#items !== undefined) this.#item = new Schema(this.#items);
    return this.#item;
  }

  /** The schema of all keys that have none of their own. */
  get additionalSchema(): Schema | undefined {
    return typeof this.additional === 'object' ? this.additional : undefined;
  }

  #names(): Map<string, Node | Schema> {
    if (this.#byName === undefined) {
      this.#byName = new Map();
      for (const property of this.#properties?.items ?? [])
        if (property.type === Type.Map) this.#byName.set(property.key as string, property);
    }
    return this.#byName;
  }

  #own(): Checks {
    return this.checks === NO_CHECKS ? (this.checks = new Checks()) : this.checks;
  }

  #read(node: Node): void {
    switch (node.key) {
      case 'type':
        this.#type(stringOf(node));
        break;
      case 'properties':
        if (node.type === Type.Map) this.#properties = node;
        break;
      case 'items':
        if (node.type === Type.Map) this.#items = node;
        break;
      case 'additionalProperties':
        this.additional = node.type === Type.Map ? new Schema(node) : booleanOf(node);
        break;
      case 'nullable':
        this.nullable = booleanOf(node) === true;
        break;
      case 'default':
        if (resolve(node) !== Type.Null) this.default = node;
        break;
      default:
        if (node.key?.startsWith('x-')) this.#extension(node);
        else this.#check(node);
    }
  }

  #type(type: string | undefined): void {
    if (type === undefined || !TYPES.has(type)) return;
    this.declared = [type];
    if (this.types.length < 2) this.types = this.declared;
  }

  #extension(node: Node): void {
    switch (node.key) {
      case 'x-kubernetes-preserve-unknown-fields':
        this.preserve = booleanOf(node) === true;
        break;
      case 'x-kubernetes-embedded-resource':
        this.embedded = booleanOf(node) === true;
        break;
      case 'x-kubernetes-int-or-string':
        if (booleanOf(node) === true) this.types = INT_OR_STRING;
        break;
      case 'x-kubernetes-list-type': {
        const type = stringOf(node);
        this.listType = type === 'set' || type === 'map' ? type : undefined;
        break;
      }
      case 'x-kubernetes-list-map-keys':
        this.listKeys = stringsOf(node);
        break;
      case 'x-kubernetes-validations':
        this.rules = node.items.length > 0;
        break;
    }
  }

  #check(node: Node): void {
    const read = READERS.get(node.key as string);
    if (read !== undefined) read(this.#own(), node);
  }
}

const TYPES: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);
const INT_OR_STRING: readonly string[] = ['integer', 'string'];

const READERS: ReadonlyMap<string, (checks: Checks, node: Node) => void> = new Map<
  string,
  (checks: Checks, node: Node) => void
>([
  ['format', (checks, node) => void (checks.format = stringOf(node) ?? '')],
  [
    'enum',
    (checks, node) => void (checks.enum = node.type === Type.List && node.items.length > 0 ? node.items : undefined),
  ],
  ['required', (checks, node) => void (checks.required = stringsOf(node))],
  ['minimum', (checks, node) => void (checks.minimum = numberOf(node))],
  ['maximum', (checks, node) => void (checks.maximum = numberOf(node))],
  ['exclusiveMinimum', (checks, node) => void (checks.exclusiveMinimum = booleanOf(node) === true)],
  ['exclusiveMaximum', (checks, node) => void (checks.exclusiveMaximum = booleanOf(node) === true)],
  ['multipleOf', (checks, node) => void (checks.multipleOf = numberOf(node))],
  ['minLength', (checks, node) => void (checks.minLength = integerOf(node))],
  ['maxLength', (checks, node) => void (checks.maxLength = integerOf(node))],
  ['pattern', (checks, node) => void (checks.pattern = stringOf(node) || undefined)],
  ['minItems', (checks, node) => void (checks.minItems = integerOf(node))],
  ['maxItems', (checks, node) => void (checks.maxItems = integerOf(node))],
  ['uniqueItems', (checks, node) => void (checks.uniqueItems = booleanOf(node) === true)],
  ['minProperties', (checks, node) => void (checks.minProperties = integerOf(node))],
  ['maxProperties', (checks, node) => void (checks.maxProperties = integerOf(node))],
  ['allOf', (checks, node) => void (checks.allOf = schemasOf(node))],
  ['anyOf', (checks, node) => void (checks.anyOf = schemasOf(node))],
  ['oneOf', (checks, node) => void (checks.oneOf = schemasOf(node))],
  ['not', (checks, node) => void (checks.not = node.type === Type.Map ? new Schema(node) : undefined)],
]);

function schemasOf(node: Node): readonly Schema[] | undefined {
  if (node.type !== Type.List || node.items.length === 0) return undefined;
  return node.items.map((item) => new Schema(item));
}

/** A node's string; undefined if it is none. */
export function stringOf(node: Node | undefined): string | undefined {
  return node !== undefined && resolve(node) === Type.String ? text(node) : undefined;
}

/** A node's boolean; undefined if it is none. */
export function booleanOf(node: Node | undefined): boolean | undefined {
  return node !== undefined && resolve(node) === Type.Bool ? isTrue(node) : undefined;
}

function stringsOf(node: Node): readonly string[] {
  return node.type === Type.List
    ? node.items.map((item) => stringOf(item)).filter((item) => item !== undefined)
    : NO_STRINGS;
}

function numberOf(node: Node): number | undefined {
  const type = resolve(node);
  return type === Type.Int || type === Type.Float ? Number(jsonText(node)) : undefined;
}

function integerOf(node: Node): number | undefined {
  const value = numberOf(node);
  return value !== undefined && Number.isInteger(value) ? value : undefined;
}
