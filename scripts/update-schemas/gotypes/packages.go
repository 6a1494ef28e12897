package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

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
