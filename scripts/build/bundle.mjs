// The engine as one bundle, and what it needs late as chunks that share the engine's own modules: no module is there twice where it matters.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { evaluate } from './evaluate.mjs';

const require = createRequire(import.meta.url);
const { build } = require('esbuild');
const { HEAD } = require('./start.cjs');

/**
 * Bundles `entry` into `outfile`, and each of the `late` modules into a chunk of `chunks/` beside it, with the plugins `besides` in place of the others.
 * `standIns`: what stands for a module until its chunk is loaded, where that is more than its names, and the names that the chunk has of it.
 */
export async function bundleLate({ entry, outfile, late, standIns, options, besides: ownBesides = [] }) {
  const chunkOf = new Map(Object.entries(late).flatMap(([chunk, files]) => files.map((file) => [file, chunk])));
  const exported = await evaluate(
    [...chunkOf.keys()].filter((file) => !standIns.has(file)),
    options.define,
  );
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
        const standIn = standIns.get(path)?.text ?? calls(exported.get(path));
        if (standIn !== undefined) return { contents: `${load} ${standIn}`, loader: 'js' };
        const getters = Object.keys(exported.get(path)).map((name) => `get ${name}() { return load().${name}; }`);
        return { contents: `${load} module.exports = { __esModule: true, ${getters.join(', ')} };`, loader: 'js' };
      });
    },
  });
  // As `require`: compiled code has no import(), and Node's would scan a CommonJS file for names first, which takes longer than linting a file.
  const common = {
    ...options,
    supported: { 'dynamic-import': false },
    plugins: [...(options.plugins ?? []), apart(IN_CHUNKS), lateModules(undefined)],
  };

  const first = await build({ ...common, entryPoints: [entry], write: false, metafile: true });
  const base = new Set(Object.values(first.metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)));
  const inBase = ({ resolveDir, path, namespace }) => {
    const file = relative('.', resolve(resolveDir, path));
    return namespace === 'file' && base.has(file) ? file : undefined;
  };
  const engineApart = apart(/^\.\.\/engine\.cjs$/);
  const besides = apart(IN_CHUNKS, (path) => path.replace('./chunks/', './'));

  /** The names of the engine's modules that chunks use, by module. */
  const shared = new Map();
  for (const [name, files] of Object.entries(late)) {
    const stdin = {
      contents: files.map((file, i) => entryOf(file, i, standIns.get(file)?.names)).join('\n'),
      resolveDir: resolve('.'),
    };
    const plugins = (modules) => [...ownBesides, besides, engineApart, modules, lateModules(name)];
    const used = await namesUsed({ ...options, stdin, plugins: plugins(sharedOutside(inBase)) });
    for (const [file, own] of used) for (const one of own) shared.set(file, (shared.get(file) ?? new Set()).add(one));
    const { outputFiles } = await build({
      ...options,
      stdin,
      plugins: plugins(sharedInside(inBase, used)),
      outfile: join(dirname(outfile), chunk(name)),
      write: false,
    });
    writeChunk(outputFiles[0]);
  }
  const wanted = [...shared]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, own], i) => ({ file, own: [...own].sort(), i }));
  const contents = [
    `export * from ${JSON.stringify(`./${entry}`)};`,
    ...wanted.map(
      ({ file, own, i }) =>
        `import { ${own.map((name) => `${name} as ${name}_${i}`).join(', ')} } from ${JSON.stringify(`./${file}`)};`,
    ),
    `export const shared = { ${wanted.map(({ file, own, i }) => `${JSON.stringify(file)}: { ${own.map((name) => `${name}: ${name}_${i}`).join(', ')} }`).join(', ')} };`,
  ].join('\n');
  await build({
    ...common,
    stdin: { contents, resolveDir: resolve('.') },
    outfile,
    ...asFunction,
  });
}

const IN_CHUNKS = /^\.\/chunks\//;

/** Leaves out what a filter finds; `to` says under which path it will lie. */
const apart = (filter, to = (path) => path) => ({
  name: 'apart',
  setup: ({ onResolve }) => onResolve({ filter }, ({ path }) => ({ path: to(path), external: true })),
});

const asFunction = { banner: { js: HEAD }, footer: { js: '})' } };

/** Writes a chunk, as a function if it can be one: code with import() in it is Node's to load. */
function writeChunk({ path, text }) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, /\bimport\(/.test(text) ? text : `${HEAD}${text}})\n`);
}

/** Leaves modules of the engine out of a chunk, to see which names it uses of them. */
function sharedOutside(inBase) {
  const setup = ({ onResolve }) =>
    onResolve({ filter: /^\.{1,2}\// }, (asked) => {
      const file = inBase(asked);
      return file === undefined ? undefined : { path: `shared:${file}`, external: true };
    });
  return { name: 'shared-outside', setup };
}

/** Has a chunk take what it uses of the engine's modules from the engine. */
function sharedInside(inBase, used) {
  const setup = ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.{1,2}\// }, (asked) => {
      const file = inBase(asked);
      return file === undefined ? undefined : { path: file, namespace: 'shared' };
    });
    onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => {
      const names = [...(used.get(path) ?? [])];
      return {
        contents: `export const { ${names.join(', ')} } = require("../engine.cjs").shared[${JSON.stringify(path)}];`,
        loader: 'js',
      };
    });
  };
  return { name: 'shared-inside', setup };
}

/** The names that a bundle imports of modules outside of it, by module. */
async function namesUsed(options) {
  const { outputFiles } = await build({ ...options, format: 'esm', minify: false, write: false, logLevel: 'error' });
  const used = new Map();
  for (const [, names, file] of outputFiles[0].text.matchAll(/^import \{([^}]*)\} from "shared:([^"]+)";$/gm)) {
    const own = used.get(file) ?? new Set();
    for (const name of names.split(',')) own.add(name.trim().split(' as ')[0]);
    used.set(file, own);
  }
  const whole = [...outputFiles[0].text.matchAll(/^import \* as \w+ from "shared:([^"]+)";$/gm)].map(
    ([, file]) => file,
  );
  for (const [file, values] of await evaluate(whole, options.define)) used.set(file, new Set(Object.keys(values)));
  return used;
}

/**
 * Stands in for a module of functions and classes: each loads the chunk when it is called. Undefined for modules that export anything else,
 * whose names have to be looked up one by one.
 */
function calls(values) {
  const parts = [];
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'function') return undefined;
    if (value.toString().startsWith('class')) {
      const traps = `construct: (_, args) => Reflect.construct(load().${name}, args), get: (_, key) => load().${name}[key]`;
      parts.push(`export const ${name} = new Proxy(class {}, { ${traps} });`);
    } else parts.push(`export const ${name} = (...args) => load().${name}(...args);`);
  }
  return parts.join(' ');
}

/** How a module is handed on by its chunk: whole, or only some names of it. */
function entryOf(file, i, names) {
  const [as, from] = [JSON.stringify(file), JSON.stringify(`./${file}`)];
  if (names === undefined) return `export * as ${as} from ${from};`;
  const own = names.map((name) => `${name} as ${name}${i}`).join(', ');
  return `import { ${own} } from ${from}; const own${i} = { ${names.map((name) => `${name}: ${name}${i}`).join(', ')} }; export { own${i} as ${as} };`;
}
