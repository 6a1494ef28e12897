import { fixOf, moveItem } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import type { Fix } from '../model/finding.ts';
import type { Rule, RuleDocs, RuleFinding, RuleReport } from '../model/rule.ts';
import type { Container } from '../model/workload.ts';
import type { Entry } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import type { EnvVar } from '../schema/types.gen.ts';
import { commandOf, scriptIndex, wordAt } from './shared/commands.ts';
import { partOf } from './shared/images.ts';
import { holdsReference, knowsItsVariables, undefinedIn } from './shared/expansion.ts';

export const rule: Rule = {
  category: 'env',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  container(container, report) {
    const { env = [], envFrom, volumeMounts = [] } = container.value;
    // What comes from elsewhere may have any name.
    if (!holdsReference(container) || envFrom?.length || !knowsItsVariables(container)) return;
    const names = new Set(env.map(({ name }) => name as string));
    checkEnv(container.field.get('env'), report);
    checkCommand(container, names, report);
    for (let i = 0; i < volumeMounts.length; i++) {
      const text = volumeMounts[i]?.subPathExpr;
      if (text === undefined) continue;
      const at = container.field.get('volumeMounts').item(i).get('subPathExpr');
      for (const name of undefinedIn(text, names)) say(report, at, name, { severity: 'error' });
    }
  },
};

function checkEnv(env: Field<EnvVar[]>, report: RuleReport): void {
  const above = new Set<string>();
  const list = env.value ?? [];
  for (let i = 0; i < list.length; i++) {
    const { name: own = '', value = '' } = list[i] as EnvVar;
    for (const name of undefinedIn(value, above)) {
      const at = env.item(i).get('value');
      const below = list.findIndex((other, j) => j > i && other.name === name);
      if (name === own) say(report, at, name, {}, 'is not defined above (what the image sets does not count)');
      else if (below === -1) say(report, at, name, {});
      else say(report, at, name, { fix: moveUp(env, below, i) }, 'is defined below');
    }
    above.add(own);
  }
}

function checkCommand(container: Container, names: ReadonlySet<string>, report: RuleReport): void {
  const command = commandOf(container);
  if (command === undefined) return;
  const script = scriptIndex(command.words);
  command.words.forEach((word, i) => {
    // A shell's own `$(program)` looks the same.
    if (word.includes('\n') || (script !== -1 && i >= script)) return;
    for (const name of undefinedIn(word, names)) {
      if (command.named || /[A-Z]/.test(name)) say(report, wordAt(command, i), name, {});
    }
  });
}

function say(
  report: RuleReport,
  at: Field<string>,
  name: string,
  more: RuleFinding,
  why = 'is not defined in this container',
): void {
  const end = more.severity === 'error' ? ": the container can't start" : ' and stays as text';
  report(partOf(at, `$(${name})`), `\`$(${name})\` ${why}${end}`, {
    path: at.path,
    unless: isSubstituted,
    ...more,
  });
}

/** A kustomization puts values for names of its own. */
function isSubstituted(_: Project, self: Entry): boolean {
  return self.file.group?.substitutes ?? false;
}

function moveUp(env: Field<EnvVar[]>, from: number, to: number): Fix | undefined {
  const [list, item, before] = [env.node, env.item(from).node, env.item(to).node];
  if (list === undefined || item === undefined || before === undefined) return undefined;
  return fixOf('move the definition up', env, false, moveItem(list, item, before));
}

export const docs: RuleDocs = {
  summary: 'A `$(NAME)` for which there is no value.',
  why: `Kubernetes replaces \`$(NAME)\` in \`command\`, \`args\` and values of \`env\`. What it has no value for stays as it is, and the program gets the text \`$(NAME)\`. The values come from the
container's own \`env\` and \`envFrom\` and from the Services of the namespace, never from the image. In \`env\` only what stands above counts. In \`subPathExpr\` a name without a value keeps the
container from starting. \`$$(NAME)\` is the text \`$(NAME)\`. Containers with \`envFrom\`, scripts of a shell, names of Service variables and placeholders of other tools are left alone.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: URL
          value: http://$(HOST)/
        - name: HOST
          value: db.example
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: HOST
          value: db.example
        - name: URL
          value: http://$(HOST)/
`,
};
