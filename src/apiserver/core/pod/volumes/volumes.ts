import type { Field } from '../../../../model/field.ts';
import type { Volume } from '../../../../schema/types.gen.ts';
import { type Errors, quote } from '../../../errors.ts';
import { dns1123Label } from '../../../formats.ts';
import { validateDNS1123Label } from '../../checks.ts';
import { type VolumeContext, validateVolumeSource } from './source.ts';

/** The volumes of a Pod that have nothing wrong with them, by their names: what mounts and devices are held against. */
export interface PodVolumes {
  readonly sources: ReadonlyMap<string, Volume>;
  /** False if a volume's name can't be read: then nothing can be said of a name that is not found. */
  readonly complete: boolean;
}

export interface VolumesContext extends VolumeContext {
  /** What to look at instead of the written items: a StatefulSet has its claims before them. */
  readonly items?: readonly Field<Volume>[] | undefined;
}

/** @mirrors core/validation.ValidateVolumes */
export function validateVolumes(volumes: Field<Volume[]>, errors: Errors, context: VolumesContext): PodVolumes {
  const items = context.items ?? volumes.items();
  const sources = new Map<string, Volume>();
  const created = createdClaims(items, context.podName);
  for (const volume of items) {
    const before = errors.count;
    const { name = '', persistentVolumeClaim } = volume.value ?? {};
    validateVolumeSource(volume, errors, context);
    validateVolumeName(volume, sources, errors);
    if (errors.count === before && volume.value !== undefined) sources.set(name, volume.value);
    const claim = persistentVolumeClaim?.claimName ?? '';
    if (created?.has(claim)) {
      errors.invalid(
        volume.get('persistentVolumeClaim').get('claimName'),
        `${quote(claim)} is made for an ephemeral volume of this Pod and can't be used by another one`,
      );
    }
  }
  return { sources, complete: !volumes.unknown && isComplete(items) };
}

function isComplete(items: readonly Field<Volume>[]): boolean {
  return items[0]?.manifest.unknown === undefined || !items.some((volume) => volume.get('name').unknown);
}

function validateVolumeName(volume: Field<Volume>, sources: ReadonlyMap<string, Volume>, errors: Errors): void {
  const text = volume.value?.name ?? '';
  const repeated = sources.has(text);
  if (!repeated && dns1123Label(text) === undefined) return;
  const name = volume.get('name');
  if (text === '') errors.required(name);
  else validateDNS1123Label(name, errors);
  if (repeated) errors.duplicate(name, `${quote(name.value)} is the name of another volume too`);
}

/** The claims that will be made for this Pod, if its name is known. */
function createdClaims(volumes: readonly Field<Volume>[], podName: string | undefined): Set<string> | undefined {
  if (!podName) return undefined;
  let claims: Set<string> | undefined;
  for (const { value } of volumes) {
    if (value?.ephemeral !== undefined) (claims ??= new Set()).add(`${podName}-${value.name ?? ''}`);
  }
  return claims;
}
