import { basename } from 'node:path';
import {
  type CancellationToken,
  type CodeAction,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentPositionParams,
} from 'vscode-languageserver/node';
import { CODE_NAMES, DATA_NAMES } from '../config/names.ts';
import type { Arguments } from '../cli/flags.ts';
import { version } from '../cli/version.ts';
import { ACTION_KINDS, actionsOf } from './actions.ts';
import { Checker } from './checker.ts';
import { type Client, clientOf } from './client.ts';
import { completionsAt } from './completion.ts';
import { definitionsAt } from './definition.ts';
import { tooLarge } from './diagnostics.ts';
import { hoverAt } from './hover.ts';
import { OpenDocument } from './open.ts';
import { withOptions } from './options.ts';
import { isWithin, pathOf, uriOf } from './paths.ts';
import { Publisher } from './publisher.ts';
import type { Slot } from './slot.ts';
import { Slots } from './slots.ts';
import { symbolsOf } from './symbols.ts';

/** How long a client may take to hand out its settings, in milliseconds. */
const SETTINGS_WITHIN = 2_000;

/** The language server: what is open in an editor, the folders that it belongs to, and the answers to what the editor asks. */
export class Server {
  readonly #connection: Connection;
  readonly #args: Arguments;
  readonly #checker: Checker;
  readonly #documents: Map<string, OpenDocument> = new Map();
  readonly #slots: Slots;
  #client: Client = clientOf({});
  #publisher: Publisher | undefined;
  #options: unknown;

