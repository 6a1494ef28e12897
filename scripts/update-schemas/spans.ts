/** Collects facts minor by minor: every fact is a path of words, and knows the minors that it was seen in. */
export class Timeline {
  readonly minors: Set<number> = new Set();
  readonly below: Map<string, Timeline> = new Map();

  /** Notes that a fact held in a minor, and with it what it stands under. */
  see(minor: number, ...path: string[]): Timeline {
    this.minors.add(minor);
    const [first, ...rest] = path;
    if (first === undefined) return this;
    let next = this.below.get(first);
    if (!next) {
      next = new Timeline();
      this.below.set(first, next);
    }
    return next.see(minor, ...rest);
  }

  /** What stands directly under this, in alphabetical order. */
  sorted(): [string, Timeline][] {
    return [...this.below].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** The fact under this one that held last. */
  newest(): string {
    const last = ([, t]: [string, Timeline]): number => Math.max(...t.minors);
    return [...this.below].reduce((a, b) => (last(b) > last(a) ? b : a))[0];
  }
}

/**
 * The minors of a fact, each unbroken run of them written as `@27-`, `@-24`, `@22-25` or `@22`. An open end is the oldest or the newest
 * known minor; one empty text if the fact held in all of `whole`.
 */
export function spans(minors: ReadonlySet<number>, whole: ReadonlySet<number>, known: readonly number[]): string[] {
  if ([...whole].every((m) => minors.has(m))) return [''];
  const runs: string[] = [];
  for (let i = 0; i < known.length; i++) {
    const from = i;
    while (i < known.length && minors.has(known[i] as number)) i++;
    if (i === from) continue;
    const start = from === 0 ? '' : `${known[from]}`;
    const end = i === known.length ? '' : `${known[i - 1]}`;
    runs.push(start === end ? `@${start}` : `@${start}-${end}`);
  }
  return runs;
}

/** The minors of a fact that came and went at most once, as all types and kinds did so far. */
export function span(minors: ReadonlySet<number>, whole: ReadonlySet<number>, known: readonly number[]): string {
  const runs = spans(minors, whole, known);
  if (runs.length !== 1)
    throw new Error(`came back after it was gone: ${runs.join(' ')}; the table's grammar has no words for that`);
  return runs[0] as string;
}
