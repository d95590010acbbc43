package ui

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// Rows of a sheet that are shown at once: half a year of weeks. Older ones
// come on demand, so that the page opens quickly.
const gridRows = 26

// numberGrid is the table of a data sheet: a fresh row on top, then the numbers,
// the latest first. A row becomes fields when it is pressed, and text again
// when it is recorded.
type numberGrid struct {
	s       *sheetScreen
	columns []gridColumn
	fresh   *gridRow
	open    map[improve.ArtifactID]*gridRow // rows that are being changed
	order   []improve.ArtifactID            // of the rows shown
	all     bool
	content *fyne.Container
}

// gridColumn is one column of the sheet.
type gridColumn struct {
	key   improve.FieldKey
	title string
	width float32 // at normal text; 0 takes the rest
}

func newNumberGrid(s *sheetScreen) *numberGrid {
	g := &numberGrid{s: s, open: map[improve.ArtifactID]*gridRow{}, content: Column(0)}
	g.setColumns()
	g.fresh = newGridRow(g, point{Date: g.nextDay()})
	return g
}

// schoolKey is the column of the school; it is a link and no field.
const schoolKey improve.FieldKey = "school"

func (g *numberGrid) setColumns() {
	data := g.s.data
	g.columns = []gridColumn{{key: "date", title: T("number.date", "Day"), width: 138}}
	counted := countsOutOf(data.Measure) || slices.ContainsFunc(data.Points, func(p point) bool { return p.Numerator != "" })
	if counted {
		g.columns = append(g.columns, gridColumn{key: "numerator", title: T("number.numerator", "How many"), width: 90}, gridColumn{key: "denominator", title: T("number.denominator", "Out of"), width: 90})
	}
	if !countsOutOf(data.Measure) || slices.ContainsFunc(data.Points, func(p point) bool { return p.Value != "" }) {
		g.columns = append(g.columns, gridColumn{key: "value", title: T("number.value", "Number"), width: 110})
	}
	if len(data.groups()) > 0 {
		g.columns = append(g.columns, gridColumn{key: "group", title: T("number.group", "Group"), width: 150})
	}
	if data.schooled() {
		g.columns = append(g.columns, gridColumn{key: schoolKey, title: T("number.school", "School"), width: 190})
	}
	g.columns = append(g.columns, gridColumn{key: "note", title: T("number.note", "What was special?")})
}

// leastNote is the narrowest column of notes, with the room around a card.
const leastNote float32 = 190

// least is the width below which the sheet wants all of the page.
func (g *numberGrid) least() float32 {
	width := gridMark + leastNote
	for _, column := range g.columns {
		width += column.width + Gap
	}
	return width
}

// nextDay is the day of the next number: today, or where numbers of this week
// are there already, one step after the last.
func (g *numberGrid) nextDay() string {
	today := g.s.p.now().Format(isoDate)
	if len(g.s.data.Points) == 0 || g.s.data.Points[0].Date < today {
		return today
	}
	last, err := time.Parse(isoDate, g.s.data.Points[0].Date)
	if err != nil {
		return today
	}
	return last.AddDate(0, 0, stepDays(g.s.data.Measure)).Format(isoDate)
}

// stepDays is how many days lie between two numbers of a measure.
func stepDays(measure improve.Artifact) int {
	switch measure.Text("frequency") {
	case "daily":
		return 1
	case "fortnightly":
		return 14
	case "monthly":
		return 30
	case "termly":
		return 91
	case "yearly":
		return 365
	default:
		return 7
	}
}

// show takes what was loaded; rows that are being written stay as they are.
func (g *numberGrid) show(data sheetData) {
	g.setColumns()
	if g.fresh.stale() {
		typed := g.fresh.point()
		g.fresh = newGridRow(g, typed)
	}
	lines := []fyne.CanvasObject{g.headLine()}
	if data.Writes {
		lines = append(lines, g.fresh.content)
	}
	points := data.Points
	if !g.all {
		points = points[:min(len(points), gridRows)]
	}
	g.order = nil
	for _, p := range points {
		g.order = append(g.order, p.ID)
		row := g.open[p.ID]
		switch {
		case row != nil && row.changed():
			row.was = p
		case row != nil:
			row.fill(p)
		}
		if row != nil {
			lines = append(lines, Divider(), row.content)
			continue
		}
		lines = append(lines, Divider(), g.textLine(p))
	}
	if len(data.Points) > len(points) {
		lines = append(lines, Row(0, LinkButton(T("numbers.all", "Show all %d", len(data.Points)), "down", func() { g.all = true; g.redo() })))
	}
	g.content.Objects = lines
	g.content.Refresh()
}

