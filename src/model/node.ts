/**
 * The tree that both readers make of a document: one class for maps, lists and scalars, so that every place that touches
 * a node sees one shape. Positions are offsets into the source's text; the key under which a node stands in its
 * map is kept in the node itself, which halves the number of objects.
 */

/** What a node is. `Plain` is an unquoted scalar that nobody has asked the type of yet. */
export const Type = { Map: 1, List: 2, Plain: 3, Null: 4, Bool: 5, Int: 6, Float: 7, String: 8 } as const;
export type Type = (typeof Type)[keyof typeof Type];

/** How a node is written. `Given` content was decoded by the reader and is not to be had from the text by slicing. */
export const Style = { Plain: 0, Single: 1, Double: 2, Given: 3, Literal: 4, Folded: 5, Block: 6, Flow: 7 } as const;
export type Style = (typeof Style)[keyof typeof Style];

const NOTHING: Node[] = [];

export class Node {
  type: Type;
  style: Style;
  /** Where the value stands in `source`, quotes and block indicators included. An alias stands where the alias is written. */
  start: number;
  end: number;
  /** The whole text that `start` and `end` count in. */
  source: string;
  /** The key in the parent map, as Kubernetes reads it (`yes:` is "true"); undefined in lists and at the root. */
  key: string | undefined;
  keyStart: number;
  keyEnd: number;
  /**
   * Values of a map (each with its key) or items of a list. A map holds each key once: of a duplicate the later value, at the
   * place of the first; merged keys are in it too, as Kubernetes merges them.
   */
  items: Node[];
  /** The scalar's content once it has been asked for, or as the reader gave it. */
  content: string | undefined;
  /** The anchored node that an alias (or a merged key) stands for. Its `items` are shared with it. */
  alias: Node | undefined;

  constructor(type: Type, style: Style, source: string, start: number, end: number) {
    this.type = type;
    this.style = style;
    this.start = start;
    this.end = end;
    this.source = source;
    this.key = undefined;
    this.keyStart = -1;
    this.keyEnd = -1;
    this.items = NOTHING;
    this.content = undefined;
    this.alias = undefined;
  }

  /** The value of a key of a map; undefined if this is no map or has no such key. */
  get(key: string): Node | undefined {
    if (this.type !== Type.Map) return undefined;
    const items = this.items;
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Node;
      if (item.key === key) return item;
    }
    return undefined;
  }
}
