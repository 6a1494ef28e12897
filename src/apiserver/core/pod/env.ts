import type { Field } from '../../../model/field.ts';
import type {
  ConfigMapKeySelector,
  EnvFromSource,
  EnvVar,
  EnvVarSource,
  FileKeySelector,
  ObjectFieldSelector,
  ResourceFieldSelector,
  SecretKeySelector,
} from '../../../schema/types.gen.ts';
import { nearest } from '../../../model/nearest.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { configMapKey, dns1123Subdomain, envVarName, qualifiedName, relaxedEnvVarName } from '../../formats.ts';
import { nameIsDNSSubdomain } from '../../meta/names.ts';
import { parseQuantity } from '../../../model/quantity.ts';
import { requireFields, validateDNS1123Label, validateFormat } from '../checks.ts';
import { validatePathNoBacksteps } from './volumes/paths.ts';

/** @mirrors core/validation.ValidateEnv */
export function validateEnv(vars: Field<EnvVar[]>, errors: Errors, env: Env): void {
  const list = vars.value ?? [];
  const format = env.gates.RelaxedEnvironmentVariableValidation ? relaxedEnvVarName : envVarName;
  for (let i = 0; i < list.length; i++) {
    const variable = list[i] as EnvVar;
    if ((variable.name ?? '') === '') errors.required(vars.item(i).get('name'));
    else if (format(variable.name as string) !== undefined) validateFormat(vars.item(i).get('name'), format, errors);
    if (variable.valueFrom !== undefined && !isPlainKeyRef(variable)) validateEnvVarValueFrom(vars.item(i), errors);
  }
}

/** What a variable may take from its Pod. */
const FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

/** Most variables that take a value from somewhere name one key of a ConfigMap or Secret, and name it right. */
function isPlainKeyRef({ value, valueFrom }: EnvVar): boolean {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef, fileKeyRef } = valueFrom as EnvVarSource;
  const ref = configMapKeyRef ?? secretKeyRef;
  if (ref === undefined || (configMapKeyRef !== undefined && secretKeyRef !== undefined) || value) return false;
  if (fieldRef !== undefined || resourceFieldRef !== undefined || fileKeyRef !== undefined) return false;
  return dns1123Subdomain(ref.name ?? '') === undefined && configMapKey(ref.key ?? '') === undefined;
}

/** @mirrors core/validation.validateEnvVarValueFrom */
function validateEnvVarValueFrom(variable: Field<EnvVar>, errors: Errors): void {
  const from = variable.get('valueFrom');
  const sources = validateSources(from, errors);
  if (sources === 0) {
    errors.invalid(from, 'needs one of fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef');
  } else if ((variable.value?.value ?? '') !== '') {
    errors.invalid(from.atKey(), `is not allowed beside a \`value\` (${quote(variable.value?.value)})`);
  } else if (sources > 1) errors.invalid(from.atKey(), 'may have only one source');
}

function validateSources(from: Field<EnvVarSource>, errors: Errors): number {
  const value = from.value ?? {};
  let sources = 0;
  if (value.fieldRef !== undefined) {
    sources++;
    validateObjectFieldSelector(from.get('fieldRef'), FIELDS, errors);
  }
  if (value.resourceFieldRef !== undefined) {
    sources++;
    validateContainerResourceFieldSelector(from.get('resourceFieldRef'), errors, false);
  }
  if (value.configMapKeyRef !== undefined) {
    sources++;
    validateKeySelector(from.get('configMapKeyRef'), errors);
  }
  if (value.secretKeyRef !== undefined) {
    sources++;
    validateKeySelector(from.get('secretKeyRef'), errors);
  }
  if (value.fileKeyRef !== undefined) {
    sources++;
    validateFileKeySelector(from.get('fileKeyRef'), errors);
  }
  return sources;
}

/** Fields of a Pod that can be looked up, though not everywhere. */
const CONVERTIBLE = [
  ...FIELDS,
  'metadata.annotations',
  'metadata.labels',
  'spec.host',
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
];

/**
 * A field of the Pod, or one of its labels or annotations: `metadata.labels['app']`.
 * @mirrors core/validation.validateObjectFieldSelector
 * @mirrors pods.ConvertDownwardAPIFieldLabel
 */
export function validateObjectFieldSelector(
  selector: Field<ObjectFieldSelector>,
  fields: readonly string[],
  errors: Errors,
): void {
  const { apiVersion, fieldPath = '' } = selector.value ?? {};
  const at = selector.get('fieldPath');
  if (fieldPath === '') {
    errors.required(at);
    return;
  }
  if (apiVersion !== 'v1') {
    errors.invalid(selector.get('apiVersion').shownAsPath(at.path), `${quote(apiVersion)} must be \`v1\``);
    return;
  }
  const subscripted = /^(.+?)\['(.*)'\]$/s.exec(fieldPath);
  if (subscripted !== null) {
    validateSubscript(at.shownAsPath(selector.path), subscripted, errors);
  } else if (!CONVERTIBLE.includes(fieldPath)) {
    const near = nearest(fieldPath, fields);
    const hint = near === undefined ? '' : `; did you mean \`${near}\`?`;
    errors.invalid(at, `${quote(fieldPath)} can't be looked up${hint} (allowed: ${fields.join(', ')})`);
  } else if (!fields.includes(fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath)) errors.notSupported(at, fields);
}

