import { byFile, type Format } from './format.ts';
import { plain, plainFile, summaryLine } from './plain.ts';

/** Terse text for language models: what is wrong, where, and the exact change where there is one. */
export const agent: Format = ({ findings, summary }) => {
  let text = `podlint: ${summaryLine(summary)}\n`;
  for (const [file, group] of byFile(findings)) {
    text += `\n${plainFile(file)}\n`;
    for (const { line, column, severity, rule, message, path, fix } of group) {
      text += `${line}:${column} ${severity} ${rule}: ${plain(message)}${path === undefined ? '' : ` @ ${plain(path)}`}\n`;
      if (fix !== undefined)
        text += `  ${fix.safe ? 'fix' : 'unsafe fix'}: ${plain(fix.title)} (${fix.safe ? '--fix' : '--unsafe-fixes'} does it)\n`;
    }
  }
  if (findings.length > 0)
    text += '\n`podlint explain RULE` tells more; `# podlint-disable-next-line RULE -- reason` silences one.\n';
  return text;
};
