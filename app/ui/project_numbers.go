package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// pointsShown is how many numbers of a measure stand there before "Show all":
// the chart shows them better, the data sheet holds them all.
const pointsShown = 4

// numbers shows each measure with its latest numbers and a line to add one.
func (s *projectScreen) numbers() []fyne.CanvasObject {
	measures := s.data.Book.of("measure")
	another := func() { s.openNew("measure") }
	if len(measures) == 0 {
		return []fyne.CanvasObject{EmptyState(EmptyParts{
			Icon: "measure", Title: T("numbers.empty", "How will you know that it gets better?"),
			Why:     T("numbers.empty.why", "Choose one number that you can count every week in a few minutes. Few and quick beats many and late."),
			Example: T("numbers.empty.example", "Essays handed in on the day, of all essays due."),
			Primary: PrimaryButton(s.said(T("numbers.empty.button", "Choose a measure")), "plus", another),
			Quiet:   QuietButton(T("numbers.empty.examples", "Look at examples"), "", func() { s.p.Navigate(Route{Screen: ExamplesScreen}) }),
		})}
	}
	cards := []fyne.CanvasObject{}
	for _, measure := range measures {
		cards = append(cards, s.measureCard(measure))
	}
	cards = append(cards, Row(0, QuietButton(s.said(T("numbers.another", "Another measure")), "plus", another)))
	return append(cards, s.moreHere(tabNumbers)...)
}

// beginNumber puts the keyboard into the line of the measure that the user
// came for, once.
func (s *projectScreen) beginNumber() {
	want := s.want
	if want != wantDiagram {
		s.want = ""
	}
	for id, row := range s.rows {
		if id.String() != want {
			continue
		}
		s.p.oncePainted(s.p.Context(), row.content, func() {
			s.parts[tabNumbers].page.ScrollFrom(row.card)
			s.p.Window().Canvas().Focus(row.first())
		})
	}
}

func (s *projectScreen) measureCard(measure improve.Artifact) fyne.CanvasObject {
	points := s.data.Book.points(measure.ID)
	for i, point := range points {
		if a, ok := s.data.Book.find(point.ID); ok {
			points[i].Private = a.Space == s.data.Personal && s.data.Book.Project.Space != s.data.Personal
			points[i].Stays = s.data.Staying[measure.ID].Why[point.ID]
		}
	}
	row := s.rows[measure.ID]
	if row == nil {
		row = newNumberRow(s.p, s.id, measure)
		s.rows[measure.ID] = row
	}
	sheet := LinkButton(T("numbers.sheet", "Data sheet"), "edit", func() { s.p.Navigate(sheetRoute(measure.ID)) })
	open := LinkButton(s.said(T("numbers.open", "Open the measure")), "measure", func() { s.open(measure.ID) })
	numbers := s.data.Book.linked("data-point", measureRel, measure.ID)
	body := []fyne.CanvasObject{s.measureChart(measure), row.content, s.p.stayingLine(measure, s.data.Staying[measure.ID], numbers)}
	if len(points) > 0 {
		body = append(body, s.pointSheet(measure, points))
	}
	if len(points) > pointsShown && !s.all[measure.ID] {
		body = append(body, Row(0, LinkButton(T("numbers.all", "Show all %d", len(points)), "down", func() {
			s.all[measure.ID] = true
			s.redo()
		})))
	}
	row.card = CardWith(measure.Title(), s.p.measureWords(measure), Row(0, sheet, open), body...)
	return row.card
}

// definitionWidth holds about 35 letters a line.
const definitionWidth float32 = 230

// measureChart is the chart of a measure with its definition beside it. It
// stays the same thing while news arrive, so that zoom and keyboard stay too.
func (s *projectScreen) measureChart(measure improve.Artifact) fyne.CanvasObject {
	chart := s.charts[measure.ID]
	if chart == nil {
		chart = newMeasureFigure(s.p, func() { s.parts[tabNumbers].page.Refit() })
		s.charts[measure.ID] = chart
	}
	numbers := s.data.Book.linked("data-point", measureRel, measure.ID)
	chart.set(figure.Measure{Say: phrases(), Terms: s.p.terms, Measure: measure, Numbers: numbers, Tests: s.data.Book.of("pdsa"), Kept: keptOf(s.data.Staying[measure.ID]), Places: s.data.Schools}, s.data.Writes)
	definition := definitionOf(measure)
	switch {
	case !chart.drawn && len(definition) == 0:
		return Column(0)
	case !chart.drawn:
		return Columns(GapLarge, definitionWidth, definition...)
	case len(definition) == 0:
		return chart.content
	}
	factor := float32(textFactor())
	return AsideWide(definitionWidth*factor, leastChart*factor, chart.content, Column(Gap, definition...))
}

// pointSheet is the table of a measure's numbers, the latest first.
func (s *projectScreen) pointSheet(measure improve.Artifact, points []point) fyne.CanvasObject {
	has := func(test func(point) bool) bool { return slices.ContainsFunc(points, test) }
	counted := has(func(p point) bool { return p.Numerator != "" })
	grouped := has(func(p point) bool { return p.Group != "" })
	placed := has(func(p point) bool { return s.data.Schools[p.At] != "" })
	columns := []sheetColumn{{Title: T("numbers.day", "Day"), Right: true}, {Title: T("numbers.number", "Number"), Right: true}}
	if counted {
		columns = append(columns, sheetColumn{Title: T("numbers.counted", "Counted"), Right: true})
	}
	if placed {
		columns = append(columns, sheetColumn{Title: T("numbers.where", "Where")})
	}
	if grouped {
		columns = append(columns, sheetColumn{Title: T("numbers.group", "Group")})
	}
	columns = append(columns, sheetColumn{Title: T("numbers.note", "What was special"), Wide: true}, sheetColumn{})
	if !s.all[measure.ID] {
		points = points[:min(len(points), pointsShown)]
	}
	percent := countsPercent(measure)
	rows := [][]fyne.CanvasObject{}
	for _, p := range points {
		row := []fyne.CanvasObject{cell(dayWords(p.Date)), Strong(numberWords(p, percent))}
		if counted {
			row = append(row, quietCell(countedWords(p)))
		}
		if placed {
			row = append(row, quietCell(s.data.Schools[p.At]))
		}
		if grouped {
			row = append(row, quietCell(p.Group))
		}
		rows = append(rows, append(row, noteCell(p, percent), s.changeButton(p)))
	}
	return newSheet(columns, rows...)
}

func (s *projectScreen) changeButton(p point) fyne.CanvasObject {
	return IconButton("edit", T("numbers.change", "Change the number of %s", dayWords(p.Date)), func() { s.open(p.ID) })
}

func numberWords(p point, percent bool) string {
	number, ok := p.number(percent)
	if !ok {
		return "–"
	}
	return withUnit(number, percent)
}

func countedWords(p point) string {
	if p.Numerator == "" || p.Denominator == "" {
		return p.Numerator
	}
	return T("numbers.of", "%s of %s", p.Numerator, p.Denominator)
}

func noteCell(p point, percent bool) fyne.CanvasObject {
	note := quietCell(p.Note)
	if doubt := doubtOf(p, percent); doubt != "" {
		return Lead(6, NewIcon("warning", theme.ColorNameWarning), quietCell(dotted(doubt, p.Note)))
	}
	if !p.Private {
		return note
	}
	return Lead(6, NewIcon("lock", theme.ColorNameWarning), quietCell(dotted(notShared(p.Stays), p.Note)))
}
