import type { Field } from '../../model/field.ts';
import type { StatefulSet, StatefulSetSpec } from '../../schema/types.gen.ts';
import { validatePersistentVolumeClaimSpec } from '../core/persistentvolumeclaim/spec.ts';
import { getWarningsForPersistentVolumeClaimSpec } from '../core/persistentvolumeclaim/warnings.ts';
import { dropDisabledTemplateFields } from '../core/pod/prepare.ts';
import { setPodTemplateDefaults } from '../core/pod/template-defaults.ts';
import { getWarningsForPodTemplate } from '../core/pod/warnings.ts';
import { validateDNS1123Label, validateNonnegativeFields } from '../core/checks.ts';
import { setDefault, setDefaultText } from '../defaulting.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { nameIsDNSLabel } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { startLife } from './prepare.ts';
import { validateSelected, validateSelector } from './selector.ts';
import { validatePodTemplateSpecForStatefulSet } from './statefulset-template.ts';
import { validatePersistentVolumeClaimRetentionPolicy, validateUpdateStrategy } from './statefulset-update.ts';
import { validateAlwaysRestarted } from './template.ts';

/** @mirrors apps/v1.SetDefaults_StatefulSet */
function setDefaults(statefulSet: Field<StatefulSet>, env: Env): void {
  setDefault(statefulSet, 'spec', {});
  const spec = statefulSet.get('spec');
  setPodTemplateDefaults(spec.get('template'), env);
  setDefaultText(spec, 'podManagementPolicy', 'OrderedReady');
  setUpdateDefaults(spec, env);
  setDefault(spec, 'persistentVolumeClaimRetentionPolicy', {});
  const retention = spec.get('persistentVolumeClaimRetentionPolicy');
  setDefaultText(retention, 'whenDeleted', 'Retain');
  setDefaultText(retention, 'whenScaled', 'Retain');
  setDefault(spec, 'replicas', 1);
}

function setUpdateDefaults(spec: Field<StatefulSetSpec>, env: Env): void {
  setDefault(spec, 'updateStrategy', {});
  const strategy = spec.get('updateStrategy');
  setDefaultText(strategy, 'type', 'RollingUpdate');
  if (strategy.value?.type === 'RollingUpdate' && env.gates.MaxUnavailableStatefulSet) {
    setDefault(strategy.get('rollingUpdate'), 'maxUnavailable', 1);
  }
}

/** @mirrors statefulset.dropStatefulSetDisabledFields */
function prepareForCreate(statefulSet: Field<StatefulSet>, env: Env): void {
  startLife(statefulSet);
  const update = statefulSet.value?.spec?.updateStrategy?.rollingUpdate;
  if (update !== undefined && !env.gates.MaxUnavailableStatefulSet) update.maxUnavailable = undefined;
  dropDisabledTemplateFields(statefulSet.get('spec').get('template'), env);
}

/**
 * @mirrors apps/validation.ValidateStatefulSet
 * @mirrors apps/validation.ValidateStatefulSetName
 */
function validateStatefulSet(statefulSet: Field<StatefulSet>, errors: Errors, env: Env): void {
  validateObjectMeta(statefulSet.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSLabel });
  validateStatefulSetSpec(statefulSet.get('spec'), errors, env);
}

/** @mirrors apps/validation.ValidateStatefulSetSpec */
function validateStatefulSetSpec(spec: Field<StatefulSetSpec>, errors: Errors, env: Env): void {
  const { serviceName } = spec.value ?? {};
  validatePodManagementPolicy(spec.get('podManagementPolicy'), errors);
  validateUpdateStrategy(spec.get('updateStrategy'), errors);
  validatePersistentVolumeClaimRetentionPolicy(spec.get('persistentVolumeClaimRetentionPolicy'), errors);
  if (env.gates.StatefulSetTemplate) validateVolumeClaimTemplates(spec, errors, env);
  validateNonnegativeFields(spec, ['replicas', 'minReadySeconds'], errors);
  validateNonnegativeFields(spec.get('ordinals'), ['start'], errors);
  if (serviceName && env.gates.StatefulSetServiceName) validateDNS1123Label(spec.get('serviceName'), errors);
  if (validateSelector(spec, errors)) {
    validateSelected(spec, errors);
    validatePodTemplateSpecForStatefulSet(spec, errors, env);
  }
  validateAlwaysRestarted(spec.get('template'), errors, 'a StatefulSet');
}

function validatePodManagementPolicy(policy: Field<string>, errors: Errors): void {
  if (policy.value === 'OrderedReady' || policy.value === 'Parallel') return;
  errors.invalid(policy, `${quote(policy.value)} must be OrderedReady or Parallel`, 'unknown-value');
}

/** @mirrors apps/validation.validateVolumeClaimTemplates */
function validateVolumeClaimTemplates(spec: Field<StatefulSetSpec>, errors: Errors, env: Env): void {
  for (const claim of spec.get('volumeClaimTemplates').items()) {
    validatePersistentVolumeClaimSpec(claim.get('spec'), errors, env);
  }
}

/** Paths of warnings of claims go without the `spec` that their fields are in. */
function warn(statefulSet: Field<StatefulSet>, env: Env): void {
  const spec = statefulSet.get('spec');
  getWarningsForPodTemplate(spec.get('template'), env);
  for (const claim of spec.get('volumeClaimTemplates').items()) {
    getWarningsForPersistentVolumeClaimSpec(claim.get('spec').shownAsPath(claim.path), env);
  }
  const limit = spec.get('revisionHistoryLimit');
  if ((limit.value ?? 0) < 0 && env.gates.StatefulSetRevisionHistoryWarning) {
    env.warn(limit, `${limit.value} keeps all old revisions; 0 or more is meant to be here`);
  }
}

export const statefulSetStrategy: Strategy<StatefulSet> = {
  namespaced: true,
  defaults: setDefaults,
  prepare: prepareForCreate,
  validate: validateStatefulSet,
  warn,
};
