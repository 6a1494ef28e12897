import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { formats } from '../src/format/index.ts';
import { FORMAT_NAMES } from '../src/format/names.ts';
import { cut } from '../src/format/plain.ts';
import { assertGolden } from './helpers/golden.ts';
import { type Case, CLEAN, FOUND, ODD, about, many, resultOf } from './helpers/reports.ts';

const FOLDER = new URL('./fixtures/formats/', import.meta.url);
const write = (name: string, { result, about }: Case): string =>
  (formats[name] as (typeof formats)[string])(result, about);

test('every name has a format', () => {
  assert.deepEqual(Object.keys(formats), FORMAT_NAMES);
});

describe('golden files', () => {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of FORMAT_NAMES) {
    for (const [title, run] of Object.entries({ clean: CLEAN, found: FOUND, odd: ODD })) {
      test(`${name}: ${title}`, () => assertGolden(new URL(`${title}.${name}`, FOLDER), write(name, run)));
    }
  }
  test('pretty in colour', () =>
    assertGolden(
      new URL('found.pretty-colour', FOLDER),
      write('pretty', { ...FOUND, about: { ...FOUND.about, color: true } }),
    ));
});

test('ten thousand findings are written within seconds, each of them', () => {
  const run = many();
  for (const name of FORMAT_NAMES) {
    const started = performance.now();
    const text = write(name, run);
    assert.ok(performance.now() - started < 5000, name);
    // These say how many they leave out; what they show is tested below.
    if (name === 'github' || name === 'markdown') continue;
    assert.ok(
      text.split('\n').filter((line) => line.includes('65536') || line.includes('web:latest')).length >= 9_999,
      name,
    );
  }
});

test('nothing in a report commands a terminal or turns the direction of writing', () => {
  for (const name of FORMAT_NAMES) {
    assert.doesNotMatch(write(name, ODD).replaceAll('\n', ''), /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u, name);
  }
});

