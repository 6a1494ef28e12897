import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { holds } from '../engine/plan.ts';
import { lint } from '../lint.ts';
import { nearest } from '../model/nearest.ts';
import { type AnyRule, PRESETS, type RuleDocs } from '../model/rule.ts';
import { rules } from '../rules/list.gen.ts';
import { NEWEST_MINOR } from '../schema/minors.gen.ts';
import { completionScript } from './completion.ts';
import { findFiles } from './files.ts';
import { type Arguments, UsageError } from './flags.ts';
import type { Surroundings } from './main.ts';
import { print } from './output.ts';
import { all, known, one } from './settings.ts';

/** `podlint explain RULE`: the rule's page in the terminal, with what it says of its bad example. */
export async function explain(args: Arguments, around: Surroundings): Promise<number> {
  const [id, second] = args.paths;
  if (id === undefined || second !== undefined)
    throw new UsageError('podlint explain RULE; `podlint rules` lists them');
  const rule = rules.get(id);
  if (rule === undefined) {
    const near = nearest(id, rules.keys());
    throw new UsageError(
      `no rule \`${id}\`${near === undefined ? '; `podlint rules` lists them' : `; did you mean \`${near}\`?`}`,
    );
  }
  const { docs } = await import('../rules/docs.gen.ts');
  print(around, page(id, rule, docs.get(id) as RuleDocs));
  return 0;
}

function page(id: string, rule: AnyRule, docs: RuleDocs): string {
  const level = `${rule.severity}, ${rule.category}, in ${rule.presets.length === 0 ? 'no preset but `all`' : rule.presets.join(', ')}`;
  const fix =
    rule.fixable === undefined ? '' : `, ${rule.fixable === 'both' ? 'safe and unsafe fix' : `${rule.fixable} fix`}`;
  const options = Object.entries(rule.options ?? {}).map(([name, schema]) => {
    const now = JSON.stringify((rule.defaults as Record<string, unknown> | undefined)?.[name]);
    return `  ${name}: ${schema.description ?? schema.type ?? ''}${now === undefined ? '' : ` (default ${now})`}\n`;
  });
  const settings = { presets: ['all'], project: true, ...docs.exampleSettings, ...withOptions(id, rule, docs) };
  const found = lint([{ file: 'bad.yaml', text: docs.bad, named: true }], settings).filter(
    (finding) => finding.rule === id,
  );
  const said = found.map(({ line, column, message }) => `  ${line}:${column}  ${message}\n`).join('');
  return [
    `${id} (${level}${fix})\n`,
    `${docs.summary}\n`,
    `${docs.why.trim()}\n`,
    ...(options.length === 0 ? [] : [`Options:\n${options.join('')}`]),
    `Bad:\n${indent(docs.bad)}`,
    `${said}`,
    `Good:\n${indent(docs.good)}`,
  ].join('\n');
}

function withOptions(id: string, rule: AnyRule, docs: RuleDocs): object {
  return docs.exampleOptions === undefined ? {} : { rules: { [id]: [rule.severity, docs.exampleOptions] } };
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** `podlint rules`: all rules, as a table or with -f json as data. */
export async function listRules(args: Arguments, around: Surroundings): Promise<number> {
  const format = one(args, 'format') ?? 'table';
  known(format, ['table', 'json'], 'format of the rule list');
  const presets = all(args, 'preset')?.map((name) => known(name, PRESETS, 'preset')) ?? ['all'];
  const { docs } = await import('../rules/docs.gen.ts');
  const listed = [...rules].filter(([, rule]) => presets.some((preset) => holds(preset, rule)));
  const rows = listed.map(([id, rule]) => ({
    id,
    summary: docs.get(id)?.summary ?? '',
    category: rule.category,
    severity: rule.severity,
    presets: PRESETS.filter((preset) => holds(preset, rule)),
    fixable: rule.fixable ?? false,
    options: rule.options ?? {},
  }));
  if (format === 'json') print(around, `${JSON.stringify(rows, undefined, 2)}\n`);
  else
    for (const { id, category, severity, presets: held, summary } of rows)
      print(
        around,
        `${id.padEnd(40)} ${severity.padEnd(8)} ${category.padEnd(12)} ${(held[0] ?? '').padEnd(20)} ${summary}\n`,
      );
  return 0;
}

/** `podlint init`: a config with comments, after a look at the tree. Never overwrites one. */
export async function init(args: Arguments, around: Surroundings): Promise<number> {
  if (args.paths.length > 0)
    throw new UsageError('podlint init takes no paths: it writes .podlint.yaml into this folder');
  const path = resolve(around.cwd(), '.podlint.yaml');
  if (existsSync(path)) throw new UsageError('.podlint.yaml is there already');
  const { files } = findFiles({
    cwd: around.cwd(),
    paths: ['.'],
    ignorePatterns: [],
    honourIgnoreFiles: true,
    isIgnored: () => false,
  });
  writeFileSync(path, configText(files.map(({ file }) => file)), { flag: 'wx' });
  print(around, `wrote .podlint.yaml (${files.length} YAML and JSON files below this folder)\n`);
  return 0;
}

function configText(files: readonly string[]): string {
  const tests = files.filter((file) => /(^|\/)(tests?|testdata|fixtures?)\//.test(file));
  const folder = tests[0]?.match(/^(.*?(?:tests?|testdata|fixtures?))\//)?.[1];
  return `# What podlint checks here. All settings: docs/config.md, or podlint --help.

# api: only what the API server refuses or warns of; recommended: and what nearly every team agrees on; strict: and opinions.
extends: recommended

# The API server that the manifests are for (default: the newest known, 1.${NEWEST_MINOR}).
# kubernetesVersion: "1.${NEWEST_MINOR}"

# Rules one by one: error, warning, info, off, or [severity, options].
rules: {}
#  latest-image: error

# Files that are no business of podlint's.
ignores:${folder === undefined ? ' []' : `\n  - '${folder}/**'`}

# Objects that live elsewhere, so that nobody misses them.
# externals:
#   - {kind: Secret, name: registry}
`;
}

/** `podlint completion SHELL`: a script for bash, zsh or fish. */
export async function completion(args: Arguments, around: Surroundings): Promise<number> {
  const shell = known(args.paths[0] ?? '', ['bash', 'zsh', 'fish'], 'shell');
  print(around, completionScript(shell, [...rules.keys()]));
  return 0;
}
