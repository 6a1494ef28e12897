import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Container as ContainerSpec, Probe } from '../schema/types.gen.ts';
import { isLasting } from './shared/handlers.ts';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;

export const rule: Rule = {
  category: 'probes',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  container(container, report) {
    const { field, value } = container;
    const { livenessProbe: liveness, readinessProbe: readiness } = value;
    if (liveness === undefined || readiness === undefined || !isLasting(container)) return;
    if (patience(liveness) > patience(readiness) || !isSameCheck(liveness, readiness, value)) return;
    if (holdsUnknown(field.get('livenessProbe')) || holdsUnknown(field.get('readinessProbe'))) return;
    const ready = field.get('readinessProbe').atKey();
    const message = `the livenessProbe asks the same as the readinessProbe and gives up after ${patience(liveness)} s, no later: what is only slow is restarted`;
    report(field.get('livenessProbe').atKey(), message, {
      related: { at: ready, message: `this one gives up after ${patience(readiness)} s` },
    });
  },
};

/** Seconds of failure until something is done. */
function patience({ failureThreshold = 3, periodSeconds = 10 }: Probe): number {
  return failureThreshold * periodSeconds;
}

function isSameCheck(a: Probe, b: Probe, container: ContainerSpec): boolean {
  const kind = HANDLERS.find((one) => a[one] !== undefined);
  if (kind === undefined || b[kind] === undefined) return false;
  return JSON.stringify(withNumber(a[kind], container)) === JSON.stringify(withNumber(b[kind], container));
}

/** A port's name and its number are the same thing. */
function withNumber(action: object | undefined, { ports = [] }: ContainerSpec): object {
  const port = action !== undefined && 'port' in action ? action.port : undefined;
  if (typeof port !== 'string') return { ...action };
  return { ...action, port: ports.find(({ name }) => name === port)?.containerPort ?? port };
}

function holdsUnknown(probe: Field<Probe>): boolean {
  return probe.manifest.unknown !== undefined && probe.manifest.touchesUnknown(probe.walkedPath);
}

export const docs: RuleDocs = {
  summary: 'A livenessProbe that asks the same as the readinessProbe, and is as strict.',
  why: `The two have opposite cures: a failed readinessProbe takes a Pod out of the Service until it has caught up, a failed livenessProbe kills it. Where both ask the same and give up
at the same time, a Pod under load is restarted instead of relieved, its load goes to the others, and they follow. Let the livenessProbe ask something simpler, or let it wait much
longer (\`failureThreshold\` times \`periodSeconds\`); then the rule is quiet.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      livenessProbe:
        httpGet:
          path: /health
          port: 8080
      readinessProbe:
        httpGet:
          path: /health
          port: 8080
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      livenessProbe:
        httpGet:
          path: /health
          port: 8080
        failureThreshold: 12
      readinessProbe:
        httpGet:
          path: /health
          port: 8080
`,
};
