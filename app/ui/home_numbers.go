package ui

import (
	"cmp"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// measureLine is one measure in "How are we doing?".
type measureLine struct {
	Title, Project     string
	Last, When, Target string
	Better             string // which way is better, in words
	Finding            string // what the chart says, in a sentence
	Route              Route

	Measure improve.ArtifactID
	Chart   *figure.RunChart // nil without a number, and where none was asked for
	Drawn   *drawnMeasure    // what the chart is of: two lines with the same look the same
}

// likeness is the lines as they compare: a chart holds numbers that are not
// there, and those equal nothing, not even themselves.
func likeness(lines []measureLine) []measureLine {
	alike := slices.Clone(lines)
	for i := range alike {
		alike[i].Chart = nil
	}
	return alike
}

// mainMeasures gives a project's measures of the aim; its first measure where none is said to be one.
func mainMeasures(book projectBook) []improve.Artifact {
	measures := book.of("measure")
	outcomes := slices.DeleteFunc(slices.Clone(measures), func(a improve.Artifact) bool { return a.Text("type") != "outcome" })
	if len(outcomes) > 0 {
		return outcomes
	}
	return measures[:min(1, len(measures))]
}

// measureLines gives the latest number of each main measure.
func (w homeWork) measureLines() []measureLine {
	var lines []measureLine
	for _, book := range w.Books {
		for _, measure := range mainMeasures(book) {
			lines = append(lines, lineOf(book, measure, w.Points[measure.ID]))
		}
	}
	return lines
}

func lineOf(book projectBook, measure improve.Artifact, points []point) measureLine {
	percent := countsPercent(measure)
	line := measureLine{
		Title: measure.Title(), Project: book.Project.Title(), Last: "–", Target: cmp.Or(targetWords(measure.Text("target"), percent), "–"),
		Better: betterWords(measure.Text("direction")), Route: numberRoute(book.Project.ID, measure.ID),
		Measure: measure.ID,
	}
	if last, ok := latestOf(points, percent); ok {
		line.Last, line.When = last.Text, dayWords(last.Date)
	}
	return line
}

// measuresShown is how many measures the Home of a teacher lists before "Show
// all": a team has a few; somebody who sees forty projects has 160.
const measuresShown = 12

// drawCharts works the charts out of the lines that a Home begins with, or of
// all, and that of the first line with a number.
func (w homeWork) drawCharts(page *homePage) {
	if !page.View.hasCharts() {
		return
	}
	for i := range page.Portfolio[:shownOf(len(page.Portfolio), portfolioShown, page.All)] {
		line := &page.Portfolio[i]
		if drawn := w.drawn(line.Measure); drawn.chart != nil {
			line.Chart, line.Drawn = &drawn.chart.RunChart, drawn
		}
	}
	one := false
	for i := range page.Measures {
		if i >= measuresShown && one && !page.All {
			break
		}
		line := &page.Measures[i]
		if drawn := w.drawn(line.Measure); drawn.chart != nil {
			line.Chart, line.Drawn, line.Finding, one = &drawn.chart.RunChart, drawn, drawn.finding, true
		}
	}
}

func (w homeWork) drawn(measure improve.ArtifactID) *drawnMeasure {
	a, kept := w.Shelf.pages[measure]
	if !kept {
		return &drawnMeasure{}
	}
	return w.Shelf.of(*a)
}

// betterWords says which way a measure should go.
func betterWords(direction string) string {
	switch direction {
	case "up":
		return T("measure.up", "higher is better")
	case "down":
		return T("measure.down", "lower is better")
	case "steady":
		return T("measure.steady", "should stay")
	default:
		return ""
	}
}

// Size of a chart within a line of a table.
const (
	sparkWidth  float32 = 150
	sparkHeight float32 = 38
)

// measures are the lines of the numbers: the first, and the way to all.
func (s *homeScreen) measures() []fyne.CanvasObject {
	count := len(s.loaded.Measures)
	shown := shownOf(count, measuresShown, s.allMeasures)
	return append([]fyne.CanvasObject{s.p.measureSheet(s.loaded.Measures[:shown])}, s.allButton(count, shown, &s.allMeasures)...)
}

func (p *Program) measureSheet(lines []measureLine) fyne.CanvasObject {
	var rows [][]fyne.CanvasObject
	for _, line := range lines {
		title := newTextRow(RowParts{Title: line.Title, Sub: line.Project, OnTapped: func() { p.Navigate(line.Route) }})
		about := Column(0, title)
		if line.Finding != "" {
			about.Add(PadXY(8, 2, Muted(line.Finding)))
		}
		spark := fyne.CanvasObject(Muted(""))
		if line.Chart != nil {
			spark = newSpark(*line.Chart)
		}
		rows = append(rows, []fyne.CanvasObject{about, spark, Strong(line.Last), quietCell(line.When), cell(line.Target)})
	}
	return newSheet([]sheetColumn{
		{Title: T("home.doing.measure", "What we count"), Wide: true}, {Title: T("home.doing.chart", "How it goes")}, {Title: T("home.doing.last", "Last"), Right: true},
		{Title: T("home.doing.when", "Day"), Right: true}, {Title: T("home.doing.goal", "Goal"), Right: true},
	}, rows...)
}

// newSpark is a small chart to look at; the line that it stands in is what one presses.
func newSpark(run figure.RunChart) fyne.CanvasObject {
	factor := float32(textFactor())
	scene := run.Spark(float64(sparkWidth), float64(sparkHeight))
	raster := canvas.NewRaster(func(w, _ int) image.Image {
		picture, err := scene.View(scene.Paper(), float64(w)/scene.Width)
		if err != nil {
			fyne.LogError("draw a small chart", err)
		}
		return picture
	})
	raster.SetMinSize(fyne.NewSize(sparkWidth*factor, sparkHeight*factor))
	return raster
}

// lastTest gives the test that began last, or is planned to.
func lastTest(book projectBook) (improve.Artifact, bool) {
	tests := newestFirst(book.of("pdsa"))
	if len(tests) == 0 {
		return improve.Artifact{}, false
	}
	return tests[0], true
}

// newestFirst sorts tests by their first day, the latest first; those without one by when they were made.
func newestFirst(tests []improve.Artifact) []improve.Artifact {
	sorted := slices.Clone(tests)
	slices.SortStableFunc(sorted, func(x, y improve.Artifact) int {
		return cmp.Or(cmp.Compare(y.Text("start"), x.Text("start")), cmp.Compare(y.Created, x.Created))
	})
	return sorted
}

// stageWords says how far a test is.
func stageWords(stage testStage) string {
	switch stage {
	case testDecided:
		return T("stage.decided", "decided")
	case testDeciding:
		return T("stage.deciding", "waits for a decision")
	case testStudying:
		return T("stage.studying", "waits for Study")
	case testDoing:
		return T("stage.doing", "under way")
	default:
		return T("stage.planned", "planned")
	}
}

func quietWords(weeks int) string {
	switch weeks {
	case 0:
		return T("quiet.none", "this week")
	case 1:
		return T("quiet.one", "1 week ago")
	default:
		return T("quiet.many", "%d weeks ago", weeks)
	}
}
