import { nearest } from '../model/nearest.ts';

/** One option of the command. The table below parses the command line, prints `--help` and makes docs/cli.md. */
export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** What its value is called; without one it is a switch. */
  readonly value?: string;
  readonly repeatable?: true;
  /** Also as `--no-NAME`. */
  readonly negatable?: true;
  readonly group: string;
  readonly help: string;
}

export const FLAGS: readonly Flag[] = [
  { name: 'config', short: 'c', value: 'FILE', group: 'Config', help: 'read this config, and no other' },
  { name: 'no-config', group: 'Config', help: 'read no config' },
  { name: 'no-config-code', group: 'Config', help: 'refuse configs and plugins that are code' },
  { name: 'print-config', value: 'FILE', group: 'Config', help: 'print the settings that hold for a file, and stop' },
  { name: 'list-files', group: 'Config', help: 'print the files that would be read, and stop' },
  { name: 'list-skipped', group: 'Config', help: 'print the files that would be skipped, and why, and stop' },
  {
    name: 'preset',
    value: 'NAME',
    repeatable: true,
    group: 'Checks',
    help: 'api, recommended (default), strict, security-baseline, security-restricted, all',
  },
  {
    name: 'rule',
    value: 'ID=LEVEL',
    repeatable: true,
    group: 'Checks',
    help: 'set a rule to error, warning, info or off',
  },
  { name: 'only', value: 'ID', repeatable: true, group: 'Checks', help: 'run only these rules' },
  { name: 'skip', value: 'ID', repeatable: true, group: 'Checks', help: 'do not run these rules' },
  {
    name: 'kubernetes-version',
    value: '1.N',
    group: 'Target',
    help: 'the API server that is meant (default: the newest known)',
  },
  {
    name: 'crds',
    value: 'PATH',
    repeatable: true,
    group: 'Target',
    help: 'a file or folder with CustomResourceDefinitions',
  },
  {
    name: 'schema-location',
    value: 'TEMPLATE',
    repeatable: true,
    group: 'Target',
    help: 'where JSON Schemas of custom kinds are on disk',
  },
  {
    name: 'missing-schema',
    value: 'LEVEL',
    group: 'Target',
    help: 'kinds without a schema: error, warning, info (default), ignore',
  },
  { name: 'as-is', group: 'Target', help: 'take every document as if it were sent to the API server' },
  {
    name: 'project',
    value: 'DIR',
    group: 'Target',
    help: 'read all of DIR so that rules can look across objects; report on the named files',
  },
  {
    name: 'format',
    short: 'f',
    value: 'NAME[=FILE]',
    repeatable: true,
    group: 'Output',
    help: 'FORMATS; with =FILE into a file',
  },
  { name: 'output-file', short: 'o', value: 'FILE', group: 'Output', help: 'write the report into a file' },
  { name: 'color', negatable: true, group: 'Output', help: 'colours in the report (default: on a terminal)' },
  { name: 'quiet', group: 'Output', help: 'report errors only' },
  { name: 'statistics', group: 'Output', help: 'count the findings by rule' },
  {
    name: 'progress',
    negatable: true,
    group: 'Output',
    help: 'a progress line on standard error (default: on a terminal)',
  },
  { name: 'report-objects', group: 'Output', help: 'list every object and its verdict in the JSON report' },
  { name: 'max-findings', value: 'N', group: 'Output', help: 'report at most N findings, and count the rest' },
  { name: 'max-warnings', value: 'N', group: 'Failing', help: 'fail if there are more than N warnings' },
  { name: 'fail-on', value: 'LEVEL', group: 'Failing', help: 'fail on error (default), warning or info' },
  { name: 'exit-zero', group: 'Failing', help: 'exit with 0 whatever is found' },
  { name: 'suppress-all', group: 'Old findings', help: 'put up with all that is found now, and write it down' },
  {
    name: 'suppress-rule',
    value: 'ID',
    repeatable: true,
    group: 'Old findings',
    help: 'the same for the findings of a rule',
  },
  { name: 'prune-suppressions', group: 'Old findings', help: 'take out what matches no finding any more' },
  {
    name: 'suppressions-location',
    value: 'FILE',
    group: 'Old findings',
    help: 'where it is written down (default: podlint-suppressions.json)',
  },
  { name: 'fix', group: 'Fixing', help: 'mend what can be mended safely' },
  { name: 'unsafe-fixes', group: 'Fixing', help: 'mend also what may change the meaning; look at the diff' },
  { name: 'diff', group: 'Fixing', help: 'print what a fix would change, write nothing' },
  { name: 'stdin-filename', value: 'NAME', group: 'Input', help: 'what standard input (-) is called in the report' },
  { name: 'stdin-files0', group: 'Input', help: 'read the paths from standard input, NUL between them' },
  { name: 'ignore-pattern', value: 'GLOB', repeatable: true, group: 'Input', help: 'leave out files that match' },
  { name: 'no-ignore', group: 'Input', help: 'do not honour .gitignore' },
  { name: 'no-error-on-unmatched-pattern', group: 'Input', help: 'a path or glob that matches nothing is no error' },
  { name: 'no-inline-config', group: 'Input', help: 'comments and annotations silence nothing' },
  { name: 'shard', value: 'I/N', group: 'Scale', help: 'read all, report on the I-th of N parts of the files' },
  {
    name: 'max-time',
    value: 'SECONDS',
    group: 'Scale',
    help: 'leave out files that are not read by then, each with an error (default: 600)',
  },
  { name: 'merge', group: 'Scale', help: 'the paths are JSON reports: make one report of them' },
  { name: 'timing', group: 'Scale', help: 'print what took how long on standard error' },
  { name: 'stdio', group: 'Other', help: 'podlint lsp: talk over standard input and output, as it always does' },
  { name: 'debug', group: 'Other', help: 'print stack traces of internal errors' },
  { name: 'help', short: 'h', group: 'Other', help: 'print this help' },
  { name: 'version', short: 'V', group: 'Other', help: 'print the version' },
];

