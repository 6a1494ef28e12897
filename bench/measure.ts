/** What a process took. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Figures {
  /** User and system time in milliseconds. */
  readonly cpu: number;
  readonly wall: number;
  /** The most that was in memory, in bytes. */
  readonly memory: number;
  readonly status: number;
}

/** Measures commands one after the other, by a process that does nothing else. */
export class Meter {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor() {
    this.#process = spawn('python3', [join(import.meta.dirname, 'measure.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (this.#process.stdout === null) throw new Error('python3 gives no output');
    this.#process.on('error', () => this.#process.stdout?.destroy());
    this.#lines = createInterface(this.#process.stdout)[Symbol.asyncIterator]();
  }

  async run(argv: readonly string[], cwd: string, stdout = '/dev/null'): Promise<Figures> {
    this.#process.stdin?.write(`${JSON.stringify({ argv, cwd, stdout })}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error('python3 is needed to measure what a process takes');
    return JSON.parse(value) as Figures;
  }

  close(): void {
    this.#process.stdin?.end();
  }
}

/** The middle of some figures, each for itself. */
export function median(all: readonly Figures[]): Figures {
  const middle = (of: (figures: Figures) => number): number => {
    const sorted = all.map(of).sort((a, b) => a - b);
    const at = sorted.length >> 1;
    return sorted.length % 2 === 1 ? (sorted[at] as number) : ((sorted[at - 1] as number) + (sorted[at] as number)) / 2;
  };
  return {
    cpu: middle(({ cpu }) => cpu),
    wall: middle(({ wall }) => wall),
    memory: middle(({ memory }) => memory),
    status: all[0]?.status ?? 0,
  };
}
