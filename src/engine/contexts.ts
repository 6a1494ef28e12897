import type { AnyRule } from '../model/rule.ts';
import type { Settings } from '../model/settings.ts';
import { Ignores } from './ignores.ts';
import { Plans } from './plan.ts';
import { withPlugins } from './plugins.ts';
import { FileReport, type Input, type RunContext } from './report.ts';

/** What holds for the texts of a run: for each its own settings, from the config nearest to it, or those of the run. */
export class Contexts {
  readonly #rules: ReadonlyMap<string, AnyRule>;
  readonly #settings: Settings;
  readonly #contexts: Map<Settings, RunContext> = new Map();
  readonly #charts: Set<string> = new Set();

  constructor(rules: ReadonlyMap<string, AnyRule>, settings: Settings) {
    this.#rules = rules;
    this.#settings = settings;
  }

  of(own: Settings = this.#settings): RunContext {
    let context = this.#contexts.get(own);
    if (context === undefined) {
      const rules = withPlugins(this.#rules, own);
      this.#contexts.set(
        own,
        (context = {
          settings: own,
          plans: new Plans(own, rules),
          rules,
          ignores: new Ignores(own),
          charts: this.#charts,
        }),
      );
    }
    return context;
  }

  /** All that a text had to be judged by so far. */
  get all(): Iterable<RunContext> {
    return this.#contexts.values();
  }

  /** An empty report for a text. */
  open(input: Input): FileReport {
    return new FileReport(input, this.of(input.settings));
  }
}
