/** One entry of a source map: a place in what was made, and the place in the source that it comes of. All count from 0. */
export interface Segment {
  madeLine: number;
  madeColumn: number;
  line: number;
  column: number;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The numbers of one entry: six bits a character, the highest for "more follows", the lowest of a number for its sign. */
function numbersOf(text: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of text) {
    const digit = digits.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = shift = 0;
  }
  return numbers;
}

/** Reads the `mappings` of a source map with one source. */
export function segmentsOf(mappings: string): Segment[] {
  const segments: Segment[] = [];
  let line = 0;
  let column = 0;
  for (const [madeLine, row] of mappings.split(';').entries()) {
    let madeColumn = 0;
    for (const entry of row === '' ? [] : row.split(',')) {
      const [made = 0, , down = 0, right = 0] = numbersOf(entry);
      madeColumn += made;
      line += down;
      column += right;
      segments.push({ madeLine, madeColumn, line, column });
    }
  }
  return segments;
}
