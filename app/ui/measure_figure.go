package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// measureFigure is the chart of a measure on a page: its picture, the way from
// an annotation to its test, and what one can say about a point.
type measureFigure struct {
	p       *Program
	measure figure.Measure
	chart   figure.MeasureChart
	drawn   bool // there is something to draw
	apart   apartBy
	may     bool // this person may write in the measure

	view    *FigureView
	box     *FigureBox
	limits  *Button
	splits  *fyne.Container // the ways to take the numbers apart
	trouble *Words
	hidden  *Words // what the chart of everyone hides
	save    *Button
	content *fyne.Container
	resize  func() // the page lays itself out again
}

// chartHeight is the least height at which a chart shows its annotations; wide
// ones are higher.
const (
	chartHeight = 440
	chartShape  = 0.5 // of the width
	smallShape  = 0.7 // where there is no room for annotations

	leastChart = 540 // narrower ones are drawn small, without annotations
)

// newMeasureFigure makes an empty one; set fills it.
func newMeasureFigure(p *Program, resize func()) *measureFigure {
	f := &measureFigure{p: p, resize: resize, trouble: Muted(""), hidden: Paragraph("")}
	f.view = NewFigureView(FigureParts{Lay: f.lay})
	f.view.Actions, f.view.Words, f.view.Next = f.actions, f.words, f.next
	f.splits = Row(0)
	f.limits = LinkButton(T("chart.limits", "Show limits"), "", f.toggleLimits)
	f.save = p.savePictureOf(func() string { return fileNameOf(f.measure.Measure.Title()) }, f.leaving)
	f.box = NewFigureBox(f.view, FigureBoxParts{
		Rest:    T("chart.rest", "Point at a number, or use the arrow keys."),
		Buttons: []fyne.CanvasObject{f.splits, f.limits, f.save}, OnResize: resize,
	})
	f.trouble.Hide()
	f.hidden.Hide()
	f.content = Column(GapSmall, f.box.Object(), f.hidden, f.trouble)
	return f
}

// set shows a measure with news; without a number there is nothing to see.
func (f *measureFigure) set(m figure.Measure, may bool) {
	m.Kind, f.may = f.measure.Kind, may
	f.measure = m
	f.draw()
}

func (f *measureFigure) draw() {
	made, err := f.measure.Chart()
	f.drawn = err == nil && len(made.Days) > 0
	f.content.Hidden = !f.drawn
	if !f.drawn {
		return
	}
	f.chart = made
	f.trouble.SetText(made.Trouble)
	f.trouble.Hidden = made.Trouble == ""
	f.limits.SetText(T("chart.limits", "Show limits"))
	if f.shown() != chart.Run {
		f.limits.SetText(T("chart.run", "Show the run chart"))
	}
	f.showSplits()
	f.showHidden()
	f.view.SetLay(f.lay)
}

// showHidden says under the chart of everyone what it hides; the small charts
// say it themselves.
func (f *measureFigure) showHidden() {
	text := ""
	if f.apart.by == "" {
		text = hiddenBy(f.measure)
	}
	f.hidden.SetText(text)
	f.hidden.Hidden = text == ""
}

// shown is the chart that is asked for: here, else on the measure's page.
func (f *measureFigure) shown() chart.Kind {
	if f.measure.Kind != "" {
		return f.measure.Kind
	}
	if kind := chart.Kind(f.measure.Measure.Text(kinds.ChartKey)); kind != "" {
		return kind
	}
	return chart.Run
}

// toggleLimits goes between the run chart and the one with limits, on this
// screen only; the measure's page keeps what everybody sees.
func (f *measureFigure) toggleLimits() {
	if f.shown() == chart.Run {
		f.measure.Kind = kinds.ChartSuited
		if kind := f.measure.Measure.Text(kinds.ChartKey); kind != "" && kind != string(chart.Run) {
			f.measure.Kind = chart.Kind(kind)
		}
	} else {
		f.measure.Kind = chart.Run
	}
	f.draw()
	f.resize()
}

