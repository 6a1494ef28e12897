/** Lists out of which items were taken, each with the places that those which stayed had before. */
const places: WeakMap<readonly unknown[], readonly number[]> = new WeakMap();

/** A list without some of its items, of which it stays known where they are written. */
export function keepItems<T>(list: readonly T[], stays: (item: T) => boolean): T[] {
  const kept: T[] = [];
  const before: number[] = [];
  for (let i = 0; i < list.length; i++) {
    if (!stays(list[i] as T)) continue;
    kept.push(list[i] as T);
    before.push(writtenIndex(list, i));
  }
  places.set(kept, before);
  return kept;
}

/** Where an item of a list is written. */
export function writtenIndex(list: unknown, index: number): number {
  return (Array.isArray(list) ? places.get(list)?.[index] : undefined) ?? index;
}
