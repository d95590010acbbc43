package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/table"
)

// pasteWidth holds a row of numbers with the reason why it cannot be taken.
const pasteWidth float32 = 620

// Rows that a paste shows before it only counts them.
const (
	badShown   = 8
	doubtShown = 4
	goodShown  = 3
)

// paste takes what holds several cells; one cell goes into its field.
func (s *sheetScreen) paste(text string) bool {
	if !strings.ContainsAny(strings.TrimRight(text, "\r\n"), "\t\n") {
		return false
	}
	s.openPaste(text)
	return true
}

func (s *sheetScreen) pasteClipboard() { s.openPaste(s.p.params.App.Clipboard().Content()) }

// pickFile reads a file that a spreadsheet saved.
func (s *sheetScreen) pickFile() { s.p.chooseSheet(s.readFile) }

// readFile shows what a file of a spreadsheet holds, as if its first sheet were pasted.
func (s *sheetScreen) readFile(file fyne.URIReadCloser) {
	var text string
	var lines []int
	s.p.GoThen(func(context.Context) error {
		grids, err := readSheets(file)
		if err == nil {
			text, lines = pasteText(grids[0]), append([]int{1}, grids[0].Lines...)
		}
		return err
	}, func(err error) {
		switch {
		case s.ctx.Err() != nil:
		case err != nil:
			s.p.ShowError(err)
		default:
			s.openPaste(text, lines...)
		}
	})
}

// pasteText gives a sheet as a spreadsheet copies its cells.
func pasteText(grid office.Grid) string {
	clean := strings.NewReplacer("\t", " ", "\r", " ", "\n", " ")
	var lines []string
	for _, row := range append([][]string{grid.Head}, grid.Rows...) {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = clean.Replace(cell)
		}
		lines = append(lines, strings.Join(cells, "\t"))
	}
	return strings.Join(lines, "\n") + "\n"
}

// takeDropped takes the first spreadsheet that was dropped on the window.
func (s *sheetScreen) takeDropped(dropped []fyne.URI) bool {
	return s.data.Writes && s.p.takeSheet(dropped, s.readFile)
}

// pasting is a paste that is being looked at before it is taken.
type pasting struct {
	s      *sheetScreen
	text   string
	want   table.Expected
	read   table.Points
	days   *Entry // the first day, where no column has days
	body   *fyne.Container
	take   *Button
	dialog *Dialog

	named   []app.NamedColumn // columns with names that may be children's
	looking bool              // it is not known yet whether there are any
	pressed bool              // the button was pressed meanwhile
	allowed bool              // somebody said that these may be recorded
}

// openPaste shows what a paste would do. Nothing is recorded before the button
// is pressed, and then all of it or nothing. lines are what the lines of the
// text are called in their file; without any they are counted.
func (s *sheetScreen) openPaste(text string, lines ...int) {
	data := s.data
	k := &pasting{s: s, text: text, body: Column(Gap), want: table.Expected{
		Percent: countsPercent(data.Measure), OutOf: countsOutOf(data.Measure), Today: s.p.now(), Groups: data.groups(), Lines: lines,
	}}
	var err error
	if k.read, err = table.ReadPoints(text, k.want); err != nil {
		s.p.ShowError(err)
		return
	}
	k.days = NewEntry(T("date.placeholder", "21 Nov 2026"))
	k.days.OnTyped = func(string) { k.again() }
	k.take = PrimaryButton(T("paste.take", "Take the numbers"), "", k.record)
	k.dialog = ShowDialog(s.p.Window().Canvas(), pasteWidth, T("paste.title", "Numbers from your spreadsheet"), k.body,
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { k.dialog.Close() }), k.take)
	k.show()
	k.lookForNames()
	if k.read.AskDays {
		s.p.Window().Canvas().Focus(k.days)
	} else {
		s.p.Window().Canvas().Focus(k.take)
	}
}

// again reads the text with what was answered.
func (k *pasting) again() {
	k.want.First = time.Time{}
	if day, _ := parsePastDate(k.days.Text, k.s.p.now()); day != "" {
		if at, err := time.Parse(isoDate, day); err == nil {
			k.want.First, k.want.Every = at, stepDays(k.s.data.Measure)
		}
	}
	if read, err := table.ReadPoints(k.text, k.want); err == nil {
		k.read = read
	}
	k.show()
}

// check adds to the rows what only this sheet knows: days that have a number
// already, schools that nobody knows.
func (k *pasting) check() {
	have := map[string]point{}
	for _, p := range k.s.data.Points {
		have[k.dayKey(p.Date, p.Group, p.At)] = p
	}
	for i := range k.read.Rows {
		row := &k.read.Rows[i]
		school, known := k.s.data.schoolCalled(row.School)
		key := k.dayKey(row.Day, row.Group, school)
		before, there := have[key]
		switch {
		case row.Problem != "" || row.Empty || row.Day == "":
		case !known:
			row.Problem = T("paste.school", "There is no school called “%s” here.", row.School)
		case there:
			row.Problem = T("paste.there", "%s has a number already: %s.", dayAndYear(row.Day), numberWords(before, k.want.Percent))
		default:
			have[key] = point{Date: row.Day, Value: row.Value, Numerator: row.Count, Denominator: row.Size}
		}
	}
}

// dayKey is what makes two numbers the same one; a number of no school is the user's own.
func (k *pasting) dayKey(day, group string, school improve.ArtifactID) string {
	if school.IsZero() {
		school = k.s.p.me.Organisation
	}
	return day + "\x00" + group + "\x00" + school.String()
}

