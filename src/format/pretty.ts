import { stripVTControlCharacters } from 'node:util';
import { loadPretty } from '../lazy.ts';
import { byFile, type Format, ruleUrl } from './format.ts';
import { counted, plain, plainFile, statistics, summaryLine } from './plain.ts';

// The formatter takes 'single quotes' for markup and knows no infos: both travel through it as signs that no text holds.
const QUOTE = '\ue000';
const INFO = '\ue001';
/** Blanks between a message and its rule. */
const WIDEST_GAP = 80;

/** For people at a terminal: grouped by file, the symbols of eslint-formatter-pretty. */
export const pretty: Format = ({ findings, summary }, about) => {
  const results = [...byFile(findings)].map(([file, group]) => ({
    filePath: plainFile(file),
    errorCount: group.filter(({ severity }) => severity === 'error').length,
    warningCount: group.filter(({ severity }) => severity === 'warning').length,
    messages: group.map(({ line, column, rule, severity, message }) => ({
      line,
      column,
      ruleId: rule,
      severity: severity === 'error' ? 2 : 1,
      message: plain(message).replaceAll("'", QUOTE) + (severity === 'info' ? INFO : ''),
    })),
  }));
  const rulesMeta = Object.fromEntries(findings.map(({ rule }) => [rule, { docs: { url: ruleUrl(rule, about) } }]));
  const text = mend(loadPretty()(results, { rulesMeta }));
  const tail = findings.length === 0 ? `  ${summaryLine(summary)}\n` : footer(summary);
  return `${about.color ? text : stripVTControlCharacters(text)}${tail}${about.statistics ? `\n${statistics(findings)}` : ''}`;
};

function footer(summary: Parameters<typeof summaryLine>[0]): string {
  const infos = summary.infos === 0 ? '' : `  ${counted(summary.infos, 'info')}\n`;
  const fixable = summary.fixable === 0 ? '' : `  ${summary.fixable} can be fixed with --fix or --unsafe-fixes\n`;
  return `${infos}${fixable}\n`;
}

// The formatter makes a link of a file's name, which leads nowhere unless the name is absolute.
const FILE_LINK = new RegExp(String.raw`\x1b\]8;;file:[^\x07]*\x07(.*?)\x1b\]8;;\x07`, 'g');

function mend(text: string): string {
  return text
    .replace(FILE_LINK, '$1')
    .split('\n')
    .map((line) =>
      narrow(line.includes(INFO) ? line.replace('⚠', 'ℹ').replace(INFO, ' ') : line).replaceAll(QUOTE, "'"),
    )
    .join('\n');
}

/** The formatter puts all rules' names into one column: a single long message would push them out of sight. */
function narrow(line: string): string {
  const end = line.lastIndexOf(' ') + 1;
  let start = end;
  while (start > 0 && line.charCodeAt(start - 1) === 32) start--;
  return end - start > WIDEST_GAP ? `${line.slice(0, start)}  ${line.slice(end)}` : line;
}
