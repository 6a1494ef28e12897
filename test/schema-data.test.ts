import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { describe, test } from 'node:test';
import { changes } from '../scripts/update-schemas/changes.ts';
import { checkOf } from '../scripts/update-schemas/markers.ts';
import { spans, Timeline } from '../scripts/update-schemas/spans.ts';
import { DeclaredChecks, Enums, holds, valuesOf } from '../src/schema/facts.ts';
import { isDeprecated, isServed, type KindAnswer, openKinds, removedAt } from '../src/schema/kinds.ts';
import { NEWEST_MINOR, OLDEST_MINOR } from '../src/schema/minors.gen.ts';
import { type FieldDef, Kind, openTable, readMinors, type TypeDef, type TypeRef } from '../src/schema/table.ts';

const path = (name: string): URL => new URL(`../src/schema/${name}`, import.meta.url);
const data = (name: string): string => readFileSync(path(`data/${name}`), 'utf8');
const table = openTable(data('types.txt'));
const kinds = openKinds(data('kinds.txt'));
const enums = new Enums(data('enums.txt'));
const checks = new DeclaredChecks(data('declarative.txt'));
const minors = Array.from({ length: NEWEST_MINOR - OLDEST_MINOR + 1 }, (_, i) => OLDEST_MINOR + i);

function typeOf(name: string): TypeDef {
  const type = table.type(name);
  assert.ok(type, `no type ${name}`);
  return type;
}

function entriesOf(field: FieldDef): FieldDef[] {
  return [...(field.others ?? []), field];
}

function objectIn(ref: TypeRef): TypeRef | undefined {
  return ref.item ? objectIn(ref.item) : ref.typeName === undefined ? undefined : ref;
}

