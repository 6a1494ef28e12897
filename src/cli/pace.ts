import { setFlag } from '../lazy.ts';

/** Characters after which a run is long enough for its pace to matter. */
const LONG = 256 * 1024;

/**
 * How often V8 must have run through a function, in bytes of its code, before it is compiled anew and faster, and how much may be put into it then. By default that is so soon and
 * so much that for some ten thousand documents nearly as much is spent on compiling as on linting. With four times the first and a fifth of the second, a fifth of all CPU time is saved, and at a
 * hundred thousand documents nothing is lost.
 */
const FLAGS = ['--interrupt-budget=270000', '--max-inlined-bytecode-size-cumulative=200'] as const;

/** The flags that the Node at hand is known to have: V8 complains on standard error of one that it does not know. */
function knownFlags(): readonly string[] {
  const major = Number.parseInt(process.versions.node, 10);
  return major === 20 ? FLAGS : major > 20 && major <= 26 ? FLAGS.slice(1) : [];
}

/** Sees to it that in a long run less is compiled. */
export class Pace {
  #read = 0;

  /** Takes note of so many characters that are linted. */
  note(length: number): void {
    const before = this.#read;
    this.#read += length;
    if (before < LONG && this.#read >= LONG) for (const flag of knownFlags()) setFlag(flag);
  }
}
