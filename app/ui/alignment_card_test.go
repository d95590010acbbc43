package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// rowsPage records a page with a list.
func rowsPage(st *schoolTest, kind improve.KindName, texts map[improve.FieldKey]string, rows map[improve.FieldKey][]map[improve.FieldKey]string, links ...app.NewLink) improve.ArtifactID {
	st.t.Helper()
	return st.create(app.NewArtifact{Kind: kind, Fields: texts, Rows: rows, Links: links})
}

func artifactOf(st *schoolTest, id improve.ArtifactID) improve.Artifact {
	st.t.Helper()
	page, err := st.journal.Store().Artifact(st.t.Context(), id)
	if err != nil {
		st.t.Fatal(err)
	}
	return page
}

func TestAlignment_IsAnsweredCellByCell(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "principal"})
	log := st.record("initiative", titled("Reading log"))
	written := st.record("priority", titled("Written work gets finished"))
	id := rowsPage(st, "alignment", titled("Larkfield, October"), map[improve.FieldKey][]map[improve.FieldKey]string{
		"fits": {{"initiative": "Late-work project", "priority": "Fewer days missed", "fit": "weak"}},
	}, app.NewLink{Rel: "initiative", Target: log}, app.NewLink{Rel: "priority", Target: written})
	st.goAndSee(artifactRoute(id), "What fits what")
	card := st.openedPage().aligned

	answer := func(words string) {
		t.Helper()
		part := card.view.part(figure.CellPart("Reading log", "Written work gets finished"))
		actions := card.actions(part)
		at := slices.IndexFunc(actions, func(a FigureAction) bool { return a.Words == words })
		if at < 0 {
			t.Fatalf("no %q among %d answers", words, len(actions))
		}
		actions[at].Do()
	}
	fits := func(want string, rows int) {
		t.Helper()
		st.until("the answer "+want, func() bool {
			all := artifactOf(st, id).Rows(fitsKey)
			return len(all) == rows && all[rows-1].Cells["fit"] == want && len(st.openedPage().data.page.Artifact.Rows(fitsKey)) == rows
		})
	}

	answer("Not at all")
	fits("none", 2)
	picture(t, st.window, "alignment")
	answer("It pulls the other way")
	fits("against", 2)
	answer("Not looked at yet")
	fits("", 2)

	if actions := card.actions(card.view.part("row-reading log")); len(actions) > 0 {
		t.Errorf("the name of a line can be answered: %v", actions)
	}
	first := card.view.part(figure.CellPart("Late-work project", "Fewer days missed"))
	if next := nearestPart(card.view.Scene(), first, fyne.KeyDown); next == nil || next.ID != figure.CellPart("Reading log", "Fewer days missed") {
		t.Errorf("the arrow down leads to %+v", next)
	}
}

func TestAlignment_OneAnswerSettlesLinesAboutTheSameTwo(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "principal"})
	id := rowsPage(st, "alignment", titled("October"), map[improve.FieldKey][]map[improve.FieldKey]string{
		"fits": {{"initiative": "Reading log", "priority": "Work", "fit": "strong", "why": "It reads"}, {"initiative": "reading  LOG", "priority": "work", "fit": "none"}},
	})

	edits := alignmentEdits(artifactOf(st, id), "Reading log", "Work", "weak", improve.NewIDs())
	if err := st.journal.Edit(t.Context(), id, edits); err != nil {
		t.Fatal(err)
	}

	rows := artifactOf(st, id).Rows(fitsKey)
	if len(rows) != 1 || rows[0].Cells["fit"] != "weak" || rows[0].Cells["why"] != "It reads" {
		t.Errorf("got %+v", rows)
	}
}

func TestStanding_ShowsThenAndNow(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "principal"})
	look := func(title, day, rating string, links ...app.NewLink) improve.ArtifactID {
		return rowsPage(st, "framework-check", map[improve.FieldKey]string{"title": title, "date": day}, map[improve.FieldKey][]map[improve.FieldKey]string{
			"items": {{"item": "I say what I expect before I look", "rating": rating}, {"item": "I tell what did not work", "rating": "3"}},
		}, links...)
	}
	spring := look("Habits, March", "2026-03-12", "2")
	autumn := look("Habits, October", "2026-10-16", "3", app.NewLink{Rel: "before", Target: spring})

	st.goAndSee(artifactRoute(autumn), "Then and now")

	if drawn := st.openedPage().data.standing; len(drawn.Looks) != 2 || drawn.Looks[0].When != "12 Mar 2026" {
		t.Errorf("got %+v", drawn.Looks)
	}
	picture(t, st.window, "standing")
}
