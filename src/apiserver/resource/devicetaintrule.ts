import type { Field } from '../../model/field.ts';
import type { DeviceTaintRule } from '../../schema/types.gen.ts';
import { validateDNS1123Label } from '../core/checks.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { validateDriverName, validatePoolName } from './names.ts';
import { validateDeviceTaint } from './taints.ts';

/**
 * @mirrors resource/validation.ValidateDeviceTaintRule
 * @mirrors resource/validation.validateDeviceTaintSelector
 */
function validate(rule: Field<DeviceTaintRule>, errors: Errors, env: Env): void {
  validateObjectMeta(rule.get('metadata'), errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  const spec = rule.get('spec');
  const selector = spec.get('deviceSelector');
  const { driver, pool, device } = selector.value ?? {};
  if (driver !== undefined) validateDriverName(selector.get('driver'), errors, env);
  if (pool !== undefined) validatePoolName(selector.get('pool'), errors);
  if (device !== undefined) validateDNS1123Label(selector.get('device'), errors);
  validateDeviceTaint(spec.get('taint'), errors);
}

/** How DeviceTaintRules are created. */
export const deviceTaintRuleStrategy: Strategy<DeviceTaintRule> = {
  namespaced: false,
  defaults() {},
  prepare({ value }) {
    if (value === undefined) return;
    value.status = undefined;
    if (value.metadata !== undefined) value.metadata.generation = 1;
  },
  validate,
  warn() {},
};
