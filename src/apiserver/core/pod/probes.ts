import type { Field } from '../../../model/field.ts';
import type { Container, Lifecycle, Probe } from '../../../schema/types.gen.ts';
import type { PodContext } from './context.ts';
import { type Handler, validateHandler } from './handlers.ts';

/**
 * The three probes and the lifecycle hooks of a container that runs on.
 * @mirrors core/validation.validateLivenessProbe
 * @mirrors core/validation.validateReadinessProbe
 * @mirrors core/validation.validateStartupProbe
 */
export function validateProbesAndLifecycle(container: Field<Container>, context: PodContext): void {
  const value = container.value ?? {};
  if (value.lifecycle !== undefined) validateLifecycle(container.get('lifecycle'), context);
  if (value.livenessProbe !== undefined) {
    const probe = container.get('livenessProbe');
    validateProbe(probe, context);
    validateSuccessThreshold(probe, context);
  }
  if (value.readinessProbe !== undefined) validateReadinessProbe(container.get('readinessProbe'), context);
  if (value.startupProbe !== undefined) {
    const probe = container.get('startupProbe');
    validateProbe(probe, context);
    validateSuccessThreshold(probe, context);
  }
}

/** A probe that restarts its container has nothing to gain from a second success. */
function validateSuccessThreshold(probe: Field<Probe>, { errors }: PodContext): void {
  const threshold = probe.value?.successThreshold;
  if (threshold === 1) return;
  const message = `must be 1 for a ${probe.step} and is ${threshold}`;
  errors.invalid(probe.get('successThreshold'), message, 'probe-success-threshold');
}

function validateReadinessProbe(probe: Field<Probe>, context: PodContext): void {
  validateProbe(probe, context);
  const { errors } = context;
  const threshold = probe.value?.successThreshold ?? 0;
  if (threshold < 0) errors.invalid(probe.get('successThreshold'), `must not be negative and is ${threshold}`);
  if (probe.value?.terminationGracePeriodSeconds === undefined) return;
  errors.invalid(
    probe.get('terminationGracePeriodSeconds'),
    'has no meaning for a readinessProbe: it restarts nothing',
  );
}

const SECONDS_AND_COUNTS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'failureThreshold'] as const;

/** @mirrors core/validation.validateProbe (partly: successThreshold is looked at by the callers) */
function validateProbe(probe: Field<Probe>, context: PodContext): void {
  validateHandler(probe as Field<Handler>, context);
  const value = probe.value ?? {};
  for (let i = 0; i < SECONDS_AND_COUNTS.length; i++) {
    const name = SECONDS_AND_COUNTS[i] as (typeof SECONDS_AND_COUNTS)[number];
    const number = value[name] ?? 0;
    if (number < 0) context.errors.invalid(probe.get(name), `must not be negative and is ${number}`);
  }
  const seconds = value.terminationGracePeriodSeconds ?? 1;
  if (seconds > 0 || probe.step === 'readinessProbe') return;
  context.errors.invalid(probe.get('terminationGracePeriodSeconds'), `must be at least 1 and is ${seconds}`);
}

/** @mirrors core/validation.validateLifecycle (partly: stop signals hide behind a closed gate) */
function validateLifecycle(lifecycle: Field<Lifecycle>, context: PodContext): void {
  const value = lifecycle.value ?? {};
  if (value.postStart !== undefined) validateHandler(lifecycle.get('postStart') as Field<Handler>, context);
  if (value.preStop !== undefined) validateHandler(lifecycle.get('preStop') as Field<Handler>, context);
}
