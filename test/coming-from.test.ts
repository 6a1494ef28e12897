import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEERS } from '../scripts/parity/checks.ts';
import { reasonFor } from '../scripts/parity/reasons.ts';
import { rules } from '../src/rules/list.gen.ts';

test('every check of another linter leads to rules that there are, or says why to none', () => {
  for (const { name, checks, remarks } of PEERS) {
    for (const [check, ids] of Object.entries(checks)) {
      assert.deepEqual(
        ids.filter((id) => !rules.has(id)),
        [],
        `${name}: ${check}`,
      );
      assert.ok(ids.length > 0 || remarks[check] !== undefined, `${name}: ${check} has neither a rule nor a reason`);
    }
    assert.deepEqual(
      Object.keys(remarks).filter((check) => !Object.hasOwn(checks, check)),
      [],
      `${name}: remarks on checks that there are not`,
    );
  }
});

test('what has no reason is not explained away', () => {
  assert.equal(reasonFor('kube-linter', 'host-network'), 'without a reason');
  assert.equal(reasonFor('nobody', 'constructor'), 'without a reason');
});
