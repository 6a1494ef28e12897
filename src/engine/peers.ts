import { type Node, Type } from '../model/node.ts';
import { resolve, text } from '../model/scalar.ts';

/** Checks of another linter, each with the rules that find the same. */
export type PeerChecks = Readonly<Record<string, readonly string[]>>;

const PROBE_PORT = ['unknown-probe-port', 'undeclared-probe-port'];
const SELECTOR = ['selector-mismatch'];
const BUDGET = ['missing-disruption-budget'];
const BLOCKED = ['blocked-eviction', 'budget-without-effect'];
const ROOT = ['may-run-as-root', 'root-user', 'root-user-with-run-as-non-root'];
const EXEC = ['rbac-pod-exec'];
const ADMIN = ['cluster-admin-binding'];

/** The checks of kube-linter. */
export const KUBE_LINTER: PeerChecks = {
  'access-to-create-pods': ['rbac-workload-creation'],
  'access-to-secrets': ['rbac-secret-access'],
  'cluster-admin-role-binding': ADMIN,
  'dangling-horizontalpodautoscaler': ['unknown-scale-target', 'misspelt-reference'],
  'dangling-ingress': ['unknown-reference', 'misspelt-reference', 'unknown-backend-port'],
  'dangling-networkpolicy': ['policy-selects-nothing'],
  'dangling-networkpolicypeer-podselector': ['policy-selects-nothing'],
  'dangling-service': ['service-selects-nothing'],
  'dangling-servicemonitor': ['policy-selects-nothing'],
  'default-service-account': ['default-service-account'],
  'deprecated-service-account-field': ['deprecated-service-account-field'],
  'dnsconfig-options': ['missing-dns-options'],
  'docker-sock': ['runtime-socket-mount', 'host-path-volume'],
  'drop-net-raw-capability': ['unrestricted-capabilities'],
  'duplicate-env-var': ['duplicate-env'],
  'env-value-from': ['unknown-reference', 'unknown-config-key', 'misspelt-reference'],
  'env-var-secret': ['literal-secret-in-env'],
  'exposed-services': ['exposed-service'],
  'host-ipc': ['host-namespace'],
  'host-network': ['host-namespace'],
  'host-pid': ['host-namespace'],
  'hpa-minimum-three-replicas': ['static-autoscaler'],
  'invalid-target-ports': ['invalid-port-name', 'unknown-target-port'],
  'job-ttl-seconds-after-finished': ['missing-job-ttl'],
  'latest-tag': ['latest-image', 'latest-image-not-pulled'],
  'liveness-port': PROBE_PORT,
  'minimum-three-replicas': ['single-replica'],
  'mismatching-selector': SELECTOR,
  'no-anti-affinity': ['replicas-not-spread'],
  'no-extensions-v1beta': ['removed-api-version', 'deprecated-api-version'],
  'no-liveness-probe': ['missing-liveness-probe'],
  'no-node-affinity': ['missing-node-affinity'],
  'no-read-only-root-fs': ['writable-root-filesystem'],
  'no-readiness-probe': ['missing-readiness-probe'],
  'no-rolling-update-strategy': ['recreate-strategy'],
  'non-existent-service-account': ['unknown-reference', 'misspelt-reference'],
  'non-isolated-pod': ['pod-without-network-policy'],
  'pdb-max-unavailable': BLOCKED,
  'pdb-min-available': BLOCKED,
  'pdb-unhealthy-pod-eviction-policy': ['missing-eviction-policy'],
  'priority-class-name': ['missing-priority-class'],
  'privilege-escalation-container': ['privilege-escalation'],
  'privileged-container': ['privileged-container'],
  'privileged-ports': ['privileged-port'],
  'read-secret-from-env-var': ['secret-as-env'],
  'readiness-port': PROBE_PORT,
  'required-annotation-email': ['missing-metadata'],
  'required-label-owner': ['missing-metadata'],
  'restart-policy': ['restart-policy-not-allowed'],
  'run-as-non-root': ROOT,
  'schema-validation': ['unknown-field', 'wrong-type', 'unknown-kind', 'unknown-value', 'api-required'],
  'sensitive-host-mounts': ['sensitive-host-path', 'host-path-volume'],
  'sorted-keys': ['unsorted-keys'],
  'ssh-port': ['privileged-port'],
  'startup-port': PROBE_PORT,
  'unsafe-proc-mount': ['unmasked-proc-mount'],
  'unsafe-sysctls': ['unsafe-sysctl'],
  'unset-cpu-requirements': ['missing-request', 'missing-limit'],
  'unset-memory-requirements': ['missing-request', 'missing-limit'],
  'use-namespace': ['unwanted-namespace'],
  'wildcard-in-rules': ['rbac-wildcard'],
  'writable-host-mount': ['sensitive-host-path', 'host-path-volume'],
};

