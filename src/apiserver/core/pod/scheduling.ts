import type { Field } from '../../../model/field.ts';
import type { PodSchedulingGate } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { qualifiedName } from '../../formats.ts';

/**
 * Upstream names the item, not its name.
 * @mirrors core/validation.validateSchedulingGates
 */
export function validateSchedulingGates(gates: Field<PodSchedulingGate[]>, errors: Errors): void {
  const seen = new Set<string>();
  for (const gate of gates.items()) {
    const at = gate.get('name').shownAsPath(gate.path);
    const name = gate.value?.name ?? '';
    const fault = qualifiedName(name);
    if (fault !== undefined) errors.invalid(at, `${quote(name)} ${fault}`);
    if (seen.has(name)) errors.duplicate(at);
    seen.add(name);
  }
}
