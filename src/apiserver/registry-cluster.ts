import {
  mutatingWebhookConfigurationStrategy,
  validatingWebhookConfigurationStrategy,
} from './admissionregistration/webhookconfiguration.ts';
import { mutatingAdmissionPolicyStrategy } from './admissionregistration/mutatingadmissionpolicy.ts';
import {
  mutatingAdmissionPolicyBindingStrategy,
  validatingAdmissionPolicyBindingStrategy,
} from './admissionregistration/policybinding.ts';
import { validatingAdmissionPolicyStrategy } from './admissionregistration/validatingadmissionpolicy.ts';
import { certificateSigningRequestStrategy } from './certificates/certificatesigningrequest.ts';
import { customResourceDefinitionStrategy } from './apiextensions/customresourcedefinition.ts';
import type { Strategy } from './strategy.ts';

/** Strategies of the kinds that a cluster is set up with, rather than what runs in it, by group and kind. */
export const clusterStrategies: ReadonlyMap<string, Strategy> = new Map<string, Strategy>([
  ['admissionregistration.k8s.io/MutatingAdmissionPolicy', mutatingAdmissionPolicyStrategy],
  ['admissionregistration.k8s.io/MutatingAdmissionPolicyBinding', mutatingAdmissionPolicyBindingStrategy],
  ['admissionregistration.k8s.io/MutatingWebhookConfiguration', mutatingWebhookConfigurationStrategy],
  ['admissionregistration.k8s.io/ValidatingAdmissionPolicy', validatingAdmissionPolicyStrategy],
  ['admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding', validatingAdmissionPolicyBindingStrategy],
  ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', validatingWebhookConfigurationStrategy],
  ['certificates.k8s.io/CertificateSigningRequest', certificateSigningRequestStrategy],
  ['apiextensions.k8s.io/CustomResourceDefinition', customResourceDefinitionStrategy],
]);
