import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { imageOf, mayMove, partOf, unlessPinned } from './shared/images.ts';

export const rule: Rule<{ tags: readonly string[]; kinds: readonly string[] }> = {
  category: 'containers',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  options: {
    tags: { type: 'array', items: { type: 'string' }, description: 'tags that move, as `latest` does' },
    kinds: { type: 'array', items: { type: 'string' }, description: 'look at these kinds alone; at all if empty' },
  },
  defaults: { tags: ['latest'], kinds: [] },
  container(container, report, { tags, kinds }) {
    const { field, value, pod } = container;
    if (!mayMove(value.image, tags)) return;
    const image = imageOf(container);
    if (image === undefined || image.tag === '') return;
    const tag = image.tag ?? 'latest';
    if (kinds.length > 0 && !kinds.includes(pod.owner)) return;
    // Here a node never looks again: latest-image-not-pulled says more.
    if (tag === 'latest' && (value.imagePullPolicy === 'IfNotPresent' || value.imagePullPolicy === 'Never')) return;
    const at = field.get('image');
    const unless = unlessPinned(value.image ?? '', image.tag);
    const written = quote(value.image);
    if (image.tag === undefined)
      report(at, `${written} means ${quote(`${value.image}:latest`)}; name a version or a digest`, { unless });
    else {
      const message = `${written} is whatever the tag points to at the moment; name a version or a digest`;
      report(partOf(at, tag), message, { path: at.path, unless });
    }
  },
};

export const docs: RuleDocs = {
  summary: 'An image without a version: `:latest`, or no tag at all.',
  why: `Nobody can say which program such a Pod runs: two nodes may run two of them, a restart may bring a third, and there is nothing to roll
back to. Name a version (\`nginx:1.29.3\`) or, better, a digest. A registry's port is no tag, and a digest goes before a tag. Where a kustomization of the input gives the image a tag or a
digest (\`images\`), or Skaffold builds it, the rule is quiet.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example:5000/web
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example:5000/web:2.4.1
`,
};
