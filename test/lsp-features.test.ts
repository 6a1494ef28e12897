import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { folder, pod } from './helpers/command.ts';
import { FULL, LspClient, marked, uri } from './helpers/lsp-client.ts';

/** A client with a folder, which is asked about places that are marked with `|`. */
class Desk {
  readonly client: LspClient;
  readonly root: string;
  #version = 1;
  readonly #open: Set<string> = new Set();

  constructor(context: TestContext, files: Readonly<Record<string, string>> = {}) {
    this.root = folder(context, files);
    this.client = new LspClient(context);
  }

  static async open(
    context: TestContext,
    files?: Readonly<Record<string, string>>,
    settings: object = {},
  ): Promise<Desk> {
    const desk = new Desk(context, files);
    await desk.client.start(desk.root, FULL, { initializationOptions: settings });
    return desk;
  }

  uri(file: string): string {
    return uri(join(this.root, file));
  }

  write(file: string, text: string): void {
    const path = join(this.root, file);
    this.#version++;
    if (this.#open.has(file)) this.client.change(path, text, this.#version);
    else this.client.open(path, text, file.endsWith('.json') ? 'json' : 'yaml');
    this.#open.add(file);
  }

  async ask(method: string, text: string, file = 'a.yaml'): Promise<any> {
    const { text: plain, position } = marked(text);
    this.write(file, plain);
    return this.client.request(`textDocument/${method}`, { textDocument: { uri: this.uri(file) }, position });
  }

  /** What is offered at a place. */
  async offers(text: string, file?: string): Promise<string[]> {
    return ((await this.ask('completion', text, file)) as { label: string }[]).map(({ label }) => label);
  }

  /** A text after one of the offers was taken. */
  async taken(text: string, label: string, file?: string): Promise<string> {
    const items = (await this.ask('completion', text, file)) as {
      label: string;
      textEdit: { range: Range; newText: string };
    }[];
    const item = items.find((one) => one.label === label);
    assert.ok(item !== undefined, `${label} is not among ${items.map((one) => one.label)}`);
    return edited(marked(text).text, [item.textEdit]);
  }

  async hover(text: string, file?: string): Promise<string> {
    return (await this.ask('hover', text, file))?.contents.value ?? '';
  }

  /** The actions for a whole text. */
  async actions(text: string, { file = 'a.yaml', only }: { file?: string; only?: string[] } = {}): Promise<Action[]> {
    this.write(file, text);
    const range = { start: { line: 0, character: 0 }, end: { line: text.split('\n').length, character: 0 } };
    return this.client.request('textDocument/codeAction', {
      textDocument: { uri: this.uri(file) },
      range,
      context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
    });
  }
}

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

interface Action {
  readonly title: string;
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly diagnostics?: { readonly code: string }[];
  readonly edit: {
    readonly documentChanges: { readonly edits: { readonly range: Range; readonly newText: string }[] }[];
  };
}

function edited(text: string, edits: readonly { readonly range: Range; readonly newText: string }[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Range['start']): number =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  const sorted = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start));
  return sorted.reduce(
    (after, { range, newText }) => after.slice(0, offset(range.start)) + newText + after.slice(offset(range.end)),
    text,
  );
}

function done(text: string, action: Action | undefined): string {
  assert.ok(action !== undefined, 'there is no such action');
  return edited(text, action.edit.documentChanges[0]?.edits ?? []);
}

const LATEST = pod('web', 'registry.example/web:latest');

test('a safe fix is preferred, an unsafe one says so', async (context) => {
  const desk = await Desk.open(context);
  const text = pod().replace('containers:', 'containerz:');
  const fixes = (await desk.actions(text)).filter(({ title }) => !title.startsWith('Silence'));
  assert.equal(fixes[0]?.isPreferred, true);
  assert.equal(fixes[0]?.diagnostics?.[0]?.code, 'unknown-field');
  assert.equal(done(text, fixes[0]), pod());
  const unsafe = (await desk.actions(pod().replace('spec:\n', 'spec:\n  terminationGracePeriodSeconds: 0\n'))).find(
    ({ title }) => title.includes('unsafe'),
  );
  if (unsafe !== undefined) assert.equal(unsafe.isPreferred, false);
});

