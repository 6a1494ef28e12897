import { Worker } from 'node:worker_threads';

const MOST_BYTES = 1 << 20;

/**
 * Sees to it that a case that never ends does not go unseen: a thread of its own looks at how many cases have been begun, and if that stands
 * still, shows the one at hand and ends the process.
 */
export class Watch {
  readonly #counters: Int32Array = new Int32Array(new SharedArrayBuffer(12));
  readonly #text: Uint8Array = new Uint8Array(new SharedArrayBuffer(MOST_BYTES));
  readonly #encoder: InstanceType<typeof TextEncoder> = new TextEncoder();
  readonly #worker: Worker;

  constructor(name: string, seconds: number) {
    const workerData = { counters: this.#counters, text: this.#text, name, seconds };
    this.#worker = new Worker(`(${watch.toString()})(require('node:worker_threads').workerData, require('node:fs'))`, {
      eval: true,
      workerData,
      execArgv: [],
    });
    this.#worker.unref();
  }

  /** A case begins. */
  note(input: string): void {
    this.#counters[1] = this.#encoder.encodeInto(input, this.#text).written;
    this.#counters[2] = 1;
    Atomics.add(this.#counters, 0, 1);
  }

  /** Nothing runs that could hang. */
  rest(): void {
    this.#counters[2] = 0;
  }

  stop(): Promise<number> {
    return this.#worker.terminate();
  }
}

interface Watched {
  readonly counters: Int32Array;
  readonly text: Uint8Array;
  readonly name: string;
  readonly seconds: number;
}

/** The thread's own code: it is handed over as text, and knows nothing of what stands around it. */
function watch({ counters, text, name, seconds }: Watched, fs: typeof import('node:fs')): void {
  let [last, still] = [-1, 0];
  setInterval(() => {
    const now = Atomics.load(counters, 0);
    still = now === last && counters[2] === 1 ? still + 1 : 0;
    last = now;
    if (still < seconds) return;
    fs.writeSync(
      2,
      `${name}: a case does not end within ${seconds} s:\n${Buffer.from(text.slice(0, counters[1])).toString()}\n`,
    );
    process.kill(process.pid, 'SIGKILL');
  }, 1000);
}
