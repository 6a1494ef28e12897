import type { Edit } from '../model/document.ts';
import type { Fix } from '../model/finding.ts';
import { byFile, type Format } from './format.ts';
import { plain, plainFile, summaryLine } from './plain.ts';

/** The longest change that is shown as it is. */
const LONGEST = 200;

/** Terse text for language models: what is wrong, where, and the exact change where there is one. */
export const agent: Format = ({ findings, summary }, { textOf }) => {
  let text = `podlint: ${summaryLine(summary)}\n`;
  for (const [file, group] of byFile(findings)) {
    text += `\n${plainFile(file)}\n`;
    const content = group.some(({ fix }) => fix !== undefined) ? textOf(file) : undefined;
    for (const { line, column, severity, rule, message, path, fix } of group) {
      text += `${line}:${column} ${severity} ${rule}: ${plain(message)}${path === undefined ? '' : ` @ ${plain(path)}`}\n`;
      if (fix !== undefined) text += `  ${describe(fix, content)}\n`;
    }
  }
  if (findings.length > 0)
    text += '\n`podlint explain RULE` tells more; `# podlint-disable-next-line RULE -- reason` silences one.\n';
  return text;
};

function describe({ title, safe, edits }: Fix, text: string | undefined): string {
  const [edit, second] = edits;
  const change = edit === undefined || second !== undefined || text === undefined ? '' : shown(edit, text);
  return `${safe ? 'fix' : 'unsafe fix'}: ${plain(title)}${change} (${safe ? '--fix' : '--unsafe-fixes'} does it)`;
}

function shown({ start, end, text: by }: Edit, text: string): string {
  const old = text.slice(start, end);
  if (old.length + by.length > LONGEST) return '';
  if (old === '') return `: insert ${quoted(by)}`;
  return by === '' ? `: remove ${quoted(old)}` : `: ${quoted(old)} -> ${quoted(by)}`;
}

function quoted(text: string): string {
  return plain(JSON.stringify(text));
}
