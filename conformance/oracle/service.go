package main

import (
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
	apiservice "k8s.io/kubernetes/pkg/api/service"
	"k8s.io/kubernetes/pkg/apis/core"
)

// beginCreateService stands in for the address and port allocation that a
// Service goes through before its validation, in a dual-stack cluster (a
// single-stack one refuses more, but that is the cluster's matter).
func beginCreateService(s *core.Service) field.ErrorList {
	if s.Spec.ClusterIP != "" && len(s.Spec.ClusterIPs) == 0 {
		s.Spec.ClusterIPs = []string{s.Spec.ClusterIP}
	}
	if s.Spec.Type == core.ServiceTypeExternalName {
		return nil
	}
	selectorlessHeadless := s.Spec.ClusterIP == core.ClusterIPNone && len(s.Spec.Selector) == 0
	if s.Spec.IPFamilyPolicy == nil {
		policy := core.IPFamilyPolicySingleStack
		if selectorlessHeadless {
			policy = core.IPFamilyPolicyRequireDualStack
		}
		s.Spec.IPFamilyPolicy = &policy
	}
	if errs := validateClusterIPs(s); len(errs) > 0 {
		return errs
	}
	path, errs := field.NewPath("spec"), field.ErrorList{}
	if *s.Spec.IPFamilyPolicy == core.IPFamilyPolicySingleStack {
		if len(s.Spec.ClusterIPs) == 2 {
			errs = append(errs, field.Invalid(path.Child("ipFamilyPolicy"), s.Spec.IPFamilyPolicy, "must be 'RequireDualStack' or 'PreferDualStack' when multiple cluster IPs are specified"))
		}
		if len(s.Spec.IPFamilies) == 2 {
			errs = append(errs, field.Invalid(path.Child("ipFamilyPolicy"), s.Spec.IPFamilyPolicy, "must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified"))
		}
	}
	for i, ip := range s.Spec.ClusterIPs {
		if ip == core.ClusterIPNone {
			break
		}
		if i >= len(s.Spec.IPFamilies) {
			s.Spec.IPFamilies = append(s.Spec.IPFamilies, familyOf(ip))
		}
	}
	if len(s.Spec.IPFamilies) == 0 {
		s.Spec.IPFamilies = []core.IPFamily{core.IPv4Protocol}
	}
	if len(s.Spec.IPFamilies) == 1 && *s.Spec.IPFamilyPolicy != core.IPFamilyPolicySingleStack {
		other := core.IPv6Protocol
		if s.Spec.IPFamilies[0] == core.IPv6Protocol {
			other = core.IPv4Protocol
		}
		s.Spec.IPFamilies = append(s.Spec.IPFamilies, other)
	}
	if s.Spec.Type == core.ServiceTypeNodePort || s.Spec.Type == core.ServiceTypeLoadBalancer {
		for i, p := range s.Spec.Ports {
			if p.NodePort != 0 && (p.NodePort < 30000 || p.NodePort > 32767) {
				errs = append(errs, field.Invalid(path.Child("ports").Index(i).Child("nodePort"), p.NodePort, "provided port is not in the valid range. The range of valid ports is 30000-32767"))
			}
		}
	}
	if apiservice.NeedsHealthCheck(s) && s.Spec.HealthCheckNodePort == 0 {
		s.Spec.HealthCheckNodePort = 32767
	}
	return errs
}

func familyOf(ip string) core.IPFamily {
	if strings.Contains(ip, ":") {
		return core.IPv6Protocol
	}
	return core.IPv4Protocol
}
