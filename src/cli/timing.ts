import { plain } from '../format/plain.ts';
import type { Arguments } from './flags.ts';
import type { Surroundings } from './main.ts';

/** How many of the files that took longest are named. */
const MOST_FILES = 5;

/** What took how long, for --timing; costs next to nothing where nobody asks. */
export class Timing {
  readonly #asked: boolean;
  readonly #phases: Map<string, number> = new Map();
  readonly #files: { file: string; took: number }[] = [];
  readonly #started: number = now();

  constructor(args: Arguments) {
    this.#asked = args.switches.has('timing');
  }

  /** Runs something, and adds the time it took to a phase. */
  of<T>(phase: string, run: () => T): T {
    if (!this.#asked) return run();
    const started = now();
    const value = run();
    this.#add(phase, now() - started);
    return value;
  }

  /** The same, for something that is to be waited for. */
  async wait<T>(phase: string, run: () => Promise<T>): Promise<T> {
    const started = now();
    const value = await run();
    this.#add(phase, now() - started);
    return value;
  }

  /** The same, for the work on one file. */
  ofFile(phase: string, file: string, run: () => void): void {
    if (!this.#asked) return run();
    const started = now();
    run();
    const took = now() - started;
    this.#add(phase, took);
    this.#files.push({ file, took });
  }

  /** Says it on standard error. */
  print({ stderr }: Surroundings): void {
    if (!this.#asked) return;
    // What is done before this file is loaded is counted too, from the start of the process.
    this.#phases.set('start', this.#started);
    let text = 'podlint: what took how long\n';
    for (const [phase, took] of this.#phases) text += line(took, phase);
    text += line(now(), 'all together');
    for (const { file, took } of this.#files.sort((a, b) => b.took - a.took).slice(0, MOST_FILES))
      text += line(took, `  ${plain(file)}`);
    stderr.write(text);
  }

  #add(phase: string, took: number): void {
    this.#phases.set(phase, (this.#phases.get(phase) ?? 0) + took);
  }
}

function line(took: number, what: string): string {
  return `${took.toFixed(1).padStart(10)} ms  ${what}\n`;
}

/** Milliseconds since the process began. The global `performance` takes as long to load as a file takes to lint. */
function now(): number {
  return process.uptime() * 1000;
}
