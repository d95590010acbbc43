package kinds

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

var update = flag.Bool("update", false, "append new lines to catalog.golden and write docs/kinds.md afresh")

func TestAll_listsEveryDeclaredKind(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	listed := calls(t, "kinds.go")
	for _, file := range files {
		for _, name := range declarations(t, file) {
			if !listed[name] {
				t.Errorf("%s declares %s, which no list of kinds.go holds", file, name)
			}
		}
	}
}

// declarations gives the functions of a file that declare a kind.
func declarations(t *testing.T, file string) []string {
	t.Helper()
	var names []string
	for _, decl := range parse(t, file).Decls {
		function, ok := decl.(*ast.FuncDecl)
		if !ok || function.Type.Results == nil || len(function.Type.Params.List) > 0 {
			continue
		}
		star, ok := function.Type.Results.List[0].Type.(*ast.StarExpr)
		if !ok {
			continue
		}
		if result, ok := star.X.(*ast.SelectorExpr); ok && result.Sel.Name == "Kind" {
			names = append(names, function.Name.Name)
		}
	}
	return names
}

// calls gives the names of the functions that the functions of a file call.
func calls(t *testing.T, file string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, decl := range parse(t, file).Decls {
		ast.Inspect(decl, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if name, ok := call.Fun.(*ast.Ident); ok {
					names[name.Name] = true
				}
			}
			return true
		})
	}
	return names
}

