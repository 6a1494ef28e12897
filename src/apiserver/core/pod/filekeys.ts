import type { Field } from '../../../model/field.ts';
import type { PodSpec } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { containersOf, visitContainers } from './context.ts';

/**
 * Variables that come from a file name an emptyDir of the Pod, mounted or not.
 * @mirrors core/validation.validateFileKeyRefVolumes
 */
export function validateFileKeyRefVolumes(spec: Field<PodSpec>, errors: Errors): void {
  if (spec.value === undefined || !usesFiles(spec.value)) return;
  const given = errors.given(spec.get('volumes'));
  visitContainers(spec, (container) => {
    const list = container.value?.env;
    if (list === undefined) return;
    for (let i = 0; i < list.length; i++) {
      const name = list[i]?.valueFrom?.fileKeyRef?.volumeName;
      if (list[i]?.valueFrom?.fileKeyRef === undefined) continue;
      const at = container.get('env').item(i).get('valueFrom').get('fileKeyRef').get('volumeName');
      // Of volumes with one name the last one counts.
      const volume = (spec.value?.volumes ?? []).findLast((one) => (one.name ?? '') === (name ?? ''));
      if (volume === undefined) {
        given.notFound(at, `no volume named ${quote(name ?? '')}`, 'undeclared-volume');
      } else if (volume.emptyDir === undefined)
        given.invalid(at, `the volume ${quote(name ?? '')} must be an emptyDir`);
    }
  });
}

function usesFiles(spec: PodSpec): boolean {
  for (const { env } of containersOf(spec)) {
    if (env === undefined) continue;
    for (const { valueFrom } of env) if (valueFrom?.fileKeyRef !== undefined) return true;
  }
  return false;
}
