import type { Field } from '../../model/field.ts';
import type { ServiceCIDR } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { cidrStrict, parseCIDR } from '../formats-ip.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import { dropStatus } from '../prepare.ts';
import type { Strategy } from '../strategy.ts';

const MOST_RANGES = 2;

/**
 * @mirrors networking/validation.ValidateServiceCIDR
 * @mirrors networking/validation.validateServiceCIDRSpec
 */
function validate(object: Field<ServiceCIDR>, errors: Errors, env: Env): void {
  validateObjectMeta(object.get('metadata'), errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  const ranges = object.get('spec').get('cidrs');
  const count = ranges.value?.length ?? 0;
  if (count === 0) errors.required(ranges, 'needs at least one range');
  if (count > MOST_RANGES) errors.invalid(ranges.atKey(), `may hold at most ${MOST_RANGES} ranges and holds ${count}`);
  if (count === 0 || count > MOST_RANGES) return;
  for (const range of ranges.items()) validateFormat(range, cidrStrict, errors);
  const [first, second] = (ranges.value ?? []).map(familyOf);
  if (first === undefined || first !== second) return;
  errors.invalid(ranges, `holds two ranges of ${first}; two have to be one of IPv4 and one of IPv6`);
}

function familyOf(range: string): string | undefined {
  const cidr = parseCIDR(range);
  if (cidr === undefined) return undefined;
  return range.includes(':') ? 'IPv6' : 'IPv4';
}

/** How ServiceCIDRs are created; whether ranges overlap with others is the cluster's matter. */
export const serviceCIDRStrategy: Strategy<ServiceCIDR> = {
  namespaced: false,
  defaults() {},
  prepare: dropStatus,
  validate,
  warn() {},
};
