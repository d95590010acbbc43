package ui

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// TestLonger_NoEnglishWordIsLeftOnAScreen opens the screens in a language of
// which every word differs from English. The language of a window is read once,
// so the test runs itself again in a process of its own.
func TestLonger_NoEnglishWordIsLeftOnAScreen(t *testing.T) {
	if phrases().Language() == improvetest.LongerLanguage {
		lookAtLongerScreens(t)
		return
	}
	table, _ := assets.Lang(phrase.English)
	longer, err := improvetest.LongerTable(table)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), improvetest.LongerLanguage+".json")
	if err := os.WriteFile(file, longer, 0o600); err != nil {
		t.Fatal(err)
	}
	again := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestLonger_NoEnglishWordIsLeftOnAScreen$")
	again.Env = append(os.Environ(), wordsVariable+"="+file)
	if said, err := again.CombinedOutput(); err != nil || !strings.Contains(string(said), "PASS") {
		t.Fatalf("%v\n%s", err, said)
	}
}

func lookAtLongerScreens(t *testing.T) {
	t.Helper()
	st := newSchoolTest(t, schoolParts{role: "teacher", sample: true})
	own := st.ownWords()
	project := st.projectCalled("Money for college")
	var routes []Route
	for _, place := range append(Places(), ProgramPlaces()...) {
		if place.Route.Screen == ExamplesScreen {
			continue // the starter library is in the language that its authors wrote
		}
		routes = append(routes, place.Route)
	}
	for _, tab := range []string{tabOverview, tabCauses, tabTheory, tabTests, tabNumbers, tabNotes} {
		routes = append(routes, projectRoute(project, tab))
	}
	for _, kind := range []improve.KindName{"aim", "driver", "change-idea", "pdsa", "measure", "meeting", "process-map", "decision-tree"} {
		cards, err := st.journal.Store().Cards(t.Context(), improve.Query{Kinds: []improve.KindName{kind}, Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, card := range cards {
			routes = append(routes, artifactRoute(card.ID))
		}
	}
	for _, route := range routes {
		st.Navigate(route)
		st.until("the screen", st.Settled)
		picture(t, st.window, "longer-"+strings.ReplaceAll(route.Screen+"-"+route.ID, "/", "-"))
		st.wantNoStrays(route, own)
	}
}

func (st *schoolTest) wantNoStrays(route Route, own map[string]bool) {
	st.t.Helper()
	said := 0
	for _, item := range Outline(st.window.Canvas()) {
		said++
		for _, text := range []string{item.Text, item.Hint} {
			if strays := improvetest.Strays(text, own); len(strays) > 0 {
				st.t.Errorf("%s %s: %q stand in English in %q", route.Screen, route.ID, strays, text)
			}
		}
	}
	if said < 5 {
		st.t.Errorf("%s %s shows %d things", route.Screen, route.ID, said)
	}
}

// ownWords are what somebody wrote, names, and what is of no language.
func (st *schoolTest) ownWords() map[string]bool {
	st.t.Helper()
	texts := []string{"Cairn Rosa Lindqvist North Anhøj IHI PDSA pdf PDF CSV XLSX"}
	pages, err := st.journal.Store().Artifacts(st.t.Context(), improve.Query{Limit: everything})
	if err != nil {
		st.t.Fatal(err)
	}
	for _, page := range pages {
		kind := st.journal.Catalog().Kind(page.Kind)
		texts = append(texts, unspoken(kind, page)...)
		for _, field := range kind.Fields() {
			texts = append(texts, page.Text(field.Key))
			for _, row := range page.Rows(field.Key) {
				for _, cell := range row.Cells {
					texts = append(texts, cell)
				}
			}
		}
	}
	return improvetest.Own(texts...)
}

// unspoken are the texts that a kind makes of a page. They are English yet, as
// docs/translating.md says.
func unspoken(kind *improve.Kind, page improve.Artifact) []string {
	var texts []string
	if kind.Summary != nil {
		texts = append(texts, kind.Summary(page))
	}
	for _, marks := range []func(improve.Artifact) []improve.Mark{kind.Marks, kind.Locks} {
		if marks == nil {
			continue
		}
		for _, mark := range marks(page) {
			texts = append(texts, mark.Text)
		}
	}
	return texts
}
