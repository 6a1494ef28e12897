import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { folder, pod } from './helpers/command.ts';
import { codes, FULL, LspClient, uri } from './helpers/lsp-client.ts';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1.0.0
          envFrom:
            - configMapRef:
                name: settings
`;

const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  level: debug
`;

/** A folder with files, and a client that has it open. */
async function opened(
  context: TestContext,
  files: Readonly<Record<string, string>>,
  capabilities: object = FULL,
): Promise<{ client: LspClient; root: string; at: (name: string) => string }> {
  const root = folder(context, files);
  const client = new LspClient(context);
  await client.start(root, capabilities);
  return { client, root, at: (name) => join(root, name) };
}

test('what is typed is checked, not what is saved', async (context) => {
  const { client, at } = await opened(context, { 'pod.yaml': pod() });
  client.open(at('pod.yaml'), pod());
  assert.deepEqual(await client.diagnostics(at('pod.yaml')), []);
  client.change(at('pod.yaml'), pod().replace('containers:', 'containerz:'), 2);
  const found = await client.diagnostics(at('pod.yaml'), (all) => all.length > 0);
  assert.deepEqual(codes(found), ['unknown-field']);
  assert.deepEqual(found[0].range, { start: { line: 5, character: 2 }, end: { line: 5, character: 12 } });
  assert.equal(found[0].severity, 1);
  assert.equal(found[0].source, 'podlint');
  assert.match(found[0].message, /did you mean `containers`/);
  assert.equal(await client.stop(), 0);
  assert.equal(client.stderr, '');
});

test('changes come as ranges, several at a time', async (context) => {
  const { client, at } = await opened(context, {});
  client.open(at('a.yaml'), pod());
  await client.diagnostics(at('a.yaml'));
  const range = (line: number, start: number, end: number): object => ({
    start: { line, character: start },
    end: { line, character: end },
  });
  client.notify('textDocument/didChange', {
    textDocument: { uri: uri(at('a.yaml')), version: 2 },
    contentChanges: [
      { range: range(0, 0, 0), text: '# a comment\n' },
      { range: range(8, 13, 42), text: 'registry.example/web' },
      { range: range(8, 33, 33), text: ':latest' },
    ],
  });
  const found = await client.diagnostics(at('a.yaml'), (all) => all.length > 0);
  assert.deepEqual(codes(found), ['latest-image']);
  assert.equal(found[0].range.start.line, 8);
});

test('rules look across the folder, over texts that nobody saved', async (context) => {
  const { client, at } = await opened(context, {
    'web.yaml': WEB,
    'settings.yaml': SETTINGS,
    'more.yaml': SETTINGS.replace('name: settings', 'name: other'),
  });
  client.open(at('web.yaml'), WEB);
  await client.diagnostics(at('web.yaml'), (all) => all.length === 0);
  // The ConfigMap is renamed in the editor only.
  client.open(at('settings.yaml'), SETTINGS.replace('name: settings', 'name: settingz'));
  const found = await client.diagnostics(at('web.yaml'), (all) =>
    all.some(({ code }) => code === 'misspelt-reference' || code === 'unknown-reference'),
  );
  assert.equal(found.length, 1);
  const from = client.messages.length;
  client.change(at('settings.yaml'), SETTINGS, 2);
  await client.diagnostics(at('web.yaml'), (all) => all.length === 0, from);
  // Closed without being saved, the file counts again.
  client.change(at('settings.yaml'), SETTINGS.replace('name: settings', 'name: settingz'), 3);
  await client.diagnostics(at('web.yaml'), (all) => all.length === 1, client.messages.length);
  const closed = client.messages.length;
  client.notify('textDocument/didClose', { textDocument: { uri: uri(at('settings.yaml')) } });
  await client.diagnostics(at('web.yaml'), (all) => all.length === 0, closed);
});

test('what was found across files stays while the text is typed in, and moves with it', async (context) => {
  const { client, at } = await opened(context, {
    'web.yaml': WEB,
    'more.yaml': SETTINGS.replace('name: settings', 'name: settingz'),
  });
  client.open(at('web.yaml'), WEB);
  const [before] = await client.diagnostics(at('web.yaml'), (all) => all.length === 1);
  client.change(at('web.yaml'), `# one more line\n${WEB}`, 2);
  const { params } = await client.until(
    ({ method, params: sent }) => method === 'textDocument/publishDiagnostics' && sent.version === 2,
  );
  assert.equal(params.diagnostics.length, 1);
  assert.equal(params.diagnostics[0].range.start.line, before.range.start.line + 1);
});

