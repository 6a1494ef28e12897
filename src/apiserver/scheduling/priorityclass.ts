import type { Field } from '../../model/field.ts';
import type { PriorityClass } from '../../schema/types.gen.ts';
import { startLife } from '../apps/prepare.ts';
import { validatePreemptionPolicy } from '../core/pod/spec.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';

const SYSTEM_PREFIX = 'system-';
/** Kubernetes' own classes and their values, which are above all others. */
const SYSTEM_CLASSES: ReadonlyMap<string, number> = new Map([
  ['system-node-critical', 2000001000],
  ['system-cluster-critical', 2000000000],
]);
const HIGHEST = 1000000000;

/**
 * @mirrors scheduling/validation.ValidatePriorityClass
 * @mirrors scheduling/v1.IsKnownSystemPriorityClass
 */
function validatePriorityClass(priority: Field<PriorityClass>, errors: Errors, env: Env): void {
  const meta = priority.get('metadata');
  validateObjectMeta(meta, errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  const { value = 0, globalDefault = false, preemptionPolicy } = priority.value ?? {};
  const name = meta.value?.name ?? '';
  if (name.startsWith(SYSTEM_PREFIX)) {
    const fault = systemFault(name, value, globalDefault);
    const given = errors.given(priority.get('value'), priority.get('globalDefault'));
    if (fault !== undefined) given.forbidden(meta.get('name'), fault);
  } else if (value > HIGHEST) {
    const given = errors.given(meta.get('name'));
    given.forbidden(priority.get('value'), `${value} must be at most ${HIGHEST}; what is above is the system's`);
  }
  if (preemptionPolicy !== undefined) validatePreemptionPolicy(priority.get('preemptionPolicy'), errors);
}

function systemFault(name: string, value: number, globalDefault: boolean): string | undefined {
  const expected = SYSTEM_CLASSES.get(name);
  if (expected === undefined) return `${quote(name)} must not begin with \`${SYSTEM_PREFIX}\`, which is the system's`;
  if (value !== expected) return `the system's class ${quote(name)} must have the value ${expected}, not ${value}`;
  return globalDefault ? `the system's class ${quote(name)} must not be the globalDefault` : undefined;
}

/** How PriorityClasses are created. */
export const priorityClassStrategy: Strategy<PriorityClass> = {
  namespaced: false,
  /** @mirrors scheduling/v1.SetDefaults_PriorityClass */
  defaults(priority) {
    setDefault(priority, 'preemptionPolicy', 'PreemptLowerPriority');
  },
  prepare: startLife,
  validate: validatePriorityClass,
  warn() {},
};
