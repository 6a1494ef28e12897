import type { Edit } from '../../model/document.ts';
import { type Node, Style, Type } from '../../model/node.ts';
import { SUSPECT } from './suspect-characters.ts';

/** A character that is taken for another one, or not seen, and how to mend it. */
export interface Lookalike {
  readonly at: number;
  readonly length: number;
  /** The sign itself; empty for what can't be seen. */
  readonly sign: string;
  readonly name: string;
  /** What belongs in its place. */
  readonly write: string;
  readonly edits: readonly Edit[];
  readonly safe: boolean;
}

const INVISIBLE: Readonly<Record<string, string>> = {
  '\u00a0': 'no-break space (U+00A0)',
  '\u00ad': 'soft hyphen (U+00AD)',
  '\u200b': 'zero-width space (U+200B)',
  '\u200c': 'zero-width non-joiner (U+200C)',
  '\u200d': 'zero-width joiner (U+200D)',
  '\u200e': 'left-to-right mark (U+200E)',
  '\u200f': 'right-to-left mark (U+200F)',
  '\u202a': 'left-to-right embedding (U+202A)',
  '\u202b': 'right-to-left embedding (U+202B)',
  '\u202c': 'end of embedding (U+202C)',
  '\u202d': 'left-to-right override (U+202D)',
  '\u202e': 'right-to-left override (U+202E)',
  '\u202f': 'narrow no-break space (U+202F)',
  '\u2060': 'word joiner (U+2060)',
  '\u2066': 'left-to-right isolate (U+2066)',
  '\u2067': 'right-to-left isolate (U+2067)',
  '\u2068': 'first strong isolate (U+2068)',
  '\u2069': 'end of isolate (U+2069)',
  '\u3000': 'full-width space (U+3000)',
  '\ufeff': 'zero-width no-break space (U+FEFF)',
};

const UNSEEN = /[\u00a0\u00ad\u200b-\u200f\u202a-\u202f\u2060\u2066-\u2069\u3000\ufeff]/;
const BLANK_LIKE = /[\u00a0\u202f\u3000]/;

/** The first one in the key under which a node stands. */
export function inKey({ source, keyStart, keyEnd }: Node): Lookalike | undefined {
  const written = source.slice(keyStart, keyEnd);
  if (!SUSPECT.test(written)) return undefined;
  const isQuoted = written.startsWith('"') || written.startsWith("'");
  if (!isQuoted) {
    const wrapped = wrapping(written, keyStart);
    if (wrapped !== undefined) return wrapped;
    const sign = ofKey(source, keyEnd, colonIn(written, keyStart)) ?? bracketIn(written, keyStart);
    if (sign !== undefined) return sign;
  }
  return unseen(written, keyStart);
}

/** Fields whose value is a name of something: nothing in it is prose. */
const NAMES: ReadonlySet<string> = new Set(
  `apiVersion kind name namespace generateName image path mountPath subPath subPathExpr workingDir host hostname subdomain ip hostIP port targetPort containerPort hostPort
nodeName serviceAccountName serviceAccount schedulerName priorityClassName runtimeClassName storageClassName claimName secretName volumeName ingressClassName
serviceName clusterIP externalName key topologyKey protocol operator effect type medium server dnsPolicy restartPolicy imagePullPolicy`.split(
    /\s+/,
  ),
);
/** Maps all of whose values are names. */
const NAME_MAPS: ReadonlySet<string> = new Set(['labels', 'matchLabels', 'nodeSelector', 'selector']);
/** Where people write what they like. */
const PROSE: ReadonlySet<string> = new Set([
  'annotations',
  'args',
  'command',
  'data',
  'stringData',
  'description',
  'message',
  'summary',
  'title',
]);

/** The first one in the value of a scalar. */
export function inValue(node: Node, above: readonly Node[], kind: string): Lookalike | undefined {
  if (node.type === Type.Map || node.type === Type.List) return undefined;
  const { source, start, end, style } = node;
  const written = source.slice(start, end);
  if (!SUSPECT.test(written) || kind === 'CustomResourceDefinition') return undefined;
  // Where a list belongs, a text is no prose.
  if (node.key === 'args' || node.key === 'command') return style === Style.Plain ? listIn(written, start) : undefined;
  if (PROSE.has(node.key ?? '') || above.some(({ key }) => PROSE.has(key ?? ''))) return undefined;
  if (NAMES.has(node.key ?? '') || NAME_MAPS.has(above.at(-1)?.key ?? '')) {
    const hidden = unseen(written, start);
    if (hidden !== undefined) return hidden;
  }
  if (style !== Style.Plain || written.includes('\n')) return undefined;
  return (
    wrapping(written, start) ??
    asKey(node, colonIn(written, start)) ??
    listIn(written, start) ??
    commaIn(written, start, above.at(-1))
  );
}

function unseen(written: string, start: number): Lookalike | undefined {
  const index = written.search(UNSEEN);
  if (index === -1) return undefined;
  const char = written[index] as string;
  const at = start + index;
  const inside = index > 0 && index < written.length - 1;
  const text = inside && BLANK_LIKE.test(char) ? ' ' : '';
  return {
    at,
    length: 1,
    sign: '',
    name: INVISIBLE[char] ?? 'character',
    write: text,
    edits: isClear(written, index, text) ? [{ start: at, end: at + 1, text }] : [],
    safe: false,
  };
}

