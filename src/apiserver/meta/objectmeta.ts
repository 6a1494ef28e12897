import type { Field } from '../../model/field.ts';
import type { ManagedFieldsEntry, ObjectMeta, OwnerReference } from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { byteLength, dns1123Label, qualifiedName, unprintable } from '../formats.ts';
import { keyIn, validateLabels } from './labels.ts';
import type { NameFunction } from './names.ts';

const ANNOTATIONS_SIZE = 256 * 1024;
const FIELD_MANAGER_LENGTH = 128;
const SUBRESOURCE_LENGTH = 256;

/** What the metadata of a kind has to look like. */
export interface ObjectMetaRules {
  readonly namespaced: boolean;
  readonly name: NameFunction;
  /** A `generateName` is not looked at, only what was made of it. */
  readonly nameOnly?: boolean;
  /** For kinds outside of Kubernetes' own groups: finalizers may be any words. */
  readonly anyFinalizers?: boolean;
}

/**
 * The metadata of an object as it is after its name was generated.
 * @mirrors validation.ValidateObjectMeta
 * @mirrors validation.ValidateObjectMetaAccessor
 */
export function validateObjectMeta(meta: Field<ObjectMeta>, errors: Errors, env: Env, rules: ObjectMetaRules): void {
  validateNames(meta, errors, rules);
  const value = meta.value;
  if (value === undefined) return;
  validateNamespace(meta, errors, rules.namespaced);
  if (value.generation !== undefined) validateNonnegativeField(meta.get('generation'), errors);
  if (value.labels !== undefined) validateLabels(meta.get('labels'), errors);
  if (value.annotations !== undefined) validateAnnotations(meta.get('annotations'), errors);
  if (value.ownerReferences !== undefined) validateOwnerReferences(meta.get('ownerReferences'), errors, env);
  if (value.finalizers !== undefined) validateFinalizers(meta.get('finalizers'), errors, rules);
  if (value.managedFields !== undefined) validateManagedFields(meta.get('managedFields'), errors, env);
}

function validateNames(meta: Field<ObjectMeta>, errors: Errors, rules: ObjectMetaRules): void {
  const { name: nameFunction } = rules;
  const { name = '', generateName = '' } = meta.value ?? {};
  if (generateName !== '' && !rules.nameOnly) {
    const fault = nameFunction(generateName, true);
    if (fault !== undefined) errors.invalid(meta.get('generateName'), `${quote(generateName)} ${fault}`);
  }
  if (name === '') {
    errors.required(meta.get('name'), 'a name is required (`name` or `generateName`)');
    return;
  }
  const fault = nameFunction(name, false);
  if (fault !== undefined) errors.invalid(meta.get('name'), `${quote(name)} ${fault}`);
}

/** The server has taken away a namespace or filled in a missing one before, as the kind wants it: its form is left. */
function validateNamespace(meta: Field<ObjectMeta>, errors: Errors, namespaced: boolean): void {
  const { namespace } = meta.value ?? {};
  const fault = namespaced && namespace ? dns1123Label(namespace) : undefined;
  if (fault !== undefined) errors.invalid(meta.get('namespace'), `${quote(namespace)} ${fault}`);
}

/** @mirrors validation.ValidateNonnegativeField */
export function validateNonnegativeField(field: Field<number>, errors: Errors): void {
  if (field.value !== undefined && field.value < 0) errors.invalid(field, `must not be negative and is ${field.value}`);
}

/**
 * Keys may have capital letters in their prefix, unlike those of labels; together keys and values have a limit.
 * @mirrors validation.ValidateAnnotations
 */
export function validateAnnotations(annotations: Field<Map<string, string>>, errors: Errors): void {
  if (annotations.value === undefined) return;
  for (const key of annotations.value.keys()) {
    const fault = qualifiedName(key.toLowerCase());
    if (fault !== undefined) errors.invalid(keyIn(annotations, key), `the key ${quote(key)} ${fault}`, 'invalid-label');
  }
  validateAnnotationsSize(annotations, errors);
}

/** @mirrors validation.ValidateAnnotationsSize */
function validateAnnotationsSize(annotations: Field<Map<string, string>>, errors: Errors): void {
  const entries = annotations.value ?? [];
  let units = 0;
  for (const [key, value] of entries) units += key.length + value.length;
  // Three bytes a unit is the most; counting exactly is dear and rarely needed.
  if (units * 3 <= ANNOTATIONS_SIZE) return;
  let size = 0;
  for (const [key, value] of entries) size += byteLength(key) + byteLength(value);
  if (size > ANNOTATIONS_SIZE) errors.tooLong(annotations, ANNOTATIONS_SIZE);
}

/** @mirrors validation.ValidateOwnerReferences */
function validateOwnerReferences(references: Field<OwnerReference[]>, errors: Errors, env: Env): void {
  let controller: string | undefined;
  for (const reference of references.items()) {
    const shown = env.gates.OwnerReferencesIndexed ? reference : reference.shownAsPath(references.path);
    validateOwnerReference(shown, errors, env);
    if (reference.value?.controller !== true) continue;
    const name = `${reference.value.kind ?? ''}/${reference.value.name ?? ''}`;
    if (controller !== undefined) {
      const message = `only one owner may be the controller: ${quote(controller)} and ${quote(name)} both are`;
      errors.invalid(reference.get('controller').shownAsPath(references.path), message);
    } else controller = name;
  }
}

