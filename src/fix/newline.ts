/** How the lines of a text end, as its first one says: to look for a CRLF anywhere would read the whole text for every fix. */
export function newlineOf(source: string): '\r\n' | '\n' {
  const first = source.indexOf('\n');
  return first > 0 && source[first - 1] === '\r' ? '\r\n' : '\n';
}
