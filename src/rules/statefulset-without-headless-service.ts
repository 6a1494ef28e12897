import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Entry } from '../project/entry.ts';
import { type Project, isUnclearName } from '../project/project.ts';
import type { Service, StatefulSet } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'network',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  project(project, report) {
    const services = project.of('Service');
    for (const entry of project.of('StatefulSet')) {
      if (entry.unclear || entry.file.context || entry.workload === undefined) continue;
      const { serviceName } = entry.workload;
      const spec = project.open(entry)?.field<StatefulSet>().get('spec');
      if (spec === undefined) continue;
      if (serviceName === '') {
        report(spec.atKey(), 'no serviceName: the Pods get no DNS names of their own');
        continue;
      }
      if (isUnclearName(serviceName)) continue;
      const found = project.find('Service', entry.namespace, serviceName);
      const variants = project.variants(entry, found);
      const service = variants.find(({ file }) => !file.patch);
      const message = found.length === 0 ? missing(project, entry, services) : service && fault(entry, variants);
      if (message === undefined) continue;
      const at = service && project.open(service)?.field<Service>().get('metadata').get('name');
      report(spec.get('serviceName'), message, { related: at && { at, message: 'the Service' } });
    }
  },
};

/** It is not in the input, though another one for these Pods is: then it should be there too. */
function missing(project: Project, entry: Entry, services: readonly Entry[]): string | undefined {
  const sought = { kind: 'Service', namespace: entry.namespace, name: entry.workload?.serviceName ?? '' };
  if (project.horizon.mayExist(entry, sought) || project.horizon.near(entry, sought) !== undefined) return undefined;
  const selecting = services.filter((service) => selectsPodsOf(service, entry));
  const [other] = project.partners(entry, selecting);
  return other === undefined
    ? undefined
    : `no Service "${sought.name}" in the input; ${other.title} selects the Pods, and ${other.service?.headless ? 'is the one to name' : 'is not headless'}`;
}

function fault({ workload }: Entry, found: readonly Entry[]): string | undefined {
  const readable = found.every(({ service, unclear }) => service !== undefined && !unclear);
  if (!readable || workload === undefined) return undefined;
  const name = found[0]?.name;
  if (!found.some(({ service }) => service?.headless))
    return `Service "${name}" is not headless (\`clusterIP: None\`): the Pods get no DNS names of their own`;
  if (
    workload.labels.unclear ||
    found.some(
      ({ service }) =>
        service?.selector === undefined || service.selector.unclear || service.selector.matches(workload.labels),
    )
  )
    return undefined;
  return `Service "${name}" does not select these Pods: they get no DNS names of their own`;
}

function selectsPodsOf({ service, namespace }: Entry, { workload, namespace: own }: Entry): boolean {
  return (
    namespace === own &&
    workload !== undefined &&
    service?.selector !== undefined &&
    service.selector.matches(workload.labels)
  );
}

export const docs: RuleDocs = {
  summary: 'A StatefulSet whose Pods get no DNS names of their own.',
  why: `\`db-0.db.shop.svc\` exists only if \`serviceName\` names a headless Service (\`clusterIP: None\`) that selects the Pods. Members of a database cluster find each other by these names; without them they
form one cluster each, or none. The API server asks for no such Service and looks for none. Where the StatefulSet is only meant to keep one volume a Pod, any Service will do: switch the rule off there.`,
  bad: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:17.2
`,
  good: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:17.2
`,
};
