package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestImport_NumbersThatAreHereAreLeftOutUnlessWanted(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.record("measure", titled("Essays in"))
	bring := func(content, sees string) {
		t.Helper()
		st.goAndSee(importRoute("data-point", improve.ArtifactID{}), "Choose a file…")
		st.drop("numbers.csv", "Day,Number,Number of\n"+content)
		st.see(sees)
	}
	bring("2026-09-04,31,Essays in\n2026-09-11,33,Essays in\n", "2 pages can be made.")
	st.press("Bring in all 2")
	st.see("2 pages were brought in.")

	bring("2026-09-04,31,Essays in\n2026-09-11,35,Essays in\n2026-09-18,36,Essays in\n", "2 pages can be made.")
	st.see("1 number is here already and is left out:")
	st.see("Row 2: 4 September 2026 · 31")
	st.see("Row 3: 11 September 2026 · 33")
	picture(t, st.window, "import-there")
	st.press("Bring them in all the same")
	st.see("3 pages can be made.")
	st.see("1 number is here already and comes in again:")
	st.press("Bring them in all the same")
	st.see("2 pages can be made.")
	st.press("Bring in 2, skip 1")
	st.see("2 pages were brought in.")
	if got := st.countOf("data-point"); got != 4 {
		t.Errorf("%d numbers, want 4: the other one and the new one were taken", got)
	}

	bring("2026-09-04,31,Essays in\n", "1 number is here already and is left out:")
	st.press("Bring them in all the same")
	st.press("Bring in all 1")
	st.until("it stands twice", func() bool { return st.countOf("data-point") == 5 })
}

// bringingIn has a table chosen on the page that brings numbers in.
func bringingIn(t *testing.T, rows string) *schoolTest {
	t.Helper()
	st := newSchoolTest(t, schoolParts{})
	st.record("measure", titled("Essays in"))
	st.goAndSee(importRoute("data-point", improve.ArtifactID{}), "Choose a file…")
	st.drop("numbers.csv", "Day,Number,Number of\n"+rows)
	st.see("1 page can be made.")
	return st
}

// A large table takes a while, and whoever has gone on meanwhile stays there.
func TestImport_WhoHasGoneOnIsNotLedBack(t *testing.T) {
	st := bringingIn(t, "2026-09-04,31,Essays in\n")

	st.press("Bring in all 1")
	st.Navigate(Route{Screen: PeopleScreen})

	st.see("1 page was brought in.")
	if got, want := st.Route().Screen, PeopleScreen; got != want {
		t.Errorf("the window shows %q, want %q", got, want)
	}
}

func TestImport_ARowThatNamesNoPageHereIsListed(t *testing.T) {
	st := bringingIn(t, "2026-09-04,31,Essays in\n2026-09-04,12,Essays out\n")

	st.see("These rows cannot be taken. Mend them in the spreadsheet and choose it again, or skip them:")
	st.press("Bring in 1, skip 1")
	st.see("1 page was brought in.")
}
