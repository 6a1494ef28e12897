import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { folder, pod } from './helpers/command.ts';
import { codes, FULL, LspClient, uri } from './helpers/lsp-client.ts';

/** A client that has said hello, and a text that is open. */
async function started(context: TestContext): Promise<{ client: LspClient; file: string }> {
  const root = folder(context);
  const client = new LspClient(context);
  await client.start(root);
  const file = join(root, 'a.yaml');
  client.open(file, pod('web', 'registry.example/web:latest'));
  await client.diagnostics(file, (all) => all.length === 1);
  return { client, file };
}

test('a request before initialize is refused, and a notification is not heard', async (context) => {
  const client = new LspClient(context);
  const early = await client.ask('textDocument/hover', {
    textDocument: { uri: 'file:///a.yaml' },
    position: { line: 0, character: 0 },
  });
  assert.equal(early.error?.code, -32002);
  client.open('/a.yaml', pod());
  await client.start(undefined);
  assert.equal((await client.ask('initialize', { capabilities: {} })).error?.code, -32600);
  assert.equal(
    await client.request('textDocument/hover', {
      textDocument: { uri: 'file:///a.yaml' },
      position: { line: 0, character: 0 },
    }),
    null,
  );
  assert.equal(await client.stop(), 0);
});

test('an initialize without capabilities is refused, and a later one is heard', async (context) => {
  const client = new LspClient(context);
  assert.equal((await client.ask('initialize', null)).error?.code, -32602);
  assert.equal((await client.ask('initialize', { processId: null, rootUri: null, capabilities: {} })).error, undefined);
});

test('unknown methods are refused, unknown notifications are not', async (context) => {
  const { client } = await started(context);
  assert.equal((await client.ask('textDocument/willSing', { textDocument: { uri: 'file:///a' } })).error?.code, -32601);
  client.notify('workspace/weather', { rain: true });
  client.notify('$/weather', {});
  assert.equal(await client.stop(), 0);
});

test('after shutdown nothing is answered any more, and exit without it is a failure', async (context) => {
  const { client, file } = await started(context);
  await client.request('shutdown', null);
  assert.equal(
    (await client.ask('textDocument/documentSymbol', { textDocument: { uri: uri(file) } })).error?.code,
    -32600,
  );
  client.notify('exit', null);
  assert.equal(await client.exited, 0);
  const other = await started(context);
  other.client.notify('exit', null);
  assert.equal(await other.client.exited, 1);
});

const RUBBISH: Readonly<Record<string, string | Buffer>> = {
  'words instead of a header': 'hello\r\n\r\nand more\r\n\r\n',
  'a header without a length': 'Content-Type: text\r\n\r\n',
  'a length that is none': 'Content-Length: many\r\n\r\n',
  'no JSON': 'Content-Length: 5\r\n\r\n{"a":',
  'an empty message': 'Content-Length: 0\r\n\r\n',
  'JSON that is no message': 'Content-Length: 4\r\n\r\ntrue',
  'a batch': 'Content-Length: 2\r\n\r\n[]',
  'an id of the wrong type': 'Content-Length: 24\r\n\r\n{"id":{},"method":"a/b"}',
  'bytes that are no text': Buffer.concat([
    Buffer.from('Content-Length: 4\r\n\r\n'),
    Buffer.from([0xff, 0xfe, 0x00, 0xc3]),
  ]),
  'a flood without a header': 'x'.repeat(100_000),
  'a message of a terabyte': 'Content-Length: 1000000000000\r\n\r\n',
};

for (const [name, rubbish] of Object.entries(RUBBISH)) {
  test(`rubbish is answered with an error and forgotten: ${name}`, async (context) => {
    const { client, file } = await started(context);
    const from = client.messages.length;
    client.raw(rubbish);
    const { error, id } = await client.until((message) => message.error !== undefined, from);
    assert.ok(error?.code === -32700 || error?.code === -32600, JSON.stringify(error));
    assert.equal(id, null);
    // A terabyte takes a while: nobody waits for what follows it.
    if (name.includes('terabyte')) return;
    client.change(file, pod(), 2);
    assert.deepEqual(await client.diagnostics(file, () => true, from), []);
    assert.equal(await client.stop(), 0);
  });
}

