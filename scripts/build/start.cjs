// Part of the command's bundle: loads the engine with the code that the build's own Node has compiled of it, where the Node at hand is the
// same; with any other it is compiled as usual. Compiling takes longer than linting a file.
const { readFileSync } = require('node:fs');
const { dirname } = require('node:path');

/** The name of the compiled code, for one text of the engine and one V8. */
function cacheName(hash) {
  return `engine-${hash}-${process.versions.v8}-${process.arch}.bin`;
}

/** `own`: the `require` of the file that stands beside the engine. */
function loadEngine(hash, own) {
  const file = own.resolve('./engine.cjs');
  let cachedData;
  try {
    cachedData = readFileSync(`${dirname(file)}/compiled/${cacheName(hash)}`);
  } catch {
    // Another Node than the build's: it compiles for itself.
  }
  return load(file, { cachedData, own }).exports;
}

/** As Node's own loader does it, but with the compiled code at hand. The text is all ASCII: the build sees to it. */
function load(file, { cachedData, own }) {
  const { Script } = require('node:vm');
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, cachedData });
  const module = { id: file, filename: file, loaded: false, exports: {}, children: [], paths: [] };
  // The chunks ask for the engine, and are to find this one.
  own.cache[file] = module;
  script.runInThisContext().call(module.exports, module.exports, own, module, file, dirname(file));
  module.loaded = true;
  return { exports: module.exports, script };
}

module.exports = { cacheName, load, loadEngine };
