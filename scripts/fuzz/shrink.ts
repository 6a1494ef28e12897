/** Smaller texts that may show the same fault: without some of its lines, then without some of its characters. */
export function* smaller(text: string): Generator<string> {
  const lines = text.split('\n');
  if (lines.length > 1) yield* without(lines, (left) => left.join('\n'));
  if (text.length < 400) yield* without([...text], (left) => left.join(''));
}

function* without<T>(parts: readonly T[], join: (left: T[]) => string): Generator<string> {
  for (let size = Math.ceil(parts.length / 2); ; size = Math.ceil(size / 2)) {
    for (let at = 0; at < parts.length; at += size) yield join([...parts.slice(0, at), ...parts.slice(at + size)]);
    if (size <= 1) return;
  }
}
