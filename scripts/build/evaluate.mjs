// What modules of the sources export, for the build to look at.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const require = createRequire(import.meta.url);
const { build } = require('esbuild');

/** The exports of some modules, by module. They are bundled as one and run. */
export async function evaluate(files, define) {
  if (files.length === 0) return new Map();
  const folder = mkdtempSync(join(tmpdir(), 'podlint-build-'));
  try {
    const outfile = join(folder, 'modules.cjs');
    const contents = files.map((file) => `export * as ${JSON.stringify(file)} from ${JSON.stringify(`./${file}`)};`);
    const stdin = { contents: contents.join('\n'), resolveDir: resolve('.') };
    await build({ stdin, bundle: true, platform: 'node', format: 'cjs', define, outfile, logLevel: 'error' });
    const modules = require(outfile);
    return new Map(files.map((file) => [file, { ...modules[file] }]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
