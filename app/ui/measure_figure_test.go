package ui

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// essays is a project with a measure of sixteen weeks and a test in the fourth.
type essays struct {
	*schoolTest
	project, measure, test improve.ArtifactID
	numbers                []improve.ArtifactID
}

func newEssays(t *testing.T) essays {
	t.Helper()
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	e := essays{schoolTest: st, project: create(t, st.journal, "project", titled("Essays on time"))}
	own := app.NewLink{Rel: projectRel, Target: e.project}
	e.measure = create(t, st.journal, "measure", map[improve.FieldKey]string{
		"title": "Essays handed in on the day", "type": "outcome", "calculation": "percent", "numerator": "Essays in the box at the bell", "denominator": "Essays due that day",
		"terms": "An essay counts when it has a beginning, a middle and an end.", "unit": "% of essays", "direction": "up", "baseline": "50", "target": "80", "frequency": "weekly",
	}, own)
	measure := app.NewLink{Rel: measureRel, Target: e.measure}
	e.test = create(t, st.journal, "pdsa", map[improve.FieldKey]string{"title": "Start in class", "start": "2026-09-01", "happened": "They wrote."}, own, measure)
	day := time.Date(2026, 8, 7, 0, 0, 0, 0, time.UTC)
	for i, count := range []int{10, 11, 9, 12, 8, 10, 14, 15, 13, 15, 16, 14, 15, 17} {
		fields := map[improve.FieldKey]string{"date": day.AddDate(0, 0, 7*i).Format(isoDate), "numerator": fmt.Sprint(count), "denominator": "20"}
		if i == 8 {
			fields["note"] = "Fire drill"
		}
		e.numbers = append(e.numbers, create(t, st.journal, "data-point", fields, own, measure))
	}
	return e
}

// figureOf waits for the chart on the screen that is open.
func (e essays) figureOf(route Route) *measureFigure {
	e.t.Helper()
	var found *measureFigure
	e.Navigate(route)
	e.until("the chart", func() bool {
		switch s := e.Shell.open.(type) {
		case *projectScreen:
			found = s.charts[e.measure]
		case *artifactPage:
			found = s.chart
		case *sheetScreen:
			found = s.chart
		}
		return found != nil && found.drawn
	})
	return found
}

func (e essays) onNumbers() *measureFigure {
	return e.figureOf(projectRoute(e.project, tabNumbers))
}

func (e essays) row(field improve.FieldKey) []improve.Row {
	e.t.Helper()
	measure, err := e.journal.Store().Artifact(e.t.Context(), e.measure)
	if err != nil {
		e.t.Fatal(err)
	}
	return measure.Rows(field)
}

func do(t *testing.T, f *measureFigure, point int, words string) {
	t.Helper()
	part := f.view.part(figure.PointPart(point))
	actions := f.actions(part)
	at := slices.IndexFunc(actions, func(a FigureAction) bool { return a.Words == words })
	if at < 0 {
		t.Fatalf("there is no %q among %v", words, actions)
	}
	actions[at].Do()
}

func TestMeasureFigure_ChangeThisNumberPutsTheKeyboardIntoTheNumber(t *testing.T) {
	e := newEssays(t)
	f := e.onNumbers()

	do(t, f, 7, "Change this number, or write a note on it")

	e.until("the number has the keyboard", func() bool {
		field, ok := e.window.Canvas().Focused().(*Entry)
		return ok && field.Text == "14" && field.CursorColumn == 2
	})
}

func TestMeasureFigure_TheKeyboardGoesThroughTheNumbers(t *testing.T) {
	e := newEssays(t)
	f := e.onNumbers()
	e.window.Canvas().Focus(f.view)
	for _, c := range []struct {
		keys []fyne.KeyName
		want string
	}{
		{[]fyne.KeyName{fyne.KeyLeft}, "6 Nov 2026: 85% · 17 of 20"},
		{[]fyne.KeyName{fyne.KeyLeft, fyne.KeyLeft}, "23 Oct 2026: 70% · 14 of 20"},
		{[]fyne.KeyName{fyne.KeyHome, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight}, "4 Sep 2026: 40% · 8 of 20"},
		{[]fyne.KeyName{fyne.KeyUp}, "Test: Start in class"},
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight}, "2 Oct 2026: 65% · 13 of 20 · Fire drill"},
	} {
		press(f.view, c.keys...)
		if got := f.box.Status(); got != c.want {
			t.Errorf("after %v it says %q, want %q", c.keys, got, c.want)
		}
	}
	picture(t, e.window, "chart-numbers")
}

