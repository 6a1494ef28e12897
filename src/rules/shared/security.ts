import { type Written, setBelow } from '../../fix/below.ts';
import { fixOf } from '../../fix/edits.ts';
import type { Fix } from '../../model/finding.ts';
import type { Container, Pod, SecuritySettings } from '../../model/workload.ts';

/** Options of a rule that is a control of the Pod Security Standards. */
export type ControlOptions = {
  /** The level that was asked for: then nothing counts but what the standard says. Undefined: the rule is good advice, no more. */
  readonly enforced?: 'baseline' | 'restricted' | undefined;
};

/** A fix that sets a field of a container; unsafe, since the program in it may need what it had. */
export function setInContainer({ field }: Container, way: readonly string[], value: Written): Fix | undefined {
  const node = field.node;
  return node && fixOf(`set ${way.slice(-2).join('.')}: ${shown(value)}`, field, false, [setBelow(node, way, value)]);
}

/** The same for a field of the Pod. */
export function setInPod({ spec }: Pod, way: readonly string[], value: Written): Fix | undefined {
  const node = spec.node;
  return (
    node &&
    fixOf(`set ${way.slice(-2).join('.')}: ${shown(value)} for the Pod`, spec, false, [setBelow(node, way, value)])
  );
}

function shown(value: Written): string {
  return typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
}

/** Whose security context it is, as messages say it. */
export function ownerOf({ container }: SecuritySettings): string {
  return container === undefined ? 'the Pod' : container.label;
}

/** From 1.35 on the standards ask less of Pods whose root is nobody on the node. */
export function isInUserNamespace({ manifest, spec }: Pod): boolean {
  return manifest.minor >= 35 && spec.value?.hostUsers === false;
}

/** Whether a Pod runs on Windows. The standards, where they are asked for, believe `os.name` alone. */
export function isOnWindows(pod: Pod, enforced: ControlOptions['enforced']): boolean {
  return enforced === undefined ? pod.onWindows : pod.windows;
}
