import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { createConnection, type Message, type MessageWriter } from 'vscode-languageserver/node';
import { parseArguments } from '../../../src/cli/flags.ts';
import { Framing } from '../../../src/lsp/framing.ts';
import { Gate } from '../../../src/lsp/gate.ts';
import { Server } from '../../../src/lsp/server.ts';
import { type Change, EditorText, type Encoding, type Range } from '../../../src/lsp/text.ts';
import type { Random } from '../../readers/random.ts';
import { Seeded } from '../seeded.ts';
import { type Stage, holds, same } from '../stage.ts';
import { anyText } from '../texts.ts';

const URI = 'file:///podlint-fuzz/case.yaml';
const ENCODINGS: readonly Encoding[] = ['utf-16', 'utf-8', 'utf-32'];
const ASKED = ['hover', 'completion', 'definition', 'documentSymbol', 'codeAction', 'diagnostic'] as const;

/** What a client sends: changes of its text, questions, and what is no message at all. */
type Step =
  | { readonly change: readonly Change[] }
  | { readonly ask: (typeof ASKED)[number]; readonly line: number; readonly character: number }
  | { readonly raw: string }
  | { readonly method: string; readonly params: unknown; readonly asked: boolean };

interface Session {
  readonly text: string;
  readonly encoding: Encoding;
  readonly steps: readonly Step[];
  /** How many bytes come at a time. */
  readonly chunk: number;
}

const WRONG: readonly unknown[] = [
  null,
  1,
  'x',
  [],
  {},
  { textDocument: null },
  { textDocument: { uri: URI } },
  { textDocument: { uri: 5 }, position: {} },
  { textDocument: { uri: '://' }, position: { line: -1, character: 1e99 } },
  { contentChanges: [{ text: 5 }], textDocument: { uri: URI } },
];
const METHODS = [
  ...ASKED.map((name) => `textDocument/${name}`),
  'textDocument/didChange',
  'textDocument/didOpen',
  'textDocument/didClose',
  'textDocument/didSave',
  'workspace/didChangeConfiguration',
  'workspace/didChangeWatchedFiles',
  'initialize',
  '$/cancelRequest',
  '__proto__',
  '',
];
const RUBBISH = [
  '\r\n\r\n',
  'Content-Length: 3\r\n\r\n{x}',
  'Content-Length: -1\r\n\r\n',
  'Content-Length: 99999999999\r\n\r\n',
  'Content-Length: 2\r\n\r\n[]',
  'Content-Length: 0\r\n\r\n',
  'x: y\r\n\r\n',
  'Content-Type: a\r\nContent-Length: 4\r\n\r\nnull',
];

function make(random: Random): Session {
  const text = anyText(random).slice(0, 20_000);
  const lines = text.split('\n').length;
  const place = (): { line: number; character: number } => ({
    line: random.below(lines + 1),
    character: random.below(random.chance(0.9) ? 40 : 1e6),
  });
  const range = (): Range => ({ start: place(), end: place() });
  const step = (): Step => {
    const kind = random.below(10);
    if (kind < 4)
      return {
        change: Array.from({ length: 1 + random.below(2) }, () =>
          random.chance(0.95) ? { range: range(), text: inserted(random) } : { text: anyText(random).slice(0, 5000) },
        ),
      };
    if (kind < 8) return { ask: random.pick(ASKED), ...place() };
    if (kind < 9) return { raw: random.pick(RUBBISH) };
    return { method: random.pick(METHODS), params: random.pick(WRONG), asked: random.chance(0.5) };
  };
  return {
    text,
    encoding: random.pick(ENCODINGS),
    steps: Array.from({ length: 1 + random.below(8) }, step),
    chunk: random.pick([1e9, 1e9, 1000, 7]),
  };
}

function inserted(random: Random): string {
  return random.pick([
    '',
    'x',
    '\n',
    '\r\n',
    '😀',
    '  ',
    '- ',
    ': ',
    '\r',
    'é',
    '\ud800',
    anyText(random).slice(0, 200),
  ]);
}

