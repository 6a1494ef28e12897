import { matchesAny } from '../model/glob.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { podOf } from '../model/workload.ts';
import type { ContainerFacts, Entry, ServiceFacts, Workload } from '../project/entry.ts';
import { portsOf, targetOf } from '../project/ports.ts';
import type { Project } from '../project/project.ts';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'];

export const rule: Rule<{ images: readonly string[] }> = {
  category: 'lifecycle',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    images: {
      type: 'array',
      items: { type: 'string' },
      description: 'images (with `*`) of programs that go on serving for a while after SIGTERM',
    },
  },
  defaults: { images: [] },
  project(project, report, { images }) {
    const seen = new Set<string>();
    for (const service of project.of('Service')) {
      for (const entry of behind(project, service)) {
        for (const { name } of serving(entry.workload as Workload, service.service as ServiceFacts, images)) {
          const key = `${entry.file.source.file} ${entry.index} ${entry.item} ${name}`;
          const manifest = seen.has(key) ? undefined : project.open(entry);
          seen.add(key);
          const container = manifest && podOf(manifest)?.containers.find((one) => one.name === name);
          if (container !== undefined)
            report(
              container.field,
              `container ${quote(name)} is behind ${service.title} and has no preStop: it may get requests after SIGTERM`,
            );
        }
      }
    }
  },
};

/** The workloads that surely are behind a Service. */
function behind(project: Project, { service, namespace, unclear }: Entry): Entry[] {
  if (service?.selector === undefined || service.external || unclear) return [];
  const selected = project.pods.select(namespace, service.selector);
  return selected.filter(
    (entry) => entry.namespace === namespace && KINDS.includes(entry.kind) && !entry.unclear && !entry.file.context,
  );
}

/** The main containers that take the Service's traffic: those with its target ports, or the only one there is. */
function serving(workload: Workload, { ports }: ServiceFacts, images: readonly string[]): ContainerFacts[] {
  const mains = workload.containers.filter(({ role }) => role === 'main');
  const targets = new Set(ports.map(targetOf));
  const hit = new Set(
    portsOf(workload)
      .filter(({ name, number }) => targets.has(name) || targets.has(number))
      .map(({ container }) => container),
  );
  const serves = (name: string): boolean => hit.has(name) || (mains.length === 1 && hit.size === 0);
  return mains.filter(
    ({ name, image, ready, preStop }) => ready && !preStop && serves(name) && !matchesAny(images, image),
  );
}

export const docs: RuleDocs = {
  summary: 'A container behind a Service that stops at once when it is told to.',
  why: `When a Pod is deleted, SIGTERM and the Pod's removal from the endpoints set out at the same time; for some seconds proxies and load balancers go on sending to it. A program that stops at SIGTERM refuses these requests.
A preStop of a few seconds (\`sleep: {seconds: 5}\`, from 1.30 on) lets the news spread first. Programs that keep serving for a while by themselves go into the option \`images\`.`,
  bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
          readinessProbe:
            httpGet:
              port: 80
`,
  good: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
          readinessProbe:
            httpGet:
              port: 80
          lifecycle:
            preStop:
              sleep:
                seconds: 5
`,
};
