// Command gotypes prints, as JSON, what the Go sources of Kubernetes' API types say that its OpenAPI document does not:
// the Go type of every field (which decides what JSON decoding takes), markers in comments, constants, the generated lifecycle
// methods, and which API versions are switched on by default. It needs nothing but the standard library:
//
//	go run main.go [-config instance.go] import/path=folder...
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strconv"
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

func readPackage(path, dir string) (*pkg, error) {
	p := &pkg{Types: map[string]*typeDecl{}, Lifecycle: map[string]*lifecycle{}}
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	unmarshal := map[string]bool{}
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		r := reader{pkg: p, path: path, imports: importsOf(f)}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.GenDecl:
				r.general(d)
			case *ast.FuncDecl:
				if d.Recv == nil {
					r.registrations(d)
				} else if recv := receiver(d); d.Name.Name == "UnmarshalJSON" {
					unmarshal[recv] = true
				} else if strings.HasPrefix(d.Name.Name, "APILifecycle") {
					r.lifecycleMethod(recv, d)
				}
			}
		}
	}
	for name, t := range p.Types {
		t.Unmarshal = unmarshal[name]
	}
	sort.Strings(p.Registered)
	return p, nil
}

type reader struct {
	pkg     *pkg
	path    string
	imports map[string]string
}

func (r reader) general(d *ast.GenDecl) {
	lastType := ""
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			doc := s.Doc
			if doc == nil {
				doc = d.Doc
			}
			r.pkg.Types[s.Name.Name] = &typeDecl{Markers: markers(doc), Type: r.expr(s.Type), Alias: s.Assign.IsValid()}
		case *ast.ValueSpec:
			if d.Tok == token.CONST {
				if id, ok := s.Type.(*ast.Ident); ok {
					lastType = id.Name
				} else if s.Type != nil || len(s.Values) > 0 {
					lastType = ""
				}
				r.constant(s, lastType)
			} else {
				r.groupVersion(s)
			}
		}
	}
}

func (r reader) constant(s *ast.ValueSpec, typeName string) {
	for i, name := range s.Names {
		if i >= len(s.Values) {
			return
		}
		value, t := s.Values[i], typeName
		if c, ok := value.(*ast.CallExpr); ok && len(c.Args) == 1 { // Type("value")
			if id, ok := c.Fun.(*ast.Ident); ok {
				value, t = c.Args[0], id.Name
			}
		}
		text, ok := stringLiteral(value)
		if name.Name == "GroupName" {
			r.pkg.Group = text
		}
		same := ""
		if !ok {
			if same = r.expr(value).Name; same == "" {
				continue
			}
		}
		r.pkg.Consts = append(r.pkg.Consts, constant{name.Name, t, text, same})
	}
}

// groupVersion reads `SchemeGroupVersion = schema.GroupVersion{Group: GroupName, Version: "v1"}`.
func (r reader) groupVersion(s *ast.ValueSpec) {
	for i, name := range s.Names {
		if name.Name != "SchemeGroupVersion" || i >= len(s.Values) {
			continue
		}
		if lit, ok := s.Values[i].(*ast.CompositeLit); ok {
			for key, value := range keyValues(lit) {
				if text, ok := stringLiteral(value); ok && key == "Version" {
					r.pkg.Version = text
				} else if ok && key == "Group" {
					r.pkg.Group = text
				}
			}
		}
	}
}

func (r reader) registrations(d *ast.FuncDecl) {
	ast.Inspect(d, func(n ast.Node) bool {
		c, ok := n.(*ast.CallExpr)
		if ok && calledName(c) == "AddValidationFunc" { // (*batchv1.CronJob)(nil), ...
			if conversion, ok := c.Args[0].(*ast.CallExpr); ok {
				if paren, ok := conversion.Fun.(*ast.ParenExpr); ok {
					if star, ok := paren.X.(*ast.StarExpr); ok {
						r.pkg.Validated = append(r.pkg.Validated, r.expr(star.X).Name)
					}
				}
			}
			return false
		}
		if !ok || calledName(c) != "AddKnownTypes" {
			return true
		}
		for _, arg := range c.Args {
			if u, ok := arg.(*ast.UnaryExpr); ok {
				if lit, ok := u.X.(*ast.CompositeLit); ok {
					if id, ok := lit.Type.(*ast.Ident); ok {
						r.pkg.Registered = append(r.pkg.Registered, id.Name)
					}
				}
			}
		}
		return false
	})
}

func (r reader) lifecycleMethod(recv string, d *ast.FuncDecl) {
	l := r.pkg.Lifecycle[recv]
	if l == nil {
		l = &lifecycle{}
		r.pkg.Lifecycle[recv] = l
	}
	ret, ok := d.Body.List[0].(*ast.ReturnStmt)
	if !ok {
		return
	}
	minor := 0
	if len(ret.Results) == 2 {
		if lit, ok := ret.Results[1].(*ast.BasicLit); ok {
			minor, _ = strconv.Atoi(lit.Value)
		}
	}
	switch d.Name.Name {
	case "APILifecycleIntroduced":
		l.Introduced = minor
	case "APILifecycleDeprecated":
		l.Deprecated = minor
	case "APILifecycleRemoved":
		l.Removed = minor
	case "APILifecycleReplacement":
		if lit, ok := ret.Results[0].(*ast.CompositeLit); ok {
			part := map[string]string{}
			for key, value := range keyValues(lit) {
				part[key], _ = stringLiteral(value)
			}
			l.Replacement = strings.TrimPrefix(part["Group"]+"/"+part["Version"], "/") + " " + part["Kind"]
		}
	}
}

