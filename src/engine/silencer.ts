import type { Finding, Fix, Severity } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import type { Source } from '../model/source.ts';
import { type Directive, type NamedRule, VERBS } from '../parse/directives.ts';
import type { AnnotationSilence } from './annotations.ts';
import { withoutRule } from './directive-fixes.ts';
import { compareFindings } from './findings.ts';

type Covers = (finding: Finding) => boolean;
type LinesAndColumns = Pick<Finding, 'line' | 'column' | 'endLine' | 'endColumn'>;

/** One thing that silences: a rule named in a comment or an annotation, and where it holds. */
interface Silence {
  readonly rule: string;
  readonly covers: Covers;
  /** Undefined: it was written for another linter, and nobody minds if it is idle. */
  readonly own: Own | undefined;
  used: boolean;
}

/** Where a name stands in a directive, and what takes it out. */
interface Own {
  readonly place: LinesAndColumns;
  readonly fix: (() => Fix | undefined) | undefined;
}

export interface SilencerOptions {
  readonly source: Source;
  readonly isKnown: (rule: string) => boolean;
  readonly known: () => Iterable<string>;
  /** How loud a rule is for this file; undefined: it does not run. An idle directive of a rule that is off says nothing. */
  readonly levelOf: (rule: string) => Severity | undefined;
}

/** What silences findings of one file; asked once all of them are known. */
export class Silencer {
  readonly #options: SilencerOptions;
  readonly #silences: Silence[] = [];
  readonly #complaints: Finding[] = [];
  readonly #open: Map<string, { from: number; own: Own }> = new Map();

  constructor(options: SilencerOptions) {
    this.#options = options;
  }

  /** Takes a comment in, in the order of the file. */
  addDirective(directive: Directive): void {
    const { verb, verbStart, verbEnd, rules } = directive;
    if (!(VERBS as readonly string[]).includes(verb)) {
      const near = nearest(verb, VERBS);
      const hint = near === undefined ? `podlint knows ${VERBS.join(', ')}` : `did you mean \`podlint-${near}\`?`;
      return this.#complain(
        'unknown-directive',
        { start: verbStart, end: verbEnd },
        `no directive \`podlint-${verb}\`; ${hint}`,
      );
    }
    if (directive.reason === '' && verb !== 'enable')
      this.#complain('directive-without-reason', directive, 'say why after `--`');
    if (verb === 'enable') return this.#enable(directive);
    if (rules.length === 0)
      return this.#complain('unknown-directive', directive, `name the rules that \`podlint-${verb}\` is to silence`);
    const { source } = this.#options;
    for (const named of rules) {
      if (!this.#isKnown(named.name, named)) continue;
      const own = { place: placeIn(source, named), fix: () => withoutRule(source.text, directive, named) };
      if (verb === 'disable') this.#open.set(named.name, { from: own.place.line, own });
      else this.#silences.push({ rule: named.name, covers: coverage(directive, source), own, used: false });
    }
  }

  /** Takes an annotation in: it covers an object, or what lies under a path of it. */
  addAnnotation({ rules, at, covers, reason, fix }: AnnotationSilence): void {
    const place = at && placeIn(this.#options.source, at);
    if (at !== undefined && reason === '') this.#complain('directive-without-reason', at, 'say why after `--`');
    for (const rule of rules) {
      if (at !== undefined && !this.#isKnown(rule, at)) continue;
      this.#silences.push({ rule, covers, own: place && { place, fix: () => fix?.(rule) }, used: false });
    }
  }

  /** Splits findings into those that stay and a count of the others, and adds what is to be said of the directives themselves. */
  apply(findings: readonly Finding[]): { kept: Finding[]; suppressed: number } {
    for (const [rule, { from, own }] of this.#open)
      this.#silences.push({ rule, covers: ({ line }) => line >= from, own, used: false });
    const kept = findings.filter((finding) => !this.#isSilenced(finding));
    for (const { used, own, rule } of this.#silences) {
      if (used || own === undefined || this.#options.levelOf(rule) === undefined) continue;
      this.#add('unused-directive', own.place, { message: `\`${rule}\` silences nothing here`, fix: own.fix?.() });
    }
    const stay = this.#complaints.filter((finding) => !this.#isSilenced(finding));
    return { kept: [...kept, ...stay].sort(compareFindings), suppressed: findings.length - kept.length };
  }

  #isSilenced(finding: Finding): boolean {
    if (finding.source === 'syntax') return false;
    let silenced = false;
    for (const silence of this.#silences) {
      if (silence.rule !== finding.rule || !silence.covers(finding)) continue;
      silence.used = true;
      silenced = true;
    }
    return silenced;
  }

  #enable(directive: Directive): void {
    const { source } = this.#options;
    const { line } = source.position(directive.start);
    const named = directive.rules.filter(({ name }) => name.length > 0);
    for (const rule of named) this.#close(rule, { line, directive });
    if (named.length === 0) for (const [name, open] of this.#open) this.#end(name, open, line);
  }

  #close(named: NamedRule, { line, directive }: { line: number; directive: Directive }): void {
    const open = this.#open.get(named.name);
    if (open !== undefined) return this.#end(named.name, open, line);
    if (!this.#isKnown(named.name, named)) return;
    const { source } = this.#options;
    const message = `nothing has switched \`${named.name}\` off above`;
    this.#add('unused-directive', placeIn(source, named), { message, fix: withoutRule(source.text, directive, named) });
  }

  #end(rule: string, { from, own }: { from: number; own: Own }, line: number): void {
    this.#open.delete(rule);
    this.#silences.push({ rule, covers: (finding) => finding.line >= from && finding.line < line, own, used: false });
  }

  #isKnown(name: string, at: Range): boolean {
    if (this.#options.isKnown(name)) return true;
    const near = nearest(name, this.#options.known());
    this.#complain(
      'unknown-directive',
      at,
      `no rule \`${name}\`${near === undefined ? '' : `; did you mean \`${near}\`?`}`,
    );
    return false;
  }

  #complain(rule: string, at: Range, message: string): void {
    this.#add(rule, placeIn(this.#options.source, at), { message });
  }

  #add(rule: string, place: LinesAndColumns, { message, fix }: { message: string; fix?: Fix | undefined }): void {
    const severity = this.#options.levelOf(rule);
    if (severity === undefined) return;
    this.#complaints.push({
      rule,
      severity,
      message,
      file: this.#options.source.file,
      ...place,
      source: 'rule',
      ...(fix === undefined ? {} : { fix }),
    });
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function coverage({ verb, start }: Directive, source: Source): Covers {
  if (verb === 'disable-file') return () => true;
  const { line } = source.position(start);
  const covered = verb === 'disable-line' ? line : lineBelow(source, start, line);
  return (finding) => finding.line === covered;
}

/** The next line that holds more than a comment: directives may stand on top of each other. */
function lineBelow({ text }: Source, start: number, line: number): number {
  let below = line;
  for (let at = text.indexOf('\n', start) + 1; at > 0; at = text.indexOf('\n', at) + 1) {
    below++;
    let first = at;
    while (text.charCodeAt(first) === 32 || text.charCodeAt(first) === 9) first++;
    if (text[first] !== '#') return below;
  }
  return line + 1;
}

/** Lines and columns of a range. */
export function placeIn(source: Source, at: Range): LinesAndColumns {
  const start = source.position(at.start);
  const end = source.position(at.end);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
