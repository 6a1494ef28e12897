import type { Alias, Document as YamlDocument, Node as YamlNode, Pair, Scalar } from 'yaml';
import { loadYaml } from '../lazy.ts';
import type { Document, Duplicate, Override, Problem } from '../model/document.ts';
import { Node, Style, Type } from '../model/node.ts';
import { keyText, plainType, resolve, text } from '../model/scalar.ts';
import { Entries } from './entries.ts';

/** What a reader makes of a document. */
export type Reading = Pick<Document, 'root' | 'duplicates' | 'overrides' | 'dropped'>;

type Failure = Omit<Problem, 'document'>;

/** Reads the document between two offsets with the `yaml` package. */
export function readSlow(source: string, start: number, end: number): Reading | Failure {
  const yaml = loadYaml();
  const documents = yaml.parseAllDocuments(source.slice(start, end), {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    merge: false,
  });
  const document = (Array.isArray(documents) ? documents[0] : undefined) as YamlDocument | undefined;
  if (document === undefined)
    return {
      root: new Node(Type.Null, Style.Plain, source, start, start),
      duplicates: [],
      overrides: [],
      dropped: undefined,
    };
  const error = document.errors[0];
  if (error)
    return { message: error.message, start: start + error.pos[0], end: start + error.pos[1], edits: undefined };
  try {
    return new Composer(source, start, yaml).compose(document);
  } catch (failure) {
    if (failure instanceof Refused)
      return { message: failure.message, start: failure.start, end: failure.end, edits: undefined };
    throw failure;
  }
}

class Refused extends Error {
  readonly start: number;
  readonly end: number;
  constructor(message: string, start: number, end: number) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

class Composer {
  private readonly duplicates: Duplicate[] = [];
  private readonly overrides: Override[] = [];
  private readonly anchors = new Map<string, Node>();
  private readonly source: string;
  private readonly base: number;
  private readonly yaml: typeof import('yaml');

  constructor(source: string, base: number, yaml: typeof import('yaml')) {
    this.source = source;
    this.base = base;
    this.yaml = yaml;
  }

  compose(document: YamlDocument): Reading {
    const root = this.node(document.contents as YamlNode | null, this.base);
    return { root, duplicates: this.duplicates, overrides: this.overrides, dropped: undefined };
  }

  private node(yaml: YamlNode | null | undefined, missing: number): Node {
    if (!yaml) return new Node(Type.Null, Style.Plain, this.source, missing, missing);
    const start = this.base + (yaml.range?.[0] ?? 0);
    const end = this.base + (yaml.range?.[1] ?? 0);
    if (this.yaml.isAlias(yaml)) return this.alias(yaml, start, end);
    if (this.yaml.isMap(yaml)) {
      const map = new Node(Type.Map, yaml.flow ? Style.Flow : Style.Block, this.source, start, end);
      if (yaml.anchor) this.anchors.set(yaml.anchor, map);
      this.fill(map, yaml.items as Pair<YamlNode, YamlNode | null>[]);
      return map;
    }
    if (this.yaml.isSeq(yaml)) {
      const list = new Node(Type.List, yaml.flow ? Style.Flow : Style.Block, this.source, start, end);
      if (yaml.anchor) this.anchors.set(yaml.anchor, list);
      list.items = yaml.items.map((item) => this.node(item as YamlNode, start));
      return list;
    }
    const scalar = this.scalar(yaml as Scalar, start, end);
    if (yaml.anchor) this.anchors.set(yaml.anchor, scalar);
    return scalar;
  }

  private scalar(yaml: Scalar, start: number, end: number): Node {
    const plain = yaml.type === 'PLAIN';
    const style = plain
      ? Style.Plain
      : yaml.type === 'QUOTE_SINGLE'
        ? Style.Single
        : yaml.type === 'QUOTE_DOUBLE'
          ? Style.Double
          : yaml.type === 'BLOCK_LITERAL'
            ? Style.Literal
            : Style.Folded;
    const node = new Node(plain ? Type.Plain : Type.String, style, this.source, start, end);
    node.content = String(yaml.value ?? '');
    if (plain) {
      if (start === end) node.type = Type.Null;
      if (/^[-+]?\.(inf|nan)$/i.test(node.content) && resolve(node) === Type.Float)
        throw new Refused(`'${node.content}' cannot be sent to the API server`, start, end);
    }
    return node;
  }

  private alias(yaml: Alias, start: number, end: number): Node {
    const target = this.anchors.get(yaml.source);
    if (!target) throw new Refused(`'*${yaml.source}' names no anchor`, start, end);
    const node = new Node(target.type, target.style, this.source, start, end);
    node.items = target.items;
    node.content = target.type === Type.Map || target.type === Type.List ? undefined : text(target);
    node.alias = target;
    return node;
  }

  private fill(map: Node, pairs: Pair<YamlNode, YamlNode | null>[]): void {
    const entries = new Entries();
    for (const pair of pairs) {
      const key = this.node(pair.key, map.start);
      if (key.type === Type.Plain && text(key) === '<<') {
        const value = this.node(pair.value, key.end);
        const parts = value.type === Type.List ? [...value.items].reverse() : [value];
        for (const part of parts) {
          if (part.type !== Type.Map) throw new Refused("'<<' takes a map or a list of maps", value.start, value.end);
          for (const entry of part.items) {
            const merged = copyOf(entry, part, key);
            const earlier = entries.put(merged);
            if (earlier && earlier.alias !== merged.alias)
              this.overrides.push({ map, earlier, merged, mergeStart: key.start, mergeEnd: key.end });
          }
        }
        continue;
      }
      const content = text(key);
      const name =
        key.type === Type.Plain ? keyText(content, plainType(content)) : key.type === Type.String ? content : undefined;
      if (name === undefined) throw new Refused(`'${content}' cannot be a key`, key.start, key.end);
      const value = this.node(pair.value, key.end + 1);
      value.key = name;
      value.keyStart = key.start;
      value.keyEnd = key.end;
      const first = entries.put(value);
      if (first) this.duplicates.push({ map, first, second: value });
    }
    map.items = entries.items;
  }
}

function copyOf(entry: Node, place: Node, key: Node): Node {
  const node = new Node(entry.type, entry.style, entry.source, place.start, place.end);
  node.items = entry.items;
  node.content = entry.type === Type.Map || entry.type === Type.List ? undefined : text(entry);
  node.alias = entry;
  node.key = entry.key;
  node.keyStart = key.start;
  node.keyEnd = key.end;
  return node;
}
