import { Field } from '../../../model/field.ts';
import type { PodSpec, Toleration } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { containersOf } from './context.ts';
import { validateTolerations } from './tolerations.ts';
import { validateLocalDescendingPath } from './volumes/paths.ts';

/** Annotations that a Pod's behaviour depends, or once depended, on. */
export const APP_ARMOR_PREFIX = 'container.apparmor.security.beta.kubernetes.io/';
export const SECCOMP_PREFIX = 'container.seccomp.security.alpha.kubernetes.io/';
export const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
/** A profile that lies on the node. */
export const LOCALHOST = 'localhost/';
const MIRROR = 'kubernetes.io/config.mirror';
const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';

type Annotations = Field<Map<string, string>>;

/** Whether there are annotations about profiles. Most Pods have none, and need not be searched for what goes with them. */
export function nameProfiles(annotations: ReadonlyMap<string, string> | undefined): boolean {
  if (annotations === undefined) return false;
  for (const key of annotations.keys()) {
    if (key === SECCOMP_POD || key.startsWith(SECCOMP_PREFIX) || key.startsWith(APP_ARMOR_PREFIX)) return true;
  }
  return false;
}

/** @mirrors core/validation.ValidatePodSpecificAnnotations */
export function validatePodSpecificAnnotations(annotations: Annotations, spec: Field<PodSpec>, errors: Errors): void {
  if (annotations.value === undefined) return;
  for (const [key, value] of annotations.value) {
    if (key === MIRROR) validateMirror(annotations, spec, errors);
    else if (key === TOLERATIONS) validateTolerationsInPodAnnotations(annotations, errors);
    else if (key === DELETION_COST) validateDeletionCost(annotations, errors);
    else if (key === SECCOMP_POD || key.startsWith(SECCOMP_PREFIX)) validateSeccompProfile(annotations, key, errors);
    else if (key.startsWith(APP_ARMOR_PREFIX)) validateAppArmor(annotations.key(key), value, spec, errors);
  }
}

function validateMirror(annotations: Annotations, spec: Field<PodSpec>, errors: Errors): void {
  if ((spec.value?.nodeName ?? '') === '')
    errors.given(spec.get('nodeName')).invalid(annotations.key(MIRROR), 'the mirror of a static Pod needs a nodeName');
}

/** @mirrors core/helper.GetDeletionCostFromPodAnnotations */
function validateDeletionCost(annotations: Annotations, errors: Errors): void {
  const at = annotations.key(DELETION_COST);
  const text = at.value ?? '';
  const number = /^(?:0|-[0-9]+|[1-9][0-9]*)$/.test(text) ? Number(text) : Number.NaN;
  if (number >= -2147483648 && number <= 2147483647) return;
  errors.invalid(at, `${quote(text)} must be a whole number of 32 bits`);
}

/**
 * Tolerations as annotations are a leftover of the times before there was a field; they are JSON.
 * @mirrors core/validation.ValidateTolerationsInPodAnnotations
 */
function validateTolerationsInPodAnnotations(annotations: Annotations, errors: Errors): void {
  const at = annotations.key(TOLERATIONS);
  if (at.value === undefined || at.value === '') return;
  const tolerations = readTolerations(at.value);
  if (tolerations === undefined) {
    errors.invalid(at.shownAsPath(annotations.path), `${quote(at.value)} is no list of tolerations in JSON`);
    return;
  }
  const list = new Field<Toleration[]>(tolerations, at.manifest, annotations as Field, TOLERATIONS, true);
  validateTolerations(list.shownAsPath(`${annotations.path}.${TOLERATIONS}`), errors);
}

const TEXTS = ['key', 'operator', 'value', 'effect'] as const;

/** What JavaScript takes for an integer and Go does not: `1.0`, `1e2`. */
const NO_INTEGER = /"tolerationseconds"\s*:\s*-?[0-9]+[.e]/i;

/** Go takes the names of the fields in any case, and null for nothing. */
function readTolerations(json: string): Toleration[] | undefined {
  if (NO_INTEGER.test(json)) return undefined;
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (list === null) return [];
  if (!Array.isArray(list)) return undefined;
  const tolerations: Toleration[] = [];
  for (const item of list as unknown[]) {
    if (item !== null && (typeof item !== 'object' || Array.isArray(item))) return undefined;
    const toleration = readToleration(item ?? {});
    if (toleration === undefined) return undefined;
    tolerations.push(toleration);
  }
  return tolerations;
}

function readToleration(item: object): Toleration | undefined {
  const fields = new Map(Object.entries(item).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  const toleration: Toleration = {};
  for (const name of TEXTS) {
    const value = fields.get(name) ?? undefined;
    if (value !== undefined && typeof value !== 'string') return undefined;
    toleration[name] = value;
  }
  const seconds = fields.get('tolerationseconds') ?? undefined;
  if (seconds !== undefined && !Number.isInteger(seconds)) return undefined;
  toleration.tolerationSeconds = seconds as number | undefined;
  return toleration;
}

/**
 * @mirrors core/validation.ValidateSeccompPodAnnotations
 * @mirrors core/validation.ValidateSeccompProfile
 */
function validateSeccompProfile(annotations: Annotations, key: string, errors: Errors): void {
  const at = annotations.key(key).shownAsPath(`${annotations.path}.${key}`);
  const profile = at.value ?? '';
  if (profile === 'runtime/default' || profile === 'docker/default' || profile === 'unconfined') return;
  if (!profile.startsWith(LOCALHOST)) {
    errors.invalid(at, `${quote(profile)} is no seccomp profile: runtime/default, unconfined or localhost/PATH`);
    return;
  }
  const path = new Field(profile.slice(LOCALHOST.length), at.manifest, at.parent, key, true);
  validateLocalDescendingPath(path.shownAsPath(at.path), errors);
}

/**
 * @mirrors core/validation.ValidateAppArmorPodAnnotations
 * @mirrors core/validation.ValidateAppArmorProfileFormat
 */
function validateAppArmor(at: Field<string>, profile: string, spec: Field<PodSpec>, errors: Errors): void {
  const container = (at.step as string).slice(APP_ARMOR_PREFIX.length);
  if (!hasContainer(spec.value ?? {}, container))
    errors.given(spec).invalid(at.atKey(), `no container named ${quote(container)}`);
  else if (
    profile !== '' &&
    profile !== 'runtime/default' &&
    profile !== 'unconfined' &&
    !profile.startsWith(LOCALHOST)
  ) {
    errors.invalid(at, `${quote(profile)} is no AppArmor profile: runtime/default, unconfined or localhost/NAME`);
  }
}

/** @mirrors core/validation.podSpecHasContainer */
function hasContainer(spec: PodSpec, name: string): boolean {
  for (const container of containersOf(spec)) if ((container.name ?? '') === name) return true;
  return false;
}
