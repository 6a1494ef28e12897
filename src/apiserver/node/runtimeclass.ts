import type { Field } from '../../model/field.ts';
import type { RuntimeClass, Scheduling, Toleration } from '../../schema/types.gen.ts';
import { validateDNS1123Label } from '../core/checks.ts';
import { DEPRECATED_NODE_LABEL, nodeLabelDeprecation } from '../core/nodelabels.ts';
import { validateOverhead } from '../core/pod/podresources.ts';
import { validateTolerations } from '../core/pod/tolerations.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { keyIn, validateLabels } from '../meta/labels.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';

const META = { namespaced: false, name: nameIsDNSSubdomain, anyFinalizers: true };

/**
 * @mirrors node/validation.ValidateRuntimeClass
 * @mirrors node/validation.validateOverhead
 */
function validateRuntimeClass(runtime: Field<RuntimeClass>, errors: Errors, env: Env): void {
  validateObjectMeta(runtime.get('metadata'), errors, env, META);
  const { handler = '', overhead, scheduling } = runtime.value ?? {};
  if (handler === '' && env.gates.RuntimeHandlerRequired) errors.required(runtime.get('handler'));
  else validateDNS1123Label(runtime.get('handler'), errors);
  if (overhead?.podFixed !== undefined) {
    const at = runtime.get('overhead');
    validateOverhead(at.get('podFixed').shownAsPath(at.path), errors);
  }
  if (scheduling !== undefined) validateScheduling(runtime.get('scheduling'), errors, env);
}

/**
 * @mirrors node/validation.validateScheduling
 * @mirrors node/validation.validateTolerations
 */
function validateScheduling(scheduling: Field<Scheduling>, errors: Errors, env: Env): void {
  validateLabels(scheduling.get('nodeSelector'), errors);
  const tolerations = scheduling.get('tolerations');
  if (tolerations.value === undefined) return;
  const shown = env.gates.TolerationsNamedOnce
    ? tolerations
    : tolerations.shownAsPath(`${tolerations.path}.tolerations`);
  validateTolerations(shown, errors);
  const seen = new Set<string>();
  for (const toleration of tolerations.items()) {
    const meaning = meaningOf(toleration.value ?? {});
    if (seen.has(meaning)) errors.duplicate(toleration, 'is there already');
    seen.add(meaning);
  }
}

function meaningOf({ key = '', operator = '', value = '', effect = '' }: Toleration): string {
  return JSON.stringify([key, operator, value, effect]);
}

/** @mirrors node.GetWarningsForRuntimeClass */
function warn(runtime: Field<RuntimeClass>, env: Env): void {
  const selector = runtime.get('scheduling').get('nodeSelector');
  for (const key of selector.value?.keys() ?? []) {
    const message = nodeLabelDeprecation(key, env);
    if (message !== undefined) env.warn(keyIn(selector, key), `${quote(key)} ${message}`, DEPRECATED_NODE_LABEL);
  }
}

/** How RuntimeClasses are created. */
export const runtimeClassStrategy: Strategy<RuntimeClass> = {
  namespaced: false,
  defaults() {},
  prepare() {},
  validate: validateRuntimeClass,
  warn,
};
