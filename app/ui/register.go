package ui

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// register is what a form knows of one register: what was shown, over which
// versions, and the boxes in which the user changes it.
type register struct {
	form  *Form
	field improve.FieldKey
	row   improve.RowID
	boxes []*fieldBox
	cells bool // a row or a whole: the value is cells, not a text

	shown    improve.Value     // what the user was shown and starts from
	over     []improve.Dot     // the versions behind shown
	sent     []improve.Value   // what Changes gave since, in its order: when it comes back it is ours
	live     []improve.Version // the versions that differ, the shown one first
	dots     []improve.Dot     // all live versions
	position string            // of a row, as the user has moved it
	removed  bool
	offered  bool            // the program began this row, nobody has written it
	apart    *fyne.Container // tells of versions that were written apart
}

func newRegister(f *Form, field improve.FieldKey, row improve.RowID) *register {
	r := &register{form: f, field: field, row: row, apart: Column(Gap)}
	r.apart.Hide()
	return r
}

func (r *register) addBox(field improve.Field) *fieldBox {
	box := newFieldBox(r, field)
	r.boxes = append(r.boxes, box)
	return box
}

// value gives what the boxes hold. Cells that no box shows (hidden, or of a newer version) stay as they were.
func (r *register) value() improve.Value {
	if !r.cells {
		return improve.TextValue(r.boxes[0].editor.text())
	}
	cells := maps.Clone(r.shown.Cells)
	if cells == nil {
		cells = map[improve.FieldKey]string{}
	}
	for _, box := range r.boxes {
		cells[box.field.Key] = box.editor.text()
	}
	if !r.row.IsZero() {
		cells[improve.RowPosition] = r.position
	}
	return improve.CellsValue(cells)
}

// blank tells that nothing was written in a row that nobody has seen yet.
func (r *register) blank() bool {
	if !r.cells || len(r.over) > 0 || len(r.shown.Cells) > 0 {
		return false
	}
	for _, box := range r.boxes {
		if strings.TrimSpace(box.editor.text()) != "" {
			return false
		}
	}
	return true
}

// foreign tells that a newer version wrote something here that this one cannot show, let alone change.
func (r *register) foreign() bool { return len(r.shown.Raw) > 0 }

func (r *register) changed() bool {
	if r.foreign() {
		return false
	}
	return r.removed || !r.blank() && !alike(r.value(), r.shown)
}

func (r *register) readable() bool {
	for _, box := range r.boxes {
		if box.editor.problem() != "" {
			return false
		}
	}
	return true
}

func (r *register) edit() (improve.Edit, bool) {
	if !r.changed() || !r.removed && !r.readable() {
		return improve.Edit{}, false
	}
	edit := improve.Edit{Field: r.field, Row: r.row, Over: r.over, Remove: r.removed}
	if !r.removed {
		edit.Value = r.value()
	}
	r.sent = append(r.sent[max(0, len(r.sent)+1-mostSent):], edit.Value)
	return edit, true
}

// fill takes what is stored now. The user's own text wins on screen until it is written.
func (r *register) fill(stored improve.Register) {
	version := r.first(stored)
	now := version.Value
	changed := r.changed()
	moved := !alike(now, r.shown)
	live := stored.Distinct()
	same := slices.EqualFunc(r.live, live, func(x, y improve.Version) bool { return x.Dot == y.Dot })
	r.live, r.dots = live, stored.Dots()
	switch {
	case !changed || r.reads(now, r.value()) && !r.removed:
		r.adopt(now)
		r.say("")
	case r.ours(now) >= 0: // our own words came back; the user has typed on
		r.shown, r.over, r.sent = now, r.dots, r.sent[r.ours(now)+1:]
		r.say("")
	case moved:
		name, _ := r.form.author(version)
		r.say(T("form.alsoChanged", "%s also changed this %s. What you wrote stays here.", orYou(name), When(version.Stamp.Time(), r.form.params.Now())))
	}
	if !same { // else what the user has opened to look at stays open
		r.showApart()
	}
}

// mostSent is how many writes of one place may be under way: more are never
// begun before the first has come back.
const mostSent = 8

// ours gives the place of a value among those that Changes gave; -1 where it is not ours.
func (r *register) ours(value improve.Value) int {
	return slices.IndexFunc(r.sent, func(sent improve.Value) bool { return r.reads(sent, value) })
}

// first gives the version to show. A row that one person took away while
// another changed it stays, as improve.Artifact.Rows has it.
func (r *register) first(stored improve.Register) improve.Version {
	for _, v := range stored.Live {
		if !r.cells || v.Value.Cells != nil {
			return v
		}
	}
	return improve.Version{}
}

