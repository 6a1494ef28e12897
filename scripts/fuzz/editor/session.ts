import type { Change, Encoding, Range } from '../../../src/lsp/text.ts';
import type { Random } from '../../readers/random.ts';
import { anyText } from '../texts.ts';

/** The address of the one text that sessions are about. */
export const URI: string = 'file:///podlint-fuzz/case.yaml';
const ENCODINGS: readonly Encoding[] = ['utf-16', 'utf-8', 'utf-32'];
const ASKED = ['hover', 'completion', 'definition', 'documentSymbol', 'codeAction', 'diagnostic'] as const;

/** What a client sends: changes of its text, questions, and what is no message at all. */
export type Step =
  | { readonly change: readonly Change[] }
  | { readonly ask: (typeof ASKED)[number]; readonly line: number; readonly character: number }
  | { readonly raw: string }
  | { readonly method: string; readonly params: unknown; readonly asked: boolean };

/** What one client does. */
export interface Session {
  readonly text: string;
  readonly encoding: Encoding;
  readonly steps: readonly Step[];
  /** How many bytes come at a time. */
  readonly chunk: number;
  /** Whether the text is closed and opened again in the end: that takes as long as all before it. */
  readonly again: boolean;
}

const WRONG: readonly unknown[] = [
  null,
  1,
  'x',
  [],
  {},
  { textDocument: null },
  { textDocument: { uri: URI } },
  { textDocument: { uri: 5 }, position: {} },
  { textDocument: { uri: '://' }, position: { line: -1, character: 1e99 } },
  { contentChanges: [{ text: 5 }], textDocument: { uri: URI } },
];
const METHODS = [
  ...ASKED.map((name) => `textDocument/${name}`),
  'textDocument/didChange',
  'textDocument/didOpen',
  'textDocument/didClose',
  'textDocument/didSave',
  'workspace/didChangeConfiguration',
  'workspace/didChangeWatchedFiles',
  'initialize',
  '$/cancelRequest',
  '__proto__',
  '',
];
const RUBBISH = [
  '\r\n\r\n',
  'Content-Length: 3\r\n\r\n{x}',
  'Content-Length: -1\r\n\r\n',
  'Content-Length: 99999999999\r\n\r\n',
  'Content-Length: 2\r\n\r\n[]',
  'Content-Length: 0\r\n\r\n',
  'x: y\r\n\r\n',
  'Content-Type: a\r\nContent-Length: 4\r\n\r\nnull',
];

/** Any session. */
export function make(random: Random): Session {
  const text = widened(random, anyText(random).slice(0, random.chance(0.99) ? 2000 : 20_000));
  const lines = text.split('\n').length;
  const place = (): { line: number; character: number } => ({
    line: random.below(lines + 1),
    character: random.below(random.chance(0.9) ? 40 : 1e6),
  });
  const range = (): Range => ({ start: place(), end: place() });
  const step = (): Step => {
    const kind = random.below(10);
    if (kind < 4)
      return {
        change: Array.from({ length: 1 + random.below(2) }, () =>
          random.chance(0.95) ? { range: range(), text: inserted(random) } : { text: anyText(random).slice(0, 2000) },
        ),
      };
    if (kind < 8) return { ask: random.pick(ASKED), ...place() };
    if (kind < 9) return { raw: random.pick(RUBBISH) };
    return { method: random.pick(METHODS), params: random.pick(WRONG), asked: random.chance(0.5) };
  };
  return {
    text,
    encoding: random.pick(ENCODINGS),
    steps: Array.from({ length: 1 + random.below(8) }, step),
    chunk: random.pick([1e9, 1e9, 1000, 7]),
    again: random.chance(0.4),
  };
}

/** A text with letters in it that are not one byte, or not one unit: few texts have any. */
function widened(random: Random, text: string): string {
  let wide = text;
  for (let count = random.pick([0, 0, 1, 5]); count > 0; count--) {
    const at = random.below(wide.length + 1);
    wide = wide.slice(0, at) + random.pick(['é', '€', '😀', '\ud800']) + wide.slice(at);
  }
  return wide;
}

function inserted(random: Random): string {
  return random.pick([
    '',
    'x',
    '\n',
    '\r\n',
    '😀',
    '  ',
    '- ',
    ': ',
    '\r',
    'é',
    '\ud800',
    anyText(random).slice(0, 200),
  ]);
}

/** Shorter sessions that may show the same fault. */
export function* smaller(session: Session): Generator<Session> {
  for (let i = 0; i < session.steps.length; i++) yield { ...session, steps: session.steps.toSpliced(i, 1) };
  if (session.chunk < 1e9) yield { ...session, chunk: 1e9 };
  const lines = session.text.split('\n');
  for (let i = 0; i < lines.length && lines.length > 1; i++)
    yield { ...session, text: lines.toSpliced(i, 1).join('\n') };
}
