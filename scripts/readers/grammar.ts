import type { Random } from './random.ts';

const WORDS: readonly string[] =
  'a b name spec kind image http://x:80/y 80 0x1F 010 1.5 1e3 .5 .inf -1 +2 1_024 .5_0 yes no on Off null ~ true y 2024-01-01 1:30 -x a#b a,b x=y <<'.split(
    ' ',
  );
const QUOTED: readonly string[] = [
  '',
  'a',
  'a b',
  ' a ',
  'yes',
  '1',
  'x: y',
  '# no',
  'é',
  '😀',
  "it''s",
  '<<',
  '- a',
  '{',
  'null',
];
const ESCAPED: readonly string[] = [
  ...QUOTED.slice(0, 9),
  'a\\nb',
  '\\"',
  '\\u00e9',
  '\\x41',
  '\\\\',
  '\\t',
  '\\U0001F600',
  'a\\ b',
  '\\/',
  '\\q',
  '\\ud800',
  "\\'",
];
const TAGS: readonly string[] = [
  '!!str ',
  '!!int ',
  '!!float ',
  '!!bool ',
  '!!null ',
  '!!binary ',
  '!x ',
  '! ',
  '!!map ',
  '!<tag:yaml.org,2002:str> ',
  '!!merge ',
];

/**
 * Makes documents in every style that YAML has, now and then with something wrong in them. Says more than mutations of real manifests do of
 * what these hardly ever hold: tags, anchors, explicit keys, indicators of block scalars, scalars over several lines.
 */
export class Grammar {
  private readonly random: Random;
  /** How often something unusual is done. */
  private readonly odd: number;
  private anchors = 0;

  constructor(random: Random, odd: number) {
    this.random = random;
    this.odd = odd;
  }

  document(): string {
    this.anchors = 0;
    const lead = this.random.chance(0.1) ? '# comment\n' : '';
    const body = this.random.chance(0.85) ? this.block(0, 4) : this.node(0, 3, true);
    const text = lead + body + (this.random.chance(0.03) ? '\n...\nx: y\n' : '\n');
    return this.random.chance(0.05) ? text.replaceAll('\n', '\r\n') : text;
  }

  /** A source of several documents, JSON among them. */
  stream(): string {
    const { random } = this;
    let out = random.chance(0.1) ? random.pick(['\ufeff', '\n', '  ', '# c\n', '---\n', '---\n---\n']) : '';
    for (let count = 1 + random.below(4); count > 0; count--) {
      const json = random.chance(0.5);
      out += json ? this.json(3) : this.document();
      const separators = [
        '---\n',
        '---\n',
        '\n---\n',
        '--- # c\n',
        '---#c\n',
        '--- \r\n',
        '...\n---\n',
        '---\n\ufeff',
        '--- x\n',
        '----\n',
        '\n',
        ' ',
        '',
        '\n---',
      ];
      out += json || this.isOdd(2) ? random.pick(separators) : '---\n';
    }
    return out;
  }

  private json(depth: number): string {
    const { random } = this;
    const gap = random.pick(['', ' ', '\n']);
    const string = (): string => `"${random.pick(ESCAPED).replaceAll('\\U', '\\u')}"`;
    const members: string[] = [];
    const kind = depth === 3 ? 0 : random.below(6);
    if (depth > 0 && kind < 2) {
      for (let count = random.below(4); count > 0; count--)
        members.push(`${kind === 0 ? `${string()}${gap}:` : ''}${gap}${this.json(depth - 1)}`);
      const inner = members.join(`${gap},${gap}`) + (this.isOdd(0.1) ? ',' : '');
      return kind === 0 ? `{${gap}${inner}${gap}}` : `[${inner}${gap}]`;
    }
    return kind < 4
      ? string()
      : random.pick([
          '1',
          '-0',
          '1.0',
          '1e3',
          '1E-2',
          'true',
          'false',
          'null',
          '12345678901234567890',
          '01',
          '1.',
          'tru',
          '.5',
        ]);
  }

  private isOdd(times = 1): boolean {
    return this.random.chance(this.odd * times);
  }

  /** A block collection whose lines stand at a column, the first line without its indentation. */
  private block(column: number, depth: number): string {
    return this.random.chance(0.65) ? this.map(column, depth) : this.list(column, depth);
  }

  private map(column: number, depth: number): string {
    const lines: string[] = [];
    for (let count = 1 + this.random.below(4); count > 0; count--) {
      if (this.anchors > 0 && this.isOdd(0.5))
        lines.push(`<<: ${this.random.chance(0.8) ? this.alias() : `[${this.alias()}, ${this.alias()}]`}`);
      else if (this.isOdd(0.3))
        lines.push(
          `? ${this.node(column + 2, depth - 1, true)}\n${pad(column)}: ${this.node(column + 2, depth - 1, true)}`,
        );
      else lines.push(`${this.key()}${this.isOdd(0.3) ? ' ' : ''}:${this.after(column, depth, true)}`);
    }
    return this.join(lines, column);
  }

  private list(column: number, depth: number): string {
    const lines: string[] = [];
    for (let count = 1 + this.random.below(3); count > 0; count--) {
      const compact = depth > 0 && this.random.chance(0.4);
      const gap = this.isOdd(0.5) ? 2 : 1;
      lines.push(
        compact ? `-${pad(gap)}${this.block(column + 1 + gap, depth - 1)}` : `-${this.after(column, depth, false)}`,
      );
    }
    return this.join(lines, column);
  }

