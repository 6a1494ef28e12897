import { parseQuantity } from '../model/quantity.ts';
import type { Manifest } from '../model/manifest.ts';
import { type Node, Type } from '../model/node.ts';
import { jsonText, resolve, text } from '../model/scalar.ts';
import { isBase64, isDuration, isMicroTime, isTime } from './formats.ts';
import { type FieldDef, Kind, type TypeDef, TypeRef } from './table.ts';

const STRINGS = new TypeRef(Kind.List, '[]string', { item: new TypeRef(Kind.String, 'string', {}) });

/** The way from an object's root to a node: keys and indexes, and the shapes that hold them (none under a list and in a free map). */
export interface Way {
  readonly manifest: Manifest;
  readonly minor: number;
  readonly steps: readonly (string | number)[];
  readonly types: readonly (TypeDef | undefined)[];
}

/** What a walk finds; what is said of it, and where, is complaints.ts' business. */
export interface Complaints {
  unknownField(node: Node, way: Way): void;
  wrongType(node: Node, type: TypeRef, way: Way): void;
  /** A null that is sent as an empty text. */
  nullString(node: Node, way: Way): void;
}

/**
 * One walk over a document's tree beside the shape of its kind: says what does not decode, and builds the object that all later stages
 * look at. Decodes as the API server does: null is absent, unknown fields and wrong types are left out.
 */
export class Walk implements Way {
  readonly manifest: Manifest;
  /** The minor whose fields are known. */
  readonly minor: number;
  // The way to the node at hand, and what is left of others beyond its end: to write over it is faster than to push and pop.
  readonly #steps: (string | number)[] = [];
  readonly #types: (TypeDef | undefined)[] = [];
  #depth = 0;
  /** Whether nothing was met that is not plain. */
  plain = true;
  readonly #complaints: Complaints;
  /** Inside what Kubernetes decodes by hand: it sees no unknown fields there. */
  #lenient = false;

  constructor(manifest: Manifest, minor: number, complaints: Complaints) {
    this.manifest = manifest;
    this.minor = minor;
    this.#complaints = complaints;
  }

  get steps(): readonly (string | number)[] {
    return this.#steps.slice(0, this.#depth);
  }

  get types(): readonly (TypeDef | undefined)[] {
    return this.#types.slice(0, this.#depth);
  }

  /** Begins further down, at the end of a way. */
  startAt(steps: readonly (string | number)[], types: readonly (TypeDef | undefined)[]): void {
    this.#steps.push(...steps);
    this.#types.push(...types);
    this.#depth = steps.length;
  }

