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
  return text.replace(
    /(<!-- (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (whole, open: string, name: string, close: string) => {
      const part = parts[name];
      return part === undefined ? whole : `${open}${part()}${close}`;
    },
  );
}

/** What `podlint examples/` prints where nobody looks for colours. */
function examples(): string {
  const run = openRun({ project: true });
  for (const name of readdirSync('examples')
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    run.add({ file: `examples/${name}`, text: readFileSync(`examples/${name}`, 'utf8') });
  }
  const about = {
    version: '',
    kubernetesVersion: '',
    color: false,
    failing: new Set(['error' as const]),
    objects: false,
    statistics: false,
    homepage: undefined,
    rules,
    docs: undefined,
    textOf: () => undefined,
  };
  const report = formats['compact']?.(run.finish(), about) ?? '';
  return `\n\`\`\`text\n${report}\`\`\`\n\n`;
}

function presets(): string {
  const rows = PRESETS.map(
    (preset) => `| \`${preset}\` | ${[...rules].filter(([, rule]) => holds(preset, rule)).length} |\n`,
  );
  return `| preset | rules |\n|---|---|\n${rows.join('')}`;
}

/** The pages of docs/ that are about using podlint. Others are linked where they belong. */
const PAGES: Readonly<Record<string, string>> = {
  'ci.md': 'GitHub, GitLab, Azure, Jenkins, Tekton, Bitbucket; a monorepo spread over several jobs',
  'pre-commit.md': 'pre-commit, a bare git hook, lefthook, husky',
  'editors.md': 'tasks for VS Code, Vim, Emacs, JetBrains, Zed, Helix',
  'language-server.md': 'findings while typing, fixes, completion, hover, go to the object',
  'helm-kustomize.md': 'what Helm, Kustomize and kubectl print',
  'formats.md': 'SARIF, JUnit, Checkstyle, TAP, JSON, HTML and others',
  'custom-kinds.md': 'CustomResourceDefinitions, JSON Schemas, pod templates in custom kinds',
  'silencing.md': 'comments, annotations, old findings put up with',
  'library.md': 'podlint in programs',
  'performance.md': 'what it takes beside other linters, how that is measured, where the time goes',
  'coming-from.md': 'the checks of kube-linter, kube-score, polaris and others, and what they are called here',
};

function pages(): string {
  const rows = Object.entries(PAGES).map(([name, what]) => {
    const title = /^# (.*)$/m.exec(readFileSync(`docs/${name}`, 'utf8'))?.[1] ?? name;
    return `| [${title}](docs/${name}) | ${what} |\n`;
  });
  return `| page | |\n|---|---|\n${rows.join('')}`;
}
