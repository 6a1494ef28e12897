package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"

	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// How a text falls apart into documents, and how Kubernetes reads each.

// task is a document on its way through the workers; tasks are printed in order.
type task struct {
	file string
	doc  int
	data []byte
	err  error // the text could not be split further
	done chan []any
}

// answer says what is to be printed of a document.
func (t *task) answer(readOnly bool) (lines []any) {
	switch {
	case t.err != nil && readOnly:
		return []any{reading{File: t.file, Doc: t.doc, Error: t.err.Error()}}
	case t.err != nil:
		return []any{report{File: t.file, Doc: t.doc, Verdict: "invalid", DecodeErrors: []string{t.err.Error()}}}
	case readOnly:
		return []any{read(t.file, t.doc, t.data)}
	}
	for _, r := range check(t.file, t.doc, t.data) {
		lines = append(lines, r)
	}
	return lines
}

// split sends the documents of one input to emit, and at last the error that
// stopped it, if the text is at fault.
func split(in io.Reader, emit func(doc int, data []byte, err error)) error {
	doc := 0
	buffered := bufio.NewReader(in)
	if start, _ := buffered.Peek(1024); utilyaml.IsJSONBuffer(start) {
		for decoder := json.NewDecoder(buffered); ; doc++ {
			var raw json.RawMessage
			if err := decoder.Decode(&raw); err == io.EOF {
				return nil
			} else if err != nil { // YAML in flow style, perhaps
				buffered = bufio.NewReader(io.MultiReader(decoder.Buffered(), buffered))
				break
			}
			emit(doc, raw, nil)
		}
	}
	for reader := utilyaml.NewYAMLReader(buffered); ; {
		data, err := reader.Read()
		if err == io.EOF {
			return nil
		} else if pathErr := new(fs.PathError); errors.As(err, &pathErr) {
			return err
		} else if err != nil {
			emit(doc, nil, err)
			return nil
		}
		if !blank(data) {
			emit(doc, bytes.Clone(data), nil)
			doc++
		}
	}
}

// blank tells whether a YAML document holds nothing but comments and markers.
func blank(data []byte) bool {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' && !bytes.HasPrefix(line, []byte("---")) && !bytes.Equal(line, []byte("...")) {
			return false
		}
	}
	return true
}

// reading is what -read says of a document.
type reading struct {
	File        string          `json:"file"`
	Doc         int             `json:"doc"`
	JSON        json.RawMessage `json:"json,omitempty"`
	Error       string          `json:"error,omitempty"`
	StrictError string          `json:"strictError,omitempty"`
}

func read(file string, doc int, data []byte) reading {
	r := reading{File: file, Doc: doc, JSON: data}
	if !json.Valid(data) {
		var err error
		if r.JSON, err = yaml.YAMLToJSON(data); err != nil {
			r.JSON, r.Error = nil, err.Error()
		} else if _, err = yaml.YAMLToJSONStrict(data); err != nil {
			r.StrictError = err.Error()
		}
	}
	return r
}
