import type { Env } from '../env.ts';

const DEPRECATED: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/arch', 'is deprecated since 1.14; use `kubernetes.io/arch`'],
  ['beta.kubernetes.io/os', 'is deprecated since 1.14; use `kubernetes.io/os`'],
  ['failure-domain.beta.kubernetes.io/region', 'is deprecated since 1.17; use `topology.kubernetes.io/region`'],
  ['failure-domain.beta.kubernetes.io/zone', 'is deprecated since 1.17; use `topology.kubernetes.io/zone`'],
  ['beta.kubernetes.io/instance-type', 'is deprecated since 1.17; use `node.kubernetes.io/instance-type`'],
]);
/** Labels that are no older, but warned of for a shorter time. */
const DEPRECATED_LATER: ReadonlyMap<string, string> = new Map([
  ['app.kubernetes.io/created-by', 'is deprecated since 1.9'],
  ['scheduler.alpha.kubernetes.io/preferAvoidPods', 'is deprecated since 1.22; use taints and tolerations'],
  ['node-role.kubernetes.io/master', 'gave way to `node-role.kubernetes.io/control-plane`'],
]);

/**
 * What to say of a label that gave way to another one.
 * @mirrors node.GetNodeLabelDeprecatedMessage
 */
export function nodeLabelDeprecation(key: string, env: Env): string | undefined {
  return DEPRECATED.get(key) ?? (env.gates.MoreNodeLabelWarnings ? DEPRECATED_LATER.get(key) : undefined);
}

/** The rule that explains these warnings. */
export const DEPRECATED_NODE_LABEL = 'deprecated-node-label';
