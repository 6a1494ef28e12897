import type { Format } from './format.ts';
import { plain } from './plain.ts';

/** Azure Pipelines' logging commands. They know errors and warnings only. */
export const azure: Format = ({ findings }) => {
  let text = '';
  for (const { severity, file, line, column, rule, message } of findings) {
    const type = severity === 'error' ? 'error' : 'warning';
    text += `##vso[task.logissue type=${type};sourcepath=${escape(plain(file))};linenumber=${line};columnnumber=${column};code=${escape(rule)};]${escapeMessage(plain(message))}\n`;
  }
  return text;
};

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escape(text: string): string {
  return escapeMessage(text).replaceAll(';', '%3B').replaceAll(']', '%5D');
}
