import { byFile, type Format } from './format.ts';
import { plain } from './plain.ts';

/** The Test Anything Protocol: a test for each file that holds objects, its findings as comments. */
export const tap: Format = ({ findings, objects }, { failing }) => {
  const found = byFile(findings);
  const files = [...new Set([...objects.map(({ file }) => file), ...found.keys()])].sort();
  let text = 'TAP version 13\n';
  files.forEach((file, i) => {
    const own = found.get(file) ?? [];
    const failed = own.some(({ severity }) => failing.has(severity));
    text += `${failed ? 'not ok' : 'ok'} ${i + 1} - ${escape(plain(file))}\n`;
    for (const { line, column, severity, rule, message } of own)
      text += `# ${line}:${column} ${severity} ${rule} ${plain(message)}\n`;
  });
  return `${text}1..${files.length}\n`;
};

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('#', '\\#');
}