func (g *numberGrid) redo() {
	g.show(g.s.data)
	g.s.page.Refit()
}

func (g *numberGrid) headLine() fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for _, column := range g.columns {
		cells = append(cells, Muted(column.title))
	}
	return PadXY(6, 3, gridLine(g.columns, append(cells, Muted(" "))...))
}

// textLine is a number as text, to be pressed.
func (g *numberGrid) textLine(p point) fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for _, column := range g.columns {
		text := g.cellText(p, column.key)
		if column.key == "date" {
			text = dayAndYear(p.Date)
		}
		cells = append(cells, Line(text, theme.ColorNameForeground))
	}
	cells = append(cells, g.markOf(p))
	line := gridLine(g.columns, cells...)
	if !g.s.data.Writes {
		return PadXY(6, 5, line)
	}
	return newGridLine(T("numbers.change", "Change the number of %s", dayWords(p.Date)), line, func() { g.change(p.ID) })
}

// markOf shows what is special about a number: that it stays private, or that it may be wrong.
func (g *numberGrid) markOf(p point) fyne.CanvasObject {
	number, ok := p.number(countsPercent(g.s.data.Measure))
	doubt := doubtOf(p, countsPercent(g.s.data.Measure))
	switch {
	case doubt != "":
		return Lead(4, NewIcon("warning", theme.ColorNameWarning), Line(doubt, theme.ColorNameWarning))
	case p.Private:
		return Lead(4, NewIcon("lock", theme.ColorNameWarning), Line(T("stays.mark", "not shared"), ColorMuted))
	case ok && p.Numerator != "":
		return Line(withUnit(number, countsPercent(g.s.data.Measure)), ColorMuted)
	default:
		return Muted(" ")
	}
}

func (g *numberGrid) cellText(p point, key improve.FieldKey) string {
	switch key {
	case "date":
		return dayShown(p.Date)
	case "value":
		return p.Value
	case "numerator":
		return p.Numerator
	case "denominator":
		return p.Denominator
	case "group":
		return p.Group
	case "note":
		return p.Note
	default:
		return g.s.data.Schools[p.At]
	}
}

// change makes fields of a row and puts the keyboard there.
func (g *numberGrid) change(id improve.ArtifactID) {
	at := slices.IndexFunc(g.s.data.Points, func(p point) bool { return p.ID == id })
	if at < 0 {
		return
	}
	if g.open[id] == nil {
		g.open[id] = newGridRow(g, g.s.data.Points[at])
		g.redo()
	}
	g.s.p.oncePainted(g.s.ctx, g.open[id].content, func() { g.open[id].focus(g.open[id].first()) })
}

// after goes on to the row below one that was recorded.
func (g *numberGrid) after(id improve.ArtifactID) {
	delete(g.open, id)
	at := slices.Index(g.order, id)
	g.redo()
	if at >= 0 && at+1 < len(g.order) {
		g.change(g.order[at+1])
	}
}

// leave records the rows that are whole when the user goes elsewhere.
func (g *numberGrid) leave() {
	rows := []*gridRow{g.fresh}
	for _, row := range g.open {
		rows = append(rows, row)
	}
	for _, row := range rows {
		if fields, err := row.fields(); row.changed() && err == nil && (fields["value"] != "" || fields["numerator"] != "") {
			was := row.was
			g.s.p.Go(func(ctx context.Context) error { return g.record(ctx, was, fields) })
		}
	}
}

// record writes a row: a new number, or a changed one. It runs off the GUI goroutine.
func (g *numberGrid) record(ctx context.Context, was point, fields map[improve.FieldKey]string) error {
	s := g.s
	school, ok := s.data.schoolCalled(fields[schoolKey])
	if !ok {
		return &improve.Error{Code: improve.Invalid, Field: schoolKey, Message: "There is no school of that name here.", Hint: "Write it as it stands under People."}
	}
	delete(fields, schoolKey)
	if was.ID.IsZero() {
		_, err := s.p.journal.Create(ctx, app.NewArtifact{Kind: "data-point", Fields: fields, Links: s.links(school)})
		return err
	}
	number, err := s.p.journal.Store().Artifact(ctx, was.ID)
	if err != nil {
		return err
	}
	edits, err := s.p.journal.EditsFor(number, app.Filled{Fields: fields})
	if err != nil {
		return err
	}
	if err := s.p.journal.Edit(ctx, was.ID, edits); err != nil || school.IsZero() || school == was.At {
		return err
	}
	return s.p.journal.Link(ctx, was.ID, "organisation", school)
}
