import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

/** What the standards allow, and since which minor; 0: always. */
const SAFE: ReadonlyMap<string, number> = new Map([
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
  ['net.ipv4.tcp_notsent_lowat', 37],
  ['net.ipv4.tcp_slow_start_after_idle', 37],
]);

export const rule: Rule = {
  category: 'security',
  severity: 'warning',
  presets: ['security-baseline', 'strict'],
  source: 'rule',
  since: '0.1.0',
  pod({ spec, manifest }, report) {
    if (spec.value?.securityContext?.sysctls === undefined) return;
    for (const sysctl of spec.get('securityContext').get('sysctls').items()) {
      const name = sysctl.get('name');
      const since = SAFE.get(name.value ?? '');
      if (name.unknown || (since !== undefined && since <= manifest.minor)) continue;
      const later = since === undefined ? '' : `; it counts as safe from 1.${since} on`;
      report(name, `sysctl ${quote(name.value ?? '')} is not among the safe ones${later}`);
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A sysctl that Kubernetes does not call safe.',
  why: `Safe sysctls belong to the Pod alone. All others reach the node or its other Pods, and a node starts Pods that set them only if its kubelet was
told to (\`--allowed-unsafe-sysctls\`): elsewhere they fail with \`SysctlForbidden\`. Pod Security baseline refuses them. The list of the safe ones
has grown: reserved ports came with 1.27, keep-alive and fin timeout with 1.29, tcp_rmem and tcp_wmem with 1.32, slow start and notsent_lowat with
1.37.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: kernel.shmmax
        value: "65536"
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.tcp_keepalive_time
        value: "600"
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
