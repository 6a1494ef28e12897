package main

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	_ "time/tzdata" // for the time zones of CronJobs, as in kube-apiserver

	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/install"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/endpoints/deprecation"
	"k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/storage/names"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/apiserver/pkg/warning"
	"k8s.io/klog/v2"
	apiregistration "k8s.io/kube-aggregator/pkg/apis/apiregistration/install"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/capabilities"
	"k8s.io/pod-security-admission/admission"
	psaapi "k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"sigs.k8s.io/yaml"
)

var (
	strictYAML, strictJSON runtime.Decoder // to internal objects, with defaults
	podSecurity            policy.Evaluator
	kubeVersion            string // "v1.37.1"
	kubeMinor              int
	brief                  bool // neither badValue nor psa: a third faster
)

func setUp(gates string) error {
	var logging flag.FlagSet
	klog.InitFlags(&logging)
	for name, value := range map[string]string{"logtostderr": "false", "stderrthreshold": "FATAL"} {
		if err := logging.Set(name, value); err != nil {
			return err
		}
	}
	klog.SetOutput(io.Discard)
	if err := utilfeature.DefaultMutableFeatureGate.Set(gates); err != nil {
		return err
	}
	capabilities.Setup(true, 0) // --allow-privileged, as in practically every cluster
	apiextensions.Install(legacyscheme.Scheme)
	apiregistration.Install(legacyscheme.Scheme)
	info, _ := debug.ReadBuildInfo()
	for _, dep := range info.Deps {
		if dep.Path == "k8s.io/kubernetes" {
			kubeVersion = dep.Version
		}
	}
	if m := regexp.MustCompile(`^v1\.(\d+)\.`).FindStringSubmatch(kubeVersion); m != nil {
		kubeMinor, _ = strconv.Atoi(m[1])
	}
	if kubeMinor == 0 {
		return fmt.Errorf("no k8s.io/kubernetes version in the build information (%q)", kubeVersion)
	}
	strict := func(mediaType string) runtime.Decoder {
		s, _ := runtime.SerializerInfoForMediaType(legacyscheme.Codecs.SupportedMediaTypes(), mediaType)
		return legacyscheme.Codecs.DecoderToVersion(s.StrictSerializer, runtime.InternalGroupVersioner)
	}
	strictYAML, strictJSON = strict(runtime.ContentTypeYAML), strict(runtime.ContentTypeJSON)
	var err error
	podSecurity, err = newPodSecurity()
	return err
}

// check reports on one document, or on each item of one List.
func check(file string, doc int, data []byte) []report {
	asJSON, decoder := data, strictJSON
	if !json.Valid(data) {
		var err error
		decoder = strictYAML
		if asJSON, err = yaml.YAMLToJSON(data); err != nil {
			return []report{{File: file, Doc: doc, Verdict: "invalid", DecodeErrors: []string{err.Error()}}}
		}
	}
	var list struct {
		APIVersion string            `json:"apiVersion"`
		Kind       string            `json:"kind"`
		Items      []json.RawMessage `json:"items"`
	}
	if json.Unmarshal(asJSON, &list) != nil || !strings.HasSuffix(list.Kind, "List") || list.Items == nil {
		return []report{checkObject(report{File: file, Doc: doc}, decoder, data, asJSON)}
	}
	var reports []report
	for i, item := range list.Items {
		// As kubectl: the items of a PodList may leave out that they are Pods.
		var m map[string]any
		if kind := strings.TrimSuffix(list.Kind, "List"); kind != "" && json.Unmarshal(item, &m) == nil && m["kind"] == nil && m["apiVersion"] == nil {
			m["kind"], m["apiVersion"] = kind, list.APIVersion
			item, _ = json.Marshal(m)
		}
		reports = append(reports, checkObject(report{File: file, Doc: doc, Item: &i}, strictJSON, item, item))
	}
	return reports
}

