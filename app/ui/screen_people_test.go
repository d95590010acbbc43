package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/cairn-schools/cairn/improve"
)

// choose takes an answer in the nth list that opens.
func (st *schoolTest) choose(nth int, answer string) {
	st.t.Helper()
	var lists []*widget.Select
	eachObject(st.window.Content(), func(object fyne.CanvasObject) {
		if list, ok := object.(*widget.Select); ok {
			lists = append(lists, list)
		}
	})
	if nth >= len(lists) {
		st.t.Fatalf("%d lists, want the %d.", len(lists), nth+1)
	}
	lists[nth].SetSelected(answer)
}

func TestPeople_AnOwnerChangesWhatOthersMayDo(t *testing.T) {
	journal, pair, ben := newShared(t)
	st := newNetworkTest(t, journal, newFakeNetwork(), TextNormal)
	st.goAndSee(Route{Screen: PeopleScreen}, "Larkfield and Hillside")

	st.choose(1, "Reads and comments")

	st.until("Ben reads only", func() bool {
		space, err := journal.Store().Space(t.Context(), pair)
		return err == nil && space.Access(ben) == improve.Guest
	})
}

func TestPeople_TheLastOwnerStays(t *testing.T) {
	journal, pair, _ := newShared(t)
	st := newNetworkTest(t, journal, newFakeNetwork(), TextNormal)
	st.goAndSee(Route{Screen: PeopleScreen}, "Larkfield and Hillside")

	st.choose(0, "Can write")
	top := st.window.Canvas().Overlays().Top()
	eachObject(top, func(object fyne.CanvasObject) {
		if button, ok := object.(*Button); ok && button.Text() == "Change it" {
			button.Tapped(nil)
		}
	})

	st.see("This is the last owner of “Larkfield and Hillside”. Make a second laptop an owner first.")
	space, err := journal.Store().Space(t.Context(), pair)
	if err != nil || space.Access(journal.Device()) != improve.Owner {
		t.Errorf("access %v, %v; want owner", space.Access(journal.Device()), err)
	}
}

func TestLook_PeopleSettingsHelp(t *testing.T) {
	for _, size := range []TextSize{TextNormal, TextLargest} {
		name := map[TextSize]string{TextNormal: "", TextLargest: "large-"}[size]
		st := newNetworkTest(t, newJournal(t, "teacher"), newFakeNetwork(), size)
		st.goAndSee(Route{Screen: PeopleScreen}, "Nobody else is here yet")
		picture(t, st.window, name+"people-empty")

		journal, _, ben := newShared(t)
		if err := journal.Store().SaveRemote(t.Context(), improve.Remote{Device: ben, LastComplete: sampleNoon}); err != nil {
			t.Fatal(err)
		}
		st = newNetworkTest(t, journal, newFakeNetwork(usualRemotes(ben)...), size)
		st.goAndSee(Route{Screen: PeopleScreen}, "Who can read what")
		picture(t, st.window, name+"people")
		st.open.Content().(*Page).scroll.ScrollToBottom()
		picture(t, st.window, name+"people-trust")
		st.goAndSee(Route{Screen: SettingsScreen}, "You and this laptop")
		picture(t, st.window, name+"settings")
		st.press("Full check")
		st.until("the check", func() bool {
			return slices.ContainsFunc(st.words(), func(words string) bool { return strings.HasPrefix(words, "All is well: ") })
		})
		st.open.Content().(*Page).scroll.ScrollToBottom()
		picture(t, st.window, name+"settings-checked")
		st.goAndSee(Route{Screen: HelpScreen, ID: SharingScreen}, "How to")
		picture(t, st.window, name+"help")
		st.open.Content().(*Page).scroll.ScrollToOffset(fyne.NewPos(0, 700))
		picture(t, st.window, name+"help-keys")
		st.open.Content().(*Page).scroll.ScrollToBottom()
		picture(t, st.window, name+"help-end")
	}
}

func TestTick_KeepsItsPlaceWhenTheLookChanges(t *testing.T) {
	tick := NewTick("Show the proper terms too", "Open pages show it when they are opened again, and so do lists.", nil)
	window := newTestWindow(t, Column(Gap, tick), laptop)
	before := tick.content.Position()

	tick.FocusGained()

	if after := tick.content.Position(); after != before {
		t.Errorf("moved from %v to %v", before, after)
	}
	picture(t, window, "tick")
}
