import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { createConnection, type Message, type MessageWriter } from 'vscode-languageserver/node';
import { parseArguments } from '../../../src/cli/flags.ts';
import { Framing } from '../../../src/lsp/framing.ts';
import { Gate } from '../../../src/lsp/gate.ts';
import { Server } from '../../../src/lsp/server.ts';
import { type Change, EditorText } from '../../../src/lsp/text.ts';
import { holds } from '../stage.ts';
import { changed, isIn, rangesIn } from './edits.ts';
import { type Session, type Step, URI } from './session.ts';

/** A client and a server that share a process. */
export class Desk {
  text: EditorText;
  /** Whether the server was told something that it may take otherwise. */
  strange = false;
  readonly #session: Session;
  readonly #input: EventEmitter = new EventEmitter();
  readonly #answers: Map<number | string, any> = new Map();
  readonly #asked: Map<number, { readonly ask: string; readonly since: number }> = new Map();
  /** The texts that there were: an answer may be about one that came after the question. */
  readonly #texts: EditorText[] = [];
  #complaint: string | undefined;
  #next = 1;
  #version = 1;
  #answered: () => void = () => {};

  constructor(session: Session) {
    this.#session = session;
    this.text = new EditorText(session.text, session.encoding);
    this.#texts.push(this.text);
    const writer = {
      onError: () => nothing,
      onClose: () => nothing,
      end() {},
      dispose() {},
      write: async (message: Message) => this.#receive(message),
    } as unknown as MessageWriter;
    const gate = new Gate(new Framing(this.#input as unknown as Readable, () => {}), writer);
    const connection = createConnection(gate, gate.writer);
    new Server(connection, parseArguments([]));
    connection.listen();
    this.#request('initialize', {
      capabilities: {
        general: { positionEncodings: [session.encoding] },
        textDocument: {
          diagnostic: {},
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
        },
        workspace: { workspaceEdit: { documentChanges: true } },
      },
    });
    this.#send({ method: 'initialized', params: {} });
    this.#open();
  }

  #askAgain(): number {
    this.#send({ method: 'textDocument/didClose', params: { textDocument: { uri: URI } } });
    this.#open();
    return this.#request('textDocument/diagnostic', { textDocument: { uri: URI } });
  }

  #open(): void {
    const textDocument = { uri: URI, languageId: 'yaml', version: ++this.#version, text: this.text.text };
    this.#send({ method: 'textDocument/didOpen', params: { textDocument } });
  }

  take(step: Step): void {
    if ('raw' in step) {
      // What announces a length swallows what follows.
      this.strange ||= /9999/.test(step.raw);
      if (!this.strange) this.#raw(Buffer.from(step.raw));
    } else if ('change' in step) this.#change(step.change);
    else if ('method' in step) {
      this.strange ||= /did(?:Open|Close)$/.test(step.method);
      if (step.asked) this.#request(step.method, step.params);
      else this.#send({ method: step.method, params: step.params });
    } else {
      const { ask, line, character } = step;
      const position = { line, character };
      this.#request(`textDocument/${ask}`, {
        textDocument: { uri: URI },
        position,
        range: { start: position, end: position },
        context: { diagnostics: [] },
      });
    }
  }

  /** Asks for the findings, maybe once more with the text closed and opened again, and says good-bye. */
  async end(): Promise<{ readonly edited: unknown; readonly opened: unknown }> {
    const edited = this.#request('textDocument/diagnostic', { textDocument: { uri: URI } });
    const opened = this.#session.again ? this.#askAgain() : edited;
    const last = this.#request('shutdown', null);
    const late = Date.now() + 20_000;
    while (this.#answers.size < last && Date.now() < late) {
      await new Promise<void>((resolve) => {
        this.#answered = resolve;
        setTimeout(resolve, 1000).unref();
      });
    }
    holds(this.#complaint === undefined, () => `the server complains: ${this.#complaint}`);
    for (let one = 1; one <= last; one++)
      holds(this.#answers.has(one), () => `no answer to ${JSON.stringify(this.#asked.get(one)?.ask)}`);
    for (const [one, { ask, since }] of this.#asked) this.#check(ask, this.#answers.get(one), this.#texts.slice(since));
    return { edited: this.#answers.get(edited)?.result?.items, opened: this.#answers.get(opened)?.result?.items };
  }

  #check(ask: string, answer: any, texts: readonly EditorText[]): void {
    if (answer.error !== undefined) {
      holds(answer.error.code !== -32603, () => `${ask}: an internal error: ${JSON.stringify(answer.error)}`);
      return;
    }
    // A text that is opened anew, or closed, is not the one that is known here.
    if (!this.strange)
      for (const range of rangesIn(answer.result))
        holds(
          texts.some((text) => isIn(range, text)),
          () => `${ask}: ${JSON.stringify(range)} is not in the text`,
        );
  }

  #change(changes: readonly Change[]): void {
    this.text = changes.reduce(changed(this.#session.encoding), this.text);
    this.#texts.push(this.text);
    this.#send({
      method: 'textDocument/didChange',
      params: { textDocument: { uri: URI, version: ++this.#version }, contentChanges: changes },
    });
  }

  #request(method: string, params: unknown): number {
    const id = this.#next++;
    this.#asked.set(id, { ask: method, since: this.#texts.length - 1 });
    this.#send({ id, method, params });
    return id;
  }

  #send(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#raw(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  #raw(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at += this.#session.chunk)
      this.#input.emit('data', bytes.subarray(at, at + this.#session.chunk));
  }

  #receive(message: any): void {
    if (message.method === 'window/logMessage' && message.params.type === 1) this.#complaint ??= message.params.message;
    if (message.method !== undefined || message.id === null || message.id === undefined) return;
    if (this.#answers.has(message.id)) this.#complaint ??= `two answers to ${message.id}`;
    this.#answers.set(message.id, message);
    this.#answered();
  }
}

const nothing = { dispose() {} };
