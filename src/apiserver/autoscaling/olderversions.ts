import type { AutoscalingV2beta1MetricSpec, MetricSpec, MetricTarget } from '../../schema/types.gen.ts';
import { parseQuantity } from '../../model/quantity.ts';
import type { Env } from '../env.ts';

/** A target that is a share of what the Pods request of the CPU. */
export function cpuMetric(averageUtilization: number): MetricSpec {
  return { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } };
}

/**
 * A metric as autoscaling/v2beta1 and the annotations of autoscaling/v1 write it.
 * @mirrors autoscaling/v1.Convert_v1_ExternalMetricSource_To_autoscaling_ExternalMetricSource
 * @mirrors autoscaling/v1.Convert_v1_PodsMetricSource_To_autoscaling_PodsMetricSource
 */
export function toMetricSpec(metric: AutoscalingV2beta1MetricSpec, env: Env): MetricSpec {
  const { type, object, pods, resource, containerResource, external } = metric;
  return {
    type,
    object: object && {
      describedObject: object.target,
      metric: { name: object.metricName },
      target: objectTarget(object, env),
    },
    pods: pods && {
      metric: { name: pods.metricName },
      target: { type: 'AverageValue', averageValue: pods.targetAverageValue ?? '0' },
    },
    resource: resource && { name: resource.name, target: resourceTarget(resource) },
    containerResource: containerResource && {
      name: containerResource.name,
      container: containerResource.container,
      target: resourceTarget(containerResource),
    },
    external: external && {
      metric: { name: external.metricName },
      target: {
        type: external.targetValue === undefined ? 'AverageValue' : 'Value',
        value: external.targetValue,
        averageValue: external.targetAverageValue,
      },
    },
  };
}

/**
 * The older versions can't leave the value out: with an average one beside it, zero means that it is not there.
 * @mirrors autoscaling/v1.Convert_v1_ObjectMetricSource_To_autoscaling_ObjectMetricSource
 */
function objectTarget(
  { averageValue, targetValue = '0' }: NonNullable<AutoscalingV2beta1MetricSpec['object']>,
  env: Env,
): MetricTarget {
  if (averageValue === undefined) return { type: 'Value', value: targetValue };
  const isLeftOut = env.gates.HPAZeroValueLeftOut && parseQuantity(targetValue)?.sign === 0;
  return { type: 'AverageValue', averageValue, value: isLeftOut ? undefined : targetValue };
}

/**
 * @mirrors autoscaling/v1.Convert_v1_ResourceMetricSource_To_autoscaling_ResourceMetricSource
 * @mirrors autoscaling/v1.Convert_v1_ContainerResourceMetricSource_To_autoscaling_ContainerResourceMetricSource
 */
function resourceTarget(source: {
  targetAverageUtilization?: number | undefined;
  targetAverageValue?: string | undefined;
}): MetricTarget {
  const { targetAverageUtilization: averageUtilization, targetAverageValue: averageValue } = source;
  return { type: averageUtilization === undefined ? 'AverageValue' : 'Utilization', averageValue, averageUtilization };
}
