/** A kind without its group, as people call it. */
export function plainKind(kind: string): string {
  const dot = kind.indexOf('.');
  return dot === -1 ? kind : kind.slice(0, dot);
}

/** Where something was looked for. */
export function within(namespace: string): string {
  return namespace === '' ? 'in the input' : `in namespace "${namespace}"`;
}
