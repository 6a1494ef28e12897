// Part of the command's bundle: loads the engine, and its chunks when there is need for one, with the code that the build's own Node has compiled of
// them, where the Node at hand is the same; with any other they are compiled as usual. Compiling takes longer than linting a file.
const { readFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');

/** What our own files begin with: each is a function, as Node makes one of every file, so that it can be compiled as it stands. */
const HEAD = '(function (exports, require, module, __filename, __dirname) {';

/** The name of the compiled code of a file, for one text of the engine and its chunks and one V8. */
function cacheName(file, hash) {
  return `${basename(file, '.cjs')}-${hash}-${process.versions.v8}-${process.arch}.bin`;
}

/** `own`: the `require` of the file that stands beside the engine. `keep` is told of every script. */
function loadEngine(hash, own, keep) {
  const folder = dirname(own.resolve('./cli.cjs'));
  const { Script } = require('node:vm');

  /** As Node's own loader does it. The texts are all ASCII: the build sees to it. */
  const load = (file) => {
    const known = own.cache[file];
    if (known !== undefined) return known.exports;
    const text = readFileSync(file, 'latin1');
    if (!text.startsWith(HEAD)) return own(file);
    const script = new Script(text, { filename: file, cachedData: compiledOf(file) });
    const module = { id: file, filename: file, loaded: false, exports: {}, children: [], paths: [] };
    // The chunks ask for the engine, and are to find this one.
    own.cache[file] = module;
    const here = dirname(file);
    const ask = (id) =>
      !id.startsWith('.') ? own(id) : id.endsWith('.cjs') ? load(join(here, id)) : own(join(here, id));
    script.runInThisContext().call(module.exports, module.exports, ask, module, file, here);
    module.loaded = true;
    keep?.(file, script);
    return module.exports;
  };

  const compiledOf = (file) => {
    try {
      return readFileSync(join(folder, 'compiled', cacheName(file, hash)));
    } catch {
      // Another Node than the build's, or a chunk that few need: it is compiled now.
    }
  };

  return load(join(folder, 'engine.cjs'));
}

module.exports = { HEAD, cacheName, loadEngine };
