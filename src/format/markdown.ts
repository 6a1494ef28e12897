import { byFile, type Format, ruleUrl } from './format.ts';
import { plain, summaryLine } from './plain.ts';

/** More rows than this are no help in a comment, and platforms cut long ones. */
const MOST_ROWS = 200;
const SIGNS = { error: '❌ error', warning: '⚠️ warning', info: 'ℹ️ info' } as const;

/** A table for a comment on a pull request or the summary of a job. */
export const markdown: Format = ({ findings, summary }, about) => {
  let text = `### podlint\n\n${summary.errors + summary.warnings + summary.infos === 0 ? '✅ ' : ''}${cell(summaryLine(summary))}\n`;
  if (findings.length === 0) return text;
  text += '\n| place | severity | rule | message |\n|---|---|---|---|\n';
  for (const [file, group] of byFile(findings.slice(0, MOST_ROWS))) {
    for (const { line, column, severity, rule, message } of group) {
      const url = ruleUrl(rule, about);
      text += `| ${code(`${file}:${line}:${column}`)} | ${SIGNS[severity]} | ${url === undefined ? cell(rule) : `[${cell(rule)}](${url})`} | ${cell(message)} |\n`;
    }
  }
  return findings.length > MOST_ROWS ? `${text}\n... and ${findings.length - MOST_ROWS} more.\n` : text;
};

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
