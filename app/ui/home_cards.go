package ui

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/cairn-schools/cairn/app/figure"
)

// How many lines of a card Home shows: it is a page to begin the day with, not a list.
const (
	waitingShown   = 5
	questionsShown = 6
	comingShown    = 3
)

// numbersDue divides the steps: what wants a number this week, and all else.
func numbersDue(steps []nextStep) (numbers, others []nextStep) {
	for _, step := range steps {
		if step.Due == dueNumber {
			numbers = append(numbers, step)
		} else {
			others = append(others, step)
		}
	}
	return numbers, others
}

// addCard lists the numbers to add this week; nothing when all are there.
func (s *homeScreen) addCard(numbers []nextStep) []fyne.CanvasObject {
	if len(numbers) == 0 {
		return nil
	}
	return []fyne.CanvasObject{Card(T("home.add.title", "Numbers to add this week"), "", List(s.stepRows(numbers)...))}
}

// Size of the one chart on Home at normal text: at least so wide, and so high.
const (
	homeChartWidth  float32 = 320
	homeChartHeight float32 = 260
)

// chartCard is one chart, that of the project that changed last, before the
// numbers of all; nothing without a number.
func (s *homeScreen) chartCard() []fyne.CanvasObject {
	at := slices.IndexFunc(s.loaded.Measures, func(line measureLine) bool { return line.Chart != nil })
	if at < 0 {
		return nil
	}
	line := s.loaded.Measures[at]
	chart := newSheetButton(line.Title, newStillChart(*line.Chart), func() { s.p.Navigate(line.Route) })
	return []fyne.CanvasObject{chart}
}

// newStillChart is a chart to look at, as wide as it may be; what it stands in is what one presses.
func newStillChart(run figure.RunChart) fyne.CanvasObject {
	raster := canvas.NewRaster(func(w, h int) image.Image {
		drawn := run
		drawn.Height = float64(homeChartHeight)
		drawn.Width = drawn.Height * float64(w) / float64(max(1, h))
		scene := drawn.Scene()
		picture, err := scene.View(scene.Paper(), float64(w)/scene.Width)
		if err != nil {
			fyne.LogError("draw the chart of Home", err)
		}
		return picture
	})
	factor := float32(textFactor())
	raster.SetMinSize(fyne.NewSize(homeChartWidth*factor, homeChartHeight*factor))
	return raster
}

// testsCard shows which tests wait, and reminds those who wrote them.
func (s *homeScreen) testsCard() fyne.CanvasObject {
	title := T("home.tests.title", "Tests that wait")
	tests := s.loaded.Tests
	if len(tests) == 0 {
		return Card(title, "", Muted(T("home.tests.none", "No test waits for what was found out, or for a decision.")))
	}
	var rows []fyne.CanvasObject
	for _, test := range tests[:shownOf(len(tests), waitingShown, s.allTests)] {
		parts := RowParts{
			Icon: "test", Title: test.Title, Sub: dotted(test.Stage, test.Who, T("home.tests.quiet", "last change %s", quietWords(test.Quiet)), test.Project),
			OnTapped: func() { s.p.Navigate(artifactRoute(test.ID)) },
		}
		if test.Remind {
			parts.Right = QuietButton(T("home.tests.remind", "Remind…"), "", func() { s.p.remind(test) })
		}
		rows = append(rows, newTextRow(parts))
	}
	return Card(title, T("home.tests.help", "The longest quiet first."), append([]fyne.CanvasObject{List(rows...)}, s.allButton(len(tests), len(rows), &s.allTests)...)...)
}

// shownOf is how many lines of a card are there: the first few, until somebody asks for all.
func shownOf(count, few int, all bool) int {
	if all {
		return count
	}
	return min(count, few)
}

// allButton shows the lines that a card leaves out; none where it leaves out none.
func (s *homeScreen) allButton(count, shown int, all *bool) []fyne.CanvasObject {
	if count <= shown {
		return nil
	}
	return []fyne.CanvasObject{Row(0, LinkButton(T("home.steps.all", "Show all %d", count), "down", func() {
		*all = true
		s.charts.Store(s.allProjects || s.allMeasures)
		s.fitView()
	}))}
}

// moreWords says that a list goes on elsewhere.
func moreWords(count, shown int) []fyne.CanvasObject {
	if count <= shown {
		return nil
	}
	return []fyne.CanvasObject{Muted(T("home.more", "and %d more", count-shown))}
}

// questionsCard shows what was asked and has no answer yet.
func (s *homeScreen) questionsCard() fyne.CanvasObject {
	title := T("home.questions.title", "Questions that wait for an answer")
	questions := s.loaded.Questions
	if len(questions) == 0 {
		return Card(title, "", Muted(T("home.questions.none", "Nobody waits for an answer. Questions in feedback, and requests, stand here until they have one.")))
	}
	var rows []fyne.CanvasObject
	for _, one := range questions[:shownOf(len(questions), questionsShown, s.allQuestions)] {
		rows = append(rows, newTextRow(RowParts{
			Icon: one.Icon, Title: one.Text, Sub: dotted(one.About, T("home.questions.asked", "asked %s", When(one.Asked.Time(), s.p.now()))),
			OnTapped: func() { s.p.Navigate(one.Route) },
		}))
	}
	return Card(title, T("home.questions.help", "The oldest first."), append([]fyne.CanvasObject{List(rows...)}, s.allButton(len(questions), len(rows), &s.allQuestions)...)...)
}

// visitsCard shows the last notes of visits and begins the next.
func (s *homeScreen) visitsCard() fyne.CanvasObject {
	begin := Row(0, QuietButton(T("home.visits.new", "Write a visit note"), "plus", func() { s.p.Navigate(newRoute("visit")) }))
	title := T("home.visits.title", "Notes of visits")
	if len(s.loaded.Visits) == 0 {
		return Card(title, "", Muted(T("home.visits.none", "What you see at a school, and what you agree on, is best written down on the way home.")), begin)
	}
	var rows []fyne.CanvasObject
	for _, card := range s.loaded.Visits {
		rows = append(rows, newTextRow(RowParts{Icon: s.p.iconOf(card.Kind), Title: s.p.titleOf(card), Sub: plainDates(card.Summary), OnTapped: func() { s.p.OpenArtifact(card) }}))
	}
	return Card(title, "", List(rows...), begin)
}

// meetingsCard shows the next meetings of the teams.
func (s *homeScreen) meetingsCard() fyne.CanvasObject {
	title := T("home.meetings.title", "Next team meetings")
	if len(s.loaded.Coming) == 0 {
		return Card(title, "", Muted(T("home.meetings.none", "No meeting is planned.")),
			Row(0, QuietButton(T("meetings.empty.button", "Prepare a meeting"), "plus", func() { s.p.Navigate(newRoute("meeting")) })))
	}
	var rows []fyne.CanvasObject
	for _, line := range s.loaded.Coming[:min(len(s.loaded.Coming), comingShown)] {
		rows = append(rows, newTextRow(RowParts{Icon: s.p.iconOf(line.Kind), Title: line.Title, Sub: dotted(dateInWords(line.Date), line.Where), OnTapped: func() { s.p.Navigate(artifactRoute(line.ID)) }}))
	}
	return Card(title, "", List(rows...), Row(0, LinkButton(T("home.meetings.all", "All meetings"), "forward", func() { s.p.Navigate(Route{Screen: MeetingsScreen}) })))
}
