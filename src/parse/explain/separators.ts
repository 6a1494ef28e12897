import type { Edit } from '../../model/document.ts';
import { shown } from './scene.ts';
import type { Failure } from '../slow.ts';

/** Says of a line that begins with `---` why it separates no documents. Undefined for a line that another problem is about. */
export function explainSeparator(text: string, start: number, end: number): Failure | undefined {
  const line = text.slice(start, end).trimEnd();
  const stop = start + line.length;
  const fail = (message: string, edits?: Edit[]): Failure => ({
    message: `${shown(line)} ${message}`,
    start,
    end: stop,
    edits,
  });
  if (/^-+END /.test(line)) return undefined;
  if (/^-+BEGIN /.test(line))
    return fail("begins with '---', which separates documents: indent the text under its key");
  if (/^-+$/.test(line)) return fail("separates no documents: expected '---'", [{ start, end: stop, text: '---' }]);
  const content = /^--- +/.exec(line)?.[0].length;
  if (content === undefined) return fail("separates no documents: expected nothing but a comment after '---'");
  const edits = [{ start: start + 3, end: start + content, text: '\n' }];
  return fail("has content after '---', which Kubernetes does not take there: expected it on the next line", edits);
}
