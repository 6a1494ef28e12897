import { quote } from '../apiserver/errors.ts';
import { fixOf, renameKey, replaceString, replaceValue } from '../fix/edits.ts';
import type { Fix, Report } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { type Node, Style, Type } from '../model/node.ts';
import { placeOf, placeOfKey } from '../model/place.ts';
import { jsonText, resolve, text } from '../model/scalar.ts';
import { badBase64 } from './formats.ts';
import { homeOf } from './home.ts';
import { Kind, type TypeDef, type TypeRef } from './table.ts';
import type { Complaints, Way } from './walk.ts';

/** Turns what a walk finds into findings that help: the right spelling, the right place, the right form. */
export class SchemaComplaints implements Complaints {
  readonly #report: Report;
  readonly #asIs: boolean;

  /** `asIs`: say what the API server would say next of a misspelt field: that the right one is missing. */
  constructor(report: Report, asIs: boolean) {
    this.#report = report;
    this.#asIs = asIs;
  }

  unknownField(node: Node, way: Way): void {
    const type = way.types.at(-1);
    const key = node.key as string;
    const { hint, fix, meant } = type === undefined ? NO_HINT : hintFor(node, type, way);
    if (meant !== undefined && !this.#asIs) (way.manifest.unknown ??= []).push(fieldPath(way, meant));
    this.#report({
      rule: 'unknown-field',
      severity: 'error',
      source: 'schema',
      message: `unknown field \`${key}\`${hint === undefined ? '' : `; ${hint}`}`,
      ...placeOfKey(node),
      path: strictPath(way.steps),
      fix,
    });
  }

  nullString(node: Node, way: Way): void {
    (way.manifest.nulls ??= []).push({ node, path: fieldPath(way) });
  }

  wrongType(node: Node, type: TypeRef, way: Way): void {
    const { message, fix } = wrongTypeOf(node, type);
    const { manifest } = way;
    (manifest.unknown ??= []).push(fieldPath(way));
    this.#report({
      rule: type.kind === Kind.Quantity ? 'invalid-quantity' : 'wrong-type',
      severity: 'error',
      source: 'schema',
      message,
      ...placeOf(node),
      path: fieldPath(way),
      fix,
    });
  }
}

/** `spec.containers[0].foo`: as Kubernetes' strict decoder writes it, dots also before the keys of free maps. */
export function strictPath(steps: readonly (string | number)[]): string {
  let path = '';
  for (const step of steps) path += typeof step === 'number' ? `[${step}]` : path === '' ? step : `.${step}`;
  return path;
}

/** The same as podlint writes it: `metadata.labels[app]`. `last` stands for the last step, where that is misspelt. */
function fieldPath(way: Way, last?: string): string {
  let path = '';
  const steps = last === undefined ? way.steps : [...way.steps.slice(0, -1), last];
  steps.forEach((step, i) => {
    // Under an object stands a field, under a list an index, under a free map a key.
    if (typeof step === 'string' && way.types[i] !== undefined) path += path === '' ? step : `.${step}`;
    else path += `[${step}]`;
  });
  return path;
}

interface Hint {
  readonly hint: string | undefined;
  readonly fix: Fix | undefined;
  /** The field that was most likely meant. */
  readonly meant?: string | undefined;
}

const NO_HINT: Hint = { hint: undefined, fix: undefined };

function hintFor(node: Node, type: TypeDef, way: Way): Hint {
  const key = node.key as string;
  const field = type.fields.get(key);
  if (field !== undefined) {
    const since = way.minor < field.since;
    return {
      hint: since
        ? `Kubernetes 1.${way.minor} does not have it yet, 1.${field.since} does`
        : `Kubernetes 1.${way.minor} no longer has it`,
      fix: undefined,
    };
  }
  const names = [...type.fields.values()].filter((one) => one.at(way.minor) !== undefined).map((one) => one.name);
  const near = nearest(key, names);
  const home = homeOf(key, way);
  const sameButCase = near?.toLowerCase() === key.toLowerCase();
  if (near !== undefined && (sameButCase || home === undefined)) {
    const taken = siblings(way).has(near);
    const fix = taken ? undefined : fixOf(`rename to ${near}`, node, true, [renameKey(node, near)]);
    return { hint: sameButCase ? `it is written \`${near}\`` : `did you mean \`${near}\`?`, fix, meant: near };
  }
  return { hint: home, fix: undefined };
}

