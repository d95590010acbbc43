package main_test

import (
	"encoding/json"
	"go/ast"
	"go/token"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve/kinds"
)

// machineryWord finds words of the program's inside, which nobody at a school should have to learn.
var machineryWord = regexp.MustCompile(`(?i)\b(` + strings.Join([]string{
	`sync(s|ed|ing|hroni[sz]\w*)?`, `peers?`, `nodes?`, `events?`, `conflict\w*`, `hash\w*`, `artifacts?`, `replica\w*`,
	`libp2p`, `sqlite`, `sql`, `cbor`, `multiaddr\w*`, `digests?`, `payload`, `daemon`, `registers?`, `public key`, `timestamp`,
}, "|") + `)\b`)

func machinery(text string) []string { return machineryWord.FindAllString(text, -1) }

const whyWords = "people read this on screen; say it in words of the classroom (page, laptop, both texts, share …)"

func TestRules_TranslationsHaveNoWordOfMachinery(t *testing.T) {
	tables := 0
	walk(t, func(name string, read func() []byte) {
		if ok, _ := path.Match("assets/lang/*.json", name); !ok {
			return
		}
		tables++
		var texts map[string]string
		if err := json.Unmarshal(read(), &texts); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for key, text := range texts {
			for _, word := range machinery(text) {
				t.Errorf("%s: %s says %q: %s", name, key, word, whyWords)
			}
		}
	})
	if tables == 0 {
		t.Error("assets/lang holds no translation")
	}
}

func TestRules_WordsInTheCodeThatPeopleReadAreOfTheClassroom(t *testing.T) {
	for _, file := range sources(t) {
		if file.test {
			continue
		}
		ast.Inspect(file.syntax, func(node ast.Node) bool {
			for _, text := range readByPeople(node) {
				for _, word := range machinery(literal(text)) {
					t.Errorf("%s:%d says %q: %s", file.path, file.line(text.Pos()), word, whyWords)
				}
			}
			return true
		})
	}
}

// readByPeople gives the expressions of a node that reach the screen: the
// fallback of T("key", "fallback") and the sentences of an improve.Error.
func readByPeople(node ast.Node) []ast.Expr {
	switch n := node.(type) {
	case *ast.CallExpr:
		name, ok := n.Fun.(*ast.Ident)
		if ok && name.Name == "T" && len(n.Args) >= 2 {
			return n.Args[1:2]
		}
	case *ast.CompositeLit:
		if typeName(n.Type) != "Error" {
			return nil
		}
		var texts []ast.Expr
		for _, element := range n.Elts {
			pair, ok := element.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			if key, ok := pair.Key.(*ast.Ident); ok && (key.Name == "Message" || key.Name == "Hint") {
				texts = append(texts, pair.Value)
			}
		}
		return texts
	}
	return nil
}

func typeName(expression ast.Expr) string {
	switch e := expression.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// literal joins the string literals of an expression. A quoted command ("cairnctl sync") is a name, not a word.
func literal(expression ast.Expr) string {
	var text strings.Builder
	ast.Inspect(expression, func(node ast.Node) bool {
		if basic, ok := node.(*ast.BasicLit); ok && basic.Kind == token.STRING {
			part, _ := strconv.Unquote(basic.Value)
			text.WriteString(part + " ")
		}
		return true
	})
	return quotedCommand.ReplaceAllString(text.String(), "")
}

var quotedCommand = regexp.MustCompile(`"cairnctl[^"]*"`)

func TestRules_KindsSpeakTheLanguageOfTheClassroom(t *testing.T) {
	for _, kind := range kinds.All() {
		seen := map[uintptr]bool{}
		texts(reflect.ValueOf(kind), seen, func(text string) {
			for _, word := range machinery(text) {
				t.Errorf("kind %s says %q in %q: %s", kind.Name, word, text, whyWords)
			}
		})
	}
}

// texts visits every plain string in a value. Names and keys have types of
// their own and are passed over; so are functions.
func texts(v reflect.Value, seen map[uintptr]bool, visit func(string)) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			visit(v.String())
		}
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Pointer()] {
			seen[v.Pointer()] = true
			texts(v.Elem(), seen, visit)
		}
	case reflect.Interface:
		if !v.IsNil() {
			texts(v.Elem(), seen, visit)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			texts(v.Index(i), seen, visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			texts(v.Field(i), seen, visit)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			texts(v.MapIndex(key), seen, visit)
		}
	}
}
