package ui

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/apptest"
	"github.com/cairn-schools/cairn/improve"
)

// onNewLaptop takes the backup of a laptop into a new data folder.
func onNewLaptop(t *testing.T, of *app.Journal) *app.Journal {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cairn.backup")
	if _, err := of.Backup(t.Context(), path, ""); err != nil {
		t.Fatal(err)
	}
	journal := emptyJournal(t)
	if _, err := journal.Restore(t.Context(), path, ""); err != nil {
		t.Fatal(err)
	}
	return journal
}

// times counts how often words stand on the screen.
func (st *schoolTest) times(words string) int {
	count := 0
	for _, shown := range st.words() {
		if shown == words {
			count++
		}
	}
	return count
}

func TestRestored_EachPageStandsOnceInTheWindow(t *testing.T) {
	now := sampleNoon
	old := apptest.Open(t, t.TempDir(), func() time.Time { return now }).Journal
	if _, err := old.Begin(t.Context(), app.Newcomer{Name: "Marisol Duarte", School: "Larkfield High"}); err != nil {
		t.Fatal(err)
	}
	talks := map[string]improve.ArtifactID{"A talk with Jo": {}, "A talk with Sam": {}}
	for title := range talks {
		var err error
		if talks[title], err = old.Create(t.Context(), app.NewArtifact{Kind: "empathy-interview", Fields: titled(title)}); err != nil {
			t.Fatal(err)
		}
	}
	journal := onNewLaptop(t, old)
	now = now.Add(time.Hour)
	if err := old.Edit(t.Context(), talks["A talk with Sam"], []improve.Edit{text("needs", "Written after the backup")}); err != nil {
		t.Fatal(err)
	}
	st := schoolTestOver(t, journal, schoolParts{})

	st.goAndSee(Route{Screen: ShelfScreen, ID: "empathy-interview"}, "A talk with Jo")
	if got := st.times("A talk with Jo"); got != 1 {
		t.Errorf("the talk stands %d times on its shelf, want once", got)
	}
	picture(t, st.window, "restored-shelf")
	st.goAndSee(Route{Screen: PeopleScreen}, "My laptops")
	people, err := st.loadPeople(t.Context())
	var me []personLine
	for _, team := range people.Teams {
		me = append(me, team.People...)
	}
	if err != nil || len(people.Teams) != 1 || len(me) != 1 || !me[0].Me {
		t.Errorf("got %d schools with %+v (%v), want the one with the user, once", len(people.Teams), me, err)
	}
	picture(t, st.window, "restored-people")
	lines, err := st.searchFor(t.Context(), "talk Jo")
	if err != nil || len(slices.DeleteFunc(lines, func(f found) bool { return f.title != "A talk with Jo" })) != 1 {
		t.Errorf("got %d lines, %v; want the talk once", len(lines), err)
	}
	st.goAndSee(artifactRoute(talks["A talk with Jo"]), "This page came with a backup. It stays as it was, to read; go on in your copy of it.")

	path := filepath.Join(t.TempDir(), "later.backup")
	if _, err := old.Backup(t.Context(), path, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := journal.Restore(t.Context(), path, ""); err != nil {
		t.Fatal(err)
	}
	st.goAndSee(Route{Screen: ShelfScreen, ID: "empathy-interview"}, "as in your backup")
	if got := st.times("A talk with Sam"); got != 2 {
		t.Errorf("the talk that was gone on with stands %d times, want the old one, too", got)
	}
	picture(t, st.window, "restored-shelf-later")
}

func TestRestored_NothingWaitsForTheLaptopOfTheBackup(t *testing.T) {
	before := newJournal(t, "teacher")
	journal := onNewLaptop(t, before)
	network := newFakeNetwork(RemoteState{Device: before.Device(), Name: "Marisol Duarte", Laptop: "Room 12", Waiting: 15, Trouble: "It did not answer."})
	st := newNetworkTest(t, journal, network, TextNormal)

	st.until("the chip", func() bool { return st.header.chip.Text() == "All saved on this laptop" })
	st.goAndSee(Route{Screen: SharingScreen}, "This laptop took its place")
	st.see("Only you · kept to read; lists show your copies of them")
	picture(t, st.window, "restored-sharing")

	network.set(RemoteState{Device: before.Device(), Name: "Marisol Duarte", Laptop: "Room 12", Waiting: 15, LastComplete: sampleNoon.Add(time.Hour)})
	st.until("the chip, when it is in use again", func() bool {
		return st.header.chip.Text() == "All saved · 15 changes wait for Marisol Duarte"
	})
}

func TestRestored_ErasingSaysWhatTheOldPageStillHolds(t *testing.T) {
	now := sampleNoon
	old := apptest.Open(t, t.TempDir(), func() time.Time { return now }).Journal
	if _, err := old.Begin(t.Context(), app.Newcomer{Name: "Marisol Duarte", School: "Larkfield High"}); err != nil {
		t.Fatal(err)
	}
	talk, err := old.Create(t.Context(), app.NewArtifact{Kind: "empathy-interview", Fields: titled("A talk with Jo")})
	if err != nil {
		t.Fatal(err)
	}
	journal := onNewLaptop(t, old)
	now = now.Add(time.Hour)
	if err := old.Edit(t.Context(), talk, []improve.Edit{text(improve.TitleKey, "A talk with Jo Weir")}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "later.backup")
	if _, err = old.Backup(t.Context(), path, ""); err == nil {
		_, err = journal.Restore(t.Context(), path, "")
	}
	copies, failed := journal.RestoredPages(t.Context())
	if err != nil || failed != nil {
		t.Fatal(err, failed)
	}
	st := schoolTestOver(t, journal, schoolParts{})

	st.goAndSee(artifactRoute(copies[talk]), "Erase for good…")
	st.press("Erase for good…")
	st.pressOver("Erase for good")
	st.until("the notice", func() bool { return slices.Contains(st.words(), "Open the earlier copy") })
	st.press("Open the earlier copy")
	st.until("the old page", func() bool { return st.times("A talk with Jo Weir") > 0 })
	st.press("Erase for good…")
	st.pressOver("Erase for good")
	st.until("the words are gone", func() bool { return st.times("A talk with Jo Weir") == 0 })
}
