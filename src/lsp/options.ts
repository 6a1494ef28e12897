import type { Arguments } from '../cli/flags.ts';

/** What an editor's settings say, each as the option of the command line that it stands for. */
const OPTIONS: Readonly<Record<string, string>> = {
  presets: 'preset',
  kubernetesVersion: 'kubernetes-version',
  config: 'config',
  crds: 'crds',
  schemaLocations: 'schema-location',
  missingSchema: 'missing-schema',
};

/**
 * The arguments of the command with an editor's settings in the place of what they say too. Configs that are code are run only if the settings ask for
 * it: the editor knows whether the folder is trusted.
 */
export function withOptions(args: Arguments, options: unknown): Arguments {
  const values = new Map(args.values);
  const switches = new Set(args.switches);
  const given = isObject(options) ? options : {};
  for (const [name, option] of Object.entries(OPTIONS)) {
    const words = wordsOf(given[name]);
    if (words.length > 0) values.set(option, words);
  }
  if (given['configCode'] !== true) switches.add('no-config-code');
  return { values, switches, paths: args.paths };
}

/** A text, or texts in a list; empty ones count as not there. */
function wordsOf(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((word): word is string => typeof word === 'string' && word !== '');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
