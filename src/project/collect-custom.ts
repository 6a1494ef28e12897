import type { Manifest } from '../model/manifest.ts';
import { type Node, Type } from '../model/node.ts';
import { jsonText, resolve, text } from '../model/scalar.ts';
import { stringAt } from '../parse/manifests.ts';
import type { LabelSelector } from '../schema/types.gen.ts';
import type { Collector } from './collect.ts';
import { unclearWorkload } from './collect-workload.ts';
import { type Facts, type Form, Reference } from './entry.ts';
import { kindOf } from './kinds.ts';
import { Labels, Selector } from './labels.ts';

/**
 * What is kept of objects whose shape is not known here: of the custom kinds that point to built-in ones what they point to, of others the labels of a
 * pod template, if there is one where such templates stand.
 */
export function collectCustom(manifest: Manifest, collector: Collector): Facts | undefined {
  const { kind, root, apiVersion } = manifest;
  if (apiVersion.startsWith('gateway.networking.k8s.io/') && kind.endsWith('Route')) collectRoute(root, collector);
  else if (kind === 'ScaledObject' && apiVersion.startsWith('keda.sh/')) return collectScaledObject(root, collector);
  else if ((kind === 'ServiceMonitor' || kind === 'PodMonitor') && apiVersion.startsWith('monitoring.coreos.com/'))
    return collectMonitor(kind, root);
  const spec = root.get('spec');
  const template = spec?.get('template') ?? spec?.get('jobTemplate')?.get('spec')?.get('template');
  return template?.get('spec') === undefined
    ? undefined
    : unclearWorkload(labelsOf(template.get('metadata')?.get('labels')));
}

const BACKEND: Form = { name: 'name', key: 'port' };
const TARGET: Form = { name: 'name', key: undefined };

function collectRoute(root: Node, collector: Collector): void {
  for (const rule of itemsOf(root.get('spec')?.get('rules'))) {
    for (const backend of itemsOf(rule.get('backendRefs'))) addBackend(backend, collector);
    for (const filter of itemsOf(rule.get('filters'))) {
      const mirror = filter.get('requestMirror')?.get('backendRef');
      if (mirror !== undefined) addBackend(mirror, collector);
    }
  }
}

function addBackend(backend: Node, collector: Collector): void {
  if ((stringAt(backend, 'kind') ?? 'Service') !== 'Service' || (stringAt(backend, 'group') ?? '') !== '') return;
  const name = stringAt(backend, 'name') ?? '';
  const key = numberAt(backend, 'port');
  collector.need(new Reference('Service', BACKEND, name, key, false, stringAt(backend, 'namespace')), backend);
}

function collectScaledObject(root: Node, collector: Collector): Facts {
  const spec = root.get('spec');
  const target = spec?.get('scaleTargetRef');
  const targetKind = (target && stringAt(target, 'kind')) ?? 'Deployment';
  const name = (target && stringAt(target, 'name')) ?? '';
  const apiVersion = (target && stringAt(target, 'apiVersion')) ?? 'apps/v1';
  const kind = kindOf(apiVersion, targetKind);
  if (target !== undefined) {
    collector.add(kind, TARGET, target, name);
  }
  return {
    is: 'scaler',
    apiVersion,
    targetKind,
    target: name,
    min: (spec && numberAt(spec, 'minReplicaCount')) ?? 0,
    metrics: [],
  };
}

function collectMonitor(kind: string, root: Node): Facts {
  const spec = root.get('spec');
  const where = spec?.get('namespaceSelector');
  const anywhere = where?.get('any') !== undefined;
  const names = itemsOf(where?.get('matchNames')).map((node) => text(node));
  return {
    is: 'monitor',
    of: kind === 'PodMonitor' ? 'Pod' : 'Service',
    selector: Selector.of(selectorOf(spec?.get('selector'))),
    namespaces: anywhere ? [] : names.length > 0 ? names : undefined,
  };
}

function selectorOf(node: Node | undefined): LabelSelector | undefined {
  if (node === undefined || node.type !== Type.Map) return undefined;
  const matchExpressions = itemsOf(node.get('matchExpressions')).map((expression) => ({
    key: stringAt(expression, 'key'),
    operator: stringAt(expression, 'operator'),
    values: itemsOf(expression.get('values')).map((value) => text(value)),
  }));
  const matchLabels = new Map<string, string>();
  for (const item of itemsOf(node.get('matchLabels'))) matchLabels.set(item.key ?? '', text(item));
  return { matchLabels, matchExpressions };
}

function labelsOf(node: Node | undefined): Labels {
  const labels = new Map<string, string>();
  for (const item of itemsOf(node)) if (item.key !== undefined) labels.set(item.key, text(item));
  return Labels.of(labels);
}

function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.items ?? [];
}

function numberAt(map: Node, key: string): number | undefined {
  const node = map.get(key);
  return node !== undefined && resolve(node) === Type.Int ? Number(jsonText(node)) : undefined;
}

/** How much of a custom resource is looked through for names. */
const MOST_NODES = 2_000;

/** Names that a custom resource mentions: its controller may well make objects of these names. */
export function mentionsIn(root: Node): string[] {
  const names: string[] = [];
  const open = [...root.items.filter(({ key }) => key !== 'metadata' && key !== 'status')];
  for (let seen = 0; open.length > 0 && seen < MOST_NODES; seen++) {
    const node = open.pop() as Node;
    if (node.items.length > 0) for (const item of node.items) open.push(item);
    else if (node.key !== undefined && NAMING.test(node.key) && resolve(node) === Type.String) names.push(text(node));
  }
  return names;
}

const NAMING = /(?:name|secret|configmap|claim|service|account)$/i;
