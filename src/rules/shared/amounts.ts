import type { Field } from '../../model/field.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { Pod } from '../../model/workload.ts';
import type {
  LimitRange,
  PersistentVolumeClaim,
  ResourceQuota,
  ResourceRequirements,
  StatefulSet,
} from '../../schema/types.gen.ts';

/** What the place of an amount says of it. */
export interface Kind {
  /** The API server warns of parts of bytes here. */
  readonly warned: boolean;
  /** For many Pods together, or the most that any may have. */
  readonly total: boolean;
}

const OF_A_POD: Kind = { warned: true, total: false };
const UNCHECKED: Kind = { warned: false, total: false };
const TOTAL: Kind = { warned: false, total: true };

/** Called for amounts by their names: in a list, or a field of its own. */
type Visit = (name: string, holder: List | Field<string>, kind: Kind) => void;
type List = Field<Map<string, string>>;
/** Amounts that nothing is to be said of: fields are made for the others only. */
type Skip = (name: string, text: string) => boolean;

/** Amounts in a pod spec, but for those that can be told from their texts to be fine. */
export function amountsOfPod({ spec, containers }: Pod, skip: Skip, visit: Visit): void {
  const { resources, volumes } = spec.value ?? {};
  if (resources !== undefined) visitResources(spec, skip, visit);
  for (const { field, value } of containers) if (value.resources !== undefined) visitResources(field, skip, visit);
  if (volumes === undefined) return;
  for (let i = 0; i < volumes.length; i++) {
    const { emptyDir, ephemeral } = volumes[i] ?? {};
    if (emptyDir?.sizeLimit !== undefined && !skip('storage', emptyDir.sizeLimit)) {
      visit('storage', spec.get('volumes').item(i).get('emptyDir').get('sizeLimit'), UNCHECKED);
    }
    if (ephemeral === undefined) continue;
    const template = spec.get('volumes').item(i).get('ephemeral').get('volumeClaimTemplate');
    visitResources(template.get('spec') as Holder, skip, visit);
  }
}

/** Amounts in other objects. */
export function amountsOf(manifest: Manifest, skip: Skip, visit: Visit): void {
  switch (manifest.kind) {
    case 'LimitRange':
      for (const item of manifest.field<LimitRange>().get('spec').get('limits').items()) {
        for (const name of ['default', 'defaultRequest', 'min', 'max'] as const) {
          visitList(item.get(name) as List, name === 'max' ? TOTAL : UNCHECKED, visit);
        }
      }
      return;
    case 'ResourceQuota':
      return visitList(manifest.field<ResourceQuota>().get('spec').get('hard') as List, TOTAL, visit);
    case 'PersistentVolumeClaim':
      return visitResources(manifest.field<PersistentVolumeClaim>().get('spec') as Holder, skip, visit);
    case 'StatefulSet':
      for (const claim of manifest.field<StatefulSet>().get('spec').get('volumeClaimTemplates').items()) {
        visitResources(claim.get('spec') as Holder, skip, visit);
      }
  }
}

type Holder = Field<{ resources?: ResourceRequirements | undefined }>;

function visitResources(holder: Holder, skip: Skip, visit: Visit): void {
  const { requests, limits } = holder.value?.resources ?? {};
  if (requests !== undefined && !isSkipped(requests, skip))
    visitList(holder.get('resources').get('requests'), OF_A_POD, visit);
  if (limits !== undefined && !isSkipped(limits, skip))
    visitList(holder.get('resources').get('limits'), OF_A_POD, visit);
}

function isSkipped(list: ReadonlyMap<string, string>, skip: Skip): boolean {
  for (const [name, text] of list) if (!skip(name, text)) return false;
  return true;
}

function visitList(list: List, kind: Kind, visit: Visit): void {
  for (const name of list.value?.keys() ?? []) visit(name, list, kind);
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
