import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { Ajv, type ValidateFunction } from 'ajv';
import * as fc from 'fast-check';
import { count, type Result } from '../../../src/engine/summary.ts';
import { compareFindings } from '../../../src/engine/findings.ts';
import type { About } from '../../../src/format/format.ts';
import { formats as all } from '../../../src/format/index.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { rules } from '../../../src/rules/list.gen.ts';
import { type Stage, holds, same } from '../stage.ts';

/** A sign that stands in every text that comes from outside, and that no format may let through as markup. */
const MARK = '<x-mark>';
const HOSTILE: readonly string[] = [
  MARK,
  '\u001b[31m',
  '\u001b]8;;http://x\u0007',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\0',
  '\u009b1m',
  '\u202e',
  '\u2028',
  '\u2066',
  '\ufeff',
  '\uffff',
  '\ud800',
  '\udfff',
  '😀',
  '::error::x',
  '\n::stop-commands::t',
  '##vso[task.setvariable variable=x]y',
  '##[error]',
  ']]>',
  '&',
  '"',
  "'",
  '`',
  '``',
  '|',
  '%',
  '%0A',
  '#',
  '\\',
  '--',
  ';',
  ']',
  ',',
  ':',
  '@team',
  'not ok 1',
  '</script>',
  '{{',
  'a',
  'b c',
  'é',
];
const TEXT: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join('') || 'x');
const FEW_RULES = new Map([...rules].slice(0, 3));

const finding: fc.Arbitrary<Finding> = fc
  .record(
    {
      rule: fc.constantFrom('api-invalid', 'plugin/a', '__proto__', 'constructor', 'latest-image'),
      severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
      message: TEXT,
      file: fc.oneof(fc.constantFrom('a.yaml', 'dir/b.yaml', '/abs/c.yaml', '::x', 'C:/x.yaml'), TEXT),
      line: fc.integer({ min: 1, max: 4 }),
      column: fc.integer({ min: 1, max: 9 }),
      lines: fc.constantFrom(0, 0, 1),
      source: fc.constantFrom('api' as const, 'rule' as const, 'syntax' as const),
      path: TEXT,
      document: fc.nat(3),
      item: fc.oneof(fc.nat(3), fc.constant([0, 1])),
      object: fc.record({ apiVersion: TEXT, kind: TEXT, namespace: fc.oneof(fc.constant(''), TEXT), name: TEXT }),
      related: fc.record({ file: TEXT, message: TEXT, line: fc.constantFrom(1, 2) }),
      fix: fc.record({ title: TEXT, safe: fc.boolean(), start: fc.nat(8), text: TEXT }),
    },
    { requiredKeys: ['rule', 'severity', 'message', 'file', 'line', 'column', 'lines', 'source'] },
  )
  .map(({ lines, related, fix, line, column, ...rest }) => ({
    ...rest,
    line,
    column,
    endLine: line + lines,
    endColumn: column + 1,
    ...(related === undefined ? {} : { related: [{ ...related, column: 1, endLine: related.line, endColumn: 2 }] }),
    ...(fix === undefined
      ? {}
      : {
          fix: { title: fix.title, safe: fix.safe, edits: [{ start: fix.start, end: fix.start + 1, text: fix.text }] },
        }),
  }));

const validate: ValidateFunction = new Ajv({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL('../../../schema/report.json', import.meta.url), 'utf8')) as object,
);

/** Reports of any findings: each can be read by its readers, and nothing in it is a command, a colour or markup that came from a manifest. */
export const formats: Stage<readonly Finding[]> = {
  name: 'formats',
  cases: fc.array(finding, { maxLength: 4 }),
  check(findings) {
    const result = resultOf(findings);
    for (const [name, write] of Object.entries(all)) {
      const text = write(result, ABOUT);
      same(`${name} twice`, write(result, ABOUT), text);
      const unseen = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u.exec(text.replaceAll('\n', ''));
      holds(unseen === null, () => `${name}: a control character, U+${unseen?.[0].codePointAt(0)?.toString(16)}`);
      holds(!/\p{Surrogate}/u.test(text), `${name}: half a character`);
      CHECKS[name]?.(text, result);
    }
    const colour = all['pretty']?.(result, { ...ABOUT, color: true }) ?? '';
    holds(
      !/\p{Cc}/u.test(stripVTControlCharacters(colour).replaceAll('\n', '')) &&
        !/\u001b\[31m\u001b\]8;;http:\/\/x/.test(colour),
      'pretty: a command to the terminal',
    );
  },
  show: (findings) => JSON.stringify(findings),
};

const ABOUT: About = {
  version: '0.0.0',
  kubernetesVersion: '1.37',
  color: false,
  failing: new Set(['error']),
  objects: true,
  statistics: true,
  homepage: 'https://podlint.example',
  rules: FEW_RULES,
  docs: new Map(),
  textOf: () => 'apiVersion: v1\n\u{1f600}: x\nkind: y\nz: z\n',
};

