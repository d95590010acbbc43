package ui

import (
	"context"
	"testing"
)

func TestPicker_EnterBeforeTheAnswerChoosesWhatWasTypedByThen(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	chosen := ""
	answer := make(chan bool)
	k := st.openPicker("Which?", "Type", func(_ context.Context, words string) ([]found, error) {
		if words == "" {
			return []found{{title: "before", choose: func() { chosen = "before" }}}, nil
		}
		<-answer
		return []found{{title: words, choose: func() { chosen = words }}}, nil
	})
	st.until("the first lines are there", func() bool { return len(k.lines) == 1 })

	k.entry.SetText("driver")
	k.submit()
	k.entry.SetText("driverFamilies know") // the next words come before the list has gone
	close(answer)

	st.until("the list is gone", func() bool { return st.window.Canvas().Overlays().Top() == nil })
	if chosen != "driver" {
		t.Errorf("chosen is %q, want driver", chosen)
	}
}

func TestPicker_AsksAgainWhereNothingFitsWhatEnterMeant(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	answer := make(chan bool)
	k := st.openPicker("Which?", "Type", func(_ context.Context, words string) ([]found, error) {
		<-answer
		if words != "driver" {
			return nil, nil
		}
		return []found{{title: words}}, nil
	})
	k.entry.SetText("driv?")
	k.submit()
	k.entry.SetText("driver")
	close(answer)

	st.until("what was typed since is shown", func() bool { return len(k.lines) == 1 && k.lines[0].title == "driver" })
}

func TestKeys_DoNotTakeThePageAwayFromUnderADialog(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	before := st.Route()
	for _, pressed := range []func(){st.onSearch, st.onSearch, st.onNew, func() { st.Navigate(Route{Screen: ProjectsScreen}) }} {
		st.uncovered(pressed)()
	}

	if got := len(st.window.Canvas().Overlays().List()); got != 1 || st.Route() != before {
		t.Errorf("%d lists lie over %v, want 1 over %v", got, st.Route(), before)
	}
}
