import { isBreak } from '../../model/unfold.ts';
import { isBlank, isBlankOrEnd, isWord } from '../chars.ts';
import { Cursor, Refusal } from './cursor.ts';
import { scanDirective } from './directives.ts';
import { Queue } from './queue.ts';
import { scanBlock, scanPlain, scanQuoted } from './scalars.ts';
import { scanTag } from './tags.ts';
import { Kind, Token } from './token.ts';

/**
 * Cuts a document into tokens by the rules of YAML 1.1 as libyaml and go-yaml apply them.
 */
export class Scanner {
  readonly cursor: Cursor;
  private readonly queue: Queue;
  private indent = -1;
  private readonly indents: number[] = [];
  private keyAllowed = true;
  private ended = false;
  /** Where the scalar begins that was met last. */
  private lastStart = -1;

  constructor(source: string, start: number, end: number) {
    this.cursor = new Cursor(source, start, end);
    this.queue = new Queue(this.cursor);
  }

  /** The next token, left where it is. */
  peek(): Token {
    const { queue } = this;
    while (!this.ended && (queue.isEmpty || queue.isWaiting())) this.fetch();
    return queue.first;
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== Kind.End) this.queue.take();
    return token;
  }

  private saveKey(): void {
    if (this.keyAllowed) this.queue.saveKey(!this.queue.inFlow && this.indent === this.cursor.column);
    this.keyAllowed = false;
  }

  private push(kind: Kind, length: number): void {
    const { at } = this.cursor;
    this.queue.push(new Token(kind, at, at + length));
    this.cursor.at += length;
  }

  /** Opens a block collection if the column is deeper than the one around; `number` says before which token. */
  private roll(kind: Kind, column: number, at: number, number = -1): void {
    if (this.queue.inFlow || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    const token = new Token(kind, at, at);
    if (number === -1) this.queue.push(token);
    else this.queue.insert(token, number);
  }

  private unroll(column: number): void {
    if (this.queue.inFlow) return;
    while (this.indent > column) {
      this.push(Kind.BlockEnd, 0);
      this.indent = this.indents.pop() as number;
    }
  }

  private skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      while (cursor.code() === 32 || (cursor.code() === 9 && (this.queue.inFlow || !this.keyAllowed))) cursor.at++;
      cursor.skipComment();
      if (!isBreak(cursor.code())) return;
      cursor.newLine();
      if (!this.queue.inFlow) this.keyAllowed = true;
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
        this.queue.dropKey();
        this.keyAllowed = true;
        this.push(Kind.Comma, 1);
        return true;
      case 45:
        if (spaced) this.fetchItem();
        return spaced;
      case 63:
        if (spaced || this.queue.inFlow) this.fetchKey();
        return spaced || this.queue.inFlow;
      case 58:
        if (spaced || this.queue.inFlow) this.fetchValue();
        return spaced || this.queue.inFlow;
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
        this.queue.push(scanTag(cursor));
        return;
      case 39:
      case 34:
        this.saveKey();
        this.lastStart = cursor.at;
        this.queue.push(scanQuoted(cursor, code));
        return;
      case 124:
      case 62:
        if (this.queue.inFlow) break;
        this.queue.dropKey();
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
        return !this.queue.inFlow;
      default:
        return code > 127 || !',[]{}#&*!|>\'"%@`\t'.includes(String.fromCharCode(code));
    }
  }

  private fetchPlain(): void {
    this.saveKey();
    this.lastStart = this.cursor.at;
    const { token, ended } = scanPlain(this.cursor, this.indent, this.queue.inFlow);
    this.queue.push(token);
    if (ended) this.keyAllowed = true;
  }

  private fetchName(kind: Kind): void {
    this.saveKey();
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
    this.queue.openBracket();
    this.keyAllowed = true;
    this.push(kind, 1);
  }

  private closeFlow(kind: Kind): void {
    this.queue.dropKey();
    this.queue.closeBracket();
    this.keyAllowed = false;
    this.push(kind, 1);
  }

  private fetchItem(): void {
    const { cursor } = this;
    if (!this.queue.inFlow) {
      if (!this.keyAllowed) throw new Refusal('list-here', cursor.at);
      this.roll(Kind.BlockList, cursor.column, cursor.at);
    }
    this.queue.dropKey();
    this.keyAllowed = true;
    this.push(Kind.Item, 1);
  }

  private fetchKey(): void {
    const { cursor } = this;
    if (!this.queue.inFlow) {
      if (!this.keyAllowed) throw new Refusal('key-here', cursor.at);
      this.roll(Kind.BlockMap, cursor.column, cursor.at);
    }
    this.queue.dropKey();
    this.keyAllowed = !this.queue.inFlow;
    this.push(Kind.Key, 1);
  }

  private fetchValue(): void {
    const { cursor } = this;
    const key = this.queue.makeKey();
    if (key !== undefined) {
      this.roll(Kind.BlockMap, key.column, key.at, key.number);
      this.keyAllowed = false;
    } else {
      if (!this.queue.inFlow) {
        if (!this.keyAllowed)
          throw new Refusal('map-here', cursor.at, this.lastStart === -1 ? cursor.at : this.lastStart);
        this.roll(Kind.BlockMap, cursor.column, cursor.at);
      }
      this.keyAllowed = !this.queue.inFlow;
    }
    this.push(Kind.Value, 1);
  }

  private fetchDirective(): void {
    this.unroll(-1);
    this.queue.dropKey();
    this.keyAllowed = false;
    this.queue.push(scanDirective(this.cursor));
  }

  private marker(kind: Kind): void {
    this.unroll(-1);
    this.queue.dropKey();
    this.keyAllowed = false;
    this.push(kind, 3);
  }

  private finish(): void {
    this.cursor.line++;
    this.unroll(-1);
    this.queue.dropKey();
    this.push(Kind.End, 0);
    this.ended = true;
  }
}
