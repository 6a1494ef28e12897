import type { Field } from '../../../model/field.ts';
import type { Node, NodeSpec, NodeStatus } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import type { Errors } from '../../errors.ts';
import { nameIsDNSSubdomain } from '../../meta/names.ts';
import { validateObjectMeta } from '../../meta/objectmeta.ts';
import type { Strategy } from '../../strategy.ts';
import { warnOfCIDR } from '../addresses.ts';
import { validateNodeSpecificAnnotations } from './annotations.ts';
import { validatePodCIDRs } from './podcidrs.ts';
import { validateNodeStatus } from './status.ts';
import { validateNodeTaints } from './taints.ts';

/** @mirrors core/v1.SetDefaults_NodeStatus */
function setStatusDefaults(status: Field<NodeStatus>): void {
  const { value } = status;
  if (value?.capacity === undefined || value.allocatable !== undefined || status.get('allocatable').unknown) return;
  value.allocatable = value.capacity;
  status.manifest.derive(status.get('allocatable'), status.get('capacity'));
}

/**
 * The older field counts, where the two differ.
 * @mirrors core/v1.Convert_v1_NodeSpec_To_core_NodeSpec
 */
function takePodCIDR(spec: Field<NodeSpec>): void {
  const { value } = spec;
  if (!value?.podCIDR || value.podCIDRs?.[0] === value.podCIDR || spec.get('podCIDRs').unknown) return;
  value.podCIDRs = [value.podCIDR];
  spec.manifest.derive(spec.get('podCIDRs').item(0), spec.get('podCIDR'));
}

/** @mirrors node.dropDisabledFields */
function prepare({ value }: Field<Node>, env: Env): void {
  const { spec, status } = value ?? {};
  if (spec !== undefined) {
    spec.configSource = undefined;
    spec.podPreemptionPolicy = undefined;
  }
  if (status === undefined) return;
  status.config = undefined;
  if (!env.gates.NodeDeclaredFeatures) status.declaredFeatures = undefined;
}

/** @mirrors core/validation.ValidateNode */
function validateNode(node: Field<Node>, errors: Errors, env: Env): void {
  const meta = node.get('metadata');
  validateObjectMeta(meta, errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  if (meta.value?.annotations !== undefined) validateNodeSpecificAnnotations(meta.get('annotations'), errors);
  const { spec, status } = node.value ?? {};
  // Upstream puts the taints into the metadata, by mistake.
  if (spec?.taints !== undefined)
    validateNodeTaints(node.get('spec').get('taints').shownAsPath('metadata.taints'), errors);
  if (status !== undefined) validateNodeStatus(node.get('status'), errors);
  if (spec?.podCIDRs !== undefined) validatePodCIDRs(node.get('spec').get('podCIDRs'), errors, env);
}

/** @mirrors node.nodeWarnings */
function warn(node: Field<Node>, env: Env): void {
  const spec = node.get('spec');
  if (spec.value?.externalID) env.warn(spec.get('externalID').atKey(), 'is deprecated, and Kubernetes does not use it');
  if (!env.gates.IPWarnings) return;
  for (const range of spec.get('podCIDRs').items()) warnOfCIDR(range, env);
}

/** How Nodes are created. */
export const nodeStrategy: Strategy<Node> = {
  namespaced: false,
  defaults(node) {
    setStatusDefaults(node.get('status'));
    takePodCIDR(node.get('spec'));
  },
  prepare,
  validate: validateNode,
  warn,
};