test('all safe fixes are made at once, again and again', async (context) => {
  const desk = await Desk.open(context);
  const text = pod().replace('containers:', 'containerz:').replace('image:', 'imagee:');
  const [action, ...more] = await desk.actions(text, { only: ['source.fixAll'] });
  assert.deepEqual(more, []);
  assert.equal(action?.kind, 'source.fixAll.podlint');
  assert.equal(done(text, action), pod());
  assert.deepEqual(await desk.actions(pod(), { only: ['source.fixAll.podlint'] }), []);
  assert.deepEqual(await desk.actions(text, { only: ['refactor'] }), []);
  // Trying fixes out leaves the diagnostics of the text as they were.
  const [again] = await desk.actions(text, { only: ['source.fixAll.podlint'] });
  assert.equal(done(text, again), pod());
});

test('a finding is silenced where it stands', async (context) => {
  const desk = await Desk.open(context);
  const here = (await desk.actions(LATEST)).find(({ title }) => title === 'Silence latest-image here');
  const silenced = done(LATEST, here);
  assert.match(silenced, /\n      # podlint-disable-next-line latest-image\n      image: /);
  desk.write('a.yaml', silenced);
  const found = await desk.client.diagnostics(join(desk.root, 'a.yaml'), (all) =>
    all.every(({ code }) => code !== 'latest-image'),
  );
  assert.ok(
    found.every(({ code }) => code === 'directive-without-reason'),
    JSON.stringify(found),
  );
  const whole = (await desk.actions(LATEST)).find(({ title }) => title === 'Silence latest-image in this file');
  assert.equal(done(LATEST, whole), `# podlint-disable-file latest-image\n${LATEST}`);
});

test('a second rule joins the comment that is there, and line ends stay', async (context) => {
  const desk = await Desk.open(context, {}, { presets: ['recommended', 'strict'] });
  const text = LATEST.replace(
    '      image',
    '      # podlint-disable-next-line image-without-digest -- why\n      image',
  ).replaceAll('\n', '\r\n');
  const action = (await desk.actions(text)).find(({ title }) => title === 'Silence latest-image here');
  assert.equal(done(text, action), text.replace('image-without-digest --', 'image-without-digest, latest-image --'));
  const file = (await desk.actions(text)).find(({ title }) => title === 'Silence latest-image in this file');
  assert.ok(done(text, file).startsWith('# podlint-disable-file latest-image\r\n'));
});

test('JSON has no comments, and what can not be read is not silenced', async (context) => {
  const desk = await Desk.open(context);
  const json = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'a', image: 'x:latest' }] },
  });
  desk.write('a.json', json);
  await desk.client.diagnostics(join(desk.root, 'a.json'), (all) => all.length > 0);
  assert.ok((await desk.actions(json, { file: 'a.json' })).every(({ title }) => !title.startsWith('Silence')));
  assert.ok((await desk.actions(`${pod()}  x: [\n`)).every(({ title }) => !title.startsWith('Silence')));
});

test('hovering over a finding says why and where more is to be read', async (context) => {
  const desk = await Desk.open(context);
  const text = await desk.hover(LATEST.replace('latest', 'lat|est'));
  assert.match(text, /\*\*latest-image\*\* \(warning\): /);
  assert.match(text, /explain latest-image|docs\/rules\/latest-image\.md/);
  assert.match(text, /`spec.containers\[0\].image`: string/);
});

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1.0.0
          imagePullPolicy: Always
          resources:
            requests: {cpu: 100m}
      hostUsers: true
