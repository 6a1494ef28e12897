import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The only place that loads a package or a table of data late: most runs need none of the packages, and each costs more than linting a
 * file. In the library they are the ordinary dependencies; in the command's bundle they are chunks beside it.
 */
declare const PODLINT_BUNDLE: boolean | undefined;
const bundled = typeof PODLINT_BUNDLE !== 'undefined';
/** Built, for the command or as the library: what is no dependency of the package lies beside it then. */
const built = bundled || !import.meta.url.endsWith('.ts');
// A bundle has both at hand already; to make them takes a millisecond.
const load = bundled ? require : createRequire(import.meta.url);
const here = bundled ? __dirname : dirname(fileURLToPath(import.meta.url));

/** The `yaml` package, for a second opinion on what our own readers make of a text. */
export function loadYaml(): typeof import('yaml') {
  return load(bundled ? './chunks/yaml.cjs' : 'yaml') as typeof import('yaml');
}

/** Node's own cryptography, for keys and certificates. */
export function loadCrypto(): typeof import('node:crypto') {
  return load('node:crypto') as typeof import('node:crypto');
}

/** What V8 says of its heap. */
export function readHeap(): ReturnType<typeof import('node:v8').getHeapStatistics> {
  return (load('node:v8') as typeof import('node:v8')).getHeapStatistics();
}

/** Sets a flag of V8, as on Node's command line. */
export function setFlag(flag: string): void {
  (load('node:v8') as typeof import('node:v8')).setFlagsFromString(flag);
}

/** What package.json says of podlint itself. The command has it built in. */
export function readPackage(): { readonly version: string; readonly homepage?: string } {
  return load('../package.json') as ReturnType<typeof readPackage>;
}

/** A table of `schema/data`, as text. */
export function readData(name: string): string {
  return readFileSync(join(here, 'schema/data', name), 'utf8');
}

/** The `re2js` package, for patterns of custom kinds: regular expressions as Go has them, in linear time. */
export function loadRe2(): typeof import('re2js') {
  return load(built ? './chunks/re2js.cjs' : 're2js') as typeof import('re2js');
}

/** `ajv` with its formats, for JSON Schemas from disk. */
export function loadAjv(): {
  readonly Ajv: typeof import('ajv').Ajv;
  readonly addFormats: (ajv: import('ajv').Ajv) => unknown;
} {
  if (bundled) return load('./chunks/ajv.cjs') as ReturnType<typeof loadAjv>;
  const { Ajv } = load('ajv') as typeof import('ajv');
  const { default: addFormats } = load('ajv-formats') as { default: (ajv: import('ajv').Ajv) => unknown };
  return { Ajv, addFormats };
}

/** The `fast-glob` package, for arguments with `*` that the shell did not expand. */
export function loadFastGlob(): typeof import('fast-glob') {
  return load(bundled ? './chunks/fast-glob.cjs' : 'fast-glob') as typeof import('fast-glob');
}

/** The `ignore` package, where there is a .gitignore. */
export function loadIgnore(): typeof import('ignore') {
  return load(bundled ? './chunks/ignore.cjs' : 'ignore') as typeof import('ignore');
}

/** The `eslint-formatter-pretty` package, always in colour: its own guess looks at another stream than ours, and only once. */
export function loadPretty(): (results: readonly object[], data: object) => string {
  const before = process.env['FORCE_COLOR'];
  process.env['FORCE_COLOR'] = before === undefined || before === '0' ? '1' : before;
  try {
    return (
      load(bundled ? './chunks/pretty.cjs' : 'eslint-formatter-pretty') as { default: ReturnType<typeof loadPretty> }
    ).default;
  } finally {
    if (before === undefined) delete process.env['FORCE_COLOR'];
    else process.env['FORCE_COLOR'] = before;
  }
}
