package main

// What differs between Kubernetes releases.

import (
	"context"

	"k8s.io/apimachinery/pkg/api/meta"
	genericvalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/api/validation/path"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/apis/core"
	corevalidation "k8s.io/kubernetes/pkg/apis/core/validation"
	"k8s.io/kubernetes/pkg/registry/networking/ipaddress"
	"k8s.io/kubernetes/pkg/registry/networking/servicecidr"
	"k8s.io/pod-security-admission/policy"
)

func init() {
	strategies[schema.GroupKind{Group: "networking.k8s.io", Kind: "IPAddress"}] = ipaddress.Strategy
	strategies[schema.GroupKind{Group: "networking.k8s.io", Kind: "ServiceCIDR"}] = servicecidr.Strategy
}

func validateCreate(ctx context.Context, obj runtime.Object, s rest.RESTCreateStrategy) field.ErrorList {
	if errs := s.Validate(ctx, obj); len(errs) > 0 {
		return errs
	}
	object, err := meta.Accessor(obj)
	if err != nil {
		return field.ErrorList{field.InternalError(field.NewPath("metadata"), err)}
	}
	return genericvalidation.ValidateObjectMetaAccessor(object, s.NamespaceScoped(), path.ValidatePathSegmentName, field.NewPath("metadata"))
}

func newPodSecurity() (policy.Evaluator, error) {
	return policy.NewEvaluator(policy.DefaultChecks())
}

func validateClusterIPs(s *core.Service) field.ErrorList {
	return corevalidation.ValidateServiceClusterIPsRelatedFields(s, nil)
}
