import { parseQuantity } from '../../model/quantity.ts';
import type { Field } from '../../model/field.ts';
import type {
  ContainerResourceMetricSource,
  ExternalMetricSource,
  HorizontalPodAutoscalerSpec,
  MetricIdentifier,
  MetricSpec,
  MetricTarget,
  ObjectMetricSource,
  PodsMetricSource,
  ResourceMetricSource,
} from '../../schema/types.gen.ts';
import { validateDNS1123Label, validateFormat } from '../core/checks.ts';
import { validateContainerResourceName } from '../core/pod/resources.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { pathSegmentName } from '../formats.ts';
import { validateCrossVersionObjectReference } from './reference.ts';

/** @mirrors autoscaling/validation.validateMetrics */
export function validateMetrics(spec: Field<HorizontalPodAutoscalerSpec>, errors: Errors, env: Env): void {
  const metrics = spec.get('metrics');
  for (const metric of metrics.items()) validateMetricSpec(metric, errors, env);
  if (spec.value?.minReplicas !== 0) return;
  if (metrics.value?.some(({ type }) => type === 'Object' || type === 'External')) return;
  errors.forbidden(metrics, 'must hold an Object or External metric where minReplicas is 0');
}

type SourceName = 'object' | 'external' | 'pods' | 'resource' | 'containerResource';

/** The sources by the types that go with them, in upstream's order. */
const SOURCES: ReadonlyMap<string, SourceName> = new Map([
  ['Object', 'object'],
  ['External', 'external'],
  ['Pods', 'pods'],
  ['Resource', 'resource'],
  ['ContainerResource', 'containerResource'],
]);
const TYPES: readonly string[] = [...SOURCES.keys()].sort();

/**
 * Of several sources the first is validated, and those that are not of the type are too many.
 * @mirrors autoscaling/validation.validateMetricSpec
 */
function validateMetricSpec(metric: Field<MetricSpec>, errors: Errors, env: Env): void {
  const value = metric.value ?? {};
  const type = metric.get('type');
  const expected = SOURCES.get(value.type ?? '');
  if (!value.type) errors.required(type, `is required: ${TYPES.join(', ')}`);
  if (expected === undefined) errors.notSupported(type, TYPES);
  const present = [...SOURCES.values()].filter((name) => value[name] !== undefined);
  const first = present[0];
  if (first !== undefined) validateSource(metric, first, errors, env);
  if (expected !== undefined && value[expected] === undefined) {
    errors.required(metric.get(expected) as Field, `is required where the type is ${value.type}`);
  }
  if (present.length < 2) return;
  const given = errors.given(type);
  for (const name of present) {
    if (name === expected) continue;
    given.forbidden(
      (metric.get(name) as Field).atKey(),
      `must not be set where the type is ${quote(value.type ?? '')}`,
    );
  }
}

function validateSource(metric: Field<MetricSpec>, name: SourceName, errors: Errors, env: Env): void {
  switch (name) {
    case 'object':
      return validateObjectSource(metric.get('object'), errors, env);
    case 'external':
      return validateExternalSource(metric.get('external'), errors);
    case 'pods':
      return validatePodsSource(metric.get('pods'), errors);
    case 'resource':
      return validateResourceSource(metric.get('resource'), errors);
    case 'containerResource':
      return validateContainerResourceSource(metric.get('containerResource'), errors);
  }
}

/** @mirrors autoscaling/validation.validateObjectSource */
function validateObjectSource(source: Field<ObjectMetricSource>, errors: Errors, env: Env): void {
  validateCrossVersionObjectReference(source.get('describedObject'), errors, env, true);
  validateMetricIdentifier(source.get('metric'), errors);
  const target = source.get('target');
  validateMetricTarget(target, errors);
  const { value, averageValue } = target.value ?? {};
  if (value !== undefined || averageValue !== undefined) return;
  errors.given(target.get('value')).required(target.get('averageValue'), 'needs a value or an averageValue');
}

