import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Service } from '../schema/types.gen.ts';

/** Annotations by which clouds are asked for a load balancer that only the own network reaches; undefined: whatever the value. */
const INTERNAL: ReadonlyMap<string, string | undefined> = new Map([
  ['service.beta.kubernetes.io/aws-load-balancer-internal', undefined],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', 'internal'],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', 'true'],
  ['networking.gke.io/load-balancer-type', 'internal'],
  ['cloud.google.com/load-balancer-type', 'internal'],
  ['service.beta.kubernetes.io/openstack-internal-load-balancer', 'true'],
  ['service.beta.kubernetes.io/oci-load-balancer-internal', 'true'],
  ['service.beta.kubernetes.io/do-loadbalancer-network', 'internal'],
  ['service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type', 'intranet'],
  ['service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type', 'private'],
  ['service.kubernetes.io/qcloud-loadbalancer-internal-subnetid', undefined],
]);

export const rule: Rule<{ types: readonly string[] }> = {
  category: 'network',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    types: {
      type: 'array',
      items: { type: 'string', enum: ['NodePort', 'LoadBalancer'] },
      description: 'the types that open a Service to the outside',
    },
  },
  defaults: { types: ['NodePort', 'LoadBalancer'] },
  kinds: ['Service'],
  object(manifest, report, { types }) {
    const { spec, metadata } = (manifest.object ?? {}) as Service;
    if (spec === undefined) return;
    const field = manifest.field<Service>().get('spec');
    if (spec.externalIPs?.length)
      report(field.get('externalIPs').atKey(), 'externalIPs takes traffic for these addresses on every node');
    const { type = '' } = spec;
    if (isInternal(type, metadata?.annotations)) return;
    if (types.includes(type)) {
      report(
        field.get('type'),
        `type ${type} opens it ${type === 'NodePort' ? 'on a port of every node' : 'to the outside'}`,
      );
    } else if (types.includes('NodePort')) {
      for (const port of field.get('ports').items())
        if (port.value?.nodePort) report(port.get('nodePort'), `opens port ${port.value.nodePort} of every node`);
    }
  },
};

function isInternal(type: string, annotations: ReadonlyMap<string, string> | undefined): boolean {
  if (type !== 'LoadBalancer' || annotations === undefined) return false;
  for (const [key, wanted] of INTERNAL) {
    const value = annotations.get(key)?.toLowerCase();
    if (value !== undefined && value !== 'false' && (wanted === undefined || value === wanted)) return true;
  }
  return false;
}

export const docs: RuleDocs = {
  summary: 'A Service that is reached from outside the cluster.',
  why: `\`NodePort\` opens a port on every node, \`LoadBalancer\` asks the cloud for an address of its own, \`externalIPs\` claims addresses that nobody checks. Each goes around the Ingress or Gateway in which TLS,
authentication and rate limits live. Mean it, or use \`ClusterIP\`. Load balancers with an annotation of the larger clouds that keeps them inside the own network are left alone.`,
  bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: web
  ports:
    - port: 80
`,
  good: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
};
