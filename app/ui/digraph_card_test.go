package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// outlined gives what begins with these words on the screen.
func outlined(window fyne.Window, words string) OutlineItem {
	for _, item := range Outline(window.Canvas()) {
		if strings.HasPrefix(item.Text, words) {
			return item
		}
	}
	return OutlineItem{}
}

func TestDigraph_AFishboneBecomesADigraphBecomesDrivers(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	tt := &theoryTest{schoolTest: st, project: create(t, st.journal, "project", titled("Essays on time"))}
	own := app.NewLink{Rel: projectRel, Target: tt.project}
	tt.aim = create(t, st.journal, "aim", titled("By May, 80 %."), own)
	var causes []improve.ArtifactID
	for _, words := range []string{"Nobody sees who is stuck", "They begin on the last evening", "They stop asking"} {
		causes = append(causes, create(t, st.journal, "fishbone-cause", map[improve.FieldKey]string{"title": words, "category": "processes"}, own))
	}
	st.goAndSee(projectRoute(tt.project, tabCauses), "As a list")

	tt.press("What drives what?")
	tt.openProjectScreen().beginOffered("digraph") // below “Also useful here”; twice is as once
	tt.until("the digraph is there", func() bool { return len(tt.openProjectScreen().rings) == 1 })
	page := tt.openProjectScreen().data.Book.of("digraph")[0].ID
	card := tt.openProjectScreen().rings[page]
	tt.Shell.work.Wait()
	if made, err := st.journal.Store().Cards(t.Context(), improve.Query{Kinds: []improve.KindName{"digraph"}}); err != nil || len(made) != 1 {
		t.Errorf("%d digraphs are made, %v; want 1", len(made), err)
	}
	tt.until("the digraph has the keyboard", func() bool { return tt.window.Canvas().Focused() == card.view })
	if asked := outlined(tt.window, "Which leads to the other?"); asked.Hidden || asked.Text == "" {
		t.Errorf("what is asked is not in view: %+v", asked)
	}
	tt.press("What drives what?") // again: of the same causes there is one
	for _, key := range "1x10" {  // x is no answer
		tt.window.Canvas().Focused().TypedRune(key)
	}
	tt.book("every pair is decided", func(b projectBook) bool {
		return len(b.of("digraph")) == 1 && len(b.of("digraph")[0].Rows("arrows")) == 3
	})
	if want := []figure.DigraphArrow{{From: 0, To: 1}, {From: 0, To: 2}}; !slices.Equal(card.shown.Arrows, want) || len(card.shown.Open) != 0 {
		t.Errorf("arrows %v, open %v; want %v and none", card.shown.Arrows, card.shown.Open, want)
	}
	picture(t, tt.window, "digraph-decided")
	if len(card.past) != 3 {
		t.Errorf("%d answers can be taken back, want 3", len(card.past))
	}
	card.view.TypedShortcut(&fyne.ShortcutUndo{})
	tt.book("the last pair is asked again", func(b projectBook) bool { return len(b.of("digraph")[0].Rows("arrows")) == 2 })
	card.view.TypedRune('0')
	tt.book("it is decided again", func(b projectBook) bool { return len(b.of("digraph")[0].Rows("arrows")) == 3 })
	tt.press("Make what drives most something that must change")
	tt.press("Make what drives most something that must change")
	book := tt.book("a driver", func(b projectBook) bool { return len(b.of("driver")) == 1 })

	driver := book.of("driver")[0]
	tt.until("the diagram has the keyboard, at what was made", func() bool {
		current := tt.diagram().view.Current()
		return tt.window.Canvas().Focused() == tt.diagram().view && current != nil && current.ID == driver.ID.String()
	})
	for rel, want := range map[improve.RelName]improve.ArtifactID{aimRel: tt.aim, causeRel: causes[0], "digraph": page} {
		if got := driver.LinkedTo(rel); !slices.Equal(got, []improve.ArtifactID{want}) {
			t.Errorf("%q holds %v by %s, want %v", driver.Title(), got, rel, want)
		}
	}
}
