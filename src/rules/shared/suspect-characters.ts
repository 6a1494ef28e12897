import type { Place } from '../../model/place.ts';
import type { Source } from '../../model/source.ts';

/** Characters that are taken for others, or not seen (lookalikes.ts). */
export const SUSPECT: RegExp =
  /[\u00a0\u00ad\u200b-\u200f\u2018\u2019\u201c\u201d\u202a-\u202f\u2060\u2066-\u2069\u3000\ufeff\uff0c\uff1a\uff3b\uff3d\uff5b\uff5d]/;
const SUSPECTS: RegExp = new RegExp(SUSPECT, 'g');

/** Files, and whether they hold anything but ASCII. */
const plain: WeakMap<Source, boolean> = new WeakMap();

/** Where such characters stand in a part of a file. Asked of everything, and nearly nothing has any: the length tells it in no time. */
export function suspectsIn(source: Source, { start, end }: Place): number[] {
  let isAscii = plain.get(source);
  if (isAscii === undefined) plain.set(source, (isAscii = Buffer.byteLength(source.text) === source.text.length));
  if (isAscii) return [];
  const places: number[] = [];
  for (const found of source.text.slice(start, end).matchAll(SUSPECTS)) places.push(start + found.index);
  return places;
}
