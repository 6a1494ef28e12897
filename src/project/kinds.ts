/** A kind's name, with its group if that is somebody's own: a knative Service is no Service. */
export function kindOf(apiVersion: string, kind: string): string {
  const slash = apiVersion.indexOf('/');
  if (slash === -1) return kind;
  const group = apiVersion.slice(0, slash);
  return group.includes('.') && !group.endsWith('.k8s.io') ? `${kind}.${group}` : kind;
}

/** Whether a kind, as `kindOf` writes it, is somebody's own. */
export function isCustom(kind: string): boolean {
  return kind.includes('.');
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
  return dot !== -1 && (!POINTERS.has(kind.slice(dot + 1)) || kind.startsWith('Prometheus.') || kind.startsWith('Alertmanager.'));
}
