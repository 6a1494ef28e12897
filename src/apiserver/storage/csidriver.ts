import type { Field } from '../../model/field.ts';
import type { CSIDriver, CSIDriverSpec, StorageV1TokenRequest } from '../../schema/types.gen.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';

const LEAST_PERIOD = 10;

/** @mirrors storage/validation.ValidateCSIDriver */
function validate(driver: Field<CSIDriver>, errors: Errors, env: Env): void {
  validateObjectMeta(driver.get('metadata'), errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  validateSpec(driver.get('spec'), errors);
}

const POLICIES: readonly string[] = ['File', 'None', 'ReadWriteOnceWithFSType'];
const MODES: readonly string[] = ['Ephemeral', 'Persistent'];

/** @mirrors storage/validation.validateCSIDriverSpec (partly: what has a default is never missing) */
function validateSpec(spec: Field<CSIDriverSpec>, errors: Errors): void {
  const value = spec.value ?? {};
  const policy = spec.get('fsGroupPolicy');
  if (policy.value !== undefined && !POLICIES.includes(policy.value)) errors.notSupported(policy, POLICIES);
  validateTokenRequests(spec.get('tokenRequests'), errors);
  const modes = spec.get('volumeLifecycleModes');
  for (const mode of modes.items()) {
    if (!MODES.includes(mode.value ?? '')) errors.notSupported(mode.shownAsPath(modes.path), MODES);
  }
  const period = spec.get('nodeAllocatableUpdatePeriodSeconds');
  if ((period.value ?? LEAST_PERIOD) < LEAST_PERIOD) {
    errors.invalid(period, `must be at least ${LEAST_PERIOD} seconds and is ${period.value}`);
  }
  if (value.serviceAccountTokenInSecrets !== undefined && (value.tokenRequests?.length ?? 0) === 0) {
    const given = errors.given(spec.get('tokenRequests'));
    given.invalid(spec.get('serviceAccountTokenInSecrets'), 'means nothing without `tokenRequests`');
  }
}

const LEAST_SECONDS = 600;
const MOST_SECONDS = 2 ** 32;

/** @mirrors storage/validation.validateTokenRequests */
function validateTokenRequests(requests: Field<StorageV1TokenRequest[]>, errors: Errors): void {
  const seen = new Set<string>();
  for (const request of requests.items()) {
    const { audience = '', expirationSeconds = LEAST_SECONDS } = request.value ?? {};
    if (seen.has(audience)) {
      errors.duplicate(request.get('audience'), `${quote(audience)} is asked for already`);
      continue;
    }
    seen.add(audience);
    if (expirationSeconds < LEAST_SECONDS || expirationSeconds > MOST_SECONDS) {
      const range = `must be from ${LEAST_SECONDS} (ten minutes) to ${MOST_SECONDS}`;
      errors.invalid(request.get('expirationSeconds'), `${expirationSeconds} ${range}`);
    }
  }
}

/** @mirrors storage/v1.SetDefaults_CSIDriver (partly: only what is looked at later) */
function defaults(driver: Field<CSIDriver>): void {
  const modes = driver.get('spec').get('volumeLifecycleModes');
  if ((modes.value?.length ?? 0) === 0 && !modes.unknown)
    setDefault(driver.get('spec'), 'volumeLifecycleModes', ['Persistent']);
}

/** How CSIDrivers are created. */
export const csiDriverStrategy: Strategy<CSIDriver> = {
  namespaced: false,
  defaults,
  prepare({ value }, env) {
    const spec = value?.spec;
    if (spec === undefined) return;
    if (!env.gates.MutableCSINodeAllocatableCount) spec.nodeAllocatableUpdatePeriodSeconds = undefined;
    if (!env.gates.CSIServiceAccountTokenSecrets) spec.serviceAccountTokenInSecrets = undefined;
  },
  validate,
  warn(driver, env) {
    const { tokenRequests = [], serviceAccountTokenInSecrets } = driver.value?.spec ?? {};
    if (!env.gates.CSIServiceAccountTokenSecrets || tokenRequests.length === 0) return;
    if (serviceAccountTokenInSecrets !== undefined) return;
    const at = driver.get('spec').get('serviceAccountTokenInSecrets');
    env.warn(
      at,
      'should be set where there are `tokenRequests`: otherwise drivers may log the tokens with the attributes of volumes',
    );
  },
};