function* smaller(session: Session): Generator<Session> {
  for (let i = 0; i < session.steps.length; i++) yield { ...session, steps: session.steps.toSpliced(i, 1) };
  if (session.chunk < 1e9) yield { ...session, chunk: 1e9 };
  const lines = session.text.split('\n');
  for (let i = 0; i < lines.length && lines.length > 1; i++)
    yield { ...session, text: lines.toSpliced(i, 1).join('\n') };
}

/** Sessions of an editor: every question has one answer, every place in an answer is in the text, and edits lead to the text that they say. */
export const lsp: Stage<Session> = {
  name: 'lsp',
  cases: new Seeded({ make, smaller }),
  async check(session) {
    const desk = new Desk(session);
    for (const step of session.steps) desk.take(step);
    const found = await desk.end();
    if (desk.strange) return;
    // Opened as it is now, the text has the same findings.
    const again = new Desk({ ...session, text: desk.text.text, steps: [], chunk: 1e9 });
    same('edited and opened', errorsIn(found), errorsIn(await again.end()));
  },
  show: (session) => `${session.text}\n${JSON.stringify({ ...session, text: '' })}`,
  patience: 20,
};

/** Errors only: what rules say across objects comes after a pause. */
function errorsIn(found: any): string {
  return JSON.stringify(found?.filter(({ severity }: { severity: number }) => severity === 1));
}

/** A client and a server that share a process. */
class Desk {
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
    this.text = new EditorText(session.text.replaceAll(/\p{Surrogate}/gu, '?'), session.encoding);
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
    this.#send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri: URI, languageId: 'yaml', version: 1, text: this.text.text } },
    });
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

  /** Asks for the findings, and says good-bye. */
  async end(): Promise<unknown> {
    const id = this.#request('textDocument/diagnostic', { textDocument: { uri: URI } });
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
    return this.#answers.get(id)?.result?.items;
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
    const sound = changes.map((change) => ({ ...change, text: change.text.replaceAll(/\p{Surrogate}/gu, '?') }));
    this.text = sound.reduce(changed(this.#session.encoding), this.text);
    this.#texts.push(this.text);
    this.#send({
      method: 'textDocument/didChange',
      params: { textDocument: { uri: URI, version: ++this.#version }, contentChanges: sound },
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

/** What an editor does with a change, done simply: by lines, and characters of the encoding. */
function changed(encoding: Encoding): (text: EditorText, change: Change) => EditorText {
  return (before, { range, text }) => {
    if (range === undefined) return new EditorText(text, encoding);
    const start = offsetOf(before.text, range.start, encoding);
    const end = Math.max(start, offsetOf(before.text, range.end, encoding));
    return new EditorText(before.text.slice(0, start) + text + before.text.slice(end), encoding);
  };
}

function offsetOf(text: string, { line, character }: Range['start'], encoding: Encoding): number {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  if (text === '' || /[\r\n]$/.test(text)) lines.push('');
  if (line >= lines.length) return text.length;
  const start = lines.slice(0, line).join('').length;
  const content = (lines[line] as string).replace(/[\r\n]+$/, '');
  if (encoding === 'utf-16') return start + Math.min(character, content.length);
  let [at, left] = [start, character];
  for (const char of content) {
    left -= encoding === 'utf-8' ? Buffer.byteLength(char) : 1;
    if (left < 0) break;
    at += char.length;
  }
  return at;
}

/** All ranges of an answer, however deep. */
function rangesIn(value: any): Range[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = typeof value.start?.line === 'number' && typeof value.end?.line === 'number' ? [value as Range] : [];
  return [...own, ...Object.values(value).flatMap(rangesIn)];
}

function isIn({ start, end }: Range, text: EditorText): boolean {
  const [from, to] = [text.offsetAt(start), text.offsetAt(end)];
  const back = text.range(from, to);
  return from <= to && JSON.stringify(back) === JSON.stringify({ start, end });
}
