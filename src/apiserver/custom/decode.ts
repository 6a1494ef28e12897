import { Node, Type } from '../../model/node.ts';
import { resolve } from '../../model/scalar.ts';
import type { Schema } from './schema.ts';

/** What decoding comes upon; the way to it stands in the decoder. */
export interface DecodeEvents {
  /** A field that the schema does not have. */
  unknown(node: Node, decoder: Decoder): void;
  /** An object of Kubernetes inside the object: what the API server decodes of it by its own types is for others to judge. */
  embedded(node: Node, decoder: Decoder): void;
}

/** How fields without a schema are taken: dropped, left alone here but not further down, or left alone altogether. */
const Mode = { Drop: 1, Skip: 2, Keep: 3 } as const;
type Mode = (typeof Mode)[keyof typeof Mode];

const META: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * Makes of a custom object's tree the one that the API server validates: without unknown fields and without nulls that mean nothing, with defaults.
 * What needs no change is the written node itself; a changed map or list is a copy, so that all places stay as they are.
 */
export class Decoder {
  /** The way to the node at hand, and the schemas that hold the steps: none under a list and in a free map. */
  readonly steps: (string | number)[] = [];
  readonly schemas: (Schema | undefined)[] = [];
  readonly #events: DecodeEvents;
  /** How many defaults this is in: nobody wrote what is wrong with them. */
  #silent = 0;
  #keepsNulls = false;

  constructor(events: DecodeEvents) {
    this.#events = events;
  }

  /**
   * The object as a whole: what every object has (apiVersion, kind, metadata) is not the schema's business. `preserve`: the whole kind keeps
   * whatever is written, as old definitions could ask for.
   */
  decode(root: Node, schema: Schema, preserve: boolean): Node {
    if (root.type !== Type.Map) return root;
    this.#keepsNulls = preserve;
    return this.#map(root, schema, preserve ? Mode.Keep : schema.preserve ? Mode.Skip : Mode.Drop);
  }

  /** A part of an object, by its schema. */
  decodePart(node: Node, schema: Schema): Node {
    this.steps.push('');
    const made = this.#value(node, schema, Mode.Drop);
    this.steps.pop();
    return made;
  }

  #value(node: Node, schema: Schema | undefined, mode: Mode): Node {
    const actual = mode === Mode.Drop && schema?.preserve === true ? Mode.Skip : mode;
    if (node.type === Type.Map)
      return schema === undefined && actual !== Mode.Drop ? node : this.#map(node, schema, actual);
    if (node.type !== Type.List || (schema?.item === undefined && actual !== Mode.Drop)) return node;
    return this.#list(node, schema?.item, actual);
  }

  #map(node: Node, schema: Schema | undefined, mode: Mode): Node {
    const { items } = node;
    let kept: Node[] | undefined;
    const isEmbedded = schema?.embedded === true || this.steps.length === 0;
    this.schemas.push(schema?.hasProperties || this.steps.length === 0 ? schema : undefined);
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Node;
      this.steps.push(item.key as string);
      const made = this.#entry(item, schema, isEmbedded && META.has(item.key as string) ? Mode.Keep : mode);
      this.steps.pop();
      if (made !== item) kept ??= items.slice(0, i);
      if (made !== undefined) kept?.push(made);
    }
    const whole = this.#withDefaults(node, kept, schema);
    if (schema?.embedded === true && this.#silent === 0 && this.steps.length > 0) this.#events.embedded(whole, this);
    this.schemas.pop();
    return whole;
  }

  /** An entry of a map as it is taken; undefined if it is not. */
  #entry(item: Node, schema: Schema | undefined, mode: Mode): Node | undefined {
    const own = schema?.property(item.key as string);
    if (own === undefined && schema?.additional === undefined) {
      if (mode !== Mode.Drop) return item;
      if (this.#silent === 0) this.#events.unknown(item, this);
      return undefined;
    }
    const of = own ?? schema?.additionalSchema;
    if (of !== undefined && !of.nullable && resolve(item) === Type.Null) {
      if (of.default !== undefined) return this.#default(of, item.key as string);
      // Nulls go before defaults come.
      if (!this.#keepsNulls && this.#silent === 0) return undefined;
    }
    return this.#value(item, of, mode === Mode.Keep ? Mode.Keep : Mode.Drop);
  }

  #list(node: Node, of: Schema | undefined, mode: Mode): Node {
    const { items } = node;
    let made: Node[] | undefined;
    this.schemas.push(undefined);
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Node;
      this.steps.push(i);
      const isMissing = of?.default !== undefined && !of.nullable && resolve(item) === Type.Null;
      const value = isMissing ? this.#default(of, undefined) : this.#value(item, of, mode);
      this.steps.pop();
      if (value !== item) made ??= items.slice();
      if (made !== undefined) made[i] = value;
    }
    this.schemas.pop();
    return made === undefined ? node : copyOf(node, made);
  }

  #withDefaults(node: Node, kept: Node[] | undefined, schema: Schema | undefined): Node {
    let items = kept;
    for (const name of schema?.withDefaults ?? []) {
      if ((items ?? node.items).some(({ key }) => key === name)) continue;
      items ??= node.items.slice();
      items.push(this.#default(schema?.property(name) as Schema, name));
    }
    return items === undefined ? node : copyOf(node, items);
  }

  /** A schema's default under a key, with the defaults that lie in it. */
  #default(schema: Schema, key: string | undefined): Node {
    this.#silent++;
    const made = copyOf(this.#value(schema.default as Node, schema, Mode.Drop));
    this.#silent--;
    made.key = key;
    made.keyStart = made.keyEnd = -1;
    return made;
  }
}

/** The same node with other items. */
export function copyOf(node: Node, items: Node[] = node.items): Node {
  const copy = new Node(node.type, node.style, node.source, node.start, node.end);
  copy.key = node.key;
  copy.keyStart = node.keyStart;
  copy.keyEnd = node.keyEnd;
  copy.content = node.content;
  copy.alias = node.alias;
  copy.items = items;
  return copy;
}