const WRONG: Readonly<Record<string, readonly [method: string, params: unknown]>> = {
  'no parameters': ['textDocument/hover', null],
  'no text document': ['textDocument/completion', { position: { line: 0, character: 0 } }],
  'no position': ['textDocument/definition', { textDocument: { uri: 'file:///a' } }],
  'a negative line': [
    'textDocument/hover',
    { textDocument: { uri: 'file:///a' }, position: { line: -1, character: 0 } },
  ],
  'no range': ['textDocument/codeAction', { textDocument: { uri: 'file:///a' }, context: {} }],
  'an address that is a number': ['textDocument/documentSymbol', { textDocument: { uri: 5 } }],
};

for (const [name, [method, params]] of Object.entries(WRONG)) {
  test(`a request without what it needs is refused: ${name}`, async (context) => {
    const { client } = await started(context);
    assert.equal((await client.ask(method, params)).error?.code, -32602);
  });
}

test('notifications without what they need change nothing', async (context) => {
  const { client, file } = await started(context);
  const from = client.messages.length;
  for (const params of [
    null,
    {},
    { textDocument: {} },
    { textDocument: { uri: uri(file) }, contentChanges: 'all' },
    { textDocument: { uri: uri(file), version: 2 }, contentChanges: [{ range: { start: 1 }, text: '' }] },
    { textDocument: { uri: uri(file), version: 2 }, contentChanges: [null] },
  ]) {
    client.notify('textDocument/didChange', params);
    client.notify('textDocument/didOpen', params);
    client.notify('textDocument/didClose', params === null || !('textDocument' in params) ? params : {});
  }
  client.notify('textDocument/didChange', {
    textDocument: { uri: 'file:///never-opened.yaml', version: 2 },
    contentChanges: [{ text: '' }],
  });
  client.notify('workspace/didChangeConfiguration', { settings: null });
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: 'weather:rain', type: 1 }] });
  client.change(file, pod(), 9);
  const { params } = await client.until(({ params: sent }) => sent?.version === 9, from);
  assert.deepEqual(params.diagnostics, []);
});

test('places beyond the text are its end', async (context) => {
  const { client, file } = await started(context);
  for (const position of [
    { line: 99, character: 0 },
    { line: 0, character: 999 },
  ]) {
    for (const method of ['hover', 'completion', 'definition'])
      await client.request(`textDocument/${method}`, { textDocument: { uri: uri(file) }, position });
  }
  await client.request('textDocument/codeAction', {
    textDocument: { uri: uri(file) },
    range: { start: { line: 9, character: 9 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [] },
  });
});

test('a message may come in pieces, and several at once', async (context) => {
  const { client, file } = await started(context);
  const message = (id: string): Buffer => {
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id,
      method: 'textDocument/documentSymbol',
      params: { textDocument: { uri: uri(file) } },
    });
    return Buffer.from(
      `Content-Length: ${Buffer.byteLength(body)}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n${body}`,
    );
  };
  for (const byte of message('é')) {
    client.raw(Buffer.from([byte]));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { result } = await client.until(({ id }) => id === 'é');
  assert.equal(result[0].name, 'Pod web');
  client.raw(Buffer.concat(['a', 'b', 'c'].map(message)));
  for (const wanted of ['a', 'b', 'c'])
    assert.equal((await client.until(({ id }) => id === wanted)).result[0].name, 'Pod web');
});

test('a request that is cancelled before its turn says so, and every other one is answered', async (context) => {
  const { client, file } = await started(context);
  const frames: Buffer[] = [];
  const frame = (message: object): void => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    frames.push(Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body);
  };
  const params = { textDocument: { uri: uri(file) }, position: { line: 1, character: 1 } };
  for (let id = 1000; id < 1050; id++) frame({ id, method: 'textDocument/hover', params });
  frame({ method: '$/cancelRequest', params: { id: 1049 } });
  frame({ method: '$/cancelRequest', params: { id: 77777 } });
  client.raw(Buffer.concat(frames));
  assert.equal((await client.until(({ id }) => id === 1049)).error?.code, -32800);
  for (let wanted = 1000; wanted < 1049; wanted++)
    assert.equal((await client.until(({ id }) => id === wanted)).error, undefined);
});