/** The checks of kube-score. */
export const KUBE_SCORE: PeerChecks = {
  'container-cpu-requests-equal-limits': ['unequal-request-and-limit'],
  'container-ephemeral-storage-request-and-limit': ['missing-request', 'missing-limit'],
  'container-ephemeral-storage-request-equals-limit': ['unequal-request-and-limit'],
  'container-image-pull-policy': ['pull-policy-not-always', 'latest-image-not-pulled'],
  'container-image-tag': ['latest-image', 'latest-image-not-pulled'],
  'container-memory-requests-equal-limits': ['unequal-request-and-limit'],
  'container-ports-check': ['duplicate-port', 'invalid-port-name'],
  'container-resource-requests-equal-limits': ['unequal-request-and-limit'],
  'container-resources': ['missing-request', 'missing-limit'],
  'container-seccomp-profile': ['missing-seccomp-profile', 'unconfined-seccomp'],
  'container-security-context-privileged': ['privileged-container'],
  'container-security-context-readonlyrootfilesystem': ['writable-root-filesystem'],
  'container-security-context-user-group-id': ['low-id', ...ROOT],
  'cronjob-has-deadline': ['missing-starting-deadline'],
  'cronjob-restartpolicy': ['restart-policy-not-allowed'],
  'deployment-has-host-podantiaffinity': ['replicas-not-spread'],
  'deployment-has-poddisruptionbudget': BUDGET,
  'deployment-pod-selector-labels-match-template-metadata-labels': SELECTOR,
  'deployment-replicas': ['single-replica'],
  'deployment-strategy': ['recreate-strategy'],
  'deployment-targeted-by-hpa-does-not-have-replicas-configured': ['replicas-under-autoscaler'],
  'environment-variable-key-duplication': ['duplicate-env'],
  'horizontalpodautoscaler-has-target': ['unknown-scale-target', 'misspelt-reference'],
  'horizontalpodautoscaler-replicas': ['static-autoscaler'],
  'ingress-targets-service': ['unknown-reference', 'misspelt-reference', 'unknown-backend-port'],
  'label-values': ['invalid-label'],
  'networkpolicy-targets-pod': ['policy-selects-nothing'],
  'pod-networkpolicy': ['pod-without-network-policy'],
  'pod-probes': ['missing-liveness-probe', 'missing-readiness-probe'],
  'pod-probes-identical': ['identical-probes'],
  'pod-topology-spread-constraints': ['replicas-not-spread'],
  'poddisruptionbudget-has-policy': BLOCKED,
  'service-targets-pod': ['service-selects-nothing'],
  'service-type': ['exposed-service'],
  'stable-version': ['removed-api-version', 'deprecated-api-version'],
  'statefulset-has-host-podantiaffinity': ['replicas-not-spread'],
  'statefulset-has-poddisruptionbudget': BUDGET,
  'statefulset-has-servicename': ['statefulset-without-headless-service'],
  'statefulset-pod-selector-labels-match-template-metadata-labels': SELECTOR,
};

