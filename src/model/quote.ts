/** A value as messages show it: on one line, and not too much of it. */
export function quote(value: unknown): string {
  let text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  if (text === '') text = '""';
  if (text.length > 80) text = `${text.slice(0, 77)}...`;
  return `\`${/\p{Cc}/u.test(text) ? JSON.stringify(text).slice(1, -1) : text}\``;
}