/** @mirrors validation.validateOwnerReference */
function validateOwnerReference(reference: Field<OwnerReference>, errors: Errors, env: Env): void {
  const { apiVersion = '', kind = '' } = reference.value ?? {};
  for (const name of ['apiVersion', 'kind', 'name', 'uid'] as const) {
    const field = reference.get(name);
    if ((field.value ?? '') !== '') continue;
    if (env.gates.OwnerReferencesIndexed) errors.required(field);
    else errors.invalid(field, 'is required');
  }
  if (apiVersion !== '' && !isGroupVersion(apiVersion)) {
    errors.invalid(reference.get('apiVersion'), `${quote(apiVersion)} is no \`group/version\` or \`version\``);
  }
  const isEvent = kind === 'Event' && (apiVersion === 'v1' || apiVersion === '/v1');
  if (isEvent) errors.invalid(reference, 'an Event can own nothing');
}

/** @mirrors schema.ParseGroupVersion */
function isGroupVersion(apiVersion: string): boolean {
  const slash = apiVersion.indexOf('/');
  if (slash !== apiVersion.lastIndexOf('/')) return false;
  return slash < apiVersion.length - 1 && apiVersion !== '/';
}

const FINALIZERS = ['foregroundDeletion', 'kubernetes', 'orphan'];

/** @mirrors validation.ValidateFinalizers */
function validateFinalizers(finalizers: Field<string[]>, errors: Errors, rules: ObjectMetaRules): void {
  for (const finalizer of finalizers.items()) {
    validateFinalizerName(finalizer.shownAsPath(finalizers.path), errors);
    if (!rules.anyFinalizers) validateKubeFinalizerName(finalizer, errors);
  }
  if (finalizers.value?.includes('orphan') && finalizers.value.includes('foregroundDeletion')) {
    errors.invalid(finalizers, '`orphan` and `foregroundDeletion` exclude each other');
  }
}

/** @mirrors validation.ValidateFinalizerName */
export function validateFinalizerName(finalizer: Field<string>, errors: Errors): void {
  const name = finalizer.value ?? '';
  const fault = qualifiedName(name);
  if (fault !== undefined) errors.invalid(finalizer, `${quote(name)} ${fault}`);
}

/** @mirrors core/validation.validateKubeFinalizerName */
export function validateKubeFinalizerName(finalizer: Field<string>, errors: Errors): void {
  const name = finalizer.value ?? '';
  if (name.includes('/') || FINALIZERS.includes(name)) return;
  errors.invalid(
    finalizer,
    `${quote(name)} needs a prefix, as in \`example.com/${name}\`; without one there are ${FINALIZERS.join(', ')}`,
  );
}

/**
 * Who wrote what; nobody writes this by hand, but it comes along with exported objects.
 * @mirrors metav1validation.ValidateManagedFields
 */
function validateManagedFields(entries: Field<ManagedFieldsEntry[]>, errors: Errors, env: Env): void {
  for (const entry of entries.items()) {
    const { operation = '', fieldsType = '', subresource = '' } = entry.value ?? {};
    if (operation !== 'Apply' && operation !== 'Update') reportOperation(entry.get('operation'), errors, env);
    if (fieldsType !== '' && fieldsType !== 'FieldsV1') {
      errors.invalid(entry.get('fieldsType'), `${quote(fieldsType)} is not allowed here; allowed: FieldsV1`);
    }
    validateFieldManager(entry.get('manager'), errors);
    if (byteLength(subresource) > SUBRESOURCE_LENGTH) errors.tooLong(entry.get('subresource'), SUBRESOURCE_LENGTH);
  }
}

function reportOperation(operation: Field<string>, errors: Errors, env: Env): void {
  const allowed = ['Apply', 'Update'];
  const value = operation.value ?? '';
  if (!env.gates.ManagedFieldsOperationEnum)
    errors.invalid(operation, `${quote(value)} is not allowed here; allowed: ${allowed.join(', ')}`);
  else if (value === '') errors.required(operation);
  else errors.notSupported(operation, allowed);
}

/** @mirrors metav1validation.ValidateFieldManager */
function validateFieldManager(manager: Field<string>, errors: Errors): void {
  const name = manager.value ?? '';
  if (byteLength(name) > FIELD_MANAGER_LENGTH) errors.tooLong(manager, FIELD_MANAGER_LENGTH);
  const character = unprintable(name);
  if (character === undefined) return;
  const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
  errors.invalid(manager, `must not hold the unprintable character U+${code}`);
}

/**
 * Annotations that a user asks to have put into a certificate: their keys all have a prefix.
 * @mirrors core/validation.ValidateUserAnnotations
 * @mirrors validation.IsDomainPrefixedKey
 */
export function validateUserAnnotations(annotations: Field<Map<string, string>>, errors: Errors): void {
  for (const key of annotations.value?.keys() ?? []) {
    const fault = qualifiedName(key.toLowerCase());
    if (key === '') errors.required(keyIn(annotations, key), 'an empty key is not allowed');
    else if (fault !== undefined)
      errors.invalid(keyIn(annotations, key), `the key ${quote(key)} ${fault}`, 'invalid-label');
    else if (!key.includes('/'))
      errors.invalid(keyIn(annotations, key), `the key ${quote(key)} needs a prefix, as in \`example.com/${key}\``);
  }
  validateAnnotationsSize(annotations, errors);
}
