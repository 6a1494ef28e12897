import type { Finding } from '../model/finding.ts';
import { type About, type Format, gravest, ruleUrl } from './format.ts';
import { cut, plain, summaryLine } from './plain.ts';

/** More rows than this are no help in a comment, and GitHub takes no comment of more than 65,536 characters. */
const MOST_ROWS = 200;
const LONGEST = 60_000;
const LONGEST_MESSAGE = 1000;
const SIGNS = { error: '❌ error', warning: '⚠️ warning', info: 'ℹ️ info' } as const;

/** A table for a comment on a pull request or the summary of a job. */
export const markdown: Format = ({ findings, summary }, about) => {
  let text = `### podlint\n\n${summary.errors + summary.warnings + summary.infos === 0 ? '✅ ' : ''}${cell(summaryLine(summary))}\n`;
  if (findings.length === 0) return text;
  text += '\n| place | severity | rule | message |\n|---|---|---|---|\n';
  let shown = 0;
  for (const finding of gravest(findings, MOST_ROWS)) {
    const row = rowOf(finding, about);
    if (text.length + row.length > LONGEST) break;
    text += row;
    shown++;
  }
  return findings.length > shown ? `${text}\n... and ${findings.length - shown} more.\n` : text;
};

function rowOf({ file, line, column, severity, rule, message }: Finding, about: About): string {
  const url = ruleUrl(rule, about);
  const name = url === undefined ? cell(rule) : `[${cell(rule)}](${url})`;
  return `| ${code(`${file}:${line}:${column}`)} | ${SIGNS[severity]} | ${name} | ${cell(cut(message, LONGEST_MESSAGE))} |\n`;
}

/** Text that stays text: no markup, no mention of people, no HTML; our own \`code\` marks stay. */
function cell(text: string): string {
  return plain(text)
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? code(part.slice(1, -1)) : inert(part)))
    .join('');
}

// GitHub looks for people, numbers of issues and addresses in the finished text: a sign without width between keeps them from it.
function inert(text: string): string {
  return text.replace(
    /[\\*_[\]<>~#@!|&]|:(?=\/\/)|(?<=www)\./gi,
    (char) => `&#${char.charCodeAt(0)};${'#@:.'.includes(char) ? '&#8203;' : ''}`,
  );
}

function code(text: string): string {
  return `<code>${plain(text).replace(/[&<>|`\\*_~[\]@#]/g, (char) => `&#${char.charCodeAt(0)};`)}</code>`;
}
