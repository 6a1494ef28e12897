/** How many lines around a change a diff shows. */
const CONTEXT = 3;

/** A unified diff of two texts; empty if they are equal. `patch` can apply it, CRLF and a missing final newline included. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const from = linesOf(before);
  const to = linesOf(after);
  let text = `--- a/${file}\n+++ b/${file}\n`;
  for (const hunk of hunksOf(compare(from, to))) text += printHunk(hunk, from, to);
  return text;
}

/** Lines with their ends. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => `${line}\n`);
  const last = lines.pop() as string;
  if (last !== '\n') lines.push(last.slice(0, -1));
  return lines;
}

/** A stretch of lines that stay, go or come: `[from, to)` in the old text and in the new one. */
interface Stretch {
  readonly same: boolean;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Equal beginnings and ends aside, the lines that both sides share in order, by Myers' algorithm; beyond a bound all is one change. */
function compare(from: readonly string[], to: readonly string[]): Stretch[] {
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head++;
  let tail = 0;
  while (
    tail < from.length - head &&
    tail < to.length - head &&
    from[from.length - 1 - tail] === to[to.length - 1 - tail]
  )
    tail++;
  const pairs = shared(from.slice(head, from.length - tail), to.slice(head, to.length - tail));
  const stretches: Stretch[] = [];
  let [x, y] = [0, 0];
  const upTo = (i: number, j: number): void => {
    if (i > x || j > y) stretches.push({ same: false, from: [x, i], to: [y, j] });
  };
  const keep = (i: number, j: number, length: number): void => {
    upTo(i, j);
    if (length > 0) stretches.push({ same: true, from: [i, i + length], to: [j, j + length] });
    [x, y] = [i + length, j + length];
  };
  keep(0, 0, head);
  for (const [i, j] of pairs) keep(head + i, head + j, 1);
  keep(from.length - tail, to.length - tail, tail);
  return stretches;
}

const MOST_STEPS = 2000;

function shared(from: readonly string[], to: readonly string[]): [number, number][] {
  const most = Math.min(from.length + to.length, MOST_STEPS);
  const offset = most + 1;
  const reach = new Int32Array(2 * most + 3);
  const history: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    history.push(reach.slice());
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach[offset + k - 1] as number) < (reach[offset + k + 1] as number));
      let x = down ? (reach[offset + k + 1] as number) : (reach[offset + k - 1] as number) + 1;
      let y = x - k;
      while (x < from.length && y < to.length && from[x] === to[y]) {
        x++;
        y++;
      }
      reach[offset + k] = x;
      if (x >= from.length && y >= to.length) return walkBack(history, { from: from.length, to: to.length, offset });
    }
  }
  return [];
}

function walkBack(
  history: readonly Int32Array[],
  end: { from: number; to: number; offset: number },
): [number, number][] {
  const pairs: [number, number][] = [];
  let [x, y] = [end.from, end.to];
  for (let d = history.length - 1; d >= 0; d--) {
    const reach = history[d] as Int32Array;
    const k = x - y;
    const down = k === -d || (k !== d && (reach[end.offset + k - 1] as number) < (reach[end.offset + k + 1] as number));
    const beforeK = down ? k + 1 : k - 1;
    const beforeX = d === 0 ? 0 : (reach[end.offset + beforeK] as number);
    const beforeY = d === 0 ? 0 : beforeX - beforeK;
    while (x > beforeX && y > beforeY && x > 0 && y > 0) pairs.unshift([--x, --y]);
    [x, y] = [beforeX, beforeY];
  }
  return pairs;
}

function hunksOf(stretches: readonly Stretch[]): Stretch[][] {
  const hunks: Stretch[][] = [];
  let hunk: Stretch[] = [];
  stretches.forEach((stretch, i) => {
    if (!stretch.same) {
      hunk.push(stretch);
      return;
    }
    const length = stretch.from[1] - stretch.from[0];
    const isLast = i === stretches.length - 1;
    if (hunk.length > 0) {
      const keep = isLast || length > 2 * CONTEXT ? Math.min(CONTEXT, length) : length;
      hunk.push({
        same: true,
        from: [stretch.from[0], stretch.from[0] + keep],
        to: [stretch.to[0], stretch.to[0] + keep],
      });
      if (!isLast && length <= 2 * CONTEXT) return;
      hunks.push(hunk);
      hunk = [];
    }
    if (isLast) return;
    const keep = Math.min(CONTEXT, length);
    hunk = [{ same: true, from: [stretch.from[1] - keep, stretch.from[1]], to: [stretch.to[1] - keep, stretch.to[1]] }];
  });
  if (hunk.some(({ same }) => !same)) hunks.push(hunk);
  return hunks;
}

function printHunk(hunk: readonly Stretch[], from: readonly string[], to: readonly string[]): string {
  const first = hunk[0] as Stretch;
  const last = hunk.at(-1) as Stretch;
  const range = ([start]: readonly [number, number], [, end]: readonly [number, number]): string => {
    const length = end - start;
    return `${length === 0 ? start : start + 1}${length === 1 ? '' : `,${length}`}`;
  };
  let text = `@@ -${range(first.from, last.from)} +${range(first.to, last.to)} @@\n`;
  for (const { same, from: old, to: now } of hunk) {
    if (same)
      text += from
        .slice(...old)
        .map((line) => printLine(' ', line))
        .join('');
    else
      text +=
        from
          .slice(...old)
          .map((line) => printLine('-', line))
          .join('') +
        to
          .slice(...now)
          .map((line) => printLine('+', line))
          .join('');
  }
  return text;
}

function printLine(sign: string, line: string): string {
  return line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
}
