package main_test

import (
	"bytes"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	maxFileLines     = 500 // 350 is long already
	maxFunctionLines = 70  // 40 is long already
)

func TestRules_FilesAndFunctionsStayReadable(t *testing.T) {
	for _, file := range sources(t) {
		lines := file.line(file.syntax.FileEnd)
		if lines > maxFileLines {
			t.Errorf("%s has %d lines; %d are the wall: find the second noun in it and give that a file", file.path, lines, maxFileLines)
		}
		for _, function := range functions(file) {
			lines := file.line(function.End()) - file.line(function.Pos()) + 1
			if file.test {
				lines -= tableLines(file, function)
			}
			if lines > maxFunctionLines {
				t.Errorf("%s: %s has %d lines; %d are the wall: name its parts", file.path, function.Name.Name, lines, maxFunctionLines)
			}
		}
	}
}

// tableLines counts the lines of a test's tables of cases: they are data, to be
// read one by one, and a long one is a good one.
func tableLines(file source, function *ast.FuncDecl) int {
	lines := 0
	ast.Inspect(function, func(node ast.Node) bool {
		table, ok := node.(*ast.CompositeLit)
		if ok {
			lines += file.line(table.End()) - file.line(table.Pos())
		}
		return !ok
	})
	return lines
}

func functions(file source) []*ast.FuncDecl {
	var found []*ast.FuncDecl
	for _, declaration := range file.syntax.Decls {
		if function, ok := declaration.(*ast.FuncDecl); ok {
			found = append(found, function)
		}
	}
	return found
}

func TestRules_NothingHappensBeforeMain(t *testing.T) {
	for _, file := range sources(t) {
		for _, function := range functions(file) {
			if function.Recv == nil && function.Name.Name == "init" {
				t.Errorf("%s has an init function: what a package does is asked for by a call, so that a test can ask for something else", file.path)
			}
		}
	}
}

func TestRules_EveryPackageSaysWhatItIsFor(t *testing.T) {
	documented := map[string]int{}
	for _, file := range sources(t) {
		if file.test {
			continue
		}
		documented[file.dir] += 0
		if file.syntax.Doc != nil {
			documented[file.dir]++
		}
	}
	for dir, comments := range documented {
		if comments != 1 {
			t.Errorf("package %s has %d package comments; one file says what it is for, what it never does and where to start reading", dir, comments)
		}
	}
}

func TestRules_EveryExportedNameIsDocumented(t *testing.T) {
	for _, file := range sources(t) {
		if file.test {
			continue
		}
		for _, declaration := range file.syntax.Decls {
			for _, name := range undocumented(declaration) {
				t.Errorf("%s:%d: %s has no comment; one sentence is its contract: results, units, errors, goroutine", file.path, file.line(name.Pos()), name.Name)
			}
		}
	}
}

// undocumented gives the exported names of a declaration that no comment explains.
func undocumented(declaration ast.Decl) []*ast.Ident {
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		if d.Doc == nil && d.Name.IsExported() && exportedReceiver(d) {
			return []*ast.Ident{d.Name}
		}
	case *ast.GenDecl:
		if d.Tok == token.IMPORT || d.Doc != nil {
			return nil
		}
		var names []*ast.Ident
		for _, spec := range d.Specs {
			names = append(names, undocumentedSpec(spec)...)
		}
		return names
	}
	return nil
}

func undocumentedSpec(spec ast.Spec) []*ast.Ident {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		if s.Doc == nil && s.Comment == nil && s.Name.IsExported() {
			return []*ast.Ident{s.Name}
		}
	case *ast.ValueSpec:
		if s.Doc == nil && s.Comment == nil {
			return slices.DeleteFunc(slices.Clone(s.Names), func(name *ast.Ident) bool { return !name.IsExported() })
		}
	}
	return nil
}

// exportedReceiver tells that a function is none of a type's that nobody else sees.
func exportedReceiver(function *ast.FuncDecl) bool {
	if function.Recv == nil {
		return true
	}
	exported := true
	ast.Inspect(function.Recv.List[0].Type, func(node ast.Node) bool {
		if name, ok := node.(*ast.Ident); ok {
			exported = name.IsExported()
			return false
		}
		return exported
	})
	return exported
}

