import type { Readable } from 'node:stream';
import { AbstractMessageReader, type DataCallback, type Disposable, type Message } from 'vscode-languageserver/node';

/** The largest message that is taken in: a client that announces more is not heard out. */
const MOST_BYTES = 256 * 1024 * 1024;
/** What can stand before the length of a message at most. */
const MOST_HEADER = 8 * 1024;
const MARK = 'content-length:';

/** Told what a client sent that is no message, and what is wrong with it. */
export type Complain = (code: number, reason: string) => void;

/**
 * Cuts what a client sends into messages. Unlike the package's own reader it goes on after whatever is no message: it says so once and looks
 * for the next one.
 */
export class Framing extends AbstractMessageReader {
  readonly #input: Readable;
  readonly #complain: Complain;
  #chunks: Buffer[] = [];
  #size = 0;
  /** The length of the message at hand; -1 while its header is not complete. */
  #length = -1;
  /** Bytes of a message that is too long, still to be dropped. */
  #drop = 0;
  #inRubbish = false;
  #tell: DataCallback = () => {};

  constructor(input: Readable, complain: Complain) {
    super();
    this.#input = input;
    this.#complain = complain;
  }

  override listen(callback: DataCallback): Disposable {
    this.#tell = callback;
    const take = (chunk: Buffer): void => this.#take(chunk);
    const fail = (error: Error): void => this.fireError(error);
    this.#input.on('data', take).on('error', fail);
    return { dispose: () => void this.#input.off('data', take).off('error', fail) };
  }

  #take(chunk: Buffer): void {
    const kept = this.#drop > 0 ? chunk.subarray(this.#drop) : chunk;
    this.#drop = Math.max(0, this.#drop - chunk.length);
    if (kept.length === 0) return;
    this.#chunks.push(kept);
    this.#size += kept.length;
    while (this.#length === -1 ? this.#header() : this.#body());
  }

  #all(): Buffer {
    const all = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks, this.#size);
    this.#chunks = [all];
    return all;
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
  }

  /** Reads a header; false if there is none yet. */
  #header(): boolean {
    if (this.#size === 0) return false;
    const all = this.#all();
    const end = all.indexOf('\r\n\r\n');
    const head = all.subarray(0, end === -1 ? all.length : end).toString('latin1');
    if (end === -1) return this.#maybeRubbish(head, all);
    // Whatever stands before it, the last length is the one that belongs to the text.
    const length = /^[ \t]*(\d{1,15})[ \t]*(?:\r|$)/.exec(head.slice(lengthAt(head)));
    if (length === null) {
      this.#rubbish();
      this.#keep(all.subarray(end + 4));
      return true;
    }
    this.#keep(all.subarray(end + 4));
    this.#inRubbish = false;
    this.#length = Number(length[1]);
    if (this.#length > MOST_BYTES) this.#refuse();
    return true;
  }

  /** Without the end of a header what has come may be the beginning of one; too much of it is not. */
  #maybeRubbish(head: string, all: Buffer): boolean {
    if (head.length <= MOST_HEADER) return false;
    this.#rubbish();
    const next = head.toLowerCase().lastIndexOf(MARK);
    this.#keep(all.subarray(next > 0 && head.length - next <= MOST_HEADER ? next : all.length - MARK.length));
    return false;
  }

  #rubbish(): void {
    if (!this.#inRubbish) this.#complain(PARSE_ERROR, 'expected a header with Content-Length');
    this.#inRubbish = true;
  }

  #refuse(): void {
    this.#complain(
      INVALID_REQUEST,
      `a message of ${this.#length} bytes is longer than the ${MOST_BYTES} that are read`,
    );
    const all = this.#all();
    this.#drop = Math.max(0, this.#length - all.length);
    this.#keep(all.subarray(Math.min(this.#length, all.length)));
    this.#length = -1;
  }

  /** Reads a message; false if it is not complete yet. */
  #body(): boolean {
    if (this.#size < this.#length) return false;
    const all = this.#length === 0 ? Buffer.alloc(0) : this.#all();
    const body = all.toString('utf8', 0, this.#length);
    if (this.#length > 0) this.#keep(all.subarray(this.#length));
    this.#length = -1;
    let message: unknown;
    try {
      message = JSON.parse(body);
    } catch {
      this.#complain(PARSE_ERROR, 'this is no JSON');
      return true;
    }
    if (isMessage(message)) this.#tell(message);
    else
      this.#complain(
        INVALID_REQUEST,
        Array.isArray(message) ? 'batches are not part of the protocol' : 'this is no message',
      );
    return true;
  }
}

/** Where the length of a message is written in its header; the header's end if it is not. */
function lengthAt(head: string): number {
  const at = head.toLowerCase().lastIndexOf(MARK);
  return at === -1 ? head.length : at + MARK.length;
}

/** Codes of JSON-RPC for what is no message at all. */
export const PARSE_ERROR = -32700;
export const INVALID_REQUEST = -32600;

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { method, id, result, error } = value as Record<string, unknown>;
  const hasId = typeof id === 'number' || typeof id === 'string';
  if (id !== undefined && id !== null && !hasId) return false;
  return method === undefined ? hasId && (result !== undefined || error !== undefined) : typeof method === 'string';
}
