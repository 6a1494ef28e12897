import { type Copier, nextCopier } from './copiers.ts';
import { type PlainCheck, plainFieldsOf } from './plain.ts';

/**
 * The shapes of Kubernetes' API types: data/types.txt, whose head describes its grammar. Opening it costs next to nothing: a package's
 * lines are indexed when one of its types is first met, and a type's line is read when that type is first met.
 */

/** What JSON decoding takes for a value. */
export const Kind = {
  String: 1,
  Bool: 2,
  Int32: 3,
  Int64: 4,
  Number: 5,
  Bytes: 6,
  Quantity: 7,
  IntOrString: 8,
  Time: 9,
  MicroTime: 10,
  Duration: 11,
  /** Anything, as it stands. */
  Any: 12,
  List: 13,
  Map: 14,
  Object: 15,
  /** An object or a boolean, nothing else. Kubernetes decodes these three by hand: it does not see unknown fields in such an object. */
  ObjectOrBool: 16,
  /** An object or a list of such; it ignores anything else. */
  ObjectOrList: 17,
  /** An object or a list of strings; it ignores anything else. */
  ObjectOrStrings: 18,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** What the types of a JSON Schema are here. */
export const SCHEMA_KINDS: Readonly<Record<string, Kind>> = {
  string: Kind.String,
  integer: Kind.Int64,
  number: Kind.Number,
  boolean: Kind.Bool,
  array: Kind.List,
  object: Kind.Object,
};

const SCALARS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['string', Kind.String],
  ['bool', Kind.Bool],
  ['int32', Kind.Int32],
  ['int64', Kind.Int64],
  ['number', Kind.Number],
  ['bytes', Kind.Bytes],
  ['quantity', Kind.Quantity],
  ['intOrString', Kind.IntOrString],
  ['time', Kind.Time],
  ['microTime', Kind.MicroTime],
  ['duration', Kind.Duration],
  ['any', Kind.Any],
]);

/** The type of a value: a scalar, a list or map of something, or an object of a named type. */
export class TypeRef {
  readonly kind: Kind;
  /** As the table writes it, with the package of the type: `[]core.v1.Container`. */
  readonly text: string;
  /** Of the items of a list, the values of a map. */
  readonly item: TypeRef | undefined;
  /** Of an object, and of the object of an either-or. */
  readonly typeName: string | undefined;
  readonly #table: Table | undefined;
  #def: TypeDef | undefined;

  constructor(kind: Kind, text: string, parts: { item?: TypeRef; typeName?: string; table?: Table }) {
    this.kind = kind;
    this.text = text;
    this.item = parts.item;
    this.typeName = parts.typeName;
    this.#table = parts.table;
    this.#def = undefined;
  }

  /** The shape of an object, and of the object of an either-or. */
  get def(): TypeDef | undefined {
    if (this.#def === undefined && this.typeName !== undefined) this.#def = this.#table?.type(this.typeName);
    return this.#def;
  }
}

/** A field of a type, in all minors that have it. */
export class FieldDef {
  readonly name: string;
  /** As the newest minor that has the field has it. */
  readonly type: TypeRef;
  /** The first minor that has it; 0 if the oldest known one (or the oldest that has the type) does. */
  readonly since: number;
  /** The last minor that has it; Infinity if the newest known one (or the newest that has the type) does. */
  readonly until: number;
  /** In all minors that have the type, and always of the same type. */
  readonly always: boolean;
  readonly required: boolean;
  /** The keys of a list that is a map by them: no two items may have them alike. */
  readonly listKeys: readonly string[] | undefined;
  /** What it was in other minors, where its type changed or it was gone for a while. */
  others: FieldDef[] | undefined;
  /** Whether a value needs no more than a look at its neighbours; undefined where that is never so. */
  plain: PlainCheck | undefined;

  constructor(name: string, type: TypeRef, rest: Pick<FieldDef, 'since' | 'until' | 'required' | 'listKeys'>) {
    this.name = name;
    this.type = type;
    this.since = rest.since;
    this.until = rest.until;
    this.always = rest.since === 0 && rest.until === Number.POSITIVE_INFINITY;
    this.required = rest.required;
    this.listKeys = rest.listKeys;
    this.others = undefined;
    this.plain = undefined;
  }

