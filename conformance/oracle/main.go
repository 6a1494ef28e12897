// Command oracle says of each Kubernetes manifest what a kube-apiserver with
// default settings would say to its creation with strict field validation
// (kubectl create/apply --validate=strict of an object that does not exist
// yet). It runs Kubernetes' own decoder, defaulting, registry strategies
// (PrepareForCreate, Validate, declarative validation, WarningsOnCreate) and
// Pod Security checks, linked in as Go modules, so the release it speaks for is
// the k8s.io/kubernetes version in go.mod (oracle -version prints it). Only
// three things are its own imitation: which API versions are served (served),
// a Service's address allocation (beginCreateService), and the storage's
// refusal of a resourceVersion (create).
//
// Build:  ../build.sh, which puts a release's own files (1.37/, ...) beside these
// Use:    oracle [flags] [file|directory|-]...     (no argument: stdin)
//
// Directories are walked for *.yaml, *.yml and *.json. The output is one JSON
// line per document (see report below), in input order. "doc" counts the
// non-empty documents of a file from 0; a List is reported item by item.
// The exit status is 0 whatever the verdicts, and 2 if an input is unreadable.
// With -read it says only how Kubernetes reads each document, of any kind of
// YAML: "json" as it would be sent to the server, or "error"; and
// "strictError", the strict reading's objection (duplicate keys).
//
// What it cannot tell: anything that needs a cluster's state (names taken,
// namespaces and references that do not exist, quota, node port clashes) or
// its configuration (admission plugins and webhooks, non-default feature gates
// and API versions, custom resources). Where decodeErrors holds only strict
// errors (unknown or duplicate fields) the real server stops there; the oracle
// goes on, and "errors" says what would be left once those are fixed. kubectl
// turns YAML into JSON before sending it and so hides duplicate keys from the
// server; the oracle reports them.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	goruntime "runtime"
	"slices"
	"strings"
)

func main() {
	gates := flag.String("feature-gates", "", "feature gates to set, as `Name=true,...` of kube-apiserver")
	readOnly := flag.Bool("read", false, "say only how Kubernetes reads each document")
	flag.BoolVar(&brief, "brief", false, "leave out badValue and psa")
	version := flag.Bool("version", false, "print the Kubernetes version and the kinds covered")
	flag.Parse()
	if err := setUp(*gates); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(2)
	}
	if *version {
		fmt.Println("kubernetes", kubeVersion)
		var kinds []string
		for gk := range strategies {
			kinds = append(kinds, gk.String())
		}
		slices.Sort(kinds)
		fmt.Println(strings.Join(kinds, "\n"))
		return
	}
	paths := flag.Args()
	if len(paths) == 0 {
		paths = []string{"-"}
	}

	workers := goruntime.GOMAXPROCS(0)
	todo, printed := make(chan *task, 64*workers), make(chan *task, 64*workers)
	for range workers {
		go func() {
			for j := range todo {
				j.done <- j.answer(*readOnly)
			}
		}()
	}
	failed := false
	go func() {
		defer close(printed)
		defer close(todo)
		readFrom := func(name string, in io.Reader) error {
			return split(in, func(doc int, data []byte, err error) {
				j := &task{name, doc, data, err, make(chan []any, 1)}
				printed <- j
				todo <- j
			})
		}
		readFile := func(path string) error {
			f, err := os.Open(path)
			if err != nil {
				return err
			}
			defer f.Close()
			return readFrom(path, f)
		}
		for _, path := range paths {
			var err error
			if path == "-" {
				err = readFrom(path, os.Stdin)
			} else {
				err = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
					ext := filepath.Ext(p)
					switch {
					case err != nil:
						return err
					case d.IsDir() || p != path && ext != ".yaml" && ext != ".yml" && ext != ".json":
						return nil
					}
					if err := readFile(p); err != nil {
						failed = true
						fmt.Fprintf(os.Stderr, "oracle: %s: %v\n", p, err)
					}
					return nil
				})
			}
			if err != nil {
				failed = true
				fmt.Fprintln(os.Stderr, "oracle:", err)
			}
		}
	}()
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for j := range printed {
		for _, r := range <-j.done {
			if err := encoder.Encode(r); err != nil {
				fmt.Fprintf(os.Stderr, "oracle: %s: %v\n", j.file, err)
				os.Exit(2)
			}
		}
	}
	if err := out.Flush(); err != nil || failed {
		os.Exit(2)
	}
}
