import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const mirror = new URL('../../src/apiserver/', import.meta.url);
const TAG = /@mirrors ([\w/.]+)(?: \(partly: ([^\n]*?)\))?(?= \*\/|\n)/g;

/** A function of Kubernetes', and where its work is done here. */
interface Mirrored {
  /** The package's last folders and the function: `core/validation.ValidatePodSpec`. */
  readonly upstream: string;
  readonly file: string;
  /** What is left out, and why. */
  readonly partly: string | undefined;
}

function* mirrored(): Generator<Mirrored> {
  const files = readdirSync(mirror, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  for (const file of files.filter((name) => name.endsWith('.ts')).sort()) {
    for (const [, upstream = '', partly] of readFileSync(new URL(file, mirror), 'utf8').matchAll(TAG)) {
      yield { upstream, file, partly };
    }
  }
}

/** Upstream's functions that have no counterpart, by the reason: see the file. */
function leftOut(): Map<string, string[]> {
  const text = readFileSync(fileURLToPath(new URL('mirror-left-out.txt', import.meta.url)), 'utf8');
  const groups = new Map<string, string[]>();
  let group: string[] = [];
  for (const line of text.split('\n').slice(1)) {
    const reason = /^# \w+: (.*)/.exec(line)?.[1];
    if (reason !== undefined) groups.set(reason, (group = []));
    else if (line !== '') group.push(line);
  }
  return groups;
}

function packageOf(upstream: string): string {
  return upstream.slice(0, upstream.indexOf('.'));
}

function byPackage(names: readonly string[]): string {
  const packages = new Map<string, string[]>();
  for (const name of names) {
    const key = packageOf(name);
    packages.set(key, [...(packages.get(key) ?? []), name.slice(key.length + 1)]);
  }
  return [...packages].map(([key, list]) => `- ${key}: ${list.map((one) => `\`${one}\``).join(', ')}`).join('\n');
}

function row({ upstream, file, partly }: Mirrored): string {
  const name = upstream.slice(packageOf(upstream).length + 1);
  return `| \`${name}\` | [${file}](../src/apiserver/${file}) | ${(partly ?? '').replaceAll('|', '\\|')} |`;
}

/** The page that tells which function of Kubernetes is mirrored where. */
export function mirrorPage(): string {
  const all = [...mirrored()].sort((a, b) => (a.upstream < b.upstream ? -1 : a.upstream > b.upstream ? 1 : 0));
  const known = new Set(all.map(({ upstream }) => upstream));
  const sections = [...new Set(all.map(({ upstream }) => packageOf(upstream)))].sort().map((key) => {
    const rows = all.filter(({ upstream }) => packageOf(upstream) === key).map(row);
    return `### ${key}\n\n| upstream | here | left out |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  const rest = [...leftOut()].map(([reason, names]) => {
    const left = names.filter((name) => !known.has(name));
    return `### ${reason}\n\n${byPackage(left)}\n`;
  });
  return [
    '# What is mirrored',
    '',
    "`src/apiserver` does what Kubernetes' own code does with an object that is to be created. Functions have upstream's names, so that a change",
    'there is found here: each is noted with its package, as `core/validation.ValidatePodSpec`, in the comment of the function that does its work.',
    'This page is made of these notes.',
    '',
    '## Mirrored',
    '',
    ...sections,
    '## Not mirrored',
    '',
    'Validation functions of 1.37 in the packages above that no function here stands for, by the reason.',
    '',
    ...rest,
  ].join('\n');
}
