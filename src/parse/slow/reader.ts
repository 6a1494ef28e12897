import type { Document } from '../../model/document.ts';
import { Node, Style, Type } from '../../model/node.ts';
import { text } from '../../model/scalar.ts';
import { Composer, type OpenMap } from './composer.ts';
import { type Reason, Refusal } from './cursor.ts';
import { Scanner } from './scanner.ts';
import { applyTag } from './tags.ts';
import { Kind, type Token } from './token.ts';

/** What a reader makes of a document. */
export type Reading = Pick<Document, 'root' | 'duplicates' | 'overrides' | 'odd' | 'dropped'>;

interface Properties {
  /** Where the first of them stands; -1 without any. */
  readonly start: number;
  readonly end: number;
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
}

const NO_PROPERTIES: Properties = { start: -1, end: -1, anchor: undefined, tag: undefined };

/** Makes a tree of tokens, by the grammar of YAML 1.1 as libyaml and go-yaml have it. */
export class TreeReader {
  private readonly source: string;
  private readonly scanner: Scanner;
  private readonly composer = new Composer();
  /** The scalar that was read last, if as a key it would be a merge. */
  private mergeKey: Node | undefined;
  /** Where the innermost open bracket stands; -1 outside of brackets. */
  private bracket = -1;
  /** Where the last scalar begins. */
  private last = -1;

  constructor(source: string, start: number, end: number) {
    this.source = source;
    this.scanner = new Scanner(source, start, end);
  }

  /** Where reading stands. */
  get at(): number {
    return this.scanner.cursor.at;
  }

  /** Reads one document. What stands after its root node is not looked at, as in Kubernetes; `rest` tells where that begins. */
  read(): Reading & { readonly rest: Token } {
    const { scanner, composer } = this;
    let root: Node | undefined;
    const first = scanner.peek();
    if (first.kind === Kind.Directive) throw new Refusal('directive', first.start);
    if (first.kind === Kind.DocumentStart) {
      scanner.take();
      const { kind, start } = scanner.peek();
      const empty =
        kind === Kind.DocumentStart || kind === Kind.DocumentEnd || kind === Kind.Directive || kind === Kind.End;
      root = empty ? this.missing(start) : this.node(true, false);
    } else {
      root = first.kind === Kind.End ? this.missing(first.start) : this.node(true, false);
    }
    const rest = scanner.peek();
    composer.finish(root);
    const { duplicates, overrides } = composer;
    return { root, duplicates, overrides, odd: true, dropped: undefined, rest };
  }

  private node(block: boolean, indentless: boolean): Node {
    if (this.scanner.peek().kind === Kind.Alias) {
      const { start, end } = this.scanner.take();
      return this.composer.alias(this.source, start, end);
    }
    const properties = this.properties();
    const token = this.scanner.peek();
    switch (token.kind) {
      case Kind.Scalar:
        this.scanner.take();
        return this.scalar(token, properties);
      case Kind.FlowList:
        return this.collection(Type.List, Style.Flow, properties, (list) => this.flowList(list));
      case Kind.FlowMap:
        return this.collection(Type.Map, Style.Flow, properties, (map) => this.flowMap(map));
      case Kind.Item:
        if (indentless)
          return this.collection(Type.List, Style.Block, properties, (list) => this.blockList(list, true));
        break;
      case Kind.BlockList:
        if (block) return this.collection(Type.List, Style.Block, properties, (list) => this.blockList(list, false));
        break;
      case Kind.BlockMap:
        if (block) return this.collection(Type.Map, Style.Block, properties, (map) => this.blockMap(map));
        break;
      default:
    }
    if (properties.start !== -1) return this.missing(properties.end, properties);
    return this.refuse('content-expected', token.start, this.bracket === -1 ? token.start : this.bracket);
  }

  private refuse(reason: Reason, at: number, from: number): never {
    const refusal = new Refusal(reason, at, from);
    refusal.last = this.last;
    throw refusal;
  }