func TestMeasureFigure_LeadsToTheTestAndBack(t *testing.T) {
	e := newEssays(t)
	f := e.onNumbers()

	f.view.SetCurrent(figure.TestPart(e.test))
	press(f.view, fyne.KeyReturn)
	e.see("On the chart: Essays handed in on the day")
	e.press("On the chart: Essays handed in on the day")

	e.until("the annotation in the ring", func() bool {
		page, ok := e.Shell.open.(*artifactPage)
		return ok && page.chart != nil && page.chart.view.Current() != nil && page.chart.view.Current().ID == figure.TestPart(e.test)
	})
	picture(t, e.window, "chart-measure")
}

func TestMeasureFigure_ShowsLimitsAndGoesBack(t *testing.T) {
	e := newEssays(t)
	f := e.onNumbers()
	e.press("Show limits")

	if got, want := string(f.chart.Chart.Kind), "p"; got != want {
		t.Errorf("with limits it is a %q chart, want %q", got, want)
	}
	picture(t, e.window, "chart-limits")
	e.press("Show the run chart")
	if got, want := string(f.chart.Chart.Kind), "run"; got != want {
		t.Errorf("without limits it is a %q chart, want %q", got, want)
	}
}

func TestMeasureFigure_APhaseWantsFourTimesYesAndAReason(t *testing.T) {
	e := newEssays(t)
	f := e.onNumbers()
	day := f.chart.Days[6]
	q := newPhaseQuestions()
	if _, ok := q.answers(day.Date); ok {
		t.Error("no answers began a phase")
	}
	for _, question := range q.questions {
		question.set("yes")
	}
	if _, ok := q.answers(day.Date); ok {
		t.Error("a phase without a reason began")
	}
	q.reason.SetText("Every essay is begun in class")
	q.questions[3].set("no")
	if _, ok := q.answers(day.Date); ok || q.problem.Text() == "" {
		t.Error("three times yes began a phase")
	}
	q.questions[3].set("yes")
	cells, ok := q.answers(day.Date)
	if !ok || cells[kinds.DifferentKey] != "yes" || cells[kinds.LastsKey] != "yes" || cells[kinds.BeginsKey] != "2026-09-18" {
		t.Errorf("got %v %t", cells, ok)
	}
}

func TestMeasureFigure_PhaseFreezeAndSpecialDayAreKeptOnTheMeasure(t *testing.T) {
	e := newEssays(t)
	f := e.onNumbers()

	f.add(kinds.PhasesKey, map[improve.FieldKey]string{kinds.BeginsKey: "2026-09-18", kinds.PhaseNameKey: "In class", kinds.PhaseWhyKey: kinds.PhaseChange})
	e.until("two phases", func() bool { return len(f.chart.Chart.Phases) == 2 })
	do(t, f, 4, "Take the middle line from the numbers up to here")
	e.until("a frozen line", func() bool { return f.chart.Chart.Phases[0].Baseline == 4 })
	f.add(kinds.SpecialKey, map[improve.FieldKey]string{kinds.SpecialDayKey: "2026-08-14", kinds.SpecialWhatKey: kinds.LeftOut, kinds.SpecialWhyKey: "Storm"})
	e.until("a day left out", func() bool { return f.chart.Chart.Phases[0].Points[1].Excluded })
	picture(t, e.window, "chart-phases")

	do(t, f, 7, "Take away the phase that begins here")
	e.until("one phase", func() bool { return len(f.chart.Chart.Phases) == 1 })
	do(t, f, 4, "Take the middle line from all numbers again")
	do(t, f, 2, "Count this day like any other again")
	e.until("a plain chart", func() bool {
		return f.chart.Chart.Phases[0].Baseline == 14 && !f.chart.Chart.Phases[0].Points[1].Excluded
	})
	if rows := len(e.row(kinds.PhasesKey)) + len(e.row(kinds.FrozenKey)) + len(e.row(kinds.SpecialKey)); rows != 0 {
		t.Errorf("%d rows are left, want none", rows)
	}
}

func TestMeasureFigure_AsksBeforeAPhase(t *testing.T) {
	e := newEssays(t)
	f := e.onNumbers()

	do(t, f, 7, "Start a new phase here…")

	if e.window.Canvas().Overlays().Top() == nil {
		t.Fatal("nothing was asked")
	}
	settle(e.window, laptop)
	picture(t, e.window, "chart-phase-questions")
	if len(e.row(kinds.PhasesKey)) != 0 {
		t.Error("a phase began by itself")
	}
}

func TestHome_ShowsHowTheMainMeasureGoes(t *testing.T) {
	e := newEssays(t)
	e.goAndSee(Route{Screen: HomeScreen}, "How are we doing?")

	home, err := e.loadHome(t.Context(), 0, false)
	if err != nil {
		t.Fatal(err)
	}
	if len(home.Measures) != 1 || home.Measures[0].Chart == nil || home.Measures[0].Finding == "" {
		t.Errorf("got %+v, want one measure with its chart and finding", home.Measures)
	}
	picture(t, e.window, "chart-home")
}
