/** A kind's name, with its group if that is somebody's own: a knative Service is no Service. */
export function kindOf(apiVersion: string, kind: string): string {
  const slash = apiVersion.indexOf('/');
  if (slash === -1) return kind;
  const group = apiVersion.slice(0, slash);
  return group.includes('.') && !group.endsWith('.k8s.io') ? `${kind}.${group}` : kind;
}

/** Groups whose objects point to others and make none of their names. */
const POINTERS: ReadonlySet<string> = new Set([
  'cilium.io',
  'keda.sh',
  'kyverno.io',
  'monitoring.coreos.com',
  'networking.istio.io',
  'security.istio.io',
  'traefik.containo.us',
  'traefik.io',
]);

/** Whether a controller may make objects by the name of such a custom resource, or by names that it mentions. */
export function mayMake(kind: string): boolean {
  const dot = kind.indexOf('.');
  return (
    dot !== -1 &&
    (!POINTERS.has(kind.slice(dot + 1)) || kind.startsWith('Prometheus.') || kind.startsWith('Alertmanager.'))
  );
}

const OWN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
]);

/** Whether objects of an apiVersion are Kubernetes' own, and of a group of which the project keeps more than names. */
export function isOwnGroup(apiVersion: string): boolean {
  const slash = apiVersion.indexOf('/');
  return OWN_GROUPS.has(slash === -1 ? '' : apiVersion.slice(0, slash));
}
