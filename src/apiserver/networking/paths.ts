import type { Field } from '../../model/field.ts';
import type {
  HTTPIngressPath,
  HTTPIngressRuleValue,
  IngressBackend,
  IngressServiceBackend,
} from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1035Label, dns1123Label, portName, portNumber } from '../formats.ts';
import { validateTypedReference } from './reference.ts';

/** @mirrors networking/validation.validateHTTPIngressRuleValue */
export function validateHTTPIngressRuleValue(http: Field<HTTPIngressRuleValue>, errors: Errors, env: Env): void {
  const paths = http.get('paths');
  if ((paths.value?.length ?? 0) === 0) errors.required(paths, 'needs at least one path');
  for (const path of paths.items()) validateHTTPIngressPath(path, errors, env);
}

const PATH_TYPES: readonly string[] = ['Exact', 'ImplementationSpecific', 'Prefix'];
/** What a path may not hold anywhere, and not end with, where it is compared as it stands. */
const WRONG_PARTS: readonly string[] = ['//', '/./', '/../', '%2f', '%2F'];
const WRONG_ENDS: readonly string[] = ['/..', '/.'];

/** @mirrors networking/validation.validateHTTPIngressPath */
function validateHTTPIngressPath(path: Field<HTTPIngressPath>, errors: Errors, env: Env): void {
  const { pathType } = path.value ?? {};
  const type = path.get('pathType');
  if (pathType === undefined) {
    errors.required(type, `is required: ${PATH_TYPES.join(', ')}`);
    return;
  }
  if (!PATH_TYPES.includes(pathType)) errors.notSupported(type, PATH_TYPES);
  else validatePath(path.get('path'), pathType === 'ImplementationSpecific', errors);
  validateIngressBackend(path.get('backend'), errors, env);
}

function validatePath(at: Field<string>, isFree: boolean, errors: Errors): void {
  const path = at.value ?? '';
  if (isFree && path === '') return;
  if (!path.startsWith('/')) errors.invalid(at, `${quote(path)} must begin with a slash`);
  if (isFree) return;
  for (const part of WRONG_PARTS) {
    if (path.includes(part)) errors.invalid(at, `${quote(path)} must not contain \`${part}\``);
  }
  for (const end of WRONG_ENDS) {
    if (path.endsWith(end)) errors.invalid(at, `${quote(path)} must not end with \`${end}\``);
  }
}

/** @mirrors networking/validation.validateIngressBackend */
export function validateIngressBackend(backend: Field<IngressBackend>, errors: Errors, env: Env): void {
  const { resource, service } = backend.value ?? {};
  if (resource !== undefined && service !== undefined) {
    const at = backend.get('resource').atKey().shownAsPath(backend.path);
    errors.invalid(at, 'a backend is either a `service` or a `resource`, not both');
  } else if (resource !== undefined) {
    validateTypedReference(backend.get('resource'), errors);
  } else if (service !== undefined) {
    validateService(backend, errors, env);
  } else {
    errors.invalid(backend, 'needs a `service` or a `resource`');
  }
}

function validateService(backend: Field<IngressBackend>, errors: Errors, env: Env): void {
  const service = backend.get('service');
  const name = service.get('name');
  if (!name.value) errors.required(name);
  else validateFormat(name, env.gates.RelaxedServiceNameValidation ? dns1123Label : dns1035Label, errors);
  validatePort(service, backend.path, errors);
}

/** The port by its name or its number; upstream reports neither and both at the backend, `whole`. */
function validatePort(service: Field<IngressServiceBackend>, whole: string, errors: Errors): void {
  const port = service.get('port');
  const { name = '', number = 0 } = port.value ?? {};
  if (name !== '' && number !== 0) {
    errors.invalid(port.shownAsPath(whole), 'a port has either a `name` or a `number` here, not both');
  } else if (name !== '') {
    const fault = portName(name);
    if (fault !== undefined) errors.invalid(port.get('name'), `${quote(name)} ${fault}`, 'invalid-port-name');
  } else if (number !== 0) {
    const fault = portNumber(number);
    if (fault !== undefined) errors.invalid(port.get('number'), `port ${number} ${fault}`);
  } else {
    errors.required(port.shownAsPath(whole), "the Service's port is required: its `name` or its `number`");
  }
}