// A test that is skipped on the machine of the one who breaks it guards nothing.
func TestRules_NoTestIsSkippedButWhenShortIsAskedFor(t *testing.T) {
	for _, file := range sources(t) {
		if !file.test {
			continue
		}
		for _, function := range functions(file) {
			skip, short := callsIn(function)
			if skip != token.NoPos && !short {
				t.Errorf("%s:%d: %s skips; a test may be left out only for testing.Short, else mend or delete it", file.path, file.line(skip), function.Name.Name)
			}
		}
	}
}

// callsIn finds a call of t.Skip and one of testing.Short.
func callsIn(function *ast.FuncDecl) (skip token.Pos, short bool) {
	ast.Inspect(function, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		selector, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		on, _ := selector.X.(*ast.Ident)
		switch {
		case on == nil:
		case on.Name == "testing" && selector.Sel.Name == "Short":
			short = true
		case len(on.Name) <= 2 && slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, selector.Sel.Name):
			skip = call.Pos()
		}
		return true
	})
	return skip, short
}

var directModule = regexp.MustCompile(`(?m)^\t(\S+) v\S+$`)

func TestRules_EveryDependencyHasItsSentence(t *testing.T) {
	modules, reasons := "", ""
	walk(t, func(name string, read func() []byte) {
		switch name {
		case "go.mod":
			modules = string(read())
		case "docs/adr/0012-dependencies.md":
			reasons = string(read())
		}
	})
	for _, found := range directModule.FindAllStringSubmatch(modules, -1) {
		if !strings.Contains(reasons, "| "+found[1]+" |") {
			t.Errorf("go.mod requires %s, and docs/adr/0012-dependencies.md does not say what for", found[1])
		}
	}
}

// machinePath finds folders of one machine. The names are put together here so
// that this file does not find itself.
var machinePath = regexp.MustCompile(`(^|[^A-Za-z0-9_.~*)-])/(` + strings.Join([]string{"wor" + "k", "roo" + "t", "tm" + "p"}, "|") + `)/[A-Za-z0-9_.]`)

var textFiles = []string{".go", ".md", ".sh", ".toml", ".yml", ".json", ".jsonl", ".sql", ".svg", ".txt", ".mod", ""}

func TestRules_NoPathOfOneMachineIsCommitted(t *testing.T) {
	walk(t, func(name string, read func() []byte) {
		if !slices.Contains(textFiles, path.Ext(name)) {
			return
		}
		for i, line := range bytes.Split(read(), []byte("\n")) {
			if found := machinePath.Find(line); found != nil {
				t.Errorf("%s:%d: %q is a path of one machine: nobody else has it; use t.TempDir, mktemp or a flag", name, i+1, found)
			}
		}
	})
}

var changelogHead = regexp.MustCompile(`^(New|Better|Fixed|Please note): .{8,90}[^.\s]$`)

func TestRules_ChangelogEntriesAreWellFormed(t *testing.T) {
	count := 0
	walk(t, func(name string, read func() []byte) {
		folder, file := path.Split(name)
		if !strings.HasPrefix(folder, "changelog/") || folder == "changelog/" {
			return
		}
		count++
		checkChangelog(t, name, strings.TrimSuffix(file, ".md"), string(read()))
	})
	if count == 0 {
		t.Error("changelog/unreleased is empty: each change that a teacher can see has a file there")
	}
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func checkChangelog(t *testing.T, name, base, text string) {
	head, rest, _ := strings.Cut(text, "\n")
	switch {
	case !slug.MatchString(base) || path.Ext(name) != ".md":
		t.Errorf("%s: a changelog file is named in lower-case-words.md", name)
	case !changelogHead.MatchString(head):
		t.Errorf("%s: its first line must read \"New|Better|Fixed|Please note: what a teacher gets\", without a full stop, as changelog/TEMPLATE.md shows", name)
	case !strings.HasPrefix(rest, "\n") || len(strings.TrimSpace(rest)) < 40:
		t.Errorf("%s: after an empty line it tells in a few sentences what one can do now", name)
	}
	for _, word := range machinery(text) {
		t.Errorf("%s says %q: the changelog is written for a teacher", name, word)
	}
}
