import type { CodeAction, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { fixInRounds } from '../fix/rounds.ts';
import type { Edit } from '../model/document.ts';
import { startsLikeJson } from '../parse/documents.ts';
import { type Surroundings, diagnosticOf } from './diagnostics.ts';
import type { Placed } from './findings.ts';
import { partAt } from './object.ts';
import type { OpenDocument } from './open.ts';
import { outlineAt } from './outline.ts';
import { changeBetween, type Range } from './text.ts';

const FIX_ALL = 'source.fixAll.podlint';
/** The kinds of actions there are. */
export const ACTION_KINDS: readonly string[] = ['quickfix', FIX_ALL];

/** What is asked for: the kinds if not all, and where. */
export interface Asked {
  readonly range: Range;
  readonly only: readonly string[] | undefined;
}

/** What can be done about the findings of a text that lie in a range. */
export function actionsOf(document: OpenDocument, asked: Asked, around: Surroundings): CodeAction[] {
  const actions: CodeAction[] = [];
  if (wants(asked, 'quickfix')) {
    const start = document.text.offsetAt(asked.range.start);
    const end = Math.max(start, document.text.offsetAt(asked.range.end));
    const touched = document.findings.filter((one) => one.start <= end && one.end >= start);
    for (const one of touched) actions.push(...fixesOf(one, document, around));
    for (const one of touched) actions.push(...silencesOf(one, document, around));
  }
  // Asked for everything, editors show it in the menu at the cursor: there it is worth a line only if something can be fixed.
  if (wants(asked, FIX_ALL)) actions.push(...fixAll(document, around));
  return actions;
}

/** Whether a kind of actions was asked for, by its name or by one above it. */
function wants({ only }: Asked, kind: string): boolean {
  return only === undefined || only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

function fixesOf(one: Placed, document: OpenDocument, around: Surroundings): CodeAction[] {
  const { fix } = one.finding;
  if (fix === undefined) return [];
  return [
    {
      title: fix.safe ? sentence(fix.title) : `${sentence(fix.title)} (unsafe: may change what the manifest means)`,
      kind: 'quickfix',
      diagnostics: [diagnosticOf(one, document, around)],
      isPreferred: fix.safe,
      edit: editOf(document, fix.edits, around),
    },
  ];
}

function sentence(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** Comments that silence a finding. JSON has no comments, and what can't be read is not silenced. */
function silencesOf(one: Placed, document: OpenDocument, around: Surroundings): CodeAction[] {
  const { finding } = one;
  const { text } = document.text;
  if (finding.source === 'syntax' || startsLikeJson(text) || document.path.endsWith('.json')) return [];
  const action = (title: string, edit: Edit): CodeAction => ({
    title,
    kind: 'quickfix',
    diagnostics: [diagnosticOf(one, document, around)],
    isPreferred: false,
    edit: editOf(document, [edit], around),
  });
  const inFile = action(`Silence ${finding.rule} in this file`, silenceFile(document, finding.rule));
  if (isInScalar(document, one.start)) return [inFile];
  return [action(`Silence ${finding.rule} here`, silenceLine(document, one.start, finding.rule)), inFile];
}

/** Whether the line of an offset begins within a text of several lines, where a comment would be part of that. */
function isInScalar({ text }: OpenDocument, at: number): boolean {
  const line = text.lineStart(text.lineAt(at));
  const part = partAt(outlineAt(text.text, at).root, line);
  return part !== undefined && part.start < line && line <= part.end;
}

/** A comment above the line, indented as the line is; a rule is added to a comment that is there already. */
function silenceLine({ text }: OpenDocument, at: number, rule: string): Edit {
  const line = text.lineAt(at);
  const start = text.lineStart(line);
  const before =
    line === 0
      ? undefined
      : /^(\s*#\s*podlint-disable-next-line\s+[^\s-][\w/, -]*?)(\s+--.*|\s*)$/.exec(text.lineText(line - 1));
  if (before?.[1] !== undefined) {
    const end = text.lineStart(line - 1) + before[1].length;
    return { start: end, end, text: `, ${rule}` };
  }
  const indent = /^[ \t]*/.exec(text.lineText(line))?.[0] ?? '';
  const from = start === 0 ? afterMark(text.text) : start;
  return { start: from, end: from, text: `${indent}# podlint-disable-next-line ${rule}${newlineOf(text.text)}` };
}

function silenceFile({ text }: OpenDocument, rule: string): Edit {
  const start = afterMark(text.text);
  return { start, end: start, text: `# podlint-disable-file ${rule}${newlineOf(text.text)}` };
}

function afterMark(text: string): number {
  return text.charCodeAt(0) === 0xfeff ? 1 : 0;
}

function newlineOf(text: string): string {
  const newline = text.indexOf('\n');
  return newline > 0 && text.charCodeAt(newline - 1) === 13 ? '\r\n' : '\n';
}

/** Makes all safe fixes, as the command does. */
function fixAll(document: OpenDocument, around: Surroundings): CodeAction[] {
  const { folder, path } = document;
  const before = document.text.text;
  const file = document.findings.find(isSafe)?.finding.file;
  if (folder === undefined || document.checked !== document.text || file === undefined) return [];
  const draft = { before, after: before };
  fixInRounds(new Map([[file, draft]]), {
    lint: () => (draft.after === before ? document.findings : folder.tryOut({ path, text: before }, draft.after)),
    findingsOf: (found: readonly Placed[]) => found.map(({ finding }) => finding),
    unsafe: false,
  });
  const text = draft.after;
  if (text === before) return [];
  const { start, end, length } = changeBetween(before, text);
  const edit = editOf(document, [{ start, end, text: text.slice(start, start + length) }], around);
  return [{ title: 'Fix all that podlint can fix safely', kind: FIX_ALL, edit }];
}

function isSafe({ finding }: Placed): boolean {
  return finding.fix?.safe === true;
}

/** Edits of a text, for the version that it has now where the client can be told. */
function editOf(document: OpenDocument, edits: readonly Edit[], { client }: Surroundings): WorkspaceEdit {
  const { uri, version, text } = document;
  const changes: TextEdit[] = edits.map((edit) => ({ range: text.range(edit.start, edit.end), newText: edit.text }));
  if (!client.versionsEdits) return { changes: { [uri]: changes } };
  const change: TextDocumentEdit = { textDocument: { uri, version }, edits: changes };
  return { documentChanges: [change] };
}