/** The checks of polaris. */
export const POLARIS: PeerChecks = {
  automountServiceAccountToken: ['mounted-service-account-token'],
  clusterrolePodExecAttach: EXEC,
  clusterrolebindingClusterAdmin: ADMIN,
  clusterrolebindingPodExecAttach: EXEC,
  cpuLimitsMissing: ['missing-limit'],
  cpuRequestsMissing: ['missing-request'],
  dangerousCapabilities: ['added-capability'],
  deploymentMissingReplicas: ['single-replica'],
  hostIPCSet: ['host-namespace'],
  hostNetworkSet: ['host-namespace'],
  hostPIDSet: ['host-namespace'],
  hostPathSet: ['host-path-volume', 'sensitive-host-path'],
  hostPortSet: ['host-port'],
  hostProcess: ['host-process-container'],
  hpaMaxAvailability: ['static-autoscaler'],
  hpaMinAvailability: ['static-autoscaler'],
  insecureCapabilities: ['unrestricted-capabilities'],
  linuxHardening: [
    'missing-seccomp-profile',
    'unconfined-seccomp',
    'unconfined-app-armor',
    'custom-selinux-options',
    'unrestricted-capabilities',
  ],
  livenessProbeMissing: ['missing-liveness-probe'],
  memoryLimitsMissing: ['missing-limit'],
  memoryRequestsMissing: ['missing-request'],
  metadataAndInstanceMismatched: ['missing-metadata'],
  missingNetworkPolicy: ['pod-without-network-policy'],
  missingPodDisruptionBudget: BUDGET,
  notReadOnlyRootFilesystem: ['writable-root-filesystem'],
  pdbDisruptionsIsZero: BLOCKED,
  pdbMinAvailableGreaterThanHPAMinReplicas: BLOCKED,
  priorityClassNotSet: ['missing-priority-class'],
  privilegeEscalationAllowed: ['privilege-escalation'],
  procMount: ['unmasked-proc-mount'],
  pullPolicyNotAlways: ['pull-policy-not-always', 'latest-image-not-pulled'],
  readinessProbeMissing: ['missing-readiness-probe'],
  rolePodExecAttach: EXEC,
  rolebindingClusterAdminClusterRole: ADMIN,
  rolebindingClusterAdminRole: ['rbac-wildcard'],
  rolebindingClusterRolePodExecAttach: EXEC,
  rolebindingRolePodExecAttach: EXEC,
  runAsPrivileged: ['privileged-container'],
  runAsRootAllowed: ROOT,
  sensitiveConfigmapContent: ['secret-in-config-map'],
  sensitiveContainerEnvVar: ['literal-secret-in-env'],
  tagNotSpecified: ['latest-image', 'latest-image-not-pulled'],
  tlsSettingsMissing: ['ingress-without-tls'],
  topologySpreadConstraint: ['replicas-not-spread'],
};

const KUBE_LINTER_CHECK = 'ignore-check.kube-linter.io/';
const KUBE_LINTER_ALL = 'kube-linter.io/ignore-all';
const KUBE_SCORE_LIST = 'kube-score/ignore';
const POLARIS_PREFIX = 'polaris.fairwinds.com/';
const POLARIS_SUFFIX = '-exempt';

/** What the annotations that other linters heed silence in podlint: the rules that find the same. */
export function peerSilences(annotations: Node): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  for (const node of annotations.items) {
    const rules = typeof node.key === 'string' ? rulesOf(node.key, node) : undefined;
    if (rules !== undefined && rules.length > 0) found.push(rules);
  }
  return found;
}

function rulesOf(key: string, node: Node): readonly string[] | undefined {
  if (key.startsWith(KUBE_LINTER_CHECK)) return lookUp(KUBE_LINTER, key.slice(KUBE_LINTER_CHECK.length));
  if (key === KUBE_LINTER_ALL) return opinions(KUBE_LINTER);
  if (key === KUBE_SCORE_LIST)
    return valueOf(node)
      .split(',')
      .flatMap((name) => lookUp(KUBE_SCORE, name.trim()));
  if (key.startsWith(POLARIS_PREFIX))
    return valueOf(node) === 'true' ? polarisRules(key.slice(POLARIS_PREFIX.length)) : undefined;
  return undefined;
}

function polarisRules(name: string): readonly string[] {
  if (name === 'exempt') return opinions(POLARIS);
  if (!name.endsWith(POLARIS_SUFFIX)) return [];
  // Older releases wrote `cpu-requests-missing`.
  const plain = name.slice(0, -POLARIS_SUFFIX.length).replaceAll('-', '').toLowerCase();
  const check = Object.keys(POLARIS).find((one) => one.toLowerCase() === plain);
  return check === undefined ? [] : lookUp(POLARIS, check);
}

function lookUp(checks: PeerChecks, name: string): readonly string[] {
  return Object.hasOwn(checks, name) ? (checks[name] as readonly string[]) : [];
}

/** What cannot be had where another linter is told to leave an object alone: no API server heeds that. */
const NOT_OPINIONS: ReadonlySet<string> = new Set([
  ...[
    'selector-mismatch',
    'removed-api-version',
    'deprecated-api-version',
    'restart-policy-not-allowed',
    'invalid-port-name',
  ],
  ...['unknown-field', 'wrong-type', 'unknown-kind', 'unknown-value', 'api-required'],
]);

function opinions(checks: PeerChecks): readonly string[] {
  return [...new Set(Object.values(checks).flat())].filter((rule) => !NOT_OPINIONS.has(rule));
}

function valueOf(node: Node): string {
  return resolve(node) === Type.String ? text(node) : '';
}