func parse(t *testing.T, file string) *ast.File {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestCatalog_holdsTheAgreedKinds(t *testing.T) {
	want := strings.Fields("organisation person role project aim driver change-idea pdsa measure data-point empathy-interview fishbone-cause story bright-spot meeting feedback")
	catalog := Catalog()
	for _, name := range want {
		if catalog.Kind(improve.KindName(name)) == nil {
			t.Errorf("the kind %s is missing", name)
		}
	}
}

func TestKinds_areWordedForPeople(t *testing.T) {
	groups := []improve.Group{improve.AimAndTheory, improve.Causes, improve.Tests, improve.Numbers, improve.People, improve.Meetings, improve.Reflection}
	for _, kind := range All() {
		t.Run(string(kind.Name), func(t *testing.T) {
			if kind.Title == "" || kind.Plural == "" || kind.Help == "" || kind.Icon == "" || kind.Summary == nil {
				t.Error("title, plural, help, icon and summary must all be there")
			}
			if !contains(groups, kind.Group) {
				t.Errorf("group %q is none of the menu's", kind.Group)
			}
			if kind.Home != improve.Personal && kind.Home != improve.Team {
				t.Errorf("home %q is no home", kind.Home)
			}
			for _, section := range kind.Sections {
				if section.Key == "" || section.Title == "" {
					t.Errorf("section %q has no key or no title", section.Key)
				}
				checkWords(t, "", section.Fields)
			}
			for _, rel := range kind.Rels {
				if rel.Label == "" || rel.Back == "" || rel.Help == "" {
					t.Errorf("relation %s lacks label, back label or help", rel.Name)
				}
			}
		})
	}
}

func checkWords(t *testing.T, list string, fields []improve.Field) {
	t.Helper()
	for _, field := range fields {
		if field.Label == "" || field.Help == "" {
			t.Errorf("field %s%s lacks label or help", list, field.Key)
		}
		for _, option := range field.Options {
			if option.Key == "" || option.Label == "" {
				t.Errorf("field %s%s has an option without key or label", list, field.Key)
			}
		}
		checkWords(t, string(field.Key)+".", field.Columns)
	}
}

func TestKinds_neverSayTheWordsOfTheMachine(t *testing.T) {
	banned := strings.Fields("sync peer node event hash conflict artifact replica")
	words := strings.FieldsFunc(strings.ToLower(docs()), func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' })
	for _, word := range words {
		if contains(banned, word) {
			t.Errorf("the word %q is shown to people", word)
		}
	}
}

func TestKinds_requireTheTitleAndNothingElseWhereThereIsOne(t *testing.T) {
	for _, kind := range All() {
		_, titled := kind.Field(improve.TitleKey)
		for _, field := range kind.Fields() {
			if titled && field.Required != (field.Key == improve.TitleKey) {
				t.Errorf("%s: required is %v for %s", kind.Name, field.Required, field.Key)
			}
		}
	}
}

func TestSamples_areWhatTheirKindsAllow(t *testing.T) {
	for _, kind := range All() {
		t.Run(string(kind.Name), func(t *testing.T) {
			edits := sampleEdits(kind)

			if err := improve.CheckEdits(kind, edits); err != nil {
				t.Fatal(err)
			}
			b := newBook(kind)
			if err := b.write(sampleDay, edits...); err != nil {
				t.Fatal(err)
			}
			if err := improve.CheckComplete(kind, b.artifact); err != nil {
				t.Error(err)
			}
			if kind.Summary(b.artifact) == "" {
				t.Error("the summary of the sample is empty")
			}
			if kind.Marks != nil && len(kind.Marks(b.artifact)) > 0 {
				t.Errorf("a good sample has no marks, got %v", kind.Marks(b.artifact))
			}
		})
	}
}

var sampleDay = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

func TestTitles_areSearched(t *testing.T) {
	for _, kind := range All() {
		if field, ok := kind.Field(improve.TitleKey); ok && !field.Search {
			t.Errorf("%s: the title is not found by search", kind.Name)
		}
	}
}

func TestMarks_askGently(t *testing.T) {
	for _, c := range []struct {
		name  string
		kind  *improve.Kind
		field improve.FieldKey
		text  string
		want  bool
	}{
		{"for consent that is still missing", story(), "consent", "not-yet", true},
		{"nothing of a story that may be told", story(), "consent", "yes", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBook(c.kind)
			b.mustWrite(t, sampleDay, text(c.field, c.text))

			if got := len(c.kind.Marks(b.artifact)) > 0; got != c.want {
				t.Errorf("marked: got %v, want %v", got, c.want)
			}
		})
	}
}

func TestRatings_OffTheirScaleAreRefusedAndMarkedWhereTheyCame(t *testing.T) {
	for _, c := range []struct {
		kind *improve.Kind
		list improve.FieldKey
		most string
		over string
	}{
		{frameworkCheck(), "items", "4", "5"}, {team(), "self_check", "4", "4.5"}, {agreement(), "checks", "4", "40"},
		{coachCalibration(), "ratings", "4", "5"}, {meeting(), "", "5", "6"},
	} {
		rated := func(text string) improve.Edit {
			if c.list == "" {
				return improve.Edit{Field: ratingKey, Value: improve.TextValue(text)}
			}
			return row(c.list, 1, string(ratingKey), text)
		}
		for text, want := range map[string]bool{"1": true, "2.5": true, c.most: true, "": true, "0": false, "-1": false, c.over: false} {
			err := improve.CheckEdits(c.kind, []improve.Edit{rated(text)})
			if (err == nil) != want {
				t.Errorf("%s: a rating of %q: got %v", c.kind.Name, text, err)
			}
			if err != nil && !strings.Contains(err.Error(), "from 1 to "+c.most) {
				t.Errorf("%s: got %q", c.kind.Name, err)
			}
			b := newBook(c.kind)
			b.fold(sampleDay, rated(text))
			if marked := len(c.kind.Marks(b.artifact)) > 0; marked == want {
				t.Errorf("%s: %q is marked: %v", c.kind.Name, text, marked)
			}
		}
	}
}

func contains[T comparable](list []T, item T) bool {
	for _, each := range list {
		if each == item {
			return true
		}
	}
	return false
}

func TestKinds_aboutOneChildAreBornAtHome(t *testing.T) {
	for _, kind := range All() {
		title, _ := kind.Field(improve.TitleKey)
		if title.NamesChild && kind.Home != improve.Personal && kind.Name != "story" { // a story is told; it asks for consent
			t.Errorf("%s: its name may be a child's, so it begins with its writer alone", kind.Name)
		}
		if kind.Stays && kind.Home != improve.Personal {
			t.Errorf("%s: it is never shared, so it cannot begin with the team", kind.Name)
		}
	}
}

func TestNext_fillsWhatItsKindTakes(t *testing.T) {
	catalog := Catalog()
	for _, kind := range All() {
		b := newBook(kind)
		b.fold(sampleDay, sampleEdits(kind)...)
		for _, next := range kind.Next {
			made := catalog.Kind(next.Kind)
			for _, rel := range next.Keep {
				if _, ok := kind.Rel(rel); !ok {
					t.Errorf("%s: it has no links %s to keep", kind.Name, rel)
				}
			}
			if next.Fill == nil {
				continue
			}
			fields, rows := next.Fill(b.artifact)
			for key, text := range fields {
				field, ok := made.Field(key)
				if !ok {
					t.Errorf("%s: %s has no field %s", kind.Name, made.Name, key)
				} else if err := improve.CheckText(field, text); err != nil {
					t.Errorf("%s: %s.%s: %v", kind.Name, made.Name, key, err)
				}
			}
			for key := range rows {
				if field, ok := made.Field(key); !ok || field.Type != improve.Rows {
					t.Errorf("%s: %s has no list %s", kind.Name, made.Name, key)
				}
			}
		}
	}
}

func TestNext_takesNothingThatMayNameAChildToTheTeam(t *testing.T) {
	catalog := Catalog()
	for _, kind := range All() {
		const secret = "Dana"
		b := newBook(kind)
		for _, field := range kind.Fields() {
			if field.NamesChild && (field.Type == improve.Text || field.Type == improve.Prose) {
				b.fold(sampleDay, text(field.Key, secret))
			}
		}
		for _, next := range kind.Next {
			if next.Fill == nil || kind.Home != improve.Personal || catalog.Kind(next.Kind).Home == improve.Personal {
				continue
			}
			fields, _ := next.Fill(b.artifact)
			for key, words := range fields {
				if strings.Contains(words, secret) {
					t.Errorf("%s: what may name a child goes into %s.%s, which the team reads", kind.Name, next.Kind, key)
				}
			}
		}
	}
}

func TestCatalog_knowsTheChainFromCauseToNumbers(t *testing.T) {
	catalog := Catalog()
	for _, step := range []struct {
		kind improve.KindName
		rel  improve.RelName
	}{{"digraph", "cause"}, {"driver", "digraph"}, {"driver", "cause"}, {"change-idea", "driver"}, {"pdsa", "change-idea"}, {"pdsa", "follows"}, {"measure", "pdsa"}, {"measure", "change-idea"}} {
		if !contains(catalog.ChainRels(step.kind), step.rel) {
			t.Errorf("%s is not made from what its %s links to", step.kind, step.rel)
		}
	}
}
