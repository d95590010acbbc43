package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestMeetings_AnActionIsTickedAndGone(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher", sample: true})
	st.goAndSee(Route{Screen: MeetingsScreen}, "Lend the bell")

	st.press("Done: Lend the bell")
	st.until("the action is gone", func() bool { return !st.shows("Lend the bell") })

	page, err := st.loadMeetings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(page.Actions), 3; got != want {
		t.Errorf("%d open actions, want %d", got, want)
	}
	if page.Actions[0].When > page.Actions[1].When || !page.Actions[0].Late {
		t.Errorf("actions %+v, want the first due first and late", page.Actions)
	}
}

func TestMeetings_TheNextOneComesFirst(t *testing.T) {
	journal := newJournal(t, "teacher")
	p := workProgram(t, journal)
	for _, date := range []string{"2026-11-05", "2026-12-10", "2026-11-21", "2026-11-18"} {
		create(t, journal, "meeting", map[improve.FieldKey]string{"title": date, "date": date})
	}

	page, err := p.loadMeetings(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	var got []string
	for _, line := range append(page.Coming, page.Past...) {
		got = append(got, line.Title)
	}
	for i, want := range []string{"2026-11-21", "2026-12-10", "2026-11-18", "2026-11-05"} {
		if got[i] != want {
			t.Errorf("order %q, want %s at place %d", got, want, i)
		}
	}
}

func TestExamples_AreFoundReadAndUsed(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	st.goAndSee(Route{Screen: ExamplesScreen}, "Attendance")
	st.press("Three invented schools")
	st.see("Ideas to try")
	all, err := st.loadExamples(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	fitting := 0
	for _, e := range all {
		if e.fits("LUNCH table", app.Like{}) {
			fitting++
		}
	}
	if fitting == 0 || fitting == len(all) {
		t.Errorf("%d of %d examples are about a lunch table", fitting, len(all))
	}

	st.press("Set up a help table where seniors eat")
	st.see("Two chairs, a laptop and a person, in the lunch room, on fixed days. You come with your tray and leave with one step done.")
	st.press("Start mine from this")
	st.until("a page of one's own opens", func() bool { return st.Route().Screen == ArtifactScreen })

	drafts, err := st.journal.Drafts(t.Context())
	if err != nil || len(drafts) != 1 || drafts[0].Kind != "change-idea" {
		t.Errorf("drafts %v %v, want the idea", drafts, err)
	}
}

func TestPart_IsMadeAgainOnlyForOtherData(t *testing.T) {
	p := newPart()
	window := newTestWindow(t, p.content, fyne.NewSize(400, 300))
	made := 0
	build := func() []fyne.CanvasObject {
		made++
		return []fyne.CanvasObject{
			newTextRow(RowParts{Title: "Row", Right: QuietButton("Open", "", func() {}), OnTapped: func() {}}),
			newTextRow(RowParts{Title: "Row 2", Right: QuietButton("Open", "", func() {})}),
		}
	}
	p.show([]string{"a"}, build)
	buttons := focusablesCalled(p, "Open")
	window.Canvas().Focus(buttons[1])

	p.show([]string{"a"}, build)
	if made != 1 {
		t.Errorf("made %d times for the same data", made)
	}
	p.show([]string{"b"}, build)
	if again := focusablesCalled(p, "Open"); made != 2 || window.Canvas().Focused() != again[1] {
		t.Errorf("made %d times, keyboard at %v; want it on the second button", made, window.Canvas().Focused())
	}
}

func focusablesCalled(p *part, name string) []fyne.Focusable {
	var found []fyne.Focusable
	eachFocusable(p.content, func(object fyne.Focusable) bool {
		if said, ok := object.(spoken); ok && said.AccessibilityLabel() == name {
			found = append(found, object)
		}
		return true
	})
	return found
}

func TestSheet_StaysWithinItsWidth(t *testing.T) {
	row := func() []fyne.CanvasObject {
		return []fyne.CanvasObject{cell("A long name of a measure that must wrap somewhere"), Strong("52.8 %"), quietCell("Quarry Hill High School")}
	}
	for _, size := range TextSizes() {
		sheet := newSheet([]sheetColumn{{Title: "What we count", Wide: true}, {Title: "Last", Right: true}, {Title: "Where"}}, row(), row())
		window := newTestWindow(t, Column(0, sheet), fyne.NewSize(360, 600))
		fyne.CurrentApp().Settings().SetTheme(NewTheme(size))
		settle(window, fyne.NewSize(360, 600))
		for _, object := range sheet.Objects {
			if right := object.Position().X + object.Size().Width; right > 360.5 || object.Position().X < 0 {
				t.Errorf("at %d %%: a cell goes from %v to %v", size, object.Position().X, right)
			}
		}
		if sheet.MinSize().Height > sheet.Size().Height+1 {
			t.Errorf("at %d %%: needs %v, has %v", size, sheet.MinSize().Height, sheet.Size().Height)
		}
	}
}
