import type { Field } from '../../../model/field.ts';
import type {
  PersistentVolumeClaimSpec,
  TypedLocalObjectReference,
  TypedObjectReference,
} from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { dns1123Label, dns1123Subdomain } from '../../formats.ts';
import { validateLabelSelector } from '../../meta/labelselector.ts';
import { parseResource } from '../../../model/quantity.ts';
import { requireFields, validateFormat } from '../checks.ts';

const ACCESS_MODES: readonly string[] = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
/** How a volume shows itself in a container. */
export const VOLUME_MODES: readonly string[] = ['Block', 'Filesystem'];

/** @mirrors core/validation.ValidatePersistentVolumeClaimSpec */
export function validatePersistentVolumeClaimSpec(
  spec: Field<PersistentVolumeClaimSpec>,
  errors: Errors,
  env: Env,
): void {
  const { accessModes = [], selector, storageClassName, volumeMode, volumeAttributesClassName } = spec.value ?? {};
  if (accessModes.length === 0) errors.required(spec.get('accessModes'), 'needs at least one access mode');
  if (selector !== undefined) validateLabelSelector(spec.get('selector'), errors);
  validateAccessModes(spec.get('accessModes'), errors);
  validateStorageRequest(spec, errors);
  if (storageClassName) validateFormat(spec.get('storageClassName'), dns1123Subdomain, errors);
  if (volumeMode !== undefined && !VOLUME_MODES.includes(volumeMode)) {
    errors.notSupported(spec.get('volumeMode'), VOLUME_MODES);
  }
  validateDataSources(spec, errors);
  if (volumeAttributesClassName && env.gates.VolumeAttributesClass) {
    validateFormat(spec.get('volumeAttributesClassName'), dns1123Subdomain, errors);
  }
}

/** Upstream names the list, whichever mode of it is wrong. */
export function validateAccessModes(modes: Field<string[]>, errors: Errors): void {
  if (modes.value === undefined) return;
  for (const mode of modes.items()) {
    if (!ACCESS_MODES.includes(mode.value ?? '')) errors.notSupported(mode.shownAsPath(modes.path), ACCESS_MODES);
  }
  const known = modes.value.filter((mode) => ACCESS_MODES.includes(mode));
  if (known.includes('ReadWriteOncePod') && known.some((mode) => mode !== 'ReadWriteOncePod')) {
    errors.forbidden(modes.atKey(), 'ReadWriteOncePod must be the only access mode');
  }
}

function validateStorageRequest(spec: Field<PersistentVolumeClaimSpec>, errors: Errors): void {
  const resources = spec.get('resources');
  const storage = resources.get('requests').key('storage').shownAsPath(`${resources.path}[storage]`);
  if (storage.value === undefined) {
    errors.required(storage, 'needs resources.requests.storage, the size that is asked for');
    return;
  }
  const amount = parseResource(storage.value);
  if (amount !== undefined && amount.sign <= 0) errors.invalid(storage, `${quote(storage.value)} must be more than 0`);
}

function validateDataSources(spec: Field<PersistentVolumeClaimSpec>, errors: Errors): void {
  const source = spec.get('dataSource');
  const reference = spec.get('dataSourceRef') as Field<TypedObjectReference>;
  if (source.value !== undefined) validateDataSource(source, errors);
  if (reference.value === undefined) return;
  validateDataSourceRef(reference, errors);
  if (source.value === undefined) return;
  const at = source.atKey().shownAsPath(spec.path);
  const given = errors.given(reference as Field);
  if (reference.value.namespace) {
    given.invalid(at, 'dataSource must not be set where dataSourceRef has a namespace');
  } else if (!isSameSource(source.value, reference.value)) {
    given.invalid(at, 'dataSource and dataSourceRef must name the same object');
  }
}

function isSameSource(a: TypedLocalObjectReference, b: TypedLocalObjectReference): boolean {
  return a.apiGroup === b.apiGroup && (a.kind ?? '') === (b.kind ?? '') && (a.name ?? '') === (b.name ?? '');
}

/** @mirrors core/validation.validateDataSource */
function validateDataSource(source: Field<TypedLocalObjectReference>, errors: Errors): void {
  requireFields(source, ['name', 'kind'], errors);
  const { apiGroup, kind } = source.value ?? {};
  if (apiGroup) validateFormat(source.get('apiGroup'), dns1123Subdomain, errors);
  else if (kind !== 'PersistentVolumeClaim') {
    errors.invalid(source, `${quote(kind ?? '')} must be PersistentVolumeClaim where there is no apiGroup`);
  }
}

/** @mirrors core/validation.validateDataSourceRef */
function validateDataSourceRef(reference: Field<TypedObjectReference>, errors: Errors): void {
  validateDataSource(reference, errors);
  if (reference.value?.namespace) validateFormat(reference.get('namespace'), dns1123Label, errors);
}
