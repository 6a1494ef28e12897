import type { Field } from '../../model/field.ts';
import type { Deployment, DeploymentSpec, DeploymentStrategy } from '../../schema/types.gen.ts';
import { validateNonnegativeFields } from '../core/checks.ts';
import { dropDisabledTemplateFields } from '../core/pod/prepare.ts';
import { setPodTemplateDefaults } from '../core/pod/template-defaults.ts';
import { getWarningsForPodTemplate } from '../core/pod/warnings.ts';
import { setDefault, unlessUnknown } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { startLife } from './prepare.ts';
import { readInt64Annotation } from './annotations.ts';
import { getIntOrPercentValue, isNotMoreThan100Percent, validatePositiveIntOrPercent } from './intorpercent.ts';
import { warnOfName } from './names.ts';
import { validateSelected, validateSelector } from './selector.ts';
import { validatePodTemplateSpecForReplicaSet } from './template.ts';

/** @mirrors apps/v1.SetDefaults_Deployment */
function setDefaults(deployment: Field<Deployment>, env: Env): void {
  setDefault(deployment, 'spec', {});
  const spec = deployment.get('spec');
  setPodTemplateDefaults(spec.get('template'), env);
  const { value } = spec;
  if (value === undefined) return;
  value.replicas ??= unlessUnknown(spec, 'replicas', 1);
  value.strategy ??= unlessUnknown(spec, 'strategy', {});
  if (value.strategy !== undefined) setStrategyDefaults(spec.get('strategy'));
  value.progressDeadlineSeconds ??= unlessUnknown(spec, 'progressDeadlineSeconds', 600);
}

function setStrategyDefaults(strategy: Field<DeploymentStrategy>): void {
  const value = strategy.value as DeploymentStrategy;
  value.type ||= unlessUnknown(strategy, 'type', 'RollingUpdate');
  if (value.type !== 'RollingUpdate') return;
  value.rollingUpdate ??= unlessUnknown(strategy, 'rollingUpdate', {});
  if (value.rollingUpdate === undefined) return;
  const update = strategy.get('rollingUpdate');
  value.rollingUpdate.maxUnavailable ??= unlessUnknown(update, 'maxUnavailable', '25%');
  value.rollingUpdate.maxSurge ??= unlessUnknown(update, 'maxSurge', '25%');
}

/** @mirrors apps/validation.ValidateDeployment */
function validateDeployment(deployment: Field<Deployment>, errors: Errors, env: Env): void {
  validateObjectMeta(deployment.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  validateDeploymentSpec(deployment.get('spec'), errors, env);
  validateRollback(deployment, errors);
}

const NUMBERS = ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'] as const;

/** @mirrors apps/validation.ValidateDeploymentSpec */
function validateDeploymentSpec(spec: Field<DeploymentSpec>, errors: Errors, env: Env): void {
  validateNonnegativeFields(spec, NUMBERS, errors);
  if (validateSelector(spec, errors)) {
    validateSelected(spec, errors);
    validatePodTemplateSpecForReplicaSet(spec.get('template'), errors, env);
  }
  validateDeploymentStrategy(spec, errors);
  validateProgressDeadline(spec, errors);
}

function validateProgressDeadline(spec: Field<DeploymentSpec>, errors: Errors): void {
  const { progressDeadlineSeconds: seconds, minReadySeconds = 0 } = spec.value ?? {};
  if (seconds === undefined || seconds > minReadySeconds) return;
  const deadline = spec.get('progressDeadlineSeconds');
  const minReady = spec.get('minReadySeconds');
  if (deadline.node === undefined) deadline.manifest.derive(deadline, minReady);
  errors.given(minReady).invalid(deadline, `${seconds} must be more than minReadySeconds, which is ${minReadySeconds}`);
}

const STRATEGIES: readonly string[] = ['Recreate', 'RollingUpdate'];

/** @mirrors apps/validation.ValidateDeploymentStrategy */
function validateDeploymentStrategy(spec: Field<DeploymentSpec>, errors: Errors): void {
  const strategy = spec.get('strategy');
  const type = strategy.get('type');
  if (type.value === 'RollingUpdate') {
    validateRollingUpdateDeployment(strategy, spec.value?.replicas, errors);
  } else if (type.value !== 'Recreate') {
    errors.notSupported(type.shownAsPath(strategy.path), STRATEGIES);
  } else if (strategy.value?.rollingUpdate !== undefined) {
    const at = strategy.get('rollingUpdate').atKey();
    errors.forbidden(at, 'must not be set beside type Recreate', 'recreate-with-rolling-update');
  }
}

/** @mirrors apps/validation.ValidateRollingUpdateDeployment */
function validateRollingUpdateDeployment(
  strategy: Field<DeploymentStrategy>,
  replicas: number | undefined,
  errors: Errors,
): void {
  const update = strategy.get('rollingUpdate');
  const maxUnavailable = update.get('maxUnavailable');
  const maxSurge = update.get('maxSurge');
  validatePositiveIntOrPercent(maxUnavailable, errors);
  validatePositiveIntOrPercent(maxSurge, errors);
  const isStuck = getIntOrPercentValue(maxUnavailable.value) === 0 && getIntOrPercentValue(maxSurge.value) === 0;
  if (isStuck && !maxSurge.unknown) {
    errors.invalid(
      maxUnavailable,
      'maxUnavailable and maxSurge are both 0: no Pod could ever be replaced',
      'stuck-rollout',
    );
  }
  isNotMoreThan100Percent(maxUnavailable, errors, replicas);
}

const ROLLBACK = 'deprecated.deployment.rollback.to';

/**
 * What was a field once and is read from an annotation now.
 * @mirrors apps/validation.ValidateRollback
 */
function validateRollback(deployment: Field<Deployment>, errors: Errors): void {
  if (!deployment.value?.metadata?.annotations?.get(ROLLBACK)) return;
  const annotation = deployment.get('metadata').get('annotations').key(ROLLBACK);
  const revision = readInt64Annotation(deployment.get('metadata'), ROLLBACK, errors);
  if (revision !== undefined && revision < 0n) {
    errors.invalid(annotation.shownAsPath('spec.rollback.version'), `${revision} must not be negative`);
  }
}

export const deploymentStrategy: Strategy<Deployment> = {
  namespaced: true,
  defaults: setDefaults,
  prepare(deployment, env) {
    startLife(deployment);
    dropDisabledTemplateFields(deployment.get('spec').get('template'), env);
  },
  validate: validateDeployment,
  warn(deployment, env) {
    warnOfName(deployment.get('metadata'), env);
    getWarningsForPodTemplate(deployment.get('spec').get('template'), env);
  },
};