`;

const HOVERS: readonly (readonly [at: string, expected: RegExp])[] = [
  ['repl|icas: 2', /`spec.replicas`: integer \(32 bits\)[\s\S]*Default: `1`/],
  ['imagePull|Policy', /One of `Always`, `IfNotPresent`, `Never`[\s\S]*Default: `IfNotPresent`/],
  ['resour|ces:', /ResourceRequirements[\s\S]*QoS class of the Pod: Burstable/],
  ['hostU|sers', /boolean[\s\S]*Since Kubernetes 1\.25/],
  ['contai|ners:', /list of Container[\s\S]*Required[\s\S]*No two items may have the same name/],
  ['labe|ls', /map of string/],
];

for (const [at, expected] of HOVERS) {
  test(`hovering over a field tells what it is: ${at}`, async (context) => {
    const desk = await Desk.open(context);
    assert.match(await desk.hover(DEPLOYMENT.replace(at.replace('|', ''), at)), expected);
  });
}

test('hovering works in JSON, in lists of objects, and in texts that can not be read', async (context) => {
  const desk = await Desk.open(context);
  assert.match(
    await desk.hover('{"apiVersion": "v1", "kind": "Pod", "spec": {"restart|Policy": "Never"}}', 'a.json'),
    /Default: `Always`/,
  );
  assert.match(
    await desk.hover(
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    spec:\n      restart|Policy: Never\n',
    ),
    /`spec.restartPolicy`/,
  );
  assert.match(
    await desk.hover(`${DEPLOYMENT.replace('replicas', 'repl|icas')}      x: [\n  broken`),
    /`spec.replicas`/,
  );
  assert.equal(await desk.hover('a: 1\nb|: 2\n'), '');
  assert.equal(await desk.hover(`${DEPLOYMENT}# a com|ment\n`), '');
});

test('fields are offered that the target version has and the object has not', async (context) => {
  const desk = await Desk.open(context);
  const inContainer = DEPLOYMENT.replace('          resources', '          |\n          resources');
  const offers = await desk.offers(inContainer);
  assert.ok(offers.includes('readinessProbe') && offers.includes('restartPolicyRules'), String(offers));
  assert.ok(!offers.includes('image') && !offers.includes('resources') && !offers.includes('containers'));
  assert.ok((await desk.offers(DEPLOYMENT.replace('  replicas', '  |\n  replicas'))).includes('strategy'));
  const old = await Desk.open(context, {}, { kubernetesVersion: '1.29' });
  const then = await old.offers(inContainer);
  assert.ok(then.includes('readinessProbe') && !then.includes('restartPolicyRules'));
});

test('an offer that is taken leads to where its value is typed', async (context) => {
  const desk = await Desk.open(context);
  const at = DEPLOYMENT.replace('          resources', '          live|\n          resources');
  assert.match(await desk.taken(at, 'livenessProbe'), /\n          livenessProbe:\n            \n/);
  assert.match(await desk.taken(at, 'args'), /\n          args:\n            - \n/);
  assert.match(await desk.taken(at, 'tty'), /\n          tty: \n/);
  assert.match(await desk.taken(DEPLOYMENT.replace('replicas:', 'rep|:'), 'replicas'), /\n  replicas: 2\n/);
  assert.match(
    await desk.taken(DEPLOYMENT.replace('- name: web', '- na|\n          name: web'), 'command'),
    /- command:\n            - \n/,
  );
});

test('values are offered where there are some to choose from', async (context) => {
  const desk = await Desk.open(context);
  assert.deepEqual(await desk.offers(DEPLOYMENT.replace('Policy: Always', 'Policy: |')), [
    'Always',
    'IfNotPresent',
    'Never',
  ]);
  assert.deepEqual(await desk.offers(DEPLOYMENT.replace('Policy: Always', 'Policy: If|')), [
    'Always',
    'IfNotPresent',
    'Never',
  ]);
  assert.deepEqual(await desk.offers(DEPLOYMENT.replace('hostUsers: true', 'hostUsers: |')), ['true', 'false']);
  assert.deepEqual(await desk.offers('apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes:\n    - |\n'), [
    'ReadOnlyMany',
    'ReadWriteMany',
    'ReadWriteOnce',
    'ReadWriteOncePod',
  ]);
  assert.deepEqual(await desk.offers('apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes: [Read|]\n'), [
    'ReadOnlyMany',
    'ReadWriteMany',
    'ReadWriteOnce',
    'ReadWriteOncePod',
  ]);
  assert.deepEqual(await desk.offers(DEPLOYMENT.replace('name: web\nspec', 'name: |\nspec')), []);
});

