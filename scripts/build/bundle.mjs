// The engine as one bundle, and what it needs late as chunks that share the engine's own modules: no module is there twice where it matters.
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

const { build } = createRequire(import.meta.url)('esbuild');

/**
 * Bundles `entry` into `outfile`, and each of the `late` modules into a chunk of `chunks/` beside it, with the plugins `besides` in place of the others.
 * `standIns`: what stands for a module until its chunk is loaded, where that is more than its names, and the names that the chunk has of it.
 */
export async function bundleLate({ entry, outfile, late, standIns, options, besides: ownBesides = [] }) {
  const chunkOf = new Map(Object.entries(late).flatMap(([chunk, files]) => files.map((file) => [file, chunk])));
  const names = await exportsOf([...chunkOf.keys()]);
  const chunk = (name) => `./chunks/${name}.cjs`;

  /** Stands in for what is in another chunk than `own`. */
  const lateModules = (own) => ({
    name: 'late',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ resolveDir, path }) => {
        const file = relative('.', resolve(resolveDir, path));
        return chunkOf.has(file) && chunkOf.get(file) !== own ? { path: file, namespace: 'late' } : undefined;
      });
      onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => {
        const load = `let loaded; const load = () => (loaded ??= require(${JSON.stringify(chunk(chunkOf.get(path)))})[${JSON.stringify(path)}]);`;
        const standIn = standIns.get(path)?.text;
        if (standIn !== undefined) return { contents: `${load} ${standIn}`, loader: 'js' };
        const getters = names.get(path).map((name) => `get ${name}() { return load().${name}; }`);
        return { contents: `${load} module.exports = { __esModule: true, ${getters.join(', ')} };`, loader: 'js' };
      });
    },
  });
  const chunksApart = { name: 'chunks', setup: ({ onResolve }) => onResolve({ filter: /^\.\/chunks\// }, ({ path }) => ({ path, external: true })) };
  const common = { ...options, plugins: [...(options.plugins ?? []), chunksApart, lateModules(undefined)] };

  const first = await build({ ...common, entryPoints: [entry], write: false, metafile: true });
  const base = new Set(Object.values(first.metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)));
  const shared = new Set();
  for (const [name, files] of Object.entries(late)) {
    const sharedModules = {
      name: 'shared',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^\.{1,2}\// }, ({ resolveDir, path, namespace }) => {
          const file = relative('.', resolve(resolveDir, path));
          return namespace === 'file' && base.has(file) ? { path: file, namespace: 'shared' } : undefined;
        });
        onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => {
          shared.add(path);
          return { contents: `module.exports = require("../engine.cjs").shared[${JSON.stringify(path)}];`, loader: 'js' };
        });
      },
    };
    const engineApart = { name: 'engine', setup: ({ onResolve }) => onResolve({ filter: /^\.\.\/engine\.cjs$/ }, ({ path }) => ({ path, external: true })) };
    const besides = { name: 'besides', setup: ({ onResolve }) => onResolve({ filter: /^\.\/chunks\// }, ({ path }) => ({ path: path.replace('./chunks/', './'), external: true })) };
    const plugins = [...ownBesides, besides, engineApart, sharedModules, lateModules(name)];
    const contents = files.map((file, i) => entryOf(file, i, standIns.get(file)?.names)).join('\n');
    await build({ ...options, plugins, stdin: { contents, resolveDir: resolve('.') }, outfile: join(dirname(outfile), chunk(name)) });
  }
  const wanted = [...shared].sort();
  const contents = [
    `export * from ${JSON.stringify(`./${entry}`)};`,
    ...wanted.map((file, i) => `import * as s${i} from ${JSON.stringify(`./${file}`)};`),
    `export const shared = { ${wanted.map((file, i) => `${JSON.stringify(file)}: s${i}`).join(', ')} };`,
  ].join('\n');
  await build({ ...common, stdin: { contents, resolveDir: resolve('.') }, outfile });
}

/** The names that each of some modules exports. */
async function exportsOf(files) {
  const { metafile } = await build({ entryPoints: files, outbase: '.', outdir: 'out', write: false, metafile: true, format: 'esm', logLevel: 'error' });
  return new Map(Object.entries(metafile.outputs).map(([out, { exports }]) => [out.replace(/^out\//, '').replace(/\.js$/, '.ts'), exports]));
}

/** How a module is handed on by its chunk: whole, or only some names of it. */
function entryOf(file, i, names) {
  const [as, from] = [JSON.stringify(file), JSON.stringify(`./${file}`)];
  if (names === undefined) return `export * as ${as} from ${from};`;
  const own = names.map((name) => `${name} as ${name}${i}`).join(', ');
  return `import { ${own} } from ${from}; const own${i} = { ${names.map((name) => `${name}: ${name}${i}`).join(', ')} }; export { own${i} as ${as} };`;
}
