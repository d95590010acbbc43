package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// choose takes an answer in the nth list that opens.
func (st *schoolTest) choose(nth int, answer string) {
	st.t.Helper()
	var lists []*Select
	eachObject(st.window.Content(), func(object fyne.CanvasObject) {
		if list, ok := object.(*Select); ok {
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

// pressOn presses a button on the sheet that lies over the window.
func (st *schoolTest) pressOn(words string) {
	st.t.Helper()
	pressed := false
	eachObject(st.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		if button, ok := object.(*Button); ok && !pressed && button.Text() == words {
			pressed = true
			button.Tapped(nil)
		}
	})
	if !pressed {
		st.t.Fatalf("no button %q on the sheet", words)
	}
}

// newLeaver gives a journal whose buddy was taken out and wrote on.
func newLeaver(t *testing.T) (journal, buddy *app.Journal, pair improve.SpaceID) {
	t.Helper()
	journal, pair, _ = newShared(t)
	buddy = newBuddy(t, journal, pair)
	if err := journal.Remove(t.Context(), pair, buddy.Device()); err != nil {
		t.Fatal(err)
	}
	_, err := buddy.Create(t.Context(), app.NewArtifact{Kind: "story", Space: pair, Fields: map[improve.FieldKey]string{improve.TitleKey: "What the parents said"}})
	if err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, journal, pair)
	bring(t, journal, buddy, pair)
	return journal, buddy, pair
}

func TestPeople_AnOwnerTakesALaptopOutAfterReadingWhatThatMeans(t *testing.T) {
	journal, pair, ben := newShared(t)
	st := newNetworkTest(t, journal, newFakeNetwork(), TextNormal)
	st.goAndSee(Route{Screen: PeopleScreen}, "Larkfield and Hillside")

	st.press("Take out")
	picture(t, st.window, "people-remove")
	st.pressOn("Take it out")

	st.until("Ben's laptop is out", func() bool {
		space, err := journal.Store().Space(t.Context(), pair)
		return err == nil && space.Access(ben) == improve.NoAccess
	})
	st.see("No longer")
}

func TestPeople_WhatARemovedLaptopWroteIsAccepted(t *testing.T) {
	journal, buddy, pair := newLeaver(t)
	st := newNetworkTest(t, journal, newFakeNetwork(), TextNormal)
	st.goAndSee(Route{Screen: PeopleScreen}, "Waiting to be accepted")
	st.open.Content().(*Page).scroll.ScrollToBottom()
	picture(t, st.window, "people-waiting")

	st.press("Accept")
	picture(t, st.window, "people-accept")
	st.pressOn("Accept it")

	st.until("nothing waits", func() bool {
		waiting, err := journal.Quarantined(t.Context(), pair)
		return err == nil && len(waiting) == 0
	})
	cards, err := journal.Store().Cards(t.Context(), improve.Query{Spaces: []improve.SpaceID{pair}, Kinds: []improve.KindName{"story"}})
	if err != nil || len(cards) != 1 || cards[0].Title != "What the parents said" {
		t.Errorf("got %+v, %v; want what %s wrote", cards, err, buddy.Device().Short())
	}
}

func TestPeople_TheRemovedLaptopIsToldUntilSomebodyHasReadIt(t *testing.T) {
	_, buddy, _ := newLeaver(t)
	st := newNetworkTest(t, buddy, newFakeNetwork(), TextNormal)
	st.until("the notice", func() bool {
		return strings.Contains(strings.Join(st.words(), "\n"), "took this laptop out of “Larkfield and Hillside”")
	})
	picture(t, st.window, "removed-banner")
	st.goAndSee(Route{Screen: PeopleScreen}, "Waiting to be accepted")
	picture(t, st.window, "removed-people")

	st.press("I have read this")

	st.until("the notice is gone", func() bool { return !slices.Contains(st.words(), "I have read this") })
	again := newNetworkTest(t, buddy, newFakeNetwork(), TextNormal)
	again.goAndSee(Route{Screen: SettingsScreen}, "You and this laptop")
	if again.shows("I have read this") {
		t.Error("it is told again after it was read")
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
