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

// sourceTexts collects key and text of every call T("key", "text", …) in this folder.
func sourceTexts(t *testing.T) map[string]string {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]string{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			key, text, ok := textCall(node)
			if other, twice := table[key]; ok && twice && other != text {
				t.Errorf("%s: key %q means both %q and %q", name, key, other, text)
			}
			if ok {
				table[key] = text
			}
			return true
		})
	}
	return table
}

func textCall(node ast.Node) (key, text string, ok bool) {
	call, isCall := node.(*ast.CallExpr)
	if !isCall || len(call.Args) < 2 {
		return "", "", false
	}
	if name, isName := call.Fun.(*ast.Ident); !isName || name.Name != "T" {
		return "", "", false
	}
	key, keyOK := literal(call.Args[0])
	text, textOK := literal(call.Args[1])
	return key, text, keyOK && textOK
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
