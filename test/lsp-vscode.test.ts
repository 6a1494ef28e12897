import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { ROOT, folder } from './helpers/command.ts';
import { withOptions } from '../src/lsp/options.ts';

const EXTENSION = join(ROOT, 'editors/vscode');
const manifest = JSON.parse(readFileSync(join(EXTENSION, 'package.json'), 'utf8'));

test("the extension's manifest names what is there", () => {
  const script = readFileSync(join(EXTENSION, 'src/extension.ts'), 'utf8');
  for (const { command } of manifest.contributes.commands) assert.ok(script.includes(`'${command}'`), command);
  assert.equal(manifest.version, JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
  assert.ok(
    readFileSync(join(EXTENSION, 'scripts/build.mjs'), 'utf8').includes(`'${manifest.main.replace('./', '')}'`),
  );
  for (const name of ['README.md', '.vscodeignore', 'package-lock.json'])
    assert.ok(existsSync(join(EXTENSION, name)), name);
  const types = manifest.devDependencies['@types/vscode'];
  assert.equal(manifest.engines.vscode, `^${types}`, 'what is compiled against is what is asked for');
});

test("every setting of the extension is described, and heeded by the server or by the extension's script", () => {
  const readme = readFileSync(join(EXTENSION, 'README.md'), 'utf8');
  const script = readFileSync(join(EXTENSION, 'src/extension.ts'), 'utf8');
  const none = { values: new Map(), switches: new Set<string>(), paths: [] };
  for (const name of Object.keys(manifest.contributes.configuration.properties)) {
    assert.ok(readme.includes(`\`${name}\``), `${name} is not in the README`);
    const own = name.slice('podlint.'.length);
    const { values, switches } = withOptions(none, { [own]: own === 'configCode' ? true : 'x' });
    const isHeeded = values.size > 0 || !switches.has('no-config-code');
    assert.ok(isHeeded || script.includes(`'${own}'`) || own === 'trace.server', `${name} does nothing`);
  }
});

test('the empty settings of the extension ask for nothing', () => {
  const properties = Object.entries<{ default: unknown }>(manifest.contributes.configuration.properties);
  const settings = Object.fromEntries(
    properties.map(([name, { default: value }]) => [name.slice('podlint.'.length), value]),
  );
  const { values } = withOptions({ values: new Map(), switches: new Set(), paths: [] }, settings);
  assert.deepEqual([...values], []);
});

test("the extension's script starts the server and registers what it offers", async (context) => {
  const out = join(folder(context), 'extension.cjs');
  await build({
    entryPoints: [join(EXTENSION, 'src/extension.ts')],
    outfile: out,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'silent',
    tsconfigRaw: {},
  });
  for (const trust of ['trusted', 'untrusted']) {
    const run = spawnSync(process.execPath, [join(ROOT, 'test/helpers/vscode-stub.cjs'), out, ROOT, trust], {
      timeout: 30_000,
    });
    assert.equal(run.stderr.toString(), '');
    const registered = JSON.parse(run.stdout.toString()) as string[];
    assert.ok(registered.includes('registerCommand podlint.restart'));
    for (const what of ['Hover', 'CodeActions', 'CompletionItem', 'Definition', 'DocumentSymbol'])
      assert.ok(registered.includes(`register${what}Provider`), `${what} ${registered}`);
    assert.ok(!registered.some((name) => name.startsWith('error')), String(registered));
  }
});
