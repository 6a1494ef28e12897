import type { Finding } from '../model/finding.ts';
import type { Format } from './format.ts';
import { counted, cut, plain } from './plain.ts';

/** How many annotations of one kind GitHub shows of a step, and how much of a message. */
const MOST = 10;
const LONGEST = 4096;
const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands that GitHub turns into annotations. Of each kind it shows the first ten of a step: the rest is counted. */
export const github: Format = ({ findings }) => {
  let text = '';
  for (const severity of ['error', 'warning', 'info'] as const) {
    const own = findings.filter((finding) => finding.severity === severity);
    // The last place goes to the count, if there are more than fit.
    const shown = own.length > MOST ? own.slice(0, MOST - 1) : own;
    for (const finding of shown) text += command(finding);
    const left = own.length - shown.length;
    if (left > 0)
      text += `::${COMMANDS[severity]} title=podlint::${data(`${left} more ${counted(2, severity).slice(2)}: see the log of this step`)}\n`;
  }
  return text;
};

function command({ severity, file, line, column, endLine, endColumn, rule, message }: Finding): string {
  // An end column has a meaning for GitHub only within one line.
  const end =
    endLine === line ? `,endLine=${endLine},endColumn=${Math.max(endColumn - 1, column)}` : `,endLine=${endLine}`;
  return `::${COMMANDS[severity]} file=${property(plain(file))},line=${line},col=${column}${end},title=${property(`podlint: ${rule}`)}::${data(plain(message))}\n`;
}

function data(text: string): string {
  return cut(text, LONGEST).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
