/** A value as messages show it. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return `\`${text.length > 80 ? `${text.slice(0, 77)}...` : text}\``;
}
