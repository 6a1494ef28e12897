import {
  createConnection,
  ResponseError,
  StreamMessageWriter,
  LSPErrorCodes,
  type RequestMessage,
} from 'vscode-languageserver/node';
import { type Arguments, UsageError } from '../cli/flags.ts';
import { settingsOf } from '../cli/settings.ts';
import { Framing } from './framing.ts';
import { Gate } from './gate.ts';
import { Server } from './server.ts';

/** How long answers may take once the client has gone silent, in milliseconds. */
const LAST_ANSWERS_WITHIN = 5_000;

/** `podlint lsp`: the language server, over standard input and output. */
export async function lsp(args: Arguments): Promise<number> {
  if (args.paths.length > 0) throw new UsageError('podlint lsp takes no paths: the editor says which folders are open');
  settingsOf(args);
  const { stdin, stdout } = process;
  const writer = new StreamMessageWriter(stdout);
  const framing = new Framing(stdin, (code, message) => gate.refuse(null, { code, message }));
  const gate = new Gate(framing, writer);
  const connection = createConnection(gate, gate.writer, {
    connectionStrategy: {
      cancelUndispatched: (message) => ({
        jsonrpc: '2.0',
        id: (message as RequestMessage).id,
        error: new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled').toJson(),
      }),
    },
  });
  new Server(connection, args);
  connection.listen();
  return new Promise((resolve) => {
    const leave = (): void => {
      resolve(gate.isShut ? 0 : 1);
      process.exit(gate.isShut ? 0 : 1);
    };
    // Whoever reads the answers has gone: there is nobody left to work for.
    stdout.on('error', leave);
    stdin.on('end', () => {
      setTimeout(leave, LAST_ANSWERS_WITHIN).unref();
      void gate.done().then(leave);
    });
  });
}
