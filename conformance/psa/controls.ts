import { lint } from '../../src/lint.ts';
import type { Finding } from '../../src/model/finding.ts';

/** The controls of the Pod Security Standards by the beginning of what Kubernetes says of a Pod that breaks one. */
const REASONS: readonly (readonly [reason: string, control: string])[] = [
  ['allowPrivilegeEscalation', 'allowPrivilegeEscalation'],
  ['forbidden AppArmor profile', 'appArmorProfile'],
  ['forbidden sysctls', 'sysctls'],
  ['host namespaces', 'hostNamespaces'],
  ['hostPath volumes', 'volumes'],
  ['hostPort', 'hostPorts'],
  ['hostProcess', 'hostProcess'],
  ['non-default capabilities', 'capabilities'],
  ['privileged', 'privileged'],
  ['probe or lifecycle host', 'hostProbesAndHostLifecycle'],
  ['procMount', 'procMount'],
  ['restricted volume types', 'volumes'],
  ['runAsNonRoot', 'runAsNonRoot'],
  ['runAsUser', 'runAsUser'],
  ['seLinuxOptions', 'seLinuxOptions'],
  ['seccompProfile', 'seccompProfile'],
  ['unrestricted capabilities', 'capabilities'],
];

/** The controls by the rules that speak of them. Where restricted has a wider check than baseline, two rules share a control. */
export const CONTROLS: Readonly<Record<string, string>> = {
  'added-capability': 'capabilities',
  'custom-selinux-options': 'seLinuxOptions',
  'host-namespace': 'hostNamespaces',
  'host-path-volume': 'volumes',
  'host-port': 'hostPorts',
  'host-process-container': 'hostProcess',
  'may-run-as-root': 'runAsNonRoot',
  'missing-seccomp-profile': 'seccompProfile',
  'privilege-escalation': 'allowPrivilegeEscalation',
  'privileged-container': 'privileged',
  'probe-host': 'hostProbesAndHostLifecycle',
  'restricted-volume': 'volumes',
  'root-user': 'runAsUser',
  'unconfined-app-armor': 'appArmorProfile',
  'unconfined-seccomp': 'seccompProfile',
  'unmasked-proc-mount': 'procMount',
  'unrestricted-capabilities': 'capabilities',
  'unsafe-sysctl': 'sysctls',
};

/** The controls in what Kubernetes says. */
export function controlsOf(reasons: readonly string[]): string[] {
  const controls = reasons.map((reason) => {
    const known = REASONS.find(([start]) => reason.startsWith(start));
    if (known === undefined) throw new Error(`no control is known for: ${reason}`);
    return known[1];
  });
  return [...new Set(controls)].sort();
}

/** The controls that podlint finds broken in a text, by document and item. */
export function controlsIn(text: string, preset: string, release: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const settings = { presets: [preset], kubernetesVersion: release, asIs: true, inlineConfig: false };
  for (const finding of lint([{ file: 'pods', text, named: true }], settings)) {
    const control = CONTROLS[finding.rule];
    if (control === undefined) continue;
    if (finding.severity !== 'error') throw new Error(`${finding.rule} is no error in ${preset}`);
    const key = keyOf(finding.document, finding.item);
    found.set(key, (found.get(key) ?? new Set()).add(control));
  }
  return found;
}

/** Names an object of a text. */
export function keyOf(document: number | undefined, item: Finding['item']): string {
  return `${document ?? ''}/${item ?? ''}`;
}
