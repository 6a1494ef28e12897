import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { applyFixes } from '../src/fix/apply.ts';
import { lint } from '../src/lint.ts';
import { assertGolden } from './helpers/golden.ts';

const FOLDER = new URL('fixtures/slips/', import.meta.url);

/** What podlint says of a slip, and the text with its fixes made. */
function said(text: string): string {
  const findings = lint([{ file: 'slip.yaml', text, named: true }], { presets: ['api'] });
  assert.ok(findings.length > 0);
  const lines = findings.map(({ line, column, severity, rule, message, fix }) => {
    const how = fix === undefined ? '' : ` [${fix.title}${fix.safe ? '' : ', unsafe'}]`;
    return `${line}:${column} ${severity} ${rule} ${message}${how}\n`;
  });
  const fixed = applyFixes(text, findings, { unsafe: true });
  return `${lines.join('')}${fixed.text === text ? '' : `\nfixed:\n\n${fixed.text}`}`;
}

for (const name of readdirSync(FOLDER).sort()) {
  if (!name.endsWith('.yaml')) continue;
  const slip = name.slice(0, -'.yaml'.length);
  test(`${slip.replaceAll('-', ' ')}: is told what was meant`, () => {
    assertGolden(new URL(`${slip}.out`, FOLDER), said(readFileSync(new URL(name, FOLDER), 'utf8')));
  });
}
