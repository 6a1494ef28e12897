/**
 * Which of Kubernetes' own blocks that report an error or a warning a set of cases never reached.
 *
 *     MODE=cover conformance/build.sh 1.37
 *     GOCOVERDIR=DIR conformance/.bin/oracle-1.37-cover CASES >/dev/null
 *     npx tsx conformance/uncovered.ts [--all] [--packages] [--release 1.37] DIR[,DIR...] [PACKAGE]...
 *
 * A PACKAGE is a regular expression; by default all that have to do with creations count. With --all every block counts, not
 * only those that report; --packages gives the figure of each API group too. A function that no case entered is named once;
 * blocks that cannot run at a creation stand in unreachable.tsv with the reason, and count neither as reached nor as missing.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { kubernetesSource } from './generate/schema.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    packages: { type: 'boolean', default: false },
    release: { type: 'string', default: '1.37' },
  },
});

/** Validation, declarative validation, strategies, warnings, and what they call. */
const ofCreations = [
  'kubernetes/pkg/apis/[a-z]*/(v[12]/)?(validation/|zz_generated.val)',
  'kubernetes/pkg/(registry|api)/',
  'apiextensions-apiserver/pkg/apis/apiextensions/(validation|v1)/',
  'apiextensions-apiserver/pkg/apiserver/(schema|validation)',
  'kube-aggregator/pkg/(apis/apiregistration/validation|registry/apiservice/strategy)',
  'apimachinery',
];

interface Block {
  file: string;
  line: number;
  name: string;
  /** The line that the block starts in, which holds its condition, and the block; in generated code also the field. */
  text: string;
  hits: number;
}

const modules: Record<string, string> = {
  'k8s.io/kubernetes': kubernetesSource(flags.release),
};

/** Where the sources of an import path are. */
function sourceOf(file: string): string {
  const module = file.split('/').slice(0, 2).join('/');
  modules[module] ??= execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', module], {
    cwd: new URL(`oracle/${flags.release}/`, import.meta.url),
    encoding: 'utf8',
  }).trim();
  return readFileSync(modules[module] + file.slice(module.length), 'utf8');
}