  /** The field as a minor has it; undefined if it has not. */
  at(minor: number): FieldDef | undefined {
    if (this.always || (minor >= this.since && minor <= this.until)) return this;
    return this.others?.find((other) => minor >= other.since && minor <= other.until);
  }
}

/** An object type: its fields of all minors. */
export class TypeDef {
  /** `core.v1.Container` */
  readonly name: string;
  readonly since: number;
  readonly until: number;
  readonly fields: ReadonlyMap<string, FieldDef>;
  readonly #isSparse: boolean;
  readonly #copy: Copier;
  #empty: object | undefined;

  constructor(name: string, minors: Minors, fields: ReadonlyMap<string, FieldDef>) {
    this.name = name;
    this.since = minors.since;
    this.until = minors.until;
    this.fields = fields;
    this.#isSparse = name.endsWith('.JSONSchemaProps');
    this.#copy = nextCopier();
    this.#empty = undefined;
  }

  /** A field as a minor has it. */
  field(name: string, minor: number): FieldDef | undefined {
    return this.fields.get(name)?.at(minor);
  }

  /** An object with every field undefined: copies of it all have one hidden class, whatever is written in them. */
  get empty(): Readonly<Record<string, undefined>> {
    // Made in one go: copying an object that grew field by field is a hundred times slower from about sixteen fields on.
    this.#empty ??= Object.fromEntries([...this.fields.keys()].map((name) => [name, undefined]));
    return this.#empty as Record<string, undefined>;
  }

  /** An object to be filled. Schemas in definitions come by the ten thousand with few of their many fields set: they inherit the others. */
  make(): Record<string, unknown> {
    return this.#isSparse ? (Object.create(this.empty) as Record<string, unknown>) : this.#copy(this.empty);
  }
}

/** The table of types. */
export class Table {
  /** Package to its lines, as text until a type of it is met. */
  readonly #packages: Map<string, string | Map<string, string>> = new Map();
  readonly #types: Map<string, TypeDef | undefined> = new Map();
  readonly #refs: Map<string, TypeRef> = new Map();

  constructor(text: string) {
    for (const block of blocksOf(text)) this.#packages.set(block.slice(0, block.indexOf('\n')), block);
  }

  /** A type by its full name, `core.v1.Container`. */
  type(name: string): TypeDef | undefined {
    const known = this.#types.get(name);
    if (known !== undefined || this.#types.has(name)) return known;
    const dot = name.lastIndexOf('.');
    const line = this.#lines(name.slice(0, dot))?.get(name.slice(dot + 1));
    const def = line === undefined ? undefined : this.#read(name, line);
    if (def !== undefined) this.#types.set(name, def);
    return def;
  }

  /** The full names of all types. */
  *typeNames(): IterableIterator<string> {
    for (const pkg of this.#packages.keys()) for (const name of this.#lines(pkg)?.keys() ?? []) yield `${pkg}.${name}`;
  }

  /** The type that a reference stands for, `[]core.v1.Container`. Throws on text that is none: the table itself is at fault then. */
  ref(text: string, pkg = ''): TypeRef {
    const scalar = SCALARS.get(text);
    if (scalar !== undefined) return this.#keep(text, () => new TypeRef(scalar, text, {}));
    const key = `${pkg} ${text}`;
    return this.#keep(key, () => this.#readRef(text, pkg));
  }

  #keep(key: string, make: () => TypeRef): TypeRef {
    let ref = this.#refs.get(key);
    if (ref === undefined) {
      ref = make();
      this.#refs.set(key, ref);
    }
    return ref;
  }

  #readRef(text: string, pkg: string): TypeRef {
    if (text.startsWith('[]')) {
      const item = this.ref(text.slice(2), pkg);
      return new TypeRef(Kind.List, `[]${item.text}`, { item });
    }
    if (text.startsWith('map<') && text.endsWith('>')) {
      const item = this.ref(text.slice(4, -1), pkg);
      return new TypeRef(Kind.Map, `map<${item.text}>`, { item });
    }
    const bar = text.indexOf('|');
    const name = bar < 0 ? text : text.slice(0, bar);
    if (!/^[\w.]+$/.test(name)) throw new Error(`no type: "${text}"`);
    const typeName = name.includes('.') ? name : `${pkg}.${name}`;
    const either = bar < 0 ? '' : text.slice(bar);
    const kind = EITHER.get(either);
    if (kind === undefined) throw new Error(`no type: "${text}"`);
    return new TypeRef(kind, typeName + either, { typeName, table: this });
  }