  /** Goes into a collection; its depth. */
  #enter(def: TypeDef | undefined): number {
    const depth = this.#depth++;
    this.#types[depth] = def;
    return depth;
  }

  /** Decodes a node; undefined for null and for what can't be read. */
  decode(node: Node, type: TypeRef): unknown {
    switch (type.kind) {
      case Kind.Object:
        return this.#object(node, type);
      case Kind.List:
        return this.#list(node, type);
      case Kind.Map:
        return this.#map(node, type);
      case Kind.String:
        return this.#string(node, type);
      case Kind.ObjectOrBool:
      case Kind.ObjectOrList:
      case Kind.ObjectOrStrings:
        return this.#either(node, type);
      case Kind.Any:
        return resolve(node) === Type.Null ? undefined : node;
      default:
        return this.#scalar(node, type);
    }
  }

  #object(node: Node, type: TypeRef): unknown {
    if (node.type !== Type.Map) return this.#other(node, type);
    const def = type.def as TypeDef;
    const object = def.make();
    const { items } = node;
    const depth = this.#enter(def);
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Node;
      const key = item.key as string;
      this.#steps[depth] = key;
      const field = this.#fieldOf(def, key);
      if (field !== undefined) {
        const value = this.decode(item, field.type);
        if (value !== undefined) {
          object[key] = value;
          if (this.plain && (field.plain === undefined || !field.plain(value))) this.plain = false;
        }
      } else {
        this.plain = false;
        if (!this.#lenient) this.#complaints.unknownField(item, this);
      }
    }
    this.#depth = depth;
    return object;
  }

  #fieldOf(def: TypeDef, key: string): FieldDef | undefined {
    const field = def.fields.get(key);
    return field === undefined || field.always ? field : field.at(this.minor);
  }

  #list(node: Node, type: TypeRef): unknown {
    if (node.type !== Type.List) return this.#other(node, type);
    const of = type.item as TypeRef;
    const { items } = node;
    const list: unknown[] = [];
    const depth = this.#enter(undefined);
    for (let i = 0; i < items.length; i++) {
      this.#steps[depth] = i;
      list.push(this.decode(items[i] as Node, of) ?? this.#nothing(items[i] as Node, of));
    }
    this.#depth = depth;
    return list;
  }

  #map(node: Node, type: TypeRef): unknown {
    if (node.type !== Type.Map) return this.#other(node, type);
    const of = type.item as TypeRef;
    const map = new Map<string, unknown>();
    const { items } = node;
    const depth = this.#enter(undefined);
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Node;
      const key = item.key as string;
      this.#steps[depth] = key;
      const value = this.decode(item, of);
      // An unreadable value is unknown, not empty: it must not look like an entry.
      if (value !== undefined || resolve(item) === Type.Null) map.set(key, value ?? this.#nothing(item, of));
    }
    this.#depth = depth;
    return map;
  }

  /** What a null becomes that cannot be left out. Where that is an empty text, somebody may have meant something else. */
  #nothing(node: Node, of: TypeRef): unknown {
    this.plain = false;
    if (of.kind === Kind.String && resolve(node) === Type.Null) this.#complaints.nullString(node, this);
    return zeroOf(of);
  }

  /** An object, or what `type.kind` allows besides. Whatever else stands there counts as an empty list, but not beside a boolean. */
  #either(node: Node, type: TypeRef): unknown {
    const before = this.#lenient;
    this.#lenient = true;
    const decoded = this.#eitherOf(node, type);
    this.#lenient = before;
    return decoded;
  }

  #eitherOf(node: Node, type: TypeRef): unknown {
    if (node.type === Type.Map) return this.#object(node, type);
    if (type.kind === Kind.ObjectOrBool)
      return resolve(node) === Type.Bool ? jsonText(node) === 'true' : this.#other(node, type);
    if (node.type !== Type.List) return resolve(node) === Type.Null ? undefined : [];
    return type.kind === Kind.ObjectOrStrings
      ? this.#list(node, STRINGS)
      : node.items.map((item) => this.#object(item, type) ?? zeroOf(type));
  }

  #string(node: Node, type: TypeRef): unknown {
    return resolve(node) === Type.String ? text(node) : this.#other(node, type);
  }

  #scalar(node: Node, type: TypeRef): unknown {
    const written = resolve(node);
    switch (type.kind) {
      case Kind.Bool:
        if (written === Type.Bool) return jsonText(node) === 'true';
        break;
      case Kind.Int32:
      case Kind.Int64:
      case Kind.Number:
        if (written === Type.Int || written === Type.Float) return this.#number(node, type);
        break;
      case Kind.IntOrString:
        if (written === Type.String) return text(node);
        if (written === Type.Int || written === Type.Float) return this.#number(node, type);
        break;
      case Kind.Quantity:
        if (written === Type.String || written === Type.Int || written === Type.Float)
          return this.#quantity(node, type);
        break;
      case Kind.Time:
        if (written === Type.String && isTime(text(node))) return text(node);
        break;
      case Kind.MicroTime:
        if (written === Type.String && isMicroTime(text(node))) return text(node);
        break;
      case Kind.Duration:
        if (written === Type.String && isDuration(text(node))) return text(node);
        break;
      case Kind.Bytes:
        if (written === Type.String && isBase64(text(node))) return text(node);
        if (written === Type.List) return this.#bytes(node, type);
        break;
    }
    return this.#other(node, type);
  }

  #number(node: Node, type: TypeRef): unknown {
    const json = jsonText(node) ?? '';
    const value = Number(json);
    if (type.kind === Kind.Number) return value;
    if (!isInteger(json)) return this.#other(node, type);
    const fits = type.kind === Kind.Int64 ? fitsInt64(json) : value >= -2147483648 && value <= 2147483647;
    return fits ? value : this.#other(node, type);
  }

  /** Go also takes a list of small numbers for bytes. */
  #bytes(node: Node, type: TypeRef): unknown {
    const bytes = node.items.map((item) =>
      resolve(item) === Type.Null ? 0 : resolve(item) === Type.Int ? Number(jsonText(item)) : -1,
    );
    return bytes.every((byte) => byte >= 0 && byte < 256)
      ? Buffer.from(bytes).toString('base64')
      : this.#other(node, type);
  }

  #quantity(node: Node, type: TypeRef): unknown {
    const written = node.type === Type.String ? text(node) : (jsonText(node) ?? '');
    return parseQuantity(written) === undefined ? this.#other(node, type) : written;
  }

  /** Not what was expected: null is nothing, all else an error and unknown from here on. */
  #other(node: Node, type: TypeRef): undefined {
    this.plain = false;
    if (resolve(node) === Type.Null) return undefined;
    this.#complaints.wrongType(node, type, this);
    return undefined;
  }
}

/** What a null in a list or a free map becomes. */
function zeroOf(type: TypeRef): unknown {
  switch (type.kind) {
    case Kind.Object:
    case Kind.ObjectOrBool:
    case Kind.ObjectOrList:
    case Kind.ObjectOrStrings:
      return (type.def as TypeDef).make();
    case Kind.String:
    case Kind.Bytes:
      return '';
    case Kind.Int32:
    case Kind.Int64:
    case Kind.Number:
    case Kind.IntOrString:
      return 0;
    case Kind.Bool:
      return false;
    case Kind.Quantity:
      return '0';
    case Kind.List:
      return [];
    case Kind.Map:
      return new Map();
    default:
      return undefined;
  }
}

/** Go reads no fraction and no exponent into an integer. */
function isInteger(json: string): boolean {
  for (let i = json.charCodeAt(0) === 45 ? 1 : 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function fitsInt64(json: string): boolean {
  if (json.length < 19) return true;
  if (json.length > 20) return false;
  const value = BigInt(json);
  return value >= -(2n ** 63n) && value < 2n ** 63n;
}