  /** The anchor and the tag before a node, in either order. */
  private properties(): Properties {
    const { kind } = this.scanner.peek();
    if (kind !== Kind.Anchor && kind !== Kind.Tag) return NO_PROPERTIES;
    const first = this.scanner.take();
    const other = this.scanner.peek();
    const both = other.kind === (kind === Kind.Anchor ? Kind.Tag : Kind.Anchor);
    if (both) this.scanner.take();
    const anchor = kind === Kind.Anchor ? first : both ? other : undefined;
    const tag = kind === Kind.Tag ? first : both ? other : undefined;
    return {
      start: first.start,
      end: both ? other.end : first.end,
      anchor: anchor && this.source.slice(anchor.start + 1, anchor.end),
      tag: tag?.content,
    };
  }

  /** A node that is not written. */
  private missing(at: number, properties: Properties = NO_PROPERTIES): Node {
    const node = new Node(Type.Null, Style.Plain, this.source, at, at);
    this.composer.close(this.composer.open(node, properties.anchor));
    if (properties.tag !== undefined) applyTag(node, properties.tag);
    return node;
  }

  private scalar(token: Token, properties: Properties): Node {
    const { style, start, end } = token;
    this.last = start;
    const node = new Node(style === Style.Plain ? Type.Plain : Type.String, style, this.source, start, end);
    node.content = token.content;
    const { anchor, tag } = properties;
    this.composer.close(this.composer.open(node, anchor));
    const untagged = tag === undefined ? style === Style.Plain : tag === '!' || tag === 'tag:yaml.org,2002:merge';
    this.mergeKey = untagged && text(node) === '<<' ? node : undefined;
    if (tag !== undefined) applyTag(node, tag);
    return node;
  }

  private collection(type: Type, style: Style, properties: Properties, fill: (node: Node) => void): Node {
    const node = new Node(type, style, this.source, this.scanner.peek().start, this.scanner.peek().end);
    const anchored = this.composer.open(node, properties.anchor);
    fill(node);
    this.composer.close(anchored);
    this.mergeKey = undefined;
    return node;
  }

  private blockList(list: Node, indentless: boolean): void {
    if (!indentless) this.scanner.take();
    const items: Node[] = [];
    while (this.scanner.peek().kind === Kind.Item) {
      const dash = this.scanner.take();
      const { kind } = this.scanner.peek();
      const ends =
        kind === Kind.Item || kind === Kind.BlockEnd || (indentless && (kind === Kind.Key || kind === Kind.Value));
      const item = ends ? this.missing(dash.end) : this.node(true, false);
      this.composer.item(item);
      items.push(item);
      list.end = Math.max(dash.end, item.end);
    }
    list.items = items;
    if (indentless) return;
    const token = this.scanner.peek();
    if (token.kind !== Kind.BlockEnd) this.refuse('item-expected', token.start, list.start);
    this.scanner.take();
  }

  private blockMap(node: Node): void {
    this.scanner.take();
    const map = this.composer.openMap(node);
    for (let first = true; ; first = false) {
      const token = this.scanner.peek();
      if (token.kind === Kind.BlockEnd) break;
      if (token.kind !== Kind.Key) this.refuse('key-expected', token.start, node.start);
      this.scanner.take();
      const key = this.blockNode(token.end);
      const mergeKey = this.mergeKey === key ? key : undefined;
      const colon = this.scanner.peek();
      const value = colon.kind === Kind.Value ? this.blockNode(this.scanner.take().end) : this.missing(key.end);
      node.end = colon.kind === Kind.Value ? Math.max(colon.end, value.end) : key.end;
      if (first) node.start = key.start;
      this.entry(map, key, value, mergeKey);
    }
    this.scanner.take();
    node.items = map.entries.items;
  }