  #lines(pkg: string): Map<string, string> | undefined {
    const found = this.#packages.get(pkg);
    if (typeof found !== 'string') return found;
    const lines = linesOf(found);
    this.#packages.set(pkg, lines);
    return lines;
  }

  #read(name: string, line: string): TypeDef {
    const pkg = name.slice(0, name.lastIndexOf('.'));
    const [head = '', ...words] = line.split(' ');
    const fields = new Map<string, FieldDef>();
    const plain = plainFieldsOf(name);
    for (const word of words) {
      const field = this.#readField(word, pkg);
      field.plain = plain?.get(field.name);
      const before = fields.get(field.name);
      if (before !== undefined) join(field, before);
      fields.set(field.name, field);
    }
    return new TypeDef(name, readMinors(head), fields);
  }

  /** `name:type{keys}!@minors` */
  #readField(word: string, pkg: string): FieldDef {
    const colon = word.indexOf(':');
    const at = word.indexOf('@', colon);
    let end = at < 0 ? word.length : at;
    const required = word[end - 1] === '!';
    if (required) end--;
    const brace = word[end - 1] === '}' ? word.indexOf('{', colon) : -1;
    const listKeys = brace < 0 ? undefined : word.slice(brace + 1, end - 1).split(',');
    const type = this.ref(word.slice(colon + 1, brace < 0 ? end : brace), pkg);
    return new FieldDef(word.slice(0, colon), type, { ...readMinors(word), required, listKeys });
  }
}

const EITHER: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['', Kind.Object],
  ['|bool', Kind.ObjectOrBool],
  ['|[]', Kind.ObjectOrList],
  ['|[]string', Kind.ObjectOrStrings],
]);

/** Of two entries of one field the newer stands for both. */
function join(field: FieldDef, other: FieldDef): void {
  if (other.since > field.since) throw new Error(`entries of ${field.name} are out of order`);
  field.others = [other, ...(other.others ?? [])];
}

/** Opens the table of types. */
export function openTable(text: string): Table {
  return new Table(text);
}

/** A span of minors, both ends included. */
export interface Minors {
  readonly since: number;
  readonly until: number;
}

/** The `@27-` at the end of a word; all minors if there is none, none for a bare `@`. */
export function readMinors(word: string): Minors {
  const at = word.lastIndexOf('@');
  if (at < 0) return ALL_MINORS;
  const dash = word.indexOf('-', at);
  const from = word.slice(at + 1, dash < 0 ? word.length : dash);
  const to = dash < 0 ? from : word.slice(dash + 1);
  if (dash < 0 && from === '') return NO_MINORS;
  return { since: from === '' ? 0 : Number(from), until: to === '' ? Number.POSITIVE_INFINITY : Number(to) };
}

const ALL_MINORS: Minors = { since: 0, until: Number.POSITIVE_INFINITY };
const NO_MINORS: Minors = { since: Number.POSITIVE_INFINITY, until: 0 };

/** The blocks of a data file, divided by empty lines; the first is its comment. */
export function blocksOf(text: string): string[] {
  const plain = text.includes('\r') ? text.replaceAll('\r', '') : text;
  const blocks = plain.trimEnd().split('\n\n');
  blocks.shift();
  return blocks;
}

/** The lines below the head of a block, without their blank, by the name that they begin with. */
export function linesOf(block: string): Map<string, string> {
  const lines = new Map<string, string>();
  let start = block.indexOf('\n') + 1;
  while (start > 0) {
    const end = block.indexOf('\n', start);
    const line = block.slice(start + 1, end < 0 ? block.length : end);
    lines.set(nameOf(line), line);
    start = end + 1;
  }
  return lines;
}

function nameOf(line: string): string {
  const blank = line.indexOf(' ');
  const at = line.indexOf('@');
  const end = at >= 0 && (blank < 0 || at < blank) ? at : blank;
  return end < 0 ? line : line.slice(0, end);
}
