import { readHeap } from '../lazy.ts';

/** What V8 says of its heap, in bytes. */
export interface Heap {
  readonly used_heap_size: number;
  readonly heap_size_limit: number;
}

/** Characters beyond which a text may be too much for the heap: below that it is not worth asking. */
const LARGE = 8 * 1024 * 1024;
/** Bytes that the tree of a text takes for each of its characters, where it consists of the smallest values. */
const PER_CHARACTER = 60;
/** After so many files it is looked how full the heap is. */
const FILES = 200;
/** The part of the heap that can be filled before the rest is spent on collecting garbage. */
const FULL = 0.9;

/** Sees to it that a run which needs more memory than there is ends with a word: the process itself could not say it any more. */
export class Memory {
  readonly #ask: () => Heap;
  #files = 0;
  #isFull = false;

  constructor(ask: () => Heap = readHeap) {
    this.#ask = ask;
  }

  /** Why a text can't be taken in any more; undefined if it can. */
  refusal(text: string): string | undefined {
    if (++this.#files % FILES === 0) {
      const { used_heap_size: used, heap_size_limit: limit } = this.#ask();
      this.#isFull = used > limit * FULL;
    }
    if (this.#isFull) return `is not checked: memory is short; ${WAY_OUT}`;
    if (text.length < LARGE) return undefined;
    const { used_heap_size: used, heap_size_limit: limit } = this.#ask();
    if (used + text.length * PER_CHARACTER <= limit) return undefined;
    return `is not checked: it may need more memory than there is; ${WAY_OUT}`;
  }
}

const WAY_OUT = 'give Node more (NODE_OPTIONS=--max-old-space-size=MEGABYTES), or lint in parts (--shard)';
