import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * The only place that loads a package or a table of data late: most runs need none of the packages, and each costs more than linting a
 * file. In the library they are the ordinary dependencies; in the command's bundle they are chunks beside it.
 */
declare const PODLINT_BUNDLE: boolean | undefined;
const bundled = typeof PODLINT_BUNDLE !== 'undefined';
const load = createRequire(import.meta.url);

/** The `yaml` package, for documents that the fast reader leaves alone. */
export function loadYaml(): typeof import('yaml') {
  return load(bundled ? './chunks/yaml.cjs' : 'yaml') as typeof import('yaml');
}

/** A table of `schema/data`, as text. */
export function readData(name: string): string {
  return readFileSync(new URL(`./schema/data/${name}`, import.meta.url), 'utf8');
}
