package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What Cairn itself puts where other programs read it: invitations and the name
// of a folder. A number may come here only through app.Leaving, with a test.
var copied = []string{"screen_invite.go: text", "screen_mine.go: text", "screen_settings.go: folder"}

func TestClipboard_GetsNoNumberFromAnyScreen(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %d files, %v", len(files), err)
	}
	var found []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if what, ok := toClipboard(n); ok {
				found = append(found, name+": "+what)
			}
			return true
		})
	}
	slices.Sort(found)
	if !slices.Equal(found, copied) {
		t.Errorf("onto the clipboard go %q, want %q: let numbers through app.Leaving first", found, copied)
	}
}

// toClipboard gives the name of what a call of Clipboard().SetContent writes.
func toClipboard(n ast.Node) (string, bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return "", false
	}
	set, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || set.Sel.Name != "SetContent" {
		return "", false
	}
	from, ok := set.X.(*ast.CallExpr)
	if !ok {
		return "", false
	}
	board, ok := from.Fun.(*ast.SelectorExpr)
	if !ok || board.Sel.Name != "Clipboard" {
		return "", false
	}
	what, ok := call.Args[0].(*ast.Ident)
	if !ok {
		return "an expression", true
	}
	return what.Name, true
}
