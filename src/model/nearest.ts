/**
 * The candidate that a word was most likely meant to be: the same but for case, or few slips away. Undefined if none is near or
 * two are equally near.
 */
export function nearest(word: string, candidates: Iterable<string>, most?: number): string | undefined {
  if (word.length === 0 || word.length > 100) return undefined;
  const folded = word.toLowerCase();
  const limit = most ?? (word.length <= 3 ? 1 : word.length <= 7 ? 2 : 3);
  let best: string | undefined;
  let distance = limit + 1;
  let tied = false;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const other = candidate.toLowerCase();
    const d = other === folded ? 0 : slips(folded, other, Math.min(distance, limit));
    if (d < distance) {
      best = candidate;
      distance = d;
      tied = false;
    } else if (d === distance) tied = true;
  }
  // A short word that shares nothing with the candidate is no slip of it.
  if (best === undefined || tied || distance > limit || distance * 2 > Math.max(word.length, 2)) return undefined;
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words; more than `most` counts as `most + 1`. */
export function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above: number[] = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, (before[j - 2] ?? 0) + 1);
      row.push(d);
      least = Math.min(least, d);
    }
    if (least > most) return most + 1;
    before = above;
    above = row;
  }
  return above[b.length] ?? most + 1;
}
