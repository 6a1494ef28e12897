/** Characters that YAML does not allow anywhere: control characters and halves of surrogate pairs. */
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** The first character between two offsets that YAML does not allow; -1 if there is none. */
export function findForbidden(source: string, start: number, end: number): number {
  const found = source.slice(start, end).search(FORBIDDEN);
  return found === -1 ? -1 : start + found;
}
