/**
 * What autoscaling/v1 has no fields for travels in annotations: metrics other than the CPU, and how fast to scale. The server
 * reads them when an object is created, and passes over those that it can't read.
 */
import type { Field } from '../../model/field.ts';
import type {
  AutoscalingV1HorizontalPodAutoscaler,
  AutoscalingV2beta1MetricSpec,
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerBehavior,
  HPAScalingRules,
  MetricSpec,
} from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import { GoJson, type GoValue } from '../gojson.ts';
import { cpuMetric, toMetricSpec } from './olderversions.ts';

const PREFIX = 'autoscaling.alpha.kubernetes.io/';
const METRICS = `${PREFIX}metrics`;
const BEHAVIOR = `${PREFIX}behavior`;
const STATUS = ['current-metrics', 'conditions'];
const TOLERANCES = ['scale-down-tolerance', 'scale-up-tolerance'];

/** @mirrors autoscaling/v1.Convert_v1_HorizontalPodAutoscaler_To_autoscaling_HorizontalPodAutoscaler */
export function readAnnotations(autoscaler: Field<HorizontalPodAutoscaler>, env: Env): void {
  const spec = autoscaler.get('spec');
  if (spec.value === undefined) return;
  const { manifest } = autoscaler;
  const annotations = autoscaler.get('metadata').get('annotations');
  const text = annotations.value?.get(METRICS);
  const metrics = text === undefined ? [] : (readMetrics(text, env) ?? []);
  const cpu = (autoscaler as Field as Field<AutoscalingV1HorizontalPodAutoscaler>)
    .get('spec')
    .get('targetCPUUtilizationPercentage');
  if (cpu.value !== undefined) metrics.push(cpuMetric(cpu.value));
  spec.value.metrics = metrics;
  if (text !== undefined) manifest.derive(spec.get('metrics'), annotations.key(METRICS));
  if (cpu.value !== undefined) {
    const target = spec
      .get('metrics')
      .item(metrics.length - 1)
      .get('resource')
      .get('target');
    manifest.derive(target.get('averageUtilization'), cpu);
  }
  const behavior = annotations.value?.get(BEHAVIOR);
  if (behavior === undefined) return;
  spec.value.behavior = readBehavior(behavior, env);
  manifest.derive(spec.get('behavior'), annotations.key(BEHAVIOR));
}

/** @mirrors autoscaling.DropRoundTripHorizontalPodAutoscalerAnnotations */
export function dropAnnotations(autoscaler: HorizontalPodAutoscaler, env: Env): void {
  const annotations = autoscaler.metadata?.annotations;
  if (annotations === undefined) return;
  annotations.delete(METRICS);
  annotations.delete(BEHAVIOR);
  for (const name of STATUS) annotations.delete(PREFIX + name);
  if (env.gates.HPATolerances) for (const name of TOLERANCES) annotations.delete(PREFIX + name);
}

function readMetrics(text: string, env: Env): MetricSpec[] | undefined {
  const json = new GoJson();
  const metrics = json.list(json.root(text), (item) => readMetric(json, item));
  return json.failed ? undefined : metrics?.map((metric) => toMetricSpec(metric, env));
}

function readMetric(json: GoJson, value: GoValue): AutoscalingV2beta1MetricSpec {
  const { text, int32, quantity } = readers(json);
  return json.struct(value, (field) => ({
    type: text(field('type')),
    object: json.object(field('object'), (of) => ({
      target: json.struct(of('target'), (name) => ({
        kind: text(name('kind')),
        name: text(name('name')),
        apiVersion: text(name('apiVersion')),
      })),
      metricName: text(of('metricName')),
      targetValue: quantity(of('targetValue')),
      selector: lookAtSelector(json, of('selector')),
      averageValue: quantity(of('averageValue')),
    })),
    pods: json.object(field('pods'), (of) => ({
      metricName: text(of('metricName')),
      targetAverageValue: quantity(of('targetAverageValue')),
      selector: lookAtSelector(json, of('selector')),
    })),
    resource: json.object(field('resource'), (of) => ({
      name: text(of('name')),
      targetAverageUtilization: int32(of('targetAverageUtilization')),
      targetAverageValue: quantity(of('targetAverageValue')),
    })),
    containerResource: json.object(field('containerResource'), (of) => ({
      name: text(of('name')),
      container: text(of('container')),
      targetAverageUtilization: int32(of('targetAverageUtilization')),
      targetAverageValue: quantity(of('targetAverageValue')),
    })),
    external: json.object(field('external'), (of) => ({
      metricName: text(of('metricName')),
      metricSelector: lookAtSelector(json, of('metricSelector')),
      targetValue: quantity(of('targetValue')),
      targetAverageValue: quantity(of('targetAverageValue')),
    })),
  }));
}

function readers(json: GoJson): {
  text(value: GoValue): string | undefined;
  int32(value: GoValue): number | undefined;
  quantity(value: GoValue): string | undefined;
} {
  return {
    text: (value) => json.text(value),
    int32: (value) => json.int32(value),
    quantity: (value) => json.quantity(value),
  };
}

/** Nobody validates the selector of a metric, but it has to be one. */
function lookAtSelector(json: GoJson, value: GoValue): undefined {
  json.object(value, (of) => {
    json.texts(of('matchLabels'));
    json.list(of('matchExpressions'), (item) =>
      json.struct(item, (field) => {
        json.text(field('key'));
        json.text(field('operator'));
        json.list(field('values'), (one) => json.text(one));
      }),
    );
  });
  return undefined;
}

/** An empty one counts for none. */
function readBehavior(text: string, env: Env): HorizontalPodAutoscalerBehavior | undefined {
  const json = new GoJson();
  const behavior = json.object(json.root(text), (of) => ({
    scaleUp: json.object(of('ScaleUp'), (field) => readRules(json, field, env)),
    scaleDown: json.object(of('ScaleDown'), (field) => readRules(json, field, env)),
  }));
  if (json.failed || (behavior?.scaleUp === undefined && behavior?.scaleDown === undefined)) return undefined;
  return behavior;
}

function readRules(json: GoJson, field: (name: string) => GoValue, env: Env): HPAScalingRules {
  return {
    stabilizationWindowSeconds: json.int32(field('StabilizationWindowSeconds')),
    selectPolicy: json.text(field('SelectPolicy')),
    policies: json.list(field('Policies'), (item) =>
      json.struct(item, (of) => ({
        type: json.text(of('Type')),
        value: json.int32(of('Value')),
        periodSeconds: json.int32(of('PeriodSeconds')),
      })),
    ),
    tolerance: env.gates.HPATolerances ? json.quantity(field('Tolerance')) : undefined,
  };
}
