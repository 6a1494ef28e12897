import { isPlaceholder } from '../model/image.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Container } from '../model/workload.ts';
import type { Volume } from '../schema/types.gen.ts';
import { DATABASES, dataPathOf } from './shared/databases.ts';
import { imageOf, programOf } from './shared/images.ts';
import { mountOf, mountsClaim } from './shared/mounts.ts';

const KINDS = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController']);

export const rule: Rule<{ images: Readonly<Record<string, string>> }> = {
  category: 'volumes',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    images: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description:
        'last words of the names of database images, with the folder of their data; in place of the known ones',
    },
  },
  defaults: { images: DATABASES },
  container(container, report, { images }) {
    if (container.role !== 'main' || !KINDS.has(container.pod.owner)) return;
    const image = imageOf(container);
    const path = image && dataPathOf(image, images);
    if (image === undefined || path === undefined || movesData(container)) return;
    const { field } = container;
    if (field.get('volumeMounts').unknown || container.pod.spec.get('volumes').unknown) return;
    const mount = mountOf(field.get('volumeMounts'), path);
    const program = programOf(image);
    if (mount === undefined) {
      // It may keep its data there.
      if (mountsClaim(container)) return;
      report(field, `${program} keeps ${quote(path)} in its container: gone with every restart of it`);
      return;
    }
    const volume = container.pod.spec.value?.volumes?.find(({ name }) => name === mount.value?.name);
    const why = volume && faultOf(volume);
    if (why !== undefined) report(mount.get('mountPath'), `${program} keeps ${quote(path)} ${why}`);
  },
};

function faultOf({ emptyDir, hostPath }: Volume): string | undefined {
  if (emptyDir !== undefined) return 'in an emptyDir: gone with the Pod';
  return hostPath === undefined ? undefined : 'on its node: not there when the Pod comes up on another one';
}

/** Whether the data may well be elsewhere than the image has them by default. */
function movesData({ field, value }: Container): boolean {
  const { env = [], command = [], args = [] } = value;
  const words = [...command, ...args];
  if (field.get('args').unknown || field.get('command').unknown || value.envFrom?.length) return true;
  if (words.some((word) => /data|path|dir|conf|^-D/i.test(word) || isPlaceholder(word))) return true;
  return env.some(({ name = '', value: text = '' }) => /DATA$|_PATH$|_DIR$|DATADIR|DBPATH/i.test(name) && text !== '');
}

export const docs: RuleDocs = {
  summary: 'A database whose data go with its Pod.',
  why: `What is not on a volume of its own lives as long as the container, an emptyDir as long as the Pod, a hostPath on one node. A rollout, a full node or a new machine is then the end of the
database. Mount a claim where the image keeps its data (PostgreSQL from 18 on: \`/var/lib/postgresql\`; before: \`/var/lib/postgresql/data\`), in a StatefulSet by \`volumeClaimTemplates\`. Where
arguments, variables or a config file may move the data, the rule is quiet; so it is about caches such as Redis.`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: db
spec:
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
          image: mysql:8.4
          volumeMounts:
            - name: data
              mountPath: /var/lib/mysql
      volumes:
        - name: data
          emptyDir: {}
`,
  good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: db
spec:
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
          image: mysql:8.4
          volumeMounts:
            - name: data
              mountPath: /var/lib/mysql
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: db
`,
};
