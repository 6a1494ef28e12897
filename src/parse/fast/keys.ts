import { keyText, plainType } from '../../model/scalar.ts';

const SIZE = 4096;
/** Fuller than this, a table of this kind gets slow; keys are then made anew each time. */
const FULL = 2048;
const LONGEST = 64;

/**
 * Keys that were met, found again by a hash of their characters: manifests have few different ones, and making the string
 * of each costs more than reading it. Lives as long as the process and is bounded, whatever it is fed with.
 */
export class KeyTable {
  private readonly written: string[] = new Array<string>(SIZE).fill('');
  private readonly resolved: string[] = new Array<string>(SIZE).fill('');
  private count = 0;

  /** The key that plain text is read as; undefined for what cannot be one. */
  find(source: string, start: number, end: number, hash: number): string | undefined {
    const length = end - start;
    let slot = (hash ^ (hash >>> 15)) & (SIZE - 1);
    for (;;) {
      const known = this.written[slot] as string;
      if (known.length === 0) break;
      if (known.length === length && isAt(source, start, known)) return this.resolved[slot];
      slot = (slot + 1) & (SIZE - 1);
    }
    const text = source.slice(start, end);
    const key = keyText(text, plainType(text));
    if (key === undefined || length > LONGEST || this.count >= FULL) return key;
    this.count++;
    this.written[slot] = detached(text);
    return (this.resolved[slot] = detached(key));
  }
}

function isAt(source: string, start: number, known: string): boolean {
  for (let i = 0; i < known.length; i++) if (source.charCodeAt(start + i) !== known.charCodeAt(i)) return false;
  return true;
}

/** The same text as a string of its own: a slice would keep the whole source alive. As a name of a property it is also fast to compare. */
function detached(text: string): string {
  return Object.keys({ [`\0${text}`.slice(0, 0) + text]: 0 })[0] as string;
}
