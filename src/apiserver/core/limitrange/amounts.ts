import type { Field } from '../../../model/field.ts';
import type { LimitRangeItem } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { parseResource, type Quantity } from '../../../model/quantity.ts';
import { isOvercommitAllowed } from '../pod/resourcenames.ts';
import type { ResourceList } from '../pod/resources.ts';

type ListName = 'max' | 'min' | 'default' | 'defaultRequest' | 'maxLimitRequestRatio';

/** How the amounts of a limit have to stand to each other: the first must not be more than the second; the error is about the third. */
const ORDERS: readonly (readonly [ListName, ListName, ListName])[] = [
  ['min', 'max', 'min'],
  ['min', 'defaultRequest', 'defaultRequest'],
  ['defaultRequest', 'max', 'defaultRequest'],
  ['defaultRequest', 'default', 'defaultRequest'],
  ['min', 'default', 'default'],
  ['default', 'max', 'default'],
];

/** Compares the amounts of each resource in the lists of a limit. */
export function validateAmounts(item: Field<LimitRangeItem>, errors: Errors): void {
  const value = item.value ?? {};
  const names = new Set<string>();
  for (const list of [value.max, value.min, value.default, value.defaultRequest, value.maxLimitRequestRatio]) {
    for (const name of list?.keys() ?? []) names.add(name);
  }
  for (const name of names) validateAmountsOf(new Limits(item, name, errors));
}

/** The amounts of one resource. */
class Limits {
  readonly #item: Field<LimitRangeItem>;
  readonly name: string;
  readonly #errors: Errors;

  constructor(item: Field<LimitRangeItem>, name: string, errors: Errors) {
    this.#item = item;
    this.name = name;
    this.#errors = errors;
  }

  of(list: ListName): Quantity | undefined {
    // Pods have no defaults: what is written there is refused as a whole.
    if (this.#item.value?.type === 'Pod' && (list === 'default' || list === 'defaultRequest')) return undefined;
    const text = this.#item.value?.[list]?.get(this.name);
    return text === undefined ? undefined : parseResource(text);
  }

  text(list: ListName): string {
    return quote(this.#item.value?.[list]?.get(this.name));
  }

  report(list: ListName, message: string): void {
    const at = (this.#item.get(list) as Field<ResourceList>).key(this.name);
    this.#errors.invalid(at, message);
  }
}

function validateAmountsOf(limits: Limits): void {
  for (const [smaller, larger, at] of ORDERS) {
    const low = limits.of(smaller);
    const high = limits.of(larger);
    if (low === undefined || high === undefined || low.compare(high) <= 0) continue;
    limits.report(
      at,
      `${smaller} of ${limits.name}, ${limits.text(smaller)}, must be at most ${larger}, ${limits.text(larger)}`,
    );
  }
  validateRatio(limits);
  const limit = limits.of('default');
  const request = limits.of('defaultRequest');
  if (limit === undefined || request === undefined || isOvercommitAllowed(limits.name)) return;
  if (limit.compare(request) !== 0) {
    limits.report('defaultRequest', `must be equal to default, ${limits.text('default')}, for ${limits.name}`);
  }
}

/** Above this upstream does not look at thousandths. */
const MOST_MILLI = (2n ** 63n - 1n) / 1000n;

function validateRatio(limits: Limits): void {
  const ratio = limits.of('maxLimitRequestRatio');
  if (ratio === undefined) return;
  if (ratio.compare(1) < 0)
    limits.report('maxLimitRequestRatio', `${limits.text('maxLimitRequestRatio')} must be at least 1`);
  const min = limits.of('min');
  const max = limits.of('max');
  if (min === undefined || max === undefined) return;
  const isSmall = [ratio, min, max].every((one) => one.whole() < MOST_MILLI);
  const most = isSmall ? Number(max.milli()) / Number(min.milli()) : Number(max.whole()) / Number(min.whole());
  const wanted = isSmall ? Number(ratio.milli()) / 1000 : Number(ratio.whole());
  if (wanted > most) {
    limits.report(
      'maxLimitRequestRatio',
      `${limits.text('maxLimitRequestRatio')} must be at most max / min, which is ${most}`,
    );
  }
}
