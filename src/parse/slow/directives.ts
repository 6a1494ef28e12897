import { isBlank, isBlankOrEnd, isBreakOrEnd, isWord } from '../chars.ts';
import { type Cursor, Refusal } from './cursor.ts';
import { scanUri } from './tags.ts';
import { Kind, Token } from './token.ts';

/**
 * Passes a directive. Kubernetes cuts a text into documents before YAML is read, so the `---` that a directive needs after it is
 * never there, and what is left of its meaning is that it may stand where a document has ended.
 */
export function scanDirective(cursor: Cursor): Token {
  const start = cursor.at;
  cursor.at++;
  const name = scanWord(cursor);
  if (!isBlankOrEnd(cursor.code()) || (name !== 'YAML' && name !== 'TAG'))
    throw new Refusal('directive', cursor.at, start);
  cursor.skipBlanks();
  const complete = name === 'YAML' ? skipVersion(cursor) : skipTag(cursor, start);
  const end = cursor.at;
  cursor.skipBlanks();
  cursor.skipComment();
  if (!complete || !isBreakOrEnd(cursor.code())) throw new Refusal('directive', cursor.at, start);
  return new Token(Kind.Directive, start, end);
}

function scanWord(cursor: Cursor): string {
  const from = cursor.at;
  while (isWord(cursor.code())) cursor.at++;
  return cursor.source.slice(from, cursor.at);
}

function skipVersion(cursor: Cursor): boolean {
  if (!skipNumber(cursor) || cursor.code() !== 46) return false;
  cursor.at++;
  return skipNumber(cursor);
}

/** One digit or two. */
function skipNumber(cursor: Cursor): boolean {
  const from = cursor.at;
  while (cursor.code() >= 48 && cursor.code() <= 57) cursor.at++;
  return cursor.at > from && cursor.at <= from + 2;
}

function skipTag(cursor: Cursor, start: number): boolean {
  if (cursor.code() !== 33) return false;
  cursor.at++;
  const handle = scanWord(cursor);
  if (cursor.code() === 33) cursor.at++;
  else if (handle !== '') return false;
  if (!isBlank(cursor.code())) return false;
  cursor.skipBlanks();
  scanUri(cursor, start, false);
  return isBlankOrEnd(cursor.code());
}
