package phrase_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

func book(t *testing.T, language, table string) *phrase.Book {
	t.Helper()
	b, err := phrase.Read(language, []byte(table))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func want(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestBook_ThatIsNilIsEnglish(t *testing.T) {
	var b *phrase.Book
	day := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	want(t, b.T("x", "%d of %s", 3, "six"), "3 of six")
	want(t, b.T("x", "100 %"), "100 %")
	want(t, b.N(1, "x", "%d page", "%d pages"), "1 page")
	want(t, b.N(0, "x", "%d page", "%d pages"), "0 pages")
	want(t, b.Language()+b.Number("1,234.5"), "en1,234.5")
	want(t, b.Day(day)+"|"+b.MidDay(day)+"|"+b.ShortDay(day)+"|"+b.ShortMonth(day)+"|"+b.MonthYear(day), "2 March 2026|2 Mar 2026|2 Mar|Mar|Mar 2026")
	if kind := (&improve.Kind{Name: "aim"}); b.Kind(kind) != kind || b.Kind(nil) != nil {
		t.Error("a kind became another one")
	}
}

func TestBook_SaysItsOwnWords(t *testing.T) {
	b := book(t, "de", `{"a":"%[2]s von %[1]d","empty":"","pages":"%d Seiten","pages.one":"eine Seite","of.one":"eine Seite von %s","of":"%d Seiten von %s",
		"language.decimal":",","language.thousands":".","language.day":"%[1]d. %[2]s %[3]d","month.3":"März"}`)
	want(t, b.T("a", "%d of %s", 3, "sechs"), "sechs von 3")
	want(t, b.T("empty", "not yet"), "not yet")
	want(t, b.T("missing", "%d things", 2), "2 things")
	want(t, b.N(1, "pages", "%d page", "%d pages"), "eine Seite")
	want(t, b.N(12, "pages", "%d page", "%d pages"), "12 Seiten")
	want(t, b.N(1, "of", "%d page of %s", "%d pages of %s", "Rosa"), "eine Seite von Rosa")
	want(t, b.N(2, "of", "%d page of %s", "%d pages of %s", "Rosa"), "2 Seiten von Rosa")
	want(t, b.Number("1,234.5"), "1.234,5")
	want(t, b.Day(time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)), "2. März 2026")
	want(t, b.Language(), "de")
}

// A translation may leave an argument out; it never shows the complaint of the formatter.
func TestBook_NeverShowsWhatTheFormatterComplainsOf(t *testing.T) {
	b := book(t, "xx", `{"few":"page","percent":"100 %% of it","n":"pages","n.one":"page"}`)
	for _, got := range []string{b.T("few", "%d pages of %s", 3, "Rosa"), b.T("percent", "%d %% of it", 3), b.N(3, "n", "%d page", "%d pages"), b.N(1, "n", "%d page", "%d pages")} {
		if strings.Contains(got, "%!") || strings.Contains(got, "%%") {
			t.Errorf("got %q", got)
		}
	}
}

func TestBook_CountsAsItsLanguageDoes(t *testing.T) {
	forms := func(rule string, counts ...int) string {
		b := book(t, "xx", fmt.Sprintf(`{"language.plural":%q,"n.zero":"zero","n.one":"one","n.two":"two","n.few":"few","n.many":"many","n":"other"}`, rule))
		var said []string
		for _, n := range counts {
			said = append(said, b.N(n, "n", "1", "n"))
		}
		return strings.Join(said, " ")
	}
	want(t, forms("one-other", 0, 1, 2), "other one other")
	want(t, forms("zero-one-other", 0, 1, 2), "one one other")
	want(t, forms("other", 0, 1, 2), "other other other")
	want(t, forms("one-few-many", 1, 3, 5, 11, 13, 21, 22, 111), "one few many many many one few many")
	want(t, forms("one-few-other", 1, 3, 5, 21), "one few other one")
	want(t, forms("polish", 1, 2, 5, 12, 21, 22), "one few many many many few")
	want(t, forms("czech", 1, 4, 5), "one few other")
	want(t, forms("slovenian", 1, 2, 3, 5, 101), "one two few other one")
	want(t, forms("lithuanian", 1, 2, 10, 11, 21), "one few other other one")
	want(t, forms("romanian", 0, 1, 19, 20, 101), "few one few other few")
	want(t, forms("arabic", 0, 1, 2, 3, 11, 100), "zero one two few many other")
	want(t, forms("welsh", 0, 1, 2, 3, 4, 6), "zero one two few other many")
	want(t, forms("irish", 1, 2, 3, 7, 11), "one two few many other")
	want(t, forms("no such rule", 1, 2), "one other")
	if names := phrase.PluralRules(); !slices.Contains(names, "polish") || len(names) < 10 {
		t.Errorf("got %v", names)
	}
}

// A form that a file lacks is said with the general one, then in English.
func TestBook_FallsBackToTheGeneralForm(t *testing.T) {
	b := book(t, "pl", `{"language.plural":"polish","n":"%d stron"}`)
	want(t, b.N(3, "n", "%d page", "%d pages"), "3 stron")
	want(t, b.N(1, "n", "%d page", "%d pages"), "1 page")
	want(t, b.N(3, "m", "%d page", "%d pages"), "3 pages")
}

func TestFind_TakesTheNearestLanguage(t *testing.T) {
	files := map[string]string{"pt": `{"a":"sim"}`, "pt-br": `{"a":"isso"}`, "xx": `broken`}
	table := func(name string) ([]byte, bool) { raw, ok := files[name]; return []byte(raw), ok }
	want(t, phrase.Find("pt_BR", table).T("a", "yes"), "isso")
	want(t, phrase.Find("pt-PT", table).T("a", "yes"), "sim")
	for _, tag := range []string{"xx", "de-AT", ""} {
		want(t, phrase.Find(tag, table).T("a", "yes"), "yes")
	}
}

func TestBook_TranslatesAKindAndLeavesTheOriginal(t *testing.T) {
	kind := &improve.Kind{
		Name: "aim", Title: "Aim", Sections: []improve.Section{{Key: "all", Title: "All", Fields: []improve.Field{{
			Key: "list", Label: "List", Columns: []improve.Field{{Key: "way", Label: "Way", Options: []improve.Option{{Key: "up", Label: "Up"}}}},
		}}}}, Rels: []improve.Rel{{Name: "project", Label: "Belongs to"}},
	}
	texts := phrase.KindTexts(kind)
	for key, text := range map[string]string{"kind.aim.title": "Aim", "kind.aim.all.list.way.up.label": "Up", "kind.aim.rel.project.label": "Belongs to"} {
		want(t, texts[key], text)
	}
	own := book(t, "de", `{"kind.aim.title":"Ziel","kind.aim.all.list.way.up.label":"Hinauf"}`).Kind(kind)
	want(t, own.Title+" "+own.Sections[0].Fields[0].Columns[0].Options[0].Label+" "+own.Rels[0].Label, "Ziel Hinauf Belongs to")
	want(t, kind.Title+" "+kind.Sections[0].Fields[0].Columns[0].Options[0].Label, "Aim Up")
}

func TestUpper_TakesALetterAsItIs(t *testing.T) {
	for text, upper := range map[string]string{"": "", "öffnen": "Öffnen", "a": "A", "1 page": "1 page"} {
		want(t, phrase.Upper(text), upper)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"language.plural":"polish","x":"%d %s"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b, err := phrase.Read("xx", raw)
		if err != nil {
			return
		}
		if said := b.N(3, "x", "%d page", "%d pages", "Rosa"); said == "" && b.T("x", "") != "" && !strings.Contains(b.T("x", ""), "%") {
			t.Errorf("%q says nothing", b.T("x", ""))
		}
	})
}
