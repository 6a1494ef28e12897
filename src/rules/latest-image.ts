import type { Rule, RuleDocs } from '../model/rule.ts';
import { parseImage } from '../model/image.ts';


export const rule: Rule<{ tags: readonly string[] }> = {
  category: 'containers',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  options: { tags: { type: 'array', items: { type: 'string' }, description: 'tags that move, as `latest` does' } },
  defaults: { tags: ['latest'] },
  container({ field, value }, report, { tags }) {
    const image = value.image;
    if (image === undefined || image === '' || image === 'auto') return;
    const { tag, digest, unclear } = parseImage(image);
    if (digest !== undefined || unclear) return;
    if (tag !== undefined && !tags.includes(tag)) return;
    // Here a node never looks again: the finding of latest-image-not-pulled says more.
    if ((tag ?? 'latest') === 'latest' && (value.imagePullPolicy === 'IfNotPresent' || value.imagePullPolicy === 'Never')) return;
    const means = tag === undefined ? `\`${image}\` means \`${image}:latest\`` : `\`${image}\` is whatever the tag points to at the moment`;
    report(field.get('image'), `${means}; name a version or a digest`);
  },
};

export const docs: RuleDocs = {
  summary: 'An image without a version: `:latest`, or no tag at all.',
  why: `Nobody can say which program such a Pod runs: two nodes may run two of them, a restart may bring a third, and there is nothing to roll
back to. Name a version (\`nginx:1.29.3\`) or, better, a digest. A registry's port is no tag, and a digest goes before a tag.`,
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
