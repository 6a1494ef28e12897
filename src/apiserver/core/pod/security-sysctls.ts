import type { Field } from '../../../model/field.ts';
import type { PodSpec } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';

const LONGEST = 253;
const SEGMENT = /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/;

/** @mirrors core/validation.validateSysctls */
export function validateSysctls(spec: Field<PodSpec>, errors: Errors): void {
  const names = new Set<string>();
  for (const sysctl of spec.get('securityContext').get('sysctls').items()) {
    const name = sysctl.get('name');
    const text = name.value ?? '';
    if (text === '') {
      errors.required(name);
    } else if (!isValidSysctlName(text)) {
      errors.invalid(
        name,
        `${quote(text)} must be lower-case letters, digits, \`-\` and \`_\`, with dots or slashes between them`,
      );
    } else if (names.has(text)) {
      errors.duplicate(name);
    }
    validateHostSysctl(name, spec.value ?? {}, errors);
    names.add(text);
  }
}

/** @mirrors core/validation.IsValidSysctlName */
function isValidSysctlName(name: string): boolean {
  return name.length <= LONGEST && name.split(/[./]/).every((segment) => SEGMENT.test(segment));
}

/** @mirrors core/validation.ValidateHostSysctl */
function validateHostSysctl(name: Field<string>, { hostNetwork, hostIPC }: PodSpec, errors: Errors): void {
  if (!hostNetwork && !hostIPC) return;
  const namespace = namespaceOf(name.value ?? '');
  if (hostNetwork && namespace === 'net')
    errors.invalid(name, `${quote(name.value)} would be set on the host: hostNetwork is true`);
  else if (hostIPC && namespace === 'ipc')
    errors.invalid(name, `${quote(name.value)} would be set on the host: hostIPC is true`);
}

/** Kernel parameters that each IPC namespace has for itself. */
const IPC: readonly string[] = [
  'kernel.sem',
  'kernel.shm',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'kernel.shm_rmid_forced',
  'kernel.msg',
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
];

/** Which of a Pod's namespaces a kernel parameter belongs to, as far as that matters here. */
function namespaceOf(sysctl: string): 'net' | 'ipc' | undefined {
  const name = normalizeName(sysctl).split('*', 1)[0] as string;
  if (name.startsWith('net.')) return 'net';
  return IPC.includes(name) || name.startsWith('fs.mqueue.') ? 'ipc' : undefined;
}

/** Where the first separator is a slash, slashes separate and dots are parts of names. */
function normalizeName(sysctl: string): string {
  if (/^[^./]*\//.test(sysctl)) return sysctl.replace(/[./]/g, (one) => (one === '.' ? '/' : '.'));
  return sysctl;
}
