import { parseQuantity } from '../model/quantity.ts';
import { fixOf, replaceString } from '../fix/edits.ts';
import { isPlaceholder } from '../model/image.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'volumes',
  severity: 'error',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'safe',
  pod({ spec }, report) {
    const { volumes = [] } = spec.value ?? {};
    for (let i = 0; i < volumes.length; i++) {
      const medium = volumes[i]?.emptyDir?.medium;
      if (medium === undefined || isKnown(medium) || isPlaceholder(medium)) continue;
      const at = spec.get('volumes').item(i).get('emptyDir').get('medium');
      const near = meantBy(medium);
      const sameButCase = near?.toLowerCase() === medium.toLowerCase();
      const fix =
        near !== undefined && sameButCase && at.node !== undefined
          ? fixOf(`write ${near}`, at, true, [replaceString(at.node, near)])
          : undefined;
      const advice =
        near === undefined
          ? "there are Memory, HugePages and HugePages-SIZE; leave it out for the node's disk"
          : `did you mean ${quote(near)}?`;
      report(at, `${quote(medium)} is no medium; ${advice}`, { fix });
    }
  },
};

const HUGE = 'HugePages';

function isKnown(medium: string): boolean {
  if (medium === '' || medium === 'Memory' || medium === HUGE) return true;
  return medium.startsWith(`${HUGE}-`) && parseQuantity(medium.slice(HUGE.length + 1)) !== undefined;
}

function meantBy(medium: string): string | undefined {
  const size = /^hugepages-(\d+)([kmgt]i)$/i.exec(medium);
  if (size !== null) return `${HUGE}-${size[1]}${size[2]?.[0]?.toUpperCase()}i`;
  return nearest(medium, ['Memory', HUGE]);
}

export const docs: RuleDocs = {
  summary: 'An emptyDir on a medium that no node knows.',
  why: `\`medium\` is not checked when the object is created. A node that does not know it can't set the volume up, and the Pod hangs in ContainerCreating with "unknown storage medium". It is
\`Memory\` (a tmpfs, counted against the container's memory), \`HugePages\`, \`HugePages-2Mi\` and the like, or left out for the node's disk; capitals matter.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: cache
          mountPath: /var/cache/web
  volumes:
    - name: cache
      emptyDir:
        medium: memory
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: cache
          mountPath: /var/cache/web
  volumes:
    - name: cache
      emptyDir:
        medium: Memory
`,
};
