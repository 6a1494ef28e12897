import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Compares with what a file holds. `UPDATE_GOLDEN=1 npm test` writes the files anew: then read the diff, it is the change
 * that users will see.
 */
export function assertGolden(file: URL, actual: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1') {
    writeFileSync(file, actual);
    return;
  }
  let expected: string;
  try {
    expected = readFileSync(file, 'utf8');
  } catch {
    assert.fail(`${file.pathname} is missing; UPDATE_GOLDEN=1 npm test writes it`);
  }
  assert.equal(actual, expected);
}
