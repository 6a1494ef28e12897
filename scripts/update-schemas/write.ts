import { type History, splitType } from './history.ts';
import type { GoLifecycle } from './release.ts';
import { objectIn } from './shapes.ts';
import { span, spans, type Timeline } from './spans.ts';

/** src/schema/data/types.txt, read by src/schema/table.ts. */
export function writeTypes(history: History): string {
  const blocks = history.shapes
    .sorted()
    .map(([pkg, types]) =>
      [pkg, ...types.sorted().map(([name, type]) => writeType(history, pkg, name, type))].join('\n'),
    );
  return file(history, blocks, [
    'A line a type, under its package: its name and its fields. A field is name:type, then {keys} of a list that is a map by these keys,',
    '! if it is required (both as in the newest release that has it), and @minors if it was not always there: @27- since 1.27, @-24 until',
    '1.24 (there for the last time), @22-25, @22.',
    'A type is string, bool, int32, int64, number, bytes (base64), quantity, intOrString, time, microTime, duration, any (free form),',
    '[]T, map<T>, or the name of a type, with its package if that is another one. T|bool, T|[] and T|[]string take an object or the other.',
  ]);
}

function writeType(history: History, pkg: string, name: string, type: Timeline): string {
  const words = [` ${name}${span(type.minors, new Set(history.known), history.known)}`];
  for (const [field, references] of type.sorted()) {
    const key = `${pkg}.${name}.${field}`;
    const newest = references.newest();
    // Where the type of a field changed there is an entry for each, oldest first.
    const oldestFirst = references.sorted().sort(([, a], [, b]) => Math.min(...a.minors) - Math.min(...b.minors));
    for (const [reference, seen] of oldestFirst) {
      const keys = reference === newest ? (history.keys.get(key) ?? []) : [];
      const word = `${field}:${local(reference, pkg)}${keys.length > 0 ? `{${keys.join(',')}}` : ''}`;
      const required = reference === newest && history.required.get(key) ? '!' : '';
      for (const minors of spans(seen.minors, type.minors, history.known)) words.push(word + required + minors);
    }
  }
  return words.join(' ');
}

/** A reference as seen from a package: types of the package itself go without its name. */
function local(reference: string, pkg: string): string {
  const target = objectIn(reference);
  return target && splitType(target)[0] === pkg ? reference.replace(target, splitType(target)[1]) : reference;
}