  private join(lines: readonly string[], column: number): string {
    let out = '';
    for (const [i, line] of lines.entries()) {
      if (i > 0)
        out += `${this.isOdd(0.3) ? ' ' : ''}\n${this.between(column)}${pad(this.isOdd(0.05) ? column + 1 : column)}`;
      out += line;
    }
    return out;
  }

  /** Blank lines and comments between two lines. */
  private between(column: number): string {
    if (!this.isOdd()) return '';
    return this.random.pick([
      '\n',
      '   \n',
      `${pad(column)}# comment\n`,
      '# comment\n',
      `${pad(column + 3)}#\n`,
      '\t\n',
    ]);
  }

  /** What follows the colon of a key or the dash of an item. */
  private after(column: number, depth: number, isValue: boolean): string {
    const { random } = this;
    const comment = this.isOdd(0.3) ? ' # comment' : '';
    if (depth > 0 && random.chance(0.4)) {
      const props = this.properties();
      const deeper = isValue && random.chance(0.3) ? column : column + 1 + random.below(4);
      const inner = deeper === column ? this.list(column, depth - 1) : this.block(deeper, depth - 1);
      return `${props === '' ? '' : ` ${props.trimEnd()}`}${comment}\n${this.between(column)}${pad(deeper)}${inner}`;
    }
    if (random.chance(0.08)) return comment;
    const gap = this.isOdd(0.3) ? random.pick(['  ', '\t', ' \t']) : ' ';
    return gap + this.node(column + 1 + random.below(3), depth - 1, true) + comment;
  }

  private properties(): string {
    if (!this.isOdd()) return '';
    const anchor = (): string => `&n${this.anchors++} `;
    return this.random.pick([anchor, anchor, () => this.random.pick(TAGS), () => anchor() + this.random.pick(TAGS)])();
  }

  private alias(): string {
    return `*n${this.random.below(this.anchors + (this.isOdd(0.1) ? 1 : 0))}`;
  }

  private key(): string {
    const { random } = this;
    if (random.chance(0.85)) return random.pick(WORDS);
    return random.chance(0.5) ? `"${random.pick(ESCAPED)}"` : `'${random.pick(QUOTED)}'`;
  }

  /** A scalar or a flow collection; further lines of it stand at a column or deeper. */
  private node(column: number, depth: number, block: boolean): string {
    const { random } = this;
    if (this.anchors > 0 && this.isOdd()) return this.alias();
    const props = this.properties();
    const kind = random.below(100);
    if (kind < 40) return props + this.plain(column, block);
    if (kind < 55) return `${props}"${this.lines(random.pick(ESCAPED), random.pick(ESCAPED), column)}"`;
    if (kind < 67) return `${props}'${this.lines(random.pick(QUOTED), random.pick(QUOTED), column)}'`;
    if (kind < 82 || !block) return depth > 0 ? props + this.flow(column, depth) : props + random.pick(WORDS);
    return props + this.blockScalar(column);
  }

  private plain(column: number, block: boolean): string {
    const first = this.random.pick(WORDS);
    if (!block || !this.isOdd()) return this.random.chance(0.2) ? `${first} ${this.random.pick(WORDS)}` : first;
    return this.lines(first, this.random.pick(WORDS), column);
  }

  /** Two pieces of text, on one line or on several. */
  private lines(first: string, second: string, column: number): string {
    if (!this.isOdd(1.5)) return first;
    const breaks = this.random.pick(['\n', '\n\n', ' \n', '\n \n', '\\\n']);
    return `${first}${breaks}${pad(this.isOdd() ? this.random.below(column + 1) : column)}${second}`;
  }

  private flow(column: number, depth: number): string {
    const { random } = this;
    const isMap = random.chance(0.5);
    const items: string[] = [];
    for (let count = random.below(4); count > 0; count--) {
      const item = this.node(column, depth - 1, false);
      const colon = random.pick([': ', ': ', ': ', ':', ' : ']);
      items.push(
        isMap
          ? this.isOdd(0.5)
            ? this.key()
            : `${this.key()}${colon}${item}`
          : this.isOdd(0.2)
            ? `${this.key()}${colon}${item}`
            : item,
      );
    }
    const comma = random.pick([', ', ', ', ',', ' , ', `,\n${pad(column)}`, `, # comment\n${pad(column)}`]);
    const end = this.isOdd(0.5) ? random.pick([',', ' ', `\n${pad(column)}`, ',\n']) : '';
    return `${isMap ? '{' : '['}${items.join(comma)}${end}${isMap ? '}' : ']'}`;
  }

  private blockScalar(column: number): string {
    const { random } = this;
    const header = random.pick(['|', '>', '|-', '>-', '|+', '>+', '|2', '>1-', '|-2', '|+1']);
    const lines: string[] = [];
    for (let count = random.below(5); count > 0; count--) {
      const text = random.pick(['text', '', '', '  more', 'x: y', '# no comment', '- item', '\tx', 'a  ']);
      lines.push(text === '' ? random.pick(['', '', pad(column)]) : pad(column + (this.isOdd(0.3) ? 1 : 0)) + text);
    }
    return `${header}${this.isOdd(0.3) ? ' # comment' : ''}\n${lines.join('\n')}`;
  }
}

function pad(count: number): string {
  return ' '.repeat(count);
}
