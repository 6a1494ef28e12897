// Builds what the package ships: dist/index.js (the library, one ESM file per source file, with types) and dist/cli.cjs (the command, one
// bundle of our own code; packages and the rules' prose are chunks of their own that are loaded when a run needs them).
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
process.chdir(root);

// Installed as a dependency from a package that is built already: there are no tools here, and none are needed.
if (!existsSync('src')) process.exit(0);

const { build } = require('esbuild');

// `--command`: only the command, without the library and its types.
if (!process.argv.includes('--command')) {
  rmSync('dist', { recursive: true, force: true });
  const typescript = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  execFileSync(process.execPath, [typescript, '-p', 'tsconfig.build.json'], { stdio: ['ignore', 2, 2] });
}

const { version, homepage = '' } = JSON.parse(readFileSync('package.json', 'utf8'));
const bundle = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  // createRequire(import.meta.url) has no meaning in CommonJS unless the name is given one.
  define: { 'import.meta.url': '__import_meta_url', PODLINT_BUNDLE: 'true', PODLINT_VERSION: JSON.stringify(version), PODLINT_HOMEPAGE: JSON.stringify(homepage) },
  banner: { js: 'const __import_meta_url=require("node:url").pathToFileURL(__filename).href;' },
};
// `--help` and `--version` need no engine, and linting needs no prose: both are files of their own, asked for when there is need.
const apart = (filter, path) => ({ name: path, setup: ({ onResolve }) => onResolve({ filter }, () => ({ path, external: true })) });
const engineApart = apart(/^\.\/(run|commands)\.ts$/, './engine.cjs');
const proseApart = apart(/\/docs\.gen\.ts$/, './chunks/docs.cjs');
// As `require`: Node's import() of a CommonJS file scans it for names first, which takes longer than linting a file.
const asRequire = { supported: { 'dynamic-import': false } };
await build({ ...bundle, ...asRequire, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.cjs', plugins: [engineApart] });
await build({ ...bundle, entryPoints: ['src/cli/engine.ts'], outfile: 'dist/engine.cjs', plugins: [proseApart] });
await build({ ...bundle, entryPoints: ['src/rules/docs.gen.ts'], outfile: 'dist/chunks/docs.cjs' });

const packages = { yaml: 'yaml', 'fast-glob': 'fast-glob', ignore: 'ignore', pretty: 'eslint-formatter-pretty', re2js: 're2js' };
for (const [name, from] of Object.entries(packages)) {
  const stdin = { contents: `module.exports = require(${JSON.stringify(from)})`, resolveDir: root };
  await build({ ...bundle, stdin, outfile: `dist/chunks/${name}.cjs` });
}
const ajv = 'const formats = require("ajv-formats"); module.exports = { Ajv: require("ajv").Ajv, addFormats: formats.default };';
await build({ ...bundle, stdin: { contents: ajv, resolveDir: root }, outfile: 'dist/chunks/ajv.cjs' });
cpSync('src/schema/data', 'dist/schema/data', { recursive: true });
