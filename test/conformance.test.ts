import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { type Answer, answerOf } from '../conformance/answer.ts';
import { Comparison, grouped, type PodlintReport, warningPath } from '../conformance/differences.ts';
import { bases } from '../conformance/generate/bases.ts';
import { applyPatch, parsePath, printPath, toJson, toYaml } from '../conformance/generate/case.ts';
import { located } from '../conformance/generate/faults/faults.ts';
import { expected, readRecorded, recordedFamilies, shortAnswer } from '../conformance/generate/recorded.ts';
import type { OracleReport } from '../conformance/oracle.ts';

function said(more: Partial<OracleReport> = {}): OracleReport {
  return {
    file: 'a.yaml',
    doc: 0,
    apiVersion: 'v1',
    kind: 'Pod',
    name: 'a',
    verdict: 'valid',
    decodeErrors: [],
    errors: [],
    warnings: [],
    ...more,
  };
}

type Finding = PodlintReport['findings'][number];

/** Podlint's report if it said just what the oracle says. */
function echo(reports: readonly OracleReport[]): PodlintReport {
  const report = { findings: [] as Finding[], objects: [] as NonNullable<PodlintReport['objects']>[number][] };
  for (const { file, doc, item, verdict, decodeErrors, errors, warnings } of reports) {
    const at = { file, document: doc, ...(item === undefined ? {} : { item }) };
    const add = (finding: Partial<Finding>): void =>
      void report.findings.push({ rule: '', severity: 'error', message: '', source: 'schema', ...at, ...finding });
    for (const text of decodeErrors) {
      const field = /^(unknown) field "(.*)"$/.exec(text);
      if (field) add({ rule: 'unknown-field', path: field[2] as string });
      else if (text.includes('already set')) add({ rule: 'duplicate-key', path: 'metadata.name' });
      else add({ rule: 'wrong-type' });
    }
    for (const { type, field } of errors) add({ rule: 'api-invalid', source: 'api', type, path: field });
    for (const text of warnings) {
      const path = warningPath(text);
      add({ rule: 'w', severity: 'warning', source: 'warning', ...(path === '' ? {} : { path }) });
    }
    report.objects.push({ ...at, verdict: verdict === 'panic' ? 'invalid' : verdict });
  }
  return report;
}

const reports: OracleReport[] = [
  said(),
  said({
    doc: 1,
    verdict: 'invalid',
    errors: [{ type: 'FieldValueInvalid', field: 'metadata.labels[a b]', detail: 'x' }],
  }),
  said({
    doc: 2,
    verdict: 'invalid',
    decodeErrors: ['unknown field "spec.foo"', 'yaml: line 3: key "name" already set in map'],
  }),
  said({ doc: 3, verdict: 'invalid', decodeErrors: ['json: cannot unmarshal string'] }),
  said({
    doc: 4,
    item: 1,
    warnings: ['spec.volumes[0].rbd: deprecated', 'metadata.annotations[a/b]: gone', 'v1 Endpoints is deprecated'],
  }),
  said({ doc: 5, verdict: 'unknown' }),
  said({ doc: 6, verdict: 'panic' }),
];

function compared(theirs: OracleReport[], ours: PodlintReport): string[] {
  const comparison = new Comparison();
  comparison.add(theirs, ours);
  return comparison.differences.map((one) => one.about);
}

describe('the comparison', () => {
  it('finds nothing where podlint says what the oracle says', () =>
    assert.deepEqual(compared(reports, echo(reports)), []));

  it('finds an error that podlint lacks, and one too many', () => {
    const [fine, wrong] = reports as [OracleReport, OracleReport];
    assert.deepEqual(compared([wrong], echo([{ ...fine, doc: 1 }])), [
      'verdict: refused, podlint says valid',
      'missing error FieldValueInvalid metadata.labels[key]',
    ]);
    assert.deepEqual(compared([{ ...fine, doc: 1 }], echo([wrong])), [
      'verdict: accepted, podlint says invalid',
      'extra error FieldValueInvalid metadata.labels[key]',
    ]);
  });

  it('finds other unknown fields, wrong types and warnings', () => {
    const other = echo([
      said({ doc: 2, verdict: 'invalid', decodeErrors: ['unknown field "spec.bar"', 'wrong'] }),
      said({ doc: 4, item: 1, warnings: ['spec.x: y', 'spec.z: y'] }),
    ]);
    assert.deepEqual(compared([reports[2] as OracleReport, reports[4] as OracleReport], other), [
      'extra schema error wrong-type ',
      'missing unknown field spec.foo',
      'extra unknown field spec.bar',
      'missing duplicate field name',
      'missing warning spec.volumes[*].rbd',
      'missing warning metadata.annotations[key]',
      'extra warning spec.z',
    ]);
  });

  it('takes keys that override a merge key as accepted', () => {
    const theirs = said({ verdict: 'invalid', decodeErrors: ['yaml: line 3: key "a" already set in map'] });
    const comparison = new Comparison(() => true);
    comparison.add([theirs], echo([said()]));
    assert.deepEqual(comparison.differences, []);
  });

  it('leaves out the index of a volume that upstream shuffles, unless it is to be exact', () => {
    const at = (index: number): OracleReport =>
      said({
        kind: 'StatefulSet',
        verdict: 'invalid',
        errors: [{ type: 'FieldValueInvalid', field: `spec.template.spec.volumes[${index}].name`, detail: 'x' }],
      });
    assert.deepEqual(compared([at(0)], echo([at(1)])), []);
    const exact = new Comparison(undefined, true);
    exact.add([at(0)], echo([at(1)]));
    assert.equal(exact.differences.length, 2);
  });

  it('groups by what differs, the most frequent first', () => {
    const one = (about: string, where: string) => ({ about, where, detail: '' });
    const groups = grouped([one('b', '1'), one('a', '2'), one('a', '3')]);
    assert.deepEqual(groups, [
      { about: 'a', count: 2, example: one('a', '2') },
      { about: 'b', count: 1, example: one('b', '1') },
    ]);
  });
});