func (r reader) expr(e ast.Expr) *typeExpr {
	switch e := e.(type) {
	case *ast.Ident:
		if ast.IsExported(e.Name) {
			return &typeExpr{Name: r.path + "." + e.Name}
		}
		return &typeExpr{Name: e.Name}
	case *ast.SelectorExpr:
		if id, ok := e.X.(*ast.Ident); ok {
			return &typeExpr{Name: r.imports[id.Name] + "." + e.Sel.Name}
		}
	case *ast.StarExpr:
		return &typeExpr{Pointer: r.expr(e.X)}
	case *ast.ArrayType:
		return &typeExpr{List: r.expr(e.Elt)}
	case *ast.MapType:
		return &typeExpr{Map: r.expr(e.Value)}
	case *ast.StructType:
		fields := []field{}
		for _, f := range e.Fields.List {
			fields = append(fields, r.field(f))
		}
		return &typeExpr{Struct: &fields}
	}
	return &typeExpr{Other: fmt.Sprintf("%T", e)}
}

func (r reader) field(f *ast.Field) field {
	out := field{Type: r.expr(f.Type), Markers: markers(f.Doc)}
	if len(f.Names) > 0 {
		out.Name = f.Names[0].Name
	}
	tag := ""
	if f.Tag != nil {
		raw, _ := strconv.Unquote(f.Tag.Value)
		tag = reflect.StructTag(raw).Get("json")
	}
	name, options, _ := strings.Cut(tag, ",")
	out.JSON = name
	out.Inline = name == "" && (len(f.Names) == 0 || strings.Contains(options, "inline"))
	return out
}

// readConfig lists what DefaultAPIResourceConfigSource and the functions that it calls switch on and off, in order.
func readConfig(name string) ([]call, error) {
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	c := config{imports: importsOf(f), lists: map[string][]ast.Expr{}, funcs: map[string]*ast.FuncDecl{}}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			c.funcs[d.Name.Name] = d
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if s, ok := spec.(*ast.ValueSpec); ok && len(s.Values) == 1 {
					if lit, ok := s.Values[0].(*ast.CompositeLit); ok {
						c.lists[s.Names[0].Name] = lit.Elts
					}
				}
			}
		}
	}
	c.walk("DefaultAPIResourceConfigSource")
	return c.calls, nil
}

type config struct {
	imports map[string]string
	lists   map[string][]ast.Expr
	funcs   map[string]*ast.FuncDecl
	calls   []call
}

func (c *config) walk(function string) {
	ast.Inspect(c.funcs[function], func(n ast.Node) bool {
		e, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := calledName(e)
		if c.funcs[name] != nil {
			c.walk(name)
		} else if strings.HasPrefix(name, "Enable") || strings.HasPrefix(name, "Disable") {
			for _, arg := range e.Args {
				c.add(name, arg)
			}
			return false
		}
		return true
	})
}

func (c *config) add(name string, arg ast.Expr) {
	switch arg := arg.(type) {
	case *ast.Ident: // a list of the file, given with "..."
		for _, item := range c.lists[arg.Name] {
			c.add(name, item)
		}
	case *ast.SelectorExpr: // appsv1.SchemeGroupVersion
		if id, ok := arg.X.(*ast.Ident); ok {
			c.calls = append(c.calls, call{Func: name, Package: c.imports[id.Name]})
		}
	case *ast.CallExpr: // appsv1.SchemeGroupVersion.WithResource("deployments")
		if s, ok := arg.Fun.(*ast.SelectorExpr); ok && len(arg.Args) == 1 {
			before := len(c.calls)
			c.add(name, s.X)
			for i := before; i < len(c.calls); i++ {
				c.calls[i].Resource, _ = stringLiteral(arg.Args[0])
			}
		}
	}
}

func importsOf(f *ast.File) map[string]string {
	m := map[string]string{}
	for _, i := range f.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		name := path[strings.LastIndex(path, "/")+1:]
		if i.Name != nil {
			name = i.Name.Name
		}
		m[name] = path
	}
	return m
}

func markers(doc *ast.CommentGroup) []string {
	out := []string{}
	if doc == nil {
		return out
	}
	for _, c := range doc.List {
		line := strings.TrimSpace(strings.TrimPrefix(c.Text, "//"))
		if strings.HasPrefix(line, "+") {
			out = append(out, line[1:])
		}
	}
	return out
}

func receiver(d *ast.FuncDecl) string {
	t := d.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		t = s.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

func calledName(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func keyValues(lit *ast.CompositeLit) map[string]ast.Expr {
	m := map[string]ast.Expr{}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				m[id.Name] = kv.Value
			}
		}
	}
	return m
}

func stringLiteral(e ast.Expr) (string, bool) {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		s, err := strconv.Unquote(lit.Value)
		return s, err == nil
	}
	return "", false
}
