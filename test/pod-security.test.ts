import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CONTROLS, controlsIn } from '../conformance/psa/controls.ts';
import { podsText } from '../conformance/psa/pods.ts';
import { rules } from '../src/rules/list.gen.ts';

// What Kubernetes says of 600 Pods: conformance/psa.ts --seed 1 --count 600 --record FILE, for each release.
for (const release of ['1.37', '1.33', '1.29']) {
  test(`the same controls are broken as for Kubernetes ${release}`, () => {
    const recorded = readFileSync(new URL(`./fixtures/pod-security/${release}.txt`, import.meta.url), 'utf8')
      .trimEnd()
      .split('\n');
    const text = podsText(1, recorded.length);
    const baseline = controlsIn(text, 'security-baseline', release);
    const restricted = controlsIn(text, 'security-restricted', release);
    const list = (controls: ReadonlySet<string> | undefined): string => [...(controls ?? [])].sort().join(' ');
    const found = recorded.map((_, i) => `${list(baseline.get(`${i}/`))}|${list(restricted.get(`${i}/`))}`);
    assert.deepEqual(found, recorded);
  });
}

test('the security presets hold the controls and nothing else', () => {
  const held = [...rules]
    .filter(([, rule]) => rule.presets.some((preset) => preset.startsWith('security-')))
    .map(([id]) => id);
  assert.deepEqual(held, Object.keys(CONTROLS));
});
