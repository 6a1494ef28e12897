import type { Document, Edit } from '../model/document.ts';
import type { Finding, Fix, Raised, RelatedPlace } from '../model/finding.ts';
import type { Manifest } from '../model/manifest.ts';
import { bounded } from '../model/quote.ts';
import type { Source } from '../model/source.ts';

/** Makes the finding that people see of what a check raised: lines and columns, and which object it is about. */
export function toFinding(raised: Raised, source: Source, about: Manifest | Document | undefined): Finding {
  const start = source.position(raised.start);
  const end = source.position(Math.max(raised.end, raised.start));
  const manifest = about !== undefined && 'identity' in about ? about : undefined;
  const document = about === undefined ? undefined : manifest === undefined ? (about as Document) : manifest.document;
  return {
    rule: raised.rule,
    severity: raised.severity,
    message: bounded(raised.message),
    file: source.file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...(raised.path ? { path: raised.path } : {}),
    ...(document === undefined ? {} : { document: document.index }),
    ...(manifest === undefined || manifest.item.length === 0 ? {} : { item: itemOf(manifest.item) }),
    ...(manifest === undefined ? {} : { object: manifest.identity }),
    source: raised.source,
    ...(raised.type === undefined ? {} : { type: raised.type }),
    ...(raised.derived ? { derived: true as const } : {}),
    ...(raised.fix === undefined || source.hasOddBreaks ? {} : { fix: within(raised.fix, source.text.length) }),
    ...(raised.related === undefined ? {} : { related: raised.related.map(toRelated) }),
  };
}

/** Readers end the last line where nobody else has: an edit that counts on that end is made to do without it. */
function within(fix: Fix, length: number): Fix {
  if (fix.edits.every(({ end }) => end <= length)) return fix;
  return { ...fix, edits: fix.edits.map((edit) => withoutLastEnd(edit, length)) };
}

function withoutLastEnd({ start, end, text }: Edit, length: number): Edit {
  if (end <= length) return { start, end, text };
  const open = text.replace(/\r?\n$/, '');
  return { start: Math.min(start, length), end: length, text: start > length && open !== '' ? `\n${open}` : open };
}

/** The index in a List; a list of indexes where Lists are nested. */
export function itemOf(item: readonly number[]): number | readonly number[] {
  return item.length === 1 ? (item[0] as number) : item;
}

function toRelated({ source, start, end, message }: RelatedPlace): NonNullable<Finding['related']>[number] {
  const from = source.position(start);
  const to = source.position(end);
  return { file: source.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column, message };
}

/** The order of every report: file, place, rule, path, message; by code units, the same on every machine. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.rule, b.rule) ||
    compare(a.path ?? '', b.path ?? '') ||
    compare(a.message, b.message) ||
    compareItems(a.item, b.item)
  );
}

function compareItems(a: Finding['item'], b: Finding['item']): number {
  return compare(String(a ?? ''), String(b ?? ''));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
