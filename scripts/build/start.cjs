// Part of the command's bundle: loads the engine with the code that the build's own Node has compiled of it, where the Node at hand is the
// same; with any other it is compiled as usual. Compiling takes longer than linting a file.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const vm = require('node:vm');

/** The name of the compiled code, for one text of the engine and one V8. */
function cacheName(hash, v8 = process.versions.v8) {
  return `engine-${hash}-${v8}-${process.arch}.bin`;
}

function loadEngine(hash) {
  const file = join(__dirname, 'engine.cjs');
  let cachedData;
  try {
    cachedData = readFileSync(join(__dirname, 'compiled', cacheName(hash)));
  } catch {
    return require('./engine.cjs');
  }
  return load({ file, cachedData }).exports;
}

/** As Node's own loader does it, with the compiled code at hand. The text is all ASCII: the build writes it so. */
function load({ file, cachedData }) {
  const module = new Module(file, null);
  module.filename = file;
  module.paths = [];
  Module._cache[file] = module;
  const script = new vm.Script(Module.wrap(readFileSync(file, 'latin1')), {
    filename: file,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  script.runInThisContext().call(module.exports, module.exports, Module.createRequire(file), module, file, dirname(file));
  module.loaded = true;
  return Object.assign(module, { script });
}

module.exports = { cacheName, load, loadEngine };
