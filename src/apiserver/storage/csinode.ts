import type { Field } from '../../model/field.ts';
import type { CSINode, CSINodeDriver } from '../../schema/types.gen.ts';
import { validateQualifiedName } from '../core/checks.ts';
import { validateCSIDriverName } from '../core/pod/volumes/plugins.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { byteLength } from '../formats.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateNonnegativeField, validateObjectMeta } from '../meta/objectmeta.ts';
import { dropStatus } from '../prepare.ts';
import type { Strategy } from '../strategy.ts';

/** @mirrors storage/validation.ValidateCSINode */
function validate(node: Field<CSINode>, errors: Errors, env: Env): void {
  validateObjectMeta(node.get('metadata'), errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  const names = new Set<string>();
  for (const driver of node.get('spec').get('drivers').items()) {
    validateDriver(driver, errors, env);
    const name = driver.value?.name ?? '';
    if (names.has(name)) errors.duplicate(driver.get('name'), `the driver ${quote(name)} is there already`);
    names.add(name);
    validateTopologyKeys(driver, errors);
  }
}

const LONGEST_ID = 256;

/** @mirrors storage/validation.validateCSINodeDriver */
function validateDriver(driver: Field<CSINodeDriver>, errors: Errors, env: Env): void {
  validateCSIDriverName(driver.get('name'), errors, env);
  const id = driver.get('nodeID');
  const length = byteLength(id.value ?? '');
  if (length === 0) errors.required(id, 'is required: how the driver calls the node');
  if (length > LONGEST_ID) errors.invalid(id, `may have at most ${LONGEST_ID} characters and has ${length}`);
  validateNonnegativeField(driver.get('allocatable').get('count'), errors);
}

/** Upstream names the driver, whichever of its keys is wrong. */
function validateTopologyKeys(driver: Field<CSINodeDriver>, errors: Errors): void {
  const seen = new Set<string>();
  for (const key of driver.get('topologyKeys').items()) {
    const at = key.shownAsPath(driver.path);
    const text = key.value ?? '';
    if (text === '') errors.required(at, 'an empty key is not allowed');
    if (seen.has(text)) errors.duplicate(at);
    seen.add(text);
    validateQualifiedName(at, errors);
  }
}

/** How CSINodes are created. */
export const csiNodeStrategy: Strategy<CSINode> = {
  namespaced: false,
  defaults() {},
  prepare: dropStatus,
  validate,
  warn() {},
};
