import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Pod } from '../model/workload.ts';
import { isLasting, visitProbes } from './shared/handlers.ts';

export const rule: Rule = {
  category: 'probes',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  container(container, report) {
    const { value, pod } = container;
    if (!value.ports?.length || !isLasting(container) || pod.spec.value?.hostNetwork === true) return;
    visitProbes(container, ({ httpGet, tcpSocket, grpc }, name) => {
      const port = (httpGet ?? tcpSocket ?? grpc)?.port;
      if (typeof port !== 'number' || port < 1 || isDeclared(port, pod)) return;
      const ports = value.ports?.map(({ containerPort }) => containerPort) ?? [];
      if (ports.includes(undefined)) return;
      const probe = container.field.get(name);
      const at = probe
        .get(httpGet !== undefined ? 'httpGet' : tcpSocket !== undefined ? 'tcpSocket' : 'grpc')
        .get('port');
      report(at as Field, `port ${port} is not among the ports of ${container.label} (${ports.join(', ')})`);
    });
  },
};

/** The containers of a Pod share its ports. */
function isDeclared(port: number, pod: Pod): boolean {
  return pod.containers.some(({ value }) => value.ports?.some(({ containerPort }) => containerPort === port));
}

export const docs: RuleDocs = {
  summary: 'A probe of a port that is not among those the container lists.',
  why: `\`ports\` is only a list for readers: a probe reaches a port that is not in it. But a container that lists some of its ports and is probed at another one is often a slip of the pen, or a
port that was moved in one place only. List it, or correct it. Containers without any ports, Pods on the host's network and ports of other containers of the Pod are left alone.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - containerPort: 8080
      readinessProbe:
        httpGet:
          path: /ready
          port: 8081
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
        - containerPort: 8080
        - containerPort: 8081
      readinessProbe:
        httpGet:
          path: /ready
          port: 8081
`,
};
