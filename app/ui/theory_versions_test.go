package ui

import (
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/apptest"
	"github.com/cairn-schools/cairn/improve"
)

// storyTest is a window over a project whose diagram was changed on three days.
type storyTest struct {
	*schoolTest
	days                      *atomic.Int64 // since the first version
	project, aim, help, start improve.ArtifactID
}

func newStoryTest(t *testing.T, parts schoolParts) storyTest {
	t.Helper()
	var days atomic.Int64
	journal := apptest.Open(t, t.TempDir(), func() time.Time { return sampleNoon.AddDate(0, 0, int(days.Load())-29) }).Journal
	if _, err := journal.Begin(t.Context(), app.Newcomer{Name: "Marisol Duarte", School: "Larkfield High", Role: "teacher", Laptop: "Room 12"}); err != nil {
		t.Fatal(err)
	}
	tt := storyTest{schoolTest: schoolTestOver(t, journal, parts), days: &days}
	page := func(kind improve.KindName, title string, links ...app.NewLink) improve.ArtifactID {
		return tt.create(app.NewArtifact{Kind: kind, Fields: map[improve.FieldKey]string{"title": title}, Links: append(links, app.NewLink{Rel: projectRel, Target: tt.project})})
	}
	tt.project = tt.create(app.NewArtifact{Kind: "project", Fields: map[improve.FieldKey]string{"title": "Essays on the day"}})
	tt.aim = page("aim", "By May 70 of 100 essays come on the day")
	tt.help = page("driver", "Writers get help", app.NewLink{Rel: aimRel, Target: tt.aim})
	home := page("driver", "Families remind them", app.NewLink{Rel: aimRel, Target: tt.aim})
	days.Add(2)
	tt.start = page("change-idea", "Begin in class, side by side", app.NewLink{Rel: driverRel, Target: tt.help})
	tt.rewrite(tt.help, "title", "Writers get help before the essay is late")
	days.Add(2)
	if err := journal.Retire(t.Context(), home); err != nil {
		t.Fatal(err)
	}
	tt.rewrite(tt.aim, "title", "By May 80 of 100 essays come on the day")
	if err := journal.SayWhy(t.Context(), tt.aim, "70 came by itself"); err != nil {
		t.Fatal(err)
	}
	days.Add(5)
	return tt
}

func (tt storyTest) title(id improve.ArtifactID) string {
	tt.t.Helper()
	a, err := tt.journal.Store().Artifact(tt.t.Context(), id)
	if err != nil {
		tt.t.Fatal(err)
	}
	return a.Title()
}

func (tt storyTest) openStory() {
	tt.t.Helper()
	tt.goAndSee(projectRoute(tt.project, tabTheory), "What we believe leads to the aim")
	tt.press("How our theory changed")
	tt.seeOver("This is how it stands now.")
}

func TestTheoryVersions_AreListedDrawnAndComeBack(t *testing.T) {
	tt := newStoryTest(t, schoolParts{})
	tt.openStory()
	tt.seeOver("Put away: “Families remind them”")
	tt.seeOver("“By May 70 of 100 essays come on the day” is now “By May 80 of 100 essays come on the day”")
	tt.seeOver("Because: 70 came by itself")
	picture(t, tt.window, "theory-versions")

	hand := &hand{schoolTest: tt.schoolTest}
	hand.clicksOn("Version 1")
	tt.seeOver("Added: “By May 70 of 100 essays come on the day”, “Writers get help”, “Families remind them”")
	picture(t, tt.window, "theory-version-1")
	tt.pressOver("Go back to this")
	tt.seeOver("2 pages get their old words back, 1 that came later is put away, 1 that went is brought back.")
	picture(t, tt.window, "theory-versions-ask")
	tt.pressOver("Go back")
	tt.until("the old words", func() bool { return tt.title(tt.help) == "Writers get help" })
	tt.see("The diagram stands as in version 1 again. The later ones are kept.")

	tt.press("How our theory changed")
	tt.seeOver("As in version 1 again")
	hand.clicksOn("Version 3")
	tt.pressOver("Go back to this")
	tt.seeOver("Go back to version 3?")
	tt.pressOver("Go back")
	tt.until("the later words", func() bool { return tt.title(tt.help) == "Writers get help before the essay is late" })
}

func TestTheoryVersions_CanBeGoneBackToByKeyboard(t *testing.T) {
	tt := newStoryTest(t, schoolParts{})
	tt.openStory()
	hand := &hand{schoolTest: tt.schoolTest}
	hand.movesBy(fyne.KeyTab, fyne.KeyTab)
	hand.presses(fyne.KeyReturn)
	tt.seeOver("Added: “Families remind them”")
	hand.movesBy(fyne.KeyTab)
	hand.presses(fyne.KeyReturn)
	tt.seeOver("Go back to version 1?")
	hand.movesBy(fyne.KeyTab)
	hand.presses(fyne.KeyReturn)
	tt.until("the old words", func() bool { return tt.title(tt.aim) == "By May 70 of 100 essays come on the day" })
}