describe('cases', () => {
  it('reads and prints paths', () => {
    const path = 'spec.a[0].b["x.y/z"]["0"]';
    assert.deepEqual(parsePath(path), ['spec', 'a', 0, 'b', 'x.y/z', '0']);
    assert.equal(printPath(parsePath(path)), path);
  });

  it('changes, adds, removes and copies', () => {
    const base = { a: [{ b: 1 }, { b: 2 }], c: 'd' };
    const changed = applyPatch(base, [
      ['a[0].b', { $copy: 'a[1]' }],
      ['a[2]', { $list: [{ n: 'x%d' }, 2] }],
      ['a[1]', { $delete: true }],
      ['e.f[1]["__proto__"]', { $raw: '1e3' }],
      ['c', { $repeat: ['ab', 2] }],
    ]);
    assert.equal(
      toJson(changed),
      '{"a":[{"b":{"b":2}},[{"n":"x0"},{"n":"x1"}]],"c":"abab","e":{"f":[null,{"__proto__":1e3}]}}',
    );
    assert.deepEqual(base, { a: [{ b: 1 }, { b: 2 }], c: 'd' });
  });

  it('writes YAML that reads back the same', () => {
    const values = {
      a: ['x: y', '', 'ü\u0001\u2028', [], {}, null, [[1], { b: [{ c: true }] }]],
      yes: { 'k: ': -1.5 },
    };
    const [document] = parseAllDocuments(toYaml(values));
    assert.deepEqual(document?.toJS(), values);
  });

  it('finds list items by their names', () => {
    const pod = bases().get('pod')?.manifest ?? null;
    assert.equal(located(pod, 'spec.containers[worker].image'), 'spec.containers[1].image');
    assert.equal(located(pod, 'spec.containers[nobody].image'), undefined);
    assert.equal(located(pod, 'metadata.labels["a.b/c"]'), 'metadata.labels["a.b/c"]');
  });
});

describe('recorded answers', () => {
  const answer = (more: Partial<Answer>): Answer => ({
    verdict: 'invalid',
    errors: [],
    strict: [],
    undecodable: '',
    warnings: [],
    ...more,
  });

  it('holds each pair of type and field once, sorted', () => {
    const error = (field: string) => ({ type: 'T', field, detail: '' });
    assert.deepEqual(answerOf(said({ errors: [error('b'), error('a'), error('b')] })).errors, [
      ['T', 'a'],
      ['T', 'b'],
    ]);
  });

  it('leaves out what is empty and shortens what the base gets too', () => {
    const base = answer({ strict: ['p', 'q'] });
    assert.deepEqual(shortAnswer(answer({ strict: ['p', 'q', 'r'] }), base), {
      verdict: 'invalid',
      strict: ['^', 'r'],
    });
    assert.deepEqual(shortAnswer(answer({ strict: ['p', 'r'] }), base), { verdict: 'invalid', strict: ['p', 'r'] });
  });

  it('expects of an older release what the base gets there', () => {
    const now = answer({ errors: [['T', 'a']], strict: ['x'] });
    assert.deepEqual(expected(now, { strict: [] }, { strict: ['old'] }), { ...now, strict: ['old', 'x'] });
    const fine = answer({ verdict: 'valid', warnings: ['w', 'base'] });
    assert.deepEqual(expected(fine, { warnings: ['base'] }, { warnings: [] }), { ...fine, warnings: ['w'] });
  });

  it('gives a kind that an older release does not serve the answer of its base', () => {
    const unserved = { verdict: 'unknown', undecodable: 'no matches' } as const;
    assert.deepEqual(expected(answer({ errors: [['T', 'a']] }), {}, unserved), answer(unserved));
  });

  it('belongs to bases that exist, and each case stands once', () => {
    for (const family of recordedFamilies()) {
      const seen = new Set<string>();
      for (const one of readRecorded(family)) {
        assert.equal(bases().get(one.base)?.family, family);
        const key = JSON.stringify([one.base, one.patch]);
        assert.ok(!seen.has(key), key);
        seen.add(key);
      }
      assert.ok(seen.size > 0, family);
    }
  });
});
