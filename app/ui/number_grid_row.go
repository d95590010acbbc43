package ui

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
)

// gridRow is a row of a sheet as fields.
type gridRow struct {
	grid    *numberGrid
	was     point // what is recorded; without an ID for a new number
	keys    []improve.FieldKey
	entries map[improve.FieldKey]*Entry
	problem *Words
	doubted string // the doubt that was shown already: a second Enter takes it
	content *fyne.Container
}

func newGridRow(g *numberGrid, was point) *gridRow {
	r := &gridRow{grid: g, was: was, entries: map[improve.FieldKey]*Entry{}, problem: Colored("", theme.ColorNameError)}
	var cells []fyne.CanvasObject
	for _, column := range g.columns {
		placeholder := ""
		if column.key == schoolKey {
			placeholder = g.s.data.Schools[g.s.p.me.Organisation] // an empty cell is one's own
		}
		entry := NewEntry(placeholder)
		entry.OnSubmitted = func(string) { r.save() }
		entry.OnPaste = g.s.paste
		r.keys, r.entries[column.key] = append(r.keys, column.key), entry
		cells = append(cells, entry)
	}
	r.problem.Hide()
	r.fill(was)
	save := IconButton("check", T("sheet.save", "Record this row"), r.save)
	r.content = Column(2, PadXY(6, 3, gridLine(g.columns, append(cells, save)...)), r.problem)
	return r
}

// fill shows a number in the fields.
func (r *gridRow) fill(p point) {
	r.was = p
	for key, entry := range r.entries {
		entry.SetTextQuietly(r.grid.cellText(p, key))
	}
}

// stale tells whether the sheet has other columns by now.
func (r *gridRow) stale() bool {
	if len(r.keys) != len(r.grid.columns) {
		return true
	}
	for i, column := range r.grid.columns {
		if r.keys[i] != column.key {
			return true
		}
	}
	return false
}

func (r *gridRow) text(key improve.FieldKey) string {
	if entry := r.entries[key]; entry != nil {
		return strings.TrimSpace(entry.Text)
	}
	return ""
}

// point is what stands in the fields.
func (r *gridRow) point() point {
	day, hint := parsePastDate(r.text("date"), r.grid.s.p.now())
	if hint != "" {
		day = r.text("date")
	}
	return point{
		ID: r.was.ID, At: r.was.At, Date: day, Value: r.text("value"), Numerator: r.text("numerator"),
		Denominator: r.text("denominator"), Group: r.text("group"), Note: r.text("note"),
	}
}

// changed tells whether somebody wrote in the row; the day that stands in a
// fresh one by itself is no writing.
func (r *gridRow) changed() bool {
	for key, entry := range r.entries {
		if (key != "date" || !r.was.ID.IsZero()) && entry.Text != r.grid.cellText(r.was, key) {
			return true
		}
	}
	return false
}

// fields gives what is typed in canonical form, or what is wrong with it.
func (r *gridRow) fields() (map[improve.FieldKey]string, error) {
	fields := map[improve.FieldKey]string{}
	for _, key := range r.keys {
		text, hint := r.text(key), ""
		switch key {
		case "date":
			text, hint = parsePastDate(text, r.grid.s.p.now())
		case "value", "numerator", "denominator":
			text, hint = parsePercent(text)
		}
		if hint != "" {
			return nil, &improve.Error{Code: improve.Invalid, Field: key, Message: hint}
		}
		fields[key] = text
	}
	return fields, nil
}

// save records the row and goes on to the next: a fresh one is empty at once, so
// that the next number may be typed. What cannot be recorded comes back.
func (r *gridRow) save() {
	fields, err := r.fields()
	if err != nil {
		r.refuse(err)
		return
	}
	doubt := doubtOf(point{Value: fields["value"], Numerator: fields["numerator"], Denominator: fields["denominator"]}, countsPercent(r.grid.s.data.Measure))
	if doubt != "" && doubt != r.doubted {
		r.doubted = doubt
		r.refuse(&improve.Error{Code: improve.Invalid, Message: doubt, Hint: T("number.doubt.again", "Press Enter once more to take it as it is.")})
		return
	}
	g, was, taken := r.grid, r.was, textsOf(slices.Collect(maps.Values(r.entries)))
	if was.ID.IsZero() {
		r.next()
	} else {
		g.after(was.ID)
	}
	g.s.p.GoInTurn(func(ctx context.Context) error { return g.record(ctx, was, fields) }, func(err error) {
		switch {
		case err == nil:
		case !r.mayComeBack(was):
			g.s.p.notRecorded(taken, err)
		default:
			r.giveBack(was, taken)
			r.refuse(err)
		}
	})
}

