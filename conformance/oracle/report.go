package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// What is printed.

// report is one line of output.
type report struct {
	File       string `json:"file"`
	Doc        int    `json:"doc"`
	Item       *int   `json:"item,omitempty"` // index in a List
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Name       string `json:"name"`
	// Verdict is one of:
	//   valid      the server would take it
	//   invalid    the server would refuse it (decodeErrors, errors)
	//   unknown    the server does not serve this apiVersion and kind
	//   uncovered  the server serves it, but this program has no strategy for it
	//   panic      Kubernetes' code panicked (message in "panic")
	Verdict      string       `json:"verdict"`
	DecodeErrors []string     `json:"decodeErrors"`
	Errors       []fieldError `json:"errors"`
	Warnings     []string     `json:"warnings"`
	PSA          *psa         `json:"psa,omitempty"` // of kinds that hold a pod
	Panic        string       `json:"panic,omitempty"`
}

// fieldError is a field.Error of the server's answer.
type fieldError struct {
	Type     string `json:"type"`
	Field    string `json:"field"`
	Detail   string `json:"detail"`
	BadValue any    `json:"badValue,omitempty"`
	Site     string `json:"site,omitempty"` // where upstream made it; only in a tracing build
}

// psa lists what the Pod Security levels forbid, evaluated whatever the verdict.
type psa struct {
	Baseline   []string `json:"baseline"`
	Restricted []string `json:"restricted"`
}

func toFieldError(e *field.Error) fieldError {
	f := fieldError{Type: string(e.Type), Field: e.Field, Detail: e.Detail, Site: siteOf(e)}
	if brief {
		return f
	}
	f.BadValue = e.BadValue
	if _, omit := e.BadValue.(field.OmitValueType); omit {
		f.BadValue = nil
	} else if _, err := json.Marshal(e.BadValue); err != nil {
		f.BadValue = fmt.Sprint(e.BadValue)
	}
	return f
}

// siteOf tells where an error was made, if trace.sh has taught field.Error to
// remember it.
func siteOf(e *field.Error) string {
	if v := reflect.ValueOf(*e).FieldByName("Site"); v.IsValid() {
		return v.String()
	}
	return ""
}

// fieldErrorsOf reads the field errors back from an error meant for the client.
func fieldErrorsOf(err error) []fieldError {
	var status apierrors.APIStatus
	if !errors.As(err, &status) || status.Status().Details == nil || len(status.Status().Details.Causes) == 0 {
		return []fieldError{{Type: string(apierrors.ReasonForError(err)), Detail: err.Error()}}
	}
	var found []fieldError
	for _, c := range status.Status().Details.Causes {
		found = append(found, fieldError{Type: string(c.Type), Field: c.Field, Detail: c.Message})
	}
	return found
}

// AddWarning makes a report the recorder of the warnings of its request.
func (r *report) AddWarning(_, text string) { r.Warnings = append(r.Warnings, text) }

// MarshalJSON writes empty lists as [], never null.
func (r report) MarshalJSON() ([]byte, error) {
	type plain report
	p := plain(r)
	if p.DecodeErrors == nil {
		p.DecodeErrors = []string{}
	}
	if p.Errors == nil {
		p.Errors = []fieldError{}
	}
	if p.Warnings == nil {
		p.Warnings = []string{}
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(p)
	return out.Bytes(), err
}
