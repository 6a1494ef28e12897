import { stripVTControlCharacters } from 'node:util';
import { loadPretty } from '../lazy.ts';
import type { Finding } from '../model/finding.ts';
import type { Format } from './format.ts';
import { counted, plain, statistics, summaryLine } from './plain.ts';

// The formatter takes 'single quotes' for markup and knows no infos: both travel through it as signs that no text holds.
const QUOTE = '\ue000';
const INFO = '\ue001';

/** For people at a terminal: grouped by file, the symbols of eslint-formatter-pretty. */
export const pretty: Format = ({ findings, summary }, about) => {
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = byFile.get(finding.file);
    if (group === undefined) byFile.set(finding.file, [finding]);
    else group.push(finding);
  }
  const results = [...byFile].map(([file, group]) => ({
    filePath: plain(file),
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
  const rulesMeta = Object.fromEntries(findings.map(({ rule, docs }) => [rule, { docs: { url: docs } }]));
  const text = mend(loadPretty()(results, { rulesMeta }));
  const tail = findings.length === 0 ? `  ${summaryLine(summary)}\n` : footer(summary);
  return `${about.color ? text : stripVTControlCharacters(text)}${tail}${about.statistics ? `\n${statistics(findings)}` : ''}`;
};

function footer(summary: Parameters<typeof summaryLine>[0]): string {
  const infos = summary.infos === 0 ? '' : `  ${counted(summary.infos, 'info')}\n`;
  const fixable = summary.fixable === 0 ? '' : `  ${summary.fixable} can be fixed with --fix or --unsafe-fixes\n`;
  return `${infos}${fixable}\n`;
}

function mend(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.includes(INFO) ? line.replace('⚠', 'ℹ').replace(INFO, ' ') : line).replaceAll(QUOTE, "'"))
    .join('\n');
}
