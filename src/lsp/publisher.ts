import { createHash } from 'node:crypto';
import type { Connection, Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import type { Client } from './client.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { OpenDocument } from './open.ts';

/** Brings findings to the editor: when it asks, or unasked where it does not. */
export class Publisher {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #failed: (error: unknown) => void;
  /** What was sent last for each text. */
  readonly #sent: Map<string, string> = new Map();

  constructor(connection: Connection, client: Client, failed: (error: unknown) => void) {
    this.#connection = connection;
    this.#client = client;
    this.#failed = failed;
  }

  /** The answer to a request for the diagnostics of a text; `before` names those that the editor has. */
  answer(document: OpenDocument, before: string | undefined): DocumentDiagnosticReport {
    const items = diagnosticsOf(document, { client: this.#client });
    const resultId = digest(items);
    this.#sent.set(document.uri, resultId);
    return before === resultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
  }

  /** The findings of a text may have changed; `now`: because the text did, after which editors that ask do so by themselves. */
  found(document: OpenDocument, now: boolean): void {
    const { pulls, refreshes } = this.#client;
    if (pulls && (now || !refreshes)) return;
    const diagnostics = diagnosticsOf(document, { client: this.#client });
    const id = digest(diagnostics);
    if (!now && this.#sent.get(document.uri) === id) return;
    if (pulls) return this.#guarded(this.#connection.languages.diagnostics.refresh());
    this.#sent.set(document.uri, id);
    this.#send(document.uri, document.version, diagnostics);
  }

  closed(uri: string): void {
    this.#sent.delete(uri);
    if (!this.#client.pulls) this.#send(uri, undefined, []);
  }

  #send(uri: string, version: number | undefined, diagnostics: Diagnostic[]): void {
    const params = { uri, diagnostics, ...(typeof version === 'number' ? { version } : {}) };
    this.#guarded(this.#connection.sendDiagnostics(params));
  }

  #guarded(sent: Promise<void>): void {
    sent.catch((error: unknown) => this.#failed(error));
  }
}

function digest(diagnostics: readonly Diagnostic[]): string {
  return createHash('sha1').update(JSON.stringify(diagnostics)).digest('base64');
}