test('findings lead to other places', async (context) => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 80\n';
  const { client, at } = await opened(context, {
    '.podlint.yaml': 'rules:\n  duplicate-object: [warning, {scope: directory}]\n',
    'b/a.yaml': service,
    'b/b.yaml': service,
  });
  client.open(at('b/b.yaml'), service);
  const found = await client.diagnostics(at('b/b.yaml'), (all) => all.some(({ code }) => code === 'duplicate-object'));
  const { relatedInformation } = found.find(({ code }) => code === 'duplicate-object');
  assert.equal(relatedInformation[0].location.uri, uri(at('b/a.yaml')));
  assert.equal(relatedInformation[0].location.range.start.line, 3);
});

test('deprecated and idle things are marked as such', async (context) => {
  const { client, at } = await opened(context, {});
  const text = pod().replace(
    'spec:\n',
    'spec:\n  # podlint-disable-next-line latest-image -- not needed\n  serviceAccount: me\n',
  );
  client.open(at('a.yaml'), text);
  const found = await client.diagnostics(at('a.yaml'), (all) => all.length > 0);
  const tagsOf = (name: string): unknown => found.find(({ code }) => code === name)?.tags;
  assert.deepEqual(tagsOf('deprecated-service-account-field'), [2]);
  assert.deepEqual(tagsOf('unused-directive'), [1]);
});

test('a client that shows no tags and no related places gets none', async (context) => {
  const { client, at } = await opened(context, {}, {});
  client.open(at('a.yaml'), pod().replace('spec:\n', 'spec:\n  serviceAccount: me\n'));
  const found = await client.diagnostics(at('a.yaml'), (all) => all.length > 0);
  assert.ok(
    found.every(
      (one) => one.tags === undefined && one.relatedInformation === undefined && one.codeDescription === undefined,
    ),
  );
});

test('diagnostics are given when they are asked for, and the client is told to ask again', async (context) => {
  const pulling = { ...FULL, textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
  const root = folder(context, {
    'web.yaml': WEB,
    'settings.yaml': SETTINGS,
    'more.yaml': SETTINGS.replace('name: settings', 'name: other'),
  });
  const client = new LspClient(context);
  const { capabilities } = await client.start(root, pulling);
  assert.deepEqual(capabilities.diagnosticProvider, {
    identifier: 'podlint',
    interFileDependencies: true,
    workspaceDiagnostics: false,
  });
  const pull = (name: string, previousResultId?: string): Promise<any> =>
    client.request('textDocument/diagnostic', {
      textDocument: { uri: uri(join(root, name)) },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  client.open(join(root, 'web.yaml'), WEB);
  const first = await pull('web.yaml');
  assert.deepEqual([first.kind, first.items], ['full', []]);
  assert.equal((await pull('web.yaml', first.resultId)).kind, 'unchanged');
  const from = client.messages.length;
  client.open(join(root, 'settings.yaml'), SETTINGS.replace('name: settings', 'name: settingz'));
  await client.until(({ method }) => method === 'workspace/diagnostic/refresh', from);
  const second = await pull('web.yaml', first.resultId);
  assert.equal(second.kind, 'full');
  assert.equal(second.items.length, 1);
  assert.deepEqual((await pull('not-open.yaml')).items, []);
  assert.ok(!client.messages.some(({ method }) => method === 'textDocument/publishDiagnostics'));
});

test('characters are counted as the client counts them', async (context) => {
  const before = 'metadata: {annotations: {a: é漢😀}, ';
  const text = `apiVersion: v1\nkind: ConfigMap\n${before}naem: x}\n`;
  const lengths = { 'utf-8': Buffer.byteLength(before), 'utf-16': before.length, 'utf-32': [...before].length };
  for (const [encoding, character] of Object.entries(lengths)) {
    const { client, at } = await opened(context, {}, { ...FULL, general: { positionEncodings: [encoding, 'utf-16'] } });
    client.open(at('a.yaml'), text);
    const found = await client.diagnostics(at('a.yaml'), (all) => all.length > 0);
    const unknown = found.find(({ code }) => code === 'unknown-field');
    assert.deepEqual(
      unknown.range,
      { start: { line: 2, character }, end: { line: 2, character: character + 4 } },
      encoding,
    );
  }
});

test('a config is heeded, and so are its changes', async (context) => {
  const watching = { ...FULL, workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
  const { client, at } = await opened(context, { '.podlint.yaml': 'rules:\n  latest-image: off\n' }, watching);
  const { params } = await client.until(({ method }) => method === 'client/registerCapability');
  assert.equal(params.registrations[0].method, 'workspace/didChangeWatchedFiles');
  client.open(at('a.yaml'), pod('web', 'registry.example/web:latest'));
  assert.deepEqual(codes(await client.diagnostics(at('a.yaml'))), []);
  writeFileSync(at('.podlint.yaml'), 'rules:\n  latest-image: error\n');
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(at('.podlint.yaml')), type: 2 }] });
  const found = await client.diagnostics(at('a.yaml'), (all) => all.length > 0);
  assert.deepEqual(
    found.map(({ code, severity }) => [code, severity]),
    [['latest-image', 1]],
  );
});

