package ui

import (
	"slices"
	"testing"
)

func TestSearch_FindsACommandByTheWordsItIsShownWith(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pdsa := newTitle(st.kindTitle(st.journal.Catalog().Kind("pdsa")))
	tests := allTitle(st.kindPlural(st.journal.Catalog().Kind("pdsa")))
	for typed, want := range map[string]string{
		"New: PDSA": pdsa, "New PDSA": pdsa, "new  pdsa": pdsa, "new:pdsa": pdsa, pdsa: pdsa,
		tests: tests, "all pdsa": tests,
		"go to sharing": "Sharing", "Go to: set": "Settings",
	} {
		lines, err := st.searchFor(t.Context(), typed)
		if err != nil {
			t.Fatal(err)
		}
		if len(lines) == 0 || lines[0].title != want {
			t.Errorf("%q finds %q, want %q first", typed, foundTitles(lines), want)
		}
	}
	for typed, most := range map[string]int{"New": mostNewFound, "new:": mostNewFound, "go to": len(Places()) + len(ProgramPlaces())} {
		if got := len(st.foundCommands(typed)); got != most {
			t.Errorf("%q alone offers %d commands, want %d", typed, got, most)
		}
	}
	for _, typed := range []string{"newcomers", "pdsa", "allergies", "new wxyz", "going to"} {
		if got := foundTitles(st.foundCommands(typed)); len(got) > 0 {
			t.Errorf("%q finds the commands %q, want none", typed, got)
		}
	}
}

func TestSearch_ShowsEachLineOnce(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	for _, kind := range st.journal.Catalog().Kinds() {
		for _, typed := range []string{newTitle(st.kindTitle(kind)), allTitle(st.kindPlural(kind)), "new", "all"} {
			lines, err := st.searchFor(t.Context(), typed)
			if err != nil {
				t.Fatal(err)
			}
			titles := foundTitles(lines)
			slices.Sort(titles)
			if got := len(slices.Compact(slices.Clone(titles))); got != len(titles) {
				t.Errorf("%q finds %q, want each once", typed, titles)
			}
		}
	}
}

func TestCommandOf_ReadsTheWordsOfEachLanguage(t *testing.T) {
	behind := func(name string) string { return name + " – neu" }
	around := func(name string) string { return "Neue " + name + " anlegen" }
	for _, c := range []struct {
		typed string
		title func(string) string
		want  string
		ok    bool
	}{
		{"Messung neu", behind, "messung", true}, {"Messung", behind, "", false},
		{"neue messung", around, "messung", true}, {"Neue Messung anlegen", around, "messung", true}, {"neues", around, "", false},
	} {
		if got, ok := commandOf(c.typed, c.title); got != c.want && c.ok || ok != c.ok {
			t.Errorf("%q: got %q, %t, want %q, %t", c.typed, got, ok, c.want, c.ok)
		}
	}
}

func foundTitles(lines []found) []string {
	titles := make([]string, len(lines))
	for i, line := range lines {
		titles[i] = line.title
	}
	return titles
}