/** @mirrors autoscaling/validation.validateExternalSource */
function validateExternalSource(source: Field<ExternalMetricSource>, errors: Errors): void {
  validateMetricIdentifier(source.get('metric'), errors);
  const target = source.get('target');
  validateMetricTarget(target, errors);
  const { value, averageValue } = target.value ?? {};
  if (value === undefined && averageValue === undefined) {
    errors.given(target.get('value')).required(target.get('averageValue'), 'needs a value or an averageValue');
  } else if (value !== undefined && averageValue !== undefined) {
    errors.forbidden(target.get('value').atKey(), 'value and averageValue exclude each other');
  }
}

/** @mirrors autoscaling/validation.validatePodsSource */
function validatePodsSource(source: Field<PodsMetricSource>, errors: Errors): void {
  validateMetricIdentifier(source.get('metric'), errors);
  const target = source.get('target');
  validateMetricTarget(target, errors);
  if (target.value?.averageValue === undefined) {
    errors.required(target.get('averageValue'), 'is required: a metric of Pods is an average');
  }
}

/** @mirrors autoscaling/validation.validateResourceSource */
function validateResourceSource(source: Field<ResourceMetricSource>, errors: Errors): void {
  if (!source.value?.name) errors.required(source.get('name'), 'is required: cpu or memory');
  validateResourceTarget(source.get('target'), errors);
}

/** @mirrors autoscaling/validation.validateContainerResourceSource */
function validateContainerResourceSource(source: Field<ContainerResourceMetricSource>, errors: Errors): void {
  const { name, container } = source.value ?? {};
  if (!name) errors.required(source.get('name'), 'is required: cpu or memory');
  else validateContainerResourceName(name, source.get('name'), errors);
  if (!container) errors.required(source.get('container'));
  else validateDNS1123Label(source.get('container'), errors);
  validateResourceTarget(source.get('target'), errors);
}

function validateResourceTarget(target: Field<MetricTarget>, errors: Errors): void {
  validateMetricTarget(target, errors);
  const { averageUtilization, averageValue } = target.value ?? {};
  if (averageUtilization === undefined && averageValue === undefined) {
    const given = errors.given(target.get('averageValue'));
    given.required(target.get('averageUtilization'), 'the target has to say an averageUtilization or an averageValue');
  } else if (averageUtilization !== undefined && averageValue !== undefined) {
    errors.forbidden(target.get('averageValue').atKey(), 'averageUtilization and averageValue exclude each other');
  }
}

const TARGETS: readonly string[] = ['AverageValue', 'Utilization', 'Value'];

/** @mirrors autoscaling/validation.validateMetricTarget */
function validateMetricTarget(target: Field<MetricTarget>, errors: Errors): void {
  const { type = '', averageUtilization } = target.value ?? {};
  const allowed = TARGETS.join(', ');
  if (type === '') errors.required(target.get('type'), `is required: ${allowed}`);
  if (!TARGETS.includes(type)) {
    errors.invalid(target.get('type'), `${quote(type)} is no type of a target; allowed: ${allowed}`, 'unknown-value');
  }
  for (const name of ['value', 'averageValue'] as const) {
    const text = target.value?.[name];
    const amount = text === undefined ? undefined : parseQuantity(text);
    if (amount !== undefined && amount.sign <= 0)
      errors.invalid(target.get(name), `${quote(text)} must be more than 0`);
  }
  if (averageUtilization !== undefined && averageUtilization < 1) {
    errors.invalid(target.get('averageUtilization'), `${averageUtilization} % must be at least 1 %`);
  }
}

/** @mirrors autoscaling/validation.validateMetricIdentifier */
function validateMetricIdentifier(metric: Field<MetricIdentifier>, errors: Errors): void {
  const name = metric.get('name');
  if (!name.value) errors.required(name);
  else validateFormat(name, pathSegmentName, errors);
}
