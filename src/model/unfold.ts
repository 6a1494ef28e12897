/**
 * The content of scalars that are not their text: quotes, escapes, folded lines, block scalars. Line ends are what they
 * were in YAML 1.1, which Kubernetes still reads: LF, CR, CR LF and the next-line character become a newline, the line
 * and paragraph separators stay what they are.
 */

const NEWLINE = 10;
const RETURN = 13;

/** Whether a character ends a line. */
export function isBreak(code: number): boolean {
  return code === NEWLINE || code === RETURN || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** Where the line end that begins at `at` is over. Kubernetes' line reader takes one CR before LF away before YAML is read. */
export function afterBreak(source: string, at: number): number {
  if (source.charCodeAt(at) !== RETURN) return at + 1;
  const next = source.charCodeAt(at + 1);
  if (next === NEWLINE) return at + 2;
  return next === RETURN && source.charCodeAt(at + 2) === NEWLINE ? at + 3 : at + 1;
}

function breakText(code: number): string {
  return code === 0x2028 ? '\u2028' : code === 0x2029 ? '\u2029' : '\n';
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** The first line end between two offsets, or `end`. */
function findBreak(source: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isBreak(source.charCodeAt(at))) at++;
  return at;
}

/** Folds the lines of a plain scalar. */
export function unfoldPlain(source: string, start: number, end: number): string {
  return unfold(source, start, end, 0);
}

/** Folds and unescapes what is between single quotes. */
export function unquoteSingle(source: string, start: number, end: number): string {
  return unfold(source, start, end, 39);
}

/** Folds and unescapes what is between double quotes. An escape that is none stands for itself. */
export function unquoteDouble(source: string, start: number, end: number): string {
  return unfold(source, start, end, 34);
}

function unfold(source: string, start: number, end: number, quote: number): string {
  let out = '';
  let from = start;
  let at = start;
  while (at < end) {
    const code = source.charCodeAt(at);
    if (isBlank(code) || isBreak(code)) {
      const next = skipWhite(source, at, end);
      const fold = foldWhite(source, at, next, false);
      if (fold !== undefined) {
        out += source.slice(from, at) + fold;
        from = next;
      }
      at = next;
    } else if (code === 39 && quote === 39) {
      out += source.slice(from, at + 1);
      at += 2;
      from = at;
    } else if (code === 92 && quote === 34) {
      out += source.slice(from, at);
      const next = source.charCodeAt(at + 1);
      if (isBreak(next)) {
        const line = afterBreak(source, at + 1);
        from = skipWhite(source, line, end);
        out += foldWhite(source, line, from, true) ?? '';
      } else {
        const escape = readEscape(source, at, end);
        out += escape.text;
        from = escape.end;
      }
      at = from;
    } else {
      at++;
    }
  }
  return out + source.slice(from, end);
}

function skipWhite(source: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const code = source.charCodeAt(at);
    if (!isBlank(code) && !isBreak(code)) break;
    at++;
  }
  return at;
}

/**
 * What white space becomes: one line end a blank, further ones newlines; undefined if there is no line end in it. After an
 * escaped line end the first one is gone already.
 */
function foldWhite(source: string, start: number, end: number, escaped: boolean): string | undefined {
  let lead: string | undefined;
  let rest = '';
  for (let at = findBreak(source, start, end); at < end; at = findBreak(source, afterBreak(source, at), end)) {
    const text = breakText(source.charCodeAt(at));
    if (lead === undefined && !escaped) lead = text;
    else rest += text;
  }
  if (escaped) return rest;
  if (lead === undefined) return undefined;
  return lead === '\n' ? rest || ' ' : lead + rest;
}

const ESCAPES: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** How many hexadecimal digits follow the letter of an escape. */
export function escapeDigits(letter: number): number {
  return letter === 120 ? 2 : letter === 117 ? 4 : letter === 85 ? 8 : 0;
}

/** Whether a letter after a backslash means a character by itself. */
export function isEscape(letter: number): boolean {
  return Object.hasOwn(ESCAPES, String.fromCharCode(letter));
}

function readEscape(source: string, at: number, end: number): { text: string; end: number } {
  const letter = source.charAt(at + 1);
  const digits = escapeDigits(letter.charCodeAt(0));
  if (digits > 0) {
    const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
    const text = code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    return { text, end: Math.min(at + 2 + digits, end) };
  }
  return { text: Object.hasOwn(ESCAPES, letter) ? (ESCAPES[letter] as string) : letter, end: Math.min(at + 2, end) };
}

/** The indicators of a block scalar, and where its lines begin. */
export interface BlockHeader {
  readonly folded: boolean;
  /** -1 strips the last line ends, 0 leaves one, 1 keeps all. */
  readonly chomp: number;
  /** The indentation that is asked for, relative to the parent's; 0 if it is to be found. */
  readonly indent: number;
  /** Where the indicators end, and where the first line begins. */
  readonly end: number;
  readonly content: number;
}

/** Reads the `|2-` of a block scalar. */
export function readBlockHeader(source: string, start: number): BlockHeader {
  let chomp = 0;
  let indent = 0;
  let at = start + 1;
  for (let i = 0; i < 2; i++, at++) {
    const code = source.charCodeAt(at);
    if (code === 43 && chomp === 0) chomp = 1;
    else if (code === 45 && chomp === 0) chomp = -1;
    else if (code > 48 && code <= 57 && indent === 0) indent = code - 48;
    else break;
  }
  let line = at;
  while (line < source.length && !isBreak(source.charCodeAt(line))) line++;
  const content = line < source.length ? afterBreak(source, line) : line;
  return { folded: source.charCodeAt(start) === 62, chomp, indent, end: at, content };
}

/** The column of the first line of a block scalar that has more than blanks, or of the longest line of blanks if none has. */
export function findBlockIndent(source: string, content: number, end: number): number {
  let widest = 0;
  let at = content;
  while (at < end) {
    const line = at;
    while (at < end && source.charCodeAt(at) === 32) at++;
    widest = Math.max(widest, at - line);
    if (at >= end || !isBreak(source.charCodeAt(at))) break;
    at = afterBreak(source, at);
  }
  return widest;
}

/** The text of the lines of a block scalar from the header's `content` to `end`, at a known indentation. */
export function unfoldBlock(source: string, header: BlockHeader, end: number, indent: number): string {
  let out = '';
  let lead = '';
  let blanks = '';
  let wasIndented = false;
  let at = header.content;
  while (at < end) {
    const line = at;
    while (at < end && at - line < indent && source.charCodeAt(at) === 32) at++;
    if (at >= end) break;
    if (isBreak(source.charCodeAt(at))) {
      blanks += breakText(source.charCodeAt(at));
      at = afterBreak(source, at);
      continue;
    }
    const indented = isBlank(source.charCodeAt(at));
    const joins = header.folded && !wasIndented && !indented && lead === '\n';
    out += joins ? (blanks === '' ? ' ' : blanks) : lead + blanks;
    blanks = '';
    wasIndented = indented;
    const stop = findBreak(source, at, end);
    out += source.slice(at, stop);
    lead = stop < source.length ? breakText(source.charCodeAt(stop)) : '\n';
    at = stop < end ? afterBreak(source, stop) : end;
  }
  if (header.chomp >= 0) out += lead;
  return header.chomp > 0 ? out + blanks : out;
}
