import { parseInteger } from './integers.ts';

/** How many indexes a text such as `0,3-5` names, or what is wrong with it. */
export type Indexes = { readonly count: number } | { readonly fault: string };

/**
 * Indexes and ranges of them in rising order, all below the number of completions.
 * @mirrors batch/validation.validateIndexesFormat
 */
export function readIndexes(text: string, completions: number): Indexes {
  if (text === '') return { count: 0 };
  let last = -1;
  let count = 0;
  for (const part of text.split(',')) {
    const interval = readInterval(part, completions);
    if (typeof interval === 'string') return { fault: interval };
    const [first, end] = interval;
    if (first <= last) return { fault: `must be in rising order: ${first} comes after ${last}` };
    count += end - first + 1;
    last = end;
  }
  return { count };
}

/** @mirrors batch/validation.parseIndexInterval */
function readInterval(part: string, completions: number): [number, number] | string {
  const limits = part.split('-');
  if (limits.length > 2) return `\`${part}\` must be an index or two with a \`-\` between them`;
  const numbers: number[] = [];
  for (const limit of limits) {
    const index = parseInteger(limit);
    if (index === undefined) return `\`${limit}\` must be a number`;
    if (index >= completions) return `${index} is too high: there are ${completions} completions, counted from 0`;
    numbers.push(index);
  }
  const [first = 0, end = first] = numbers;
  return numbers.length === 2 && first >= end ? `${first} must be less than ${end} in \`${part}\`` : [first, end];
}
