import type { Field } from '../../../model/field.ts';
import type { Secret } from '../../../schema/types.gen.ts';
import { setDefaultText } from '../../defaulting.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { byteLength, configMapKey } from '../../formats.ts';
import { nameIsDNSSubdomain } from '../../meta/names.ts';
import { validateObjectMeta } from '../../meta/objectmeta.ts';
import type { Strategy } from '../../strategy.ts';
import { decodedLength, MOST_BYTES } from '../configmap.ts';
import { isJsonObject } from './json.ts';
import { keyPairFault } from './keypair.ts';

/**
 * What a Secret holds under a key, wherever it is written: stringData goes before data. Printed as data in any case.
 * @mirrors core/v1.Convert_v1_Secret_To_core_Secret
 */
function entryOf(secret: Field<Secret>, key: string): Field<string> {
  const data = secret.get('data').key(key);
  return secret.value?.stringData?.has(key) ? secret.get('stringData').key(key).shownAsPath(data.path) : data;
}

/** The same as bytes; undefined if there is no such key. */
function bytesOf({ data, stringData }: Secret, key: string): Buffer | undefined {
  if (stringData?.has(key)) return Buffer.from(stringData.get(key) ?? '');
  return data?.has(key) ? Buffer.from(data.get(key) ?? '', 'base64') : undefined;
}

/** @mirrors core/validation.ValidateSecret */
function validateSecret(secret: Field<Secret>, errors: Errors, env: Env): void {
  validateObjectMeta(secret.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  const { data, stringData } = secret.value ?? {};
  let size = 0;
  for (const [key, value] of stringData ?? []) {
    validateKey(secret, key, errors);
    size += byteLength(value ?? '');
  }
  for (const [key, value] of data ?? []) {
    if (stringData?.has(key)) continue;
    validateKey(secret, key, errors);
    size += decodedLength(value ?? '');
  }
  if (size > MOST_BYTES) {
    const at = secret.get(data === undefined ? 'stringData' : 'data') as Field;
    errors.tooLong(at.atKey().shownAsPath('data'), MOST_BYTES);
  }
  validateOfType(secret, errors);
}

function validateKey(secret: Field<Secret>, key: string, errors: Errors): void {
  const fault = configMapKey(key);
  if (fault !== undefined) errors.invalid(entryOf(secret, key).atKey(), `the key ${quote(key)} ${fault}`);
}

const ACCOUNT = 'kubernetes.io/service-account.name';
const CERTIFICATE = 'tls.crt';
const KEY = 'tls.key';

/** Types ask for keys. */
function validateOfType(secret: Field<Secret>, errors: Errors): void {
  switch (secret.value?.type) {
    case 'kubernetes.io/service-account-token':
      return requireAccount(secret, errors);
    case 'kubernetes.io/dockercfg':
      return validateJson(secret, '.dockercfg', errors);
    case 'kubernetes.io/dockerconfigjson':
      return validateJson(secret, '.dockerconfigjson', errors);
    case 'kubernetes.io/basic-auth':
      if (!has(secret, 'username') && !has(secret, 'password')) requireKeys(secret, ['username', 'password'], errors);
      return;
    case 'kubernetes.io/ssh-auth':
      if ((entryOf(secret, 'ssh-privatekey').value ?? '') === '') requireKeys(secret, ['ssh-privatekey'], errors);
      return;
    case 'kubernetes.io/tls':
      return requireKeys(
        secret,
        [CERTIFICATE, KEY].filter((key) => !has(secret, key)),
        errors,
      );
    default:
  }
}

function has(secret: Field<Secret>, key: string): boolean {
  return secret.value?.data?.has(key) === true || secret.value?.stringData?.has(key) === true;
}

function requireKeys(secret: Field<Secret>, keys: readonly string[], errors: Errors): void {
  for (const key of keys) {
    const given = errors.given(secret.get('stringData').key(key));
    given.required(secret.get('data').key(key), `${secret.value?.type} needs the key \`${key}\``);
  }
}

function requireAccount(secret: Field<Secret>, errors: Errors): void {
  const name = secret.get('metadata').get('annotations').key(ACCOUNT);
  if ((name.value ?? '') === '') errors.required(name, `a token needs the annotation \`${ACCOUNT}\`: whose it is`);
}

function validateJson(secret: Field<Secret>, key: string, errors: Errors): void {
  const bytes = bytesOf(secret.value ?? {}, key);
  if (bytes === undefined) requireKeys(secret, [key], errors);
  else if (!isJsonObject(bytes.toString())) errors.invalid(entryOf(secret, key), 'must be a JSON object');
}

function warn(secret: Field<Secret>, env: Env): void {
  const value = secret.value ?? {};
  if (value.type !== 'kubernetes.io/tls') return;
  const fault = keyPairFault(bytesOf(value, CERTIFICATE), bytesOf(value, KEY));
  if (fault !== undefined) env.warn(entryOf(secret, fault.of === 'key' ? KEY : CERTIFICATE), fault.message);
}

/** How Secrets are created. */
export const secretStrategy: Strategy<Secret> = {
  namespaced: true,
  defaults(secret) {
    setDefaultText(secret, 'type', 'Opaque');
  },
  prepare() {},
  validate: validateSecret,
  warn,
};
