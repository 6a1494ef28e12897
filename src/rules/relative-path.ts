import { fixOf, replaceString } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { isPlaceholder } from '../model/image.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import type { Pod } from '../model/workload.ts';
import { cleanPath, isForWindows, isWindowsPath } from './shared/paths.ts';

export const rule: Rule = {
  category: 'volumes',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod(pod, report) {
    const { spec, containers } = pod;
    for (const { field, value } of containers) {
      const { volumeMounts: mounts = [] } = value;
      for (let i = 0; i < mounts.length; i++) {
        const path = mounts[i]?.mountPath ?? '';
        if (isUsual(path)) continue;
        checkMount(field.get('volumeMounts').item(i).get('mountPath'), pod, report);
      }
    }
    const { volumes = [] } = spec.value ?? {};
    for (let i = 0; i < volumes.length; i++) {
      const path = volumes[i]?.hostPath?.path ?? '';
      if (path === '' || path.charCodeAt(0) === 47 || isOther(path, pod)) continue;
      const at = spec.get('volumes').item(i).get('hostPath').get('path');
      report(at, `host path ${quote(path)} is not absolute`, { fix: fixFor(at) });
    }
  },
};

function isUsual(path: string): boolean {
  const second = path.charCodeAt(1);
  return path.charCodeAt(0) === 47 && second > 47 && !path.includes(':');
}

function checkMount(at: Field<string>, pod: Pod, report: RuleReport): void {
  const path = at.value ?? '';
  if (path === '' || isOther(path, pod)) return;
  if (cleanPath(path) === '/') report(at, "a mount at `/` hides the whole image: the container can't start");
  else if (path.includes(':')) report(at, `mount path ${quote(path)} must not contain \`:\``);
  else if (!path.startsWith('/')) report(at, `mount path ${quote(path)} is not absolute`, { fix: fixFor(at) });
}

function isOther(path: string, pod: Pod): boolean {
  return isPlaceholder(path) || isWindowsPath(path) || isForWindows(pod);
}

function fixFor(at: Field<string>): ReturnType<typeof fixOf> {
  const path = `/${cleanPath(at.value ?? '')}`;
  return at.node && !path.startsWith('/.')
    ? fixOf(`write ${path}`, at, false, [replaceString(at.node, path)])
    : undefined;
}

export const docs: RuleDocs = {
  summary: "A mount path or host path that is not absolute, or can't be mounted.",
  why: `There is no folder that a path could be relative to. A relative \`mountPath\` is taken from \`/\`, not from the image's working directory; a relative \`hostPath\` is refused by the node's runtime, or
lands where the runtime happens to run. A colon separates the parts of a mount and can't be in its path, and a mount at \`/\` leaves nothing of the image. The API server takes all of these.
Pods for Windows and placeholders are left alone.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: data
          mountPath: data
  volumes:
    - name: data
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
        - name: data
          mountPath: /data
  volumes:
    - name: data
      emptyDir: {}
`,
};
