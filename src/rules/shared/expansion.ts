import { isPlaceholder } from '../../model/image.ts';
import type { Container } from '../../model/workload.ts';
import type { EnvVar, VolumeMount } from '../../schema/types.gen.ts';

/** The names in `$(NAME)` that Kubernetes would put a value for: `$$(NAME)` is not one, and neither is what has no end. */
function referencesIn(text: string): string[] {
  const names: string[] = [];
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', at)) {
    const next = text.charCodeAt(at + 1);
    if (next === 40) {
      const end = text.indexOf(')', at + 2);
      if (end === -1) break;
      names.push(text.slice(at + 2, end));
      at = end + 1;
    } else at += next === 36 ? 2 : 1;
  }
  return names;
}

/** Variables that the kubelet makes of the Services in the namespace. */
function isServiceVariable(name: string): boolean {
  return /^KUBERNETES_|_SERVICE_HOST$|_SERVICE_PORT(?:_|$)|_PORT(?:_|$)/.test(name);
}

/** Whether there is a `$(` in a container at all: in nearly none there is. */
export function holdsReference({ value }: Container): boolean {
  const { command, args, env, volumeMounts } = value;
  return (
    (command !== undefined && command.some(isReferring)) ||
    (args !== undefined && args.some(isReferring)) ||
    (env !== undefined && env.some(refersInValue)) ||
    (volumeMounts !== undefined && volumeMounts.some(refersInPath))
  );
}

const isReferring = (word: string): boolean => word.includes('$(');
const refersInValue = ({ value }: EnvVar): boolean => value !== undefined && value.includes('$(');
const refersInPath = ({ subPathExpr: path }: VolumeMount): boolean => path !== undefined && path.includes('$(');

/** Whether the names of all its own variables can be read. */
export function knowsItsVariables({ field, value }: Container): boolean {
  if (field.get('env').unknown || field.get('envFrom').unknown) return false;
  return value.env?.every(({ name }) => name !== undefined && !isPlaceholder(name)) ?? true;
}

/** The names in `$(NAME)` that are not among those given, and that no Service gives either; each once. */
export function undefinedIn(text: string, names: ReadonlySet<string>): string[] {
  if (!text.includes('$(')) return [];
  const missing = referencesIn(text).filter(
    (name) => !names.has(name) && /^\w+$/.test(name) && !isServiceVariable(name),
  );
  return [...new Set(missing)];
}
