/** Why podlint may be quiet where another linter speaks. */
export const REASONS = {
  none: 'without a reason',
  unseen: 'podlint does not see the object (a template of a chart, or a text that can not be read)',
  invalid: 'the API server refuses the object: that is said instead',
  unknown: 'values or fields wait to be filled in by some other tool',
} as const;

const ELSEWHERE = 'the other object is in another file, or may well be outside the input';
const FILLED = 'the image waits to be filled in, is named by digest, or gets its tag from a kustomization';
const MEANT = 'one copy is meant (Recreate, a claim) or an autoscaler has the last word';
const PROBES = 'it has no ports, ends, or another container of the Pod has the probe';
const POLICIES = 'no NetworkPolicy at all in the input: they may well be elsewhere';
const WINDOWS = 'a Pod on Windows, where the setting has no meaning';
const IDS = 'no low id is written; `may-run-as-root` asks for runAsNonRoot instead';
const ROLES =
  'found at the role, not at each of its bindings; or the role is in another file, which is no reason to fear it';
const TOKEN = 'a role is bound to its account: it is meant to talk to the API server';
const SPREAD = 'spread constraints, a host port or another anti-affinity keep the Pods apart, or there is one replica';

const QUIET: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'kube-linter': {
    'non-existent-service-account': ELSEWHERE,
    'dangling-service': ELSEWHERE,
    'dangling-ingress': ELSEWHERE,
    'dangling-networkpolicy': ELSEWHERE,
    'dangling-networkpolicypeer-podselector': ELSEWHERE,
    'dangling-horizontalpodautoscaler': ELSEWHERE,
    'dangling-servicemonitor': ELSEWHERE,
    'env-value-from': ELSEWHERE,
    'non-isolated-pod': POLICIES,
    'access-to-create-pods': 'found at the role, not at each of its bindings',
    'access-to-secrets': 'found at the role, not at each of its bindings',
    'privileged-ports': 'its container may run as root, and then any port is as good',
    'wildcard-in-rules': "the group is one operator's own",
    'job-ttl-seconds-after-finished': 'a hook, which what runs it removes',
    'dnsconfig-options': 'it uses the resolver of its node: its names are not looked up in the cluster',
    'env-var-secret': 'the value waits to be filled in',
    'liveness-port': 'the container lists no ports at all, or is on the network of its node',
    'readiness-port': 'the container lists no ports at all, or is on the network of its node',

    'minimum-three-replicas': MEANT,
    'no-rolling-update-strategy': MEANT,
    'no-liveness-probe': PROBES,
    'no-readiness-probe': PROBES,
    'latest-tag': FILLED,
    'restart-policy': 'it asks for a written restartPolicy; the default is what is meant',
    'no-anti-affinity': SPREAD,
    'no-read-only-root-fs': WINDOWS,
    'no-node-affinity': 'a nodeSelector says where it runs',
  },
  'kube-score': {
    'container-image-pull-policy': 'an image with a digest is the same wherever it comes from',
    'container-image-tag': FILLED,
    'deployment-has-host-podantiaffinity': SPREAD,
    'statefulset-has-host-podantiaffinity': SPREAD,
    'pod-topology-spread-constraints': SPREAD,
    'deployment-has-poddisruptionbudget': 'there is one in another file, or one replica',
    'statefulset-has-poddisruptionbudget': 'there is one in another file, or one replica',
    'deployment-replicas': MEANT,
    'deployment-strategy': MEANT,
    'horizontalpodautoscaler-has-target': ELSEWHERE,
    'ingress-targets-service': ELSEWHERE,
    'networkpolicy-targets-pod': ELSEWHERE,
    'service-targets-pod': ELSEWHERE,
    'statefulset-has-servicename': ELSEWHERE,
    'pod-networkpolicy': POLICIES,
    'pod-probes': PROBES,
    'container-security-context-readonlyrootfilesystem': WINDOWS,
    'container-security-context-user-group-id': IDS,
    'pod-probes-identical':
      'the livenessProbe waits longer than the readinessProbe: the Pod is drained before it is restarted',
  },
  polaris: {
    deploymentMissingReplicas: MEANT,
    automountServiceAccountToken: TOKEN,
    clusterrolePodExecAttach: 'it grants everything in a wildcard, which `rbac-wildcard` says',
    clusterrolebindingClusterAdmin: ROLES,
    clusterrolebindingPodExecAttach: ROLES,
    rolebindingClusterAdminRole: ROLES,
    rolebindingRolePodExecAttach: ROLES,
    insecureCapabilities: WINDOWS,
    linuxHardening: WINDOWS,
    notReadOnlyRootFilesystem: WINDOWS,
    privilegeEscalationAllowed: WINDOWS,
    sensitiveContainerEnvVar: 'a switch or a placeholder, no password',
    tlsSettingsMissing: 'annotations say that TLS ends elsewhere',
    livenessProbeMissing: PROBES,
    readinessProbeMissing: PROBES,
    tagNotSpecified: FILLED,
    missingNetworkPolicy: POLICIES,
    missingPodDisruptionBudget: 'there is one, or one replica',
    topologySpreadConstraint: SPREAD,
    pullPolicyNotAlways: 'an image with a digest is the same wherever it comes from',
    metadataAndInstanceMismatched: 'only with the option `recommendedLabels`',
  },
  kubesec: {
    ApparmorAny: 'a profile is the default since 1.31',
    AutomountServiceAccountToken: TOKEN,
    CapDropAll: WINDOWS,
    CapDropAny: WINDOWS,
    ReadOnlyRootFilesystem: WINDOWS,
    SeccompAny: WINDOWS,
    HostUsers: 'on the network or among the processes of its node it can have no users of its own',
    RunAsGroup: IDS,
    RunAsUser: IDS,
    ServiceAccountName: 'no token of the account is mounted',
  },
};

/** Why a rule is quiet on some of the objects that the check of another linter finds; REASONS.none if there is no reason. */
export function reasonFor(peer: string, check: string): string {
  const reasons = Object.hasOwn(QUIET, peer) ? (QUIET[peer] ?? {}) : {};
  return Object.hasOwn(reasons, check) ? (reasons[check] as string) : REASONS.none;
}
