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
import { apiServiceStrategy } from './apiregistration/apiservice.ts';
import { certificateSigningRequestStrategy } from './certificates/certificatesigningrequest.ts';
import { customResourceDefinitionStrategy } from './apiextensions/customresourcedefinition.ts';
import { clusterTrustBundleStrategy } from './certificates/clustertrustbundle.ts';
import { podCertificateRequestStrategy } from './certificates/podcertificaterequest.ts';
import { flowSchemaStrategy } from './flowcontrol/flowschema.ts';
import { priorityLevelConfigurationStrategy } from './flowcontrol/prioritylevelconfiguration.ts';
import { deviceClassStrategy } from './resource/deviceclass.ts';
import { deviceTaintRuleStrategy } from './resource/devicetaintrule.ts';
import { resourceClaimStrategy, resourceClaimTemplateStrategy } from './resource/resourceclaim.ts';
import { resourceSliceStrategy } from './resource/resourceslice.ts';
import { csiDriverStrategy } from './storage/csidriver.ts';
import { csiNodeStrategy } from './storage/csinode.ts';
import { csiStorageCapacityStrategy } from './storage/csistoragecapacity.ts';
import { volumeAttachmentStrategy } from './storage/volumeattachment.ts';
import { volumeAttributesClassStrategy } from './storage/volumeattributesclass.ts';
import { leaseStrategy } from './coordination/lease.ts';
import { runtimeClassStrategy } from './node/runtimeclass.ts';
import { priorityClassStrategy } from './scheduling/priorityclass.ts';
import { storageClassStrategy } from './storage/storageclass.ts';
import { storageVersionMigrationStrategy } from './storagemigration/storageversionmigration.ts';
import type { Strategy } from './strategy.ts';

/** Strategies of the kinds that a cluster is set up with, rather than what runs in it, by group and kind. */
export const clusterStrategies: ReadonlyMap<string, Strategy> = new Map<string, Strategy>([
  ['admissionregistration.k8s.io/MutatingAdmissionPolicy', mutatingAdmissionPolicyStrategy],
  ['admissionregistration.k8s.io/MutatingAdmissionPolicyBinding', mutatingAdmissionPolicyBindingStrategy],
  ['admissionregistration.k8s.io/MutatingWebhookConfiguration', mutatingWebhookConfigurationStrategy],
  ['admissionregistration.k8s.io/ValidatingAdmissionPolicy', validatingAdmissionPolicyStrategy],
  ['admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding', validatingAdmissionPolicyBindingStrategy],
  ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', validatingWebhookConfigurationStrategy],
  ['apiregistration.k8s.io/APIService', apiServiceStrategy],
  ['certificates.k8s.io/CertificateSigningRequest', certificateSigningRequestStrategy],
  ['certificates.k8s.io/ClusterTrustBundle', clusterTrustBundleStrategy],
  ['certificates.k8s.io/PodCertificateRequest', podCertificateRequestStrategy],
  ['flowcontrol.apiserver.k8s.io/FlowSchema', flowSchemaStrategy],
  ['flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration', priorityLevelConfigurationStrategy],
  ['resource.k8s.io/DeviceClass', deviceClassStrategy],
  ['resource.k8s.io/DeviceTaintRule', deviceTaintRuleStrategy],
  ['resource.k8s.io/ResourceClaim', resourceClaimStrategy],
  ['resource.k8s.io/ResourceClaimTemplate', resourceClaimTemplateStrategy],
  ['resource.k8s.io/ResourceSlice', resourceSliceStrategy],
  ['storage.k8s.io/CSIDriver', csiDriverStrategy],
  ['storage.k8s.io/CSINode', csiNodeStrategy],
  ['storage.k8s.io/CSIStorageCapacity', csiStorageCapacityStrategy],
  ['storage.k8s.io/VolumeAttachment', volumeAttachmentStrategy],
  ['storage.k8s.io/VolumeAttributesClass', volumeAttributesClassStrategy],
  ['storagemigration.k8s.io/StorageVersionMigration', storageVersionMigrationStrategy],
  ['apiextensions.k8s.io/CustomResourceDefinition', customResourceDefinitionStrategy],
  ['coordination.k8s.io/Lease', leaseStrategy],
  ['node.k8s.io/RuntimeClass', runtimeClassStrategy],
  ['scheduling.k8s.io/PriorityClass', priorityClassStrategy],
  ['storage.k8s.io/StorageClass', storageClassStrategy],
]);