// adopt shows a value and takes it as what the user starts from.
func (r *register) adopt(value improve.Value) {
	r.shown, r.over, r.sent, r.removed = value, r.dots, nil, false
	r.put(value)
}

// put writes a value into the boxes.
func (r *register) put(value improve.Value) {
	if position, ok := value.Cells[improve.RowPosition]; ok {
		r.position = position
	}
	for _, box := range r.boxes {
		text := value.Text
		if r.cells {
			text = value.Cells[box.field.Key]
		}
		if strings.TrimSpace(box.editor.text()) != text || box.field.Type == improve.Person { // a name may have become known
			box.editor.set(text)
		}
		box.filled(text)
		if len(value.Raw) > 0 {
			box.lock(T("form.newer", "This was written with a newer version of Cairn. It is kept as it is."))
		}
	}
}

// alike tells whether two values are the same once recorded: blanks at the
// ends and empty cells are left out then, as app does.
func alike(x, y improve.Value) bool {
	if strings.TrimSpace(x.Text) != strings.TrimSpace(y.Text) || string(x.Raw) != string(y.Raw) || (x.Cells == nil) != (y.Cells == nil) {
		return false
	}
	return maps.Equal(tidyCells(x.Cells), tidyCells(y.Cells))
}

// reads tells whether two values read the same: cells that no box shows are the
// program's own, which adds them as it records.
func (r *register) reads(x, y improve.Value) bool {
	return alike(withoutCells(x, r.unseen), withoutCells(y, r.unseen))
}

// unseen tells whether a cell stands in no box.
func (r *register) unseen(cell improve.FieldKey) bool {
	return cell != improve.RowPosition && !slices.ContainsFunc(r.boxes, func(box *fieldBox) bool { return box.field.Key == cell })
}

// withoutCells gives a value without some of its cells; that given stays as it is.
func withoutCells(value improve.Value, drop func(improve.FieldKey) bool) improve.Value {
	if value.Cells == nil {
		return value
	}
	value.Cells = maps.Clone(value.Cells)
	maps.DeleteFunc(value.Cells, func(key improve.FieldKey, _ string) bool { return drop(key) })
	return value
}

func tidyCells(cells map[improve.FieldKey]string) map[improve.FieldKey]string {
	tidy := map[improve.FieldKey]string{}
	for key, text := range cells {
		if text = strings.TrimSpace(text); text != "" {
			tidy[key] = text
		}
	}
	return tidy
}

// say puts a sentence under the first box; "" takes it away.
func (r *register) say(text string) {
	if len(r.boxes) > 0 {
		r.boxes[0].note(text)
	}
}

func orYou(name string) string {
	if name == "" {
		return T("form.you", "You")
	}
	return name
}

// Draft is what the user typed in one register and has not written yet; it
// survives a crash when the screen keeps it.
type Draft struct {
	Field  improve.FieldKey
	Row    improve.RowID
	Value  improve.Value // as typed, also where it cannot be read
	Over   []improve.Dot // the versions that the user saw
	Remove bool
}

// Drafts gives all that is typed and not written. Call it within a second of
// OnTyped and keep the result on this laptop only.
func (f *Form) Drafts() []Draft {
	var drafts []Draft
	for _, r := range f.everyRegister() {
		if r.changed() {
			drafts = append(drafts, Draft{Field: r.field, Row: r.row, Value: r.value(), Over: r.over, Remove: r.removed})
		}
	}
	return drafts
}

// SetDraft shows kept drafts again. Call it once, after the first Fill.
func (f *Form) SetDraft(drafts []Draft) {
	for _, draft := range drafts {
		if r := f.registerOf(draft); r != nil {
			r.restore(draft)
		}
	}
	f.content.Refresh()
}

func (f *Form) registerOf(draft Draft) *register {
	for _, r := range f.everyRegister() {
		if r.field == draft.Field && r.row == draft.Row {
			return r
		}
	}
	for _, list := range f.lists {
		if list.field.Key == draft.Field && !draft.Row.IsZero() {
			return list.insert(draft.Row, draft.Value.Cells[improve.RowPosition])
		}
	}
	return nil
}

func (r *register) restore(draft Draft) {
	r.put(draft.Value)
	r.over = draft.Over
	r.removed = draft.Remove
	for _, list := range r.form.lists {
		if list.field.Key == r.field {
			list.arrange()
		}
	}
}
