import { fixOf, replaceValue } from '../fix/edits.ts';
import { isPlaceholder } from '../model/image.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Entry, Workload } from '../project/entry.ts';
import { type DeclaredPort, portsOf, protocolOf, targetOf } from '../project/ports.ts';
import type { Project } from '../project/project.ts';
import type { Service, ServicePort } from '../schema/types.gen.ts';

export const rule: Rule<{ numbers: boolean }> = {
  category: 'network',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  options: {
    numbers: {
      type: 'boolean',
      description: 'numbers too, where all selected Pods declare ports: declaring them is voluntary',
    },
  },
  defaults: { numbers: false },
  project(project, report, { numbers }) {
    for (const service of project.of('Service')) {
      const facts = service.service;
      if (facts?.selector === undefined || facts.external || service.unclear) continue;
      if (!facts.ports.some((port) => numbers || typeof port.targetPort === 'string')) continue;
      if (
        project.selectsBeside(service, (workload) => facts.ports.every((port) => isDeclared(port, workload, numbers)))
      )
        continue;
      const declared = declaredFor(project, service);
      if (declared === undefined) continue;
      for (const [index, port] of facts.ports.entries()) {
        const byName = typeof targetOf(port) === 'string';
        const message = byName ? nameFault(port, declared) : numbers ? numberFault(port, declared) : undefined;
        if (message === undefined) continue;
        const at = project.open(service)?.field<Service>().get('spec').get('ports').item(index).get('targetPort');
        if (at === undefined) continue;
        const near = nearTo(port, declared);
        const fix =
          near === undefined || at.node === undefined
            ? undefined
            : fixOf(`write ${near}`, at, false, [replaceValue(at.node, near)]);
        report(at, message, { fix });
      }
    }
  },
};

/** Whether a workload has a named port; a number only where that is asked for. */
function isDeclared(port: ServicePort, { containers }: Workload, numbers: boolean): boolean {
  const target = targetOf(port);
  if (typeof target === 'number') return !numbers;
  const protocol = protocolOf(port);
  for (const { ports } of containers) {
    if (ports !== undefined)
      for (const one of ports) if (one.name === target && protocolOf(one) === protocol) return true;
  }
  return false;
}

/** The ports of all selected Pods; undefined where nothing is selected, or something that can't be seen into. */
function declaredFor(project: Project, entry: Entry): readonly DeclaredPort[] | undefined {
  if (entry.service?.selector?.unclear) return undefined;
  const selected = project.variants(entry, project.selectedBy(entry));
  if (selected.length === 0 || selected.some(({ unclear }) => unclear)) return undefined;
  // What a kustomization adds to them counts too.
  return selected.flatMap(({ kind, name, namespace: own, file }) =>
    project
      .variants({ file, namespace: own }, project.find(kind, own, name))
      .flatMap(({ workload }) => (workload === undefined ? [] : portsOf(workload))),
  );
}

const PORT_NAME = /^(?=.*[a-z])[a-z0-9-]{1,15}$/;

function nameFault(port: ServicePort, declared: readonly DeclaredPort[]): string | undefined {
  const name = String(targetOf(port));
  const protocol = protocolOf(port);
  if (!PORT_NAME.test(name) || isPlaceholder(name)) return undefined;
  const same = declared.filter((one) => one.name === name);
  if (same.some((one) => one.protocol === protocol)) return undefined;
  if (same[0] !== undefined) return `port ${quote(name)} of the selected Pods is ${same[0].protocol}, not ${protocol}`;
  const names = [...new Set(declared.map((one) => one.name))].filter((known) => known !== '');
  const near = nearest(name, names);
  const hint =
    near !== undefined
      ? `; did you mean ${quote(near)}?`
      : names.length > 0
        ? `; they have ${names.slice(0, 5).map(quote).join(', ')}`
        : '';
  return `no selected Pod has a port named ${quote(name)}${hint}`;
}

function numberFault(port: ServicePort, declared: readonly DeclaredPort[]): string | undefined {
  const target = targetOf(port);
  if (declared.some((one) => one.number === target && one.protocol === protocolOf(port)) || declared.length === 0)
    return undefined;
  return `no selected Pod declares port ${target}; they have ${[...new Set(declared.map((one) => one.number))].slice(0, 5).join(', ')}`;
}

function nearTo(port: ServicePort, declared: readonly DeclaredPort[]): string | undefined {
  const target = targetOf(port);
  if (typeof target !== 'string') return undefined;
  const fitting = declared.filter(({ name, protocol }) => protocol === protocolOf(port) && name !== '');
  return nearest(target, new Set(fitting.map(({ name }) => name)));
}

export const docs: RuleDocs = {
  summary: 'A Service that sends to a named port which its Pods do not have.',
  why: `A \`targetPort\` with a name is looked up in each selected Pod, by name and protocol, in its containers and sidecars. A Pod without such a port gets no traffic on it, and nothing reports that: the
Service looks healthy and its list of endpoints has no such port. Numbers always work, whether or not a container declares them, and are looked at with the option \`numbers\` only.`,
  bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: htpp
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - name: http
          containerPort: 8080
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
      targetPort: http
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - name: http
          containerPort: 8080
`,
};
