import type { ErrorType } from '../../model/finding.ts';
import type { Node } from '../../model/node.ts';
import { type Said, wrongTypeOf } from '../../schema/wrong-types.ts';
import type { Schema } from './schema.ts';
import { refOf } from './types.ts';

/** Something that the API server objects to in a custom object. */
export interface Problem {
  readonly type: ErrorType;
  /** The way to the value, and which of its steps are keys of a free map. */
  readonly steps: readonly (string | number)[];
  readonly keys: readonly boolean[];
  /** How many of the steps upstream names; it names the whole object where a field of it is at fault. None: it names nothing. */
  readonly shown: number | undefined;
  /** Whether upstream writes keys of free maps like fields or in brackets. */
  readonly style: 'dots' | 'brackets';
  /** What upstream prints instead of the way, letter for letter. */
  readonly shownPath?: string | undefined;
  readonly message: string;
  readonly rule: string;
  /** What a value of the wrong type is said to be: worked out when it is said, since most alternatives are tried in vain. */
  readonly wrong?: { readonly node: Node; readonly schema: Schema } | undefined;
  /** The key is at fault, not the value. */
  readonly onKey?: boolean | undefined;
  /** A sum of what other problems say of alternatives, or one of those: moot where the value's type is wrong anyway. */
  readonly alternative: boolean;
}

/** What upstream prints for a way: `spec.items[0].key`, keys of free maps like fields. */
export function dotted(steps: readonly (string | number)[], length: number = steps.length): string {
  let path = '';
  for (let i = 0; i < length; i++) {
    const step = steps[i];
    path += typeof step === 'number' ? `[${step}]` : path === '' ? step : `.${step}`;
  }
  return path === '' ? NOWHERE : path;
}

/** What upstream prints where it has no path to give. */
export const NOWHERE = '<nil>';

/** The words for a problem. */
export function saidOf({ message, wrong }: Problem): Said {
  return wrong === undefined ? { message } : wrongTypeOf(wrong.node, refOf(wrong.schema));
}
