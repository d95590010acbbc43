package ui

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// rowOffer is a row that waits to be filled in: it is written once the user
// adds to it, and never for what is offered alone.
type rowOffer struct {
	Cells improve.Value    // what stands in it already
	Below improve.FieldKey // the column that Note stands under
	Note  string
}

// Offer puts rows into a list that nobody has begun. A row that begins with
// the same words is not offered again. Call it after Fill.
func (f *Form) Offer(field improve.FieldKey, offers []rowOffer) {
	for _, list := range f.lists {
		if list.field.Key == field {
			list.offer(offers)
		}
	}
}

func (l *rowList) offer(offers []rowOffer) {
	l.rows = slices.DeleteFunc(l.rows, func(r *register) bool {
		return r.waits() && (l.locked || !offeredIn(r, offers) || l.doubled(r))
	})
	for _, offer := range offers {
		row := l.beginning(offer)
		if row == nil && !l.declined && !l.locked {
			row = l.insertOffer(offer)
		}
		if row != nil {
			row.hint(offer.Below, offer.Note)
		}
	}
	l.arrange()
}

// offeredIn tells whether a row is still among those to offer.
func offeredIn(r *register, offers []rowOffer) bool {
	return slices.ContainsFunc(offers, func(offer rowOffer) bool { return r.beginsWith(offer.Cells) })
}

// doubled tells whether another row begins as an offered one does.
func (l *rowList) doubled(r *register) bool {
	begins := improve.CellsValue(maps.Clone(r.shown.Cells))
	delete(begins.Cells, improve.RowPosition)
	return slices.ContainsFunc(l.shown(), func(other *register) bool { return other != r && other.beginsWith(begins) })
}

// beginning finds the row that begins with what is offered.
func (l *rowList) beginning(offer rowOffer) *register {
	for _, r := range l.shown() {
		if r.beginsWith(offer.Cells) {
			return r
		}
	}
	return nil
}

func (l *rowList) insertOffer(offer rowOffer) *register {
	r := l.insert(l.form.params.IDs.Row(), improve.PositionBetween(l.lastPosition(), ""))
	r.put(offer.Cells)
	r.offered, r.shown = true, r.value()
	return r
}

func (l *rowList) lastPosition() string {
	last := ""
	for _, r := range l.rows {
		last = max(last, r.position)
	}
	return last
}

// invite shows an empty first row in a list that has none, so that one can
// begin to write at once; a row with nothing in it is never written.
func (l *rowList) invite() {
	if l.inviting && !l.locked && !l.declined && len(l.rows) == 0 {
		l.insert(l.form.params.IDs.Row(), improve.PositionBetween("", "")).offered = true
	}
}

// Invite lets lists begin with an empty row as long as they have none: where
// somebody is about to write in them. Call it before Fill.
func (f *Form) Invite(fields ...improve.FieldKey) {
	for _, list := range f.lists {
		list.inviting = list.inviting || slices.Contains(fields, list.field.Key)
	}
}

// uninvite takes the empty first row away once there are others, but not from under the keyboard.
func (l *rowList) uninvite() {
	l.rows = slices.DeleteFunc(l.rows, func(r *register) bool {
		return r.waits() && r.blank() && len(l.rows) > 1 && !r.hasKeyboard()
	})
}

// waits tells that a row was offered and nobody has written in it.
func (r *register) waits() bool { return r.offered && len(r.over) == 0 && !r.changed() }

// beginsWith tells whether a row holds all of these cells.
func (r *register) beginsWith(cells improve.Value) bool {
	for key, text := range cells.Cells {
		for _, box := range r.boxes {
			if box.field.Key == key && box.editor.text() != text {
				return false
			}
		}
	}
	return true
}

// hint puts a quiet sentence under one cell.
func (r *register) hint(column improve.FieldKey, text string) {
	for _, box := range r.boxes {
		if box.field.Key == column {
			box.show(box.hint, text)
		}
	}
}

func (r *register) hasKeyboard() bool {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(r.form.content)
	return canvas != nil && slices.ContainsFunc(r.boxes, func(box *fieldBox) bool { return canvas.Focused() == box.editor.focus() })
}

// offerResults puts the questions of a test's plan under Study, once something
// has happened, with what was expected beside them.
func offerResults(form *Form, test improve.Artifact) {
	if stageOf(test) == testPlanned {
		return
	}
	var offers []rowOffer
	for _, row := range test.Rows("questions") {
		question, expected := row.Cells["question"], row.Cells["prediction"]
		if question == "" {
			continue
		}
		offer := rowOffer{Cells: improve.CellsValue(map[improve.FieldKey]string{"question": question}), Below: "happened"}
		if expected != "" {
			offer.Note = T("test.expected", "You expected: %s", expected)
		}
		offers = append(offers, offer)
	}
	form.Offer("results", offers)
}