function siblings(way: Way): Set<string> {
  let node: Node | undefined = way.manifest.root;
  for (const step of way.steps.slice(0, -1)) node = typeof step === 'number' ? node?.items[step] : node?.get(step);
  return new Set(node?.items.map((item) => item.key as string));
}

const EXPECTED: Readonly<Record<number, string>> = {
  [Kind.String]: 'a string',
  [Kind.Bool]: '`true` or `false`',
  [Kind.Int32]: 'a whole number',
  [Kind.Int64]: 'a whole number',
  [Kind.Number]: 'a number',
  [Kind.Bytes]: 'base64 text',
  [Kind.Quantity]: 'a quantity such as `500m`, `1` or `256Mi`',
  [Kind.IntOrString]: 'a whole number or a string',
  [Kind.Time]: 'a date and time such as `2026-01-31T12:00:00Z`',
  [Kind.MicroTime]: 'a date and time such as `2026-01-31T12:00:00.000000Z`',
  [Kind.Duration]: 'a length of time such as `90s` or `1h30m`',
  [Kind.List]: 'a list',
  [Kind.Map]: 'a map',
  [Kind.Object]: 'a map',
  [Kind.ObjectOrBool]: 'a map, `true` or `false`',
};

/** What is said of a value of the wrong type. */
export interface Said {
  readonly message: string;
  readonly fix?: Fix | undefined;
}

/** Says what a value is, what is expected instead and, where there is one safe answer, how to write it. */
export function wrongTypeOf(node: Node, type: TypeRef): Said {
  const written = resolve(node);
  const value = quote(raw(node));
  if (type.kind === Kind.String) return wrongString(node, value);
  if (type.kind === Kind.Quantity && written !== Type.Map && written !== Type.List) return wrongQuantity(node, value);
  if (type.kind === Kind.Bytes && written === Type.String) return wrongBase64(node);
  if (written === Type.Map)
    return {
      message: `${expected(type)} is expected here, not a map${type.kind === Kind.List ? ': put a `- ` before each item' : ''}`,
    };
  if (written === Type.List)
    return {
      message: `${expected(type)} is expected here, not a list${type.kind === Kind.Object ? ': leave out the `- `' : ''}`,
    };
  if (type.kind === Kind.List) return wrongList(node, type, value);
  if (written === Type.String && wantsNumber(type)) return wrongNumber(node, type, value);
  if (wantsNumber(type))
    return { message: `${value} is ${nameOf(written)}${outOfRange(node, type)}; ${expected(type)} is expected here` };
  if (type.kind === Kind.Bool && written === Type.String) return wrongBool(node, value);
  return {
    message: `${value} is ${written === Type.String ? 'no such value' : nameOf(written)}; ${expected(type)} is expected here`,
  };
}

function expected(type: TypeRef): string {
  return EXPECTED[type.kind] ?? 'something else';
}

function nameOf(written: Type): string {
  if (written === Type.Bool) return 'a boolean';
  if (written === Type.Int || written === Type.Float) return 'a number';
  return 'text';
}

/** As it is written, shortened by whoever quotes it. */
function raw(node: Node): string {
  return node.source.slice(node.start, Math.min(node.end, node.start + 100));
}

function wrongString(node: Node, value: string): Said {
  const written = resolve(node);
  if (written === Type.Map || written === Type.List)
    return { message: `a string is expected here, not a ${written === Type.Map ? 'map' : 'list'}` };
  const quoted = `"${raw(node)}"`;
  const read = jsonText(node);
  const becomes = read === undefined || read === raw(node) ? '' : ` (\`${read}\`)`;
  const fix = node.style === Style.Plain ? fixOf('quote it', node, true, [replaceValue(node, quoted)]) : undefined;
  return {
    message: `${value} is ${nameOf(written)} here${becomes}, and a string is expected; write \`${quoted}\``,
    fix,
  };
}

