import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Container } from '../model/workload.ts';

const FIRST_FREE = 1024;

export const rule: Rule<{ ports: readonly number[] }> = {
  category: 'ports',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    ports: {
      type: 'array',
      items: { type: 'integer', minimum: 1, maximum: 65535 },
      description: 'ports that are always reported',
    },
  },
  defaults: { ports: [22] },
  container(container, report, { ports }) {
    const { field, value } = container;
    if (value.ports === undefined) return;
    let mayBind: boolean | undefined;
    for (const port of field.get('ports').items()) {
      const number = port.value?.containerPort ?? 0;
      if (number <= 0) continue;
      const at = port.get('containerPort');
      if (ports.includes(number))
        report(
          at,
          number === 22
            ? 'port 22: a login into the container; use `kubectl exec`'
            : `port ${number} is not wanted here`,
        );
      else if (number < FIRST_FREE && port.value?.protocol !== 'SCTP' && !(mayBind ??= mayBindAny(container))) {
        report(
          at,
          `port ${number} is for root, and ${container.label} does not run as root; use one above ${FIRST_FREE - 1}`,
        );
      }
    }
  },
};

/** Runs as root as far as is known, or is allowed to take any port. */
function mayBindAny({ pod, value }: Container): boolean {
  const ofPod = pod.spec.value?.securityContext;
  const own = value.securityContext;
  const user = own?.runAsUser ?? ofPod?.runAsUser;
  const isUser = user === undefined ? (own?.runAsNonRoot ?? ofPod?.runAsNonRoot) === true : user > 0;
  if (!isUser || pod.windows) return true;
  if (own?.capabilities?.add?.some((one) => /^(?:CAP_)?(?:NET_BIND_SERVICE|ALL)$/i.test(one))) return true;
  return ofPod?.sysctls?.some(({ name }) => name === 'net.ipv4.ip_unprivileged_port_start') ?? false;
}

export const docs: RuleDocs = {
  summary: 'A port below 1024 in a container that does not run as root, or a port for logging in.',
  why: `Linux keeps the ports below 1024 for root. A container that runs as another user (\`runAsUser\`, \`runAsNonRoot\`) may fail with "permission denied" when it opens one: it depends on the
node's runtime, some lower the limit to 0 by themselves. A port of 8080 behind a Service with port 80 works everywhere; else add the capability NET_BIND_SERVICE or set the sysctl
\`net.ipv4.ip_unprivileged_port_start\`. Port 22 is reported whoever runs it: a container that is to be changed by hand is not what its manifest says.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - containerPort: 80
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - containerPort: 8080
`,
};
