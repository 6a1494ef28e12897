import type { Field } from '../../../model/field.ts';
import type { Pod, PodSpec, PodTemplateSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { quote } from '../../errors.ts';
import { ipWarning } from '../../formats-ip.ts';
import { APP_ARMOR_PREFIX, SECCOMP_POD, SECCOMP_PREFIX, nameProfiles } from './annotations.ts';
import { visitContainers } from './context.ts';
import { appArmorFieldForAnnotation, isSameProfile, warnOfAppArmorAnnotation } from './profiles.ts';
import { warnOfContainers, warnOfFractions } from './warnings-containers.ts';
import { warnOfScheduling } from './warnings-scheduling.ts';
import { warnOfVolumes } from './warnings-volumes.ts';

/** @mirrors pod.GetWarningsForPod */
export function getWarningsForPod(pod: Field<Pod>, env: Env): void {
  warningsForPodSpecAndMeta(pod as Field<PodTemplateSpec>, env, false);
}

/** @mirrors pod.GetWarningsForPodTemplate */
export function getWarningsForPodTemplate(template: Field<PodTemplateSpec>, env: Env): void {
  if (template.value !== undefined) warningsForPodSpecAndMeta(template, env, true);
}

/** @mirrors pod.warningsForPodSpecAndMeta */
function warningsForPodSpecAndMeta(owner: Field<PodTemplateSpec>, env: Env, isTemplate: boolean): void {
  const spec = owner.get('spec');
  const metadata = owner.get('metadata');
  warnOfScheduling(spec, env);
  if (metadata.value?.annotations !== undefined) warnOfAnnotations(metadata.get('annotations'), spec, env, isTemplate);
  if (spec.value?.volumes !== undefined) warnOfVolumes(spec.get('volumes'), env);
  if (spec.value?.hostAliases !== undefined || spec.value?.imagePullSecrets !== undefined) warnOfRepeated(spec, env);
  if (spec.value?.overhead !== undefined) warnOfFractions(spec.get('overhead'), env);
  warnOfContainers(spec, env);
  const seconds = spec.value?.terminationGracePeriodSeconds ?? 0;
  if (seconds < 0) env.warn(spec.get('terminationGracePeriodSeconds'), `${seconds} is negative and counts as 1`);
  if (env.gates.IPWarnings) warnOfIPs(spec, env);
}

const DEPRECATED_ANNOTATIONS: ReadonlyMap<string, string> = new Map([
  ['scheduler.alpha.kubernetes.io/critical-pod', 'has no effect since 1.16; use `priorityClassName`'],
  ['security.alpha.kubernetes.io/sysctls', 'has no effect since 1.11; use `sysctls` in the security context'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', 'has no effect since 1.11; use `sysctls` in the security context'],
]);
const SECCOMP_MESSAGE = 'has no effect since 1.27; use the field `seccompProfile`';

function warnOfAnnotations(
  annotations: Field<Map<string, string>>,
  spec: Field<PodSpec>,
  env: Env,
  isTemplate: boolean,
): void {
  const keys = annotations.value;
  if (keys === undefined) return;
  for (const [key, message] of DEPRECATED_ANNOTATIONS)
    if (keys.has(key)) env.warn(annotations.key(key).atKey(), message);
  if (!nameProfiles(keys)) return;
  const pod = spec.value?.securityContext;
  if (keys.has(SECCOMP_POD) && pod?.seccompProfile === undefined) {
    env.warn(annotations.key(SECCOMP_POD).atKey(), SECCOMP_MESSAGE);
  }
  visitContainers(spec, ({ value }) => {
    const name = value?.name ?? '';
    const seccomp = SECCOMP_PREFIX + name;
    if (keys.has(seccomp) && value?.securityContext?.seccompProfile === undefined) {
      env.warn(annotations.key(seccomp).atKey(), SECCOMP_MESSAGE);
    }
    // A Pod's own annotations were looked at when it was prepared.
    const annotation = isTemplate ? keys.get(APP_ARMOR_PREFIX + name) : undefined;
    if (annotation === undefined || !env.gates.AppArmorFields || value?.securityContext?.appArmorProfile !== undefined)
      return;
    const isCovered = env.gates.AppArmorAnnotationsCompared
      ? isSameProfile(pod?.appArmorProfile, appArmorFieldForAnnotation(annotation))
      : pod?.appArmorProfile !== undefined;
    if (!isCovered) warnOfAppArmorAnnotation(annotations.key(APP_ARMOR_PREFIX + name), env);
  });
}

/** Entries that are there twice, or empty. */
function warnOfRepeated(spec: Field<PodSpec>, env: Env): void {
  warnOfTwice(
    spec
      .get('hostAliases')
      .items()
      .map((alias) => alias.get('ip')),
    env,
  );
  const secrets = spec
    .get('imagePullSecrets')
    .items()
    .map((secret) => secret.get('name'));
  warnOfTwice(secrets, env);
  for (const name of secrets) if ((name.value ?? '') === '') env.warn(name, 'is empty; it names no Secret');
}

function warnOfTwice(fields: readonly Field<string>[], env: Env): void {
  const seen = new Set<string>();
  for (const field of fields) {
    const text = field.value ?? '';
    if (seen.has(text)) env.warn(field, `${quote(text)} is there already`);
    seen.add(text);
  }
}

function warnOfIPs(spec: Field<PodSpec>, env: Env): void {
  const { dnsConfig, hostAliases } = spec.value ?? {};
  if (dnsConfig === undefined && hostAliases === undefined) return;
  const addresses = spec.get('dnsConfig').get('nameservers').items();
  for (const alias of spec.get('hostAliases').items()) addresses.push(alias.get('ip'));
  for (const address of addresses) {
    const message = ipWarning(address.value ?? '');
    if (message !== undefined) env.warn(address, message);
  }
}