  /** A key or a value in a block map, which need not be there. */
  private blockNode(at: number): Node {
    const { kind } = this.scanner.peek();
    const missing = kind === Kind.Key || kind === Kind.Value || kind === Kind.BlockEnd;
    return missing ? this.missing(at) : this.node(true, true);
  }

  private entry(map: OpenMap, key: Node, value: Node, mergeKey: Node | undefined): void {
    if (mergeKey !== undefined) this.composer.merge(map, mergeKey, value);
    else this.composer.put(map, key, value);
  }

  private flowList(list: Node): void {
    const open = this.scanner.take();
    const outer = this.bracket;
    this.bracket = open.start;
    const items: Node[] = [];
    for (let first = true; this.scanner.peek().kind !== Kind.FlowListEnd; first = false) {
      if (!first) {
        this.comma(open);
        if (this.scanner.peek().kind === Kind.FlowListEnd) break;
      }
      const item = this.scanner.peek().kind === Kind.Key ? this.pair() : this.node(false, false);
      this.composer.item(item);
      items.push(item);
    }
    this.bracket = outer;
    list.items = items;
    list.end = this.scanner.take().end;
  }

  private comma(open: Token): void {
    const token = this.scanner.peek();
    if (token.kind !== Kind.Comma) this.refuse('comma-expected', token.start, open.start);
    this.scanner.take();
  }

  /** A map of one entry without braces, as an item of a flow list. */
  private pair(): Node {
    return this.collection(Type.Map, Style.Flow, NO_PROPERTIES, (node) => {
      const map = this.composer.openMap(node);
      this.scanner.take();
      const key = this.pairKey();
      const mergeKey = this.mergeKey === key ? key : undefined;
      const colon = this.scanner.peek();
      let value: Node | undefined;
      if (colon.kind === Kind.Value) {
        this.scanner.take();
        const { kind } = this.scanner.peek();
        if (kind !== Kind.Comma && kind !== Kind.FlowListEnd) value = this.node(false, false);
      }
      const end = colon.kind === Kind.Value ? colon.end : key.end;
      value ??= this.missing(end);
      node.start = key.start;
      node.end = Math.max(end, value.end);
      this.entry(map, key, value, mergeKey);
      node.items = map.entries.items;
    });
  }

  private pairKey(): Node {
    const { kind, end } = this.scanner.peek();
    if (kind !== Kind.Value && kind !== Kind.Comma && kind !== Kind.FlowListEnd) return this.node(false, false);
    // libyaml passes the token after a `?` without a key, whatever it is.
    this.scanner.take();
    return this.missing(end);
  }

  private flowMap(node: Node): void {
    const open = this.scanner.take();
    const outer = this.bracket;
    this.bracket = open.start;
    const map = this.composer.openMap(node);
    for (let first = true; this.scanner.peek().kind !== Kind.FlowMapEnd; first = false) {
      if (!first) {
        this.comma(open);
        if (this.scanner.peek().kind === Kind.FlowMapEnd) break;
      }
      const marked = this.scanner.peek().kind === Kind.Key ? this.scanner.take() : undefined;
      const key = marked === undefined ? this.node(false, false) : this.flowNode(marked.end);
      const mergeKey = this.mergeKey === key ? key : undefined;
      const colon = this.scanner.peek();
      const hasValue = marked !== undefined && colon.kind === Kind.Value;
      if (hasValue) this.scanner.take();
      const value = hasValue ? this.flowNode(colon.end) : this.missing(key.end);
      this.entry(map, key, value, mergeKey);
    }
    this.bracket = outer;
    node.items = map.entries.items;
    node.end = this.scanner.take().end;
  }

  /** A key or a value in braces, which need not be there. */
  private flowNode(at: number): Node {
    const { kind } = this.scanner.peek();
    const missing = kind === Kind.Value || kind === Kind.Comma || kind === Kind.FlowMapEnd;
    return missing ? this.missing(at) : this.node(false, false);
  }
}
