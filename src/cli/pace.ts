import { setFlag } from '../lazy.ts';

const MB = 1024 * 1024;

/** What every V8 knows that this was tried with: less is inlined, and the space for what is young does not grow. Documents come and go, and a quarter less memory does for them. */
const COMMON = ['--max-inlined-bytecode-size-cumulative=200', '--semi-space-growth-factor=1'];

/**
 * V8 compiles a function anew, and faster, when it has run through so many bytes of its code (the budget), and small functions much sooner. By default that is so soon that for
 * some ten thousand documents nearly as much is spent on compiling as on linting: a fifth of all CPU time is saved by having it wait. A hundred thousand are worth it.
 */
const PACES: readonly { readonly from: number; readonly flags: readonly string[] }[] = [
  {
    from: MB / 4,
    flags: [...COMMON, '--interrupt-budget=600000', '--max-bytecode-size-for-early-opt=0'],
  },
  { from: 20 * MB, flags: ['--interrupt-budget=270000', '--max-bytecode-size-for-early-opt=81'] },
];

/** The flags that the Node at hand is known to have: V8 complains on standard error of one that it does not know. */
function known(flags: readonly string[]): readonly string[] {
  const major = Number.parseInt(process.versions.node, 10);
  if (major === 20) return flags;
  return major <= 26 ? flags.filter((flag) => COMMON.includes(flag)) : [];
}

/** Sees to it that in a run of middling length less is compiled. */
export class Pace {
  #read = 0;

  /** Takes note of so many characters that are linted. */
  note(length: number): void {
    const before = this.#read;
    this.#read += length;
    for (const { from, flags } of PACES)
      if (before < from && this.#read >= from) for (const flag of known(flags)) setFlag(flag);
  }
}
