import assert from 'node:assert/strict';
import { applyFixes } from './fix/apply.ts';
import { lint } from './lint.ts';
import type { Finding } from './model/finding.ts';
import type { AnyRule } from './model/rule.ts';
import type { Settings } from './model/settings.ts';

/** What a manifest is expected to bring out of a rule. */
export interface RuleCase {
  readonly name?: string;
  readonly manifest: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly settings?: Settings;
}

export interface FindingCase extends RuleCase {
  /** Each finding as `line:column message`, or only as `line:column`. */
  readonly findings: readonly string[];
  /** The manifest after all fixes of the rule. */
  readonly fixed?: string;
}

/** Tests a rule: what it is to find, fixes included, and what it is to be quiet about. Throws an AssertionError at the first difference. */
export function testRule(
  rule: AnyRule,
  cases: { readonly quiet: readonly (RuleCase | string)[]; readonly finds: readonly FindingCase[] },
): void {
  for (const one of cases.quiet) {
    const quiet = typeof one === 'string' ? { manifest: one } : one;
    assert.deepEqual(say(rule, quiet).map(describe), [], quiet.name ?? quiet.manifest);
  }
  for (const one of cases.finds) {
    const found = say(rule, one);
    const said = found.map((finding, i) =>
      /^\d+:\d+$/.test(one.findings[i] ?? '') ? describe(finding).replace(/ .*/s, '') : describe(finding),
    );
    assert.deepEqual(said, [...one.findings], one.name ?? one.manifest);
    if (one.fixed === undefined) continue;
    const { text } = applyFixes(one.manifest, found, { unsafe: true });
    assert.equal(text, one.fixed, one.name ?? one.manifest);
    assert.deepEqual(
      applyFixes(text, say(rule, { ...one, manifest: text }), { unsafe: true }).text,
      text,
      'fixing goes on and on',
    );
  }
}

const ID = 'tested/rule';

function say(rule: AnyRule, { manifest, options, settings }: RuleCase): Finding[] {
  const setting = options === undefined ? rule.severity : ([rule.severity, options] as const);
  const failures: string[] = [];
  const found = lint([{ file: 'manifest.yaml', text: manifest, named: true }], {
    project: true,
    ...settings,
    plugins: [{ name: 'tested', rules: { rule } }],
    rules: { ...settings?.rules, [ID]: setting },
    onPluginFailure: (id, reason) => failures.push(`${id}: ${reason}`),
  });
  assert.deepEqual(failures, []);
  const broken = found.find(({ source }) => source === 'syntax');
  assert.equal(broken, undefined, `the manifest can't be read: ${broken?.message}`);
  return found.filter((finding) => finding.rule === ID);
}

function describe({ line, column, message }: Finding): string {
  return `${line}:${column} ${message}`;
}