test('a mistake in a config is shown in it and said, and the last good one goes on', async (context) => {
  const { client, at } = await opened(context, { '.podlint.yaml': 'rules:\n  latest-image: off\n' });
  const bad = 'rules:\n  latest-imagee: off\n';
  client.open(at('.podlint.yaml'), 'rules:\n  latest-image: off\n');
  client.open(at('a.yaml'), pod('web', 'registry.example/web:latest'));
  assert.deepEqual(await client.diagnostics(at('a.yaml')), []);
  writeFileSync(at('.podlint.yaml'), bad);
  client.change(at('.podlint.yaml'), bad, 2);
  client.notify('textDocument/didSave', { textDocument: { uri: uri(at('.podlint.yaml')) } });
  const said = await client.until(({ method }) => method === 'window/showMessage');
  assert.match(said.params.message, /latest-imagee/);
  const [mistake] = await client.diagnostics(at('.podlint.yaml'), (all) => all.length > 0);
  assert.deepEqual(mistake.range.start, { line: 1, character: 2 });
  const from = client.messages.length;
  client.change(at('a.yaml'), `${pod('web', 'registry.example/web:latest')}# x\n`, 2);
  assert.deepEqual(await client.diagnostics(at('a.yaml'), () => true, from), []);
});

test('the settings of the editor go before a config', async (context) => {
  const root = folder(context, { '.podlint.yaml': 'extends: api\n' });
  const client = new LspClient(context);
  await client.start(root, FULL, { initializationOptions: { presets: ['strict'] } });
  client.open(join(root, 'a.yaml'), pod('web', 'registry.example/web:latest'));
  const strict = codes(await client.diagnostics(join(root, 'a.yaml')));
  assert.ok(strict.includes('may-run-as-root'), String(strict));
  const from = client.messages.length;
  client.notify('workspace/didChangeConfiguration', { settings: { podlint: { presets: ['api'] } } });
  await client.diagnostics(join(root, 'a.yaml'), (all) => all.length === 0, from);
});

test('a client that hands out its settings is asked for them', async (context) => {
  const root = folder(context, {});
  const client = new LspClient(context);
  client.answers.set('workspace/configuration', () => [{ kubernetesVersion: '1.29' }]);
  await client.start(root, { ...FULL, workspace: { configuration: true } });
  const text = pod().replace('spec:\n', 'spec:\n  hostnameOverride: a\n');
  client.open(join(root, 'a.yaml'), text);
  const [found] = await client.diagnostics(join(root, 'a.yaml'), (all) => all.length > 0);
  assert.match(found.message, /1\.3\d/);
});

test('a config that is code is run only where the editor says so', async (context) => {
  const code =
    'import { writeFileSync } from "node:fs";\nwriteFileSync(new URL("ran", import.meta.url), "");\nexport default { rules: { "latest-image": "off" } };\n';
  for (const trusted of [false, true]) {
    const root = folder(context, { 'podlint.config.mjs': code });
    const client = new LspClient(context);
    await client.start(root, FULL, { initializationOptions: { configCode: trusted } });
    client.open(join(root, 'a.yaml'), pod('web', 'registry.example/web:latest'));
    const found = await client.diagnostics(join(root, 'a.yaml'));
    assert.equal(found.length, trusted ? 0 : 1);
    assert.equal(hasRun(root), trusted);
    if (!trusted)
      assert.match((await client.until(({ method }) => method === 'window/showMessage')).params.message, /is code/);
    await client.stop();
  }
});

function hasRun(root: string): boolean {
  try {
    return readFileSync(join(root, 'ran'), 'utf8') === '';
  } catch {
    return false;
  }
}

