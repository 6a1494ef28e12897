import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Parser } from 'tap-parser';
import { validateXML } from 'xmllint-wasm';
import { formats } from '../src/format/index.ts';
import { ROOT, folder, podlint } from './helpers/command.ts';
import { type Case, CLEAN, FOUND, ODD, ODD_FILE, about, many, resultOf } from './helpers/reports.ts';

const CASES: Readonly<Record<string, Case>> = { clean: CLEAN, found: FOUND, odd: ODD, many: many() };
const write = (name: string, { result, about }: Case): string =>
  (formats[name] as (typeof formats)[string])(result, about);
const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

function validator(ajv: Ajv | Ajv2020, file: string): ValidateFunction {
  addFormats.default(ajv as Ajv);
  return ajv.compile(JSON.parse(read(file)) as object);
}

function assertValid(validate: ValidateFunction, text: string): void {
  assert.ok(validate(JSON.parse(text)), JSON.stringify(validate.errors?.slice(0, 3)));
}

describe('json', () => {
  const validate = validator(new Ajv({ strict: true, allowUnionTypes: true }), '../schema/report.json');
  for (const [title, run] of Object.entries(CASES))
    test(`${title}: has the shape of schema/report.json`, () => assertValid(validate, write('json', run)));

  test('the schema refuses what is not in the contract', () => {
    const report = JSON.parse(write('json', FOUND)) as { findings: Record<string, unknown>[] };
    for (const change of [
      { line: 0 },
      { path: '' },
      { fix: null },
      { related: [] },
      { severity: 'fatal' },
      { item: [1] },
      { more: 1 },
    ]) {
      const findings = report.findings.map((finding) => ({ ...finding, ...change }));
      assert.equal(validate({ ...report, findings }), false, JSON.stringify(change));
    }
  });

  test('what the command says of every bad example of the rules has that shape', async (t) => {
    const names = readdirSync(join(ROOT, 'test/fixtures/rules'));
    assert.ok(names.length > 50);
    const argv = [
      '--preset',
      'all',
      '--report-objects',
      '--statistics',
      '-f',
      'json',
      join(ROOT, 'test/fixtures/rules'),
      join(ROOT, 'examples'),
    ];
    const { stdout } = await podlint(argv, { cwd: folder(t) });
    assertValid(validate, stdout);
    assert.ok((JSON.parse(stdout) as { findings: unknown[] }).findings.length > 100);
  });

  test('the example of docs/formats.md is what the command says', async () => {
    const example = JSON.parse(/^```json\n([^]*?)^```$/m.exec(read('../docs/formats.md'))?.[1] as string) as {
      tool: object;
    };
    const { stdout } = await podlint(['examples/deployment.yaml', '--only', 'probe-success-threshold', '-f', 'json'], {
      cwd: ROOT,
    });
    const { tool, ...report } = JSON.parse(stdout) as { tool: object };
    assert.deepEqual({ ...report, tool: example.tool }, example);
    assert.notEqual(tool, undefined);
  });

  test('jsonl has a finding of that shape on every line', () => {
    const lines = write('jsonl', FOUND).trimEnd().split('\n');
    const report = JSON.parse(write('json', FOUND)) as { findings: unknown[] };
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      report.findings,
    );
  });
});

