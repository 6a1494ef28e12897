import type { Field } from '../../model/field.ts';
import type {
  DaemonSet,
  DaemonSetSpec,
  DaemonSetUpdateStrategy,
  RollingUpdateDaemonSet,
} from '../../schema/types.gen.ts';
import { setPodTemplateDefaults } from '../core/pod/template-defaults.ts';
import { validateNonnegativeFields } from '../core/checks.ts';
import { dropDisabledTemplateFields } from '../core/pod/prepare.ts';
import { validatePodTemplateSpec } from '../core/pod/template.ts';
import { getWarningsForPodTemplate } from '../core/pod/warnings.ts';
import { setDefault, setDefaultText } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { isEmptySelector, validateLabelSelector } from '../meta/labelselector.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { startLife } from './prepare.ts';
import { readInt64Annotation } from './annotations.ts';
import { getIntOrPercentValue, isNotMoreThan100Percent, validatePositiveIntOrPercent } from './intorpercent.ts';
import { validateSelected } from './selector.ts';
import { validateAlwaysRestarted } from './template.ts';

/** @mirrors apps/v1.SetDefaults_DaemonSet */
function setDefaults(daemonSet: Field<DaemonSet>, env: Env): void {
  setDefault(daemonSet, 'spec', {});
  const spec = daemonSet.get('spec');
  setPodTemplateDefaults(spec.get('template'), env);
  setDefault(spec, 'updateStrategy', {});
  const strategy = spec.get('updateStrategy');
  setDefaultText(strategy, 'type', 'RollingUpdate');
  if (strategy.value?.type !== 'RollingUpdate') return;
  setDefault(strategy, 'rollingUpdate', {});
  setDefault(strategy.get('rollingUpdate'), 'maxUnavailable', 1);
  setDefault(strategy.get('rollingUpdate'), 'maxSurge', 0);
}

/** @mirrors apps/validation.ValidateDaemonSet */
function validateDaemonSet(daemonSet: Field<DaemonSet>, errors: Errors, env: Env): void {
  readInt64Annotation(daemonSet.get('metadata'), 'deprecated.daemonset.template.generation', errors);
  validateObjectMeta(daemonSet.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  validateDaemonSetSpec(daemonSet.get('spec'), errors, env);
}

/** @mirrors apps/validation.ValidateDaemonSetSpec */
function validateDaemonSetSpec(spec: Field<DaemonSetSpec>, errors: Errors, env: Env): void {
  const selector = spec.get('selector');
  validateLabelSelector(selector, errors);
  validateSelected(spec, errors);
  if (selector.value !== undefined && isEmptySelector(selector.value)) {
    errors.invalid(selector, 'must not be empty: it would select every Pod', 'selector-mismatch');
  }
  const template = spec.get('template');
  validatePodTemplateSpec(template, errors, env);
  validateAlwaysRestarted(template, errors, 'a DaemonSet');
  validateNonnegativeFields(spec, ['minReadySeconds', 'revisionHistoryLimit'], errors);
  validateDaemonSetUpdateStrategy(spec.get('updateStrategy'), errors);
}

const STRATEGIES: readonly string[] = ['RollingUpdate', 'OnDelete'];

/** @mirrors apps/validation.ValidateDaemonSetUpdateStrategy */
function validateDaemonSetUpdateStrategy(strategy: Field<DaemonSetUpdateStrategy>, errors: Errors): void {
  const type = strategy.get('type');
  if (type.value === 'RollingUpdate') validateRollingUpdateDaemonSet(strategy.get('rollingUpdate'), errors);
  else if (type.value !== 'OnDelete') errors.notSupported(type.shownAsPath(strategy.path), STRATEGIES);
}

/** @mirrors apps/validation.ValidateRollingUpdateDaemonSet */
function validateRollingUpdateDaemonSet(update: Field<RollingUpdateDaemonSet>, errors: Errors): void {
  const maxUnavailable = update.get('maxUnavailable');
  const maxSurge = update.get('maxSurge');
  for (const at of [maxUnavailable, maxSurge]) {
    validatePositiveIntOrPercent(at, errors);
    isNotMoreThan100Percent(at, errors);
  }
  if (maxUnavailable.unknown || maxSurge.unknown) return;
  const hasUnavailable = getIntOrPercentValue(maxUnavailable.value) !== 0;
  const hasSurge = getIntOrPercentValue(maxSurge.value) !== 0;
  if (hasUnavailable && hasSurge) {
    const given = `maxUnavailable is ${maxUnavailable.value}${maxUnavailable.node === undefined ? ' unless it is set' : ''}`;
    errors.invalid(maxSurge, `may be set only where maxUnavailable is 0, and ${given}`, 'stuck-rollout');
  } else if (!hasUnavailable && !hasSurge) {
    errors.required(
      maxUnavailable,
      'maxUnavailable and maxSurge are both 0: no Pod could ever be replaced',
      'stuck-rollout',
    );
  }
}

export const daemonSetStrategy: Strategy<DaemonSet> = {
  namespaced: true,
  defaults: setDefaults,
  prepare(daemonSet, env) {
    startLife(daemonSet);
    dropDisabledTemplateFields(daemonSet.get('spec').get('template'), env);
  },
  validate: validateDaemonSet,
  warn(daemonSet, env) {
    getWarningsForPodTemplate(daemonSet.get('spec').get('template'), env);
  },
};
