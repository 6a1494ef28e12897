import type { Field } from '../../../model/field.ts';
import type { AppArmorProfile, Container, ObjectMeta, PodSpec, SeccompProfile } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import type { Errors } from '../../errors.ts';
import { byteLength } from '../../formats.ts';
import { APP_ARMOR_PREFIX, LOCALHOST, SECCOMP_POD, SECCOMP_PREFIX, nameProfiles } from './annotations.ts';
import { visitContainers } from './context.ts';

type Profile = SeccompProfile | AppArmorProfile;

/**
 * Profiles that stand in an annotation and in a field have to be the same.
 * @mirrors core/validation.validateSeccompAnnotationsAndFields
 */
export function validateSeccompAnnotationsAndFields(
  meta: ObjectMeta | undefined,
  spec: Field<PodSpec>,
  errors: Errors,
): void {
  const annotations = meta?.annotations;
  if (annotations === undefined || !nameProfiles(annotations)) return;
  const pod = spec.get('securityContext').get('seccompProfile');
  validateMatch(annotations.get(SECCOMP_POD), pod, pod.value, { types: SECCOMP_TYPES, errors });
  visitContainers(spec, (container) => {
    const profile = container.get('securityContext').get('seccompProfile');
    const annotation = annotations.get(SECCOMP_PREFIX + (container.value?.name ?? ''));
    validateMatch(annotation, profile, profile.value, { types: SECCOMP_TYPES, errors });
  });
}

/** @mirrors core/validation.validateAppArmorAnnotationsAndFieldsMatchOnCreate */
export function validateAppArmorAnnotationsAndFieldsMatch(
  meta: ObjectMeta | undefined,
  spec: Field<PodSpec>,
  errors: Errors,
): void {
  const annotations = meta?.annotations;
  if (annotations === undefined || !nameProfiles(annotations) || spec.value?.os?.name === 'windows') return;
  const pod = spec.value?.securityContext?.appArmorProfile;
  visitContainers(spec, (container) => {
    const at = container.get('securityContext').get('appArmorProfile');
    const annotation = annotations.get(APP_ARMOR_PREFIX + (container.value?.name ?? ''));
    validateMatch(annotation, at, at.value ?? pod, { types: APP_ARMOR_TYPES, errors });
  });
}

/** What annotations say for the types of the fields. `docker/default` is an older word that AppArmor never knew. */
type Types = Readonly<Record<'Unconfined' | 'RuntimeDefault', readonly string[]>>;
const SECCOMP_TYPES: Types = { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default', 'docker/default'] };
const APP_ARMOR_TYPES: Types = { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default'] };

/** @mirrors core/validation.validateSeccompAnnotationsAndFieldsMatch */
function validateMatch(
  annotation: string | undefined,
  at: Field<Profile>,
  profile: Profile | undefined,
  { types, errors }: { types: Types; errors: Errors },
): void {
  if (annotation === undefined || profile === undefined) return;
  const message = `is not what the annotation says, \`${annotation}\``;
  if (profile.type === 'Unconfined' || profile.type === 'RuntimeDefault') {
    if (!types[profile.type].includes(annotation)) errors.forbidden(at.get('type'), message);
  } else if (profile.type === 'Localhost') {
    if (!annotation.startsWith(LOCALHOST)) errors.forbidden(at.get('type'), message);
    else if (annotation.slice(LOCALHOST.length) !== profile.localhostProfile) {
      errors.forbidden(at.get('localhostProfile'), message);
    }
  }
}

/**
 * What an AppArmor annotation says in the words of the field.
 * @mirrors pod.ApparmorFieldForAnnotation
 */
export function appArmorFieldForAnnotation(annotation: string): AppArmorProfile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  if (!annotation.startsWith(LOCALHOST) || annotation === LOCALHOST) return undefined;
  return { type: 'Localhost', localhostProfile: annotation.slice(LOCALHOST.length) };
}

/** Whether both are there and say the same. */
export function isSameProfile(a: AppArmorProfile | undefined, b: AppArmorProfile | undefined): boolean {
  return a !== undefined && b !== undefined && a.type === b.type && a.localhostProfile === b.localhostProfile;
}

const MOST_PATH = 4095;

/**
 * In a Pod, AppArmor annotations become fields, and from 1.30 to 1.33 fields became annotations.
 * @mirrors pod.applyAppArmorVersionSkew
 */
export function applyAppArmorVersionSkew(meta: Field<ObjectMeta>, spec: Field<PodSpec>, env: Env): void {
  if (!env.gates.AppArmorFields || spec.value?.os?.name === 'windows') return;
  const pod = spec.value?.securityContext?.appArmorProfile;
  visitContainers(spec, (container) => {
    const key = APP_ARMOR_PREFIX + (container.value?.name ?? '');
    const own = container.value?.securityContext?.appArmorProfile;
    const annotation = meta.value?.annotations?.get(key);
    if (annotation === undefined) addAnnotation(meta, key, own ?? pod, env);
    else if (own === undefined) applyAnnotation(container, annotation, { key, meta, pod, env });
  });
}

/** @mirrors pod.appArmorAnnotationForField */
function addAnnotation(meta: Field<ObjectMeta>, key: string, profile: AppArmorProfile | undefined, env: Env): void {
  if (!env.gates.AppArmorFieldsAsAnnotations || profile === undefined || meta.value === undefined) return;
  const { type, localhostProfile } = profile;
  const text =
    type === 'Unconfined'
      ? 'unconfined'
      : type === 'RuntimeDefault'
        ? 'runtime/default'
        : type === 'Localhost' && localhostProfile !== undefined
          ? LOCALHOST + localhostProfile
          : undefined;
  if (text !== undefined) (meta.value.annotations ??= new Map()).set(key, text);
}

interface Skew {
  readonly key: string;
  readonly meta: Field<ObjectMeta>;
  readonly pod: AppArmorProfile | undefined;
  readonly env: Env;
}

function applyAnnotation(container: Field<Container>, annotation: string, { key, meta, pod, env }: Skew): void {
  const profile = appArmorFieldForAnnotation(annotation);
  const usable = profile !== undefined && isUsable(profile.localhostProfile);
  if (usable && isSameProfile(profile, pod)) return;
  const at = meta.get('annotations').key(key);
  if (usable && container.value !== undefined) {
    container.value.securityContext ??= {};
    container.value.securityContext.appArmorProfile = profile;
    meta.manifest.derive(container.get('securityContext').get('appArmorProfile') as Field, at as Field);
  }
  warnOfAppArmorAnnotation(at, env);
}

function isUsable(name: string | undefined): boolean {
  return name === undefined || (!/^[\s\u0085]|[\s\u0085]$/.test(name) && byteLength(name) <= MOST_PATH);
}

/** The field is there since 1.30. */
export function warnOfAppArmorAnnotation(at: Field<string>, env: Env): void {
  env.warn(at.atKey(), 'is deprecated since 1.30; use the field `appArmorProfile`');
}
