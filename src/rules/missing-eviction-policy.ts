import { setBelow } from '../fix/below.ts';
import { fixOf } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { PodDisruptionBudget } from '../schema/types.gen.ts';

/** The first minor in which the field is served by default. */
const FIRST = 27;

export const rule: Rule = {
  category: 'autoscaling',
  severity: 'info',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  kinds: ['PodDisruptionBudget'],
  object(manifest, report) {
    const spec = manifest.field<PodDisruptionBudget>().get('spec');
    if (
      manifest.minor < FIRST ||
      spec.node === undefined ||
      !spec.get('unhealthyPodEvictionPolicy').absent ||
      spec.value === undefined
    )
      return;
    const fix = fixOf('set AlwaysAllow', spec, false, [
      setBelow(spec.node, ['unhealthyPodEvictionPolicy'], 'AlwaysAllow'),
    ]);
    report(
      spec.atKey(),
      'no unhealthyPodEvictionPolicy: Pods that never get ready may block a drain; AlwaysAllow lets them go',
      { fix },
    );
  },
};

export const docs: RuleDocs = {
  summary: 'A PodDisruptionBudget that also holds on to broken Pods.',
  why: `Without \`unhealthyPodEvictionPolicy: AlwaysAllow\` (1.27 and newer) Pods that run but are not ready may be evicted only if the budget is met by others. A workload that crashes in a loop then keeps its
node from being drained, though it serves nobody. Leave the default where a Pod that is not ready yet may hold data that the others do not have.`,
  bad: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
`,
  good: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      app: web
`,
};
