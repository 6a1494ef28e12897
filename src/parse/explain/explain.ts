import { closingQuote, explainEscape } from './escapes.ts';
import { misalignment, tooDeep } from './indentation.ts';
import { type Lines, name, Scene, shown } from './scene.ts';
import { explainIndicator, explainJoined, explainTab, findSlip, quoteEdits, unclosedQuote } from './slips.ts';
import type { Failure } from '../slow.ts';
import type { Reason, Refusal } from '../slow/cursor.ts';

const LONGEST_KEY = 1024;

/** Says of a document that cannot be read what is wrong with it, where, and what to do. */
export function explain(lines: Lines, range: { start: number; end: number }, refusal: Refusal): Failure {
  const scene = new Scene(lines, range, refusal);
  return findSlip(scene, refusal.reason) ?? REASONS[refusal.reason](scene);
}

const REASONS: Record<Reason, (scene: Scene) => Failure> = {
  'alias-excess': (scene) =>
    whole(scene, 'aliases repeat too much: Kubernetes refuses a document that is nearly all repetition'),
  'alias-name': explainIndicator,
  'alias-self': (scene) => whole(scene, `${textOf(scene)} stands inside the value that it names`),
  'alias-unknown': (scene) =>
    whole(
      scene,
      `${textOf(scene)} names no anchor: expected ${shown(`&${textFrom(scene).slice(1)}`)} before a value above`,
    ),
  'anchor-name': explainIndicator,
  'block-header': explainBlockHeader,
  character: explainIndicator,
  'colon-expected': explainNoColon,
  'comma-expected': explainNoComma,
  'content-expected': explainNoContent,
  control: explainControl,
  depth: (scene) => scene.failure('nested deeper than 1,000 levels', scene.at, scene.at + 1),
  directive: explainDirective,
  escape: explainEscape,
  'item-expected': (scene) => misalignment(scene) ?? explainNoItem(scene),
  'key-expected': (scene) => explainJoined(scene) ?? misalignment(scene) ?? explainNoKey(scene),
  'key-here': (scene) =>
    scene.failure(
      "'?' begins a key, and none can stand here: expected it on a line of its own",
      scene.at,
      scene.at + 1,
    ),
  'key-type': explainKeyType,
  'list-here': explainListHere,
  'map-here': explainMapHere,
  'marker-in-quotes': (scene) => unclosedQuote(scene, scene.from),
  'merge-type': (scene) => whole(scene, `'<<' cannot merge ${textOf(scene)}: expected a map or a list of maps`),
  'not-finite': (scene) => whole(scene, `${textOf(scene)} cannot be sent to the API server: JSON has no such number`),
  tab: explainTab,
  tag: explainIndicator,
  'tag-value': explainTagValue,
  'unclosed-quote': (scene) => unclosedQuote(scene, scene.from),
};

function longKey(scene: Scene, colon: number): Failure {
  return scene.failure('a key of more than 1,024 characters cannot be read', scene.from, colon);
}

function textFrom(scene: Scene): string {
  return scene.source.slice(scene.from, scene.at);
}

function textOf(scene: Scene): string {
  return shown(textFrom(scene));
}

function whole(scene: Scene, message: string): Failure {
  return scene.failure(message, scene.from, scene.at);
}

function explainBlockHeader(scene: Scene): Failure {
  const rest = scene.rest(scene.at);
  const sign = scene.source.charAt(scene.from);
  const message = `${shown(rest)} follows '${sign}' on its line: expected it on the next line, or the whole value in quotes`;
  return scene.failure(message, scene.at, scene.at + rest.length);
}

function explainDirective(scene: Scene): Failure {
  const end = scene.lineEnd(scene.from);
  const message = `${shown(scene.source.slice(scene.from, end))} is refused, directives of YAML cannot be used: remove the line`;
  return scene.failure(message, scene.from, end, [{ start: scene.from, end, text: '' }]);
}

function explainTagValue(scene: Scene): Failure {
  const end = scene.valueEnd(scene.from);
  return scene.failure(
    `${shown(scene.source.slice(scene.from, end))} is not of the type that its tag asks for`,
    scene.from,
    end,
  );
}

function explainControl(scene: Scene): Failure {
  const { source, at, start } = scene;
  const character = source.charAt(at);
  const nulls = source.slice(start, start + 200).split('\0').length - 1;
  if (character === '\0' && nulls >= 8) {
    return scene.failure('the text looks like UTF-16: save it as UTF-8', start, start + 1);
  }
  if (character >= '\ud800' && character <= '\udfff') {
    return scene.failure(
      `half a character (${name(character)}) stands here: the text is damaged, or was cut`,
      at,
      at + 1,
    );
  }
  return scene.failure(`the control character ${name(character)} is not allowed: remove it`, at, at + 1);
}

