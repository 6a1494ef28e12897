import type { Field } from '../model/field.ts';
import type { Report } from '../model/finding.ts';
import { type Gates, gatesOf } from './gates.ts';

/** What validation depends on besides the object: the minor that is aimed at, its switches, and the way to warn. */
export class Env {
  readonly minor: number;
  /** Upstream's feature gates at their defaults, and our own switches, for this minor. */
  readonly gates: Gates;
  readonly #report: Report;

  constructor(minor: number, report: Report) {
    this.minor = minor;
    this.gates = gatesOf(minor);
    this.#report = report;
  }

  /** What the API server would answer as a warning, with the path it names. */
  warn(at: Field, message: string, rule = 'api-warning'): void {
    const field = at;
    if (field.manifest.unknown !== undefined && field.manifest.touchesUnknown(field.walkedPath)) return;
    const { start, end, derived } = field.locate();
    this.#report({
      rule,
      severity: 'warning',
      source: 'warning',
      message,
      start,
      end,
      path: field.path,
      derived,
      field,
    });
  }
}
