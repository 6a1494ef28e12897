import type { ClientCapabilities } from 'vscode-languageserver/node';
import type { Encoding } from './text.ts';

/** What the editor at the other end can do, as far as it makes a difference here. */
export interface Client {
  readonly encoding: Encoding;
  /** It asks for diagnostics; otherwise they are sent unasked. */
  readonly pulls: boolean;
  /** It can be told to ask for diagnostics again. */
  readonly refreshes: boolean;
  readonly showsRelated: boolean;
  readonly showsLinks: boolean;
  readonly tags: readonly number[];
  /** Edits can name the version of the text they are for. */
  readonly versionsEdits: boolean;
  /** Symbols may hold others. */
  readonly nestsSymbols: boolean;
  /** It watches files when asked to. */
  readonly watches: boolean;
  /** It hands out its settings when asked for them. */
  readonly configures: boolean;
  /** It wants to be asked for news about its settings. */
  readonly tellsOfSettings: boolean;
  /** It tells when folders come and go. */
  readonly tellsOfFolders: boolean;
  readonly codeActionLiterals: boolean;
  readonly markdown: boolean;
}

const ENCODINGS: readonly string[] = ['utf-16', 'utf-8', 'utf-32'];

/** Reads what an editor says of itself; all of it may be missing. */
export function clientOf({ general, textDocument, workspace }: ClientCapabilities): Client {
  const published = textDocument?.publishDiagnostics;
  const pulls = textDocument?.diagnostic !== undefined;
  const shown = pulls ? { ...published, ...textDocument.diagnostic } : published;
  const hover = textDocument?.hover?.contentFormat;
  return {
    encoding: (general?.positionEncodings?.find((name) => ENCODINGS.includes(name)) ?? 'utf-16') as Encoding,
    pulls,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    showsRelated: shown?.relatedInformation === true,
    showsLinks: shown?.codeDescriptionSupport === true,
    tags: shown?.tagSupport?.valueSet ?? [],
    versionsEdits: workspace?.workspaceEdit?.documentChanges === true,
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    configures: workspace?.configuration === true,
    tellsOfSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    tellsOfFolders: workspace?.workspaceFolders === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    markdown: hover === undefined || hover.includes('markdown'),
  };
}
