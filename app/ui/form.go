package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// FormParams is what a form reports to and asks. All functions run on the GUI
// goroutine and may be nil, but IDs may not.
type FormParams struct {
	IDs    improve.IDs      // names new rows
	Now    func() time.Time // nil: time.Now
	Terms  bool             // show the field's standard terms beside the plain words
	People People
	Say    func(string) string // puts the words of a school into labels and answers; nil: none

	// Author names who wrote a version; "" for the user of this laptop.
	Author func(improve.Version) string

	// OnTyped tells of every change by the user, at each key: keep a draft (Drafts).
	OnTyped func(field improve.FieldKey, row improve.RowID)
	// OnLeft tells that the user is done with a field for now: write it (Changes).
	OnLeft func(field improve.FieldKey, row improve.RowID)
	// OnSettle tells what the user chose where two people had written at once.
	// Write it as one Edit; for a Whole kind, field is kind.Whole.
	OnSettle func(field improve.FieldKey, row improve.RowID, value improve.Value, over []improve.Dot)
}

// Form shows the fields of a declared kind and lets a person change them. It
// never loses what was typed: Fill leaves changed fields alone. All methods
// run on the GUI goroutine. Usage:
//
//	form := NewForm(kind, FormParams{IDs: ids, OnLeft: s.save})
//	page := NewPage(form.Object())
//	form.Fill(artifact)          // again after every signal
//	edits := form.Changes()      // on leaving a field or the page
type Form struct {
	kind      *improve.Kind
	texts     kindText
	params    FormParams
	registers []*register // of scalar fields, or the one of a Whole kind
	lists     []*rowList
	sections  []formSection
	places    map[improve.FieldKey]*fieldPlace
	agreed    []improve.FieldKey // closed since others agreed so
	content   *fyne.Container
	filled    bool
}

// formSection is a part of the form that shows something.
type formSection struct {
	key, title string
	fields     []improve.Field
	card       *fyne.Container
	spot       *fyne.Container // what is said of the part as a whole; hidden while that is nothing
}

// NewForm makes an empty form.
func NewForm(kind *improve.Kind, params FormParams) *Form {
	if params.IDs == nil {
		panic("ui: the form needs IDs for new rows")
	}
	if params.Now == nil {
		params.Now = time.Now
	}
	f := &Form{kind: kind, texts: kindText{kind: kind, say: params.Say}, params: params, content: Column(GapLarge), places: map[improve.FieldKey]*fieldPlace{}}
	if kind.Whole != "" {
		whole := newRegister(f, kind.Whole, improve.RowID{})
		whole.cells = true
		f.registers = append(f.registers, whole)
		f.content.Add(whole.apart)
	}
	for _, section := range kind.Sections {
		f.addSection(section)
	}
	return f
}

// Object gives what to put on a page.
func (f *Form) Object() fyne.CanvasObject { return f.content }

func (f *Form) addSection(section improve.Section) {
	title, help := f.texts.section(section)
	var body []fyne.CanvasObject
	for _, field := range section.Fields {
		if field.Hidden {
			continue
		}
		field = f.texts.field(section.Key, field)
		if !f.params.Terms {
			field = withoutTerms(field)
		}
		body = append(body, f.placeFor(field.Key, f.addField(field)))
	}
	if len(body) == 0 {
		return
	}
	spot := Column(GapSmall)
	spot.Hide()
	card := Card(title, help, spot, PadXY(0, 4, MaxWidth(MaxField, Column(GapLarge, body...))))
	f.sections = append(f.sections, formSection{key: section.Key, title: title, fields: section.Fields, card: card, spot: spot})
	f.content.Add(card)
}

// withoutTerms leaves out the field's standard terms, of its options and columns too.
func withoutTerms(field improve.Field) improve.Field {
	field.Term = ""
	options := make([]improve.Option, len(field.Options))
	for i, option := range field.Options {
		option.Term = ""
		options[i] = option
	}
	columns := make([]improve.Field, len(field.Columns))
	for i, column := range field.Columns {
		columns[i] = withoutTerms(column)
	}
	field.Options, field.Columns = options, columns
	return field
}

func (f *Form) addField(field improve.Field) fyne.CanvasObject {
	if field.Type == improve.Rows {
		list := newRowList(f, field)
		list.inviting = len(f.sections) == 0 // what a quick page needs stands in the first section
		f.lists = append(f.lists, list)
		return list.content
	}
	r := f.registerFor(field)
	box := r.addBox(field)
	if r.cells {
		return box.content
	}
	return Column(0, box.content, r.apart)
}

// registerFor gives the register that a field's text goes to: its own, or that of the whole.
func (f *Form) registerFor(field improve.Field) *register {
	if f.kind.Whole != "" {
		return f.registers[0]
	}
	r := newRegister(f, field.Key, improve.RowID{})
	f.registers = append(f.registers, r)
	return r
}

