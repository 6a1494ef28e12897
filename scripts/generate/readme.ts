import { readFileSync, readdirSync } from 'node:fs';
import { holds } from '../../src/engine/plan.ts';
import { formats } from '../../src/format/index.ts';
import { openRun } from '../../src/lint.ts';
import { PRESETS } from '../../src/model/rule.ts';
import { rules } from '../../src/rules/list.gen.ts';

/** The README with its generated parts made anew. */
export function readme(): string {
  const parts: Readonly<Record<string, () => string>> = { examples, presets, pages };
  const text = readFileSync('README.md', 'utf8');
  return text.replace(/(<!-- (\w+) -->\n)[\s\S]*?(<!-- end -->)/g, (whole, open: string, name: string, close: string) => {
    const part = parts[name];
    return part === undefined ? whole : `${open}${part()}${close}`;
  });
}

/** What `podlint examples/` prints where nobody looks for colours. */
function examples(): string {
  const run = openRun({ project: true });
  for (const name of readdirSync('examples').filter((name) => name.endsWith('.yaml')).sort()) {
    run.add({ file: `examples/${name}`, text: readFileSync(`examples/${name}`, 'utf8') });
  }
  const about = { version: '', kubernetesVersion: '', color: false, objects: false, statistics: false, homepage: undefined, rules, docs: undefined, textOf: () => undefined };
  const report = formats['compact']?.(run.finish(), about) ?? '';
  return `\n\`\`\`text\n${report}\`\`\`\n\n`;
}

function presets(): string {
  const rows = PRESETS.map((preset) => `| \`${preset}\` | ${[...rules].filter(([, rule]) => holds(preset, rule)).length} |\n`);
  return `| preset | rules |\n|---|---|\n${rows.join('')}`;
}

/** The pages of docs/ that are about using podlint, each with its own first sentence. */
function pages(): string {
  const own = new Set(['architecture.md', 'cli.md', 'config.md', 'mirror.md', 'what-podlint-does-not-check.md', 'writing-rules.md']);
  const rows = readdirSync('docs').filter((name) => name.endsWith('.md') && !own.has(name)).sort().map((name) => {
    const [, title = name, first = ''] = /^# (.*)\n\s*\n([^\n]*)/m.exec(readFileSync(`docs/${name}`, 'utf8')) ?? [];
    return `| [${title}](docs/${name}) | ${/^[^#|`<>]*?[.:](?=\s|$)/.exec(first)?.[0].replace(/:$/, '.') ?? ''} |\n`;
  });
  return rows.length === 0 ? '' : `| page | |\n|---|---|\n${rows.join('')}`;
}
