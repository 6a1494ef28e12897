import * as fc from 'fast-check';
import { Broken, type Stage } from './stage.ts';
import type { Watch } from './watch.ts';

/** How long to look, and from where. */
export interface Search {
  readonly seed: number;
  /** At most so many cases. */
  readonly cases: number;
  /** At most so long, in milliseconds. */
  readonly time: number;
  readonly watch?: Watch | undefined;
}

/** What a search came to. */
export interface Outcome {
  readonly stage: string;
  readonly cases: number;
  readonly milliseconds: number;
  /** Of the processor, which others may want too. */
  readonly worked: number;
  readonly catch?: Catch | undefined;
}

/** A fault, and the smallest input found that shows it. */
export interface Catch {
  readonly seed: number;
  readonly message: string;
  readonly input: string;
}

const BATCH = 500;
/** How long a case may be made smaller, in milliseconds. */
const SHRINKING = 10_000;

/** Tries cases of a stage, batch by batch, each with a seed of its own, until one shows a fault or there is no time left. */
export async function search(stage: Stage, { seed, cases, time, watch }: Search): Promise<Outcome> {
  // Fixtures are read and tables loaded before the clock starts.
  fc.sample(stage.cases, { seed, numRuns: 20 });
  const started = performance.now();
  const before = process.cpuUsage();
  const worked = (): number => (process.cpuUsage(before).user + process.cpuUsage(before).system) / 1000;
  let done = 0;
  for (let own = seed; done < cases; own++) {
    const count = Math.min(BATCH, cases - done);
    const trial = new Trial(stage, watch);
    const property = fc.asyncProperty(stage.cases, (input) => trial.run(input));
    const end = started + time;
    const result = await fc.check(property, {
      seed: own,
      numRuns: count,
      interruptAfterTimeLimit: Math.max(1, Math.ceil(end - performance.now())),
    });
    watch?.rest();
    done += trial.cases;
    const milliseconds = performance.now() - started;
    if (trial.caught !== undefined) {
      const { message, input } = trial.caught;
      return {
        stage: stage.name,
        cases: done,
        milliseconds,
        worked: worked(),
        catch: { seed: own, message, input: stage.show(input) },
      };
    }
    if (result.interrupted || milliseconds >= time) break;
  }
  return { stage: stage.name, cases: done, milliseconds: performance.now() - started, worked: worked() };
}

/** Runs cases, and remembers the last one that failed: fast-check makes it ever smaller. */
class Trial {
  caught: { readonly message: string; readonly input: unknown } | undefined = undefined;
  cases = 0;
  readonly #stage: Stage;
  readonly #watch: Watch | undefined;
  #since = 0;

  constructor(stage: Stage, watch: Watch | undefined) {
    this.#stage = stage;
    this.#watch = watch;
  }

  async run(input: unknown): Promise<void> {
    if (this.caught === undefined) this.cases++;
    else if (performance.now() - this.#since > SHRINKING) return;
    try {
      await this.#timed(input);
    } catch (error) {
      if (this.caught === undefined) this.#since = performance.now();
      this.caught = { message: messageOf(error), input };
      throw error;
    }
  }

  /** The clock is looked at first, since the processor's time takes time to tell; then the best of three tries counts: the machine may be busy, or cold. */
  async #timed(input: unknown): Promise<void> {
    const shown = this.#stage.show(input);
    const patience = (this.#stage.patience ?? 1) / 100;
    const since = performance.now();
    await this.#once(input, shown);
    if (performance.now() - since <= 300 + patience * shown.length) return;
    const limit = 300 + patience * writtenOut(shown);
    let best = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 3 && best > limit; tries++) {
      const before = process.cpuUsage();
      await this.#once(input, shown);
      const { user, system } = process.cpuUsage(before);
      best = Math.min(best, (user + system) / 1000);
    }
    if (best > limit) throw new Broken(`takes ${Math.round(best)} ms for ${shown.length} characters`);
  }

  async #once(input: unknown, shown: string): Promise<void> {
    this.#watch?.note(shown);
    const pending = this.#stage.check(input);
    if (pending !== undefined) await pending;
  }
}

/** How long a text is at most without aliases: as Kubernetes does, podlint takes documents of which 99 % are repetition. */
function writtenOut(text: string): number {
  return /&[^]*\*/.test(text) ? text.length * 100 : text.length;
}

function messageOf(error: unknown): string {
  if (error instanceof Broken) return error.message;
  const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  return `throws ${stack.split('\n').slice(0, 6).join('\n')}`;
}