// lay makes the picture for a width; the page says title and unit itself.
func (f *measureFigure) lay(width float64) *figure.Scene {
	if f.apart.by != "" {
		return f.apart.scene(width)
	}
	run := f.chart.RunChart
	run.Bare, run.Width, run.Height = true, width, max(chartHeight, width*chartShape)
	if width < leastChart {
		run.Height, run.Small = width*smallShape, true
	}
	return run.Scene()
}

// words says a part: a point with what was counted and noted on its day.
func (f *measureFigure) words(part *figure.Group) string {
	if f.apart.by != "" {
		return part.Name
	}
	if test, ok := figure.PartTest(part.ID); ok && !test.IsZero() {
		return T("chart.test", "Test: %s", part.Name)
	}
	day, ok := f.day(part)
	if !ok {
		return part.Name
	}
	if len(day.Numbers) == 0 {
		return dotted(dayAndYear(day.Date), T("chart.gap", "no number"), day.Special)
	}
	left := ""
	if day.Left {
		left = T("chart.left", "left out of the middle line")
	}
	return dotted(part.Name, day.Counted, left, day.Special, strings.Join(day.Notes, " · "))
}

// day is what is behind a point.
func (f *measureFigure) day(part *figure.Group) (figure.Day, bool) {
	if number, ok := figure.PartPoint(part.ID); ok && number >= 1 && number <= len(f.chart.Days) {
		return f.chart.Days[number-1], true
	}
	return figure.Day{}, false
}

// next goes from number to number with left and right, to a note on the number
// and back with up and down; it begins at the last number.
func (f *measureFigure) next(scene *figure.Scene, from *figure.Group, key fyne.KeyName) *figure.Group {
	if f.apart.by != "" {
		return nearestPart(scene, from, key)
	}
	last := len(f.chart.Days)
	number := last
	if from != nil {
		number = f.numberOf(from.ID)
		switch key {
		case fyne.KeyLeft:
			number--
		case fyne.KeyRight:
			number++
		case fyne.KeyHome:
			number = 1
		case fyne.KeyEnd:
			number = last
		default:
			return f.along(from.ID, number, key)
		}
	}
	return f.view.part(figure.PointPart(min(max(number, 1), last)))
}

// along goes through a number and the annotations on it.
func (f *measureFigure) along(from string, number int, key fyne.KeyName) *figure.Group {
	ids := []string{figure.PointPart(number)}
	for _, note := range f.chart.Annotations {
		if note.Point == number {
			ids = append(ids, note.ID)
		}
	}
	at := slices.Index(ids, from)
	if key == fyne.KeyUp {
		at++
	} else {
		at--
	}
	return f.view.part(ids[min(max(at, 0), len(ids)-1)])
}

// numberOf gives the number of a point, or of the point that a note is on.
func (f *measureFigure) numberOf(id string) int {
	if number, ok := figure.PartPoint(id); ok {
		return number
	}
	for _, note := range f.chart.Annotations {
		if note.ID == id {
			return note.Point
		}
	}
	return len(f.chart.Days)
}

// showTest puts the ring around the annotation of a test.
func (f *measureFigure) showTest(test improve.ArtifactID) {
	f.takeApart("")
	f.view.SetCurrent(figure.TestPart(test))
}

// definition says beside the chart what the number is.
func definitionOf(measure improve.Artifact) []fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for _, part := range []struct{ name, text string }{
		{T("definition.counted", "Who or what is counted"), measure.Text("counted")},
		{T("definition.numerator", "Count these"), measure.Text("numerator")},
		{T("definition.denominator", "Out of these"), measure.Text("denominator")},
		{T("definition.terms", "The words mean"), measure.Text("terms")},
		{T("definition.since", "Counted this way since"), dayAndYear(measure.Text("first_counted"))},
	} {
		if part.text != "" {
			lines = append(lines, Labelled(part.name, part.text))
		}
	}
	return lines
}
