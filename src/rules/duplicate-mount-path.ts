import { isPlaceholder } from '../model/image.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { cleanPath, isForWindows } from './shared/paths.ts';

export const rule: Rule = {
  category: 'volumes',
  severity: 'error',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  container({ field, value, pod }, report) {
    const { volumeMounts: mounts } = value;
    if (mounts === undefined || mounts.length < 2) return;
    const seen = new Map<string, number>();
    const texts = new Set<string>();
    for (let i = 0; i < mounts.length; i++) {
      const path = mounts[i]?.mountPath ?? '';
      if (path === '' || isPlaceholder(path)) continue;
      const clean = isTidy(path) ? path : cleanPath(path.startsWith('/') ? path : `/${path}`);
      const first = seen.get(clean);
      // The same text twice is refused by the API server.
      const isText = texts.has(path);
      texts.add(path);
      if (first === undefined) {
        seen.set(clean, i);
        continue;
      }
      if (isText || isForWindows(pod)) continue;
      const related = { at: field.get('volumeMounts').item(first).get('mountPath'), message: 'the first one' };
      const at = field.get('volumeMounts').item(i).get('mountPath');
      report(at, `${quote(path)} is already the mount of volume ${quote(mounts[first]?.name ?? '')}`, { related });
    }
  },
};

/** Most paths have nothing to be cleaned. */
function isTidy(path: string): boolean {
  return path.charCodeAt(0) === 47 && !path.endsWith('/') && !path.includes('//') && !path.includes('/.');
}

export const docs: RuleDocs = {
  summary: 'Two mounts of a container at the same place, written in two ways.',
  why: `\`/data\`, \`/data/\` and \`//data\` are one folder. The API server compares the texts and sees two; on the node the second mount hides the first or, with some runtimes, keeps the container from
starting. Equal texts are refused at once.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: a
          mountPath: /data
        - name: b
          mountPath: /data/
  volumes:
    - name: a
      emptyDir: {}
    - name: b
      emptyDir: {}
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
        - name: a
          mountPath: /data
        - name: b
          mountPath: /data/b
  volumes:
    - name: a
      emptyDir: {}
    - name: b
      emptyDir: {}
`,
};
