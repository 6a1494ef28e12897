import type { Finding } from '../model/finding.ts';
import { Source } from '../model/source.ts';
import { type About, type Format, ruleUrl } from './format.ts';
import { plain, toJson } from './plain.ts';

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const;

/** reviewdog's diagnostic format. It counts columns in bytes of UTF-8. */
export const rdjson: Format = ({ findings }, about) => {
  const sources = new Map<string, Source | undefined>();
  const sourceOf = (file: string): Source | undefined => {
    if (!sources.has(file)) {
      const text = about.textOf(file);
      sources.set(file, text === undefined ? undefined : new Source(file, text));
    }
    return sources.get(file);
  };
  const diagnostics = findings.map((finding) => diagnostic(finding, sourceOf(finding.file), about));
  return `${toJson({ source: { name: 'podlint', ...(about.homepage ? { url: about.homepage } : {}) }, diagnostics }, 2)}\n`;
};

function diagnostic(finding: Finding, source: Source | undefined, about: About): object {
  const { file, line, column, endLine, endColumn, rule, severity, message, fix } = finding;
  const url = ruleUrl(rule, about);
  const start = bytePosition(source, line, column);
  const end = bytePosition(source, endLine, endColumn);
  const suggestions =
    fix === undefined || source === undefined
      ? []
      : fix.edits.map((edit) => ({ range: rangeOf(source, edit), text: edit.text }));
  return {
    message: plain(message),
    location: { path: file, range: { start, end } },
    severity: SEVERITIES[severity],
    code: { value: rule, ...(url === undefined ? {} : { url }) },
    ...(suggestions.length === 0 ? {} : { suggestions }),
  };
}

function rangeOf(source: Source, edit: { readonly start: number; readonly end: number }): object {
  const start = source.position(edit.start);
  const end = source.position(edit.end);
  return { start: bytePosition(source, start.line, start.column), end: bytePosition(source, end.line, end.column) };
}

function bytePosition(source: Source | undefined, line: number, column: number): { line: number; column: number } {
  if (source === undefined) return { line, column };
  const start = source.lineStart(line);
  return { line, column: Buffer.byteLength(source.text.slice(start, start + column - 1)) + 1 };
}
