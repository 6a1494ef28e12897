package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

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