function resultOf(findings: readonly Finding[]): Result {
  const sorted = findings.toSorted(compareFindings);
  const objects = sorted.flatMap(({ file, object }) =>
    object === undefined ? [] : [{ file, document: 0, object, verdict: 'invalid' as const }],
  );
  return {
    findings: sorted,
    objects,
    summary: { files: 1, objects: objects.length, skipped: 0, suppressed: 0, ...count(sorted) },
  };
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** Reads XML of the kind that reports are made of: every tag closed, every `<` and `&` of a text escaped. */
function checkXml(name: string, text: string): void {
  const open: string[] = [];
  const rest = text
    .replace(/^<\?xml[^>]*\?>/, '')
    .replaceAll(
      /<(\/?)([a-z-]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>/g,
      (_, closing: string, tag: string, __, empty: string) => {
        if (closing !== '') holds(open.pop() === tag, `${name}: </${tag}> closes nothing`);
        else if (empty === '') open.push(tag);
        return '';
      },
    );
  holds(
    open.length === 0 && !rest.includes('<') && !/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(text),
    () => `${name}: not well formed: ${rest.trim().slice(0, 200)}`,
  );
}

const CHECKS: Readonly<Record<string, (text: string, result: Result) => void>> = {
  json: (text) => holds(validate(JSON.parse(text)), () => `json: ${JSON.stringify(validate.errors?.[0])}`),
  jsonl: (text, { findings }) =>
    holds(
      linesOf(text).map((line) => JSON.parse(line) as unknown).length === findings.length,
      'jsonl: not a line a finding',
    ),
  sarif: (text, { findings }) => {
    const { runs } = JSON.parse(text) as {
      runs: [{ results: { locations: [{ physicalLocation: { artifactLocation: { uri: string } } }] }[] }];
    };
    holds(runs[0].results.length === findings.length, 'sarif: not a result a finding');
    for (const { locations } of runs[0].results)
      holds(
        /^[\w./:%~!*'()-]*$/.test(locations[0].physicalLocation.artifactLocation.uri),
        'sarif: no address of a file',
      );
  },
  rdjson: (text) => void JSON.parse(text),
  gitlab: (text, { findings }) => {
    const entries = JSON.parse(text) as { fingerprint: string }[];
    holds(
      new Set(entries.map(({ fingerprint }) => fingerprint)).size === findings.length,
      'gitlab: two findings of one fingerprint',
    );
  },
  junit: (text) => checkXml('junit', text),
  checkstyle: (text) => checkXml('checkstyle', text),
  github: (text, { findings }) => {
    const lines = linesOf(text);
    holds(lines.length === findings.length, 'github: not a line a finding');
    for (const line of lines)
      holds(
        /^::(?:error|warning|notice) file=[^,:]*,line=\d+,col=\d+,endLine=\d+(?:,endColumn=\d+)?,title=[^,:]*::/.test(
          line,
        ),
        () => `github: ${line}`,
      );
  },
  azure: (text, { findings }) => {
    holds(linesOf(text).length === findings.length, 'azure: not a line a finding');
    for (const line of linesOf(text))
      holds(
        /^##vso\[task\.logissue type=(?:error|warning);sourcepath=[^;\]]*;linenumber=\d+;columnnumber=\d+;code=[^;\]]*;\]/.test(
          line,
        ) && !/##\w*\[/.test(line.slice(6)),
        () => `azure: ${line}`,
      );
  },
  tap: (text) => {
    for (const line of linesOf(text))
      holds(/^(?:TAP version 13$|(?:not )?ok \d+ - |# \d+:\d+ |1\.\.\d+$)/.test(line), () => `tap: ${line}`);
  },
  compact: (text, { findings }) => {
    const lines = linesOf(text.slice(0, text.lastIndexOf('\n\n')));
    const own = lines.filter((line) => /:\d+:\d+: (?:error|warning|info) /.test(line));
    holds(own.length >= findings.length, 'compact: a finding is no line of its own');
    checkLog('compact', text);
  },
  pretty: (text) => checkLog('pretty', text),
  agent: (text) => checkLog('agent', text),
  markdown: (text, { findings }) => {
    holds(
      !text.includes(MARK) && !/@team/.test(text.replaceAll('&#8203;', '')) === !/@team/.test(text),
      'markdown: markup of somebody else',
    );
    const rows = linesOf(text).filter((line) => line.startsWith('| ') && !line.startsWith('| place'));
    holds(rows.length === findings.length, 'markdown: not a row a finding');
    for (const row of rows) holds(row.split('|').length === 6, () => `markdown: ${row}`);
  },
  html: (text) => {
    const body = text.slice(text.indexOf('<main>'), text.indexOf('</main>'));
    holds(
      !text.includes(MARK) &&
        !/<(?!\/?(?:main|section|h2|small|table|thead|tbody|tr|th|td|div|span|code|a|p)\b)/.test(body),
      'html: markup of somebody else',
    );
    holds(text.indexOf('</main>') === text.lastIndexOf('</main>'), 'html: ends early');
  },
};

/** A log's line that CI systems would take for a command. */
function checkLog(name: string, text: string): void {
  holds(!/^\s*::|##\w*\[/m.test(text), () => `${name}: a command of a CI system`);
}