test('nothing in a log is a command of the CI system', () => {
  const run: Case = {
    ...ODD,
    result: resultOf(ODD.result.findings.map((finding) => ({ ...finding, file: '::stop-commands::x' }))),
  };
  for (const name of ['pretty', 'compact', 'agent']) assert.doesNotMatch(write(name, run), /^\s*::|##vso\[/m, name);
  for (const line of write('azure', run).trimEnd().split('\n')) assert.equal(line.split('##vso[').length, 2);
});

describe('pretty', () => {
  const pretty = (run: Case, color = false): string => write('pretty', { ...run, about: { ...run.about, color } });

  test('infos have a sign of their own, and quotes stay', () => {
    const text = pretty(ODD);
    assert.match(text, /ℹ\s+3:11\s+größer als 😀/);
    assert.match(text, /⚠\s+1:1\s+it's a\|b/);
    assert.match(text, /1 warning\n.*1 error\n.*1 info\n/s);
  });

  test('no links without a homepage, and none to files', (t) => {
    const before = process.env['FORCE_HYPERLINK'];
    process.env['FORCE_HYPERLINK'] = '1';
    t.after(() =>
      before === undefined ? delete process.env['FORCE_HYPERLINK'] : (process.env['FORCE_HYPERLINK'] = before),
    );
    assert.equal(
      pretty({ ...FOUND, about: { ...FOUND.about, homepage: undefined } }, true).includes('\u001b]8'),
      false,
    );
    assert.equal(pretty(FOUND, true).match(/podlint\/blob\/main\/docs\/rules\/[a-z-]+\.md/g)?.length, 5);
  });

  test('a very long message stays whole, and does not push the others apart', () => {
    const run = many();
    const first = run.result.findings[0]?.message as string;
    const lines = pretty(run).split('\n');
    assert.ok(lines.some((line) => line.includes(first)));
    assert.equal(lines.filter((line) => line.length > 160).length, 1);
  });
});

describe('github', () => {
  const lines = write('github', many()).trimEnd().split('\n');

  test('at most ten of a kind, errors first, and the rest counted', () => {
    assert.deepEqual(
      lines.map((line) => line.slice(0, line.indexOf(' '))),
      [...Array(10).fill('::error'), ...Array(10).fill('::warning'), ...Array(10).fill('::notice')],
    );
    assert.equal(lines[9], '::error title=podlint::3325 more errors: see the log of this step');
    assert.equal(lines[29], '::notice title=podlint::3324 more infos: see the log of this step');
  });

  test('ten fit without a count', () => {
    const run = {
      result: resultOf(
        many()
          .result.findings.filter(({ severity }) => severity === 'error')
          .slice(0, 10),
      ),
      about: about(),
    };
    assert.equal(write('github', run).match(/^::error file=/gm)?.length, 10);
  });

  test('no message is longer than the runner takes, no character cut in two', () => {
    const message = (lines[0] as string).split('::').at(-1) as string;
    assert.ok(message.length <= 4096 && message.endsWith('x ...'), message.slice(-10));
    assert.equal(cut('ab😀cdefgh', 7), 'ab ...');
    assert.equal(cut('ab😀cdefgh', 8), 'ab😀 ...');
    assert.equal(cut('ab😀cdefgh', 10), 'ab😀cdefgh');
  });

  test('the runner reads back what was meant', () => {
    for (const line of write('github', ODD).trimEnd().split('\n')) {
      const match = /^::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)$/.exec(line);
      assert.ok(match, line);
      const properties = (match[2] as string).split(',').map((pair) => pair.slice(0, pair.indexOf('=')));
      assert.deepEqual(properties.slice(0, 3), ['file', 'line', 'col'], line);
      const file = /file=([^,]*)/.exec(match[2] as string)?.[1] as string;
      assert.equal(decode(file), ODD.result.findings[0]?.file);
    }
  });

  // What the runner does with a property: each of its escapes once, the percent sign last.
  function decode(text: string): string {
    return text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  }
});

test('azure: what stands in a property can not end it', () => {
  for (const line of write('azure', ODD).trimEnd().split('\n')) {
    const match = /^##vso\[task\.logissue ([^\]]*)\](.*)$/.exec(line);
    assert.ok(match, line);
    const properties = Object.fromEntries(
      (match[1] as string)
        .split(';')
        .filter((one) => one !== '')
        .map((one) => one.split('=', 2)),
    );
    assert.deepEqual(Object.keys(properties), ['type', 'sourcepath', 'linenumber', 'columnnumber', 'code']);
    assert.match(properties['type'] as string, /^(error|warning)$/);
    const path = (properties['sourcepath'] as string)
      .replaceAll('%3B', ';')
      .replaceAll('%5D', ']')
      .replaceAll('%AZP25', '%');
    assert.equal(path, ODD.result.findings[0]?.file);
  }
});

test('markdown: nobody is called, nothing is linked, no row is broken', () => {
  const text = write('markdown', ODD);
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  assert.equal(rows.length, 2 + 3);
  for (const row of rows) assert.equal(row.match(/(?<!\\)\|/g)?.length, 5, row);
  assert.doesNotMatch(text, /<(?!\/?code>)|@someone|https:\/\/|&#64;s|!\[/);
  const long = write('markdown', many());
  assert.ok(long.length < 65_536 && long.length > 20_000, String(long.length));
  assert.match(long, /\n\.\.\. and \d{4} more\.\n$/);
  assert.match(long, /x \.\.\. \|\n/);
  assert.doesNotMatch(long, /warning \||info \|/);
});

test('html: what is said is text, and nothing is loaded', () => {
  const text = write('html', ODD);
  assert.doesNotMatch(text, /<b>bold|src=|<link|@import|url\(|evil\.example"/);
  assert.match(text, /default-src 'none'/);
});

test('compact: a line for each finding, as problem matchers read them', () => {
  const lines = write('compact', ODD).split('\n').slice(0, 3);
  for (const [i, line] of lines.entries()) {
    const match = /^(.+?):(\d+):(\d+): (error|warning|info) (\S+) (.*)$/.exec(line);
    const { severity, rule } = ODD.result.findings[i] as (typeof ODD.result.findings)[number];
    assert.deepEqual(match?.slice(4, 6), [severity, rule], line);
  }
});

test('sarif keeps the gravest where it can not keep all, and says so', () => {
  const run = many();
  const findings = [...run.result.findings, ...run.result.findings, ...run.result.findings];
  const log = JSON.parse(write('sarif', { ...run, result: resultOf(findings) })) as {
    runs: { results: { level: string }[]; invocations: unknown }[];
  };
  const { results, invocations } = log.runs[0] as (typeof log.runs)[number];
  const count = (level: string): number => results.filter((one) => one.level === level).length;
  assert.deepEqual([results.length, count('error'), count('warning'), count('note')], [25_000, 10_002, 9_999, 4_999]);
  assert.match(JSON.stringify(invocations), /5000 more findings are left out/);
});

test('tests fail where the run fails', () => {
  const { result, about } = FOUND;
  const failing = (...severities: ('error' | 'warning' | 'info')[]): Case => ({
    result,
    about: { ...about, failing: new Set(severities) },
  });
  const failures = (run: Case): number => write('junit', run).match(/<failure /g)?.length ?? 0;
  assert.deepEqual(
    [failures(failing('error')), failures(failing('error', 'warning')), failures(failing('error', 'warning', 'info'))],
    [3, 4, 5],
  );
  assert.match(write('tap', failing('error', 'warning')), /^ok 2 - other\.yaml$/m);
  assert.match(write('tap', failing('error', 'warning', 'info')), /^not ok 2 - other\.yaml$/m);
});

test('ten thousand times the same has ten thousand names', () => {
  const [finding] = FOUND.result.findings as [(typeof FOUND.result.findings)[number]];
  const findings = Array.from({ length: 10_000 }, () => finding);
  const names = [
    ...write('junit', { ...FOUND, result: resultOf(findings) }).matchAll(/ name="(latest-image[^"]*)"/g),
  ].map(([, name]) => name);
  assert.equal(new Set(names).size, 10_000);
});
