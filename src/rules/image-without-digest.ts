import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { imageOf } from './shared/images.ts';

export const rule: Rule<{ kinds: readonly string[] }> = {
  category: 'containers',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    kinds: { type: 'array', items: { type: 'string' }, description: 'look at these kinds alone; at all if empty' },
  },
  defaults: { kinds: [] },
  container(container, report, { kinds }) {
    const image = imageOf(container);
    if (image === undefined || image.digest !== undefined) return;
    if (kinds.length > 0 && !kinds.includes(container.pod.owner)) return;
    report(
      container.field.get('image'),
      `${quote(container.value.image)} is not pinned to a digest; its tag can be moved`,
    );
  },
};

export const docs: RuleDocs = {
  summary: 'An image without a digest.',
  why: `A tag is a name that its owner can give to another image at any time; a digest (\`@sha256:...\`) is the image itself. What was tested is then what runs, on every node and
after every restart. Keep the tag beside it for people and for tools that look for updates: \`nginx:1.29.3@sha256:...\` is taken by all runtimes, and the digest decides.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: busybox:1.37.0
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: busybox:1.37.0@sha256:6d9ac9237a84afe1516540f40a0fafdc86859b2141954b4d643af7066d598b74
`,
};
