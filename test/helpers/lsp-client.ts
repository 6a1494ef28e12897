import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ROOT } from './command.ts';

/** A message of the protocol, as it came. */
export interface Answer {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: any;
  readonly result?: any;
  readonly error?: { readonly code: number; readonly message: string };
}

/** What an editor says of itself, in the parts that make a difference. */
export const FULL: object = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
};

/** How long anything may take that a test waits for, in milliseconds. */
const PATIENCE = 10_000;

/** A language client of a few lines, which talks to the built command over its standard streams. */
export class LspClient {
  readonly process: ChildProcessWithoutNullStreams;
  readonly messages: Answer[] = [];
  readonly exited: Promise<number | null>;
  stderr = '';
  #received: Buffer = Buffer.alloc(0);
  #next = 1;
  #seen: (() => void)[] = [];
  /** How requests of the server's are answered, by method. */
  readonly answers: Map<string, (params: any) => unknown> = new Map();

  constructor(context: TestContext, argv: readonly string[] = []) {
    this.process = spawn(process.execPath, [join(ROOT, 'bin/podlint.cjs'), 'lsp', ...argv], { stdio: 'pipe' });
    this.exited = new Promise((resolve) => this.process.on('exit', (code) => resolve(code)));
    void this.exited.then(() => this.#wake());
    this.process.stderr.on('data', (data: Buffer) => (this.stderr += data.toString()));
    this.process.stdin.on('error', () => {});
    this.process.stdout.on('data', (data: Buffer) => this.#take(data));
    context.after(() => void this.process.kill('SIGKILL'));
  }

  /** Says hello as an editor with a folder open, or none. */
  async start(root: string | undefined, capabilities: object = FULL, more: object = {}): Promise<any> {
    const folders = root === undefined ? null : [{ uri: uri(root), name: 'test' }];
    const params = {
      processId: process.pid,
      rootUri: root === undefined ? null : uri(root),
      workspaceFolders: folders,
      capabilities,
      ...more,
    };
    const result = await this.request('initialize', params);
    this.notify('initialized', {});
    return result;
  }

  raw(data: string | Buffer): void {
    this.process.stdin.write(data);
  }

  send(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.raw(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  notify(method: string, params: unknown): void {
    this.send({ method, params });
  }

  /** The result of a request; throws its error. */
  async request(method: string, params: unknown): Promise<any> {
    const { result, error } = await this.ask(method, params);
    if (error !== undefined) throw Object.assign(new Error(error.message), { code: error.code });
    return result;
  }

  /** The whole answer to a request. */
  ask(method: string, params: unknown): Promise<Answer> {
    const id = this.#next++;
    this.send({ id, method, params });
    return this.until((message) => message.id === id && message.method === undefined);
  }

  open(path: string, text: string, languageId = 'yaml'): void {
    this.notify('textDocument/didOpen', { textDocument: { uri: uri(path), languageId, version: 1, text } });
  }

  /** Replaces all of a text. */
  change(path: string, text: string, version: number): void {
    this.notify('textDocument/didChange', { textDocument: { uri: uri(path), version }, contentChanges: [{ text }] });
  }

  /** The first message, from the `from`th on, that passes a test. */
  async until(test: (message: Answer) => boolean, from = 0): Promise<Answer> {
    const late = Date.now() + PATIENCE;
    for (let at = from; ; ) {
      for (; at < this.messages.length; at++) if (test(this.messages[at] as Answer)) return this.messages[at] as Answer;
      if (this.process.exitCode !== null)
        throw new Error(`the server has gone: ${this.process.exitCode} ${this.stderr}`);
      const left = late - Date.now();
      if (left <= 0)
        throw new Error(`nothing came; last: ${JSON.stringify(this.messages.slice(-3)).slice(0, 2000)} ${this.stderr}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#seen.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** The diagnostics of a file, as soon as they pass a test. */
  async diagnostics(path: string, test: (found: any[]) => boolean = () => true, from = 0): Promise<any[]> {
    const { params } = await this.until(
      ({ method, params: sent }) =>
        method === 'textDocument/publishDiagnostics' && sent.uri === uri(path) && test(sent.diagnostics),
      from,
    );
    return params.diagnostics;
  }

  async stop(): Promise<number | null> {
    await this.request('shutdown', null);
    this.notify('exit', null);
    return this.exited;
  }

  #take(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end === -1) break;
      const length = Number(/Content-Length: (\d+)/.exec(this.#received.toString('latin1', 0, end))?.[1]);
      if (this.#received.length < end + 4 + length) break;
      const message = JSON.parse(this.#received.toString('utf8', end + 4, end + 4 + length)) as Answer;
      this.#received = this.#received.subarray(end + 4 + length);
      this.messages.push(message);
      if (message.method !== undefined && message.id !== undefined) this.#answer(message);
    }
    this.#wake();
  }

  #wake(): void {
    const seen = this.#seen;
    this.#seen = [];
    for (const tell of seen) tell();
  }

  #answer({ id, method, params }: Answer): void {
    this.send({ id, result: this.answers.get(method as string)?.(params) ?? null });
  }
}

/** The address of a file. */
export function uri(path: string): string {
  return pathToFileURL(path).href;
}

/** The codes of diagnostics, sorted. */
export function codes(diagnostics: readonly { readonly code?: string }[]): string[] {
  return diagnostics.map(({ code }) => code ?? '').sort();
}

/** The place of a marker `|` in a text, and the text without it. */
export function marked(text: string): { text: string; position: { line: number; character: number } } {
  const at = text.indexOf('|');
  const before = text.slice(0, at).split('\n');
  return {
    text: text.slice(0, at) + text.slice(at + 1),
    position: { line: before.length - 1, character: (before.at(-1) ?? '').length },
  };
}
