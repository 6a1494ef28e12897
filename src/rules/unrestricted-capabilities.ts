import { fixOf, insertItem, removeEntry, removeItem, replaceString } from '../fix/edits.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import type { Container } from '../model/workload.ts';
import { DEFAULT_CAPABILITIES } from './shared/capabilities.ts';
import { type ControlOptions, isOnWindows, setInContainer } from './shared/security.ts';

export const rule: Rule<ControlOptions> = {
  category: 'security',
  severity: 'warning',
  presets: ['security-restricted', 'strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'both',
  container(container, report, { enforced }) {
    if (isOnWindows(container.pod, enforced)) return;
    const capabilities = container.value.securityContext?.capabilities;
    if (capabilities?.drop?.includes('ALL') !== true) reportDrop(container, report);
    if (capabilities?.add !== undefined) reportAdded(container, report);
  },
};

function reportDrop(container: Container, report: RuleReport): void {
  const drop = container.security.get('capabilities').get('drop');
  const names = drop.value ?? [];
  if (drop.unknown || drop.items().some((item) => item.unknown)) return;
  const lower = drop.items().find(({ value }) => value?.toUpperCase() === 'ALL');
  if (lower?.node !== undefined) {
    const fix = fixOf('write ALL', lower, true, [replaceString(lower.node, 'ALL')]);
    return report(lower, `${quote(lower.value)} works, but Pod Security takes only \`ALL\``, { fix });
  }
  const [list, first] = [drop.node, drop.node?.items[0]];
  const fix =
    list === undefined || first === undefined
      ? setInContainer(container, ['securityContext', 'capabilities', 'drop'], ['ALL'])
      : fixOf('drop ALL', drop, false, [insertItem(list, first, 'ALL')]);
  const only = names.length === 1 ? `${quote(names[0])} alone is not enough: ` : '';
  report(drop, `${only}drop \`ALL\` capabilities of ${container.label}, and add what it needs`, { fix });
}

/** Of those that go beyond what a container has anyway, added-capability speaks. */
function reportAdded({ security, label }: Container, report: RuleReport): void {
  const capabilities = security.get('capabilities');
  const add = capabilities.get('add');
  for (const item of add.items()) {
    if (item.value === undefined || item.value === 'NET_BIND_SERVICE' || !DEFAULT_CAPABILITIES.has(item.value))
      continue;
    const [node, list, holder] = [item.node, add.node, capabilities.node];
    const edit =
      node && list && holder && (list.items.length === 1 ? removeEntry(holder, list) : removeItem(list, node));
    const fix = edit && fixOf('do not add it', add, false, [edit]);
    report(item, `${label} asks for ${quote(item.value)}; restricted Pods may add only \`NET_BIND_SERVICE\``, { fix });
  }
}

export const docs: RuleDocs = {
  summary: 'A container that keeps the capabilities that it is given by default.',
  why: `A container starts with some dozen capabilities: to change owners and users, to send raw packets, to read what its user may not. An application
that listens on a high port needs none. \`drop: [ALL]\` takes them, and \`add\` gives single ones back. Pod Security restricted wants that of every
container of a Linux Pod, and lets it add NET_BIND_SERVICE alone. Runtimes take \`all\` too; the standard looks for \`ALL\` letter by letter.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        capabilities:
          drop: [NET_RAW]
          add: [CHOWN, NET_BIND_SERVICE]
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        capabilities:
          drop: [ALL]
          add: [NET_BIND_SERVICE]
`,
};
