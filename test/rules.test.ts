import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { applyFixes } from '../src/fix/apply.ts';
import { lint } from '../src/lint.ts';
import type { Finding } from '../src/model/finding.ts';
import { CATEGORIES, PRESETS } from '../src/model/rule.ts';
import type { Settings } from '../src/model/settings.ts';
import { docs } from '../src/rules/docs.gen.ts';
import { rules } from '../src/rules/list.gen.ts';
import { assertGolden } from './helpers/golden.ts';

/** The rule alone, switched on, with the options that its examples ask for. */
function settingsFor(id: string): Settings {
  const options = docs.get(id)?.exampleOptions;
  const rule = rules.get(id);
  return {
    presets: ['all'],
    project: true,
    ...(options === undefined ? {} : { rules: { [id]: [rule?.severity ?? 'warning', options] } }),
    ...docs.get(id)?.exampleSettings,
  };
}

function findingsOf(id: string, text: string): readonly Finding[] {
  return lint([{ file: 'example.yaml', text, named: true, ...docs.get(id)?.exampleInput }], settingsFor(id)).filter(
    ({ rule }) => rule === id,
  );
}

for (const [id, rule] of rules) {
  const doc = docs.get(id);
  test(`${id}: its page's examples are what they say they are`, () => {
    assert.ok(doc !== undefined);
    assert.match(id, /^[a-z][a-z0-9-]{2,49}$/);
    assert.ok(CATEGORIES.includes(rule.category));
    assert.ok(rule.presets.every((preset) => PRESETS.includes(preset)));
    assert.ok(doc.summary.endsWith('.') && doc.why.length > 40, 'the page says too little');
    const bad = findingsOf(id, doc.bad);
    assert.ok(bad.length > 0, `${id} finds nothing in its own bad example`);
    assert.deepEqual(findingsOf(id, doc.good), [], `${id} speaks of its good example`);
    const broken = lint([{ file: 'good.yaml', text: doc.good, named: true }], { ...settingsFor(id), presets: ['api'] });
    assert.deepEqual(
      broken.filter(({ severity }) => severity === 'error'),
      [],
      `the good example of ${id} is no valid manifest`,
    );
    assert.equal(
      bad.some(({ fix }) => fix !== undefined),
      rule.fixable !== undefined,
      `fixable is ${rule.fixable}, the bad example says otherwise`,
    );
  });

  if (rule.fixable === undefined) continue;
  test(`${id}: its fix mends, and mends once`, () => {
    const text = doc?.bad ?? '';
    const before = findingsOf(id, text);
    const once = applyFixes(text, before, { unsafe: true });
    assert.notEqual(once.text, text);
    const after = findingsOf(id, once.text);
    assert.ok(after.length < before.length, `still ${after.length} of ${before.length} findings`);
    assertNothingNew(settingsFor(id), text, once.text);
    const twice = applyFixes(once.text, after, { unsafe: true });
    const thrice = applyFixes(twice.text, findingsOf(id, twice.text), { unsafe: true });
    assert.equal(thrice.text, twice.text, 'fixing goes on and on');
  });
}

function assertNothingNew(settings: Settings, before: string, after: string): void {
  const count = (text: string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { rule, source } of lint([{ file: 'example.yaml', text, named: true }], {
      ...settings,
      presets: ['recommended'],
    })) {
      const key = source === 'syntax' ? 'syntax' : rule;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  };
  const old = count(before);
  for (const [rule, number] of count(after)) assert.ok(number <= (old.get(rule) ?? 0), `the fix brought a ${rule}`);
}

// test/fixtures/rules/<id>/<case>.yaml beside <case>.out: what the rule says of it, a line a finding.
for (const id of readdirSync(new URL('./fixtures/rules', import.meta.url))) {
  const folder = new URL(`./fixtures/rules/${id}/`, import.meta.url);
  for (const name of readdirSync(folder).filter((file) => /\.(yaml|json)$/.test(file))) {
    test(`${id}: ${name}`, () => {
      assert.ok(rules.has(id), `no rule ${id}`);
      const text = readFileSync(new URL(name, folder), 'utf8');
      const settings = fixtureSettings(text, id);
      const found = lint([{ file: name, text, named: true }], settings).filter(({ rule }) => rule === id);
      const lines = found.map(({ line, column, endLine, endColumn, severity, message, path, fix }) => {
        const end = endLine === line ? `${endColumn}` : `${endLine}:${endColumn}`;
        return `${line}:${column}-${end} ${severity} ${message}${path === undefined ? '' : ` (${path})`}${fix === undefined ? '' : ` [${fix.safe ? 'fix' : 'unsafe fix'}: ${fix.title}]`}\n`;
      });
      const unsafe = applyFixes(text, found, { unsafe: true });
      const fixed = unsafe.applied.length === 0 ? '' : `--- fixed\n${unsafe.text}`;
      assertGolden(new URL(`${name.replace(/\.(yaml|json)$/, '')}.out`, folder), lines.join('') + fixed);
      if (unsafe.applied.length > 0) assertNothingNew(settings, text, unsafe.text);
    });
  }
}

/** A fixture may ask for settings in its first line: `# settings: {"kubernetesVersion": "1.29"}`; `# options: {...}` are the rule's own. */
function fixtureSettings(text: string, id: string): Settings {
  const settings = /^# settings: (\{.*\})$/m.exec(text);
  const options = /^# options: (\{.*\})$/m.exec(text);
  const own =
    options === null
      ? {}
      : { rules: { [id]: [rules.get(id)?.severity ?? 'warning', JSON.parse(options[1] as string)] } };
  return {
    presets: ['all'],
    project: true,
    ...own,
    ...(settings === null ? {} : JSON.parse(settings[1] as string)),
  } as Settings;
}