/** src/schema/data/kinds.txt, read by src/schema/kinds.ts. */
export function writeKinds(history: History): string {
  const versions = new Map<string, string[]>();
  for (const [key, facts] of [...history.kindFacts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const lines = versions.get(facts.apiVersion) ?? [`${facts.apiVersion} ${packageOf(history, facts.apiVersion)}`];
    versions.set(facts.apiVersion, lines);
    lines.push(writeKind(history, key));
  }
  return file(
    history,
    [...versions.values()].map((lines) => lines.join('\n')),
    [
      'A line a kind, under its apiVersion and the package of its types: its name, @minors as in types.txt (a bare @: in none of them), what it is',
      '(namespaced or cluster: stored objects; request: answered, not stored; read: not created; subresource), its resource with short names,',
      '"served" if the API server serves it by default (with the minors, if not in all that have it), the minors in which it was introduced,',
      'deprecated and removed, and what to use instead.',
    ],
  );
}

/** The package of an API version's types; `-` if none of them is known. */
function packageOf(history: History, apiVersion: string): string {
  for (const facts of history.kindFacts.values())
    if (facts.apiVersion === apiVersion && facts.type) return splitType(facts.type)[0];
  return '-';
}

function writeKind(history: History, key: string): string {
  const facts = history.kindFacts.get(key);
  if (!facts) return '';
  const timeline = history.kinds.below.get(facts.apiVersion)?.below.get(facts.kind);
  const words = [` ${facts.kind}${timeline ? span(timeline.minors, new Set(history.known), history.known) : '@'}`];
  if (timeline) words.push(facts.role === 'request' && facts.namespaced ? 'request-namespaced' : facts.role);
  if (facts.resource) words.push([facts.resource, ...(history.shortNames.get(key) ?? [])].join(','));
  const served = timeline?.below.get('served');
  if (timeline && served) words.push(`served${span(served.minors, timeline.minors, history.known)}`);
  words.push(...lifecycleWords(history.lifecycles.get(key)));
  return words.join(' ');
}

function lifecycleWords(lifecycle: GoLifecycle | undefined): string[] {
  if (!lifecycle) return [];
  const words: string[] = [];
  if (lifecycle.introduced) words.push(`introduced=${lifecycle.introduced}`);
  if (lifecycle.deprecated) words.push(`deprecated=${lifecycle.deprecated}`);
  if (lifecycle.removed) words.push(`removed=${lifecycle.removed}`);
  // Upstream names a list once where it means the items.
  if (lifecycle.replacement) words.push(`use=${lifecycle.replacement.replace(' ', ',').replace(/(?<!,)List$/, '')}`);
  return words;
}

/** src/schema/data/enums.txt, read by src/schema/facts.ts. */
export function writeEnums(history: History): string {
  const blocks: string[] = [];
  for (const [pkg, types] of history.enums.sorted()) {
    const lines = types.sorted().flatMap(([name, type]) => writeEnum(history, pkg, name, type));
    if (lines.length > 0) blocks.push([pkg, ...lines].join('\n'));
  }
  return file(history, blocks, [
    'A line a string type with a fixed set of values, under its package: its name, since when upstream marks it so ("marked"), its values',
    '(in quotes where needed) and, after a colon, the fields that hold one or a list or map of them. @minors as in types.txt.',
  ]);
}

function writeEnum(history: History, pkg: string, name: string, type: Timeline): string[] {
  const marked = type.below.get('marked');
  if (!marked) return [];
  const masked = (part: string, word: (text: string) => string): string[] =>
    (type.below.get(part)?.sorted() ?? []).flatMap(([text, seen]) =>
      spans(seen.minors, type.minors, history.known).map((minors) => word(text) + minors),
    );
  const fields = masked('fields', (field) => (field.startsWith(`${pkg}.`) ? field.slice(pkg.length + 1) : field));
  const head = [
    ` ${name}${span(type.minors, new Set(history.known), history.known)}`,
    `marked${span(marked.minors, type.minors, history.known)}`,
  ];
  return [[...head, ...masked('values', quoted), ':', ...fields].join(' ')];
}

/** Plain where it can be read back as one word, else as JSON. */
function quoted(value: string): string {
  return /^[^\s"@:]+$/.test(value) ? value : JSON.stringify(value);
}

/** src/schema/data/declarative.txt, read by src/schema/facts.ts. */
export function writeChecks(history: History): string {
  const everything = new Set(history.known);
  const blocks: string[] = [];
  for (const [pkg, types] of history.checks.sorted()) {
    const lines = [pkg];
    for (const [name, type] of types.sorted()) {
      for (const [field, checks] of type.sorted()) {
        const words = checks
          .sorted()
          .flatMap(([check, seen]) => spans(seen.minors, everything, history.known).map((minors) => check + minors));
        lines.push(` ${field ? `${name}.${field}` : name} ${words.join(' ')}`);
      }
    }
    blocks.push(lines.join('\n'));
  }
  return file(history, blocks, [
    "What Kubernetes' generated validation checks, from the markers of its types: a line a type or field, under its package, with its checks.",
    'a(b)>c=d is check c with the bound d, under condition or on part a(b); alpha and beta are its stage: an alpha check is run and has no say.',
    '"validated" stands at the kinds that have such validation at all. @minors as in types.txt.',
  ]);
}

function file(history: History, blocks: readonly string[], grammar: readonly string[]): string {
  const head = [
    `Generated by npm run update-schemas from Kubernetes 1.${history.known[0]} to 1.${history.known.at(-1)}.`,
    ...grammar,
  ];
  return `${head.map((line) => `# ${line}\n`).join('')}\n${blocks.join('\n\n')}\n`;
}
