import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';

let client: LanguageClient | undefined;

/** Starts the server, and again when it is asked for or another one is to be run. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const restart = async (): Promise<void> => {
    await deactivate();
    client = create(context);
    await client.start();
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('podlint.restart', restart),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('podlint.path')) void restart();
    }),
  );
  await restart();
}

/** Ends the server. */
export async function deactivate(): Promise<void> {
  const before = client;
  client = undefined;
  await before?.stop();
}

function create(context: vscode.ExtensionContext): LanguageClient {
  // The editor's own Node runs the server: there may be no other on the machine.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const server: ServerOptions = { command: process.execPath, args: [serverPath(context), 'lsp'], options: { env } };
  const options: LanguageClientOptions = {
    documentSelector: ['yaml', 'json'].map((language) => ({ language })),
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          return Array.isArray(answers)
            ? answers.map((answer, i) => (params.items[i]?.section === 'podlint' ? settings(answer) : answer))
            : answers;
        },
      },
    },
  };
  return new LanguageClient('podlint', 'podlint', server, options);
}

/** The settings as the server is to see them: code is run only in folders that are trusted. */
function settings(answer: unknown): unknown {
  const given = (answer ?? {}) as { configCode?: unknown };
  return { ...given, configCode: given.configCode === true && vscode.workspace.isTrusted };
}

/** The podlint that is set, that of the folder, or the extension's own. What a folder brings along is run only if it is trusted. */
function serverPath(context: vscode.ExtensionContext): string {
  const own = context.asAbsolutePath(join('server', 'bin', 'podlint.cjs'));
  if (!vscode.workspace.isTrusted) return own;
  const set = vscode.workspace.getConfiguration('podlint').get<string>('path', '');
  if (set !== '') return set;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const path = join(uri.fsPath, 'node_modules', 'podlint', 'bin', 'podlint.cjs');
    if (uri.scheme === 'file' && existsSync(path)) return path;
  }
  return own;
}