/** Something that stands where only a key can, without a colon after it. */
function explainNoColon(scene: Scene): Failure {
  const { source, from } = scene;
  const end = scene.valueEnd(from);
  const text = source.slice(from, end);
  const first = source.charAt(from);
  const colon = text.search(/:(?:\s|$)/);
  if (colon > LONGEST_KEY) return longKey(scene, from + colon);
  if ((first === '"' || first === "'") && !text.slice(1).includes(first)) return unclosedQuote(scene, from);
  if (/^-[^\s-]/.test(text)) {
    return scene.failure(
      `${shown(text)} has no blank after its dash: expected ${shown(`- ${text.slice(1)}`)}`,
      from,
      end,
      [{ start: from + 1, end: from + 1, text: ' ' }],
    );
  }
  const pair = /^([\w./-]+)([:=])(?!\/\/)(\S.*)$/.exec(text);
  if (pair !== null) {
    const [, key, sign, value] = pair as unknown as [string, string, string, string];
    const at = from + key.length;
    const message = sign === ':' ? `${shown(text)} has no blank after its colon` : `${shown(text)} has '=' for a colon`;
    return scene.failure(`${message}: expected ${shown(`${key}: ${value}`)}`, from, end, [
      { start: at, end: at + 1, text: ': ' },
    ]);
  }
  const word = /^[\w./-]+$/.test(text) ? `${text}:` : 'key: value';
  return scene.failure(
    `${shown(text)} stands where a key must, and has no colon: expected ${shown(word)}, or more blanks before it if it belongs to the line above`,
    from,
    end,
  );
}

