import type { Field } from '../../../model/field.ts';
import type { ObjectMeta, PodSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, isUnread } from '../../errors.ts';
import { dns1123Label, dns1123Subdomain, inRange } from '../../formats.ts';
import { validateLabels } from '../../meta/labels.ts';
import { validateFormat, validateQualifiedName } from '../checks.ts';
import { validateAffinity } from './affinity.ts';
import { validateContainers, validateEphemeralContainers, validateInitContainers } from './containers.ts';
import type { PodContext } from './context.ts';
import { validateDNSPolicy, validateHostAliases, validatePodDNSConfig } from './dns.ts';
import { validateFileKeyRefVolumes } from './filekeys.ts';
import {
  validateHostUsers,
  validatePodHostName,
  validatePodHostNetworkDeps,
  validateShareProcessNamespace,
} from './hosts.ts';
import { validateOverhead, validatePodResources } from './podresources.ts';
import { gatherPodResourceClaimNames, validatePodResourceClaims } from './resourceclaims.ts';
import { validateRestartPolicy } from './restart.ts';
import { validateSchedulingGates } from './scheduling.ts';
import { validatePodSpecSecurityContext } from './security.ts';
import { validateTolerations } from './tolerations.ts';
import { validateTopologySpreadConstraints } from './topology.ts';
import { type VolumesContext, validateVolumes } from './volumes/volumes.ts';
import { validateLinux, validateWindows, validateWindowsHostProcessPod } from './windows.ts';

/** What else a pod spec is validated with. */
export interface PodSpecOptions {
  /** The metadata of the Pod; a template's Pods have others. */
  readonly podMeta?: Field<ObjectMeta> | undefined;
  /** Volumes that are there besides the written ones: a StatefulSet's claims. */
  readonly volumes?: VolumesContext['items'];
}

/** @mirrors core/validation.ValidatePodSpec (partly: what has a default, or hides behind a closed gate, is left out) */
export function validatePodSpec(spec: Field<PodSpec>, errors: Errors, env: Env, options: PodSpecOptions = {}): void {
  const value = spec.value ?? {};
  const podName = options.podMeta?.value?.name;
  const volumes = validateVolumes(spec.get('volumes'), errors, { env, podName, items: options.volumes });
  if (value.resourceClaims !== undefined)
    validatePodResourceClaims(spec.get('resourceClaims'), errors, options.podMeta);
  const context: PodContext = {
    errors,
    env,
    spec,
    volumes,
    claimNames: claimNamesOf(spec),
    restartPolicy: value.restartPolicy,
    gracePeriod: value.terminationGracePeriodSeconds,
    // What can't be read is taken for what allows more.
    hostUsers: value.hostUsers ?? (spec.manifest.unknown === undefined || !spec.get('hostUsers').unknown),
  };
  validateContainers(spec.get('containers'), context);
  if (value.initContainers !== undefined) validateInitContainers(spec, context);
  if (value.ephemeralContainers !== undefined) validateEphemeralContainers(spec, context);
  if (value.resources !== undefined) validatePodResources(spec, context.claimNames, errors);
  validateParts(spec, errors, env);
  validateScalars(spec, errors);
  if (value.hostAliases !== undefined) validateHostAliases(spec.get('hostAliases'), errors, env);
  if (value.overhead !== undefined) validateOverhead(spec.get('overhead'), errors);
  if (value.os !== undefined) validateOS(spec, errors);
  validateFileKeyRefVolumes(spec, errors);
}

const NO_CLAIMS: ReadonlySet<string> = new Set();

function claimNamesOf(spec: Field<PodSpec>): PodContext['claimNames'] {
  if (spec.value?.resourceClaims === undefined && spec.manifest.unknown === undefined) return NO_CLAIMS;
  return isUnread(spec.get('resourceClaims')) ? undefined : gatherPodResourceClaimNames(spec.value?.resourceClaims);
}