func (k *pasting) show() {
	k.check()
	parts := k.questions()
	good, bad := k.read.Good(), k.read.Bad()
	waiting := k.read.AskOrder || k.read.AskDays
	if !waiting {
		parts = append(parts, k.found(good, bad)...)
	}
	parts = append(parts, k.columnRows()...)
	k.take.SetText(takeWords(len(good), len(bad)))
	if waiting || len(good) == 0 || k.mustAllow() {
		k.take.Disable()
	} else {
		k.take.Enable()
	}
	k.body.Objects = parts
	k.body.Refresh()
	k.dialog.Refit()
}

func takeWords(good, bad int) string {
	switch {
	case good == 0:
		return T("paste.take", "Take the numbers")
	case bad > 0:
		return T("paste.take.good", "Take %d, leave %d out", good, bad)
	case good == 1:
		return T("paste.take.one", "Take the number")
	default:
		return T("paste.take.all", "Take all %d numbers", good)
	}
}

// questions asks what nobody can know from the text.
func (k *pasting) questions() []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	if k.read.AskOrder {
		var buttons []fyne.CanvasObject
		for _, order := range []table.DateOrder{table.DayFirst, table.MonthFirst} {
			buttons = append(buttons, QuietButton(k.dayBy(order), "", func() {
				k.want.Order = order
				k.again()
			}))
		}
		parts = append(parts, Paragraph(T("paste.order", "Which day is %s?", k.read.Ambiguous)), Row(Gap, buttons...))
	}
	if k.noDays() {
		parts = append(parts, Column(GapSmall, Muted(T("paste.days", "There are no days in it. On which day was the first number counted? The others follow every %d days.", stepDays(k.s.data.Measure))),
			fixedWidth(numberWidth*1.4, k.days)))
	}
	return parts
}

// noDays tells whether the days are counted from a first one.
func (k *pasting) noDays() bool {
	for _, role := range k.read.Roles {
		if role == table.DayColumn {
			return false
		}
	}
	return true
}

// dayBy says the doubtful day as it would be read.
func (k *pasting) dayBy(order table.DateOrder) string {
	want := k.want
	want.Order = order
	read, err := table.ReadPoints(k.read.Ambiguous+"\t1", want)
	if err != nil || len(read.Rows) == 0 {
		return string(order)
	}
	return dayAndYear(read.Rows[0].Day)
}

// found says what would be taken, what to look at, and what would stay out and why.
func (k *pasting) found(good, bad []table.PointRow) []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	if len(good) > 0 {
		parts = append(parts, Lead(8, NewIcon("check", theme.ColorNameSuccess), Paragraph(k.goodWords(good))))
	}
	empty := 0
	for _, row := range k.read.Rows {
		if row.Empty {
			empty++
		}
	}
	if empty > 0 {
		parts = append(parts, Muted(T("paste.empty", "%d rows hold no number and are passed over.", empty)))
	}
	parts = append(parts, k.listed(k.doubts(good), doubtShown, T("paste.doubts", "Please look at these; they are taken as they are:"))...)
	var problems []string
	for _, row := range bad {
		problems = append(problems, T("paste.row", "Row %d: %s", row.Line, row.Problem))
	}
	return append(parts, k.listed(problems, badShown, T("paste.bad", "These cannot be taken. Mend them in your spreadsheet and paste again, or leave them out:"))...)
}

func (k *pasting) doubts(good []table.PointRow) []string {
	var doubts []string
	for _, row := range good {
		if row.Doubt != "" {
			doubts = append(doubts, T("paste.row", "Row %d: %s", row.Line, row.Doubt))
		}
	}
	return doubts
}

func (k *pasting) listed(lines []string, most int, head string) []fyne.CanvasObject {
	if len(lines) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{Paragraph(head)}
	for _, line := range lines[:min(len(lines), most)] {
		rows = append(rows, Muted(line))
	}
	if len(lines) > most {
		rows = append(rows, Muted(T("paste.more", "and %d more", len(lines)-most)))
	}
	return []fyne.CanvasObject{Lead(8, NewIcon("warning", theme.ColorNameWarning), Column(2, rows...))}
}

// goodWords says the first and the last of the numbers that would be taken.
func (k *pasting) goodWords(good []table.PointRow) string {
	var some []string
	for i, row := range good {
		if i < goodShown-1 || i == len(good)-1 {
			some = append(some, fmt.Sprintf("%s: %s", dayAndYear(row.Day), numberOf(row)))
		} else if i == goodShown-1 {
			some = append(some, "…")
		}
	}
	return T("paste.good", "%d numbers: %s", len(good), strings.Join(some, " · "))
}

func numberOf(row table.PointRow) string {
	if row.Size != "" {
		return T("numbers.of", "%s of %s", row.Count, row.Size)
	}
	return row.Value
}

// record takes the good rows in one go, once it is known whether they name children.
func (k *pasting) record() {
	if k.pressed = k.looking; k.pressed {
		return
	}
	var all []app.NewArtifact
	for _, row := range k.read.Good() {
		school, _ := k.s.data.schoolCalled(row.School)
		all = append(all, app.NewArtifact{Kind: "data-point", Links: k.s.links(school), Fields: map[improve.FieldKey]string{
			"date": row.Day, "value": row.Value, "numerator": row.Count, "denominator": row.Size, "group": row.Group, "note": row.Note,
		}})
	}
	shell := k.s.p.Shell
	k.take.Disable()
	shell.GoThen(func(ctx context.Context) error {
		_, err := k.s.p.journal.CreateAll(ctx, all)
		return err
	}, func(err error) {
		k.dialog.Close()
		if err != nil {
			shell.ShowError(err)
			return
		}
		shell.Notify(NoticeGood, T("paste.done", "%d numbers are recorded.", len(all)))
	})
}
