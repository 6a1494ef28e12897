import type { Field } from '../../model/field.ts';
import type { ReplicaSet, ReplicaSetSpec } from '../../schema/types.gen.ts';
import { validateNonnegativeFields } from '../core/checks.ts';
import { dropDisabledTemplateFields } from '../core/pod/prepare.ts';
import { setPodTemplateDefaults } from '../core/pod/template-defaults.ts';
import { getWarningsForPodTemplate } from '../core/pod/warnings.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { startLife } from './prepare.ts';
import { warnOfName } from './names.ts';
import { validateSelected, validateSelector } from './selector.ts';
import { validatePodTemplateSpecForReplicaSet } from './template.ts';

/** @mirrors apps/v1.SetDefaults_ReplicaSet */
function setDefaults(replicaSet: Field<ReplicaSet>, env: Env): void {
  setDefault(replicaSet, 'spec', {});
  const spec = replicaSet.get('spec');
  setPodTemplateDefaults(spec.get('template'), env);
  setDefault(spec, 'replicas', 1);
}

/** @mirrors apps/validation.ValidateReplicaSet */
function validateReplicaSet(replicaSet: Field<ReplicaSet>, errors: Errors, env: Env): void {
  validateObjectMeta(replicaSet.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  validateReplicaSetSpec(replicaSet.get('spec'), errors, env);
}

/** @mirrors apps/validation.ValidateReplicaSetSpec */
function validateReplicaSetSpec(spec: Field<ReplicaSetSpec>, errors: Errors, env: Env): void {
  validateNonnegativeFields(spec, ['replicas', 'minReadySeconds'], errors);
  if (!validateSelector(spec, errors)) return;
  validateSelected(spec, errors);
  validatePodTemplateSpecForReplicaSet(spec.get('template'), errors, env);
}

export const replicaSetStrategy: Strategy<ReplicaSet> = {
  namespaced: true,
  defaults: setDefaults,
  prepare(replicaSet, env) {
    startLife(replicaSet);
    dropDisabledTemplateFields(replicaSet.get('spec').get('template'), env);
  },
  validate: validateReplicaSet,
  warn(replicaSet, env) {
    warnOfName(replicaSet.get('metadata'), env);
    getWarningsForPodTemplate(replicaSet.get('spec').get('template'), env);
  },
};
