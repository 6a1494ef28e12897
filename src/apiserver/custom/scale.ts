import { type Node, Type } from '../../model/node.ts';
import { resolve } from '../../model/scalar.ts';
import { numericOf } from './numbers.ts';
import type { Problem } from './problems.ts';

/** The paths of the replicas in objects with a scale subresource, as written. */
export interface ScalePaths {
  readonly spec: string;
  readonly status: string;
  readonly selector: string | undefined;
}

const MAX_INT32 = 2 ** 31 - 1;

/**
 * What is wrong with the numbers of replicas that a scale subresource reads.
 * @mirrors customresource.ValidateScaleSpec
 * @mirrors customresource.ValidateScaleStatus
 */
export function scaleProblems(root: Node, { spec, status, selector }: ScalePaths): Problem[] {
  const problems: Problem[] = [];
  for (const path of [spec, status]) {
    const fault = replicasFault(root, wayOf(path));
    if (fault !== undefined) problems.push(problemAt(path, fault));
  }
  if (selector !== undefined) {
    const found = find(root, wayOf(selector));
    const isText = found === undefined || (typeof found !== 'string' && resolve(found) === Type.String);
    if (!isText) problems.push(problemAt(selector, 'must be a string: the scale subresource reads a selector from it'));
  }
  return problems;
}

function replicasFault(root: Node, way: readonly string[]): string | undefined {
  const found = find(root, way);
  if (found === undefined) return undefined;
  const number = typeof found === 'string' ? undefined : numericOf(found);
  if (number === undefined || !number.whole)
    return 'must be a whole number: the scale subresource reads the replicas from it';
  if (number.value < 0) return `must not be negative and is ${number.value}`;
  return number.value > MAX_INT32 ? `must be at most ${MAX_INT32} and is ${number.value}` : undefined;
}

/** The node at the end of a way; undefined if something on it is missing, a word if something is no map. */
function find(root: Node, way: readonly string[]): Node | 'blocked' | undefined {
  let node: Node = root;
  for (const step of way) {
    if (resolve(node) === Type.Null) return undefined;
    if (node.type !== Type.Map) return 'blocked';
    const next = node.get(step);
    if (next === undefined) return undefined;
    node = next;
  }
  return node;
}

function wayOf(path: string): string[] {
  return (path.startsWith('.') ? path.slice(1) : path).split('.');
}

function problemAt(path: string, message: string): Problem {
  const steps = wayOf(path);
  const keys = steps.map(() => false);
  return {
    type: 'FieldValueInvalid',
    message,
    rule: 'api-invalid',
    steps,
    keys,
    shown: undefined,
    style: 'dots',
    shownPath: path,
    alternative: false,
  };
}
