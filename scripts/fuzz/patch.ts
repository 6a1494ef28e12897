/** Applies a unified diff of one file to its text. Hunks are looked for where their lines are, wherever the diff says. Throws where they are not. */
export function applyPatch(text: string, diff: string): string {
  const lines = text.split('\n');
  let from = 0;
  for (const { before, after } of hunksOf(diff)) {
    const at = indexOf(lines, before, from);
    if (at === -1) throw new Error(`these lines are not there:\n${before.join('\n')}`);
    lines.splice(at, before.length, ...after);
    from = at + after.length;
  }
  return lines.join('\n');
}

/** The file that a diff changes. */
export function fileOf(diff: string): string {
  const [, name] = /^\+\+\+ b\/(.*)$/m.exec(diff) ?? [];
  if (name === undefined) throw new Error('no file is named');
  return name;
}

interface Hunk {
  readonly before: string[];
  readonly after: string[];
}

function hunksOf(diff: string): Hunk[] {
  const hunks: Hunk[] = [];
  for (const line of diff.split('\n')) {
    const hunk = hunks.at(-1);
    if (line.startsWith('@@ ')) hunks.push({ before: [], after: [] });
    else if (hunk !== undefined && /^[ +-]/.test(line)) take(hunk, line);
  }
  return hunks;
}

function take({ before, after }: Hunk, line: string): void {
  const content = line.slice(1);
  if (line[0] !== '+') before.push(content);
  if (line[0] !== '-') after.push(content);
}

function indexOf(lines: readonly string[], wanted: readonly string[], from: number): number {
  for (let at = from; at <= lines.length - wanted.length; at++)
    if (wanted.every((line, i) => lines[at + i] === line)) return at;
  return -1;
}
