package ui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/improve/chart"
)

// exampleChart is the run chart of a measure of the library that has numbers;
// nil for every other example.
func (p *Program) exampleChart(e example) fyne.CanvasObject {
	if e.page == nil || p.library == nil {
		return nil
	}
	numbers := p.library.NumbersOf(e.page)
	if len(numbers) == 0 {
		return nil
	}
	run, err := exampleRun(e, numbers)
	if err != nil {
		p.ShowError(err)
		return nil
	}
	run.Terms = p.terms
	view := NewFigureView(FigureParts{Lay: func(width float64) *figure.Scene {
		drawn := run
		drawn.Width, drawn.Height = width, max(chartHeight, width*chartShape)
		if width < leastChart {
			drawn.Height, drawn.Small = width*smallShape, true
		}
		return drawn.Scene()
	}})
	return NewFigureBox(view, FigureBoxParts{Rest: T("chart.rest", "Point at a number, or use the arrow keys."), OnResize: func() {}}).Object()
}

// exampleRun reads the numbers of an example: so many out of so many.
func exampleRun(e example, numbers []*library.Page) (figure.RunChart, error) {
	observed := make([]chart.Observation, len(numbers))
	var notes []figure.Annotation
	for i, number := range numbers {
		fields := number.Filled.Fields
		numerator, _ := strconv.ParseFloat(fields["numerator"], 64) // the library's test reads them all
		denominator, _ := strconv.ParseFloat(fields["denominator"], 64)
		observed[i] = chart.Observation{At: fields["date"], Y: numerator, N: denominator}
		if fields["note"] != "" {
			notes = append(notes, figure.Annotation{ID: number.ID, Point: i + 1, Words: fields["note"]})
		}
	}
	spec := chart.Spec{Kind: chart.Run, HasN: true, Multiply: 100, Better: chart.Direction(e.Filled.Fields["direction"])}
	for _, frozen := range e.Filled.Rows["frozen"] {
		at := slices.IndexFunc(observed, func(o chart.Observation) bool { return o.At == frozen["until"] })
		if at >= 0 {
			spec.Freeze = append(spec.Freeze, at+1)
		}
	}
	drawn, err := chart.Draw(spec, observed)
	if err != nil {
		return figure.RunChart{}, err
	}
	run := figure.RunChart{Say: phrases(), Chart: drawn, Unit: "%", Bare: true, Annotations: notes}
	return run, nil
}
