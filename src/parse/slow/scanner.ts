import { isBreak } from '../../model/unfold.ts';
import { isBlank, isBlankOrEnd, isWord } from '../chars.ts';
import { Cursor, Refusal } from './cursor.ts';
import { scanDirective } from './directives.ts';
import { scanBlock, scanPlain, scanQuoted } from './scalars.ts';
import { scanTag } from './tags.ts';
import { Kind, Token } from './token.ts';

/** How many characters may lie between the beginning of a key and its colon. */
const MAX_KEY = 1024;

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
 * Cuts a document into tokens by the rules of YAML 1.1 as libyaml and go-yaml apply them. Whether something is a key is
 * known only when its colon is met, so tokens wait in a queue while their first one may still become a key.
 */
export class Scanner {
  readonly cursor: Cursor;
  private queue: Token[] = [];
  private head = 0;
  /** How many tokens were taken. */
  private taken = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private keyAllowed = true;
  private readonly keys: (PossibleKey | undefined)[] = [undefined];
  /** The number of the token that last might have become a key, per level; at first that of the bracket itself. */
  private readonly numbers: number[] = [0];
  /** The numbers of tokens that may be keys, and the level of each. */
  private readonly candidates = new Map<number, number>();
  private ended = false;
  /** Where the scalar begins that was met last. */
  private lastStart = -1;

  constructor(source: string, start: number, end: number) {
    this.cursor = new Cursor(source, start, end);
  }