test('a client that closes early still gets the answers it asked for', async (context) => {
  const { client, file } = await started(context);
  const asked = [0, 1, 2].map(() =>
    client.ask('textDocument/hover', { textDocument: { uri: uri(file) }, position: { line: 0, character: 1 } }),
  );
  const last = client.ask('shutdown', null);
  client.process.stdin.end();
  for (const answer of await Promise.all([...asked, last])) assert.equal(answer.error, undefined);
  assert.equal(await client.exited, 0);
});

test('a client that goes without a word takes the server with it', async (context) => {
  const closed = await started(context);
  closed.client.process.stdin.end();
  assert.equal(await closed.client.exited, 1);
  const deaf = await started(context);
  deaf.client.process.stdout.destroy();
  for (let i = 2; i < 9; i++) deaf.client.change(deaf.file, pod(`web${i}`), i);
  await deaf.client.exited;
  assert.equal(deaf.client.stderr, '');
});

test('a text of 20 MB is not checked, and that is said; all else goes on', async (context) => {
  const { client, file } = await started(context);
  const large = `${file}.large.yaml`;
  const text = `${pod()}---\n`.repeat(Math.ceil((20 * 1024 * 1024) / (pod().length + 4)));
  client.open(large, text);
  const [found] = await client.diagnostics(large, (all) => all.length > 0);
  assert.match(found.message, /20 MB|21 MB/);
  assert.match((await client.until(({ method }) => method === 'window/showMessage')).params.message, /not checked/);
  client.notify('textDocument/didChange', {
    textDocument: { uri: uri(large), version: 2 },
    contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '#' }],
  });
  for (const method of ['hover', 'completion', 'definition'])
    assert.ok(
      !(
        await client.request(`textDocument/${method}`, {
          textDocument: { uri: uri(large) },
          position: { line: 5, character: 3 },
        })
      )?.length,
    );
  const from = client.messages.length;
  client.change(file, pod(), 2);
  assert.deepEqual(await client.diagnostics(file, () => true, from), []);
  client.change(large, pod('web', 'registry.example/web:latest'), 3);
  assert.deepEqual(
    codes(await client.diagnostics(large, (all) => all.length === 1 && all[0].code !== undefined, from)),
    ['latest-image'],
  );
});

test('a large text is checked when there is a pause', async (context) => {
  const { client, file } = await started(context);
  const from = client.messages.length;
  const large =
    Array.from({ length: 4000 }, (_, i) => `${pod(`web${i}`)}---\n`).join('') +
    pod('last', 'registry.example/web:latest');
  for (let version = 2; version < 8; version++) client.change(file, `${large}# ${version}\n`, version);
  const found = await client.diagnostics(file, (all) => all.length === 1, from);
  assert.equal(found[0].range.start.line, 4000 * 9 + 7);
  assert.ok(client.messages.length - from < 6, 'not at every keystroke');
});

test('the command says what is wrong with its arguments', async (context) => {
  for (const argv of [['a.yaml'], ['--preset', 'strickt'], ['--kubernetes-version', '9.9']]) {
    const client = new LspClient(context, argv);
    assert.equal(await client.exited, 2);
    assert.match(client.stderr, /podlint: /);
  }
});

test('options of the command hold for all folders', async (context) => {
  const root = folder(context);
  const client = new LspClient(context, ['--stdio', '--preset', 'strict']);
  await client.start(root, FULL);
  client.open(join(root, 'a.yaml'), pod());
  assert.ok(codes(await client.diagnostics(join(root, 'a.yaml'))).includes('may-run-as-root'));
});

test('what is refused is said also to a client that closes at once', async (context) => {
  const refused = new LspClient(context);
  const answer = refused.ask('initialize', {});
  refused.process.stdin.end();
  assert.equal((await answer).error?.code, -32602);
  const silly = new LspClient(context);
  silly.raw('Content-Length: 2\r\n\r\n[]');
  silly.process.stdin.end();
  assert.equal((await silly.until(({ error }) => error !== undefined)).error?.code, -32600);
});
