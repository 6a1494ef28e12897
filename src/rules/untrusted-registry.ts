import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { imageOf, partOf } from './shared/images.ts';

const DOCKER_HUB = 'docker.io';

export const rule: Rule<{ registries: readonly string[] }> = {
  category: 'containers',
  severity: 'warning',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  options: {
    registries: {
      type: 'array',
      items: { type: 'string' },
      description:
        'where images may come from: `quay.io`, `ghcr.io/team`, `*.example.com`; nothing is reported while this is empty',
    },
  },
  defaults: { registries: [] },
  container(container, report, { registries }) {
    if (registries.length === 0) return;
    const image = imageOf(container);
    if (image === undefined) return;
    const host = image.registry === undefined || image.registry === 'index.docker.io' ? DOCKER_HUB : image.registry;
    const official = host === DOCKER_HUB && !image.repository.includes('/');
    const path = `${host}/${official ? 'library/' : ''}${image.repository}`;
    if (registries.some((allowed) => covers(allowed, path, host))) return;
    const at = container.field.get('image');
    const place = image.registry === undefined ? at : partOf(at, image.registry);
    const where =
      image.registry === undefined ? `\`${host}\`, where ${quote(image.repository)} comes from,` : quote(host);
    report(place, `registry ${where} is not among those allowed (${registries.join(', ')})`, { path: at.path });
  },
};

/** Whether an image's path lies in what is allowed: a host, a host and the first parts of a path, or `*.` and the end of a host. */
function covers(allowed: string, path: string, host: string): boolean {
  const prefix = allowed.endsWith('/') ? allowed.slice(0, -1) : allowed;
  const slash = prefix.indexOf('/');
  const wanted = slash === -1 ? prefix : prefix.slice(0, slash);
  if (wanted.startsWith('*.') ? !host.endsWith(wanted.slice(1)) : host !== wanted) return false;
  if (slash === -1) return true;
  const below = path.slice(host.length);
  return below === prefix.slice(slash) || below.startsWith(`${prefix.slice(slash)}/`);
}

export const docs: RuleDocs = {
  summary: 'An image from a registry that is not on your list.',
  why: `Who can push to a registry decides what runs in the cluster. Name the hosts that you trust in the option \`registries\`, with a path where only a part of a registry is yours
(\`ghcr.io/team\`), or with \`*.\` for all hosts of a domain. An image without a host comes from \`docker.io\`, its official ones from \`docker.io/library\`. Without the option the rule says nothing.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: quay.io/team/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/team/web:2.4.1
`,
  exampleOptions: { registries: ['*.example.com', 'ghcr.io/team'] },
};