func checkObject(r report, decoder runtime.Decoder, data, asJSON []byte) (out report) {
	defer func() {
		if p := recover(); p != nil {
			out = r
			out.Verdict, out.Panic = "panic", fmt.Sprint(p)
		}
	}()
	r.Verdict = "invalid"

	var partial struct {
		metav1.TypeMeta `json:",inline"`
		Metadata        struct {
			Name         string `json:"name"`
			GenerateName string `json:"generateName"`
		} `json:"metadata"`
	}
	_ = json.Unmarshal(asJSON, &partial) // what does not fit fails again below
	r.APIVersion, r.Kind, r.Name = partial.APIVersion, partial.Kind, partial.Metadata.Name
	if r.Name == "" {
		r.Name = partial.Metadata.GenerateName
	}

	gvk := schema.FromAPIVersionAndKind(r.APIVersion, r.Kind)
	if r.APIVersion != "" && r.Kind != "" && !served(gvk) {
		r.Verdict = "unknown"
		r.DecodeErrors = []string{fmt.Sprintf("no matches for kind %q in version %q", r.Kind, r.APIVersion)}
		return r
	}
	obj, _, err := decoder.Decode(data, nil, nil)
	if strict, ok := runtime.AsStrictDecodingError(err); ok && obj != nil {
		for _, e := range strict.Errors() {
			r.DecodeErrors = append(r.DecodeErrors, e.Error())
		}
	} else if err != nil {
		r.DecodeErrors = []string{err.Error()}
		return r
	}
	versioned, err := legacyscheme.Scheme.ConvertToVersion(obj, gvk.GroupVersion())
	if err != nil {
		r.DecodeErrors = append(r.DecodeErrors, err.Error())
		return r
	}
	versioned.GetObjectKind().SetGroupVersionKind(gvk)
	if deprecation.IsDeprecated(versioned, 1, kubeMinor) {
		r.Warnings = append(r.Warnings, deprecation.WarningMessage(versioned))
	}
	if !brief {
		r.PSA = evaluatePodSecurity(versioned)
	}

	strategy, ok := strategies[gvk.GroupKind()]
	if !ok {
		r.Verdict = "uncovered"
		return r
	}
	errs, err := create(gvk, obj, strategy, &r)
	for _, e := range errs {
		r.Errors = append(r.Errors, toFieldError(e))
	}
	if err != nil {
		r.Errors = append(r.Errors, fieldErrorsOf(err)...)
	}
	// Checks that range over Go maps report in no fixed order.
	slices.SortStableFunc(r.Errors, func(a, b fieldError) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Detail, b.Detail))
	})
	slices.Sort(r.Warnings)
	if len(r.Errors) == 0 && len(r.DecodeErrors) == 0 {
		r.Verdict = "valid"
	}
	return r
}

// create does what the server's create handler and rest.BeforeCreate do.
func create(gvk schema.GroupVersionKind, obj runtime.Object, strategy rest.RESTCreateStrategy, warnings warning.Recorder) (field.ErrorList, error) {
	object, err := meta.Accessor(obj)
	if err != nil {
		return nil, err
	}
	namespace := ""
	if strategy.NamespaceScoped() {
		if namespace = object.GetNamespace(); namespace == "" {
			namespace = metav1.NamespaceDefault
		}
	}
	plural, _ := meta.UnsafeGuessKindToResource(gvk)
	ctx := request.WithNamespace(context.Background(), namespace)
	ctx = request.WithRequestInfo(ctx, &request.RequestInfo{
		IsResourceRequest: true, Verb: "create", Namespace: namespace,
		APIGroup: gvk.Group, APIVersion: gvk.Version, Resource: plural.Resource,
	})
	ctx = warning.WithWarningRecorder(ctx, warnings)

	rest.WipeObjectMetaSystemFields(object)
	if err := rest.EnsureObjectNamespaceMatchesRequestNamespace(namespace, object); err != nil {
		return nil, err
	}
	rest.FillObjectMetaSystemFields(object)
	object.SetUID("00000000-0000-4000-8000-000000000000") // not random: it shows in errors
	if base := object.GetGenerateName(); base != "" && object.GetName() == "" {
		object.SetName(base[:min(len(base), names.MaxGeneratedNameLength)] + "xxxxx")
	}
	if service, ok := obj.(*core.Service); ok {
		if errs := beginCreateService(service); len(errs) > 0 {
			return errs, nil
		}
	}
	strategy.PrepareForCreate(ctx, obj)
	errs := validateCreate(ctx, obj, strategy)
	if v, err := strconv.ParseUint(object.GetResourceVersion(), 10, 64); err == nil && v != 0 { // as the storage does
		errs = append(errs, field.Forbidden(field.NewPath("metadata", "resourceVersion"), "resourceVersion should not be set on objects to be created"))
	}
	if len(errs) == 0 {
		for _, w := range strategy.WarningsOnCreate(ctx, obj) {
			warning.AddWarning(ctx, "", w)
		}
	}
	return errs, nil
}

// served tells whether the server has this version and kind switched on by
// default: known, not yet removed, and neither alpha nor beta (the last holds
// of all versions that came with or after Kubernetes 1.24).
func served(gvk schema.GroupVersionKind) bool {
	obj, err := legacyscheme.Scheme.New(gvk)
	if err != nil || gvk.Version == runtime.APIVersionInternal {
		return false
	}
	if r, ok := obj.(interface{ APILifecycleRemoved() (major, minor int) }); ok {
		if _, minor := r.APILifecycleRemoved(); minor != 0 && minor <= kubeMinor {
			return false
		}
	}
	return !strings.Contains(gvk.Version, "alpha") && !strings.Contains(gvk.Version, "beta")
}

func evaluatePodSecurity(obj runtime.Object) *psa {
	pod, spec, err := admission.DefaultPodSpecExtractor{}.ExtractPodSpec(obj)
	if err != nil || spec == nil {
		return nil
	}
	forbidden := func(level psaapi.Level) []string {
		found := []string{}
		for _, c := range podSecurity.EvaluatePod(psaapi.LevelVersion{Level: level, Version: psaapi.LatestVersion()}, pod, spec) {
			if !c.Allowed {
				found = append(found, strings.TrimSuffix(c.ForbiddenReason+": "+c.ForbiddenDetail, ": "))
			}
		}
		return found
	}
	return &psa{Baseline: forbidden(psaapi.LevelBaseline), Restricted: forbidden(psaapi.LevelRestricted)}
}