/** What a command line says: switches, values, and what is left over as paths. */
export interface Arguments {
  readonly switches: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly paths: readonly string[];
}

/** A mistake of the user's: one line on standard error and exit status 2. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** Reads a command line. Throws a UsageError that names the nearest right spelling. */
export function parseArguments(argv: readonly string[]): Arguments {
  const switches = new Set<string>();
  const values = new Map<string, string[]>();
  const paths: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] as string;
    if (word === '--') {
      paths.push(...argv.slice(i + 1));
      break;
    }
    if (word === '-' || !word.startsWith('-')) {
      paths.push(word);
      continue;
    }
    const { flag, name, given } = findFlag(word);
    if (flag.value === undefined) {
      if (given !== undefined) throw new UsageError(`--${name} takes no value`);
      switches.add(name);
      continue;
    }
    const value = given ?? argv[++i];
    if (value === undefined) throw new UsageError(`--${name} needs a value: --${name} ${flag.value}`);
    const before = values.get(name);
    if (before === undefined) values.set(name, [value]);
    else if (flag.repeatable) before.push(value);
    else throw new UsageError(`--${name} is given twice`);
  }
  return { switches, values, paths };
}

function findFlag(word: string): { flag: Flag; name: string; given: string | undefined } {
  if (!word.startsWith('--')) {
    const flag = FLAGS.find(({ short }) => short === word[1]);
    if (flag === undefined || (word.length > 2 && flag.value === undefined))
      throw new UsageError(`no option ${word}; podlint --help lists them`);
    return { flag, name: flag.name, given: word.length > 2 ? word.slice(word[2] === '=' ? 3 : 2) : undefined };
  }
  const equals = word.indexOf('=');
  const name = equals === -1 ? word.slice(2) : word.slice(2, equals);
  const given = equals === -1 ? undefined : word.slice(equals + 1);
  const flag = FLAGS.find((one) => one.name === name || (one.negatable && name === `no-${one.name}`));
  if (flag === undefined) {
    const names = FLAGS.flatMap((one) => (one.negatable ? [one.name, `no-${one.name}`] : [one.name]));
    const near = nearest(name, names);
    throw new UsageError(
      `no option --${name}; ${near === undefined ? 'podlint --help lists them' : `did you mean --${near}?`}`,
    );
  }
  return { flag, name, given };
}

/** The text of `--help`. */
export function helpText(version: string, formats: readonly string[]): string {
  const lines = [
    `podlint ${version}: says before the commit what the Kubernetes API server would say after the deploy`,
    '',
    'Usage: podlint [options] [file|directory|glob|-]...      no path: the current directory',
    '',
    'Examples:',
    '  podlint                          all manifests below this folder',
    '  podlint deploy/ --preset api     only what the API server would refuse or warn of',
    '  helm template . | podlint -      what a chart renders',
    '',
  ];
  let group = '';
  for (const flag of FLAGS) {
    if (flag.group !== group) {
      if (group !== '') lines.push('');
      lines.push(`${flag.group}:`);
      group = flag.group;
    }
    lines.push(`  ${label(flag).padEnd(36)} ${flag.help.replace('FORMATS', formats.join(', '))}`);
  }
  lines.push('', 'Exit status: 0 nothing that fails, 1 findings that fail, 2 wrong use or an internal error');
  return `${lines.join('\n')}\n`;
}

/** How an option is written, short form first. */
export function label(flag: Flag): string {
  const name = flag.negatable ? `--[no-]${flag.name}` : `--${flag.name}`;
  return `${flag.short === undefined ? '    ' : `-${flag.short}, `}${name}${flag.value === undefined ? '' : ` ${flag.value}`}`;
}
