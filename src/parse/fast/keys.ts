import { detached } from '../../model/detached.ts';
import { keyText, plainType } from '../../model/scalar.ts';

const SIZE = 4096;
/** Fuller than this, a table of this kind gets slow; keys are then made anew each time. */
const FULL = 2048;
/** How many keys of the same hash are looked at. */
const MOST_PROBES = 16;
const LONGEST = 64;

/**
 * Keys that were met, found again by a hash of their characters: manifests have few different ones, and making the string
 * of each costs more than reading it. Lives as long as the process and is bounded, whatever it is fed with.
 */
export class KeyTable {
  /** Each key as Kubernetes reads it, and its bit. */
  readonly names: string[] = [];
  readonly bits: Int32Array = new Int32Array(FULL);
  /** The characters of the keys as they are written, and where those of each begin. */
  private readonly pool: Uint16Array = new Uint16Array(FULL * LONGEST);
  private readonly offsets: Int32Array = new Int32Array(FULL + 1);
  /** For each hash the number of a key, counted from 1; 0 for none. */
  private readonly slots: Uint16Array = new Uint16Array(SIZE);

  /** The number of a key that is written in some characters; -1 if it is not known. */
  find(units: Uint16Array, start: number, end: number, hash: number): number {
    let slot = (hash ^ (hash >>> 15)) & (SIZE - 1);
    for (let probes = 0; probes < MOST_PROBES; probes++) {
      const number = (this.slots[slot] as number) - 1;
      if (number === -1 || this.isAt(number, units, start, end)) return number;
      slot = (slot + 1) & (SIZE - 1);
    }
    return -1;
  }

  private isAt(number: number, units: Uint16Array, start: number, end: number): boolean {
    const { pool, offsets } = this;
    let from = offsets[number] as number;
    if ((offsets[number + 1] as number) - from !== end - start) return false;
    for (let at = start; at < end; at++, from++) if (pool[from] !== units[at]) return false;
    return true;
  }

  /** The key that plain text is read as; undefined for what cannot be one. Remembered, if there is room. */
  add(text: string, hash: number): string | undefined {
    const key = keyText(text, plainType(text));
    const number = this.names.length;
    if (key === undefined || text.length > LONGEST || number === FULL) return key;
    let slot = (hash ^ (hash >>> 15)) & (SIZE - 1);
    for (let probes = 0; this.slots[slot] !== 0; probes++) {
      if (probes === MOST_PROBES) return key;
      slot = (slot + 1) & (SIZE - 1);
    }
    this.slots[slot] = number + 1;
    const from = this.offsets[number] as number;
    for (let i = 0; i < text.length; i++) this.pool[from + i] = text.charCodeAt(i);
    this.offsets[number + 1] = from + text.length;
    this.bits[number] = keyBit(key);
    const name = detached(key);
    this.names.push(name);
    return name;
  }
}

/** One of 32 bits, by which most different keys are told apart. */
export function keyBit(key: string): number {
  const { length } = key;
  return length === 0 ? 1 : 1 << ((length + 3 * key.charCodeAt(0) + 7 * key.charCodeAt(length - 1)) & 31);
}
