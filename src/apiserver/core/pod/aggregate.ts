import type { Container, PodSpec } from '../../../schema/types.gen.ts';
import type { Quantity } from '../../../model/quantity.ts';
import { isSidecar } from './context.ts';
import type { ResourceList } from './resources.ts';

/** Amounts by the names of resources, read. */
export type Amounts = Map<string, Quantity>;

/**
 * What a Pod's containers need together: the main containers and the sidecars at once, or an init container and the
 * sidecars before it, whichever is more.
 * @mirrors resourcehelper.AggregateContainerRequests
 * @mirrors resourcehelper.AggregateContainerLimits
 */
export function aggregate(
  spec: PodSpec,
  which: 'requests' | 'limits',
  read: (text: string) => Quantity | undefined,
): Amounts {
  const total: Amounts = new Map();
  const sidecars: Amounts = new Map();
  const most: Amounts = new Map();
  const of = (container: Container): ResourceList | undefined => container.resources?.[which];
  for (const container of spec.containers ?? []) addAll(total, readAll(of(container), read));
  for (const container of spec.initContainers ?? []) {
    const amounts = readAll(of(container), read);
    if (isSidecar(container)) {
      addAll(total, amounts);
      addAll(sidecars, amounts);
      raiseAll(most, sidecars);
    } else {
      addAll(amounts, sidecars);
      raiseAll(most, amounts);
    }
  }
  raiseAll(total, most);
  return total;
}

function readAll(list: ResourceList | undefined, read: (text: string) => Quantity | undefined): Amounts {
  const amounts: Amounts = new Map();
  for (const [name, text] of list ?? []) {
    const quantity = read(text);
    if (quantity !== undefined) amounts.set(name, quantity);
  }
  return amounts;
}

function addAll(to: Amounts, from: Amounts): void {
  for (const [name, quantity] of from) to.set(name, to.get(name)?.add(quantity) ?? quantity);
}

function raiseAll(to: Amounts, from: Amounts): void {
  for (const [name, quantity] of from) {
    const before = to.get(name);
    if (before === undefined || quantity.compare(before) > 0) to.set(name, quantity);
  }
}
