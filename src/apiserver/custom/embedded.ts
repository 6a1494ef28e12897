import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { dns1035Label } from '../formats.ts';
import { nameIsPathSegment } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import { Field } from '../../model/field.ts';
import { type Node, Type } from '../../model/node.ts';
import { quote } from '../../model/quote.ts';
import { resolve, text } from '../../model/scalar.ts';
import type { ObjectMeta } from '../../schema/types.gen.ts';
import type { Problem } from './problems.ts';

/** An object inside an object, and the way to it. */
export interface Embedded {
  readonly node: Node;
  readonly steps: readonly (string | number)[];
  readonly keys: readonly boolean[];
}

/**
 * What is wrong with the apiVersion and kind of an embedded object.
 * @mirrors objectmeta.validateEmbeddedResource (partly: the metadata is validateEmbeddedMeta's)
 */
export function embeddedProblems(embedded: Embedded): Problem[] {
  const problems: Problem[] = [];
  for (const name of ['apiVersion', 'kind'] as const) {
    const node = embedded.node.get(name);
    const fault = node === undefined ? 'is required: this is an object of its own' : faultOf(name, node);
    if (fault === undefined) continue;
    const type = node === undefined ? 'FieldValueRequired' : 'FieldValueInvalid';
    const rule = node === undefined ? 'api-required' : 'api-invalid';
    const steps = [...embedded.steps, name];
    problems.push({
      type,
      message: fault,
      rule,
      steps,
      keys: [...embedded.keys, false],
      shown: steps.length,
      style: 'brackets',
      alternative: false,
    });
  }
  return problems;
}

function faultOf(name: 'apiVersion' | 'kind', node: Node): string | undefined {
  // What is no string did not decode, and that has been said.
  if (resolve(node) !== Type.String) return undefined;
  const value = text(node);
  if (value === '') return 'must not be empty';
  if (name === 'apiVersion')
    return value.split('/', 3).length > 2 ? `${quote(value)} is no \`group/version\` or \`version\`` : undefined;
  const fault = dns1035Label(value.toLowerCase());
  return fault === undefined ? undefined : `${quote(value)} ${fault}`;
}

interface Context {
  readonly object: Field;
  readonly errors: Errors;
  readonly env: Env;
}

/** Validates an embedded object's metadata as that of any object, but for its name, which need not be there. */
export function validateEmbeddedMeta(
  meta: ObjectMeta,
  { steps, keys }: Embedded,
  { object, errors, env }: Context,
): void {
  let field = object;
  steps.forEach((step, i) => {
    field = new Field<unknown>(undefined, object.manifest, field, step, keys[i] === true);
  });
  const value = { ...meta, name: meta.name || 'name' };
  const at = new Field<ObjectMeta>(value, object.manifest, field, 'metadata', false);
  validateObjectMeta(at, errors, env, {
    namespaced: (meta.namespace ?? '') !== '',
    name: nameIsPathSegment,
    anyFinalizers: true,
  });
}
