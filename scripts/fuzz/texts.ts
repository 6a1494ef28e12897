import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bases } from '../../conformance/generate/bases.ts';
import { type Json, toYaml } from '../../conformance/generate/case.ts';
import { docs } from '../../src/rules/docs.gen.ts';
import { Grammar } from '../readers/grammar.ts';
import { mutate } from '../readers/mutate.ts';
import type { Random } from '../readers/random.ts';
import { anyAliasBomb, anyLargeBomb } from './bombs.ts';

const FIXTURES = fileURLToPath(new URL('../../test/fixtures/', import.meta.url));

/** What has a meaning somewhere on the way of a text through podlint: to a reader, a rule, a terminal, a log. */
const ODD: readonly string[] = [
  '__proto__: {a: 1}\n',
  'constructor: x\n',
  '"__proto__"',
  'toString',
  'hasOwnProperty',
  '\u001b[31m',
  '\u001b]0;title\u0007',
  '\u202e',
  '\u009b',
  '::error::x',
  '\n::set-output name=x::y\n',
  '##vso[task.complete]',
  '<script>',
  ']]>',
  '{{ .Values.x }}',
  '${VAR}',
  '$(VAR)',
  'ENC[AES256_GCM,data:x]',
  '# podlint-disable-next-line no-latest-image -- why\n',
  '# podlint-disable-file\n',
  '# podlint-disable api-invalid\n',
  'podlint/ignore: "api-required -- later"\n',
  '../../etc/passwd',
  'kind: ../../x\n',
  'kind: List\nitems:\n',
  'apiVersion: v1\n',
  '99999999999999999999',
  '-0',
  '1e999',
  '.nan',
  '0x',
  '1Ei',
  '\ud800',
  '\udc00',
  '😀',
  '---\n',
  '...\n',
  '&a [*a]',
  '<<: *a\n',
  '<<: [*a, *b]\n',
];

let known: readonly string[] | undefined;

/** Manifests, and other texts that podlint may be handed: the fixtures, the rules' pages, the generator's bases. */
export function texts(): readonly string[] {
  return (known ??= [...new Set([...fixtures(), ...pages(), ...manifests()])].filter(({ length }) => length < 6000));
}

function fixtures(): string[] {
  const names = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(ya?ml|json)$/.test(name) && !name.startsWith('schema/'),
  );
  return names.sort().map((name) => readFileSync(FIXTURES + name, 'utf8'));
}

function pages(): string[] {
  return [...docs.values()].flatMap(({ bad, good }) => [bad, good]);
}

function manifests(): string[] {
  return [...bases().values()].map(({ manifest }) => toYaml(manifest as Exclude<Json, undefined>));
}

/** A text of any kind: a fixture, one with a few changes, one made of two, one that the grammar of YAML makes. */
export function anyText(random: Random): string {
  if (random.chance(0.001)) return anyLargeBomb(random);
  if (random.chance(0.01)) return anyAliasBomb(random);
  const kind = random.below(20);
  if (kind < 4) return new Grammar(random, random.pick([0.02, 0.1, 0.3]))[random.chance(0.5) ? 'stream' : 'document']();
  const base = random.pick(texts());
  if (kind < 5) return base;
  if (kind < 7) return spliced(random, base, random.pick(texts()));
  const changed = kind < 10 ? odd(random, base) : base;
  return random.chance(0.001) ? grown(random, changed) : mutate(random, changed);
}

/** The beginning of one text and the end of another. */
function spliced(random: Random, one: string, other: string): string {
  const cut = (text: string): number => text.indexOf('\n', random.below(text.length)) + 1;
  return one.slice(0, cut(one)) + other.slice(cut(other));
}

/** A text with something in it that has a meaning somewhere. */
function odd(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const line = text.lastIndexOf('\n', at) + 1;
  const where = random.chance(0.5) ? at : line;
  return text.slice(0, where) + random.pick(ODD) + text.slice(where);
}

/** A text with a piece of it there thousands of times: what is not linear shows by its time. */
function grown(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const start = random.chance(0.7) ? text.lastIndexOf('\n', at - 1) + 1 : at;
  const newline = text.indexOf('\n', at);
  const end = random.chance(0.7) && newline !== -1 ? newline + 1 : Math.min(text.length, at + 1 + random.below(8));
  const piece = text.slice(start, Math.max(end, start + 1));
  return text.slice(0, start) + piece.repeat(Math.ceil(100_000 / Math.max(piece.length, 5))) + text.slice(end);
}
