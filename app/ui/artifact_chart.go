package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// charts shows a measure's chart over its form, on an idea's page how its tests
// have grown, and on a test's page the way to the charts that it stands on.
func (a *artifactPage) charts() []fyne.CanvasObject {
	switch a.kind.Name {
	case "measure":
		return a.measureChart()
	case "pdsa":
		return a.testCharts()
	case "change-idea":
		return a.ramp()
	case "process-map", "decision-tree":
		return a.drawing()
	case report.AlignmentKind:
		return a.alignment()
	case report.StandingKind:
		return a.standing()
	case "work-sample":
		return a.samplePicture()
	case app.ProtocolKind:
		return a.clockCard()
	default:
		return nil
	}
}

func (a *artifactPage) measureChart() []fyne.CanvasObject {
	if a.chart == nil {
		a.chart = newMeasureFigure(a.p, func() { a.page.Refit() })
	}
	a.chart.set(figure.Measure{Say: phrases(), Terms: a.p.terms, Measure: a.data.page.Artifact, Numbers: a.data.numbers, Tests: a.data.tests, Kept: keptOf(a.data.staying), Places: a.data.places}, a.writable())
	if !a.chart.drawn {
		return nil
	}
	return []fyne.CanvasObject{Card("", "", a.chart.content)}
}

// testCharts leads from a test back to where it stands on a chart.
func (a *artifactPage) testCharts() []fyne.CanvasObject {
	if a.data.page.Artifact.Text("do_began") == "" {
		return nil // it has not begun: no chart shows it yet
	}
	var buttons []fyne.CanvasObject
	for _, link := range a.data.page.Out {
		if link.Rel == measureRel && link.Visible {
			route := testOnChart(link.Card.ID, a.id)
			buttons = append(buttons, LinkButton(T("page.onChart", "On the chart: %s", link.Card.Title), "measure", func() { a.p.Navigate(route) }))
		}
	}
	if len(buttons) == 0 {
		return nil
	}
	return []fyne.CanvasObject{Flow(Gap, slices.Clip(buttons)...)}
}

// testOnChart leads to a test's annotation on the chart of a measure.
func testOnChart(measure, test improve.ArtifactID) Route {
	return fieldRoute(measure, improve.FieldKey(figure.TestPart(test)))
}