test('files that others change are read again', async (context) => {
  const watching = { ...FULL, workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
  const { client, at } = await opened(
    context,
    { 'web.yaml': WEB, 'settings.yaml': SETTINGS, 'more.yaml': SETTINGS.replace('name: settings', 'name: settingz') },
    watching,
  );
  client.open(at('web.yaml'), WEB);
  await client.diagnostics(at('web.yaml'), (all) => all.length === 0);
  rmSync(at('settings.yaml'));
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(at('settings.yaml')), type: 3 }] });
  await client.diagnostics(at('web.yaml'), (all) => all.length === 1);
  const from = client.messages.length;
  mkdirSync(at('new'));
  writeFileSync(at('new/settings.yaml'), SETTINGS);
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(at('new/settings.yaml')), type: 1 }] });
  await client.diagnostics(at('web.yaml'), (all) => all.length === 0, from);
});

test('custom kinds are judged by the definition that is being typed', async (context) => {
  const definition = (type: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: shops.example.com
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Shop, plural: shops}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                size: {type: ${type}}
`;
  const shop = 'apiVersion: example.com/v1\nkind: Shop\nmetadata:\n  name: a\nspec:\n  size: 3\n';
  const { client, at } = await opened(context, { 'crd.yaml': definition('integer'), 'shop.yaml': shop });
  client.open(at('shop.yaml'), shop);
  assert.deepEqual(await client.diagnostics(at('shop.yaml')), []);
  client.open(at('crd.yaml'), definition('string'));
  const found = await client.diagnostics(at('shop.yaml'), (all) => all.length > 0);
  assert.deepEqual(
    found.map(({ range }) => range.start.line),
    [5],
  );
});

test('single files and unsaved texts are checked alone', async (context) => {
  const root = folder(context, { 'a.yaml': pod(), 'settings.yaml': SETTINGS });
  const client = new LspClient(context);
  await client.start(undefined);
  client.open(join(root, 'a.yaml'), pod('web', 'registry.example/web:latest'));
  assert.deepEqual(codes(await client.diagnostics(join(root, 'a.yaml'))), ['latest-image']);
  client.notify('textDocument/didOpen', {
    textDocument: {
      uri: 'untitled:Untitled-1',
      languageId: 'yaml',
      version: 1,
      text: pod('web', 'registry.example/web:latest'),
    },
  });
  const { params } = await client.until(
    ({ method, params: sent }) => method === 'textDocument/publishDiagnostics' && sent.uri === 'untitled:Untitled-1',
  );
  assert.deepEqual(codes(params.diagnostics), ['latest-image']);
});

test('what is no manifest, or left out by the config, is left alone', async (context) => {
  const { client, at } = await opened(context, { '.podlint.yaml': 'ignores: ["old/**"]\n' });
  client.open(at('values.yaml'), 'image: [\n');
  client.open(at('old/a.yaml'), pod('web', 'registry.example/web:latest'));
  client.open(at('a.yaml'), pod('web', 'registry.example/web:latest'));
  assert.equal((await client.diagnostics(at('a.yaml'))).length, 1);
  assert.deepEqual(await client.diagnostics(at('values.yaml')), []);
  assert.deepEqual(await client.diagnostics(at('old/a.yaml')), []);
});

test('folders come and go', async (context) => {
  const [one, other] = [folder(context), folder(context, { '.podlint.yaml': 'rules:\n  latest-image: error\n' })];
  const client = new LspClient(context);
  await client.start(one, { ...FULL, workspace: { workspaceFolders: true } });
  const file = join(other, 'deep/a.yaml');
  const severity = async (from: number): Promise<unknown> =>
    (await client.diagnostics(file, () => true, from))[0]?.severity;
  client.open(join(one, 'a.yaml'), pod('web', 'registry.example/web:latest'));
  assert.equal((await client.diagnostics(join(one, 'a.yaml')))[0].severity, 2);
  client.notify('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ uri: uri(other), name: 'other' }], removed: [] },
  });
  client.open(file, pod('web', 'registry.example/web:latest'));
  assert.equal(await severity(0), 1);
  const from = client.messages.length;
  // The file is one by itself now, and outside of a repository nothing above its folder counts.
  client.notify('workspace/didChangeWorkspaceFolders', {
    event: { added: [], removed: [{ uri: uri(other), name: 'other' }] },
  });
  assert.equal(await severity(from), 2);
});