describe('sarif', () => {
  interface Log {
    readonly runs: {
      tool: {
        driver: { rules: { id: string; fullDescription: { text: string }; properties: Record<string, unknown> }[] };
      };
      results: SarifResult[];
      columnKind: string;
    }[];
  }
  interface SarifResult {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly locations: { physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> } }[];
    readonly partialFingerprints: { primaryLocationLineHash: string };
  }
  const validate = validator(new Ajv2020({ strict: false }), './fixtures/formats/sarif.schema.json');
  for (const [title, run] of Object.entries(CASES))
    test(`${title}: is SARIF 2.1.0`, () => assertValid(validate, write('sarif', run)));

  for (const [title, run] of Object.entries(CASES)) {
    test(`${title}: is what GitHub takes in`, () => {
      const log = (JSON.parse(write('sarif', run)) as Log).runs[0] as Log['runs'][number];
      const { rules } = log.tool.driver;
      assert.equal(log.columnKind, 'utf16CodeUnits');
      assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
      for (const { fullDescription, properties } of rules) {
        assert.ok(fullDescription.text.length <= 1024);
        assert.equal(
          properties['security-severity'] !== undefined,
          (properties['tags'] as string[]).includes('security'),
        );
      }
      for (const { ruleId, ruleIndex, locations } of log.results) {
        assert.equal(rules[ruleIndex]?.id, ruleId);
        const [{ physicalLocation }] = locations as [(typeof locations)[number]];
        assert.match(physicalLocation.artifactLocation.uri, /^[A-Za-z0-9_.!~*'()%-]+(\/[A-Za-z0-9_.!~*'()%-]+)*$/);
        for (const number of Object.values(physicalLocation.region)) assert.ok(number >= 1);
      }
      const hashes = log.results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
      assert.equal(new Set(hashes).size, hashes.length);
    });
  }

  test('an address leads back to its file, inside and outside of the working directory', () => {
    const finding = ODD.result.findings[0] as (typeof ODD.result.findings)[number];
    const files = [ODD_FILE, '/tmp/a b.yaml', 'C:/ä/pod.yaml', '<stdin>'];
    const run = { result: resultOf(files.map((file) => ({ ...finding, file }))), about: about() };
    const uris =
      (JSON.parse(write('sarif', run)) as Log).runs[0]?.results.map(
        ({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri as string,
      ) ?? [];
    assert.deepEqual(
      uris.map((uri) => decodeURIComponent(uri)),
      [ODD_FILE, 'file:///tmp/a b.yaml', 'file:///C:/ä/pod.yaml', '<stdin>'],
    );
    assert.equal(uris[2], 'file:///C:/%C3%A4/pod.yaml');
  });

  test('fingerprints survive lines that come before', () => {
    const hashes = ({ result }: Case): string[] =>
      (JSON.parse(write('sarif', { ...FOUND, result })) as Log).runs[0]?.results.map(
        ({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash,
      ) ?? [];
    const moved = resultOf(
      FOUND.result.findings.map((finding) => ({ ...finding, line: finding.line + 5, endLine: finding.endLine + 5 })),
    );
    assert.deepEqual(hashes({ ...FOUND, result: moved }), hashes(FOUND));
  });
});

describe('gitlab', () => {
  for (const [title, run] of Object.entries(CASES)) {
    test(`${title}: items that the widget shows, each once`, () => {
      const text = write('gitlab', run);
      const items = JSON.parse(text) as {
        description: string;
        check_name: string;
        fingerprint: string;
        severity: string;
        location: { path: string; lines: { begin: number } };
      }[];
      assert.equal(text[0], '[');
      assert.equal(items.length, run.result.findings.length);
      assert.equal(new Set(items.map(({ fingerprint }) => fingerprint)).size, items.length);
      for (const { description, check_name, severity, location } of items) {
        assert.ok(description !== '' && check_name !== '' && Number.isInteger(location.lines.begin));
        assert.match(severity, /^(info|minor|major|critical|blocker)$/);
        assert.doesNotMatch(location.path, /^\.?\//);
      }
    });
  }
});

describe('xml', () => {
  for (const name of ['junit', 'checkstyle']) {
    for (const [title, run] of Object.entries(CASES)) {
      test(`${name} ${title}: an XML validator takes it`, async () => {
        const { valid, errors } = await validateXML({
          xml: write(name, run),
          schema: read(`./fixtures/formats/${name}.xsd`),
          maxMemoryPages: 4096,
        });
        assert.ok(valid, JSON.stringify(errors.slice(0, 3)));
      });
    }
  }

  test('the counts of a junit suite are those of its tests', () => {
    const text = write('junit', CASES['many'] as Case);
    assert.equal(text.match(/<testcase /g)?.length, Number(/<testsuites [^>]*tests="(\d+)"/.exec(text)?.[1]));
    assert.equal(text.match(/<failure /g)?.length, Number(/<testsuites [^>]*failures="(\d+)"/.exec(text)?.[1]));
  });

  test('a run without any manifest is a report too', async () => {
    const xml = write('junit', { result: resultOf([]), about: about() });
    const { valid } = await validateXML({ xml, schema: read('./fixtures/formats/junit.xsd') });
    assert.ok(valid && xml.includes('<testsuites'));
  });
});

describe('tap', () => {
  for (const [title, run] of Object.entries({ ...CASES, nothing: { result: resultOf([]), about: about() } })) {
    test(`${title}: a TAP parser reads it`, () => {
      const parser = new Parser();
      const names: string[] = [];
      parser.on('assert', ({ name }: { name: string }) => names.push(name));
      const extra: string[] = [];
      parser.on('extra', (line: string) => extra.push(line));
      parser.end(write('tap', run));
      const files = [...new Set(run.result.objects.map(({ file }) => file))];
      const failed = new Set(
        run.result.findings.filter(({ severity }) => severity === 'error').map(({ file }) => file),
      );
      assert.deepEqual(names.sort(), files.sort());
      assert.deepEqual(extra, []);
      assert.equal(parser.results?.failures.length, failed.size);
      assert.equal(parser.results?.plan.end ?? 0, files.length);
    });
  }
});

describe('rdjson', () => {
  const validate = validator(new Ajv({ strict: true }), './fixtures/formats/rdjson.schema.json');
  for (const [title, run] of Object.entries(CASES))
    test(`${title}: is what reviewdog reads`, () => assertValid(validate, write('rdjson', run)));

  test('columns count bytes', () => {
    const { diagnostics } = JSON.parse(write('rdjson', ODD)) as {
      diagnostics: { location: { range: { start: { line: number; column: number }; end: { column: number } } } }[];
    };
    const lines = (ODD.about.textOf(ODD_FILE) as string)
      .replace('\ufeff', '')
      .split('\n')
      .map((line) => Buffer.from(line));
    const texts = diagnostics.map(({ location: { range } }) =>
      lines[range.start.line - 1]?.subarray(range.start.column - 1, range.end.column - 1).toString(),
    );
    assert.deepEqual(texts, ['kind', '"😀ü"', 'x']);
  });
});
