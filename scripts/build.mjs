// Builds what the package ships: dist/index.js (the library, one ESM file per source file, with types) and dist/cli.cjs (the command, one
// bundle of our own code; packages and the rules' prose are chunks of their own that are loaded when a run needs them).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleLate } from './build/bundle.mjs';
import { lateRules } from './build/late-rules.mjs';
import { LATE, PACKAGE_CHUNKS } from './build/late.mjs';
import { writeThirdParty } from './build/third-party.mjs';

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
  define: {
    'import.meta.url': '""',
    PODLINT_BUNDLE: 'true',
    PODLINT_VERSION: JSON.stringify(version),
    PODLINT_HOMEPAGE: JSON.stringify(homepage),
  },
};
// `--help` and `--version` need no engine, and linting needs no prose: both are files of their own, asked for when there is need.
const apart = (filter, path) => ({
  name: path,
  setup: ({ onResolve }) => onResolve({ filter }, () => ({ path, external: true })),
});
const proseApart = apart(/\/docs\.gen\.ts$/, './chunks/docs.cjs');
// As `require`: Node's import() of a CommonJS file scans it for names first, which takes longer than linting a file.
const asRequire = { supported: { 'dynamic-import': false } };
const { late: ruleChunks, standIns } = await lateRules(bundle.define);
const late = { ...LATE, ...ruleChunks, project: [...LATE.project, ...ruleChunks.project] };
await bundleLate({
  entry: 'src/cli/engine.ts',
  outfile: 'dist/engine.cjs',
  late,
  standIns,
  options: { ...bundle, plugins: [proseApart] },
  besides: [apart(/\/docs\.gen\.ts$/, './docs.cjs')],
});
const sum = createHash('sha256');
for (const file of ['engine', ...Object.keys(late).map((name) => `chunks/${name}`)]) {
  const text = readFileSync(`dist/${file}.cjs`, 'utf8');
  if (/[^\0-\x7f]/.test(text))
    throw new Error(`dist/${file}.cjs is loaded as ASCII: write \\u escapes in its regular expressions`);
  sum.update(text);
}
const hash = sum.digest('hex').slice(0, 12);
const start = `module.exports = require(${JSON.stringify(join(root, 'scripts/build/start.cjs'))}).loadEngine(${JSON.stringify(hash)}, require);`;
const engineApart = {
  name: 'engine',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(\.\/(run|commands)|\.\.\/lsp\/main)\.ts$/ }, () => ({ path: 'engine', namespace: 'start' }));
    onLoad({ filter: /.*/, namespace: 'start' }, () => ({ contents: start, resolveDir: root }));
    onResolve({ filter: /^\.\/engine\.cjs$/ }, ({ path }) => ({ path, external: true }));
  },
};
await build({
  ...bundle,
  ...asRequire,
  entryPoints: ['src/cli/main.ts'],
  outfile: 'dist/cli.cjs',
  plugins: [engineApart],
});
cpSync('src/schema/data', 'dist/schema/data', { recursive: true });
await build({ ...bundle, entryPoints: ['src/rules/docs.gen.ts'], outfile: 'dist/chunks/docs.cjs' });
// createRequire(import.meta.url) has no meaning in CommonJS unless the name is given one.
const asModule = {
  define: { 'import.meta.url': '__import_meta_url' },
  banner: { js: 'const __import_meta_url=require("node:url").pathToFileURL(__filename).href;' },
};
for (const [name, contents] of Object.entries(PACKAGE_CHUNKS))
  await build({ ...bundle, ...asModule, stdin: { contents, resolveDir: root }, outfile: `dist/chunks/${name}.cjs` });
rmSync('dist/compiled', { recursive: true, force: true });
// By this Node, and by those that PODLINT_NODES names: a release has compiled code for each line of Node.
const nodes = new Set([process.execPath, ...(process.env.PODLINT_NODES ?? '').split(delimiter).filter(Boolean)]);
for (const node of nodes) {
  // Of the engine as much as a plain file needs, since all of it is loaded at every start; of the chunks what many files need.
  for (const [what, ...paths] of [
    ['engine', 'examples/good.yaml'],
    ['chunks', 'examples', 'scripts/build/sample'],
  ])
    execFileSync(node, ['scripts/build/compile.cjs', what, hash, '-f', 'compact', ...paths], {
      stdio: ['ignore', 2, 2],
    });
}
if (!process.argv.includes('--command'))
  await writeThirdParty(
    'THIRD-PARTY.txt',
    [...Object.values(PACKAGE_CHUNKS), 'require("./src/cli/engine.ts")'].join('\n'),
  );
