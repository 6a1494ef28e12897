import { bases } from './bases.ts';
import { applyPatch, type Case, toJson, toYaml } from './case.ts';

/** The manifest of a case as text. */
export function expand(one: Case, format: 'json' | 'yaml' = 'yaml'): string {
  const base = bases().get(one.base);
  if (!base) throw new Error(`no base ${one.base}`);
  const manifest = applyPatch(base.manifest, one.patch);
  return format === 'json' ? `${toJson(manifest)}\n` : toYaml(manifest);
}
