import type { Field } from '../../../../model/field.ts';
import type {
  ConfigMapVolumeSource,
  DownwardAPIVolumeFile,
  DownwardAPIVolumeSource,
  GitRepoVolumeSource,
  HostPathVolumeSource,
  KeyToPath,
  SecretVolumeSource,
} from '../../../../schema/types.gen.ts';
import type { Errors } from '../../../errors.ts';
import { requireFields } from '../../checks.ts';
import { validateContainerResourceFieldSelector, validateObjectFieldSelector } from '../env.ts';
import { validateFileMode, validateUserField } from './common.ts';
import { validateLocalDescendingPath, validateLocalNonReservedPath, validatePathNoBacksteps } from './paths.ts';

const HOST_PATH_TYPES: readonly string[] = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

/** @mirrors core/validation.validateHostPathVolumeSource */
export function validateHostPathVolumeSource(hostPath: Field<HostPathVolumeSource>, errors: Errors): void {
  const path = hostPath.get('path');
  if (!path.value) {
    errors.required(path);
    return;
  }
  validatePathNoBacksteps(path, errors);
  validateHostPathType(hostPath.get('type'), errors);
}

/** @mirrors core/validation.validateHostPathType */
function validateHostPathType(type: Field<string>, errors: Errors): void {
  if (type.value !== undefined && !HOST_PATH_TYPES.includes(type.value)) errors.notSupported(type, HOST_PATH_TYPES);
}

/** @mirrors core/validation.validateGitRepoVolumeSource */
export function validateGitRepoVolumeSource(gitRepo: Field<GitRepoVolumeSource>, errors: Errors): void {
  requireFields(gitRepo, ['repository'], errors);
  validateLocalDescendingPath(gitRepo.get('directory'), errors);
}

/** @mirrors core/validation.validateSecretVolumeSource */
export function validateSecretVolumeSource(secret: Field<SecretVolumeSource>, errors: Errors): void {
  requireFields(secret, ['secretName'], errors);
  validateDefaults(secret, errors);
  if (secret.value?.items !== undefined) validateKeysToPaths(secret.get('items'), errors);
}

/** @mirrors core/validation.validateConfigMapVolumeSource */
export function validateConfigMapVolumeSource(configMap: Field<ConfigMapVolumeSource>, errors: Errors): void {
  requireFields(configMap, ['name'], errors);
  validateDefaults(configMap, errors);
  if (configMap.value?.items !== undefined) validateKeysToPaths(configMap.get('items'), errors);
}

/** The mode and the owner of files that do not have their own. */
export function validateDefaults(
  source: Field<{ defaultMode?: number | undefined; defaultUser?: number | undefined }>,
  errors: Errors,
): void {
  const { defaultMode, defaultUser } = source.value ?? {};
  if (defaultMode !== undefined) validateFileMode(source.get('defaultMode'), errors);
  if (defaultUser !== undefined) validateUserField(source.get('defaultUser'), errors);
}

function validateKeysToPaths(items: Field<KeyToPath[]>, errors: Errors): void {
  for (const item of items.items()) validateKeyToPath(item, errors);
}

/** @mirrors core/validation.validateKeyToPath */
export function validateKeyToPath(item: Field<KeyToPath>, errors: Errors): void {
  requireFields(item, ['key', 'path'], errors);
  validateLocalNonReservedPath(item.get('path'), errors);
  validateFileMode(item.get('mode'), errors);
  validateUserField(item.get('user'), errors);
}

/** @mirrors core/validation.validateDownwardAPIVolumeSource */
export function validateDownwardAPIVolumeSource(source: Field<DownwardAPIVolumeSource>, errors: Errors): void {
  validateDefaults(source, errors);
  for (const file of source.get('items').items()) validateDownwardAPIVolumeFile(file, errors);
}

const FIELDS: readonly string[] = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
];

/**
 * The API server prints the path of the source for all of its files, without the item.
 * @mirrors core/validation.validateDownwardAPIVolumeFile
 */
export function validateDownwardAPIVolumeFile(item: Field<DownwardAPIVolumeFile>, errors: Errors): void {
  const source = item.parent?.parent as Field;
  const file = item.shownAsPath(source.path);
  requireFields(file, ['path'], errors);
  validateLocalNonReservedPath(file.get('path'), errors);
  const { fieldRef, resourceFieldRef } = file.value ?? {};
  if (fieldRef !== undefined) {
    validateObjectFieldSelector(file.get('fieldRef'), FIELDS, errors);
    if (resourceFieldRef !== undefined) errors.invalid(file, 'has fieldRef and resourceFieldRef; only one is allowed');
  } else if (resourceFieldRef !== undefined) {
    validateContainerResourceFieldSelector(file.get('resourceFieldRef'), errors, true);
  } else {
    errors.required(file, 'needs fieldRef or resourceFieldRef');
  }
  validateFileMode(file.get('mode'), errors);
  validateUserField(file.get('user'), errors);
}
