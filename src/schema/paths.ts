import type { Way } from './walk.ts';

/** A step on the way through an object: a key or the index of an item. */
export type Step = string | number;

/** `spec.containers[0].foo`: as Kubernetes' strict decoder writes it, dots also before the keys of free maps. */
export function strictPath(steps: readonly Step[]): string {
  let path = '';
  for (const step of steps) path += typeof step === 'number' ? `[${step}]` : path === '' ? step : `.${step}`;
  return path;
}

/** The same as podlint writes it: `metadata.labels[app]`. `last` stands for the last step, where that is misspelt. */
export function fieldPath(way: Way, last?: string): string {
  let path = '';
  const steps = last === undefined ? way.steps : [...way.steps.slice(0, -1), last];
  steps.forEach((step, i) => {
    // Under an object stands a field, under a list an index, under a free map a key.
    if (typeof step === 'string' && way.types[i] !== undefined) path += path === '' ? step : `.${step}`;
    else path += `[${step}]`;
  });
  return path;
}
