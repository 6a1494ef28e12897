import { resolve } from 'node:path';
import type { Diagnostic, DiagnosticSeverity, DiagnosticTag, Location } from 'vscode-languageserver/node';
import { homepage } from '../cli/version.ts';
import { plain } from '../format/plain.ts';
import { ruleUrl } from '../format/format.ts';
import type { Finding } from '../model/finding.ts';
import type { AnyRule } from '../model/rule.ts';
import type { Source } from '../model/source.ts';
import type { Client } from './client.ts';
import type { Placed } from './findings.ts';
import type { Folder } from './folder.ts';
import { MOST_CHARACTERS, type OpenDocument } from './open.ts';
import { uriOf } from './paths.ts';
import { EditorText, type Encoding } from './text.ts';

const SEVERITIES: Readonly<Record<Finding['severity'], DiagnosticSeverity>> = { error: 1, warning: 2, info: 3 };
const UNNECESSARY: DiagnosticTag = 1;
const DEPRECATED: DiagnosticTag = 2;

/** Findings about what is there and does nothing. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['unused-directive', 'unused-volume', 'text-after-document-end']);

/** Editors become slow with more than this many in one text. */
const MOST = 2_000;

/** What the findings of a text need to be shown. */
export interface Surroundings {
  readonly client: Client;
}

/** The findings of a text as the protocol has them. */
export function diagnosticsOf(document: OpenDocument, around: Surroundings): Diagnostic[] {
  const shown = document.findings.slice(0, MOST).map((one) => diagnosticOf(one, document, around));
  shown.push(...mistakesOf(document));
  if (document.isTooLarge) shown.push(note(tooLarge(document)));
  if (document.findings.length > MOST)
    shown.push(note(`${document.findings.length - MOST} more findings are not shown`));
  return shown;
}

/** What is said of a text that is too long to be checked while it is edited. */
export function tooLarge({ text }: OpenDocument): string {
  const limit = MOST_CHARACTERS / 1024 / 1024;
  return `this text has ${Math.ceil(text.text.length / 1024 / 1024)} MB and is not checked while it is edited: the limit is ${limit} MB; the podlint command checks it`;
}

/** One finding as the protocol has it. */
export function diagnosticOf(one: Placed, document: OpenDocument, around: Surroundings): Diagnostic {
  const { finding } = one;
  const { client } = around;
  const rules = document.folder?.rules ?? NO_RULES;
  const href = client.showsLinks ? linkOf(finding.rule, rules) : undefined;
  const tags = tagsOf(finding).filter((tag) => client.tags.includes(tag));
  return {
    range: document.text.range(one.start, one.end),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    source: 'podlint',
    message: plain(finding.message),
    ...(tags.length === 0 ? {} : { tags }),
    ...(client.showsRelated && finding.related !== undefined
      ? { relatedInformation: relatedOf(finding, document, around) }
      : {}),
  };
}

const NO_RULES: ReadonlyMap<string, AnyRule> = new Map();

/** The page of a rule; undefined where nobody knows where podlint lives. */
export function linkOf(rule: string, rules: ReadonlyMap<string, AnyRule>): string | undefined {
  return ruleUrl(rule, { homepage, rules });
}

function tagsOf({ rule }: Finding): DiagnosticTag[] {
  if (WITHOUT_EFFECT.has(rule)) return [UNNECESSARY];
  return rule.startsWith('deprecated-') ? [DEPRECATED] : [];
}

function relatedOf(
  finding: Finding,
  { folder }: OpenDocument,
  { client }: Surroundings,
): NonNullable<Diagnostic['relatedInformation']> {
  return (finding.related ?? []).flatMap(({ file, line, column, endLine, endColumn, message }) => {
    const source = folder?.sourceOf(file);
    if (folder === undefined || source === undefined) return [];
    const start = source.lineStart(line) + column - 1;
    const end = source.lineStart(endLine) + endColumn - 1;
    return [
      { location: locationIn(folder, source, { start, end, encoding: client.encoding }), message: plain(message) },
    ];
  });
}

/** A stretch of a file of the folder as the protocol has it. */
export function locationIn(
  folder: Folder,
  source: Source,
  at: { readonly start: number; readonly end: number; readonly encoding: Encoding },
): Location {
  const text = new EditorText(source.text, at.encoding);
  return { uri: uriOf(resolve(folder.root, source.file)), range: text.range(at.start, at.end) };
}

/** Mistakes in the config that is open. */
function mistakesOf({ path, slot }: OpenDocument): Diagnostic[] {
  return slot.mistakes
    .filter((mistake) => mistake.path === path)
    .map(({ line, column, message }) => {
      const start = { line: line - 1, character: column - 1 };
      return {
        range: { start, end: { line: start.line, character: start.character + 1 } },
        severity: 1,
        source: 'podlint',
        message: plain(message),
      };
    });
}

function note(message: string): Diagnostic {
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, severity: 3, source: 'podlint', message };
}
