import { setBelow } from '../fix/below.ts';
import { fixOf } from '../fix/edits.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { imageOf } from './shared/images.ts';

export const rule: Rule = {
  category: 'containers',
  severity: 'info',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  container(container, report) {
    const { field, value } = container;
    const policy = value.imagePullPolicy;
    if (policy === undefined || policy === '' || policy === 'Always') return;
    const image = imageOf(container);
    if (image === undefined || image.digest !== undefined) return;
    const at = field.get('imagePullPolicy');
    const parent = field.node;
    const fix = parent && fixOf('set Always', at, false, [setBelow(parent, ['imagePullPolicy'], 'Always')]);
    const which = quote(policy) + (at.node === undefined ? ' by default' : '');
    report(at, `the image may come from the node's cache without a check of the pull secret (${which})`, { fix });
  },
};

export const docs: RuleDocs = {
  summary: 'An image that a node may start from its cache, whoever asks for it.',
  why: `With any policy but \`Always\` a Pod runs a private image that another Pod has brought to the node, without a pull secret of its own. On clusters that several
teams share, the admission plugin AlwaysPullImages sets the policy for everybody; this rule is for clusters without it. \`Always\` costs little: layers that are there are not
fetched again, but the registry must answer. An image with a digest is what it is and is left alone. Since 1.35 the node checks by itself whether a Pod may
use an image that others have brought.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      imagePullPolicy: Always
`,
};
