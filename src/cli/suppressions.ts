import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { Contexts } from '../engine/contexts.ts';
import { type Result, count } from '../engine/summary.ts';
import { type Suppression, Suppressions, nameOfObject, readSuppressions } from '../engine/suppressions.ts';
import { replaceFile } from '../fix/write.ts';
import { plain } from '../format/plain.ts';
import type { Settings } from '../model/settings.ts';
import { rules } from '../rules/list.gen.ts';
import { displayName, readText } from './files.ts';
import { type Arguments, UsageError } from './flags.ts';
import type { Surroundings } from './main.ts';
import { all, checkRule, one } from './settings.ts';

const DEFAULT = 'podlint-suppressions.json';

/** The file of old findings that are put up with, as it is before a run, and what becomes of it after one. */
export class OldFindings {
  readonly #args: Arguments;
  readonly #around: Surroundings;
  readonly #path: string;
  readonly #name: string;
  /** The file's text; undefined: there is none yet. */
  #before: string | undefined;
  readonly #suppressions: Suppressions;

  /** Throws a UsageError where the file is broken or missing: it is never left out of account. */
  constructor(args: Arguments, around: Surroundings) {
    this.#args = args;
    this.#around = around;
    for (const id of all(args, 'suppress-rule') ?? []) if (!id.includes('/')) checkRule(id, rules);
    const asked = one(args, 'suppressions-location');
    this.#path = resolve(around.cwd(), asked ?? DEFAULT);
    this.#name = displayName(around.cwd(), this.#path);
    this.#before = this.#read(asked !== undefined && !this.#adds);
    const read = this.#before === undefined ? new Suppressions() : readSuppressions(this.#before);
    if (typeof read === 'string') throw new UsageError(`${this.#name} ${read}`);
    this.#suppressions = read;
  }

  /** The result without old findings. Writes the file where that is asked for. */
  settle(result: Result, settings: Settings): Result {
    const first = this.#suppressions.apply(result.findings);
    if (this.#adds) this.#add(first.kept);
    this.#settleIdle(result, settings);
    const { kept, suppressed } = this.#adds ? this.#suppressions.apply(result.findings) : first;
    if (suppressed === 0) return result;
    return {
      ...result,
      findings: kept,
      summary: { ...result.summary, ...count(kept), suppressed: result.summary.suppressed + suppressed },
    };
  }

  get #adds(): boolean {
    return this.#args.switches.has('suppress-all') || this.#args.values.has('suppress-rule');
  }

  #add(findings: Result['findings']): void {
    const named = this.#args.switches.has('suppress-all') ? undefined : all(this.#args, 'suppress-rule');
    const added = this.#suppressions.add(
      named === undefined ? findings : findings.filter(({ rule }) => named.includes(rule)),
    );
    this.#write();
    this.#say(`${added === 1 ? 'one finding is' : `${added} findings are`} suppressed in ${this.#name}`);
  }

  #settleIdle(result: Result, settings: Settings): void {
    if (this.#suppressions.size === 0) return;
    const idle = this.#suppressions.idle(this.#judgedBy(result, settings));
    if (idle.length === 0) return;
    const which = idle.length === 1 ? 'one suppression' : `${idle.length} suppressions`;
    if (!this.#args.switches.has('prune-suppressions')) {
      return this.#say(
        `${which} in ${this.#name} ${idle.length === 1 ? 'matches' : 'match'} no finding any more; --prune-suppressions takes them out`,
      );
    }
    this.#suppressions.prune(idle);
    this.#write();
    this.#say(`took ${which} out of ${this.#name}`);
  }

  /** Whether a run would have found what a suppression is about: the rule ran, and the object was there or, where all were looked at, is gone. */
  #judgedBy(result: Result, settings: Settings): (entry: Suppression) => boolean {
    const { plans, rules: known } = new Contexts(rules, settings).of();
    const plan = plans.forFile('');
    const objects = new Set(result.objects.flatMap((one) => [nameOfObject(one), `file ${one.file}`]));
    const all = this.#covers(dirname(this.#path));
    return ({ rule, object }) => (plan.get(rule) !== undefined || !known.has(rule)) && (all || objects.has(object));
  }

  /** Whether everything in a folder was linted. */
  #covers(folder: string): boolean {
    const { paths, values } = this.#args;
    if (values.has('shard') || paths.includes('-')) return false;
    const asked = paths.length === 0 ? ['.'] : paths;
    return asked
      .map((path) => resolve(this.#around.cwd(), path))
      .some((path) => folder === path || folder.startsWith(path.endsWith(sep) ? path : path + sep));
  }

  #read(mustBeThere: boolean): string | undefined {
    if (!existsSync(this.#path)) {
      if (mustBeThere)
        throw new UsageError(`${this.#name}: there is no such file of suppressions; --suppress-all makes one`);
      return undefined;
    }
    const content = readText(this.#path);
    if ('failure' in content) throw new UsageError(`${this.#name} ${content.failure}`);
    return content.text;
  }

  #write(): void {
    const text = this.#suppressions.toText();
    if (text === this.#before || (this.#before === undefined && this.#suppressions.size === 0)) return;
    const refused =
      this.#before === undefined ? writeNew(this.#path, text) : replaceFile(this.#path, this.#before, text);
    if (refused !== undefined) throw new UsageError(`${this.#name} ${refused}`);
    this.#before = text;
  }

  #say(what: string): void {
    this.#around.stderr.write(`podlint: ${plain(what)}\n`);
  }
}

function writeNew(path: string, text: string): string | undefined {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return undefined;
  } catch (error) {
    return `can't be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`;
  }
}
