package ui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
)

// Least widths of cells that stand beside others: with words, and with a date or number alone.
const (
	wordsColumn float32 = 280
	shortColumn float32 = 170
)

// rowList is a list field: a card for each row, and a button for another.
type rowList struct {
	form    *Form
	field   improve.Field
	rows    []*register // also those that the user has taken away and that are not written yet
	cards   map[improve.RowID]*rowCard
	body    *fyne.Container
	add     *Button
	closed  *remark
	content *fyne.Container
	locked  bool

	inviting bool // an empty list begins with an empty row
	declined bool // the user took away a row that was offered
}

// rowCard is what one row looks like.
type rowCard struct {
	number           *Words
	up, down, remove *Button
	tools, content   *fyne.Container
}

func newRowList(f *Form, field improve.Field) *rowList {
	l := &rowList{form: f, field: field, cards: map[improve.RowID]*rowCard{}, body: Column(Gap), closed: newRemark("lock", ColorMuted)}
	l.add = QuietButton(T("rows.add", "Add a line"), "plus", l.onAdd)
	head := Column(2, append([]fyne.CanvasObject{fieldTitle(field, f.params.Terms)}, fieldHelp(field)...)...)
	l.content = Column(Gap, head, l.closed.content, l.body, Row(0, l.add))
	l.arrange()
	return l
}

func (l *rowList) fill(a improve.Artifact) {
	stored := a.Rows(l.field.Key)
	for _, row := range stored {
		r := l.find(row.ID)
		if r == nil {
			r = l.insert(row.ID, row.Position)
		}
		r.fill(a.Register(l.field.Key, row.ID))
	}
	l.rows = slices.DeleteFunc(l.rows, func(r *register) bool {
		gone := !slices.ContainsFunc(stored, func(row improve.Row) bool { return row.ID == r.row })
		return gone && l.dropped(r, a)
	})
	l.invite()
	l.uninvite()
	l.arrange()
}

// dropped tells whether a row that is no longer stored leaves the form too;
// what the user has typed in it stays.
func (l *rowList) dropped(r *register, a improve.Artifact) bool {
	written := len(r.over) > 0
	switch {
	case !written: // ours, not written yet
		return false
	case r.removed || !r.changed():
		return true
	}
	r.fill(a.Register(l.field.Key, r.row))
	return false
}

func (l *rowList) find(id improve.RowID) *register {
	for _, r := range l.rows {
		if r.row == id {
			return r
		}
	}
	return nil
}

// insert makes the form of one row at a position.
func (l *rowList) insert(id improve.RowID, position string) *register {
	r := newRegister(l.form, l.field.Key, id)
	r.cells, r.position = true, position
	card := &rowCard{number: Muted("")}
	card.up = IconButton("up", T("rows.up", "Move up"), func() { l.onMove(r, -1) })
	card.down = IconButton("down", T("rows.down", "Move down"), func() { l.onMove(r, 1) })
	card.remove = IconButton("trash", T("rows.remove", "Take away"), func() { l.onRemove(r) })
	card.tools = Row(0, card.up, card.down, card.remove)
	head := Spread(card.number, card.tools)
	sheet := container.NewStack(NewPanel(theme.ColorNameBackground, ColorBorder), PadXY(12, 6, Column(2, head, l.cells(r), PadXY(0, 3, r.apart))))
	card.content = sheet
	if l.locked {
		for _, box := range r.boxes {
			box.editor.lock(true)
		}
	}
	l.rows = append(l.rows, r)
	l.cards[id] = card
	return r
}

// cells puts short cells side by side and long ones below one another.
func (l *rowList) cells(r *register) fyne.CanvasObject {
	column, line, least := Column(Gap), []fyne.CanvasObject{}, shortColumn
	flush := func() {
		if len(line) > 0 {
			column.Add(Columns(GapLarge, least, line...))
		}
		line, least = nil, shortColumn
	}
	for _, field := range l.field.Columns {
		if field.Hidden {
			continue
		}
		box := r.addBox(field)
		if entry, ok := box.editor.(*textEditor); ok && field.Type == improve.Prose {
			entry.entry.SetRows(1, entryMaxRows)
			flush()
			column.Add(box.content)
			continue
		}
		line = append(line, box.content)
		if field.Type != improve.Date && field.Type != improve.Number && field.Type != improve.Percent {
			least = wordsColumn
		}
	}
	flush()
	return column
}

// arrange puts the cards in order and hides what the user has taken away.
func (l *rowList) arrange() {
	slices.SortStableFunc(l.rows, func(x, y *register) int {
		if c := strings.Compare(x.position, y.position); c != 0 {
			return c
		}
		return strings.Compare(string(x.row[:]), string(y.row[:]))
	})
	shown := l.shown()
	l.body.Objects = nil
	for i, r := range shown {
		card := l.cards[r.row]
		card.number.SetText(strconv.Itoa(i+1) + ".")
		card.tools.Hidden = l.locked
		able(card.up, i > 0)
		able(card.down, i < len(shown)-1)
		for _, box := range r.boxes {
			box.showHelp(i == 0)
		}
		l.body.Objects = append(l.body.Objects, card.content)
	}
	able(l.add, !l.locked && len(shown) < improve.MaxRows)
	l.add.Hidden = l.locked
	l.body.Hidden = len(shown) == 0
	l.content.Refresh()
}

func able(button *Button, able bool) {
	if able == !button.disabled {
		return
	}
	if able {
		button.Enable()
		return
	}
	button.Disable()
}

func (l *rowList) shown() []*register {
	var shown []*register
	for _, r := range l.rows {
		if !r.removed {
			shown = append(shown, r)
		}
	}
	return shown
}

// onAdd begins a row at the end; it is written once something stands in it.
func (l *rowList) onAdd() {
	r := l.insert(l.form.params.IDs.Row(), improve.PositionBetween(l.lastPosition(), ""))
	l.arrange()
	if len(r.boxes) > 0 {
		r.boxes[0].takeFocus()
	}
}

func (l *rowList) onRemove(r *register) {
	if len(r.over) == 0 {
		l.rows = slices.DeleteFunc(l.rows, func(other *register) bool { return other == r })
	}
	r.removed, l.declined = true, l.declined || r.offered
	l.arrange()
	l.form.typed(r)
	l.form.left(r)
}

// onMove puts a row between the two that will be its neighbours; only it gets another position.
func (l *rowList) onMove(r *register, step int) {
	shown := l.shown()
	from := slices.Index(shown, r)
	to := from + step
	if from < 0 || to < 0 || to >= len(shown) {
		return
	}
	others := slices.Delete(slices.Clone(shown), from, from+1)
	low, high := "", ""
	if to > 0 {
		low = others[to-1].position
	}
	if to < len(others) {
		high = others[to].position
	}
	r.position = improve.PositionBetween(low, high)
	l.arrange()
	l.form.typed(r)
	l.form.left(r)
}

func (l *rowList) lock(reason string) {
	l.closed.set(reason)
	l.lockQuietly(reason != "")
}

func (l *rowList) lockQuietly(locked bool) {
	l.locked = locked
	if locked {
		l.rows = slices.DeleteFunc(l.rows, (*register).waits)
	}
	for _, r := range l.rows {
		for _, box := range r.boxes {
			box.editor.lock(locked)
		}
	}
	l.arrange()
}
