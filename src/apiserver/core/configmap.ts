import type { Field } from '../../model/field.ts';
import type { ConfigMap } from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { byteLength, configMapKey } from '../formats.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';

/** The most that a ConfigMap or Secret may hold, in bytes. */
export const MOST_BYTES = 1048576;

/** How many bytes a base64 text stands for. */
export function decodedLength(base64: string): number {
  return Buffer.byteLength(
    base64.includes('\n') || base64.includes('\r') ? base64.replace(/[\r\n]/g, '') : base64,
    'base64',
  );
}

/** @mirrors core/validation.ValidateConfigMap */
function validateConfigMap(configMap: Field<ConfigMap>, errors: Errors, env: Env): void {
  validateObjectMeta(configMap.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  const { data, binaryData } = configMap.value ?? {};
  let size = 0;
  for (const [key, value] of data ?? []) {
    validateKey(configMap.get('data'), key, errors);
    if (binaryData?.has(key)) {
      errors.invalid(configMap.get('data').key(key).atKey(), `the key ${quote(key)} is in binaryData too`);
    }
    size += byteLength(value ?? '');
  }
  for (const [key, value] of binaryData ?? []) {
    validateKey(configMap.get('binaryData'), key, errors);
    size += decodedLength(value ?? '');
  }
  if (size <= MOST_BYTES) return;
  const at = configMap.get(data === undefined ? 'binaryData' : 'data') as Field;
  errors.tooLong(at.atKey().shownAsPath('[]'), MOST_BYTES);
}

/** Reports a key that no ConfigMap and no Secret can have. */
export function validateKey(map: Field<Map<string, string>>, key: string, errors: Errors): void {
  const fault = configMapKey(key);
  if (fault !== undefined) errors.invalid(map.key(key).atKey(), `the key ${quote(key)} ${fault}`);
}

/** How ConfigMaps are created. */
export const configMapStrategy: Strategy<ConfigMap> = {
  namespaced: true,
  defaults() {},
  prepare() {},
  validate: validateConfigMap,
  warn() {},
};
