/** What is measured, and how each is called. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Tool {
  readonly name: string;
  readonly version: string;
  /** The command for a path; undefined where the tool is no match for the input. */
  argv(path: string): readonly string[] | undefined;
}

const ROOT = join(import.meta.dirname, '..');
/** kube-score takes files, not folders: more than that fit on no command line. */
const MOST_ARGUMENTS = 5_000;

/** Those that are there: podlint and the two floors always, other linters if they are on the PATH. */
export function toolsFor(schemas: string, podlint: string = join(ROOT, 'bin/podlint.cjs')): readonly Tool[] {
  const node = process.execPath;
  const others: (Tool | undefined)[] = [
    other('kubeconform', ['-v'], (path) => [
      'kubeconform',
      '-strict',
      '-schema-location',
      join(schemas, '{{.ResourceKind}}{{.KindSuffix}}.json'),
      path,
    ]),
    other('kube-linter', ['version'], (path) => ['kube-linter', 'lint', path]),
    other('kube-score', ['version'], (path) => {
      const files = filesBelow(path);
      const argv = ['kube-score', 'score', ...files];
      return files.length > MOST_ARGUMENTS || givesUp(argv) ? undefined : argv;
    }),
  ];
  return [
    { name: 'node -e 0', version: process.version, argv: () => [node, '-e', '0'] },
    {
      name: 'read only',
      version: process.version,
      argv: (path) => [node, join(import.meta.dirname, 'read-only.cjs'), path],
    },
    {
      name: 'podlint',
      version: versionOf([node, podlint, '--version']),
      argv: (path) => [node, podlint, '--no-config', '-f', 'compact', path],
    },
    ...others.filter((tool) => tool !== undefined),
  ];
}

function other(name: string, asked: readonly string[], argv: Tool['argv']): Tool | undefined {
  const version = versionOf([name, ...asked]);
  return version === '' ? undefined : { name, version, argv };
}

function versionOf([command = '', ...args]: readonly string[]): string {
  const { stdout, status } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0
    ? (/v?\d+\.\d+\.\d+\S*/.exec(stdout)?.[0].replace(/[",]+$/, '') ?? '(built from its sources)')
    : '';
}

/** kube-score judges nothing if one object can't be decoded. */
function givesUp([command = '', ...args]: readonly string[]): boolean {
  const { stdout } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return stdout === '';
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => join(path, name));
}
