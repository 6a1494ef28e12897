import type { Rule, RuleDocs } from '../model/rule.ts';
import type { PodDisruptionBudget } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'autoscaling',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['PodDisruptionBudget'],
  object(manifest, report) {
    if (manifest.object === undefined) return;
    const spec = manifest.field<PodDisruptionBudget>().get('spec');
    const at = spec.node === undefined ? manifest.field<PodDisruptionBudget>().get('kind') : spec.atKey();
    if (spec.get('selector').absent) report(at, 'no selector: the budget is for no Pod');
    if (spec.get('minAvailable').absent && spec.get('maxUnavailable').absent)
      report(at, 'neither minAvailable nor maxUnavailable: the budget allows everything');
  },
};

export const docs: RuleDocs = {
  summary: 'A PodDisruptionBudget that protects nothing.',
  why: `A budget without a \`selector\` selects no Pod (an empty one, \`{}\`, selects all of the namespace), and one with neither \`minAvailable\` nor \`maxUnavailable\` lets all Pods go. Both are accepted and look like
protection until the first drain.`,
  bad: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
`,
  good: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
`,
};
