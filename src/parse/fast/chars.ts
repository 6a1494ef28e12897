/** Why the fast reader leaves a document to the slow one. */
export type BailReason =
  | 'alias'
  | 'anchor'
  | 'block scalar'
  | 'character'
  | 'colon'
  | 'depth'
  | 'duplicate key'
  | 'escape'
  | 'flow'
  | 'indentation'
  | 'key'
  | 'marker'
  | 'merge'
  | 'not finite'
  | 'quotes'
  | 'root'
  | 'start'
  | 'tab';

/** Thrown where the fast reader is not sure of what it sees, or sure that it is wrong. No error: nobody asks for its stack. */
export class Bail {
  readonly reason: BailReason;

  constructor(reason: BailReason) {
    this.reason = reason;
  }
}

/** Gives the document up. */
export function bail(reason: BailReason): never {
  throw new Bail(reason);
}

/** A table with a place for every code unit: 0 for ordinary characters, 1 for some of ASCII, 2 beyond that. */
function table(special: string): Uint8Array {
  const marks = new Uint8Array(65536).fill(2, 128);
  marks.fill(1, 0, 33);
  marks[127] = 1;
  for (const letter of special) marks[letter.charCodeAt(0)] = 1;
  return marks;
}

/** Characters that need a look in the middle of plain text. */
export const LOOK: Uint8Array = table(':');

/** The same for plain text between brackets, where , ? [ ] { } end it too. */
export const FLOW_LOOK: Uint8Array = table(':,?[]{}');

/** Characters that plain text cannot begin with, or only before something else than a blank. */
export const INDICATOR: Uint8Array = table('-?:,[]{}#&*!|>\'"%@`');

/** How many code units a character beyond ASCII takes. Gives up at those that end lines in YAML 1.1, and at forbidden ones. */
export function wide(units: Uint16Array, at: number): number {
  const code = units[at] as number;
  if (code < 0xa0) return bail('character');
  if (code < 0x2028) return 1;
  if (code < 0xd800) return code > 0x2029 ? 1 : bail('character');
  if (code >= 0xe000) return code === 0xfeff || code > 0xfffd ? bail('character') : 1;
  const next = units[at + 1] as number;
  return code < 0xdc00 && next >= 0xdc00 && next < 0xe000 ? 2 : bail('character');
}

/** Whether a character is a blank or may be the beginning of a line end. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