test('kinds and their versions are offered, deprecated ones as such', async (context) => {
  const desk = await Desk.open(context);
  const items = await desk.ask('completion', 'apiVersion: |\nkind: HorizontalPodAutoscaler\n');
  assert.deepEqual(
    items.map(({ label }: { label: string }) => label),
    ['autoscaling/v1', 'autoscaling/v2'],
  );
  assert.ok((await desk.offers('apiVersion: apps/v1\nkind: |\n')).includes('StatefulSet'));
  assert.ok(!(await desk.offers('apiVersion: apps/v1\nkind: De|\n')).includes('Pod'));
  const endpoints = (await desk.ask('completion', 'apiVersion: v1\nkind: |\n')).find(
    ({ label }: { label: string }) => label === 'Endpoints',
  );
  assert.deepEqual(endpoints.tags, [1]);
  assert.deepEqual(await desk.offers('|'), ['apiVersion', 'kind', 'metadata']);
  const accounts = (
    await desk.ask('completion', DEPLOYMENT.replace('      hostUsers', '      |\n      hostUsers'))
  ).filter(({ label }: { label: string }) => label.startsWith('serviceAccount'));
  assert.deepEqual(
    accounts.map(({ label, tags }: any) => [label, tags]),
    [
      ['serviceAccount', [1]],
      ['serviceAccountName', undefined],
    ],
  );
});

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: shops.example.com
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Shop, plural: shops}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [size]
              properties:
                size: {type: string, enum: [small, large], default: small, description: How much fits in.}
                shelves: {type: array, items: {type: object, properties: {goods: {type: string}}}}
`;

test('custom kinds are known by their definitions', async (context) => {
  const desk = await Desk.open(context, { 'crd.yaml': DEFINITION });
  const shop = 'apiVersion: example.com/v1\nkind: Shop\nmetadata:\n  name: a\nspec:\n';
  assert.deepEqual(await desk.offers(`${shop}  |\n`), ['size', 'shelves']);
  assert.deepEqual(await desk.offers(`${shop}  size: |\n`), ['small', 'large']);
  assert.deepEqual(await desk.offers(`${shop}  shelves:\n    - |\n`), ['goods']);
  assert.match(await desk.hover(`${shop}  si|ze: small\n`), /Required[\s\S]*Default: `small`[\s\S]*How much fits in/);
  assert.ok((await desk.offers('apiVersion: example.com/v1\nkind: |\n')).includes('Shop'));
  assert.deepEqual(await desk.offers('apiVersion: |\nkind: Shop\n'), ['example.com/v1']);
  assert.ok((await desk.offers('apiVersion: example.com/v1\nkind: Shop\nmetadata:\n  |\n')).includes('labels'));
});

test('offers in JSON', async (context) => {
  const desk = await Desk.open(context);
  const text = '{"apiVersion": "v1", "kind": "Pod", "spec": {"restartPolicy": "|", "x": {}}}';
  assert.deepEqual(await desk.offers(text, 'a.json'), ['Always', 'Never', 'OnFailure']);
  assert.equal(await desk.taken(text, 'Never', 'a.json'), text.replace('|', 'Never'));
  assert.equal(
    await desk.taken('{"apiVersion": "v1", "kind": "Pod", "spec": {"host|": true}}', 'hostNetwork', 'a.json'),
    '{"apiVersion": "v1", "kind": "Pod", "spec": {"hostNetwork": true}}',
  );
});

test('nothing is offered in comments and block scalars', async (context) => {
  const desk = await Desk.open(context);
  assert.deepEqual(await desk.offers(`${DEPLOYMENT}# res|\n`), []);
  assert.deepEqual(
    await desk.offers('apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |-\n    ki|\n'.replace('|-', '>-')),
    [],
  );
});