describe('the table of types', () => {
  test('every reference resolves in every minor that has the field', () => {
    let references = 0;
    for (const name of table.typeNames()) {
      const type = typeOf(name);
      for (const field of [...type.fields.values()].flatMap(entriesOf)) {
        const ref = objectIn(field.type);
        if (!ref) continue;
        references++;
        const { def } = ref;
        assert.ok(def, `${name}.${field.name}: ${field.type.text}`);
        for (const minor of minors)
          if (holds(type, minor) && holds(field, minor))
            assert.ok(holds(def, minor), `${name}.${field.name} in 1.${minor}`);
      }
    }
    assert.ok(references > 1500);
  });

  test('what is read is what is written', () => {
    const lines = data('types.txt').split('\n');
    let pkg = '';
    let compared = 0;
    for (const line of lines) {
      if (line === '' || line.startsWith('#')) continue;
      if (!line.startsWith(' ')) pkg = line;
      else {
        const type = typeOf(`${pkg}.${/\w+/.exec(line)?.[0]}`);
        assert.equal(` ${writeType(type, pkg)}`, line);
        compared++;
      }
    }
    assert.equal(compared, [...table.typeNames()].length);
  });

  test('fields come and go', () => {
    const container = typeOf('core.v1.Container');
    assert.equal(container.field('resizePolicy', 26), undefined);
    assert.equal(container.field('resizePolicy', 27)?.type.text, '[]core.v1.ContainerResizePolicy');
    assert.ok(container.field('image', OLDEST_MINOR)?.always);
    assert.equal(container.field('Image', NEWEST_MINOR), undefined);
    assert.equal(typeOf('meta.v1.ObjectMeta').field('clusterName', 24)?.type.kind, Kind.String);
    assert.equal(typeOf('meta.v1.ObjectMeta').field('clusterName', 25), undefined);
    assert.equal(typeOf('batch.v1.JobSpec').field('podReplacementPolicy', 27), undefined);
    assert.ok(typeOf('batch.v1.JobSpec').field('podReplacementPolicy', 28));
    assert.deepEqual(container.fields.get('ports')?.listKeys, ['containerPort', 'protocol']);
    assert.equal(container.fields.get('name')?.required, true);
    assert.equal(container.fields.get('image')?.required, false);
  });

  test('a field whose type changed has the type of each minor', () => {
    const claim = typeOf('core.v1.PersistentVolumeClaimSpec');
    assert.equal(claim.field('resources', 28)?.type.typeName, 'core.v1.ResourceRequirements');
    assert.equal(claim.field('resources', 29)?.type.typeName, 'core.v1.VolumeResourceRequirements');
    assert.equal(claim.field('dataSourceRef', 21), undefined);
    assert.equal(claim.field('dataSourceRef', 25)?.type.typeName, 'core.v1.TypedLocalObjectReference');
    assert.equal(claim.field('dataSourceRef', 26)?.type.typeName, 'core.v1.TypedObjectReference');
  });

  test('values have the type that JSON decoding takes', () => {
    const kindAt = (type: string, field: string): number | undefined => typeOf(type).fields.get(field)?.type.kind;
    assert.equal(kindAt('apps.v1.DeploymentSpec', 'replicas'), Kind.Int32);
    assert.equal(kindAt('core.v1.PodSpec', 'activeDeadlineSeconds'), Kind.Int64);
    assert.equal(kindAt('core.v1.ServicePort', 'targetPort'), Kind.IntOrString);
    assert.equal(kindAt('core.v1.EmptyDirVolumeSource', 'sizeLimit'), Kind.Quantity);
    assert.equal(kindAt('meta.v1.ObjectMeta', 'creationTimestamp'), Kind.Time);
    assert.equal(kindAt('coordination.v1.LeaseSpec', 'renewTime'), Kind.MicroTime);
    assert.equal(kindAt('meta.v1.ManagedFieldsEntry', 'fieldsV1'), Kind.Any);
    assert.equal(kindAt('apps.v1.ControllerRevision', 'data'), Kind.Any);
    assert.equal(typeOf('core.v1.Secret').fields.get('data')?.type.text, 'map<bytes>');
    assert.equal(typeOf('core.v1.ResourceRequirements').fields.get('limits')?.type.text, 'map<quantity>');
    assert.equal(typeOf('authentication.v1.UserInfo').fields.get('extra')?.type.text, 'map<[]string>');
    const schema = typeOf('apiextensions.v1.JSONSchemaProps');
    assert.equal(schema.fields.get('additionalProperties')?.type.kind, Kind.ObjectOrBool);
    assert.equal(schema.fields.get('items')?.type.kind, Kind.ObjectOrList);
    assert.equal(schema.fields.get('items')?.type.def, schema);
    assert.equal(schema.fields.get('dependencies')?.type.item?.kind, Kind.ObjectOrStrings);
    assert.equal(schema.fields.get('maximum')?.type.kind, Kind.Number);
    assert.equal(schema.fields.get('enum')?.type.item?.kind, Kind.Any);
  });

  test('names from manifests are only looked up', () => {
    for (const name of [
      '',
      '.',
      'core.v1',
      'core.v1.',
      '__proto__',
      'core.v1.__proto__',
      'constructor.x',
      'core.v1.Container args',
    ])
      assert.equal(table.type(name), undefined, name);
    for (const name of ['__proto__', 'constructor', '', 'toString'])
      assert.equal(typeOf('core.v1.Pod').field(name, 30), undefined);
    assert.throws(() => table.ref('map<'), /no type/);
  });

  test('an empty object has every field, undefined', () => {
    const { empty, fields } = typeOf('core.v1.Container');
    assert.deepEqual(Object.keys(empty), [...fields.keys()]);
    assert.deepEqual(new Set(Object.values(empty)), new Set([undefined]));
  });

  test('Windows line ends do no harm', () => {
    const other = openTable(data('types.txt').replaceAll('\n', '\r\n'));
    assert.deepEqual([...other.typeNames()], [...table.typeNames()]);
    assert.equal(other.type('core.v1.Pod')?.fields.get('spec')?.type.text, 'core.v1.PodSpec');
  });

  test('is small and opens fast', () => {
    for (const [name, most] of [
      ['types.txt', 200],
      ['kinds.txt', 30],
      ['enums.txt', 20],
      ['declarative.txt', 100],
    ] as const)
      assert.ok(statSync(path(`data/${name}`)).size < most * 1024, name);
    const times = Array.from({ length: 7 }, () => {
      const text = data('types.txt');
      const start = process.cpuUsage();
      const opened = openTable(text);
      for (const name of ['apps.v1.Deployment', 'core.v1.PodSpec', 'core.v1.Container', 'meta.v1.ObjectMeta'])
        opened.type(name);
      return process.cpuUsage(start).user / 1000;
    });
    const median = times.sort((a, b) => a - b)[3] as number;
    assert.ok(median < 10, `${median} ms`);
  });
});

