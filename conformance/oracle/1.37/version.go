package main

// What differs between Kubernetes releases.

import (
	"context"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/apis/core"
	corevalidation "k8s.io/kubernetes/pkg/apis/core/validation"
	_ "k8s.io/kubernetes/pkg/apis/storagemigration/install"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingadmissionpolicy"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingadmissionpolicybinding"
	"k8s.io/kubernetes/pkg/registry/certificates/clustertrustbundle"
	"k8s.io/kubernetes/pkg/registry/certificates/podcertificaterequest"
	"k8s.io/kubernetes/pkg/registry/networking/ipaddress"
	"k8s.io/kubernetes/pkg/registry/networking/servicecidr"
	"k8s.io/kubernetes/pkg/registry/resource/deviceclass"
	"k8s.io/kubernetes/pkg/registry/resource/devicetaintrule"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaim"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaimtemplate"
	"k8s.io/kubernetes/pkg/registry/resource/resourceslice"
	"k8s.io/kubernetes/pkg/registry/storage/volumeattributesclass"
	"k8s.io/kubernetes/pkg/registry/storagemigration/storagemigration"
	"k8s.io/pod-security-admission/policy"
)

func init() {
	strategies[schema.GroupKind{Group: "admissionregistration.k8s.io", Kind: "MutatingAdmissionPolicy"}] = mutatingadmissionpolicy.NewStrategy(nil, nil)
	strategies[schema.GroupKind{Group: "admissionregistration.k8s.io", Kind: "MutatingAdmissionPolicyBinding"}] = mutatingadmissionpolicybinding.NewStrategy(nil, nil, nil)
	strategies[schema.GroupKind{Group: "certificates.k8s.io", Kind: "ClusterTrustBundle"}] = clustertrustbundle.Strategy
	strategies[schema.GroupKind{Group: "certificates.k8s.io", Kind: "PodCertificateRequest"}] = podcertificaterequest.NewStrategy()
	strategies[schema.GroupKind{Group: "networking.k8s.io", Kind: "IPAddress"}] = ipaddress.Strategy
	strategies[schema.GroupKind{Group: "networking.k8s.io", Kind: "ServiceCIDR"}] = servicecidr.Strategy
	strategies[schema.GroupKind{Group: "resource.k8s.io", Kind: "DeviceTaintRule"}] = devicetaintrule.Strategy
	strategies[schema.GroupKind{Group: "storage.k8s.io", Kind: "VolumeAttributesClass"}] = volumeattributesclass.Strategy
	strategies[schema.GroupKind{Group: "storagemigration.k8s.io", Kind: "StorageVersionMigration"}] = storagemigration.Strategy
	strategies[schema.GroupKind{Group: "resource.k8s.io", Kind: "DeviceClass"}] = deviceclass.Strategy
	strategies[schema.GroupKind{Group: "resource.k8s.io", Kind: "ResourceClaim"}] = resourceclaim.NewStrategy(nil, nil)
	strategies[schema.GroupKind{Group: "resource.k8s.io", Kind: "ResourceClaimTemplate"}] = resourceclaimtemplate.NewStrategy(nil)
	strategies[schema.GroupKind{Group: "resource.k8s.io", Kind: "ResourceSlice"}] = resourceslice.Strategy
}

func validateCreate(ctx context.Context, obj runtime.Object, s rest.RESTCreateStrategy) field.ErrorList {
	return rest.ValidateCreate(ctx, obj, s)
}

func newPodSecurity() (policy.Evaluator, error) {
	return policy.NewEvaluator(policy.DefaultChecks(), nil)
}

func validateClusterIPs(s *core.Service) field.ErrorList {
	return corevalidation.ValidateServiceClusterIPsRelatedFields(s, nil)
}
