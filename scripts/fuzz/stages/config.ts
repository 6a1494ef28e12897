import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { readText } from '../../../src/cli/files.ts';
import { UsageError, parseArguments } from '../../../src/cli/flags.ts';
import { settingsOf } from '../../../src/cli/settings.ts';
import { type LoadOptions, type LoadedConfig, loadData } from '../../../src/config/load.ts';
import { ConfigError } from '../../../src/config/names.ts';
import { matchesGlob } from '../../../src/model/glob.ts';
import { Source } from '../../../src/model/source.ts';
import { rules } from '../../../src/rules/list.gen.ts';
import { mutate } from '../../readers/mutate.ts';
import type { Random } from '../../readers/random.ts';
import { checkPrototypes, lintOnce, offsetOf } from '../properties.ts';
import { Seeded } from '../seeded.ts';
import { smaller } from '../shrink.ts';
import { type Stage, holds, same } from '../stage.ts';
import { anyText, texts } from '../texts.ts';

/** A config's text, words of a command line, and a glob with a path. */
interface Asked {
  readonly text: string;
  readonly argv: readonly string[];
  readonly glob: string;
  readonly path: string;
}

const IDS = [...rules.keys()];
const WORDS = [
  'error',
  'off',
  'warning',
  '"1.30"',
  '1.29',
  'latest',
  'recommended',
  'strict',
  'all',
  './x.yaml',
  './.podlint.yaml',
  '.',
  'Pod',
  '[Pod, Service]',
  '**/*.yaml',
  '{a: 1}',
  '[]',
  '-1',
  'null',
  'yes',
  '"{a,b}{c,d}"',
  '__proto__',
  '[off, {max: 3}]',
  '30000-32767',
];
const KEYS = [
  'extends',
  'rules',
  'kubernetesVersion',
  'crds',
  'schemaLocations',
  'missingSchema',
  'ignores',
  'overrides',
  'externals',
  'podSpecs',
  'plugins',
  'reportUnusedDirectives',
  'nodePortRange',
  'presets',
  'rule',
  '__proto__',
  'constructor',
  'files',
  'kinds',
  'names',
  'path',
  'apiVersion',
  'kind',
  'name',
  'namespaces',
];

const folder = mkdtempSync(join(tmpdir(), 'podlint-fuzz-'));
mkdirSync(join(folder, 'crds'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A config of some keys, each with something under it, and a few slips. */
function configText(random: Random): string {
  if (random.chance(0.1)) return anyText(random);
  let text = '';
  for (let count = 1 + random.below(4); count > 0; count--) {
    text += `${random.pick(KEYS)}:`;
    if (random.chance(0.4)) text += ` ${random.pick(WORDS)}\n`;
    else text += `\n${entries(random)}`;
  }
  return random.chance(0.5) ? mutate(random, text) : text;
}

function entries(random: Random): string {
  const isList = random.chance(0.5);
  let text = '';
  for (let count = 1 + random.below(3); count > 0; count--) {
    const key = random.pick(random.chance(0.5) ? IDS : KEYS);
    text += isList
      ? `  - ${random.chance(0.5) ? random.pick(WORDS) : `${key}: ${random.pick(WORDS)}\n    ${random.pick(KEYS)}: ${random.pick(WORDS)}`}\n`
      : `  ${key}: ${random.pick(WORDS)}\n`;
  }
  return text;
}

const globs = fc
  .array(
    fc.constantFrom('*', '**', '**/', '?', '/', 'a', 'b', '{a,b}', '[ab]', '[!a]', '\\', '{', '}', '[', ']', '.', 'ab'),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const paths = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'a/b', '/', '.', 'x'), { maxLength: 12 })
  .map((parts) => parts.join(''));
const words = fc.array(
  fc.oneof(
    fc.constantFrom(
      '--fix',
      '--rule',
      '--rule=api-invalid=off',
      '-f',
      'json',
      '--format=json',
      '--max-findings',
      '1',
      '-1',
      '--',
      '-',
      '--only',
      'x',
      '--kubernetes-version',
      '1.30',
      '--no-color',
      '-c',
      '--shard=1/2',
      '--preset',
      'all,strict',
      '--fail-on=info',
      '--__proto__',
      '--constructor=x',
    ),
    fc.string({ maxLength: 8 }),
  ),
  { maxLength: 6 },
);

/** What is asked of podlint: each mistake is told at its place, and whatever is taken in can be worked with. */
export const config: Stage<Asked> = {
  name: 'config',
  cases: fc.record({ text: new Seeded({ make: configText, smaller }), argv: words, glob: globs, path: paths }),
  check({ text, argv, glob, path }) {
    const loaded = load(text);
    if (loaded !== undefined)
      lintOnce([{ file: 'a/case.yaml', text: texts()[text.length % texts().length] as string }], {
        ...loaded.settings,
        project: true,
      });
    checkArguments(argv);
    same('a glob', String(matchesGlob(glob, path)), String(matchesGlob(glob, path)));
    if (!/[[\]{}\\]/.test(glob))
      same(`${glob} and ${path}`, String(matchesGlob(glob, path)), String(asExpression(glob, path)));
    checkPrototypes();
  },
  show: ({ text, argv, glob, path }) => `${text}\nargv: ${JSON.stringify(argv)}\nglob: ${JSON.stringify([glob, path])}`,
};

function load(text: string): LoadedConfig | undefined {
  const file = join(folder, '.podlint.yaml');
  writeFileSync(file, text);
  const options: LoadOptions = {
    code: false,
    main: file,
    pluginsKnown: true,
    rules,
    name: () => 'config',
    read: readText,
  };
  try {
    return loadData(file, options);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    checkMistakes(error.message, text);
    return undefined;
  }
}

/** A mistake of the config itself stands somewhere in it. */
function checkMistakes(message: string, text: string): void {
  const source = new Source('config', text);
  holds(
    message !== '' && !/\bundefined\b|\[object /.test(message.replaceAll(/`[^`]*`|'[^']*'/g, '')),
    () => `the message says ${message}`,
  );
  for (const [, line, column] of message.matchAll(/^config:(\d+):(\d+): /gm))
    holds(offsetOf(source, Number(line), Number(column)) !== undefined, () => `not in the file: ${message}`);
}

function checkArguments(argv: readonly string[]): void {
  try {
    settingsOf(parseArguments(argv));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    holds(error.message !== '', 'a mistake without a word');
  }
}

/** The simple part of globs as a regular expression; paths here are short. */
function asExpression(glob: string, path: string): boolean {
  const target = glob.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1);
  const source = (glob.startsWith('/') ? glob.slice(1) : glob).replaceAll(/\*\*\/?|\*|\?|\./g, (sign) =>
    sign.startsWith('**') ? '.*' : sign === '*' ? '[^/]*' : sign === '?' ? '[^/]' : '\\.',
  );
  return new RegExp(`^${source}$`, 's').test(target);
}
