import type { Field } from '../../model/field.ts';
import type {
  ExemptPriorityLevelConfiguration,
  LimitedPriorityLevelConfiguration,
  LimitResponse,
  PriorityLevelConfiguration,
  PriorityLevelConfigurationSpec,
  QueuingConfiguration,
} from '../../schema/types.gen.ts';
import { setDefault, setDefaultNumber } from '../defaulting.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateNonnegativeField, validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { FIXED_LEVELS, isFixed } from './fixed.ts';

/** Says in v1beta3 that a zero is meant; no other version may have it. */
const KEEPS_ZERO = 'flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares';
const OLD = 'flowcontrol.apiserver.k8s.io/v1beta3';

/** @mirrors flowcontrol/validation.ValidatePriorityLevelConfiguration (partly: the status is dropped) */
function validate(level: Field<PriorityLevelConfiguration>, errors: Errors, env: Env): void {
  const meta = level.get('metadata');
  validateObjectMeta(meta, errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  const annotations = meta.get('annotations');
  if (annotations.value?.has(KEEPS_ZERO)) {
    const at = annotations.key(KEEPS_ZERO).atKey().shownAsPath(annotations.path);
    errors.forbidden(at, `the annotation \`${KEEPS_ZERO}\` is for v1beta3 only; here a zero is kept anyway`);
  }
  const spec = level.get('spec');
  const name = meta.value?.name ?? '';
  validateSpec(spec, name, errors, env);
  validateFixed(spec, name, errors);
}

/** @mirrors flowcontrol/validation.ValidateIfMandatoryPriorityLevelConfigurationObject */
function validateFixed(spec: Field<PriorityLevelConfigurationSpec>, name: string, errors: Errors): void {
  const fixed = FIXED_LEVELS.get(name);
  if (fixed === undefined) return;
  const written = name === 'exempt' ? { ...spec.value, exempt: undefined } : spec.value;
  if (isFixed(written, fixed)) return;
  errors.invalid(spec.atKey(), `the priority level ${quote(name)} is fixed: the server makes it and takes no other`);
}

const TYPES: readonly string[] = ['Exempt', 'Limited'];

/** @mirrors flowcontrol/validation.ValidatePriorityLevelConfigurationSpec */
function validateSpec(spec: Field<PriorityLevelConfigurationSpec>, name: string, errors: Errors, env: Env): void {
  const { type: kind = '', exempt, limited } = spec.value ?? {};
  const type = spec.get('type');
  if ((name === 'exempt') !== (kind === 'Exempt')) {
    errors.invalid(type, 'must be Exempt in the priority level named `exempt`, and in no other');
  }
  const isKnown = TYPES.includes(kind);
  if (!isKnown) reportType(type, TYPES, errors, env);
  if (kind === 'Exempt') validateExempt(spec.get('exempt'), errors);
  if (kind === 'Limited') {
    if (limited === undefined) errors.required(spec.get('limited'), 'is required for type Limited');
    else validateLimited(spec.get('limited'), errors, env);
  }
  if (!isKnown && !env.gates.PriorityLevelPartsByType) return;
  if (kind !== 'Exempt' && exempt !== undefined)
    errors.forbidden(spec.get('exempt').atKey(), '`exempt` goes with type Exempt only');
  if (kind === 'Limited' || limited === undefined) return;
  errors.forbidden(spec.get('limited').atKey(), '`limited` goes with type Limited only');
  if (env.gates.PriorityLevelPartsByType) validateStrayResponse(spec.get('limited').get('limitResponse'), errors);
}

/** A missing type is an unknown one in older minors. */
function reportType(type: Field<string>, allowed: readonly string[], errors: Errors, env: Env): void {
  if (!type.value && env.gates.PriorityLevelTypeRequired) errors.required(type, `is required: ${allowed.join(' or ')}`);
  else errors.notSupported(type, allowed);
}

function validatePercent(percent: Field<number>, errors: Errors): void {
  const value = percent.value ?? 0;
  if (value < 0 || value > 100) errors.invalid(percent, `${value} must be from 0 to 100`);
}

/** @mirrors flowcontrol/validation.ValidateExemptPriorityLevelConfiguration */
function validateExempt(exempt: Field<ExemptPriorityLevelConfiguration>, errors: Errors): void {
  validateNonnegativeField(exempt.get('nominalConcurrencyShares'), errors);
  validatePercent(exempt.get('lendablePercent'), errors);
}

/** @mirrors flowcontrol/validation.ValidateLimitedPriorityLevelConfiguration */
function validateLimited(limited: Field<LimitedPriorityLevelConfiguration>, errors: Errors, env: Env): void {
  const shares = limited.get('nominalConcurrencyShares');
  const least = env.gates.ZeroLimitedNominalConcurrencyShares ? 0 : 1;
  if ((shares.value ?? 0) < least) errors.invalid(shares, `${shares.value} must be at least ${least}`);
  validateLimitResponse(limited.get('limitResponse'), errors, env);
  validatePercent(limited.get('lendablePercent'), errors);
  validateNonnegativeField(limited.get('borrowingLimitPercent'), errors);
}

const RESPONSES: readonly string[] = ['Queue', 'Reject'];

/** @mirrors flowcontrol/validation.ValidateLimitResponse */
function validateLimitResponse(response: Field<LimitResponse>, errors: Errors, env: Env): void {
  const { type = '', queuing } = response.value ?? {};
  const isKnown = RESPONSES.includes(type);
  if (!isKnown) reportType(response.get('type'), RESPONSES, errors, env);
  if (type === 'Queue' && queuing !== undefined) validateQueuing(response.get('queuing'), errors);
  if (isKnown || env.gates.PriorityLevelPartsByType) validatePresence(response, errors);
}

/** Queues go with the type Queue, and with no other. */
function validatePresence(response: Field<LimitResponse>, errors: Errors): void {
  const queuing = response.get('queuing');
  const isQueue = response.value?.type === 'Queue';
  if (isQueue && queuing.value === undefined) errors.required(queuing, 'is required for type Queue');
  if (!isQueue && queuing.value !== undefined) errors.forbidden(queuing.atKey(), '`queuing` goes with type Queue only');
}

/** Where there should be no limits at all, their parts have to fit together nevertheless. */
function validateStrayResponse(response: Field<LimitResponse>, errors: Errors): void {
  if (!response.value?.type) errors.required(response.get('type'));
  validatePresence(response, errors);
}

const MOST_QUEUES = 10_000_000;
const HASH_BITS = 60;

/**
 * A flow gets a hand of queues, which is drawn by a hash of 60 bits.
 * @mirrors flowcontrol/validation.ValidatePriorityLevelQueuingConfiguration
 */
function validateQueuing(queuing: Field<QueuingConfiguration>, errors: Errors): void {
  const { queueLengthLimit = 0, queues = 0, handSize = 0 } = queuing.value ?? {};
  if (queueLengthLimit <= 0) errors.invalid(queuing.get('queueLengthLimit'), `${queueLengthLimit} must be at least 1`);
  if (queues <= 0 || queues > MOST_QUEUES) {
    errors.invalid(queuing.get('queues'), `${queues} must be from 1 to ${MOST_QUEUES}`);
  }
  const hand = queuing.get('handSize');
  const bits = Math.ceil(Math.log2(queues) * handSize);
  if (handSize <= 0) errors.invalid(hand, `${handSize} must be at least 1`);
  else if (handSize > queues) errors.invalid(hand, `${handSize} must not be more than there are queues (${queues})`);
  else if (bits > HASH_BITS) {
    errors.invalid(
      hand,
      `a hand of ${handSize} out of ${queues} queues takes ${bits} bits to draw; there are ${HASH_BITS}`,
    );
  }
}

/**
 * @mirrors flowcontrol/v1.SetDefaults_ExemptPriorityLevelConfiguration
 * @mirrors flowcontrol/v1.SetDefaults_LimitedPriorityLevelConfiguration
 * @mirrors flowcontrol/v1.SetDefaults_QueuingConfiguration
 */
function defaults(level: Field<PriorityLevelConfiguration>): void {
  const spec = level.get('spec');
  const exempt = spec.get('exempt');
  setDefault(exempt, 'nominalConcurrencyShares', 0);
  setDefault(exempt, 'lendablePercent', 0);
  const limited = spec.get('limited');
  setShares(level, limited);
  setDefault(limited, 'lendablePercent', 0);
  const queuing = limited.get('limitResponse').get('queuing');
  setDefaultNumber(queuing, 'handSize', 8);
  setDefaultNumber(queuing, 'queues', 64);
  setDefaultNumber(queuing, 'queueLengthLimit', 50);
}

/** @mirrors flowcontrol/v1beta3.Convert_v1beta3_PriorityLevelConfiguration_To_flowcontrol_PriorityLevelConfiguration */
function setShares(level: Field<PriorityLevelConfiguration>, limited: Field<LimitedPriorityLevelConfiguration>): void {
  const annotations = level.value?.metadata?.annotations;
  const keepsZero = level.manifest.apiVersion !== OLD || annotations?.has(KEEPS_ZERO);
  if (keepsZero) setDefault(limited, 'nominalConcurrencyShares', level.manifest.apiVersion === OLD ? 0 : 30);
  else setDefaultNumber(limited, 'nominalConcurrencyShares', 30);
  if (level.manifest.apiVersion === OLD) annotations?.delete(KEEPS_ZERO);
}

/** How PriorityLevelConfigurations are created. */
export const priorityLevelConfigurationStrategy: Strategy<PriorityLevelConfiguration> = {
  namespaced: false,
  defaults,
  prepare({ value }) {
    if (value === undefined) return;
    value.status = undefined;
    if (value.metadata !== undefined) value.metadata.generation = 1;
  },
  validate,
  warn() {},
};
