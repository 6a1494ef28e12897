import { afterBreak } from '../../model/unfold.ts';
import { isBlank, isBlankOrEnd, isBreakOrEnd } from '../chars.ts';

/** Why a document is refused. Each reason has its words in `explain.ts`. */
export type Reason =
  | 'alias-name'
  | 'alias-unknown'
  | 'alias-self'
  | 'alias-excess'
  | 'anchor-name'
  | 'block-header'
  | 'character'
  | 'colon-expected'
  | 'comma-expected'
  | 'content-expected'
  | 'control'
  | 'depth'
  | 'directive'
  | 'escape'
  | 'item-expected'
  | 'key-expected'
  | 'key-here'
  | 'key-type'
  | 'list-here'
  | 'map-here'
  | 'marker-in-quotes'
  | 'merge-type'
  | 'not-finite'
  | 'tab'
  | 'tag'
  | 'tag-value'
  | 'unclosed-quote';

/** Thrown inside the slow reader where Kubernetes refuses a document, and caught at its door. */
export class Refusal extends Error {
  readonly reason: Reason;
  /** Where reading stopped. */
  readonly at: number;
  /** Where the thing began that could not be finished: a quote, a key, a flow collection. */
  readonly from: number;
  /** Where the scalar before it begins; -1 if there is none. */
  last = -1;

  constructor(reason: Reason, at: number, from: number = at) {
    super(reason);
    this.reason = reason;
    this.at = at;
    this.from = from;
  }
}

/** A place in a document, with what must be known of its line. */
export class Cursor {
  readonly source: string;
  readonly end: number;
  at: number;
  lineStart: number;
  line = 0;
  /** Told of each comment that is passed. */
  onComment: ((start: number, end: number) => void) | undefined = undefined;

  constructor(source: string, start: number, end: number) {
    this.source = source;
    this.end = end;
    // A byte order mark at the beginning of a document takes no column.
    this.at = source.charCodeAt(start) === 0xfeff && start < end ? start + 1 : start;
    this.lineStart = this.at;
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  /** The character some places further on; -1 after the end. */
  code(ahead = 0): number {
    const at = this.at + ahead;
    return at < this.end ? this.source.charCodeAt(at) : -1;
  }

  /** Passes the line end that stands here. */
  newLine(): void {
    this.at = afterBreak(this.source, this.at);
    this.lineStart = this.at;
    this.line++;
  }

  skipBlanks(): void {
    while (isBlank(this.code())) this.at++;
  }

  /** Goes to the end of the line. */
  skipLine(): void {
    while (!isBreakOrEnd(this.code())) this.at++;
  }

  /** Goes to the end of a comment that stands here, if there is one. */
  skipComment(): void {
    if (this.code() !== 35) return;
    const start = this.at;
    this.skipLine();
    this.onComment?.(start, this.at);
  }

  /** Whether `---` or `...` stands here at the beginning of a line. */
  isMarker(): boolean {
    if (this.at !== this.lineStart) return false;
    const code = this.code();
    return (code === 45 || code === 46) && this.code(1) === code && this.code(2) === code && isBlankOrEnd(this.code(3));
  }
}
