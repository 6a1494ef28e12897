import { slips } from '../model/nearest.ts';

/** Names that a misspelt one is looked for among: shortest ways to one that is a slip or two away. */
export class Names {
  /** Names without their digits, to the names themselves: names that differ in digits alone are none of each other's misspellings. */
  readonly #stripped: Map<string, string[]> = new Map();

  constructor(names: Iterable<string>) {
    for (const name of new Set(names)) {
      const bare = withoutDigits(name);
      const alike = this.#stripped.get(bare);
      if (alike === undefined) this.#stripped.set(bare, [name]);
      else alike.push(name);
    }
  }

  /** The one name that this one was most likely meant to be. */
  near(name: string): string | undefined {
    const bare = withoutDigits(name);
    if (bare.length < LEAST || name.length > 100 || this.#stripped.has(bare)) return undefined;
    const most = bare.length < 8 ? 1 : 2;
    const letters = lettersOf(bare);
    let found: string | undefined;
    for (const [other, names] of this.#stripped) {
      if (Math.abs(other.length - bare.length) > most || bitsIn(letters ^ lettersOf(other)) > 2 * most) continue;
      if (slips(bare, other, most) > most || !isSlipOfWord(bare, other)) continue;
      for (const candidate of names) {
        if (digitsOf(candidate) !== digitsOf(name)) continue;
        if (found !== undefined) return undefined;
        found = candidate;
      }
    }
    return found;
  }
}

/** Names shorter than this are near to too much. */
const LEAST = 5;

/** Some word of it differs by a slip or two. Short words are left alone: `ro` and `rw`, `blue` and `glue` are two things each. */
function isSlipOfWord(a: string, b: string): boolean {
  const [ours, theirs] = [a.split(SEPARATORS), b.split(SEPARATORS)];
  if (ours.length !== theirs.length) return ours.join('') === theirs.join('');
  return ours.every((word, i) => {
    const other = theirs[i] as string;
    const most = word.length <= 6 ? 1 : 2;
    return word === other || (Math.min(word.length, other.length) >= LEAST && slips(word, other, most) <= most);
  });
}

const SEPARATORS = /[-._]/;

function withoutDigits(name: string): string {
  return /\d/.test(name) ? name.replaceAll(/\d+/g, '') : name;
}

function digitsOf(name: string): string {
  return name.replaceAll(/\D+/g, ' ').trim();
}

/** Which letters a name has, as bits: two names that are near have nearly the same ones. */
function lettersOf(name: string): number {
  let bits = 0;
  for (let i = 0; i < name.length; i++) bits |= 1 << (name.charCodeAt(i) & 31);
  return bits;
}

function bitsIn(bits: number): number {
  let left = bits;
  let count = 0;
  for (; left !== 0; left &= left - 1) count++;
  return count;
}