// mayComeBack tells that the sheet is still open and nobody writes where the row stood.
func (r *gridRow) mayComeBack(was point) bool {
	switch g := r.grid; {
	case g.s.ctx.Err() != nil:
		return false
	case was.ID.IsZero():
		return g.fresh == r && !r.changed()
	default:
		return g.open[was.ID] == nil
	}
}

// giveBack opens the row again as it was typed.
func (r *gridRow) giveBack(was point, taken map[*Entry]string) {
	r.was = was
	for entry, text := range taken {
		entry.SetTextQuietly(text)
	}
	if !was.ID.IsZero() {
		r.grid.open[was.ID] = r
		r.grid.redo()
	}
}

// next makes the fresh row ready for the number after the one just taken.
func (r *gridRow) next() {
	r.problem.Hide()
	r.doubted = ""
	for _, entry := range r.entries {
		entry.SetWrong(false)
	}
	if day, _ := parsePastDate(r.text("date"), r.grid.s.p.now()); day != "" {
		if at, err := time.Parse(isoDate, day); err == nil {
			r.was = point{Date: at.AddDate(0, 0, stepDays(r.grid.s.data.Measure)).Format(isoDate), Group: r.text("group")}
		}
	}
	school := r.text(schoolKey)
	r.fill(r.was)
	if entry := r.entries[schoolKey]; entry != nil {
		entry.SetTextQuietly(school) // a sheet is mostly filled in for one school
	}
	r.focus(r.first())
	r.content.Refresh()
}

func (r *gridRow) refuse(err error) {
	r.problem.SetText(r.grid.s.p.ErrorText(err))
	r.problem.Show()
	var told *improve.Error
	if errors.As(err, &told) {
		for key, entry := range r.entries {
			entry.SetWrong(key == told.Field)
			if key == told.Field {
				r.focus(entry)
			}
		}
	}
	r.content.Refresh()
	r.grid.s.page.Refit()
}

// first is where the number itself is typed.
func (r *gridRow) first() *Entry {
	for _, key := range []improve.FieldKey{"numerator", "value"} {
		if entry := r.entries[key]; entry != nil {
			return entry
		}
	}
	return r.entries["date"]
}

func (r *gridRow) focus(entry *Entry) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(entry); canvas != nil {
		canvas.Focus(entry)
	}
}

// doubtOf says what may be a slip: it is taken when somebody says so, and marked.
func doubtOf(p point, percent bool) string {
	value, err := strconv.ParseFloat(p.Value, 64)
	above, errAbove := strconv.ParseFloat(p.Numerator, 64)
	below, errBelow := strconv.ParseFloat(p.Denominator, 64)
	switch {
	case percent && p.Value != "" && err == nil && (value > 100 || value < 0):
		return T("number.doubt.percent", "%s per cent?", p.Value)
	case p.Value == "" && errAbove == nil && errBelow == nil && above > below:
		return T("number.doubt.more", "%s of %s is more than all.", p.Numerator, p.Denominator)
	default:
		return ""
	}
}

// Widths of what stands at the end of a row: a mark or a button.
const gridMark float32 = 150

// gridLine puts cells under the columns of a sheet.
func gridLine(columns []gridColumn, cells ...fyne.CanvasObject) *fyne.Container {
	return container.New(&gridLayout{columns: columns}, cells...)
}

type gridLayout struct{ columns []gridColumn }

func (l *gridLayout) MinSize(cells []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, cell := range cells {
		size.Height = max(size.Height, cell.MinSize().Height)
	}
	return size
}

func (l *gridLayout) Layout(cells []fyne.CanvasObject, size fyne.Size) {
	factor := float32(textFactor())
	rest := size.Width - gridMark*factor
	for _, column := range l.columns {
		rest -= column.width*factor + Gap
	}
	x := float32(0)
	for i, cell := range cells {
		width := gridMark * factor
		if i < len(l.columns) {
			width = l.columns[i].width * factor
			if width == 0 {
				width = max(rest, sheetLeast)
			}
		}
		if button, ok := cell.(*Button); ok {
			width = button.MinSize().Width // at its own size: the column is wider
		}
		height := fitWidth(cell, width)
		cell.Move(fyne.NewPos(x, (size.Height-height)/2))
		x += width + Gap
	}
}

// gridText is a row of text that becomes fields when it is pressed.
type gridText struct{ pressable }

func newGridLine(name string, line fyne.CanvasObject, onTapped func()) *gridText {
	t := &gridText{}
	t.name, t.content, t.OnTapped = name, line, onTapped
	t.look = pressLook{padX: 6, padY: 5, hoverFill: ColorInfoGround, wide: true, left: true}
	t.ExtendBaseWidget(t)
	return t
}

func (t *gridText) outline() (role, text string) { return "row", t.name }
