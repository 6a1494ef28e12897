import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, needsCompiler } from '../../conformance/answer.ts';
import { compareWarnings } from '../../conformance/differences.ts';
import { type RecordedCase, readRecorded, recordedFamilies } from '../../conformance/generate/recorded.ts';
import { strategyOf } from '../../src/apiserver/registry.ts';
import { openRun } from '../../src/lint.ts';
import type { Finding } from '../../src/model/finding.ts';

/** What the API servers of three releases said, replayed: see conformance/README.md for how it was recorded. */
const RELEASES = ['1.37', '1.33', '1.29'] as const;

function findingsOf(text: string, kubernetesVersion: string): readonly Finding[] {
  const run = openRun({ presets: ['api'], asIs: true, inlineConfig: false, kubernetesVersion });
  run.add({ file: 'case.yaml', text, named: true });
  return run.finish().findings;
}

/** What podlint says too much or too little, as lines; empty if it agrees. */
function differences(answer: Answer, findings: readonly Finding[], hasRules: boolean): string[] {
  // Of a kind that no server serves, podlint can't know whether it is somebody's own.
  if (answer.verdict === 'unknown') return [];
  const errors = findings.filter(({ severity }) => severity === 'error');
  const refused = errors.length > 0;
  const compiled = answer.errors
    .filter((pair) => needsCompiler(pair, hasRules))
    .map(([type, path]) => `${type} ${path}`);
  const isLetThrough =
    !refused && compiled.length > 0 && compiled.length === answer.errors.length && answer.strict.length === 0;
  if (!isLetThrough && refused !== (answer.verdict !== 'valid'))
    return [`verdict ${answer.verdict}, podlint ${refused ? 'refuses' : 'accepts'}`];
  // Upstream stops at what does not decode, and has nothing to say where it panics.
  if (answer.undecodable !== '' || answer.verdict === 'panic') return [];
  const expected = new Set(answer.errors.map(([type, path]) => `${type} ${path}`));
  const found = new Set(errors.filter(({ source }) => source === 'api').map(({ type, path }) => `${type} ${path}`));
  const warnings: string[] = [];
  if (answer.verdict === 'valid') compareWarnings(answer.warnings, findings, (about) => warnings.push(about));
  return [
    ...warnings,
    ...[...expected].filter((one) => !found.has(one) && !compiled.includes(one)).map((one) => `missing ${one}`),
    ...[...found].filter((one) => !expected.has(one)).map((one) => `extra ${one}`),
  ];
}

function nameOf(one: RecordedCase): string {
  return `${one.base} ${one.patch.map(([path, value]) => `${path}=${JSON.stringify(value)}`).join(' ')}`.slice(0, 300);
}

/** Whether a family's kind is mirrored: what was recorded of the others waits for their validators. */
function isMirrored(family: string): boolean {
  for (const one of readRecorded(family)) {
    const { apiVersion, kind } = JSON.parse(one.text('json')) as { apiVersion: string; kind: string };
    return strategyOf(apiVersion, kind) !== undefined;
  }
  return false;
}

const families = recordedFamilies().filter(isMirrored);

test('all workloads are replayed', () => {
  const workloads = [
    'cronjob',
    'daemonset',
    'deployment',
    'job',
    'pod',
    'podtemplate',
    'replicaset',
    'replicationcontroller',
    'statefulset',
  ];
  assert.deepEqual(
    workloads.filter((family) => !families.includes(family)),
    [],
  );
});

for (const family of families) {
  for (const release of RELEASES) {
    test(`${family} as ${release} sees it`, () => {
      const wrong: string[] = [];
      for (const one of readRecorded(family)) {
        const text = one.text();
        const found = differences(
          one.answer(release),
          findingsOf(text, release),
          text.includes('x-kubernetes-validations'),
        );
        if (found.length > 0) wrong.push(`${nameOf(one)}: ${found.join(', ')}`);
      }
      assert.deepEqual(wrong, []);
    });
  }
}
