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
	"k8s.io/kubernetes/pkg/registry/resource/deviceclass"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaim"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaimtemplate"
	"k8s.io/kubernetes/pkg/registry/resource/resourceslice"
	"k8s.io/pod-security-admission/policy"
)

func init() {
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
