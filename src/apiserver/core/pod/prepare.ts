import type { Field } from '../../../model/field.ts';
import type {
  Container,
  PodAffinityTerm,
  PodSpec,
  PodTemplateSpec,
  WeightedPodAffinityTerm,
} from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import type { Gates } from '../../gates.ts';
import { containersOf } from './context.ts';
import type { Handler } from './handlers.ts';
import { dropDisabledVolumeFields, dropImageVolumes } from './prepare-volumes.ts';

/** @mirrors pod.DropDisabledTemplateFields */
export function dropDisabledTemplateFields(template: Field<PodTemplateSpec>, env: Env): void {
  if (template.value?.spec !== undefined) dropDisabledFields(template.value.spec, env);
}

/**
 * Takes out what hides behind gates that are closed by default. Annotations of init containers, which upstream drops too, change nothing.
 * @mirrors pod.dropDisabledFields
 */
export function dropDisabledFields(spec: PodSpec, { gates }: Env): void {
  if (!gates.UserNamespacesSupport) spec.hostUsers = undefined;
  if (!gates.PodLevelResources) spec.resources = undefined;
  if (!gates.DynamicResourceAllocation) spec.resourceClaims = undefined;
  if (!gates.HostnameOverride) spec.hostnameOverride = undefined;
  spec.schedulingGroup = undefined;
  spec.workloadRef = undefined;
  spec.evictionResponders = undefined;
  dropPodSecurityFields(spec, gates);
  dropMatchLabelKeys(spec, gates);
  for (const container of containersOf(spec)) dropContainerFields(container, gates);
  if (gates.ContainerRestartPolicyDropped && !gates.ContainerRestartRules) dropContainerRestartRules(spec);
  if (spec.volumes === undefined) return;
  if (!gates.ImageVolume) dropImageVolumes(spec);
  for (const volume of spec.volumes) dropDisabledVolumeFields(volume, gates);
}

function dropPodSecurityFields(spec: PodSpec, gates: Gates): void {
  const context = spec.securityContext;
  if (context === undefined) return;
  if (!gates.SupplementalGroupsPolicy) context.supplementalGroupsPolicy = undefined;
  if (!gates.SELinuxChangePolicy) context.seLinuxChangePolicy = undefined;
}

/** @mirrors pod.dropDisabledMatchLabelKeysFieldInPodAffinity */
function dropMatchLabelKeys(spec: PodSpec, gates: Gates): void {
  if (spec.affinity === undefined || gates.MatchLabelKeysInPodAffinity) return;
  for (const affinity of [spec.affinity.podAffinity, spec.affinity.podAntiAffinity]) {
    affinity?.requiredDuringSchedulingIgnoredDuringExecution?.forEach(dropKeys);
    affinity?.preferredDuringSchedulingIgnoredDuringExecution?.forEach((weighted: WeightedPodAffinityTerm) => {
      if (weighted.podAffinityTerm !== undefined) dropKeys(weighted.podAffinityTerm);
    });
  }
}

function dropKeys(term: PodAffinityTerm): void {
  term.matchLabelKeys = undefined;
  term.mismatchLabelKeys = undefined;
}

function dropContainerFields(container: Container, gates: Gates): void {
  const { resources, securityContext, lifecycle } = container;
  if (!gates.InPlacePodVerticalScaling) container.resizePolicy = undefined;
  if (!gates.DynamicResourceAllocation && resources !== undefined) resources.claims = undefined;
  if (!gates.ProcMountType && securityContext?.procMount !== undefined) securityContext.procMount = 'Default';
  for (const mount of container.volumeMounts ?? []) {
    if (!gates.RecursiveReadOnlyMounts) mount.recursiveReadOnly = undefined;
    mount.bindMountOptions = undefined;
  }
  if (!gates.EnvFiles) dropFileKeyRefs(container);
  if (lifecycle === undefined) return;
  dropStopSignal(container);
  if (gates.PodLifecycleSleepAction) return;
  for (const hook of [lifecycle.preStop, lifecycle.postStart] as (Handler | undefined)[]) {
    if (hook !== undefined) hook.sleep = undefined;
  }
}

/** @mirrors pod.dropFileKeyRefInUse */
function dropFileKeyRefs(container: Container): void {
  for (const variable of container.env ?? [])
    if (variable.valueFrom !== undefined) variable.valueFrom.fileKeyRef = undefined;
}

/**
 * A lifecycle that held nothing but a stop signal goes as a whole.
 * @mirrors pod.dropContainerStopSignals
 */
function dropStopSignal(container: Container): void {
  const lifecycle = container.lifecycle;
  if (lifecycle?.stopSignal === undefined) return;
  lifecycle.stopSignal = undefined;
  if (lifecycle.preStop === undefined && lifecycle.postStart === undefined) container.lifecycle = undefined;
}

/** @mirrors pod.dropContainerRestartRules */
function dropContainerRestartRules(spec: PodSpec): void {
  for (const container of containersOf(spec)) {
    container.restartPolicyRules = undefined;
    const isInit = spec.initContainers?.includes(container) ?? false;
    if (!isInit || container.restartPolicy !== 'Always') container.restartPolicy = undefined;
  }
}
