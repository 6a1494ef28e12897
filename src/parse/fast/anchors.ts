import { type Node, Type } from '../../model/node.ts';
import { aliasOf } from '../aliases.ts';
import { isWord } from '../chars.ts';
import { bail, isSpace } from './chars.ts';
import type { Place } from './place.ts';

/** What aliases may repeat, in all and for each written node, before the slow reader has to look whether it is too much. */
const FEW_REPEATED = 300_000;
const FEW_TIMES = 40;
/** How deep an anchored node may be. */
const DEEPEST = 100;

interface Anchored {
  readonly node: Node;
  readonly size: number;
}

/** The anchors of a document, in the plain use that manifests make of them. */
export class Anchors {
  /** A node that is still being read is undefined: an alias in it would hold itself. */
  private readonly anchored = new Map<string, Anchored | undefined>();
  private repeated = 0;

  /** Passes `&name` and the blanks after it. */
  open(place: Place): string {
    const name = passName(place, 'anchor');
    while (place.units[place.at] === 32) place.at++;
    this.anchored.set(name, undefined);
    return name;
  }

  close(name: string, node: Node): void {
    this.anchored.set(name, { node, size: measure(node, 0) });
  }

  /** Passes `*name`, after so many nodes were written out. */
  alias(place: Place, written: number): Node {
    const start = place.at;
    const name = passName(place, 'alias');
    const target = this.anchored.get(name);
    if (target === undefined) return bail('alias');
    this.repeated += target.size;
    if (this.repeated > FEW_REPEATED || (this.repeated > 100 && this.repeated > FEW_TIMES * written)) bail('alias');
    return aliasOf(target.node, place.source, start + place.base, place.at + place.base);
  }
}

function passName(place: Place, reason: 'alias' | 'anchor'): string {
  const { source, base, units, at: start } = place;
  let at = start + 1;
  while (isWord(units[at] as number)) at++;
  if (at === start + 1 || !isSpace(units[at] as number)) bail(reason);
  place.at = at;
  return source.slice(start + 1 + base, at + base);
}

/** How many nodes, keys among them, are read when an anchored node is. */
function measure(node: Node, depth: number): number {
  if (depth > DEEPEST) bail('depth');
  if (node.type !== Type.Map && node.type !== Type.List) return 1;
  let size = node.alias === undefined ? 1 : 2;
  for (const item of node.items) size += measure(item, depth + 1) + 1;
  return size;
}
