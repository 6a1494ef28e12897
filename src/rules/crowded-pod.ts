import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import type { Container } from '../model/workload.ts';
import { DATABASES } from './shared/databases.ts';
import { imageOf, programOf } from './shared/images.ts';

/** Words in the name or the image of what helps another container. */
const HELPER =
  /exporter|backup|proxy|agent|reload|metrics|monitor|sidecar|fluent|envoy|istio|(?:^|[^a-z])(?:watcher|logs?|logger|logging|logrotate|tail|helper|init|setup|config|operator)(?:[^a-z]|$)/;

export const rule: Rule<{ images: readonly string[] }> = {
  category: 'containers',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    images: {
      type: 'array',
      items: { type: 'string' },
      description: 'last words of the names of images that want a Pod of their own',
    },
  },
  defaults: { images: Object.keys(DATABASES) },
  pod(pod, report, { images }) {
    if ((pod.spec.value?.containers?.length ?? 0) < 2) return;
    const apps = pod.containers.filter((container) => container.role === 'main' && !isHelper(container));
    const programs = new Map<string, Container>();
    for (const container of apps) {
      const program = programIn(container);
      const first = program === undefined ? undefined : programs.get(program);
      if (first !== undefined) reportSame(first, container, report);
      else if (program !== undefined) programs.set(program, container);
    }
    const database = apps.find((container) => isAmong(container, images));
    const other = apps.find((container) => container !== database && !isAmong(container, images));
    if (database === undefined || other === undefined) return;
    const message = `${quote(database.value.image)} is a database; give it a Pod of its own, so that it need not restart, move and scale with container ${quote(other.name)}`;
    report(database.field.get('image'), message, {
      related: { at: other.field.get('image'), message: 'the other program' },
    });
  },
};

function reportSame(first: Container, second: Container, report: RuleReport): void {
  const message = `containers ${quote(first.name)} and ${quote(second.name)} run the same program; for more of it, scale with replicas`;
  report(second.field.get('image'), message, { related: { at: first.field.get('image'), message: 'the first one' } });
}

function isHelper({ name, value }: Container): boolean {
  return HELPER.test(name) || HELPER.test(value.image ?? '');
}

function isAmong(container: Container, images: readonly string[]): boolean {
  const image = imageOf(container);
  return image !== undefined && images.includes(programOf(image));
}

/** What a container runs, as far as is known: image, command, arguments, and the names of its variables. */
function programIn(container: Container): string | undefined {
  const { field, value } = container;
  const { image, command = [], args = [] } = value;
  if (imageOf(container) === undefined || field.get('command').unknown || field.get('args').unknown) return undefined;
  return JSON.stringify([image, command, args, variablesOf(container)]);
}

/** A variable that only one of the two has may make it another program; another value does not. */
function variablesOf({ value }: Container): string {
  const names = (value.env ?? []).map(({ name = '' }) => name);
  return names.sort().join(' ');
}

export const docs: RuleDocs = {
  summary: 'Containers in one Pod that do not belong together.',
  why: `The containers of a Pod start, move and scale as one. Several copies of one program share its fate with its node and can't be scaled; a database beside an application
is restarted with every rollout of the application, and a second replica brings a second, empty database. What could live on two machines belongs into two Pods. Sidecars, init
containers and helpers (exporters, proxies, backup, log shippers, known by words in name or image) are left alone.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
    - name: db
      image: postgres:17.2
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
    - name: log-shipper
      image: registry.example/log-shipper:1.2.0
`,
};
