/** What Nodes had no fields for once was written as JSON into annotations, and is still looked at. */
import { Field } from '../../../model/field.ts';
import type { Taint } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { GoJson, type GoValue } from '../../gojson.ts';
import { validateNodeTaints } from './taints.ts';

const TAINTS = 'scheduler.alpha.kubernetes.io/taints';
const AVOID_PODS = 'scheduler.alpha.kubernetes.io/preferAvoidPods';

/** @mirrors core/validation.ValidateNodeSpecificAnnotations */
export function validateNodeSpecificAnnotations(annotations: Field<Map<string, string>>, errors: Errors): void {
  if (annotations.value?.get(TAINTS)) validateTaintsInNodeAnnotations(annotations, errors);
  if (annotations.value?.get(AVOID_PODS)) validateAvoidPodsInNodeAnnotations(annotations, errors);
}

/** @mirrors core/validation.ValidateTaintsInNodeAnnotations */
function validateTaintsInNodeAnnotations(annotations: Field<Map<string, string>>, errors: Errors): void {
  const at = annotations.key(TAINTS);
  const json = new GoJson();
  const taints = json.list(json.root(at.value as string), (item) => readTaint(json, item)) ?? [];
  if (json.failed) {
    errors.invalid(at.shownAsPath(annotations.path), `${quote(at.value)} is no list of taints in JSON`);
    return;
  }
  const list = new Field<Taint[]>(taints, at.manifest, annotations as Field, TAINTS, true);
  validateNodeTaints(list.shownAsPath(`${annotations.path}.${TAINTS}`), errors);
}

function readTaint(json: GoJson, value: GoValue): Taint {
  return json.struct(value, (field) => ({
    key: json.text(field('key')),
    value: json.text(field('value')),
    effect: json.text(field('effect')),
    timeAdded: json.time(field('timeAdded')),
  }));
}

/** Whether there is a controller whose Pods are to be avoided, and whether it says that it is one. */
type Avoided = { readonly controller: boolean | undefined } | undefined;

/**
 * @mirrors core/validation.ValidateAvoidPodsInNodeAnnotations
 * @mirrors core/validation.validatePreferAvoidPodsEntry
 */
function validateAvoidPodsInNodeAnnotations(annotations: Field<Map<string, string>>, errors: Errors): void {
  const at = annotations.key(AVOID_PODS);
  const json = new GoJson();
  const avoided = json.struct(json.root(at.value as string), (field) =>
    json.list(field('preferAvoidPods'), (item) => readAvoided(json, item)),
  );
  if (json.failed) {
    const shown = at.shownAsPath(`${annotations.path}.AvoidPods`);
    errors.invalid(shown, `${quote(at.value)} does not say in JSON which Pods to avoid`);
    return;
  }
  for (const [i, one] of (avoided ?? []).entries()) {
    const path = `${annotations.path}.${AVOID_PODS}[${i}].PodSignature`;
    if (one === undefined) errors.required(at.shownAsPath(path), 'needs a podController');
    else if (one.controller !== true) {
      errors.invalid(
        at.shownAsPath(`${path}.PodController.Controller`),
        'must be true: Pods are told by their controller',
      );
    }
  }
}

function readAvoided(json: GoJson, value: GoValue): Avoided {
  return json.struct(value, (field) => {
    json.time(field('evictionTime'));
    json.text(field('reason'));
    json.text(field('message'));
    return json.struct(field('podSignature'), (of) =>
      json.object(of('podController'), (owner) => {
        for (const name of ['apiVersion', 'kind', 'name', 'uid']) json.text(owner(name));
        json.bool(owner('blockOwnerDeletion'));
        return { controller: json.bool(owner('controller')) };
      }),
    );
  });
}