// Fill shows an artifact. Fields that the user has changed since keep what was
// typed and say who else changed them. Filling with the same twice is as once.
func (f *Form) Fill(a improve.Artifact) {
	f.filled = true
	for _, r := range f.registers {
		r.fill(a.Register(r.field, r.row))
	}
	for _, list := range f.lists {
		list.fill(a)
	}
	f.content.Refresh()
}

// Changes gives an edit for each field and row that differs from what was
// shown, over the versions that were shown. What cannot be read yet (half a
// date) is left out: it says so beside the field and stays in Drafts. Write all
// of them in one call of the Journal.
func (f *Form) Changes() []improve.Edit {
	var edits []improve.Edit
	for _, r := range f.everyRegister() {
		if edit, ok := r.edit(); ok {
			edits = append(edits, edit)
		}
	}
	return edits
}

// Changed tells whether the user has changed anything, readable or not.
func (f *Form) Changed() bool {
	for _, r := range f.everyRegister() {
		if r.changed() {
			return true
		}
	}
	return false
}

// Value gives what one field holds now, as the canonical text where it can be read.
func (f *Form) Value(field improve.FieldKey) string {
	for _, r := range f.registers {
		for _, box := range r.boxes {
			if box.field.Key == field {
				return box.editor.text()
			}
		}
	}
	return ""
}

// Focus puts the keyboard into a field; "" means the first. It tells whether there is such a field.
func (f *Form) Focus(field improve.FieldKey) bool {
	for _, r := range f.registers {
		for _, box := range r.boxes {
			if field == "" || box.field.Key == field {
				return box.takeFocus()
			}
		}
	}
	return false
}

// SetError shows an error beside the field that it names, red, and puts the
// keyboard there. It tells false when the error names no field of this form:
// show it as a notice then.
func (f *Form) SetError(err *improve.Error) bool {
	box := f.boxFor(err.Field, err.Row)
	if box == nil {
		return false
	}
	box.showError(err.Error())
	box.takeFocus()
	return true
}

// SetMarks shows a remark beside each value that has one, and none beside the others.
func (f *Form) SetMarks(marks []improve.Mark) {
	for _, r := range f.everyRegister() {
		for _, box := range r.boxes {
			box.showMark("")
		}
	}
	for _, mark := range marks {
		if box := f.boxFor(mark.Field, mark.Row); box != nil {
			box.showMark(mark.Text)
		}
	}
}

// Lock shows a field as closed and says why; an empty reason opens it again.
// The Row of a scalar field is zero; a list is locked as a whole that way too.
func (f *Form) Lock(field improve.FieldKey, row improve.RowID, reason string) {
	for _, list := range f.lists {
		if list.field.Key == field && row.IsZero() {
			list.lock(reason)
			return
		}
	}
	if box := f.boxFor(field, row); box != nil {
		box.lock(reason)
	}
}

// LockAll closes or opens the whole form: for readers and for examples.
func (f *Form) LockAll(locked bool) {
	for _, list := range f.lists {
		list.lockQuietly(locked)
	}
	for _, r := range f.registers {
		for _, box := range r.boxes {
			box.editor.lock(locked || box.closed.words.text != "")
		}
	}
}

func (f *Form) everyRegister() []*register {
	all := append([]*register{}, f.registers...)
	for _, list := range f.lists {
		all = append(all, list.rows...)
	}
	return all
}

// boxFor finds a field's box: a scalar, a cell of the whole, or a cell of a
// row. A row's first cell stands for the row.
func (f *Form) boxFor(field improve.FieldKey, row improve.RowID) *fieldBox {
	if field == "" {
		return nil
	}
	var first *fieldBox
	for _, r := range f.everyRegister() {
		if r.row != row {
			continue
		}
		for _, box := range r.boxes {
			if box.field.Key == field {
				return box
			}
		}
		if r.field == field && len(r.boxes) > 0 {
			first = r.boxes[0]
		}
	}
	if first == nil && row.IsZero() {
		first = f.cellBox(field)
	}
	return first
}

// cellBox finds the first cell with something in it under a column's key, for
// errors that name the column and not the row.
func (f *Form) cellBox(column improve.FieldKey) *fieldBox {
	for _, list := range f.lists {
		for _, r := range list.shown() {
			for _, box := range r.boxes {
				if box.field.Key == column && box.editor.text() != "" {
					return box
				}
			}
		}
	}
	return nil
}

func (f *Form) typed(r *register) {
	if f.params.OnTyped != nil {
		f.params.OnTyped(r.field, r.row)
	}
}

func (f *Form) left(r *register) {
	if f.params.OnLeft != nil {
		f.params.OnLeft(r.field, r.row)
	}
}

// author names who wrote a version, for a sentence; mine is true for the user's own.
func (f *Form) author(v improve.Version) (name string, mine bool) {
	if f.params.Author == nil {
		return T("form.someone", "Someone"), false
	}
	name = f.params.Author(v)
	return name, name == ""
}
