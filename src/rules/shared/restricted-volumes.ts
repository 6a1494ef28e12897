import type { Field } from '../../model/field.ts';
import type { Volume } from '../../schema/types.gen.ts';

/** What the volumes of restricted Pods may be made of. */
export const RESTRICTED_SOURCES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
] as const;

/** Whether restricted lets a volume pass, whatever else it is made of: of a volume with two sources, which the API server refuses, it looks at one. */
export function isOtherwiseAllowed({ value }: Field<Volume>): boolean {
  return value !== undefined && RESTRICTED_SOURCES.some((name) => value[name] !== undefined);
}