function wrongNumber(node: Node, type: TypeRef, value: string): Said {
  const bare = text(node).trim();
  if (node.style === Style.Plain || !/^-?(0|[1-9]\d*)$/.test(bare))
    return { message: `${value} is text; ${expected(type)} is expected here` };
  return {
    message: `${value} is text here because of its quotes; write \`${bare}\``,
    fix: fixOf('remove the quotes', node, true, [replaceValue(node, bare)]),
  };
}

function wrongBool(node: Node, value: string): Said {
  const bare = text(node).trim().toLowerCase();
  if (bare !== 'true' && bare !== 'false')
    return { message: `${value} is text; \`true\` or \`false\` is expected here` };
  return {
    message: `${value} is text here; write \`${bare}\``,
    fix: fixOf(`write ${bare}`, node, true, [replaceValue(node, bare)]),
  };
}

function wrongList(node: Node, type: TypeRef, value: string): Said {
  const item = type.item?.kind;
  if (item !== Kind.String) return { message: `a list is expected here, not ${value}` };
  const source = node.source.slice(node.start, node.end);
  const oneLine = !source.includes('\n') && node.style !== Style.Literal && node.style !== Style.Folded;
  const needsQuotes = node.style === Style.Plain && /[,[\]{}]|^[&*!|>%@`#]/.test(source);
  const written = oneLine && !needsQuotes && resolve(node) === Type.String ? `[${source}]` : undefined;
  const fix = written === undefined ? undefined : fixOf('make it a list', node, false, [replaceValue(node, written)]);
  return {
    message: `a list of strings is expected here, not ${value}${written === undefined ? '' : `; write \`${written}\``}`,
    fix,
  };
}

function wantsNumber(type: TypeRef): boolean {
  return (
    type.kind === Kind.Int32 || type.kind === Kind.Int64 || type.kind === Kind.Number || type.kind === Kind.IntOrString
  );
}

function outOfRange(node: Node, type: TypeRef): string {
  const written = resolve(node);
  if (written !== Type.Int || type.kind === Kind.Number) return '';
  return type.kind === Kind.Int64 ? ' beyond 64 bits' : ' beyond 32 bits';
}

function wrongBase64(node: Node): Said {
  const at = badBase64(text(node));
  return {
    message: `this is not base64: it ends being so at character ${at + 1}; encode it, or use \`stringData\` for plain text`,
  };
}

const UNITS: readonly [RegExp, string, string][] = [
  [/^([\d.]+) ?([kmgtpe])b$/i, 'decimal', 'B'],
  [/^([\d.]+) ?([kmgtpe])ib$/i, 'binary', 'iB'],
];

function wrongQuantity(node: Node, value: string): Said {
  const bare = text(node).trim();
  const meant = quantitiesMeant(bare);
  if (meant.length === 0)
    return {
      message: `${value} is no quantity: a number and one of m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei, without a blank between them`,
    };
  const fix = fixOf(`write ${meant[0]}`, node, false, [replaceString(node, meant[0] as string)]);
  return { message: `${value} is no quantity; write ${meant.map((one) => `\`${one}\``).join(' or ')}`, fix };
}

/** What an amount with a wrong unit was likely to be; first what it says if it is taken by its word. */
function quantitiesMeant(bare: string): string[] {
  for (const [form, kind] of UNITS) {
    const found = form.exec(bare);
    if (found === null) continue;
    const unit = (found[2] as string).toUpperCase();
    const binary = `${found[1]}${unit}i`;
    return kind === 'binary' ? [binary] : [`${found[1]}${unit === 'K' ? 'k' : unit}`, binary];
  }
  const cased = /^([\d.]+)\s*([kmgtpe])(i?)$/i.exec(bare);
  if (cased !== null) {
    const [, number, letter, i] = cased as unknown as [string, string, string, string];
    if (i !== '') return [`${number}${letter.toUpperCase()}i`];
    // A small m is a thousandth, and was right but for the blank.
    return [
      `${number}${letter === 'm' || letter === 'k' || letter === 'K' ? letter.toLowerCase() : letter.toUpperCase()}`,
    ];
  }
  return /^[\d.]+ms$/.test(bare) ? [bare.slice(0, -1)] : [];
}
