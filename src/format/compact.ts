import type { Format } from './format.ts';
import { plain, plainFile, statistics, summaryLine } from './plain.ts';

/** `path:line:column: severity rule message`, one finding a line: for editors, scripts and logs. */
export const compact: Format = ({ findings, summary }, about) => {
  let text = '';
  for (const { file, line, column, severity, rule, message } of findings) {
    text += `${plainFile(file)}:${line}:${column}: ${severity} ${rule} ${plain(message)}\n`;
  }
  if (about.statistics) text += `\n${statistics(findings)}`;
  return findings.length === 0 && !about.statistics ? '' : `${text}\n${summaryLine(summary)}\n`;
};
