import type { Field } from '../model/field.ts';
import { matchesGlob } from '../model/glob.ts';
import { quote } from '../model/quote.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import { podOf } from '../model/workload.ts';
import type { Deployment, ObjectMeta } from '../schema/types.gen.ts';

type Options = {
  labels: readonly string[];
  annotations: readonly string[];
  kinds: readonly string[];
  presence: 'object' | 'template' | 'both';
  recommendedLabels: boolean;
};

const RECOMMENDED = ['app.kubernetes.io/name', 'app.kubernetes.io/instance'];

export const rule: Rule<Options> = {
  category: 'names',
  severity: 'warning',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  options: {
    labels: {
      type: 'array',
      items: { type: 'string' },
      description: 'labels that have to be there: `owner`, or `owner: team-*` where the value matters',
    },
    annotations: {
      type: 'array',
      items: { type: 'string' },
      description: 'annotations that have to be there, written as the labels are',
    },
    kinds: { type: 'array', items: { type: 'string' }, description: 'the kinds of objects that have to have them' },
    presence: {
      type: 'string',
      enum: ['object', 'template', 'both'],
      description: 'whether the object, its pod template or both have to have them',
    },
    recommendedLabels: {
      type: 'boolean',
      description:
        'ask for `app.kubernetes.io/name` and `app.kubernetes.io/instance`, the same in object, selector and pod template',
    },
  },
  defaults: {
    labels: [],
    annotations: [],
    kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod'],
    presence: 'object',
    recommendedLabels: false,
  },
  object(manifest, report, options) {
    const { labels, annotations, kinds, presence, recommendedLabels } = options;
    if (manifest.object === undefined || !kinds.includes(manifest.kind)) return;
    if (labels.length === 0 && annotations.length === 0 && !recommendedLabels) return;
    const own = manifest.field<Deployment>().get('metadata');
    const template = manifest.kind === 'Pod' ? undefined : podOf(manifest)?.metadata;
    const holders =
      template === undefined || presence === 'object' ? [own] : presence === 'template' ? [template] : [own, template];
    for (const metadata of holders) {
      for (const wanted of labels) ask(metadata, 'labels', { wanted, report });
      for (const wanted of annotations) ask(metadata, 'annotations', { wanted, report });
    }
    if (recommendedLabels) compare(manifest, { own, template, report });
  },
};

function ask(
  metadata: Field<ObjectMeta>,
  what: 'labels' | 'annotations',
  { wanted, report }: { wanted: string; report: RuleReport },
): void {
  const colon = wanted.indexOf(': ');
  const name = colon === -1 ? wanted : wanted.slice(0, colon);
  const pattern = colon === -1 ? undefined : wanted.slice(colon + 2);
  const map = metadata.get(what);
  const at = map.key(name);
  const noun = what === 'labels' ? 'label' : 'annotation';
  if (map.unknown || at.unknown) return;
  if (at.value === undefined)
    report(map.node === undefined ? metadata.atKey() : map.atKey(), `${noun} ${quote(name)} is missing`);
  else if (pattern !== undefined && !matchesGlob(pattern, at.value))
    report(at, `${noun} ${quote(name)} is ${quote(at.value)}; ${quote(pattern)} is asked for`);
}

interface Compared {
  readonly own: Field<ObjectMeta>;
  readonly template: Field<ObjectMeta> | undefined;
  readonly report: RuleReport;
}

/** The recommended labels: there, and the same wherever the object says them. */
function compare(manifest: Manifest, { own, template, report }: Compared): void {
  const selector = template && manifest.field<Deployment>().get('spec').get('selector').get('matchLabels');
  for (const name of RECOMMENDED) {
    ask(own, 'labels', { wanted: name, report });
    if (template === undefined) continue;
    ask(template, 'labels', { wanted: name, report });
    const value = own.get('labels').key(name).value;
    for (const at of [
      template.get('labels').key(name),
      selector?.value instanceof Map ? selector.key(name) : undefined,
    ]) {
      if (value !== undefined && at?.value !== undefined && at.value !== value)
        report(at, `label ${quote(name)} is ${quote(at.value)} here and ${quote(value)} on the object`);
    }
  }
}

export const docs: RuleDocs = {
  summary: 'An object without a label or annotation that you ask for.',
  why: `Nothing is asked for until the options say so. \`labels\` and \`annotations\` take names (\`owner\`) or names with a pattern for the value (\`owner: team-*\`), for the kinds in \`kinds\`, on the object, its pod template or both
(\`presence\`). Costs, alerts and network policies that go by labels see only what has them. \`recommendedLabels\` asks for the two labels that Kubernetes recommends everywhere, and that
they are the same in object, selector and template.`,
  exampleOptions: { labels: ['owner'] },
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
    owner: shop
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
