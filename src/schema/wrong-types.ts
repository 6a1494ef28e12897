import { quote } from '../model/quote.ts';
import { fixOf, isBehindMore, replaceString, replaceValue } from '../fix/edits.ts';
import { newlineOf } from '../fix/newline.ts';
import type { Edit } from '../model/document.ts';
import type { Fix } from '../model/finding.ts';
import { type Node, Style, Type } from '../model/node.ts';
import { jsonText, resolve, text } from '../model/scalar.ts';
import { badBase64 } from './formats.ts';
import { Kind, type TypeRef } from './table.ts';

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
    return type.kind === Kind.List
      ? mapForList(node, type)
      : { message: `${expected(type)} is expected here, not a map` };
  if (written === Type.List) {
    const isOfMaps =
      type.kind === Kind.Object || (type.kind === Kind.Map && node.items.every((item) => item.type === Type.Map));
    const hint = isOfMaps && node.items.length > 0 ? ': leave out the `- `' : '';
    return { message: `${expected(type)} is expected here, not a list${hint}` };
  }
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
  if (written === Type.Map && (node.key === 'matchLabels' || node.key === 'matchExpressions')) {
    return { message: `this selector is made of plain labels: leave out \`${node.key}\`` };
  }
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

const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  minutes: 60,
  h: 3600,
};

function wrongNumber(node: Node, type: TypeRef, value: string): Said {
  const bare = text(node).trim();
  const plain = `${value} is text; ${expected(type)} is expected here`;
  if (/^-?(0|[1-9]\d*)$/.test(bare) && node.style !== Style.Plain) {
    return {
      message: `${value} is text here because of its quotes; write \`${bare}\``,
      fix: fixOf('remove the quotes', node, true, [replaceValue(node, bare)]),
    };
  }
  const [, number = '', unit = ''] = /^(\d{1,6}) ?([a-z]+)$/.exec(bare) ?? [];
  const seconds = Object.hasOwn(SECONDS, unit) ? Number(number) * (SECONDS[unit] as number) : undefined;
  if (seconds === undefined || node.key === undefined || !/seconds$/i.test(node.key)) return { message: plain };
  return {
    message: `${plain}, in seconds: write \`${seconds}\``,
    fix: fixOf(`write ${seconds}`, node, false, [replaceValue(node, String(seconds))]),
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

/** What means the same to a shell and to nobody. */
const PLAIN_WORD = /^[\w./:=@,+-]+$/;

function wrongList(node: Node, type: TypeRef, value: string): Said {
  const item = type.item?.kind;
  if (item !== Kind.String) return { message: `a list is expected here, not ${value}` };
  const source = node.source.slice(node.start, node.end);
  const oneLine = !source.includes('\n') && node.style !== Style.Literal && node.style !== Style.Folded;
  const needsQuotes = node.style === Style.Plain && /[,[\]{}]|^[&*!|>%@`#]/.test(source);
  const words = text(node).split(' ');
  const split =
    words.length > 1 && words.every((word) => PLAIN_WORD.test(word))
      ? words.map((word) => JSON.stringify(word)).join(', ')
      : undefined;
  // A whole command line as one item would be taken for one program's name.
  const items = words.length === 1 ? source : split;
  const written =
    oneLine && !needsQuotes && items !== undefined && resolve(node) === Type.String ? `[${items}]` : undefined;
  const fix = written === undefined ? undefined : fixOf('make it a list', node, false, [replaceValue(node, written)]);
  return {
    message: `a list of strings is expected here, not ${value}${written === undefined ? '' : `; write \`${written}\``}`,
    fix,
  };
}

/** One item without its dash, or a map of names where a list of named things is expected. */
function mapForList(node: Node, type: TypeRef): Said {
  const message = 'a list is expected here, not a map';
  if (node.items.length === 0)
    return { message: `${message}; write \`[]\``, fix: fixOf('write []', node, true, [replaceValue(node, '[]')]) };
  const fields = type.item?.def?.fields;
  if (fields !== undefined && node.items.every(({ key }) => fields.has(key as string))) {
    return {
      message: `${message}: put a \`- \` before its first key`,
      fix: fixOf('make it the item of a list', node, false, [asItem(node)].flat()),
    };
  }
  const isNamed = fields?.has('name') && fields.has('value') && node.items.every((item) => item.items.length === 0);
  const [first] = node.items;
  if (!isNamed || first === undefined) return { message: `${message}: put a \`- \` before each item` };
  return {
    message: `${message}: write \`- name: ${first.key}\` and below it \`value: ...\``,
    fix: fixOf('make it a list of names and values', node, false, node.items.map(asNamed)),
  };
}

/** Puts a dash before the first key of a block map and indents the lines that follow. */
function asItem(node: Node): (Edit | undefined)[] {
  const first = node.items[0] as Node;
  const { source } = node;
  if (node.style !== Style.Block || node.alias !== undefined)
    return [
      { start: node.start, end: node.start, text: '[' },
      { start: node.end, end: node.end, text: ']' },
    ];
  // A key that is there twice stands in the tree where it stands last.
  if (isBehindMore(first) || first.keyStart !== node.start) return [undefined];
  const edits: Edit[] = [{ start: first.keyStart, end: first.keyStart, text: '- ' }];
  for (
    let at = source.indexOf('\n', first.keyStart);
    at !== -1 && at + 1 < node.end;
    at = source.indexOf('\n', at + 1)
  ) {
    edits.push({ start: at + 1, end: at + 1, text: '  ' });
  }
  return edits;
}

/** `MODE: fast` as `- name: MODE` and `value: fast`. */
function asNamed(node: Node): Edit | undefined {
  const { source, keyStart, keyEnd, start, end, style, alias } = node;
  const lineStart = source.lastIndexOf('\n', keyStart - 1) + 1;
  const indent = source.slice(lineStart, keyStart);
  if (indent.trim() !== '' || alias !== undefined || style === Style.Literal || style === Style.Folded)
    return undefined;
  const value = resolve(node) === Type.String ? source.slice(start, end) : JSON.stringify(source.slice(start, end));
  return {
    start: keyStart,
    end,
    text: `- name: ${source.slice(keyStart, keyEnd)}${newlineOf(source)}${indent}  value: ${value}`,
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
  if (/^[\d.]+ms$/.test(bare)) return [bare.slice(0, -1)];
  const cores = /^([\d.]+) ?(?:v?cpus?|cores?)$/i.exec(bare);
  return cores === null ? [] : [cores[1] as string];
}