test('objects and their containers are the symbols of a text', async (context) => {
  const desk = await Desk.open(context);
  const text = `${DEPLOYMENT}---\n# nothing\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n---\nkind: List\napiVersion: v1\nitems:\n  - {kind: Pod, apiVersion: v1, metadata: {name: p}}\n`;
  desk.write('a.yaml', text);
  const symbols = await desk.client.request('textDocument/documentSymbol', {
    textDocument: { uri: desk.uri('a.yaml') },
  });
  assert.deepEqual(
    symbols.map(({ name, children }: any) => [name, children.map((child: any) => child.name)]),
    [
      ['Deployment web', ['web']],
      ['Secret s', []],
      ['Pod p', []],
    ],
  );
  const lines = text.split('\n');
  for (const { selectionRange, range } of [...symbols, ...symbols[0].children]) {
    assert.match(
      (lines[selectionRange.start.line] ?? '').slice(selectionRange.start.character, selectionRange.end.character),
      /^(web|s|p)$/,
    );
    assert.ok(range.start.line <= selectionRange.start.line && selectionRange.end.line <= range.end.line);
  }
});

test('a client without nested symbols gets them in a row', async (context) => {
  const root = folder(context);
  const client = new LspClient(context);
  await client.start(root, {});
  client.open(join(root, 'a.yaml'), DEPLOYMENT);
  const symbols = await client.request('textDocument/documentSymbol', {
    textDocument: { uri: uri(join(root, 'a.yaml')) },
  });
  assert.deepEqual(
    symbols.map(({ name, containerName }: any) => [name, containerName]),
    [
      ['Deployment web', undefined],
      ['web', 'Deployment web'],
    ],
  );
});

test('references lead to what they mean', async (context) => {
  const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  other: a\n  level: debug\n';
  const service =
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n      name: http\n';
  const desk = await Desk.open(context, { 'settings.yaml': settings, 'service.yaml': service });
  const env = `          env:
            - name: LEVEL
              valueFrom:
                configMapKeyRef:
                  name: settings
                  key: level
          volumeMounts:
            - name: data
              mountPath: /data
`;
  const volumes =
    '      volumes:\n        - name: other\n          emptyDir: {}\n        - name: data\n          emptyDir: {}\n';
  const web = DEPLOYMENT.replace('          resources', `${env}          resources`) + volumes;
  const go = async (at: string, text = web, file = 'web.yaml'): Promise<unknown> => {
    const places = (await desk.ask('definition', text.replace(at.replace('|', ''), at), file)) as {
      uri: string;
      range: Range;
    }[];
    return places.map((place) => [
      place.uri.slice(place.uri.lastIndexOf('/') + 1),
      place.range.start.line,
      place.range.start.character,
    ]);
  };
  assert.deepEqual(await go('name: sett|ings'), [['settings.yaml', 3, 8]]);
  assert.deepEqual(await go('key: le|vel'), [['settings.yaml', 6, 2]]);
  const volumeLine = web.split('\n').lastIndexOf('        - name: data');
  assert.deepEqual(await go('- name: da|ta\n              mountPath'), [['web.yaml', volumeLine, 16]]);
  assert.deepEqual(await go('    app: w|eb\n  ports', service, 'service.yaml'), [['web.yaml', 3, 8]]);
  const ingress =
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  defaultBackend:\n    service:\n      name: web\n      port:\n        name: http\n';
  assert.deepEqual(await go('service:\n      name: w|eb', ingress, 'ingress.yaml'), [['service.yaml', 3, 8]]);
  assert.deepEqual(await go('replicas: |2'), []);
});
