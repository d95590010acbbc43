package ui

import "testing"

func TestShell_IsSettledOnceTheScreenShowsWhatItWasOpenedFor(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.until("the first screen is there", st.Settled)

	st.Navigate(Route{Screen: ProjectsScreen})
	if st.Settled() {
		t.Error("a screen that has loaded nothing counts as settled")
	}
	st.until("the projects are there", st.Settled)
	if !st.shows("Start a project") {
		t.Errorf("settled, the window shows %q", st.words())
	}
}
