import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyFixes } from '../src/fix/apply.ts';
import { quoted } from '../src/fix/edits.ts';
import { type Draft, fixInRounds } from '../src/fix/rounds.ts';
import { mendSyntax, problemsIn } from '../src/fix/syntax.ts';
import { lint } from '../src/lint.ts';
import type { Edit } from '../src/model/document.ts';
import type { Finding } from '../src/model/finding.ts';

function found(rule: string, edits: Edit[]): Finding {
  const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const fix = { title: rule, safe: true, edits };
  return { rule, severity: 'error', source: 'rule', message: rule, file: 'a.yaml', ...place, fix };
}

/** All findings of a text with one rule, and whatever can't be read. */
function findingsOf(text: string, rule?: string): readonly Finding[] {
  const all = lint([{ file: 'a.yaml', text, named: true }], { presets: ['all'], project: true });
  return rule === undefined ? all : all.filter((finding) => finding.rule === rule);
}

function fixed(text: string, unsafe: boolean): { text: string; endless: readonly string[] } {
  const draft: Draft = { before: text, after: text };
  const { endless } = fixInRounds(new Map([['a.yaml', draft]]), {
    lint: () => findingsOf(draft.after),
    findingsOf: (findings) => findings,
    unsafe,
  });
  return { text: draft.after, endless };
}

describe('fixes applied', () => {
  test('one after which the text could not be read is not taken, the others are', () => {
    const text = 'a: 1\nb: 2\nc: 3\nd: 4\n';
    const good = found('good', [{ start: 3, end: 4, text: '9' }]);
    const bad = found('bad', [{ start: 8, end: 9, text: '[' }]);
    const last = found('last', [{ start: 18, end: 19, text: '8' }]);
    const { text: after, applied } = applyFixes(text, [last, bad, good]);
    assert.equal(after, 'a: 9\nb: 2\nc: 3\nd: 8\n');
    assert.deepEqual(
      applied.map(({ rule }) => rule),
      ['good', 'last'],
    );
  });

  test('what could not be read before may stay so', () => {
    const { text } = applyFixes('a: [\n---\nb: 1\n', [found('good', [{ start: 12, end: 13, text: '2' }])]);
    assert.equal(text, 'a: [\n---\nb: 2\n');
  });

  test('one that touches another waits, and the same one twice is one', () => {
    const edit = { start: 0, end: 1, text: 'x' };
    const { text, applied } = applyFixes('ab: 1\n', [
      found('one', [edit]),
      found('two', [{ start: 1, end: 2, text: 'y' }]),
      found('three', [edit]),
    ]);
    assert.equal(text, 'xb: 1\n');
    assert.deepEqual(
      applied.map(({ rule }) => rule),
      ['one', 'three'],
    );
  });

  test('a hundred thousand of them take no time', () => {
    const text = 'a: 1\n'.repeat(100_000);
    const fixes = Array.from({ length: 100_000 }, (_, i) =>
      found('x', [{ start: i * 5 + 3, end: i * 5 + 4, text: '2' }]),
    );
    const before = process.cpuUsage();
    assert.equal(applyFixes(text, fixes).applied.length, 100_000);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 10_000_000, `${(user + system) / 1000} ms`);
  });
});

describe('fixing comes to an end', () => {
  test('of slips in every line all are mended', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `key${i}:value`);
    const { text, endless } = fixed(
      `apiVersion:v1\nkind:ConfigMap\nmetadata:\n  name: a\n${lines.join('\n')}\n`,
      false,
    );
    assert.deepEqual(endless, []);
    assert.match(text, /^apiVersion: v1\nkind: ConfigMap\nmetadata:\n {2}name: a\nkey0: value\n/);
    assert.match(text, /\nkey59: value\n$/);
  });

  test('a text whose fixes make each other necessary is left as it was, the others are fixed', () => {
    const drafts = new Map<string, Draft>([
      ['a.yaml', { before: 'a: 1\n', after: 'a: 1\n' }],
      ['b.yaml', { before: 'b: 1\n', after: 'b: 1\n' }],
    ]);
    const { endless, fixed: count } = fixInRounds(drafts, {
      lint: () => [...drafts].map(([file, { after }]) => ({ file, after })),
      findingsOf: (texts) =>
        texts.flatMap(({ file, after }) => {
          const text = file === 'a.yaml' ? (after[3] === '1' ? '2' : '1') : '7';
          return after[3] === text ? [] : [{ ...found('x', [{ start: 3, end: 4, text }]), file }];
        }),
      unsafe: false,
    });
    assert.deepEqual(endless, ['a.yaml']);
    assert.deepEqual(
      [...drafts.values()].map(({ after }) => after),
      ['a: 1\n', 'b: 7\n'],
    );
    assert.equal(count, 1);
  });

  test('a text that grows and grows is given up before it is large', () => {
    const draft: Draft = { before: 'a: 1\n', after: 'a: 1\n' };
    let longest = 0;
    const { endless } = fixInRounds(new Map([['a.yaml', draft]]), {
      lint: () => draft.after,
      findingsOf: (text) => {
        longest = Math.max(longest, text.length);
        return [found('x', [{ start: 3, end: 4, text: '1'.repeat(text.length) }])];
      },
      unsafe: false,
    });
    assert.deepEqual(endless, ['a.yaml']);
    assert.ok(longest < 100_000, String(longest));
  });

  test('mending that mends nothing changes nothing', () => {
    assert.equal(mendSyntax('a: [\n'), 'a: [\n');
    assert.equal(mendSyntax('a: 1\n'), 'a: 1\n');
  });
});

