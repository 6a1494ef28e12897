import type { ErrorType, Fix } from '../../model/finding.ts';

/** Something that the API server objects to in a custom object. */
export interface Problem {
  readonly type: ErrorType;
  /** The way to the value, and which of its steps are keys of a free map. */
  readonly steps: readonly (string | number)[];
  readonly keys: readonly boolean[];
  /** How many of the steps upstream names; it names the whole object where a field of it is at fault. None: it names nothing. */
  readonly shown: number | undefined;
  /** Upstream's path of the check if it is written in another way: with brackets for keys, or as the definition has it. */
  readonly style: 'dots' | 'brackets';
  readonly message: string;
  readonly rule?: string | undefined;
  readonly fix?: Fix | undefined;
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
