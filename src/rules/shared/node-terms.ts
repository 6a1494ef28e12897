import type { Field } from '../../model/field.ts';
import { isPlaceholder } from '../../model/image.ts';
import { quote } from '../../model/quote.ts';
import type { NodeSelectorRequirement, NodeSelectorTerm } from '../../schema/types.gen.ts';

/** What is asked of a node's label, or of its name. */
export interface Demand {
  /** A label's key, or the way to a field. */
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly at: Field;
}

/** Two demands that no node meets together, or one that none meets at all. */
export interface Clash {
  readonly demand: Demand;
  readonly with: Demand | undefined;
  readonly why: string;
}

/** What a nodeSelector asks for. */
export function demandsOfMap(selector: Field<Map<string, string>>): Demand[] {
  return selector.entries().map(([key, at]) => ({ key, operator: 'In', values: [at.value ?? ''], at }));
}

/** What a term asks for; undefined if that is not to be known. */
export function demandsOfTerm(term: Field<NodeSelectorTerm>): Demand[] | undefined {
  const demands: Demand[] = [];
  if (term.manifest.unknown !== undefined && term.manifest.touchesUnknown(term.walkedPath)) return undefined;
  for (const list of ['matchExpressions', 'matchFields'] as const) {
    for (const at of term.get(list).items() as Field<NodeSelectorRequirement>[]) {
      const { key = '', operator = '', values = [] } = at.value ?? {};
      if (isPlaceholder(key) || values.some(isPlaceholder)) return undefined;
      demands.push({ key: list === 'matchFields' ? `field ${key}` : key, operator, values, at });
    }
  }
  return demands;
}

/** Why no node can meet all of some demands; undefined if one can, or if the API server does not take them anyway. */
export function clashOf(demands: readonly Demand[]): Clash | undefined {
  const byKey = new Map<string, Demand[]>();
  for (const demand of demands) {
    if (!isValid(demand)) return undefined;
    const same = byKey.get(demand.key);
    if (same === undefined) byKey.set(demand.key, [demand]);
    else same.push(demand);
  }
  for (const same of byKey.values()) {
    const clash = clashOfKey(same);
    if (clash !== undefined) return clash;
  }
  return undefined;
}

function isValid({ operator, values }: Demand): boolean {
  if (operator === 'In' || operator === 'NotIn') return values.length > 0;
  if (operator === 'Gt' || operator === 'Lt') return values.length === 1;
  return (operator === 'Exists' || operator === 'DoesNotExist') && values.length === 0;
}

function clashOfKey(demands: readonly Demand[]): Clash | undefined {
  for (const demand of demands) {
    if (isComparison(demand) && numberIn(demand) === undefined)
      return { demand, with: undefined, why: `${quote(demand.values[0])} is no whole number` };
  }
  const absent = demands.find(({ operator }) => operator === 'DoesNotExist');
  const present = demands.find(({ operator }) => operator !== 'DoesNotExist' && operator !== 'NotIn');
  if (absent !== undefined && present !== undefined) return clash(absent, present);
  return clashOfValues(demands) ?? clashOfRange(demands);
}

/** A list of allowed values from which the other demands leave nothing. */
function clashOfValues(demands: readonly Demand[]): Clash | undefined {
  const first = demands.find(({ operator }) => operator === 'In');
  if (first === undefined) return undefined;
  let left = first.values;
  for (const demand of demands) {
    left = left.filter((value) => allows(demand, value));
    if (left.length === 0) return clash(first, demand);
  }
  return undefined;
}

/** Greater than one number and less than another one, and no whole number is between the two. */
function clashOfRange(demands: readonly Demand[]): Clash | undefined {
  for (const low of demands) {
    if (low.operator !== 'Gt') continue;
    const high = demands.find(
      (demand) => demand.operator === 'Lt' && (numberIn(demand) as number) - 1 <= (numberIn(low) as number),
    );
    if (high !== undefined) return clash(low, high);
  }
  return undefined;
}

function allows({ operator, values }: Demand, value: string): boolean {
  if (operator === 'In') return values.includes(value);
  if (operator === 'NotIn') return !values.includes(value);
  if (operator !== 'Gt' && operator !== 'Lt') return true;
  const [number, bound] = [wholeNumber(value), wholeNumber(values[0] as string)];
  if (number === undefined || bound === undefined) return false;
  return operator === 'Gt' ? number > bound : number < bound;
}

function isComparison({ operator }: Demand): boolean {
  return operator === 'Gt' || operator === 'Lt';
}

function numberIn({ values }: Demand): number | undefined {
  return wholeNumber(values[0] ?? '');
}

function wholeNumber(text: string): number | undefined {
  return /^[+-]?[0-9]{1,19}$/.test(text) ? Number(text) : undefined;
}

/** The later one of two is the one to be mended. */
function clash(one: Demand, other: Demand): Clash {
  const inOrder = (one.at.node?.start ?? 0) <= (other.at.node?.start ?? 0);
  const [first, second] = inOrder ? [one, other] : [other, one];
  return {
    demand: second,
    with: first,
    why: `no node can have ${quote(one.key)} ${inWords(first)} and ${inWords(second)}`,
  };
}

function inWords({ operator, values }: Demand): string {
  const list = values.length > 5 ? `${values.slice(0, 5).join(', ')}, ...` : values.join(', ');
  switch (operator) {
    case 'In':
      return values.length === 1 ? `as ${quote(list)}` : `in [${list}]`;
    case 'NotIn':
      return `not in [${list}]`;
    case 'Gt':
      return `above ${list}`;
    case 'Lt':
      return `below ${list}`;
    default:
      return operator === 'Exists' ? 'with any value' : 'not at all';
  }
}
