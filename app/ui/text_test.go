package ui

import (
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/kinds"
	"github.com/cairn-schools/cairn/improve/phrase"
)

var update = flag.Bool("update", false, "write the English table afresh from the texts in the source")

// englishTable is the file that translators start from.
const englishTable = "../../assets/lang/en.json"

func TestEnglishTable_HoldsEveryTextOfTheScreens(t *testing.T) {
	want, err := json.MarshalIndent(sourceTexts(t), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile(englishTable, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}

	got, err := os.ReadFile(englishTable)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs from the texts in the source; run: go test ./app/ui -run EnglishTable -update", englishTable)
	}
}

// speaking are the folders whose words stand in the table: screens, pictures,
// reports, and what they say of numbers.
var speaking = []string{".", "../figure", "../report", "../office", "../../improve/chart", "../../cmd/cairnctl"}

// sourceTexts collects key and text of every call T("key", "text", …) and
// N(n, "key", "one", "several", …), the texts of the kinds, and those of the
// language itself.
func sourceTexts(t *testing.T) map[string]string {
	t.Helper()
	table := texts{t, map[string]string{}}
	for _, folder := range speaking {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", folder, len(files), err)
		}
		for _, name := range files {
			if !strings.HasSuffix(name, "_test.go") {
				table.collect(name)
			}
		}
	}
	for _, kind := range kinds.Catalog().Kinds() {
		table.addAll("kinds", phrase.KindTexts(kind))
		table.add("kinds", phrase.GroupKey(kind.Group), string(kind.Group))
	}
	for _, kind := range chart.Kinds() {
		table.add("chart", "chart.kind."+string(kind), kind.Title())
	}
	table.addAll("phrase", phrase.Fixed())
	return table.found
}

type texts struct {
	t     *testing.T
	found map[string]string
}

func (x texts) add(where, key, text string) {
	x.t.Helper()
	if other, twice := x.found[key]; twice && other != text {
		x.t.Errorf("%s: key %q means both %q and %q", where, key, other, text)
	}
	x.found[key] = text
}

func (x texts) addAll(where string, all map[string]string) {
	x.t.Helper()
	for key, text := range all {
		x.add(where, key, text)
	}
}

func (x texts) collect(name string) {
	x.t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		x.t.Fatal(err)
	}
	ast.Inspect(file, func(node ast.Node) bool {
		call, isCall := node.(*ast.CallExpr)
		if !isCall {
			return true
		}
		switch called(call) {
		case "T":
			if said := literals(call.Args, 0, 1); said != nil {
				x.add(name, said[0], said[1])
			}
		case "N":
			if said := literals(call.Args, 1, 2, 3); said != nil {
				x.add(name, said[0]+".one", said[1])
				x.add(name, said[0], said[2])
			}
		}
		return true
	})
}

// called gives the name of what is called, without what it is called on.
func called(call *ast.CallExpr) string {
	switch called := call.Fun.(type) {
	case *ast.Ident:
		return called.Name
	case *ast.SelectorExpr:
		return called.Sel.Name
	default:
		return ""
	}
}

// literals gives the texts at these places; nil where one is no plain text.
func literals(args []ast.Expr, at ...int) []string {
	var said []string
	for _, i := range at {
		if i >= len(args) {
			return nil
		}
		text, ok := literal(args[i])
		if !ok {
			return nil
		}
		said = append(said, text)
	}
	return said
}

func literal(expression ast.Expr) (string, bool) {
	basic, ok := expression.(*ast.BasicLit)
	if !ok || basic.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(basic.Value)
	return text, err == nil
}

func TestTexts_KeepTheWordsOfTheMachineOffTheScreen(t *testing.T) {
	for key, text := range sourceTexts(t) {
		for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }) {
			switch word {
			case "sync", "synced", "peer", "node", "event", "hash", "conflict", "artifact", "replica":
				t.Errorf("%s: %q says %q", key, text, word)
			}
		}
	}
}

func TestT(t *testing.T) {
	if got, want := T("no.such.key", "%d of %d", 3, 6), "3 of 6"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := T("no.such.key", "100 %"), "100 %"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestKindTexts_FallBackToTheDeclaration(t *testing.T) {
	kind := everyType()

	field := kindText{kind: kind}.field("all", kind.Sections[0].Fields[2])

	if got, want := field.Options[0].Term, "Adopt"; got != want {
		t.Errorf("term %q, want %q", got, want)
	}
	if got, want := KindTitle(&improve.Kind{Name: "x", Title: "Small test"}), "Small test"; got != want {
		t.Errorf("title %q, want %q", got, want)
	}
}
