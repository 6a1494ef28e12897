/** A value as messages show it: on one line, and not too much of it. */
export function quote(value: unknown): string {
  let text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  if (text === '') text = '""';
  if (text.length > 80) text = `${text.slice(0, 77)}...`;
  return `\`${/\p{Cc}/u.test(text) ? JSON.stringify(text).slice(1, -1) : text}\``;
}

/** Longer than any message is that people read. */
const MOST = 2000;

/** A message of which a manifest can't make more than anybody would read, and than reports could hold. */
export function bounded(message: string): string {
  return message.length > MOST ? `${message.slice(0, MOST - 4)} ...` : message;
}
