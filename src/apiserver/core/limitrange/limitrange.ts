import type { Field } from '../../../model/field.ts';
import type { LimitRange, LimitRangeItem } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { qualifiedName } from '../../formats.ts';
import { nameIsDNSSubdomain } from '../../meta/names.ts';
import { validateObjectMeta } from '../../meta/objectmeta.ts';
import type { Strategy } from '../../strategy.ts';
import { type ResourceList, validateContainerResourceName, validateResourceName } from '../pod/resources.ts';
import { setItemDefaults } from './defaults.ts';
import { validateAmounts } from './amounts.ts';

/** @mirrors core/validation.ValidateLimitRange */
function validateLimitRange(range: Field<LimitRange>, errors: Errors, env: Env): void {
  validateObjectMeta(range.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  const types = new Set<string>();
  for (const item of range.get('spec').get('limits').items()) {
    const type = item.get('type');
    validateLimitRangeTypeName(type, errors);
    if (types.has(type.value ?? '')) errors.duplicate(type, `there are limits for ${quote(type.value ?? '')} already`);
    types.add(type.value ?? '');
    validateItem(item, errors);
  }
}

const TYPES: readonly string[] = ['Container', 'PersistentVolumeClaim', 'Pod'];

/** @mirrors core/validation.validateLimitRangeTypeName */
function validateLimitRangeTypeName(type: Field<string>, errors: Errors): void {
  const name = type.value ?? '';
  const fault = qualifiedName(name);
  if (fault !== undefined) errors.invalid(type, `${quote(name)} ${fault}`);
  else if (!name.includes('/') && !TYPES.includes(name)) {
    errors.invalid(type, `${quote(name)} must be one of ${TYPES.join(', ')}, or have a prefix`, 'unknown-value');
  }
}

/** The lists of a limit, in upstream's order. */
const LISTS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

function validateItem(item: Field<LimitRangeItem>, errors: Errors): void {
  const value = item.value ?? {};
  const given = errors.given(item.get('type'));
  for (const name of LISTS) {
    const list = value[name];
    if (list === undefined) continue;
    const at = item.get(name) as Field<ResourceList>;
    if (value.type === 'Pod' && (name === 'default' || name === 'defaultRequest')) {
      if (list.size > 0) given.forbidden(at.atKey(), 'must not be set for Pods, only for their containers');
    } else validateNames(at, value.type, given);
  }
  if (value.type === 'PersistentVolumeClaim' && !value.min?.has('storage') && !value.max?.has('storage')) {
    const limits = item.shownAsPath(`${item.path}.limits`);
    errors
      .given(item.get('min'), item.get('max'))
      .required(limits, 'limits of claims need a min or a max for `storage`');
  }
  validateAmounts(item, errors);
}

/** @mirrors core/validation.validateLimitRangeResourceName */
function validateNames(list: Field<ResourceList>, type: string | undefined, errors: Errors): void {
  const check = type === 'Pod' || type === 'Container' ? validateContainerResourceName : validateResourceName;
  for (const name of list.value?.keys() ?? []) check(name, list.key(name).atKey(), errors);
}

/** How LimitRanges are created. */
export const limitRangeStrategy: Strategy<LimitRange> = {
  namespaced: true,
  defaults(range) {
    for (const item of range.get('spec').get('limits').items()) setItemDefaults(item);
  },
  prepare(range) {
    // Nobody has to name a LimitRange: the server makes up a name.
    const meta = range.value?.metadata;
    if (meta !== undefined && !range.get('metadata').get('name').unknown) meta.name ||= 'limits';
  },
  validate: validateLimitRange,
  warn() {},
};
