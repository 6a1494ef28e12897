// Command gotypes prints, as JSON, what the Go sources of Kubernetes' API types say that its OpenAPI document does not:
// the Go type of every field (which decides what JSON decoding takes), markers in comments, constants, the generated lifecycle
// methods, and which API versions are switched on by default. It needs nothing but the standard library:
//
//	go run *.go [-config instance.go] import/path=folder...
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
)

type output struct {
	Packages map[string]*pkg `json:"packages"` // by import path
	Config   []call          `json:"config"`
}

type pkg struct {
	Group      string                `json:"group"`
	Version    string                `json:"version"`
	Types      map[string]*typeDecl  `json:"types"`
	Consts     []constant            `json:"consts"`
	Registered []string              `json:"registered"` // type names given to AddKnownTypes
	Lifecycle  map[string]*lifecycle `json:"lifecycle"`
	Validated  []string              `json:"validated"` // "import/path.Name" given to AddValidationFunc
}

type typeDecl struct {
	Markers   []string  `json:"markers"`
	Type      *typeExpr `json:"type"`
	Alias     bool      `json:"alias"`     // declared with "="
	Unmarshal bool      `json:"unmarshal"` // has an UnmarshalJSON of its own
}

// typeExpr is a Go type: exactly one of the forms is set.
type typeExpr struct {
	Name    string    `json:"name,omitempty"` // "string", or "import/path.Name"
	List    *typeExpr `json:"list,omitempty"`
	Map     *typeExpr `json:"map,omitempty"` // value type; keys are strings
	Pointer *typeExpr `json:"pointer,omitempty"`
	Struct  *[]field  `json:"struct,omitempty"` // a pointer, so that an empty struct is told from none
	Other   string    `json:"other,omitempty"`
}

type field struct {
	Name    string    `json:"name"`
	JSON    string    `json:"json"`
	Inline  bool      `json:"inline"`
	Type    *typeExpr `json:"type"`
	Markers []string  `json:"markers"`
}

type constant struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	Value string `json:"value"`
	Same  string `json:"same"` // "import/path.Name" of the constant that it takes its value from
}

type lifecycle struct {
	Introduced  int    `json:"introduced"`
	Deprecated  int    `json:"deprecated"`
	Removed     int    `json:"removed"`
	Replacement string `json:"replacement"`
}

// call is one step of building the default configuration: EnableVersions of this package, or of one resource of it.
type call struct {
	Func     string `json:"func"`
	Package  string `json:"package"`
	Resource string `json:"resource"`
}

func main() {
	config := flag.String("config", "", "the file that holds DefaultAPIResourceConfigSource")
	flag.Parse()
	out := output{Packages: map[string]*pkg{}}
	for _, arg := range flag.Args() {
		path, dir, _ := strings.Cut(arg, "=")
		p, err := readPackage(path, dir)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		out.Packages[path] = p
	}
	if *config != "" {
		var err error
		if out.Config, err = readConfig(*config); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		os.Exit(1)
	}
}
