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
    cachedData = readFileSync(`${__dirname}/compiled/${cacheName(hash)}`);
  } catch {
    return own('./engine.cjs');
  }
  return load(file, { cachedData, own }).exports;
}

/** As Node's own loader does it, but with the compiled code at hand. The text is all ASCII: the build sees to it. */
function load(file, { cachedData, own }) {
  const { Script, constants } = require('node:vm');
  const text = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'latin1')}\n});`;
  const script = new Script(text, { filename: file, cachedData, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
  const module = { id: file, filename: file, loaded: false, exports: {}, children: [], paths: [] };
  // The chunks ask for the engine, and are to find this one.
  own.cache[file] = module;
  script.runInThisContext().call(module.exports, module.exports, own, module, file, dirname(file));
  module.loaded = true;
  return { exports: module.exports, script };
}

module.exports = { cacheName, load, loadEngine };
