import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document } from '../../src/model/document.ts';
import type { Node } from '../../src/model/node.ts';
import { Type } from '../../src/model/node.ts';
import { jsonText, plainType } from '../../src/model/scalar.ts';
import { JsonReader } from '../../src/parse/json.ts';
import { type ReadOptions, readSource } from '../../src/parse/read.ts';
import { toJson } from './to-json.ts';

/** How Kubernetes begins its complaint of a `---` that is followed by something. */
export const SEPARATOR_ERROR = 'invalid Yaml document separator';

/** What is said of one document: its JSON with sorted keys, or that it cannot be read. */
export interface Verdict {
  readonly json?: string;
  readonly error?: string;
  /** Whether keys are written twice, or overridden by a merge. */
  readonly strict?: boolean;
  /** Whether keys of different types became the same text (1 and "1"). Kubernetes then takes one by chance, and says nothing. */
  readonly chance?: boolean;
  /** Whether there may be merges in it. */
  readonly merges?: boolean;
}

/** What podlint reads in a text. A bad separator ends the list, as it ends Kubernetes' reading. */
export function ours(text: string, options: ReadOptions = {}): Verdict[] {
  const verdicts: Verdict[] = [];
  let lost = false;
  readSource(
    text,
    {
      document(document) {
        if (lost) return;
        verdicts.push({
          json: canonical(toJson(document)),
          strict: isStrictError(document),
          chance: hasChance(document),
          merges: text.includes('<<'),
        });
      },
      problem(problem) {
        if (lost) return;
        lost = problem.document === undefined;
        verdicts.push({ error: problem.message });
      },
    },
    options,
  );
  return verdicts;
}

/** Whether Kubernetes' strict reading objects: to keys that are there twice, and to keys that a merge brings once more. */
function isStrictError(document: Document): boolean {
  return !document.json && (document.duplicates.length > 0 || document.overrides.length > 0);
}

function hasChance(document: Document): boolean {
  return document.duplicates.some(({ first, second }) => keyType(first) !== keyType(second));
}

function keyType(node: Node): Type {
  const written = node.source.slice(node.keyStart, node.keyEnd);
  return /^['"]/.test(written) ? Type.String : plainType(written);
}

/** What the oracle reads in each of some texts. */
export function oracles(oracle: string, texts: readonly string[]): Verdict[][] {
  const folder = mkdtempSync(join(tmpdir(), 'readers-'));
  try {
    const names = texts.map((text, i) => {
      const name = `${Math.floor(i / 1000)}/${i}.yaml`;
      if (i % 1000 === 0) mkdirSync(join(folder, String(i / 1000)));
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    });
    const index = new Map(names.map((name, i) => [name, i]));
    const answers: Verdict[][] = texts.map(() => []);
    const out = execFileSync(oracle, ['-read', folder], {
      encoding: 'utf8',
      maxBuffer: 2 ** 31 - 1,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for (const line of out.split('\n')) {
      if (line === '') continue;
      const answer = JSON.parse(line) as { file: string; error?: string; strictError?: string };
      const list = answers[index.get(answer.file) as number] as Verdict[];
      if (answer.error !== undefined) list.push({ error: answer.error });
      else list.push({ json: canonical(rawJson(line)), strict: answer.strictError !== undefined });
    }
    return answers;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text of the `json` member, for the numbers in it. */
function rawJson(line: string): string {
  const root = new JsonReader(line).read(0);
  const node = root?.get('json');
  return node === undefined ? 'null' : line.slice(node.start, node.end);
}

/** JSON with its keys sorted; of a key that is there twice the last. */
export function canonical(json: string): string {
  const root = new JsonReader(json).read(0);
  return root === undefined ? `not JSON: ${json}` : write(root);
}

function write(node: Node): string {
  if (node.type === Type.List) return `[${node.items.map(write).join(',')}]`;
  if (node.type !== Type.Map) return jsonText(node) ?? 'null';
  const sorted = node.items.toSorted((a, b) => ((a.key as string) < (b.key as string) ? -1 : 1));
  return `{${sorted.map((item) => `${JSON.stringify(item.key)}:${write(item)}`).join(',')}}`;
}

/** How two answers differ, in a word; undefined if they agree. */
export function difference(mine: readonly Verdict[], theirs: readonly Verdict[]): string | undefined {
  const last = theirs.at(-1);
  const separator = last?.error?.startsWith(SEPARATOR_ERROR) === true;
  // Kubernetes loses the document before a bad separator too; podlint still reads it.
  const known = separator ? theirs.slice(0, -1) : theirs;
  const extra = mine.length - known.length;
  if (separator ? mine.at(-1)?.error === undefined || extra < 1 || extra > 2 : extra !== 0)
    return 'number of documents';
  for (const [i, b] of known.entries()) {
    const a = mine[i] as Verdict;
    if (a.chance) continue;
    if (a.error !== undefined && b.error === undefined) return `refused: ${a.error}`;
    if (a.error === undefined && b.error !== undefined) return `accepted: ${b.error.replaceAll(/line \d+/g, 'line N')}`;
    if (a.error !== undefined) continue;
    if (a.json !== b.json) return 'read otherwise';
    // To Kubernetes' strict reading a key that is written after a merge which has it too is a duplicate; to podlint it is not.
    if (a.strict !== b.strict && !(b.strict && a.merges)) return 'duplicates';
  }
  return undefined;
}
