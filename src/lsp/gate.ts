import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
  type RequestMessage,
} from 'vscode-languageserver/node';
import { INVALID_REQUEST } from './framing.ts';

const NOT_INITIALIZED = -32002;
const INVALID_PARAMS = -32602;

/**
 * Stands between a client and the server: what comes too early, too late or without what it needs is answered here, so that no handler has to
 * mistrust what it is handed. It also knows which requests still wait for an answer.
 */
export class Gate extends AbstractMessageReader implements MessageReader {
  readonly #reader: MessageReader;
  readonly #writer: MessageWriter;
  readonly #waiting: Set<string | number> = new Set();
  /** Refusals that are not written out yet. */
  #refusals = 0;
  #state: 'new' | 'open' | 'shut' = 'new';
  #whenDone: (() => void) | undefined;

  constructor(reader: MessageReader, writer: MessageWriter) {
    super();
    this.#reader = reader;
    this.#writer = writer;
    reader.onError((error) => this.fireError(error));
  }

  override listen(callback: DataCallback): Disposable {
    return this.#reader.listen((message) => this.#pass(message, callback));
  }

  /** A writer that takes notice of the answers that are given. */
  get writer(): MessageWriter {
    const writer = this.#writer;
    return {
      onError: writer.onError,
      onClose: writer.onClose,
      end: () => writer.end(),
      dispose: () => writer.dispose(),
      write: async (message) => {
        await writer.write(message);
        if ('id' in message && !('method' in message)) this.#answered(message.id as string | number);
      },
    };
  }

  get isShut(): boolean {
    return this.#state === 'shut';
  }

  /** When all requests that came in have their answers. */
  done(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenDone = resolve;
      this.#check();
    });
  }

  #answered(id: string | number): void {
    this.#waiting.delete(id);
    this.#check();
  }

  #check(): void {
    if (this.#waiting.size === 0 && this.#refusals === 0) this.#whenDone?.();
  }

  #pass(message: Message, callback: DataCallback): void {
    const { method, id } = message as Partial<RequestMessage>;
    if (method === undefined) return callback(message);
    const refusal = this.#refusal(method, (message as RequestMessage).params as unknown);
    if (refusal === undefined) {
      if (id !== undefined && id !== null) this.#waiting.add(id);
      return callback(message);
    }
    // A notification has no answer: what is wrong with it is not said to anybody.
    if (id !== undefined && id !== null) this.refuse(id, refusal);
  }

  /** Answers what is no request that could be handled; without an id, what is no message at all. */
  refuse(id: string | number | null, error: { readonly code: number; readonly message: string }): void {
    const response = { jsonrpc: '2.0', id, error } as Message;
    this.#refusals++;
    this.#writer
      .write(response)
      .catch((failure: unknown) => this.fireError(failure))
      .finally(() => {
        this.#refusals--;
        this.#check();
      });
  }

  #refusal(method: string, params: unknown): { code: number; message: string } | undefined {
    if (method === 'exit') return undefined;
    if (method === 'initialize') {
      if (this.#state !== 'new') return { code: INVALID_REQUEST, message: 'the server is initialized already' };
      const wrong = isObject(params) && isObject(params['capabilities']) ? undefined : 'initialize needs capabilities';
      if (wrong !== undefined) return { code: INVALID_PARAMS, message: wrong };
      this.#state = 'open';
      return undefined;
    }
    if (this.#state === 'new') return { code: NOT_INITIALIZED, message: 'initialize comes first' };
    if (this.#state === 'shut') return { code: INVALID_REQUEST, message: 'the server is shut down' };
    if (method === 'shutdown') this.#state = 'shut';
    if (method === '$/cancelRequest')
      return namesRequest(params) ? undefined : { code: INVALID_PARAMS, message: `${method}: no id` };
    if (method.startsWith('workspace/') && (!isObject(params) || Array.isArray(params)))
      return { code: INVALID_PARAMS, message: `${method}: no parameters` };
    if (method === 'workspace/didChangeWatchedFiles' && !isWatched(params))
      return { code: INVALID_PARAMS, message: `${method}: no changes` };
    const wrong = method.startsWith('textDocument/') ? wrongIn(method, params) : undefined;
    return wrong === undefined ? undefined : { code: INVALID_PARAMS, message: `${method}: ${wrong}` };
  }
}

function isWatched(params: unknown): boolean {
  return (
    isObject(params) &&
    Array.isArray(params['changes']) &&
    params['changes'].every((one) => isObject(one) && typeof one['uri'] === 'string')
  );
}

function namesRequest(params: unknown): boolean {
  return isObject(params) && (typeof params['id'] === 'number' || typeof params['id'] === 'string');
}

const AT_POSITION: ReadonlySet<string> = new Set([
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/definition',
]);

/** What the parameters of a method lack that its handler relies on. */
function wrongIn(method: string, params: unknown): string | undefined {
  if (!isObject(params)) return 'no parameters';
  const document = params['textDocument'];
  if (!isObject(document) || typeof document['uri'] !== 'string') return 'no textDocument.uri';
  if (method === 'textDocument/didOpen' && typeof document['text'] !== 'string') return 'no textDocument.text';
  if (method === 'textDocument/didChange' && !isChanges(params['contentChanges'])) return 'no contentChanges';
  if (AT_POSITION.has(method) && !isPosition(params['position'])) return 'no position';
  if (method === 'textDocument/codeAction' && !isRange(params['range'])) return 'no range';
  return undefined;
}

function isChanges(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (change) =>
        isObject(change) &&
        typeof change['text'] === 'string' &&
        (change['range'] === undefined || isRange(change['range'])),
    )
  );
}

function isRange(value: unknown): boolean {
  return isObject(value) && isPosition(value['start']) && isPosition(value['end']);
}

function isPosition(value: unknown): boolean {
  return isObject(value) && isCount(value['line']) && isCount(value['character']);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