function validateSubscript(at: Field<string>, subscripted: RegExpExecArray, errors: Errors): void {
  const [, path, key] = subscripted as unknown as [string, string, string];
  if (path !== 'metadata.annotations' && path !== 'metadata.labels') {
    const message = `${quote(at.value)}: only metadata.labels and metadata.annotations take a key in brackets`;
    errors.invalid(at.shownAsPath(`${at.path}.fieldPath`), message);
    return;
  }
  const fault = qualifiedName(path === 'metadata.labels' ? key : key.toLowerCase());
  if (fault !== undefined) errors.invalid(at, `the key ${quote(key)} ${fault}`);
}

const RESOURCES = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];

/** @mirrors core/validation.validateContainerResourceFieldSelector */
export function validateContainerResourceFieldSelector(
  selector: Field<ResourceFieldSelector>,
  errors: Errors,
  inVolume: boolean,
): void {
  const { containerName = '', resource = '', divisor } = selector.value ?? {};
  const isHugePages = resource.startsWith('requests.hugepages-') || resource.startsWith('limits.hugepages-');
  if (inVolume && containerName === '') errors.required(selector.get('containerName'));
  else if (resource === '') errors.required(selector.get('resource'));
  else if (!isHugePages && !RESOURCES.includes(resource)) errors.notSupported(selector.get('resource'), RESOURCES);
  if (divisor !== undefined && (isHugePages || RESOURCES.includes(resource))) {
    validateContainerResourceDivisor(selector.get('divisor'), resource, errors);
  }
}

const CPU_DIVISORS = ['1m', '1'];
const BYTE_DIVISORS = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

/** @mirrors core/validation.validateContainerResourceDivisor */
function validateContainerResourceDivisor(divisor: Field<string>, resource: string, errors: Errors): void {
  const quantity = parseQuantity(divisor.value ?? '');
  if (quantity === undefined || quantity.isZero) return;
  const allowed = resource.endsWith('.cpu') ? CPU_DIVISORS : BYTE_DIVISORS;
  if (allowed.includes(quantity.toString())) return;
  errors.invalid(divisor, `${quote(divisor.value)} is no divisor for ${resource}; allowed: ${allowed.join(', ')}`);
}

/**
 * @mirrors core/validation.validateConfigMapKeySelector
 * @mirrors core/validation.validateSecretKeySelector
 */
function validateKeySelector(selector: Field<ConfigMapKeySelector | SecretKeySelector>, errors: Errors): void {
  validateFormat(selector.get('name'), dns1123Subdomain, errors);
  const key = selector.get('key');
  if ((key.value ?? '') === '') errors.required(key);
  else validateFormat(key, configMapKey, errors);
}

/** @mirrors core/validation.validateFileKeySelector */
function validateFileKeySelector(selector: Field<FileKeySelector>, errors: Errors): void {
  requireFields(selector, ['key', 'volumeName', 'path'], errors);
  const { key = '', volumeName = '', path = '' } = selector.value ?? {};
  if (key !== '') validateFormat(selector.get('key'), relaxedEnvVarName, errors);
  if (volumeName !== '') validateDNS1123Label(selector.get('volumeName'), errors);
  if (path !== '') validatePathNoBacksteps(selector.get('path'), errors);
}

/** @mirrors core/validation.ValidateEnvFrom */
export function validateEnvFrom(sources: Field<EnvFromSource[]>, errors: Errors, env: Env): void {
  const format = env.gates.RelaxedEnvironmentVariableValidation ? relaxedEnvVarName : envVarName;
  for (const source of sources.items()) {
    const { prefix = '', configMapRef, secretRef } = source.value ?? {};
    if (prefix !== '') validateFormat(source.get('prefix'), format, errors);
    if (configMapRef !== undefined) validateEnvSourceName(source.get('configMapRef').get('name'), errors);
    if (secretRef !== undefined) validateEnvSourceName(source.get('secretRef').get('name'), errors);
    // Upstream names the list, not the entry.
    const at = source.shownAsPath(sources.path);
    if (configMapRef === undefined && secretRef === undefined) {
      errors.invalid(at, 'needs a configMapRef or a secretRef');
    } else if (configMapRef !== undefined && secretRef !== undefined) {
      errors.invalid(at, 'has a configMapRef and a secretRef; only one is allowed');
    }
  }
}

/**
 * Upstream takes the name for the beginning of one: a dash at its end passes.
 * @mirrors core/validation.validateConfigMapEnvSource
 * @mirrors core/validation.validateSecretEnvSource
 */
function validateEnvSourceName(name: Field<string>, errors: Errors): void {
  if ((name.value ?? '') === '') errors.required(name);
  else validateFormat(name, (text) => nameIsDNSSubdomain(text, true), errors);
}
