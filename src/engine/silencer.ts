import { compareFindings } from './findings.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import type { Source } from '../model/source.ts';
import { type Directive, type NamedRule, VERBS } from '../parse/directives.ts';

/** One thing that silences: a rule named in a comment or an annotation, and where it holds. */
interface Silence {
  readonly rule: string;
  readonly covers: (finding: Finding) => boolean;
  readonly place: Pick<Finding, 'line' | 'column' | 'endLine' | 'endColumn'>;
  readonly label: string;
  used: boolean;
}

export interface SilencerOptions {
  readonly knownRules: ReadonlySet<string>;
  /** Whether a rule runs at all for this file: an idle directive of a rule that is off says nothing. */
  readonly runs: (rule: string) => boolean;
}

/** What silences findings of one file; asked once all of them are known. */
export class Silencer {
  readonly #file: string;
  readonly #options: SilencerOptions;
  readonly #silences: Silence[] = [];
  readonly #complaints: Finding[] = [];
  readonly #open: Map<string, { from: number; place: Silence['place'] }> = new Map();

  constructor(file: string, options: SilencerOptions) {
    this.#file = file;
    this.#options = options;
  }

  /** Takes a comment in, in the order of the file. */
  addDirective(directive: Directive, source: Source): void {
    const line = source.position(directive.start).line;
    const placeOf = (at: { start: number; end: number }): Silence['place'] => placeIn(source, at);
    if (!(VERBS as readonly string[]).includes(directive.verb)) {
      const near = nearest(directive.verb, VERBS);
      const hint = near === undefined ? `podlint knows ${VERBS.join(', ')}` : `did you mean \`podlint-${near}\`?`;
      this.#complain('unknown-directive', placeOf({ start: directive.verbStart, end: directive.verbEnd }), `no directive \`podlint-${directive.verb}\`; ${hint}`);
      return;
    }
    if (directive.reason === '' && directive.verb !== 'enable') {
      this.#complain('directive-without-reason', placeOf(directive), 'say why after `--`');
    }
    if (directive.verb === 'enable') return this.#enable(directive, line);
    if (directive.rules.length === 0) {
      this.#complain('unknown-directive', placeOf(directive), `name the rules that \`podlint-${directive.verb}\` is to silence`);
      return;
    }
    for (const named of directive.rules) {
      const place = placeOf(named);
      if (!this.#isKnown(named, place)) continue;
      if (directive.verb === 'disable') this.#open.set(named.name, { from: line, place });
      else this.#add(named.name, place, coverage(directive.verb, line));
    }
  }

  /** Takes an annotation in: it covers an object, or what lies under a path of it. */
  addAnnotation(rules: readonly NamedRule[], at: { place: Silence['place']; covers: (finding: Finding) => boolean }): void {
    for (const named of rules) if (this.#isKnown(named, at.place)) this.#add(named.name, at.place, at.covers);
  }

  /** Splits findings into those that stay and a count of the others, and adds what is to be said of the directives themselves. */
  apply(findings: readonly Finding[], unusedSeverity: Severity | 'off'): { kept: Finding[]; suppressed: number } {
    for (const [rule, { from, place }] of this.#open) this.#add(rule, place, (finding) => finding.line >= from);
    const complaints = this.#complaints;
    const kept = findings.filter((finding) => !this.#silences_(finding));
    for (const silence of this.#silences) {
      if (silence.used || unusedSeverity === 'off' || !this.#options.runs(silence.rule)) continue;
      const label = silence.label;
      complaints.push({ ...this.#finding('unused-directive', silence.place, `${label} silences nothing here`), severity: unusedSeverity });
    }
    const stay = complaints.filter((finding) => this.#options.runs(finding.rule) && !this.#silences_(finding));
    const suppressed = findings.length - kept.length;
    return { kept: [...kept, ...stay].sort(compareFindings), suppressed };
  }

  #silences_(finding: Finding): boolean {
    if (finding.source === 'syntax') return false;
    let silenced = false;
    for (const silence of this.#silences) {
      if (silence.rule !== finding.rule || !silence.covers(finding)) continue;
      silence.used = true;
      silenced = true;
    }
    return silenced;
  }

  #enable(directive: Directive, line: number): void {
    const names = directive.rules.length === 0 ? [...this.#open.keys()] : directive.rules.map(({ name }) => name);
    for (const name of names) {
      const open = this.#open.get(name);
      if (open === undefined) continue;
      this.#open.delete(name);
      this.#add(name, open.place, (finding) => finding.line >= open.from && finding.line < line);
    }
  }

  #add(rule: string, place: Silence['place'], covers: Silence['covers']): void {
    this.#silences.push({ rule, place, covers, label: `\`${rule}\``, used: false });
  }

  #isKnown(named: NamedRule, place: Silence['place']): boolean {
    if (this.#options.knownRules.has(named.name)) return true;
    const near = nearest(named.name, this.#options.knownRules);
    const hint = near === undefined ? '' : `; did you mean \`${near}\`?`;
    this.#complain('unknown-directive', place, `no rule \`${named.name}\`${hint}`);
    return false;
  }

  #complain(rule: string, place: Silence['place'], message: string): void {
    this.#complaints.push(this.#finding(rule, place, message));
  }

  #finding(rule: string, place: Silence['place'], message: string): Finding {
    const severity = rule === 'directive-without-reason' ? 'info' : 'warning';
    return { rule, severity, message, file: this.#file, ...place, source: 'rule' };
  }
}

function coverage(verb: string, line: number): Silence['covers'] {
  if (verb === 'disable-file') return () => true;
  const covered = verb === 'disable-line' ? line : line + 1;
  return (finding) => finding.line === covered;
}

/** Lines and columns of a range. */
export function placeIn(source: Source, at: { readonly start: number; readonly end: number }): Silence['place'] {
  const start = source.position(at.start);
  const end = source.position(at.end);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