  constructor(connection: Connection, args: Arguments) {
    this.#connection = connection;
    this.#args = args;
    this.#checker = new Checker({
      documents: (slot) => this.#documentsOf(slot),
      found: (document, now) => this.#publisher?.found(document, now),
      failed: (error) => this.#failed(error),
    });
    this.#slots = new Slots({
      argumentsFor: (folder) => this.#argumentsFor(folder),
      edited: (slot) => this.#documentsOf(slot).map(({ path }) => path),
      loaded: (slot) => this.#checker.checkAll(slot),
      say: (level, message) => this.#say(level, message),
    });
    this.#listen();
  }

  #listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onShutdown(() => this.#checker.stop());
    connection.onDidOpenTextDocument(({ textDocument }) => this.#open(textDocument));
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
      const document = this.#documents.get(textDocument.uri);
      if (document === undefined) return;
      document.change(contentChanges, textDocument.version);
      this.#checker.changed(document);
    });
    connection.onDidCloseTextDocument(({ textDocument }) => this.#close(textDocument.uri));
    connection.onDidSaveTextDocument(({ textDocument }) => this.#saved(textDocument.uri));
    connection.onDidChangeConfiguration(({ settings }) => this.#configure(settings));
    connection.onDidChangeWatchedFiles((params) => this.#watched(params));
    connection.onCodeAction(({ textDocument, range, context }) =>
      this.#actions(textDocument.uri, { range, only: context?.only }),
    );
    connection.onHover((params, token) =>
      this.#at(params, token, (document, offset) => hoverAt(document, offset, this.#client)),
    );
    connection.onCompletion((params, token) => this.#at(params, token, completionsAt));
    connection.onDefinition((params, token) =>
      this.#at(params, token, (document, offset) => definitionsAt(document, offset, this.#client.encoding)),
    );
    connection.onDocumentSymbol(({ textDocument }) => {
      const document = this.#documents.get(textDocument.uri);
      return document === undefined ? [] : symbolsOf(document, this.#client);
    });
    connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) =>
      this.#pulled(textDocument.uri, previousResultId, token),
    );
  }

  #initialize(params: InitializeParams): InitializeResult {
    const client = clientOf(params.capabilities);
    this.#client = client;
    this.#publisher = new Publisher(this.#connection, client, (error) => this.#failed(error));
    this.#options = params.initializationOptions;
    const roots = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    for (const uri of roots) this.#slots.add(uri);
    return {
      serverInfo: { name: 'podlint', version },
      capabilities: {
        positionEncoding: client.encoding,
        textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
        ...(client.pulls
          ? { diagnosticProvider: { identifier: 'podlint', interFileDependencies: true, workspaceDiagnostics: false } }
          : {}),
        ...(client.codeActionLiterals ? { codeActionProvider: { codeActionKinds: [...ACTION_KINDS] } } : {}),
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' ', '"'] },
        definitionProvider: true,
        documentSymbolProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  async #initialized(): Promise<void> {
    for (const slot of this.#slots.all) slot.load();
    const { client, workspace } = this.#connection;
    if (this.#client.tellsOfFolders)
      workspace.onDidChangeWorkspaceFolders(({ added, removed }) => this.#foldersChanged(added, removed));
    try {
      if (this.#client.tellsOfSettings)
        await client.register(DidChangeConfigurationNotification.type, { section: 'podlint' });
      if (this.#client.watches) await client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHED });
    } catch (error) {
      this.#failed(error);
    }
  }

  #foldersChanged(added: readonly { uri: string }[], removed: readonly { uri: string }[]): void {
    for (const { uri } of removed) this.#slots.remove(uri);
    for (const { uri } of added) this.#slots.add(uri)?.load();
    // Open texts find their folders anew.
    for (const document of [...this.#documents.values()]) {
      const { uri, version: at, text } = document;
      if (this.#slots.for(document.path) !== document.slot) this.#open({ uri, version: at, text: text.text });
    }
  }

  #open({ uri, version: at, text }: { uri: string; version: number; text: string }): void {
    const path = this.#slots.pathOf(uri);
    const slot = this.#slots.for(path);
    const before = this.#documents.get(uri);
    if (before !== undefined && before.slot !== slot) before.folder?.close(path);
    const document = new OpenDocument({ uri, path, slot, version: at, text, encoding: this.#client.encoding });
    this.#documents.set(uri, document);
    if (document.isTooLarge) this.#say('warning', `${basename(path)}: ${tooLarge(document)}`);
    if (slot.folder === undefined) slot.load();
    else this.#checker.changed(document);
  }

  #close(uri: string): void {
    const document = this.#documents.get(uri);
    if (document === undefined) return;
    this.#documents.delete(uri);
    document.folder?.close(document.path);
    this.#checker.closed(document);
    this.#publisher?.closed(uri);
    if (this.#documentsOf(document.slot).length === 0) this.#slots.drop(document.slot);
  }

  /** Editors that watch no files tell at least what they save. */
  #saved(uri: string): void {
    const path = pathOf(uri);
    if (path === undefined || this.#client.watches) return;
    this.#documents.get(uri)?.slot.load();
  }

  #watched({ changes }: DidChangeWatchedFilesParams): void {
    const paths = changes.map(({ uri }) => pathOf(uri)).filter((path) => path !== undefined);
    for (const slot of this.#slots.all) {
      const own = paths.filter((path) => isWithin(path, slot.root));
      const definitions = new Set(slot.folder?.inputs.definitions.map(({ path }) => path));
      if (own.some((path) => SETTINGS.has(basename(path)) || definitions.has(path))) slot.load();
      else if (slot.refresh(own)) this.#checker.changedAround(slot);
    }
  }

  #configure(settings: unknown): void {
    if (!this.#client.configures)
      this.#options = (settings as { podlint?: unknown } | null | undefined)?.podlint ?? this.#options;
    for (const slot of this.#slots.all) slot.load();
  }

  async #argumentsFor(root: string): Promise<Arguments> {
    let options = this.#options;
    if (this.#client.configures) {
      const asked = this.#connection.workspace.getConfiguration({ scopeUri: uriOf(root), section: 'podlint' });
      options = { ...(options as object | null | undefined), ...(await within(asked, SETTINGS_WITHIN)) };
    }
    return withOptions(this.#args, options);
  }

  async #actions(uri: string, asked: Parameters<typeof actionsOf>[1]): Promise<CodeAction[]> {
    const document = this.#documents.get(uri);
    if (document === undefined) return [];
    if (document.folder === undefined) await document.slot.ready();
    this.#checker.check(document);
    return actionsOf(document, asked, { client: this.#client });
  }

  /** Answers a question about a place of an open text; with nothing about any other. */
  async #at<T>(
    { textDocument, position }: TextDocumentPositionParams,
    token: CancellationToken,
    answer: (document: OpenDocument, offset: number) => T | Promise<T>,
  ): Promise<T | null> {
    const document = this.#documents.get(textDocument.uri);
    if (document === undefined) return null;
    if (document.folder === undefined) await document.slot.ready();
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    this.#checker.check(document);
    return (await answer(document, document.text.offsetAt(position))) ?? null;
  }

  async #pulled(uri: string, before: string | undefined, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const document = this.#documents.get(uri);
    if (document === undefined) return { kind: 'full', items: [] };
    if (document.folder === undefined) await document.slot.ready();
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    this.#checker.check(document);
    return this.#publisher?.answer(document, before) ?? { kind: 'full', items: [] };
  }

  #documentsOf(slot: Slot): OpenDocument[] {
    return [...this.#documents.values()].filter((document) => document.slot === slot);
  }

  #say(level: 'error' | 'warning' | 'info', message: string): void {
    const type = level === 'error' ? 1 : level === 'warning' ? 2 : 3;
    const params = { type, message: `podlint: ${message}` };
    this.#connection.sendNotification('window/showMessage', params).catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): void {
    this.#connection.console.error(
      `podlint: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

const WATCHED = [
  { globPattern: '**/*.{yaml,yml,json}' },
  { globPattern: '**/podlint.config.{mjs,js,ts}' },
  { globPattern: '**/.gitignore' },
];

/** Files that change what is read, and how it is judged. */
const SETTINGS: ReadonlySet<string> = new Set([...DATA_NAMES, ...CODE_NAMES, '.gitignore']);

/** What a promise gives, or nothing if it takes too long or fails. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
