import type { Finding } from '../model/finding.ts';
import { matchesAny } from '../model/glob.ts';
import type { Ignore, Settings } from '../model/settings.ts';

/** The findings that a config leaves out, and which of its entries leave out any. */
export class Ignores {
  readonly #entries: readonly Ignore[];
  readonly #used: Set<Ignore> = new Set();

  readonly #nameOf: ((file: string) => string) | undefined;

  constructor({ ignores = [], nameInConfig }: Settings) {
    this.#entries = ignores;
    this.#nameOf = nameInConfig;
  }

  /** Whether an entry covers a finding. Every one that does counts as used. */
  covers(finding: Finding): boolean {
    let covered = false;
    const name = this.#nameOf?.(finding.file) ?? finding.file;
    for (const entry of this.#entries) {
      if (!isCovered(finding, name, entry)) continue;
      this.#used.add(entry);
      covered = true;
    }
    return covered;
  }

  get unused(): readonly Ignore[] {
    return this.#entries.filter((entry) => !this.#used.has(entry));
  }
}

/** What can't be read is never left out: nobody knows what it is about. */
function isCovered(
  { rule, source, object }: Finding,
  file: string,
  { rules, files, kinds, namespaces, names }: Ignore,
): boolean {
  if (source === 'syntax' || (rules !== undefined && !rules.includes(rule))) return false;
  if (files !== undefined && !matchesAny(files, file)) return false;
  if (kinds !== undefined && !kinds.includes(object?.kind ?? '')) return false;
  if (namespaces !== undefined && !matchesAny(namespaces, object?.namespace ?? '')) return false;
  return names === undefined || matchesAny(names, object?.name ?? '');
}