func TestTheoryVersions_TheKeyboardBringsTheOlderOnesIntoView(t *testing.T) {
	tt := newStoryTest(t, schoolParts{size: TextLargest})
	for i := range 5 {
		tt.days.Add(2)
		tt.rewrite(tt.aim, "title", fmt.Sprintf("By May %d of 100 essays come on the day, in every class of ninth grade", 81+i))
	}
	tt.openStory()
	hand := &hand{schoolTest: tt.schoolTest}
	first := hand.find("Version 1", answersToAClick)
	if !first.Hidden {
		t.Fatal("all versions have room")
	}
	for range 7 {
		hand.movesBy(fyne.KeyTab)
	}
	picture(t, tt.window, "theory-keyboard")
	if again := hand.find("Version 1", answersToAClick); again.Hidden {
		t.Error("the row with the keyboard is out of view")
	}
}

func TestTheoryVersions_AreThereWhereNothingStandsAnyMore(t *testing.T) {
	tt := newStoryTest(t, schoolParts{})
	for _, id := range []improve.ArtifactID{tt.aim, tt.help, tt.start} {
		if err := tt.journal.Retire(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	tt.goAndSee(projectRoute(tt.project, tabTheory), "What must change so that you reach the aim?")
	tt.press("How our theory changed")
	tt.seeOver("Put away: “Writers get help before the essay is late”")
}

func TestTheoryVersions_AreReadInLargeText(t *testing.T) {
	tt := newStoryTest(t, schoolParts{size: TextLargest})
	tt.openStory()
	settle(tt.window, laptop)
	picture(t, tt.window, "theory-versions-large")
	if !slices.Contains(tt.over(), "What changed") {
		t.Errorf("shown are %q", tt.over())
	}
}

func TestTheoryVersions_OfferNoWayBackToWhoOnlyReads(t *testing.T) {
	tt := newStoryTest(t, schoolParts{})
	tt.goAndSee(projectRoute(tt.project, tabTheory), "What we believe leads to the aim")
	tt.Shell.open.(*projectScreen).data.Writes = false
	tt.press("How our theory changed")
	tt.seeOver("This is how it stands now.")
	hand := &hand{schoolTest: tt.schoolTest}
	hand.clicksOn("Version 1")
	tt.seeOver("Added: “Families remind them”")
	if slices.Contains(tt.over(), "Go back to this") {
		t.Error("the way back is offered to somebody who may not write")
	}
}

func TestTheoryVersions_StandBelowEachOtherInANarrowWindow(t *testing.T) {
	tt := newStoryTest(t, schoolParts{})
	story, err := tt.journal.TheoryStory(t.Context(), tt.project)
	if err != nil {
		t.Fatal(err)
	}
	tt.window.Resize(fyne.NewSize(800, 640))
	sheet := &theoryVersions{p: tt.Program, story: story, title: "Essays on the day", shown: storyRows, at: 2, list: List(), side: Column(GapLarge)}
	sheet.scroll = container.NewVScroll(PadXY(GapSmall, 0, sheet.list))
	sheet.open()
	settle(tt.window, fyne.NewSize(800, 640))
	picture(t, tt.window, "theory-versions-narrow")

	driver := fyne.CurrentApp().Driver()
	if list, side := driver.AbsolutePositionForObject(sheet.list), driver.AbsolutePositionForObject(sheet.side); side.Y < list.Y+storyListLow || side.X > list.X {
		t.Errorf("the list stands at %v and the picture at %v", list, side)
	}
}

func TestTheoryVersions_LeadToWhatWasBeforeSharing(t *testing.T) {
	st := newStoryTest(t, schoolParts{})
	pair := st.pair("Larkfield and Hillside")
	shared, err := st.journal.Share(t.Context(), st.project, pair)
	if err != nil {
		t.Fatal(err)
	}
	aim, moved := st.page(st.aim).MovedTo()
	if !moved {
		t.Fatal("the aim has not moved with its project")
	}
	st.goAndSee(projectRoute(shared, tabTheory), "How our theory changed")

	st.press("How our theory changed")
	st.seeOver("Before that it stood in “Larkfield High” and was not shared here yet. Those versions are kept there, to read.")
	picture(t, st.window, "theory-versions-after-sharing")
	st.pressOver("Earlier versions")
	st.seeOver("on 23 October")
	picture(t, st.window, "theory-versions-before-sharing")
	if slices.Contains(st.over(), "Go back to this") {
		t.Error("the diagram that has moved offers a way back")
	}
	st.pressOver("Close")

	st.goAndSee(artifactRoute(aim), "Compare versions…")
	st.press("Compare versions…")
	st.seeOver("Those versions are kept there, to read.")
	st.pressOver("Earlier versions")
	st.seeOver("on 23 October")
	picture(t, st.window, "versions-before-sharing")
}

// page gives a page as it is now.
func (tt storyTest) page(id improve.ArtifactID) improve.Artifact {
	tt.t.Helper()
	a, err := tt.journal.Store().Artifact(tt.t.Context(), id)
	if err != nil {
		tt.t.Fatal(err)
	}
	return a
}
