import type { Field } from '../../../model/field.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { isIPv4, parseCIDR } from '../../formats-ip.ts';
import { validateCIDRForLegacyField } from '../addresses.ts';

/** The ranges of a Node's Pods: one, or one of each family. */
export function validatePodCIDRs(ranges: Field<string[]>, errors: Errors, env: Env): void {
  const items = ranges.items();
  for (const range of items) validateCIDRForLegacyField(range, errors, env);
  if (items.length < 2) return;
  const parsed = items.map(({ value = '' }) => parseCIDR(value));
  const unread = parsed.indexOf(undefined);
  if (unread !== -1) errors.internal(ranges, `${quote(items[unread]?.value)} is no CIDR range`);
  const families = new Set(parsed.map((range) => range !== undefined && isIPv4(range.address)));
  if (unread !== -1 || families.size < 2 || items.length > 2) {
    errors.invalid(ranges, 'may hold at most one range of each family, IPv4 and IPv6');
  }
  if (!env.gates.PodCIDRsUnique) return;
  const seen = new Set<string>();
  for (const range of items) {
    if (seen.has(range.value ?? '')) errors.duplicate(range);
    seen.add(range.value ?? '');
  }
}
