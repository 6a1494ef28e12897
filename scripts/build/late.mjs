// What most runs of the command do not need, by the file beside the bundle that holds it. Nothing in the sources says so: they import each
// other as usual, and the build puts something in between that loads the file when one of its names is used for the first time.
const files = (folder, names) => names.split(' ').map((name) => `${folder}/${name}.ts`);

export const LATE = {
  batch: ['src/apiserver/registry-batch.ts'],
  commands: ['src/cli/commands.ts'],
  cluster: ['src/apiserver/registry-cluster.ts'],
  complaints: [
    ...files('src/schema', 'aliases foreign hints home kind-complaints same-shape wrong-types'),
    'src/rules/shared/lookalikes.ts',
  ],
  config: ['src/config/load.ts', 'src/config/plugins.ts'],
  custom: ['src/shapes/custom/check.ts', 'src/shapes/custom/definition.ts', 'src/shapes/custom/pods.ts'],
  directives: files('src/engine', 'silencer directive-fixes'),
  fix: ['src/cli/fix.ts', ...files('src/fix', 'edits below write')],
  formats: ['src/format/index.ts'],
  'json-schema': [
    'src/shapes/json-schema/index.ts',
    'src/shapes/json-schema/findings.ts',
    'src/shapes/json-schema/template.ts',
  ],
  json: ['src/parse/json.ts'],
  lsp: ['src/lsp/main.ts'],
  others: ['src/apiserver/registry-others.ts'],
  peers: ['src/engine/peers.ts'],
  project: ['src/engine/run-project.ts'],
  merge: ['src/cli/merge.ts', 'src/cli/rendered.ts'],
  slow: [
    ...files('src/parse', 'slow yaml explain/scene explain/separators'),
    ...files('src/parse/slow', 'cursor directives queue scalars scanner tags'),
  ],
  // The full validation of what is not plain, and of workloads above all.
  validation: [
    ...files('src/apiserver/apps', 'names selector statefulset-template statefulset-update template'),
    ...files(
      'src/apiserver/core',
      'checks nodelabels persistentvolumeclaim/spec persistentvolumeclaim/template signernames',
    ),
    ...files('src/apiserver/core/pod', 'affinity affinity-node aggregate annotations container containers dns env'),
    ...files(
      'src/apiserver/core/pod',
      'filekeys handlers hosts mounts podresources ports probes profiles resourceclaims',
    ),
    ...files(
      'src/apiserver/core/pod',
      'resources restart scheduling security security-sysctls spec template tolerations',
    ),
    ...files(
      'src/apiserver/core/pod',
      'topology warnings warnings-containers warnings-scheduling warnings-volumes windows',
    ),
    ...files(
      'src/apiserver/core/pod',
      'windows-options volumes/certificates volumes/cloud volumes/files volumes/iscsi',
    ),
    ...files(
      'src/apiserver/core/pod',
      'volumes/network volumes/paths volumes/plugins volumes/projected volumes/volumes',
    ),
    'src/apiserver/formats-ip.ts',
    'src/apiserver/meta/objectmeta.ts',
    'src/rules/shared/node-terms.ts',
  ],
};

const PACKAGES = {
  yaml: 'yaml',
  'fast-glob': 'fast-glob',
  ignore: 'ignore',
  pretty: 'eslint-formatter-pretty',
  re2js: 're2js',
};

/** The chunks that are packages, as what each of them exports. */
export const PACKAGE_CHUNKS = {
  ...Object.fromEntries(
    Object.entries(PACKAGES).map(([name, from]) => [name, `module.exports = require(${JSON.stringify(from)})`]),
  ),
  ajv: 'const formats = require("ajv-formats"); module.exports = { Ajv: require("ajv").Ajv, addFormats: formats.default };',
};