  /** The next token, left where it is. */
  peek(): Token {
    while (!this.ended && (this.head === this.queue.length || this.mayBecomeKey())) this.fetch();
    return this.queue[this.head] as Token;
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== Kind.End) {
      this.head++;
      this.taken++;
      if (this.head === this.queue.length) {
        this.queue = [];
        this.head = 0;
      }
    }
    return token;
  }

  private mayBecomeKey(): boolean {
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

  private dropKey(): void {
    const level = this.keys.length - 1;
    const key = this.keys[level];
    if (key === undefined) return;
    if (key.required) throw new Refusal('colon-expected', this.cursor.at, key.at);
    this.keys[level] = undefined;
    this.candidates.delete(key.number);
  }

  private saveKey(): void {
    if (!this.keyAllowed) return;
    this.dropKey();
    const { at, line, column } = this.cursor;
    const level = this.keys.length - 1;
    const number = this.nextNumber();
    this.numbers[level] = number;
    this.keys[level] = { at, line, column, number, required: level === 0 && this.indent === column };
    this.candidates.set(number, level);
  }

  private nextNumber(): number {
    return this.taken + this.queue.length - this.head;
  }

  private get inFlow(): boolean {
    return this.keys.length > 1;
  }

  private push(kind: Kind, length: number): void {
    const { at } = this.cursor;
    this.queue.push(new Token(kind, at, at + length));
    this.cursor.at += length;
  }

  /** Opens a block collection if the column is deeper than the one around; `number` says before which token. */
  private roll(kind: Kind, column: number, at: number, number = -1): void {
    if (this.inFlow || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    const token = new Token(kind, at, at);
    this.insert(token, number);
  }

  /** Puts a token before one of a given number, or last if there is none or it has been taken. */
  private insert(token: Token, number: number): void {
    if (number < this.taken) this.queue.push(token);
    else this.queue.splice(this.head + number - this.taken, 0, token);
  }

  private unroll(column: number): void {
    if (this.inFlow) return;
    while (this.indent > column) {
      this.push(Kind.BlockEnd, 0);
      this.indent = this.indents.pop() as number;
    }
  }

  private skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      while (cursor.code() === 32 || (cursor.code() === 9 && (this.inFlow || !this.keyAllowed))) cursor.at++;
      cursor.skipComment();
      if (!isBreak(cursor.code())) return;
      cursor.newLine();
      if (!this.inFlow) this.keyAllowed = true;
    }
  }

  private fetch(): void {
    this.skipToToken();
    const { cursor } = this;
    this.unroll(cursor.column);
    const code = cursor.code();
    if (code === -1) return this.finish();
    if (cursor.column === 0) {
      if (code === 37) return this.fetchDirective();
      if (cursor.isMarker()) return this.marker(code === 45 ? Kind.DocumentStart : Kind.DocumentEnd);
    }
    if (!this.fetchIndicator(code)) this.fetchContent(code);
  }

  /** The tokens that are a single character; false if none stands here. */
  private fetchIndicator(code: number): boolean {
    const spaced = isBlankOrEnd(this.cursor.code(1));
    switch (code) {
      case 91:
        this.openFlow(Kind.FlowList);
        return true;
      case 123:
        this.openFlow(Kind.FlowMap);
        return true;
      case 93:
        this.closeFlow(Kind.FlowListEnd);
        return true;
      case 125:
        this.closeFlow(Kind.FlowMapEnd);
        return true;
      case 44:
        this.dropKey();
        this.keyAllowed = true;
        this.push(Kind.Comma, 1);
        return true;
      case 45:
        if (spaced) this.fetchItem();
        return spaced;
      case 63:
        if (spaced || this.inFlow) this.fetchKey();
        return spaced || this.inFlow;
      case 58:
        if (spaced || this.inFlow) this.fetchValue();
        return spaced || this.inFlow;
      default:
        return false;
    }
  }

  private fetchContent(code: number): void {
    const { cursor } = this;
    switch (code) {
      case 42:
        return this.fetchName(Kind.Alias);
      case 38:
        return this.fetchName(Kind.Anchor);
      case 33:
        this.saveKey();
        this.keyAllowed = false;
        this.queue.push(scanTag(cursor));
        return;
      case 39:
      case 34:
        this.saveKey();
        this.keyAllowed = false;
        this.lastStart = cursor.at;
        this.queue.push(scanQuoted(cursor, code));
        return;
      case 124:
      case 62:
        if (this.inFlow) break;
        this.dropKey();
        this.keyAllowed = true;
        this.queue.push(scanBlock(cursor, this.indent));
        return;
      default:
        if (this.startsPlain(code)) return this.fetchPlain();
    }
    throw new Refusal(code === 9 ? 'tab' : 'character', cursor.at);
  }

  /** Whether a plain scalar may begin with a character that is no token by itself: not with a tab, , # % @ ` | > and the like. */
  private startsPlain(code: number): boolean {
    switch (code) {
      case 45:
        return !isBlank(this.cursor.code(1));
      case 63:
      case 58:
        return !this.inFlow;
      default:
        return code > 127 || !',[]{}#&*!|>\'"%@`\t'.includes(String.fromCharCode(code));
    }
  }

  private fetchPlain(): void {
    this.saveKey();
    this.keyAllowed = false;
    this.lastStart = this.cursor.at;
    const { token, ended } = scanPlain(this.cursor, this.indent, this.inFlow);
    this.queue.push(token);
    if (ended) this.keyAllowed = true;
  }

  private fetchName(kind: Kind): void {
    this.saveKey();
    this.keyAllowed = false;
    const { cursor } = this;
    const start = cursor.at;
    cursor.at++;
    while (isWord(cursor.code())) cursor.at++;
    const code = cursor.code();
    const closed = isBlankOrEnd(code) || '?:,]}%@`'.includes(String.fromCharCode(code));
    if (cursor.at === start + 1 || !closed) {
      throw new Refusal(kind === Kind.Alias ? 'alias-name' : 'anchor-name', cursor.at, start);
    }
    this.queue.push(new Token(kind, start, cursor.at));
  }

  private openFlow(kind: Kind): void {
    this.saveKey();
    this.numbers.push(this.nextNumber());
    this.keys.push(undefined);
    this.keyAllowed = true;
    this.push(kind, 1);
  }

  private closeFlow(kind: Kind): void {
    this.dropKey();
    if (this.inFlow) {
      this.keys.pop();
      // Of an empty pair of brackets this is the number of the bracket: libyaml does not wait for a colon after it.
      this.candidates.delete(this.numbers.pop() as number);
    }
    this.keyAllowed = false;
    this.push(kind, 1);
  }

  private fetchItem(): void {
    const { cursor } = this;
    if (!this.inFlow) {
      if (!this.keyAllowed) throw new Refusal('list-here', cursor.at);
      this.roll(Kind.BlockList, cursor.column, cursor.at);
    }
    this.dropKey();
    this.keyAllowed = true;
    this.push(Kind.Item, 1);
  }

  private fetchKey(): void {
    const { cursor } = this;
    if (!this.inFlow) {
      if (!this.keyAllowed) throw new Refusal('key-here', cursor.at);
      this.roll(Kind.BlockMap, cursor.column, cursor.at);
    }
    this.dropKey();
    this.keyAllowed = !this.inFlow;
    this.push(Kind.Key, 1);
  }

  private fetchValue(): void {
    const { cursor } = this;
    const level = this.keys.length - 1;
    const key = this.validKey(level);
    if (key !== undefined) {
      this.insert(new Token(Kind.Key, key.at, key.at), key.number);
      this.roll(Kind.BlockMap, key.column, key.at, key.number);
      this.keys[level] = undefined;
      this.candidates.delete(key.number);
      this.keyAllowed = false;
    } else {
      if (!this.inFlow) {
        if (!this.keyAllowed) throw new Refusal('map-here', cursor.at, this.lastStart === -1 ? cursor.at : this.lastStart);
        this.roll(Kind.BlockMap, cursor.column, cursor.at);
      }
      this.keyAllowed = !this.inFlow;
    }
    this.push(Kind.Value, 1);
  }

  private fetchDirective(): void {
    this.unroll(-1);
    this.dropKey();
    this.keyAllowed = false;
    this.queue.push(scanDirective(this.cursor));
  }

  private marker(kind: Kind): void {
    this.unroll(-1);
    this.dropKey();
    this.keyAllowed = false;
    this.push(kind, 3);
  }

  private finish(): void {
    this.cursor.line++;
    this.unroll(-1);
    this.dropKey();
    this.push(Kind.End, 0);
    this.ended = true;
  }
}