const reports =
  /field\.(Invalid|Required|Forbidden|NotSupported|Duplicate|TooLong\w*|TooMany|TooFew|NotFound|TypeInvalid)(\[\w+\])?\(|errs = append\(errs, e\.\.\.\)|(warnings|errs|allErrs|details|msgs) = append\((warnings|errs|allErrs|details|msgs), (fmt\.|"|\w+Error\(|MaxLen)|return (\[\]string\{|fmt\.Errorf|errors\.New|append\()/;

/** The part of a source between two positions as the profile gives them. */
function between(lines: string[], span: string): string {
  const [l0, c0, l1, c1] = span.split(/[.,]/).map(Number) as [number, number, number, number];
  const part = lines.slice(l0 - 1, l1);
  part[part.length - 1] = (part.at(-1) as string).slice(0, l0 === l1 ? undefined : c1);
  part[0] = (part[0] as string).slice(c0 - 1);
  return part.join('\n');
}

interface Func {
  name: string;
  from: number;
}

function functionsOf(lines: string[]): Func[] {
  return lines.flatMap((line, i) => {
    const name = /^func (?:\([^)]*\) )?(\w+)/.exec(line)?.[1];
    return name === undefined ? [] : [{ name, from: i + 1 }];
  });
}

function context(lines: string[], line: number): string {
  const start = lines[line - 1] as string;
  if (!start.includes('len(e) != 0')) return start;
  const field = lines.findLast((text, i) => i < line && /^\t?\t?\{ \/\/ field |^func /.test(text)) ?? '';
  return `${field.trim()}\n${start}`;
}

/** All blocks of the profile, with the function that each belongs to. */
function readProfile(profile: string, packages: RegExp): Block[] {
  const counts = new Map<string, number>();
  for (const line of profile.split('\n').slice(1)) {
    const match = /^(\S+:\S+) \d+ (\d+)$/.exec(line);
    if (match && packages.test(match[1] as string)) {
      counts.set(match[1] as string, Math.max(counts.get(match[1] as string) ?? 0, Number(match[2])));
    }
  }
  const sources = new Map<string, { lines: string[]; functions: Func[] }>();
  const blocks: Block[] = [];
  for (const [key, hits] of counts) {
    const [file, span] = key.split(':') as [string, string];
    let source = sources.get(file);
    if (!source) {
      const lines = sourceOf(file).split('\n');
      source = { lines, functions: functionsOf(lines) };
      sources.set(file, source);
    }
    const line = Number.parseInt(span, 10);
    const name = source.functions.findLast((f) => f.from <= line)?.name ?? '';
    blocks.push({ file, line, name, text: `${context(source.lines, line)}\n${between(source.lines, span)}`, hits });
  }
  return blocks.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

interface Excuse {
  file: string;
  name: RegExp;
  text: string;
  /** Which of several like blocks of a function, from 1; 0: all. */
  nth: number;
  seen: number;
  reason: string;
}

function readExcuses(): Excuse[] {
  const lines = readFileSync(new URL('unreachable.tsv', import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [file, name, text, reason] = line.split('\t') as [string, string, string, string];
      const nth = /^(.*)#(\d)$/.exec(text);
      const about = { file, name: new RegExp(`^(${name})$`), reason, seen: 0 };
      return { ...about, text: nth?.[1] ?? text, nth: Number(nth?.[2] ?? 0) };
    });
}

function excuseOf(block: Block, excuses: Excuse[]): Excuse | undefined {
  return excuses.find((e) => {
    if (!block.file.endsWith(e.file) || !e.name.test(block.name) || !block.text.includes(e.text)) return false;
    e.seen++;
    return e.nth === 0 || e.nth === e.seen;
  });
}

/** The API group that a file is about, and what it does: `networking/validation`; of libraries their name. */
function packageOf(file: string): string {
  const own = /^k8s\.io\/kubernetes\/pkg\/(apis|registry|api)\/(\w+)/.exec(file);
  if (own) return own[1] === 'apis' ? (own[2] as string) : `${own[1]}/${own[2]}`;
  return file.split('/')[1] as string;
}

/** What came of the blocks: how many ran, how many need not, which are missing, and functions that no case entered. */
class Tally {
  readonly missing: Block[] = [];
  readonly unentered = new Map<string, number>();
  reached = 0;
  excused = 0;
  /** Of each package how many blocks there are and ran. */
  readonly packages = new Map<string, { total: number; reached: number }>();
  readonly #excuses = readExcuses();

  constructor(blocks: Block[]) {
    const entered = new Set(blocks.filter((block) => block.hits > 0).map((block) => `${block.file} ${block.name}`));
    for (const block of blocks) if (flags.all || reports.test(block.text)) this.#add(block, entered);
  }

  #add(block: Block, entered: Set<string>): void {
    const excuse = excuseOf(block, this.#excuses);
    const id = `${block.file} ${block.name}`;
    if (block.hits > 0) {
      this.reached++;
      this.#count(block, true);
      if (excuse) console.log(`reached all the same: ${block.file}:${block.line} ${block.name}: ${excuse.reason}`);
    } else if (excuse) this.excused++;
    else if (entered.has(id)) {
      this.missing.push(block);
      this.#count(block, false);
    } else this.unentered.set(id, (this.unentered.get(id) ?? 0) + 1);
  }

  #count({ file }: Block, isReached: boolean): void {
    const name = packageOf(file);
    const counts = this.packages.get(name) ?? { total: 0, reached: 0 };
    counts.total++;
    if (isReached) counts.reached++;
    this.packages.set(name, counts);
  }
}

function main(): void {
  const [folder, ...wanted] = positionals;
  if (!folder) throw new Error('usage: uncovered.ts COVERAGE_DIR [PACKAGE]...');
  const text = join(mkdtempSync(join(tmpdir(), 'uncovered-')), 'profile');
  execFileSync('go', ['tool', 'covdata', 'textfmt', `-i=${folder}`, '-o', text]);
  const packages = new RegExp((wanted.length > 0 ? wanted : ofCreations).join('|'));
  const {
    missing,
    unentered,
    reached,
    excused,
    packages: counts,
  } = new Tally(readProfile(readFileSync(text, 'utf8'), packages));
  for (const block of missing) {
    console.log(`${block.file}:${block.line} ${block.name}`);
    console.log(block.text.replace(/^/gm, '    '));
  }
  for (const [id, count] of [...unentered].sort()) console.log(`never entered: ${id} (${count})`);
  if (flags.packages) for (const [name, of] of [...counts].sort()) console.log(`${of.reached} of ${of.total}  ${name}`);
  const total = reached + missing.length;
  const percent = ((100 * reached) / Math.max(total, 1)).toFixed(1);
  const elsewhere = [...unentered.values()].reduce((a, b) => a + b, 0);
  console.log(
    `reached ${reached} of ${total} blocks (${percent} %); ${excused} excused, ${elsewhere} in functions never entered`,
  );
}

main();
