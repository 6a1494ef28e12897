// Builds the extension: its script as one file, and the server beside it, as podlint's own build has made it.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const podlint = join(here, '../..');
process.chdir(here);

if (!existsSync(join(podlint, 'dist/cli.cjs'))) {
  console.error('podlint itself is not built: run `npm ci` in its folder first');
  process.exit(1);
}
for (const folder of ['out', 'server']) rmSync(folder, { recursive: true, force: true });
await build({
  entryPoints: ['src/extension.ts'],
  outfile: 'out/extension.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  external: ['vscode'],
  logLevel: 'warning',
});
// Only the command: the library's files and what its types need are of no use here.
for (const path of [
  'bin/podlint.cjs',
  'package.json',
  'dist/cli.cjs',
  'dist/engine.cjs',
  'dist/chunks',
  'dist/schema/data',
  'THIRD-PARTY.txt',
]) {
  if (!existsSync(join(podlint, path))) continue;
  mkdirSync(dirname(join('server', path)), { recursive: true });
  cpSync(join(podlint, path), join('server', path), { recursive: true });
}
cpSync(join(podlint, 'LICENSE'), 'LICENSE');
