import { fixOf, replaceValue } from '../fix/edits.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Entry } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import type { Resolved } from '../project/references.ts';
import type { Service, ServicePort } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'network',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  project(project, report) {
    for (const resolved of project.references.keyed) {
      const { entry, reference } = resolved;
      const service = reference.kind === 'Service' ? serviceWithout(project, resolved) : undefined;
      const at = service && project.place(entry, reference, 'key');
      if (service?.service === undefined || at?.node === undefined) continue;
      const { ports } = service.service;
      const only = ports.length === 1 ? valueOf(ports[0] as ServicePort, reference.key) : undefined;
      const fix =
        only === undefined ? undefined : fixOf(`write ${only}`, at, false, [replaceValue(at.node, String(only))]);
      const own = project.open(service)?.field<Service>().get('spec').get('ports').atKey();
      const has = ports.map((port) => shown(valueOf(port, reference.key) ?? port.port)).join(', ');
      const message = `${service.title} has no port ${shown(reference.key)}, it has ${has}`;
      report(at, message, { fix, related: own && { at: own, message: 'its ports' } });
    }
  },
};

/** The Service that surely is the one meant and lacks the port; undefined if one of that name has it or may have it. */
function serviceWithout(project: Project, { entry, reference, sought, found: all }: Resolved): Entry | undefined {
  const found = project.variants({ file: entry.file, namespace: sought.namespace }, all);
  for (const { service, unclear } of found) {
    if (service === undefined || unclear || service.external || service.ports.length === 0) return undefined;
    if (service.ports.some(({ port }) => port === undefined)) return undefined;
    if (service.ports.some((port) => port.name === reference.key || port.port === reference.key)) return undefined;
  }
  return project.horizon.isComplete(entry.file) ? found.find(({ file }) => !file.patch) : undefined;
}

/** What of a port is asked for: its name where a name was given. */
function valueOf(port: ServicePort, key: string | number | undefined): string | number | undefined {
  return typeof key === 'number' ? port.port : port.name || undefined;
}

function shown(port: string | number | undefined): string {
  return typeof port === 'string' ? quote(port) : String(port);
}

export const docs: RuleDocs = {
  summary: 'An Ingress or HTTPRoute that sends to a port which the Service does not have.',
  why: `The port of a backend is a port of the Service, by number or by name, not a port of the Pods behind it. A controller that finds no such port answers 503, or leaves the whole route out;
the API server looks at neither. The rule asks all Services of that name in the input, and is quiet on \`ExternalName\`.`,
  bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 8080
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
      targetPort: 8080
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
};