/**
 * The parts of a spec that look at the whole of it or have a file of their own.
 * @mirrors core/validation.validateReadinessGates
 */
function validateParts(spec: Field<PodSpec>, errors: Errors, env: Env): void {
  const value = spec.value ?? {};
  validatePodHostNetworkDeps(spec, errors);
  if (value.restartPolicy !== 'Always') validateRestartPolicy(spec.get('restartPolicy'), errors);
  if (value.dnsPolicy !== 'ClusterFirst') validateDNSPolicy(spec.get('dnsPolicy'), errors);
  if (value.nodeSelector !== undefined) validateLabels(spec.get('nodeSelector'), errors);
  validatePodSpecSecurityContext(spec, errors, env);
  if (env.gates.PodHostFieldsInSpec) validateShareProcessNamespace(spec, errors);
  if (value.affinity !== undefined) validateAffinity(spec.get('affinity'), errors, env);
  validatePodDNSConfig(spec, errors, env);
  if (value.readinessGates !== undefined) {
    for (const gate of spec.get('readinessGates').items()) validateQualifiedName(gate.get('conditionType'), errors);
  }
  if (value.schedulingGates !== undefined) validateSchedulingGates(spec.get('schedulingGates'), errors);
  if (value.topologySpreadConstraints !== undefined) {
    validateTopologySpreadConstraints(spec.get('topologySpreadConstraints'), errors, env);
  }
  validateWindowsHostProcessPod(spec, errors);
  validateHostUsers(spec, errors, env);
  validatePodHostName(spec, errors);
  if (value.tolerations !== undefined) validateTolerations(spec.get('tolerations'), errors);
}

const PREEMPTION_POLICIES = ['Never', 'PreemptLowerPriority'];
const MOST_SECONDS = 2147483647;

/** @mirrors core/validation.ValidateRuntimeClassName */
function validateScalars(spec: Field<PodSpec>, errors: Errors): void {
  const value = spec.value ?? {};
  if (value.serviceAccountName) validateFormat(spec.get('serviceAccountName'), dns1123Subdomain, errors);
  if (value.nodeName) validateFormat(spec.get('nodeName'), dns1123Subdomain, errors);
  if (value.hostname) validateFormat(spec.get('hostname'), dns1123Label, errors);
  if (value.subdomain) validateFormat(spec.get('subdomain'), dns1123Label, errors);
  if (value.priorityClassName) validateFormat(spec.get('priorityClassName'), dns1123Subdomain, errors);
  if (value.runtimeClassName !== undefined) validateFormat(spec.get('runtimeClassName'), dns1123Subdomain, errors);
  if (value.activeDeadlineSeconds !== undefined) validateDeadline(spec.get('activeDeadlineSeconds'), errors);
  if (value.preemptionPolicy !== undefined) validatePreemptionPolicy(spec.get('preemptionPolicy'), errors);
}

function validateDeadline(seconds: Field<number>, errors: Errors): void {
  const fault = inRange(seconds.value as number, 1, MOST_SECONDS);
  if (fault !== undefined) errors.invalid(seconds, `${seconds.value} ${fault}`);
}

/** @mirrors core/validation.ValidatePreemptionPolicy */
export function validatePreemptionPolicy(policy: Field<string>, errors: Errors): void {
  if (policy.value === '') errors.required(policy);
  else if (!PREEMPTION_POLICIES.includes(policy.value as string)) errors.notSupported(policy, PREEMPTION_POLICIES);
}

const SYSTEMS = ['linux', 'windows'];

/** @mirrors core/validation.validateOS */
function validateOS(spec: Field<PodSpec>, errors: Errors): void {
  const os = spec.get('os');
  const name = os.value?.name ?? '';
  if (name === '') errors.required(os.get('name'));
  else if (name === 'linux') validateLinux(spec, errors);
  else if (name === 'windows') validateWindows(spec, errors);
  else errors.notSupported(os.get('name').shownAsPath(os.path), SYSTEMS);
}