/** Whether a text means the same without one of its characters, but for that: in plain text `:`, `-` or `#` beside it would become a sign. */
function isClear(written: string, index: number, by: string): boolean {
  if (/^["'|>]/.test(written)) return true;
  const before = written.slice(0, index);
  const after = written.slice(index + 1);
  if (before === '') return /^[\p{L}\p{N}_./]/u.test(after);
  return !/[:?-]$/.test(before) && !(by === ' ' && /^[\s#]/.test(after));
}

/** What can stand in the place of a plain value, and means nothing else. */
const WORD = /^[A-Za-z0-9_./][\w./ -]*$/;
/** The same, with a key before it perhaps. */
const PAIR = /^[\w./-]+:(?: [\w./ -]*)?$/;

const QUOTES = /^[\u2018\u2019\u201c\u201d]([^\u2018\u2019\u201c\u201d"\\]*)[\u2018\u2019\u201c\u201d]$/;

/** Curly quotes around the whole. */
function wrapping(written: string, at: number): Lookalike | undefined {
  const inner = QUOTES.exec(written)?.[1];
  if (inner === undefined) return undefined;
  const end = at + written.length;
  const edits = [
    { start: at, end: at + 1, text: '"' },
    { start: end - 1, end, text: '"' },
  ];
  return {
    at,
    length: 1,
    sign: written[0] as string,
    name: 'typographic quote and part of the text',
    write: '"',
    edits,
    safe: true,
  };
}

/** Where a colon follows that does end the key, another one before it is no help. */
function ofKey(source: string, keyEnd: number, found: Lookalike | undefined): Lookalike | undefined {
  return found !== undefined && /^\s*:/.test(source.slice(keyEnd, keyEnd + 100)) ? { ...found, edits: [] } : found;
}

/** Behind a key in the same line no other key can stand: there the colon can't be mended by itself. */
function asKey({ source, keyEnd, start }: Node, found: Lookalike | undefined): Lookalike | undefined {
  if (found === undefined || keyEnd < 0 || source.slice(keyEnd, start).includes('\n')) return found;
  return { ...found, edits: [] };
}

/** `name：web`, `name： web`, `name：`: what was to be a key and a value is one text. */
function colonIn(written: string, start: number): Lookalike | undefined {
  const index = /^[A-Za-z][\w./-]*\uff1a/.test(written) ? written.indexOf('\uff1a') : -1;
  if (index === -1) return undefined;
  const at = start + index;
  const rest = /^[ \u3000]*/.exec(written.slice(index + 1))?.[0].length ?? 0;
  const last = index + 1 + rest === written.length;
  const isPlain = last || /^[A-Za-z0-9_./]/.test(written.slice(index + 1 + rest));
  const edits = isPlain ? [{ start: at, end: at + 1 + rest, text: last ? ':' : ': ' }] : [];
  return { at, length: 1, sign: '\uff1a', name: 'full-width colon and ends no key', write: ':', edits, safe: true };
}

/** `｛a: b｝` with a blank behind the colon is read as a key and a value, each with a bracket. */
function bracketIn(written: string, at: number): Lookalike | undefined {
  const sign = written[0];
  if (sign !== '\uff3b' && sign !== '\uff5b') return undefined;
  return {
    at,
    length: 1,
    sign,
    name: 'full-width bracket and opens nothing',
    write: sign === '\uff3b' ? '[' : '{',
    edits: [],
    safe: false,
  };
}

/** `［a, b］`, `｛a: b｝`: what was to be a list or a map is a text. */
function listIn(written: string, at: number): Lookalike | undefined {
  const [open, close] = [written[0], written.at(-1)];
  const isList = open === '\uff3b' && close === '\uff3d';
  if (!isList && !(open === '\uff5b' && close === '\uff5d')) return undefined;
  const end = at + written.length;
  const parts = written
    .slice(1, -1)
    .split(/[,\uff0c]/)
    .map((part) => part.trim());
  const isPlain = parts.every((part) => (isList && WORD.test(part)) || PAIR.test(part));
  const edits = !isPlain
    ? []
    : [
        { start: at, end: at + 1, text: isList ? '[' : '{' },
        { start: end - 1, end, text: isList ? ']' : '}' },
      ];
  return {
    at,
    length: 1,
    sign: open as string,
    name: `full-width bracket and opens no ${isList ? 'list' : 'map'}`,
    write: isList ? '[' : '{',
    edits,
    safe: true,
  };
}

/** `[a，b]`: what was to be two items is one. */
function commaIn(written: string, start: number, parent: Node | undefined): Lookalike | undefined {
  const index = written.indexOf('\uff0c');
  if (
    index === -1 ||
    parent?.style !== Style.Flow ||
    parent.type !== Type.List ||
    !written.split('\uff0c').every((part) => WORD.test(part.trim()))
  )
    return undefined;
  const edits: Edit[] = [];
  for (let i = index; i !== -1; i = written.indexOf('\uff0c', i + 1))
    edits.push({ start: start + i, end: start + i + 1, text: ', ' });
  return {
    at: start + index,
    length: 1,
    sign: '\uff0c',
    name: 'full-width comma and parts no items',
    write: ',',
    edits,
    safe: true,
  };
}
