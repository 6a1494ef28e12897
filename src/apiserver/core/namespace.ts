import type { Field } from '../../model/field.ts';
import type { Namespace } from '../../schema/types.gen.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { nameIsDNSLabel } from '../meta/names.ts';
import { validateFinalizerName, validateKubeFinalizerName, validateObjectMeta } from '../meta/objectmeta.ts';
import { dropStatus } from '../prepare.ts';
import type { Strategy } from '../strategy.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** @mirrors core/v1.SetDefaults_Namespace */
function setDefaults(namespace: Field<Namespace>): void {
  const meta = namespace.get('metadata');
  const name = meta.value?.name ?? '';
  if (name === '') return;
  setDefault(meta, 'labels', new Map());
  const label = meta.get('labels').key(NAME_LABEL);
  if (meta.value?.labels === undefined || label.unknown) return;
  meta.value.labels.set(NAME_LABEL, name);
  namespace.manifest.derive(label, meta.get('name'));
}

/**
 * The server adds a finalizer of its own, which is a good one.
 * @mirrors core/validation.ValidateNamespace
 * @mirrors core/validation.validateFinalizerName
 */
function validateNamespace(namespace: Field<Namespace>, errors: Errors, env: Env): void {
  validateObjectMeta(namespace.get('metadata'), errors, env, { namespaced: false, name: nameIsDNSLabel });
  const finalizers = namespace.get('spec').get('finalizers');
  for (const finalizer of finalizers.items()) {
    const shown = finalizer.shownAsPath(finalizers.path);
    validateFinalizerName(shown, errors);
    validateKubeFinalizerName(shown, errors);
  }
}

/** How namespaces are created. */
export const namespaceStrategy: Strategy<Namespace> = {
  namespaced: false,
  defaults: setDefaults,
  prepare: dropStatus,
  validate: validateNamespace,
  warn() {},
};