function explainNoComma(scene: Scene): Failure {
  const { source, at, from, last } = scene;
  const open = source.charAt(from);
  const close = open === '[' ? ']' : '}';
  const rest = scene.rest(at);
  if (last > from && source.startsWith('//', last)) return explainSlashes(scene);
  const below = !scene.isSameLine(from, at);
  if (last > from && isLeftOpen(scene, last)) return unclosedQuote(scene, last);
  if (below && scene.rest(from + 1).trim() === '' && last > from && !scene.isSameLine(last, at)) {
    const end = scene.valueEnd(last);
    return scene.failure(`no ',' follows ${shown(source.slice(last, end))}`, last, end, [
      { start: end, end, text: ',' },
    ]);
  }
  if (rest === '' || (below && /^\s*(?:- |[\w./"'-]+:(?:\s|$)|\.\.\.)/.test(scene.line(at))))
    return unclosedBracket(scene, open, close);
  const text = /^(?:"[^"]*"|'[^']*'|[^\s,\]}]+|.)/.exec(rest)?.[0] ?? rest;
  const before = source.slice(from, at).trimEnd();
  const edits =
    /["'\]}]$/.test(before) && /^["'\w[{]/.test(text)
      ? [{ start: from + before.length, end: from + before.length, text: ',' }]
      : undefined;
  return scene.failure(
    `${shown(text)} follows a value in brackets: expected ',' or '${close}' before it`,
    at,
    at + text.length,
    edits,
  );
}

/** Whether a quote opens at an offset that does not close in its line. */
function isLeftOpen(scene: Scene, at: number): boolean {
  const quote = scene.source.charAt(at);
  if (quote === '"') return closingQuote(scene.source, at, scene.lineEnd(at)) === -1;
  return quote === "'" && !scene.rest(at + 1).includes("'");
}

/** A comment as JavaScript has it. */
function explainSlashes(scene: Scene): Failure {
  const { last } = scene;
  const end = scene.lineEnd(last);
  const text = scene.source.slice(last, end);
  const edits = [{ start: last, end: last + 2, text: '#' }];
  return scene.failure(`${shown(text)} is no comment here: expected ${shown(`#${text.slice(2)}`)}`, last, end, edits);
}

function unclosedBracket(scene: Scene, open: string, close: string): Failure {
  const end = scene.valueEnd(scene.from);
  const simple =
    /^[^[\]{}"'#]+$/.test(scene.source.slice(scene.from + 1, end)) &&
    !scene.source.slice(scene.from, end).endsWith(',');
  return scene.failure(
    `the bracket '${open}' that opens here is not closed`,
    scene.from,
    scene.from + 1,
    simple ? [{ start: end, end, text: close }] : undefined,
  );
}

function explainNoContent(scene: Scene): Failure {
  const { source, at, from } = scene;
  const inFlow = from !== at;
  const sign = source.charAt(at);
  if (inFlow && scene.rest(at) === '')
    return unclosedBracket(scene, source.charAt(from), source.charAt(from) === '[' ? ']' : '}');
  if (inFlow && sign === '-')
    return scene.failure("'-' begins an item of a list and cannot stand in brackets: expected a value", at, at + 1);
  if (sign === ',') return scene.failure("',' follows nothing: expected a value before it", at, at + 1);
  if (sign === ']' || sign === '}')
    return scene.failure(`'${sign}' closes nothing that is open here: remove it, or put it in quotes`, at, at + 1);
  return scene.failure(`${shown(scene.rest(at))} cannot stand here: expected a value`, at, scene.lineEnd(at));
}

function explainNoItem(scene: Scene): Failure {
  const { at, from } = scene;
  const end = scene.valueEnd(at);
  const text = scene.source.slice(at, end);
  const missing = /^-[^\s-]/.test(text);
  const message = missing
    ? `${shown(text)} has no blank after its dash`
    : `${shown(text)} stands among the items of the list from line ${scene.number(from)}`;
  return scene.failure(
    `${message}: expected ${shown(`- ${missing ? text.slice(1) : text}`)}`,
    at,
    end,
    missing ? [{ start: at + 1, end: at + 1, text: ' ' }] : undefined,
  );
}

function explainNoKey(scene: Scene): Failure {
  const { source, at, from } = scene;
  const end = scene.valueEnd(at);
  const text = source.slice(at, end);
  if (source.charAt(at) === ':') return scene.failure("no key stands before ':'", at, at + 1);
  const what = text.startsWith('-') ? 'an item of a list' : 'no key';
  return scene.failure(
    `${shown(text)} is ${what} and stands among the keys of the map from line ${scene.number(from)}: expected 'key: value'`,
    at,
    end,
  );
}

function explainKeyType(scene: Scene): Failure {
  const { at, from } = scene;
  const text = textFrom(scene);
  if (text === '') return scene.failure("no key stands before ':'", from, from + 1);
  if (/^[[{]/.test(text))
    return whole(scene, `${shown(text)} is a key and no plain value: put it in quotes if it is text`);
  if (text.includes('\n')) return scene.failure('a map or a list cannot be a key', from, scene.lineEnd(from));
  return scene.failure(`${shown(text)} cannot be a key: put it in quotes`, from, at, quoteEdits(scene, from, at));
}

/** A dash on the line of its key. */
function explainListHere(scene: Scene): Failure {
  const { source, at } = scene;
  const before = source.slice(scene.lineStart(at), at);
  const end = scene.lineEnd(at);
  const text = source.slice(at, end);
  if (!/:\s+$/.test(before))
    return scene.failure(`${shown(text)} begins a list where none can stand: put it in quotes if it is text`, at, end);
  const column = /^\s*(?:- +)*/.exec(before)?.[0].length ?? 0;
  const next = /^\n*( *)[^\s]/.exec(source.slice(end, scene.end));
  const alone = next === null || (next[1] as string).length <= column;
  const edits = [
    { start: scene.lineStart(at) + before.trimEnd().length, end: at, text: `\n${' '.repeat(column + 2)}` },
  ];
  return scene.failure(
    `${shown(text)} begins a list on the line of its key: expected it on the next line`,
    at,
    end,
    alone ? edits : undefined,
  );
}

/** A colon after something that cannot be a key: in a value, or behind more than one line. */
function explainMapHere(scene: Scene): Failure {
  const { source, at, from } = scene;
  if (!scene.isSameLine(from, at)) return tooDeep(scene) ?? explainNoColon(scene);
  if (at - from > LONGEST_KEY) return longKey(scene, at);
  // A key with a blank in it, behind a dash, is more likely the beginning of the text.
  const before = source.slice(scene.lineStart(from), from);
  const sentence = before.length > LONGEST_KEY ? null : /^(\s*(?:- +)+)[^\s"']+ [^:]*: +$/.exec(before);
  const start = sentence === null ? from : scene.lineStart(from) + (sentence[1] as string).length;
  const end = scene.valueEnd(from);
  const message = `${shown(source.slice(start, end))} has a colon that begins a map: put the value in quotes`;
  return scene.failure(message, start, end, quoteEdits(scene, start, end));
}
