import type { Document as YamlDocument, Node as YamlNode, Pair, Scalar } from 'yaml';
import { loadYaml } from '../lazy.ts';
import { Node, Style, Type } from '../model/node.ts';
import { findBlockIndent, readBlockHeader } from '../model/unfold.ts';
import type { Lines } from './explain/scene.ts';
import { type Failure, readSlow } from './slow.ts';
import { Composer } from './slow/composer.ts';
import type { Reading } from './slow/reader.ts';

/**
 * What the `yaml` package is known to read otherwise than Kubernetes: line ends of YAML 1.1, marks inside a text, tags, indicators of
 * the indentation.
 */
const READ_OTHERWISE = /[\u0085\u2028\u2029\ufeff]|\r(?!\n)|(?:^|[\s[{,])!|[|>][+-]?\d/;

const STYLES: Readonly<Record<string, Style>> = {
  QUOTE_SINGLE: Style.Single,
  QUOTE_DOUBLE: Style.Double,
  BLOCK_LITERAL: Style.Literal,
  BLOCK_FOLDED: Style.Folded,
};

/**
 * Reads a document with the `yaml` package, so that what our own readers make of a text can be held against an opinion that
 * is not ours: structure, places and contents are the package's. What Kubernetes refuses is refused, and where the package
 * refuses or reads something else, the slow reader's word stands.
 */
export function readWithYaml(lines: Lines, start: number, end: number): Reading | Failure {
  const reading = readSlow(lines, start, end);
  const source = lines.source.slice(start, end);
  if (!('root' in reading) || reading.dropped !== undefined || READ_OTHERWISE.test(source)) return reading;
  const documents = loadYaml().parseAllDocuments(source, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    merge: false,
  });
  const [document] = Array.isArray(documents) ? documents : [];
  if (documents.length !== 1 || document === undefined) return reading;
  if (document.errors.length > 0 || document.warnings.length > 0 || loadYaml().isScalar(document.contents))
    return reading;
  return new YamlTree(lines.source, start).read(document as YamlDocument<YamlNode>);
}

/** Makes our nodes of the package's. */
class YamlTree {
  private readonly source: string;
  private readonly base: number;
  private readonly yaml = loadYaml();
  private readonly composer = new Composer();
  /** The scalar that was read last, if as a key it would be a merge. */
  private mergeKey: Node | undefined;

  constructor(source: string, base: number) {
    this.source = source;
    this.base = base;
  }

  read(document: YamlDocument<YamlNode>): Reading {
    const root = this.node(document.contents, this.base);
    const { duplicates, overrides } = this.composer;
    return { root, duplicates, overrides, odd: true, dropped: undefined };
  }

  /** The node of the package's one; one that is not written stands at `missing`. */
  private node(node: YamlNode | null | undefined, missing: number): Node {
    const start = this.base + (node?.range?.[0] ?? 0);
    const end = this.base + (node?.range?.[1] ?? 0);
    if (!node) return this.scalar(undefined, missing, missing);
    if (this.yaml.isScalar(node)) {
      if (start !== end) return this.scalar(node, start, end);
      const at =
        node.anchor === undefined ? missing : this.source.indexOf(`&${node.anchor}`, missing) + node.anchor.length + 1;
      return this.scalar(node, at, at);
    }
    if (this.yaml.isAlias(node)) return this.composer.alias(this.source, start, end);
    const { flow, anchor } = node as YamlNode & { flow?: boolean; anchor?: string };
    const isMap = this.yaml.isMap(node);
    const ours = new Node(isMap ? Type.Map : Type.List, flow ? Style.Flow : Style.Block, this.source, start, end);
    const anchored = this.composer.open(ours, anchor);
    if (isMap) this.fillMap(ours, node.items as Pair<YamlNode, YamlNode | null>[]);
    else if (this.yaml.isSeq(node)) this.fillList(ours, node.items as YamlNode[]);
    this.composer.close(anchored);
    this.mergeKey = undefined;
    return ours;
  }

  private scalar(scalar: Scalar | undefined, start: number, end: number): Node {
    const style = STYLES[scalar?.type ?? ''] ?? Style.Plain;
    const isBlock = style === Style.Literal || style === Style.Folded;
    const stop = isBlock ? this.blockEnd(start, end) : end;
    const type = style !== Style.Plain ? Type.String : start === end ? Type.Null : Type.Plain;
    const node = new Node(type, style, this.source, start, stop);
    node.content = String(scalar?.value ?? '');
    this.composer.close(this.composer.open(node, scalar?.anchor));
    this.mergeKey = type === Type.Plain && node.content === '<<' ? node : undefined;
    return node;
  }

  /** Where the last line with content of a block scalar ends; the package counts the blank lines after it too. */
  private blockEnd(start: number, end: number): number {
    const indent = findBlockIndent(this.source, readBlockHeader(this.source, start).content, end);
    const blankLines = new RegExp(`(?:\\r?\\n {0,${indent}})+$`);
    return start + this.source.slice(start, end).replace(blankLines, '').length;
  }

  private fillList(list: Node, items: YamlNode[]): void {
    list.items = items.map((item) => this.node(item, this.afterDash(this.base + (item.range?.[0] ?? 0))));
    const last = list.items.at(-1);
    if (list.style === Style.Block && last !== undefined) list.end = last.end;
  }

  private fillMap(map: Node, pairs: Pair<YamlNode, YamlNode | null>[]): void {
    const open = this.composer.openMap(map);
    let start = -1;
    let end = -1;
    for (const pair of pairs) {
      const key = this.node(pair.key, map.start);
      const mergeKey = this.mergeKey === key ? key : undefined;
      const colon = this.afterColon(key.end);
      const value = this.node(pair.value, colon);
      if (start === -1) start = key.start;
      end = Math.max(colon, value.end);
      if (mergeKey === undefined) this.composer.put(open, key, value);
      else this.composer.merge(open, mergeKey, value);
    }
    map.items = open.entries.items;
    if (map.style === Style.Flow && this.source[map.start] === '{') return;
    map.start = start;
    map.end = end;
  }

  /** Where the colon that follows a key ends; the end of the key if there is none. */
  private afterColon(end: number): number {
    const blanks = /^\s*/.exec(this.source.slice(end, end + 2000))?.[0].length ?? 0;
    return this.source[end + blanks] === ':' ? end + blanks + 1 : end;
  }

  /** Where the dash before an item that is not written ends. */
  private afterDash(at: number): number {
    return this.source.lastIndexOf('-', at - 1) + 1;
  }
}
