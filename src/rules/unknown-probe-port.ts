import { portName } from '../apiserver/formats.ts';
import { fixOf, replaceString } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import type { Fix } from '../model/finding.ts';
import { isPlaceholder } from '../model/image.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Container } from '../model/workload.ts';
import { handlerField, isHook, isLasting, visitHandlers } from './shared/handlers.ts';

export const rule: Rule = {
  category: 'probes',
  severity: 'error',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  container(container, report) {
    if (!isLasting(container)) return;
    visitHandlers(container, ({ httpGet, tcpSocket }, name) => {
      // A hook with `tcpSocket` never runs: another rule speaks of it.
      const port = httpGet?.port ?? (isHook(name) ? undefined : tcpSocket?.port);
      if (typeof port !== 'string' || namesOf(container).includes(port)) return;
      // The API server refuses what can't be a name.
      if (portName(port) !== undefined || isPlaceholder(port) || !isComplete(container)) return;
      const handler = handlerField(container, name);
      const at = handler.get(httpGet === undefined ? 'tcpSocket' : 'httpGet').get('port') as Field<number | string>;
      const near = nearest(port, namesOf(container));
      report(at, `${container.label} has no port named ${quote(port)}${hint(container, port, near)}`, {
        fix: fixFor(at, near),
      });
    });
  },
};

function namesOf({ value }: Container): string[] {
  return (value.ports ?? []).map(({ name }) => name ?? '').filter((name) => name !== '');
}

function isComplete({ field }: Container): boolean {
  const { manifest, walkedPath } = field.get('ports');
  return manifest.unknown === undefined || !manifest.touchesUnknown(walkedPath);
}

function hint({ pod, field }: Container, port: string, near: string | undefined): string {
  if (near !== undefined) return `; did you mean ${quote(near)}?`;
  const other = pod.containers.find((one) => one.field.step !== field.step && namesOf(one).includes(port));
  return other === undefined ? '' : `, only ${other.label} has: give the number instead`;
}

function fixFor(at: Field<number | string>, near: string | undefined): Fix | undefined {
  const node = at.node;
  if (near === undefined || node === undefined) return undefined;
  return fixOf(`write ${near}`, at, false, [replaceString(node, near)]);
}

export const docs: RuleDocs = {
  summary: 'A probe or hook that names a port which its container does not have.',
  why: `A port's name is looked up among the \`ports\` of the container that the probe belongs to, when the probe runs. If it is not there the probe fails every time: a readinessProbe
keeps the Pod out of its Service for ever, a livenessProbe restarts it for ever. The API server takes any name. Names of other containers' ports don't count; a number does, whether it is
declared or not. (Old documents give port numbers up to 65525; they go up to 65535.)`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - name: http
          containerPort: 8080
      readinessProbe:
        httpGet:
          path: /ready
          port: htpp
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - name: http
          containerPort: 8080
      readinessProbe:
        httpGet:
          path: /ready
          port: http
`,
};