/** The line of the data file that a type was read from. */
function writeType(type: TypeDef, pkg: string): string {
  const local = (text: string): string =>
    text.replace(`${pkg}.`, (_, at: number) => (/[\w.]/.test(text[at - 1] ?? '') ? `${pkg}.` : ''));
  const span = (m: { since: number; until: number }): string => {
    if (m.since === 0 && m.until === Number.POSITIVE_INFINITY) return '';
    if (m.since === m.until) return `@${m.since}`;
    return `@${m.since || ''}-${m.until === Number.POSITIVE_INFINITY ? '' : m.until}`;
  };
  const words = [...type.fields.values()].flatMap(entriesOf).map((f) => {
    const keys = f.listKeys ? `{${f.listKeys.join(',')}}` : '';
    return `${f.name}:${local(f.type.text)}${keys}${f.required ? '!' : ''}${span(f)}`;
  });
  return [type.name.slice(pkg.length + 1) + span(type), ...words].join(' ');
}

describe('the kinds', () => {
  const answer = (apiVersion: string, kind: string, minor = NEWEST_MINOR): string =>
    write(kinds.lookup(apiVersion, kind, minor));

  test('every kind of a known minor has a type with a head', () => {
    let found = 0;
    for (const def of kinds.all()) {
      if (def.since > def.until) {
        assert.equal(def.typeName, '', def.kind);
        assert.ok(removedAt(def) > 0 && removedAt(def) <= OLDEST_MINOR, def.kind);
        continue;
      }
      found++;
      const type = typeOf(def.typeName);
      for (const field of ['apiVersion', 'kind', 'metadata'])
        assert.ok(type.fields.get(field)?.always, `${def.typeName}.${field}`);
      assert.deepEqual([def.since, def.until], [type.since, type.until]);
    }
    assert.ok(found > 150);
  });

  test('are found', () => {
    assert.equal(answer('apps/v1', 'Deployment'), 'served apps/v1 Deployment');
    const deployment = kinds.get('apps/v1', 'Deployment');
    assert.deepEqual(deployment?.shortNames, ['deploy']);
    assert.equal(deployment?.resource, 'deployments');
    assert.equal(deployment?.namespaced, true);
    assert.equal(kinds.get('v1', 'Namespace')?.role, 'cluster');
    assert.equal(kinds.get('authentication.k8s.io/v1', 'TokenReview')?.role, 'request');
    assert.equal(kinds.get('authorization.k8s.io/v1', 'LocalSubjectAccessReview')?.role, 'request-namespaced');
    assert.equal(kinds.get('policy/v1', 'Eviction')?.role, 'subresource');
    assert.equal(kinds.get('v1', 'ComponentStatus')?.role, 'read');
    assert.equal(answer('v1', 'List'), 'list');
    assert.equal(answer('apps/v1', 'DeploymentList'), 'list apps/v1 Deployment');
  });

  test('were introduced, removed, are off', () => {
    assert.equal(answer('extensions/v1beta1', 'Deployment'), 'removed 16: apps/v1 Deployment');
    assert.equal(answer('apps/v1beta2', 'StatefulSet', OLDEST_MINOR), 'removed 16: apps/v1 StatefulSet');
    assert.equal(answer('extensions/v1beta1', 'Ingress', 21), 'served extensions/v1beta1 Ingress');
    assert.equal(answer('extensions/v1beta1', 'Ingress', 22), 'removed 22: networking.k8s.io/v1 Ingress');
    assert.equal(answer('policy/v1beta1', 'PodSecurityPolicy', 24), 'served policy/v1beta1 PodSecurityPolicy');
    assert.equal(answer('policy/v1beta1', 'PodSecurityPolicy', 25), 'removed 25: ');
    assert.equal(answer('settings.k8s.io/v1alpha1', 'PodPreset'), 'removed 20: ');
    assert.equal(answer('batch/v1', 'CronJob', 20), 'future 21: batch/v1beta1 CronJob');
    assert.equal(answer('networking.k8s.io/v1', 'IPAddress', 32), 'future 33: ');
    assert.equal(answer('networking.k8s.io/v1beta1', 'IPAddress', 32), 'off: ');
    assert.equal(
      answer('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 29),
      'served flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema',
    );
    assert.equal(
      answer('autoscaling/v2beta1', 'HorizontalPodAutoscaler', 24),
      'served autoscaling/v2beta1 HorizontalPodAutoscaler',
    );
    assert.equal(answer('certificates.k8s.io/v1alpha1', 'PodCertificateRequest', 36), 'removed 35: ');
    const endpoints = kinds.get('v1', 'Endpoints');
    assert.ok(endpoints && isServed(endpoints, NEWEST_MINOR));
    assert.deepEqual(
      [32, 33].map((minor) => isDeprecated(endpoints, minor)),
      [false, true],
    );
    assert.equal(endpoints.use, 'discovery.k8s.io/v1 EndpointSlice');
  });

  test('are missed by little', () => {
    assert.equal(answer('apps/v1', 'Deploymnt'), 'unknown Deployment: apps/v1 Deployment');
    assert.equal(answer('v1', 'pod'), 'unknown Pod: v1 Pod');
    assert.equal(answer('v1', 'Deployment'), 'elsewhere: apps/v1 Deployment');
    assert.equal(answer('app/v1', 'Deployment'), 'elsewhere: apps/v1 Deployment');
    assert.equal(answer('apps/v2', 'Deployment'), 'elsewhere: apps/v1 Deployment');
    assert.equal(answer('v1', 'Event'), 'served v1 Event');
    assert.equal(answer('apps/v1', 'Qwertyuiop'), 'unknown undefined: ');
    assert.equal(answer('v1', '__proto__'), 'unknown undefined: ');
    assert.equal(answer('__proto__/v1', 'constructor'), 'unknown undefined: ');
    assert.equal(answer('', ''), 'unknown undefined: ');
  });

  test('are not ours', () => {
    assert.equal(answer('argoproj.io/v1alpha1', 'Rollout'), 'custom: ');
    assert.equal(answer('serving.knative.dev/v1', 'Service'), 'custom: ');
    assert.equal(answer('gateway.networking.k8s.io/v1', 'Gateway'), 'custom: ');
    assert.equal(answer('network.k8s.io/v1', 'Ingress'), 'custom: networking.k8s.io/v1 Ingress');
    assert.equal(answer('kustomize.config.k8s.io/v1beta1', 'Kustomization'), 'foreign a kustomization');
    assert.equal(answer('kustomize.toolkit.fluxcd.io/v1', 'Kustomization'), 'custom: ');
    assert.equal(answer('audit.k8s.io/v1', 'Policy'), 'foreign an audit policy or audit log of the API server');
    assert.equal(answer('v1', 'Config'), 'foreign a kubeconfig file');
    assert.equal(answer('kind.x-k8s.io/v1alpha4', 'Cluster'), 'foreign a configuration file of kind');
    assert.equal(answer('cluster.x-k8s.io/v1beta1', 'Cluster'), 'custom: ');
  });

  test('replacements that upstream names exist', () => {
    for (const def of kinds.all()) {
      if (def.use === undefined || !def.use.startsWith('apps/')) continue;
      const [apiVersion = '', kind = ''] = def.use.split(' ');
      // Upstream's own slip: apps/v1 has no such kind.
      if (kind !== 'DeploymentRollback')
        assert.ok(kinds.get(apiVersion, kind), `${def.apiVersion} ${def.kind}: ${def.use}`);
    }
  });
});

function write(answer: KindAnswer): string {
  const name = (def: { apiVersion: string; kind: string } | undefined): string =>
    def ? ` ${def.apiVersion} ${def.kind}` : '';
  switch (answer.status) {
    case 'served':
    case 'list':
      return answer.status + name(answer.kind);
    case 'foreign':
      return `foreign ${answer.what}`;
    default: {
      const others = answer.others.map((def) => name(def).trim()).join(', ');
      const more = 'at' in answer ? ` ${answer.at}` : 'near' in answer ? ` ${answer.near}` : '';
      return `${answer.status}${more}: ${others}`;
    }
  }
}

describe('the facts', () => {
  test('enums stand at fields that hold text', () => {
    assert.ok(enums.all.length > 80);
    for (const of of enums.all) assert.ok(of.values.length > 0, of.name);
    for (const name of table.typeNames()) {
      for (const field of typeOf(name).fields.values()) {
        const of = minors.map((minor) => enums.of(name, field.name, minor)).find(Boolean);
        if (of) assert.match(field.type.text, /^(\[\]|map<)?string>?$/, `${name}.${field.name}`);
      }
    }
  });

  test('enums have the values of each minor', () => {
    const values = (type: string, field: string, minor: number): string[] | undefined => {
      const of = enums.of(type, field, minor);
      return of && valuesOf(of, minor);
    };
    assert.deepEqual(values('core.v1.Container', 'imagePullPolicy', OLDEST_MINOR), ['Always', 'IfNotPresent', 'Never']);
    assert.deepEqual(values('batch.v1.PodFailurePolicyRule', 'action', 27), ['Count', 'FailJob', 'Ignore']);
    assert.deepEqual(values('batch.v1.PodFailurePolicyRule', 'action', 28), [
      'Count',
      'FailIndex',
      'FailJob',
      'Ignore',
    ]);
    assert.deepEqual(values('core.v1.ServiceSpec', 'internalTrafficPolicy', 25), ['Cluster', 'Local']);
    assert.deepEqual(values('discovery.v1.EndpointSlice', 'addressType', 30), ['FQDN', 'IPv4', 'IPv6']);
    assert.ok(values('certificates.v1.CertificateSigningRequestSpec', 'usages', 30)?.includes('client auth'));
    assert.ok(values('core.v1.HostPathVolumeSource', 'type', 30)?.includes(''));
    assert.equal(values('core.v1.Container', 'image', 30), undefined);
  });

  test('declared checks stand at types and fields that are there', () => {
    let found = 0;
    for (const name of checks.types()) {
      const type = typeOf(name);
      for (const check of checks.of(name)) {
        found++;
        for (const minor of minors)
          if (check.field && holds(check, minor))
            assert.ok(type.field(check.field, minor), `${name}.${check.field} in 1.${minor}`);
        assert.match(check.name, /^\w+$/);
      }
    }
    assert.ok(found > 1000);
  });

  test('declared checks are taken apart', () => {
    const replicas = checks
      .of('autoscaling.v2.HorizontalPodAutoscalerSpec')
      .filter((c) => c.field === 'minReplicas' && holds(c, 37));
    const gated = replicas.find((c) => c.steps[0]?.name === 'ifEnabled');
    assert.deepEqual(
      { ...gated, since: 0 },
      {
        field: 'minReplicas',
        stage: 'beta',
        steps: [{ name: 'ifEnabled', arg: 'HPAScaleToZero' }],
        name: 'minimum',
        bound: '0',
        since: 0,
        until: Infinity,
      },
    );
    const metadata = checks.of('core.v1.ReplicationController').filter((c) => c.field === 'metadata' && holds(c, 35));
    assert.deepEqual(
      metadata.map((c) => [c.stage, c.steps, c.name, c.bound]),
      [
        ['stable', [{ name: 'subfield', arg: 'name' }], 'format', 'k8s-long-name'],
        ['stable', [{ name: 'subfield', arg: 'name' }], 'optional', ''],
      ],
    );
    assert.ok(
      checks
        .of('core.v1.ReplicationController')
        .some((c) => c.name === 'validated' && c.field === '' && c.since === 33),
    );
    assert.deepEqual(checks.of('core.v1.NoSuchType'), []);
  });

  test('an interface is generated for every type', () => {
    const text = readFileSync(path('types.gen.ts'), 'utf8');
    const names = [...text.matchAll(/^export interface (\w+) \{/gm)].map((m) => m[1]);
    assert.equal(new Set(names).size, names.length);
    assert.equal(names.length, [...table.typeNames()].length + 1);
    assert.match(text, /^export interface Deployment \{\n {2}apiVersion\?: string \| undefined;/m);
    assert.match(text, /^ {2}'apps\/v1 Deployment': Deployment;/m);
  });
});

describe('the generator', () => {
  const known = [20, 21, 22, 23];

  test('writes minors as the table reads them', () => {
    const all = new Set(known);
    const written = (...seen: number[]): string[] => spans(new Set(seen), all, known);
    assert.deepEqual(written(...known), ['']);
    assert.deepEqual(written(22, 23), ['@22-']);
    assert.deepEqual(written(20, 21), ['@-21']);
    assert.deepEqual(written(21, 22), ['@21-22']);
    assert.deepEqual(written(21), ['@21']);
    assert.deepEqual(written(20), ['@-20']);
    assert.deepEqual(written(23), ['@23-']);
    assert.deepEqual(written(20, 22), ['@-20', '@22']);
    assert.deepEqual(spans(new Set([22]), new Set([22]), known), ['']);
    assert.deepEqual(readMinors('x@21-22'), { since: 21, until: 22 });
    assert.deepEqual(readMinors('x@-21'), { since: 0, until: 21 });
    assert.deepEqual(readMinors('x@22-'), { since: 22, until: Infinity });
    assert.deepEqual(readMinors('x@21'), { since: 21, until: 21 });
    assert.deepEqual(readMinors('x'), { since: 0, until: Infinity });
    assert.ok(!minors.some((minor) => holds(readMinors('x@'), minor)));
  });

  test('remembers what held last', () => {
    const timeline = new Timeline();
    timeline.see(20, 'a', 'old');
    timeline.see(21, 'a', 'new');
    assert.equal(timeline.below.get('a')?.newest(), 'new');
    assert.deepEqual([...timeline.minors], [20, 21]);
  });

  test('reads markers', () => {
    assert.equal(checkOf('k8s:maxItems=32'), 'maxItems=32');
    assert.equal(checkOf('k8s:maximum=1000 # HighestEver'), 'maximum=1000');
    assert.equal(
      checkOf('k8s:beta(since: "1.37")=+k8s:subfield(name)=+k8s:format="k8s-long-name"'),
      'beta>subfield(name)>format=k8s-long-name',
    );
    assert.equal(
      checkOf('k8s:alpha(since:"1.37")=+k8s:item(type: "Approved")=+k8s:zeroOrOneOfMember'),
      'alpha>item(type:Approved)>zeroOrOneOfMember',
    );
    assert.equal(checkOf('k8s:deepcopy-gen=true'), undefined);
    assert.equal(checkOf('optional'), undefined);
  });

  test('tells what changed', () => {
    const before = '# x\n\ncore.v1\n A a:string b:T@-24\n B@-20 c:bool\n';
    const after = '# y\n\ncore.v1\n A a:int32 b:T@-24\n C c:bool\n';
    assert.deepEqual(changes(before, after), ['~ core.v1 A: +a:int32 -a:string', '+ core.v1 C', '- core.v1 B']);
    assert.deepEqual(changes(before, before), []);
  });
});
