import type { Field } from '../../model/field.ts';
import type { ExtensionsV1beta1IngressBackend, Ingress, IngressBackend } from '../../schema/types.gen.ts';
import { setDefault } from '../defaulting.ts';
import { isUnread } from '../errors.ts';

interface OlderSpec {
  backend?: ExtensionsV1beta1IngressBackend | undefined;
}

/**
 * Brings an Ingress of networking.k8s.io/v1beta1, gone since 1.22, into the form of today.
 * @mirrors networking/v1beta1.SetDefaults_HTTPIngressPath
 * @mirrors networking/v1beta1.Convert_v1beta1_IngressBackend_To_networking_IngressBackend
 */
export function readOlderIngress(ingress: Field<Ingress>): void {
  const spec = ingress.get('spec');
  if (spec.value === undefined) return;
  const older = (spec as Field<OlderSpec>).get('backend');
  if (older.value !== undefined) {
    spec.value.defaultBackend = toBackend(older.value);
    spec.manifest.derive(spec.get('defaultBackend'), older);
  }
  if (isUnread(older)) spec.manifest.unknown?.push('spec.defaultBackend');
  for (const rule of spec.get('rules').items()) {
    for (const path of rule.get('http').get('paths').items()) {
      setDefault(path, 'pathType', 'ImplementationSpecific');
      const backend = path.get('backend') as Field as Field<ExtensionsV1beta1IngressBackend>;
      if (path.value === undefined || backend.value === undefined) continue;
      path.value.backend = toBackend(backend.value);
      if (isUnread(backend)) spec.manifest.unknown?.push(backend.walkedPath);
    }
  }
}

function toBackend(backend: ExtensionsV1beta1IngressBackend): IngressBackend {
  const { serviceName, servicePort, resource } = backend;
  if (!serviceName && (servicePort === undefined || servicePort === 0)) return { resource };
  const port = typeof servicePort === 'number' ? { number: servicePort } : { name: servicePort };
  return { resource, service: { name: serviceName, port } };
}
