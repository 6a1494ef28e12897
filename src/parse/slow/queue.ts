import type { Cursor } from './cursor.ts';
import { Refusal } from './cursor.ts';
import { Kind, Token } from './token.ts';

/** How many characters may lie between the beginning of a key and its colon. */
const MAX_KEY = 1024;

/** How many taken tokens are kept before they are thrown away. */
const TAKEN = 256;

/** A token that turns out to be a key if a colon follows it on its line. One is kept per level of brackets. */
interface PossibleKey {
  readonly at: number;
  readonly column: number;
  readonly line: number;
  /** The number of the token, counted from the first one of the document. */
  readonly number: number;
  /** Whether nothing but a key can stand there: at the indentation of a block map. */
  readonly required: boolean;
}

/**
 * Tokens on their way to the grammar. Whether something is a key is known only when its colon is met, so tokens wait here
 * while their first one may still become a key.
 */
export class Queue {
  private readonly cursor: Cursor;
  private tokens: Token[] = [];
  private head = 0;
  /** How many tokens were taken. */
  private taken = 0;
  private readonly keys: (PossibleKey | undefined)[] = [undefined];
  /** The number of the token that last might have become a key, per level; at first that of the bracket itself. */
  private readonly numbers: number[] = [0];
  /** The numbers of tokens that may be keys, and the level of each. */
  private readonly candidates = new Map<number, number>();

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  get first(): Token {
    return this.tokens[this.head] as Token;
  }

  get isEmpty(): boolean {
    return this.head === this.tokens.length;
  }

  /** The number that the next token will have. */
  private get next(): number {
    return this.taken + this.tokens.length - this.head;
  }

  /** Whether the cursor is between brackets. */
  get inFlow(): boolean {
    return this.keys.length > 1;
  }

  push(token: Token): void {
    this.tokens.push(token);
  }

  /** Puts a token before one of a given number, or last if there is none or it has been taken. */
  insert(token: Token, number: number): void {
    if (number < this.taken) this.tokens.push(token);
    else this.tokens.splice(this.head + number - this.taken, 0, token);
  }

  take(): void {
    this.head++;
    this.taken++;
    if (this.head === TAKEN) {
      this.tokens = this.tokens.slice(TAKEN);
      this.head = 0;
    }
  }

  /** Whether the first token may still become a key. */
  isWaiting(): boolean {
    const level = this.candidates.get(this.taken);
    return level !== undefined && this.validKey(level) !== undefined;
  }

  /** The possible key of a level of brackets, if the cursor is still on its line and not too far from it. */
  private validKey(level: number): PossibleKey | undefined {
    const key = this.keys[level];
    if (key === undefined) return undefined;
    if (key.line === this.cursor.line && !this.isFar(key)) return key;
    if (key.required) throw new Refusal('colon-expected', this.cursor.at, key.at);
    this.keys[level] = undefined;
    return undefined;
  }

  private isFar(key: PossibleKey): boolean {
    const { source, at } = this.cursor;
    if (at - key.at <= MAX_KEY) return false;
    if (at - key.at > 2 * MAX_KEY) return true;
    return Array.from(source.slice(key.at, at)).length > MAX_KEY;
  }

  /** The next token may become a key. `isRequired`: it must. */
  saveKey(isRequired: boolean): void {
    this.dropKey();
    const { at, line, column } = this.cursor;
    const level = this.keys.length - 1;
    const number = this.next;
    this.numbers[level] = number;
    this.keys[level] = { at, line, column, number, required: isRequired };
    this.candidates.set(number, level);
  }

  /** What might have become a key on this level of brackets cannot any more. */
  dropKey(): void {
    const level = this.keys.length - 1;
    const key = this.keys[level];
    if (key === undefined) return;
    if (key.required) throw new Refusal('colon-expected', this.cursor.at, key.at);
    this.keys[level] = undefined;
    this.candidates.delete(key.number);
  }

  /** A colon was met: makes what stands before it a key, and hands that back if there is one. */
  makeKey(): PossibleKey | undefined {
    const level = this.keys.length - 1;
    const key = this.validKey(level);
    if (key === undefined) return undefined;
    this.insert(new Token(Kind.Key, key.at, key.at), key.number);
    this.keys[level] = undefined;
    this.candidates.delete(key.number);
    return key;
  }

  openBracket(): void {
    this.numbers.push(this.next);
    this.keys.push(undefined);
  }

  closeBracket(): void {
    if (!this.inFlow) return;
    this.keys.pop();
    // Of an empty pair of brackets this is the number of the bracket: libyaml does not wait for a colon after it.
    this.candidates.delete(this.numbers.pop() as number);
  }
}
