import type { ServiceAccount } from '../../schema/types.gen.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';

const MOUNTABLE = 'kubernetes.io/enforce-mountable-secrets';

/**
 * How service accounts are created.
 * @mirrors core/validation.ValidateServiceAccount
 * @mirrors serviceaccount.warnIfHasEnforceMountableSecretsAnnotation
 */
export const serviceAccountStrategy: Strategy<ServiceAccount> = {
  namespaced: true,
  defaults() {},
  prepare() {},
  validate(account, errors, env) {
    validateObjectMeta(account.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  },
  warn(account, env) {
    if (!env.gates.MountableSecretsWarning || !account.value?.metadata?.annotations?.has(MOUNTABLE)) return;
    const at = account.get('metadata').get('annotations').key(MOUNTABLE).atKey();
    env.warn(at, 'is deprecated since 1.32; Secrets are kept apart by namespaces');
  },
};
