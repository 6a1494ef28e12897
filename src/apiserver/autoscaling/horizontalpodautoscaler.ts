import type { Field } from '../../model/field.ts';
import type {
  AutoscalingV2beta1MetricSpec,
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
} from '../../schema/types.gen.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { dropAnnotations, readAnnotations } from './annotations.ts';
import { setBehaviorDefaults, validateBehavior } from './behavior.ts';
import { validateMetrics } from './metrics.ts';
import { cpuMetric, toMetricSpec } from './olderversions.ts';
import { validateCrossVersionObjectReference } from './reference.ts';

/** Per cent of the requested CPU that all autoscalers without a metric aim at. */
const CPU_UTILIZATION = 80;

/**
 * Brings objects of the older versions into the form of autoscaling/v2 by the way.
 * @mirrors autoscaling/v1.SetDefaults_HorizontalPodAutoscaler
 * @mirrors autoscaling/v2.SetDefaults_HorizontalPodAutoscaler
 */
function setDefaults(autoscaler: Field<HorizontalPodAutoscaler>, env: Env): void {
  setDefault(autoscaler, 'spec', {});
  const spec = autoscaler.get('spec');
  setDefault(spec, 'minReplicas', 1);
  const { apiVersion } = autoscaler.manifest;
  if (apiVersion === 'autoscaling/v1') readAnnotations(autoscaler, env);
  else if (apiVersion === 'autoscaling/v2beta1') {
    const metrics = spec.value?.metrics as AutoscalingV2beta1MetricSpec[] | undefined;
    if (metrics !== undefined)
      (spec.value as HorizontalPodAutoscalerSpec).metrics = metrics.map((one) => toMetricSpec(one, env));
  } else if (spec.value?.behavior !== undefined) setBehaviorDefaults(spec.get('behavior'));
  if (spec.value?.metrics?.length === 0) spec.value.metrics = undefined;
  setDefault(spec, 'metrics', [cpuMetric(CPU_UTILIZATION)]);
  if (autoscaler.value !== undefined) dropAnnotations(autoscaler.value, env);
}

/** @mirrors horizontalpodautoscaler.dropDisabledFields */
function prepare(autoscaler: Field<HorizontalPodAutoscaler>, env: Env): void {
  const { value } = autoscaler;
  if (value === undefined) return;
  value.status = undefined;
  if (env.gates.HPAGeneration && value.metadata !== undefined) value.metadata.generation = 1;
  if (env.gates.HPAConfigurableTolerance) return;
  for (const rules of [value.spec?.behavior?.scaleUp, value.spec?.behavior?.scaleDown]) {
    if (rules !== undefined) rules.tolerance = undefined;
  }
}

/** @mirrors autoscaling/validation.ValidateHorizontalPodAutoscaler */
function validateHorizontalPodAutoscaler(autoscaler: Field<HorizontalPodAutoscaler>, errors: Errors, env: Env): void {
  validateObjectMeta(autoscaler.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  const spec = autoscaler.get('spec');
  validateReplicas(spec, errors, env);
  const target = spec.get('scaleTargetRef');
  validateCrossVersionObjectReference(target, errors, env, target.value?.kind === 'ReplicationController');
  validateMetrics(spec, errors, env);
  if (spec.value?.behavior !== undefined) validateBehavior(spec.get('behavior'), errors);
}

/** @mirrors autoscaling/validation.validateHorizontalPodAutoscalerSpec */
function validateReplicas(spec: Field<HorizontalPodAutoscalerSpec>, errors: Errors, env: Env): void {
  const { minReplicas, maxReplicas = 0 } = spec.value ?? {};
  const most = spec.get('maxReplicas');
  const least = env.gates.HPAScaleToZero ? 0 : 1;
  if (minReplicas !== undefined && minReplicas < least) {
    errors.invalid(spec.get('minReplicas'), `${minReplicas} must be at least ${least}`);
  }
  if (maxReplicas === 0 && env.gates.HPAMaxReplicasRequired) errors.required(most, 'is required, and more than 0');
  else if (maxReplicas < 1) errors.invalid(most, `${maxReplicas} must be at least 1`);
  if (minReplicas !== undefined && maxReplicas < minReplicas) {
    const given = errors.given(spec.get('minReplicas'));
    given.invalid(most, `${maxReplicas} must not be less than minReplicas, which is ${minReplicas}`);
  }
}

/** How HorizontalPodAutoscalers are created. */
export const horizontalPodAutoscalerStrategy: Strategy<HorizontalPodAutoscaler> = {
  namespaced: true,
  defaults: setDefaults,
  prepare,
  validate: validateHorizontalPodAutoscaler,
  warn() {},
};
