package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// drawnTest is a project with a page that is drawn from its rows, its Causes tab open.
type drawnTest struct {
	*theoryTest
	id improve.ArtifactID
}

func newDrawnTest(t *testing.T, kind improve.KindName, list improve.FieldKey, rows ...map[improve.FieldKey]string) *drawnTest {
	t.Helper()
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	tt := &theoryTest{schoolTest: st, project: create(t, st.journal, "project", titled("Essays on time"))}
	id, err := st.journal.Create(t.Context(), app.NewArtifact{
		Kind: kind, Fields: titled("How it goes"), Rows: map[improve.FieldKey][]map[improve.FieldKey]string{list: rows},
		Links: []app.NewLink{{Rel: projectRel, Target: tt.project}},
	})
	if err != nil {
		t.Fatal(err)
	}
	st.goAndSee(projectRoute(tt.project, tabCauses), "How it goes")
	return &drawnTest{theoryTest: tt, id: id}
}

func (dt *drawnTest) drawn() *rowDiagram { return dt.openProjectScreen().drawn[dt.id] }

// at puts the keyboard on the part whose words begin so.
func (dt *drawnTest) at(words string) {
	dt.t.Helper()
	settle(dt.window, laptop)
	found := ""
	dt.drawn().view.Scene().Groups(func(g *figure.Group) {
		if strings.HasPrefix(g.Name, words) && found == "" {
			found = g.ID
		}
	})
	if found == "" {
		dt.t.Fatalf("the picture shows no %q: %s", words, dt.drawn().view.AccessibilityLabel())
	}
	dt.drawn().view.SetCurrent(found)
	dt.drawn().focus()
}

// says waits until the page is recorded as a picture that says so.
func (dt *drawnTest) says(wants ...string) {
	dt.t.Helper()
	said := ""
	dt.until(strings.Join(wants, "; "), func() bool {
		page, err := dt.journal.Store().Artifact(dt.t.Context(), dt.id)
		if err != nil {
			dt.t.Fatal(err)
		}
		said = figure.TreeOf(nil, page).Description() + figure.ProcessOf(nil, page).Description()
		return !dt.drawn().busy && !slices.ContainsFunc(wants, func(want string) bool { return !strings.Contains(said, want) })
	})
}

func TestTree_IsDrawnWithTheKeyboardAndTakenBack(t *testing.T) {
	dt := newDrawnTest(t, "decision-tree", "questions", map[improve.FieldKey]string{"number": "1", "question": "A first line?"})
	dt.at("1 A first line?")

	dt.keys(fyne.KeyTab) // under the first open answer
	dt.types("Was she away?")
	dt.keys(fyne.KeyReturn)
	dt.says("1 A first line?; yes: on to 2; no: open", "2 Was she away?")

	dt.at("no: nobody") // the open answer, the nearest to the first question
	dt.types("B")       // begins to write
	dt.types("egin it together")
	dt.keys(fyne.KeyReturn)
	dt.says("no: Begin it together")
	picture(t, dt.window, "tree-tab")

	dt.at("2 Was she away?")
	dt.keys(fyne.KeyF2)
	dt.keys(fyne.KeyEscape)
	dt.keys(fyne.KeyDelete)
	if current := dt.drawn().view.Current(); current == nil {
		t.Error("nothing is current after a part was taken out, so that the keyboard is nowhere")
	}
	dt.says("1 question.")
	for range 3 {
		dt.window.Canvas().Focused().(*FigureView).TypedShortcut(&fyne.ShortcutUndo{})
	}
	dt.says("1 A first line?; yes: open; no: open")
	if rows := dt.drawn().rows; len(rows) != 1 {
		t.Errorf("after taking all back %d questions are shown", len(rows))
	}
}

func TestProcess_IsDrawnWithTheKeyboardAndArrowsStayWithTheirSteps(t *testing.T) {
	dt := newDrawnTest(t, "process-map", "steps",
		map[improve.FieldKey]string{"step": "Task on the board", "type": "start", "who": "Teacher", "next": "Hand in"},
		map[improve.FieldKey]string{"step": "Hand in", "type": "end", "who": "Student"})
	dt.at("Task on the board")

	dt.keys(fyne.KeyTab) // to the next lane
	dt.types("Work at home")
	dt.keys(fyne.KeyReturn)
	dt.says("1 Task on the board · Teacher\n2 Work at home · Student\n3 Hand in")

	dt.at("Hand in")
	dt.keys(fyne.KeyF2)
	dt.types(" at the desk")
	dt.keys(fyne.KeyReturn)
	dt.says("3 Hand in at the desk · Student")
	page, err := dt.journal.Store().Artifact(t.Context(), dt.id)
	if err != nil {
		t.Fatal(err)
	}
	if steps := figure.ProcessOf(nil, page).Steps; fmt.Sprint(steps[1].Next) != "[{2 }]" || page.Rows("steps")[1].Cells["next"] != "Hand in at the desk" {
		t.Errorf("the new step leads to %v as %q", steps[1].Next, page.Rows("steps")[1].Cells["next"])
	}
	picture(t, dt.window, "process-tab")

	dt.at("Work at home")
	for _, offer := range dt.drawn().model.more(dt.drawn().rows, dt.drawn().view.Current().ID) {
		if offer.words == "It breaks here" {
			dt.drawn().do(offer.changes, dt.drawn().view.Current().ID)
		}
	}
	dt.says("2 Work at home · breaks here · Student")
	dt.at("Work at home")
	for _, action := range dt.drawn().actions(dt.drawn().view.Current()) {
		if action.Words == "It takes …" {
			action.Do()
		}
	}
	if asked := dt.drawn().field.entry.PlaceHolder; asked != "It takes …" {
		t.Errorf("the field asks for %q, want what was chosen", asked)
	}
	dt.types("two evenings")
	dt.keys(fyne.KeyReturn)
	dt.says("Work at home · breaks here")
	dt.at("Work at home")
	dt.keys(fyne.KeyDelete)
	dt.says("1 Task on the board · Teacher\n2 Hand in at the desk")
	for range 3 {
		dt.drawn().undo()
	}
	dt.says("2 Work at home · Student\n3 Hand in at the desk")
}
