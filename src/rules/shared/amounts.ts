import type { Field } from '../../model/field.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { Pod } from '../../model/workload.ts';
import type {
  LimitRange,
  PersistentVolumeClaim,
  PersistentVolumeClaimSpec,
  ResourceQuota,
  ResourceRequirements,
  StatefulSet,
} from '../../schema/types.gen.ts';

/** Where an amount of cpu, memory or storage is written. */
export interface Holder {
  at(name: string): Field<string>;
  /** The API server warns of parts of bytes here. */
  readonly warned: boolean;
  /** For many Pods together, or the most that any may have. */
  readonly total: boolean;
}

type Visit = (text: string, name: string, holder: Holder) => void;
type List = Field<Map<string, string>>;

/** Amounts in a pod spec. */
export function amountsOfPod({ spec, containers }: Pod, visit: Visit): void {
  const { resources, volumes } = spec.value ?? {};
  if (resources !== undefined) visitResources(spec.get('resources'), visit);
  for (const { field, value } of containers)
    if (value.resources !== undefined) visitResources(field.get('resources'), visit);
  if (volumes === undefined) return;
  for (let i = 0; i < volumes.length; i++) {
    const { emptyDir, ephemeral } = volumes[i] ?? {};
    const volume = spec.get('volumes').item(i);
    if (emptyDir?.sizeLimit !== undefined) {
      const at = volume.get('emptyDir').get('sizeLimit');
      visit(emptyDir.sizeLimit, 'storage', { at: () => at, warned: false, total: false });
    }
    if (ephemeral !== undefined) visitClaim(volume.get('ephemeral').get('volumeClaimTemplate').get('spec'), visit);
  }
}

/** Amounts in other objects. */
export function amountsOf(manifest: Manifest, visit: Visit): void {
  switch (manifest.kind) {
    case 'LimitRange':
      return visitLimits(manifest.field<LimitRange>(), visit);
    case 'ResourceQuota':
      return visitList(
        manifest.field<ResourceQuota>().get('spec').get('hard') as List,
        { warned: false, total: true },
        visit,
      );
    case 'PersistentVolumeClaim':
      return visitClaim(manifest.field<PersistentVolumeClaim>().get('spec'), visit);
    case 'StatefulSet':
      for (const claim of manifest.field<StatefulSet>().get('spec').get('volumeClaimTemplates').items())
        visitClaim(claim.get('spec'), visit);
  }
}

function visitLimits(range: Field<LimitRange>, visit: Visit): void {
  for (const item of range.get('spec').get('limits').items()) {
    for (const name of ['default', 'defaultRequest', 'min', 'max'] as const) {
      visitList(item.get(name) as List, { warned: false, total: name === 'max' }, visit);
    }
  }
}

function visitClaim(spec: Field<PersistentVolumeClaimSpec>, visit: Visit): void {
  if (spec.value?.resources !== undefined) visitResources(spec.get('resources') as Field<ResourceRequirements>, visit);
}

function visitResources(resources: Field<ResourceRequirements>, visit: Visit): void {
  const { requests, limits } = resources.value ?? {};
  if (requests !== undefined) visitList(resources.get('requests') as List, { warned: true, total: false }, visit);
  if (limits !== undefined) visitList(resources.get('limits') as List, { warned: true, total: false }, visit);
}

function visitList(list: List, more: Pick<Holder, 'warned' | 'total'>, visit: Visit): void {
  if (list.value === undefined) return;
  const holder: Holder = { at: (name) => list.key(name), ...more };
  for (const [name, text] of list.value) visit(text, name, holder);
}

/** What is counted. Quotas have their own names for the same things: `requests.memory`, `gold.storageclass.storage.k8s.io/requests.storage`. */
export function unitOf(name: string): 'cpu' | 'bytes' | undefined {
  if (name === 'cpu' || name === 'memory') return name === 'cpu' ? 'cpu' : 'bytes';
  const bare = name.slice(name.lastIndexOf('/') + 1).replace(/^(?:requests|limits)\./, '');
  if (bare === 'cpu') return 'cpu';
  return bare === 'memory' || bare === 'storage' || bare === 'ephemeral-storage' ? 'bytes' : undefined;
}

/** The same number with the unit that is most likely missing. */
export function meantBy(text: string, name: string): string | undefined {
  if (!/^[1-9][0-9]{0,5}$/.test(text)) return undefined;
  if (unitOf(name) === 'cpu') return text.length > 1 ? `${text}m` : undefined;
  return name.endsWith('storage') && !name.endsWith('ephemeral-storage') && text.length < 5 ? `${text}Gi` : `${text}Mi`;
}
