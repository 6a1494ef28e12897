// What most runs of the command do not need, by the file beside the bundle that holds it. Nothing in the sources says so: they import each
// other as usual, and the build puts something in between that loads the file when one of its names is used for the first time.
export const LATE = {
  batch: ['src/apiserver/registry-batch.ts'],
  commands: ['src/cli/commands.ts'],
  cluster: ['src/apiserver/registry-cluster.ts'],
  complaints: 'aliases foreign hints home kind-complaints same-shape wrong-types'.split(' ').map((name) => `src/schema/${name}.ts`),
  config: ['src/config/load.ts', 'src/config/plugins.ts'],
  custom: ['src/shapes/custom/check.ts', 'src/shapes/custom/definition.ts', 'src/shapes/custom/pods.ts'],
  fix: ['src/cli/fix.ts'],
  formats: ['src/format/index.ts'],
  'json-schema': ['src/shapes/json-schema/index.ts', 'src/shapes/json-schema/findings.ts'],
  json: ['src/parse/json.ts'],
  lsp: ['src/lsp/main.ts'],
  others: ['src/apiserver/registry-others.ts'],
  peers: ['src/engine/peers.ts'],
  project: ['src/engine/run-project.ts'],
  merge: ['src/cli/merge.ts'],
  slow: ['src/parse/slow.ts', 'src/parse/yaml.ts', 'src/parse/explain/separators.ts'],
};

const PACKAGES = { yaml: 'yaml', 'fast-glob': 'fast-glob', ignore: 'ignore', pretty: 'eslint-formatter-pretty', re2js: 're2js' };

/** The chunks that are packages, as what each of them exports. */
export const PACKAGE_CHUNKS = {
  ...Object.fromEntries(Object.entries(PACKAGES).map(([name, from]) => [name, `module.exports = require(${JSON.stringify(from)})`])),
  ajv: 'const formats = require("ajv-formats"); module.exports = { Ajv: require("ajv").Ajv, addFormats: formats.default };',
};
