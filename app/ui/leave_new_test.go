package ui

import (
	"strings"
	"testing"
)

func TestNewPage_IsLeftWithoutAWordWhereNothingWasTyped(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.Navigate(newRoute("change-idea"))
	page := st.openedPage()
	st.until("the new page can be typed into", func() bool { return page.loaded })

	st.goAndSee(Route{Screen: ProjectsScreen}, "Start a project")
	st.work.Wait()
	st.until("what was begun is done", func() bool { return len(st.queue) == 0 })

	for _, words := range st.words() {
		if strings.Contains(words, "not on this laptop") {
			t.Errorf("the next screen says %q", words)
		}
	}
}

func TestNewPage_AnExampleTakesThePlaceOfTheEmptyForm(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.goAndSee(Route{Screen: ProjectsScreen}, "Start a project")
	st.Navigate(newRoute("aim"))
	st.see("Start from an example")

	st.press("Start from an example")
	st.until("the example is open", func() bool { return st.Route().Screen == ArtifactScreen })
	st.Back()

	if got := st.Route().Screen; got != ProjectsScreen {
		t.Errorf("Back leads to %q, want to where the form was opened", got)
	}
}
