import type { Field } from '../../model/field.ts';
import { type Node, Type } from '../../model/node.ts';
import type { ControllerRevision } from '../../schema/types.gen.ts';
import { validateNonnegativeFields } from '../core/checks.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';

/**
 * How ControllerRevisions are created.
 * @mirrors apps/validation.ValidateControllerRevisionCreate
 * @mirrors apps/validation.validateControllerRevision
 */
export const controllerRevisionStrategy: Strategy<ControllerRevision> = {
  namespaced: true,
  defaults() {},
  prepare() {},
  validate(revision, errors, env) {
    validateObjectMeta(revision.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
    validateNonnegativeFields(revision, ['revision'], errors);
    const data = revision.get('data') as Field<Node>;
    if (data.value === undefined) errors.required(data, 'is required: the state that is kept');
    else if (env.gates.RevisionDataIsObject && data.value.type !== Type.Map) errors.required(data, 'must be an object');
  },
  warn() {},
};