/** What broke once: the fix of the rule must leave a text that can be read, or not be there. */
const BROKE: readonly (readonly [rule: string, text: string])[] = [
  ['look-alike-character', 'apiVersion: v1\nkind: P\nr：C:'],
  ['look-alike-character', 'apiVersion: v1\nkind: P\n\u00a0:'],
  ['look-alike-character', 'apiVersion: v1\nkind: P\n\ufeff:'],
  ['look-alike-character', 'apiVersion: v1\nkind: P\nx: ［*a］'],
  ['look-alike-character', 'apiVersion: v1\nkind: P\nx:\n- a：*b'],
  ['look-alike-character', 'apiVersion: v1\nkind: P\nmetadata:\n  name: a:\u200b b'],
  ['unsorted-keys', 'apiVersion: v1\nkind: P\n! :\nspec:'],
  ['unsorted-keys', 'apiVersion: v1\nkind:\ns:\nkind: d\nmetadata:'],
  ['unsorted-keys', 'apiVersion: v1\nkind: P\nmetadata:\n  a: &a0 {}\n  labels: {<: [*a0]}'],
  ['server-owned-field', 'apiVersion: v1\nkind: P\nmetadata:\n  uid: &a x\n  name: *a'],
  [
    'selector-mismatch',
    'apiVersion: apps/v1\nkind: Deployment\nspec:\n  selector:\n    matchLabels:\n      "": \n  template:\n    metadata:\n      name: a\n',
  ],
  ['unused-directive', 'b\n#podlint-disable latest-image\ne:'],
  [
    'unknown-scale-target',
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n scaleTargetRef:\n    apiVersion:\n    kind: Deployment',
  ],
  [
    'unknown-scale-target',
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n scaleTargetRef:\n    apiVersion:\n    -\n    kind: Deployment',
  ],
  [
    'wrong-type',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      envFrom:\n        !- configMapRef:\n           name: a\n',
  ],
];

test('what JSON leaves as it is and YAML does not take is written as an escape', () => {
  assert.equal(quoted('a\u007f\u0085\u2028"'), '"a\\u007f\\u0085\\u2028\\""');
});

test('edits of a fix are not in the way of each other, wherever a key that is there twice stands', () => {
  const findings = findingsOf(
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  nodeName: w\n  containers:\n',
    'node-name',
  );
  assert.deepEqual(
    findings.map(({ fix }) => fix),
    [undefined],
  );
});

test('no label that can be none is copied from a selector', () => {
  const text =
    'apiVersion: apps/v1\nkind: Deployment\nspec:\n  selector: { matchLabels: {pp:\u00a0} }\n  template:\n    metadata:\n      name: a\n';
  assert.deepEqual(
    findingsOf(text, 'selector-mismatch').filter(({ fix }) => fix !== undefined),
    [],
  );
  assert.deepEqual(fixed(text, true).endless, []);
});

describe('a fix leaves a text that can be read', () => {
  for (const [rule, text] of BROKE)
    test(`${rule} in ${JSON.stringify(text.slice(-40))}`, () => {
      const findings = findingsOf(text, rule);
      for (const { fix } of findings) {
        if (fix === undefined) continue;
        const [edit] = fix.edits;
        assert.ok(edit !== undefined);
        const after = [...fix.edits]
          .sort((a, b) => b.start - a.start)
          .reduce((left, { start, end, text: by }) => left.slice(0, start) + by + left.slice(end), text);
        assert.notEqual(after, text);
        assert.ok(problemsIn(after).length <= problemsIn(text).length, JSON.stringify(after));
      }
      const { endless } = fixed(text, true);
      assert.deepEqual(endless, []);
    });

  test('a quote left open in JSON with CR LF is told as such', () => {
    const [first] = findingsOf('{\r\n  "a": {\r\n    "name": "podlint ,\r\n    "infos": 0\r\n  }\r\n}\r\n');
    assert.match(first?.message ?? '', /^the quote " that opens here is not closed$/);
  });
});

test('a fix that would write what is there is none', () => {
  const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: a }
spec: { podSelector: {}, egress: [{ ports: [{ port: ! 3 }] }] }
`;
  const [finding] = findingsOf(text, 'invalid-port-name');
  assert.ok(finding !== undefined);
  assert.equal(finding.fix, undefined);
});

test('a key in braces that does not end on its first line gets no colon', () => {
  for (const key of ['!\nk', 'p\nk']) {
    const found = findingsOf(
      `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: {${key}}\n`,
      'null-value',
    );
    assert.equal(found.length, 1);
    assert.equal(found[0]?.fix, undefined);
  }
});

test('no dash is put before a key that is not the first in the text', () => {
  const text = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    image: a\n    image: b\n';
  assert.equal(findingsOf(text, 'wrong-type')[0]?.fix, undefined);
  const good = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    image: a\n    name: b\n';
  assert.notEqual(findingsOf(good, 'wrong-type')[0]?.fix, undefined);
});
