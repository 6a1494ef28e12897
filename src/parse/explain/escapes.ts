import type { Edit } from '../../model/document.ts';
import { escapeDigits, isEscape } from '../../model/unfold.ts';
import { type Scene, shown } from './scene.ts';
import type { Failure } from '../slow.ts';

/** A backslash in double quotes that begins no escape, or a wrong one. */
export function explainEscape(scene: Scene): Failure {
  const { source, at, from } = scene;
  const close = closingQuote(source, from, scene.lineEnd(from));
  const content = source.slice(from + 1, close === -1 ? scene.lineEnd(from) : close);
  if (/^(?:[A-Za-z]:\\|\\\\[\w.])/.test(content)) return windowsPath(scene, content, close);
  const letter = source.charAt(at + 1);
  const digits = escapeDigits(letter.charCodeAt(0));
  if (digits > 0) return numeric(scene, digits);
  const message = `'\\${letter}' is no escape of double quotes: expected '\\\\${letter}', or single quotes around the value`;
  return scene.failure(message, at, at + 2, close === -1 ? undefined : doubled(source, from, close));
}

function windowsPath(scene: Scene, content: string, close: number): Failure {
  const { at, from } = scene;
  const message = `a backslash in double quotes begins an escape: expected single quotes around ${shown(content)}`;
  const edits =
    close === -1 || content.includes("'") ? undefined : [{ start: from, end: close + 1, text: `'${content}'` }];
  return scene.failure(message, at, at + 2, edits);
}

/** `\x`, `\u` and `\U` with too few digits, or with the half of a pair of surrogates. */
function numeric(scene: Scene, digits: number): Failure {
  const { source, at } = scene;
  const pair = /^\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(source.slice(at, at + 12));
  if (pair !== null) {
    const code = String.fromCharCode(
      Number.parseInt(pair[1] as string, 16),
      Number.parseInt(pair[2] as string, 16),
    ).codePointAt(0) as number;
    const escape = `\\U${code.toString(16).toUpperCase().padStart(8, '0')}`;
    const message = `'${pair[0]}' is a character in two halves, as JSON writes it: expected '${escape}'`;
    return scene.failure(message, at, at + 12, [{ start: at, end: at + 12, text: escape }]);
  }
  const written = /^[0-9a-fA-F]*/.exec(source.slice(at + 2, at + 2 + digits))?.[0] ?? '';
  const text = source.slice(at, at + 2 + written.length);
  const expected = written.length === digits ? 'the number of a character' : `${digits} hexadecimal digits after it`;
  return scene.failure(`${shown(text)} is no escape of double quotes: expected ${expected}`, at, at + text.length);
}

/** A backslash before each one that begins no escape. */
function doubled(source: string, from: number, close: number): Edit[] {
  const edits: Edit[] = [];
  for (let at = from + 1; at < close; at++) {
    if (source.charCodeAt(at) !== 92) continue;
    const letter = source.charCodeAt(at + 1);
    if (escapeDigits(letter) === 0 && !isEscape(letter)) edits.push({ start: at, end: at, text: '\\' });
    at++;
  }
  return edits;
}

/** The quote that closes the one at an offset, on the same line; -1 if there is none. */
export function closingQuote(source: string, from: number, lineEnd: number): number {
  for (let at = from + 1; at < lineEnd; at++) {
    const code = source.charCodeAt(at);
    if (code === 34) return at;
    if (code === 92) at++;
  }
  return -1;
}
