package ui

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// countedIDs names rows 1, 2, 3.
type countedIDs struct{ last byte }

func (c *countedIDs) Artifact() improve.ArtifactID { c.last++; return improve.ArtifactID{15: c.last} }
func (c *countedIDs) Row() improve.RowID           { c.last++; return improve.RowID{15: c.last} }

// book writes artifacts as several people would.
type book struct {
	t        *testing.T
	kind     *improve.Kind
	artifact improve.Artifact
	seq      map[byte]uint64
	clock    time.Time
}

const me, ben = 1, 2

func newBook(t *testing.T, kind *improve.Kind) *book {
	id := improve.ArtifactID{1}
	return &book{t: t, kind: kind, artifact: improve.NewArtifact(id, improve.SpaceID{1}), seq: map[byte]uint64{}, clock: noon}
}

var noon = time.Date(2026, 11, 19, 12, 0, 0, 0, time.UTC)

// write lets a writer make edits; later edits are a minute later.
func (b *book) write(writer byte, edits ...improve.Edit) improve.Artifact {
	b.t.Helper()
	for _, edit := range edits {
		b.seq[writer]++
		b.clock = b.clock.Add(time.Minute)
		body, err := improve.EncodeValue(edit.Value)
		if err != nil {
			b.t.Fatal(err)
		}
		header := improve.Header{
			Type: improve.SetEvent, Stamp: improve.HLCFromTime(b.clock), Object: b.artifact.ID, Kind: b.kind.Name,
			Field: edit.Field, Row: edit.Row, Over: edit.Over,
		}
		event, err := improve.NewEvent(improve.LogID{writer}, b.seq[writer], header, improve.Salt{}, body)
		if err != nil {
			b.t.Fatal(err)
		}
		b.artifact.Apply(event)
	}
	return b.artifact
}

func text(field improve.FieldKey, text string, over ...improve.Dot) improve.Edit {
	return improve.Edit{Field: field, Value: improve.TextValue(text), Over: over}
}

// everyType is a kind with a field of each type.
func everyType() *improve.Kind {
	return &improve.Kind{
		Name: "everything", Title: "Everything", Plural: "Everythings", Help: "A page with every sort of field.",
		Sections: []improve.Section{{Key: "all", Title: "All sorts", Help: "One of each.", Fields: []improve.Field{
			{Key: "title", Type: improve.Text, Label: "What is it called?", Term: "Title", Required: true, Help: "A few words.", Placeholder: "Talk partners"},
			{Key: "prose", Type: improve.Prose, Label: "What happened?", Help: "Two or three sentences.", NamesChild: true},
			{Key: "choice", Type: improve.Choice, Label: "What now?", Options: []improve.Option{{Key: "adopt", Label: "Keep it", Term: "Adopt"}, {Key: "drop", Label: "Drop it", Help: "it did not help"}}},
			{Key: "many", Type: improve.Choice, Label: "Which day?", Options: manyOptions()},
			{Key: "date", Type: improve.Date, Label: "When?"},
			{Key: "number", Type: improve.Number, Label: "How many?"},
			{Key: "percent", Type: improve.Percent, Label: "How large a part?"},
			{Key: "yes", Type: improve.YesNo, Label: "Did it go as expected?"},
			{Key: "person", Type: improve.Person, Label: "Who leads it?"},
			{Key: "rows", Type: improve.Rows, Label: "Questions", Help: "One for each thing you want to know.", Columns: []improve.Field{
				{Key: "question", Type: improve.Prose, Label: "Question"},
				{Key: "due", Type: improve.Date, Label: "By when?"},
				{Key: "who", Type: improve.Text, Label: "Who?"},
			}},
			{Key: "secret", Type: improve.Text, Label: "Hidden", Hidden: true},
			{Key: "old", Type: improve.Text, Label: "No longer asked", Retired: true},
		}}},
	}
}

func manyOptions() []improve.Option {
	var options []improve.Option
	for _, day := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"} {
		options = append(options, improve.Option{Key: day[:3], Label: day})
	}
	return options
}

var amina = PersonChoice{ID: "0199c7a0-0000-7000-8000-000000000001", Name: "Amina Diallo", Note: "Hillside"}

type formTest struct {
	*Form
	*book
	window        fyne.Window
	typed, leftAt []improve.FieldKey
	settled       []improve.Edit
}

func newFormTest(t *testing.T, kind *improve.Kind) *formTest {
	ft := &formTest{window: newTestWindow(t, nil, laptop), book: newBook(t, kind)}
	ft.Form = NewForm(kind, FormParams{
		IDs: &countedIDs{}, Now: func() time.Time { return noon.Add(48 * time.Hour) }, Terms: true,
		People: People{
			Suggest: func(string) []PersonChoice { return []PersonChoice{amina} },
			Name:    func(id string) (string, bool) { return amina.Name, id == amina.ID },
		},
		Author: func(v improve.Version) string {
			if v.Dot.Log == (improve.LogID{me}) {
				return ""
			}
			return "Ben"
		},
		OnTyped: func(field improve.FieldKey, _ improve.RowID) { ft.typed = append(ft.typed, field) },
		OnLeft:  func(field improve.FieldKey, _ improve.RowID) { ft.leftAt = append(ft.leftAt, field) },
		OnSettle: func(field improve.FieldKey, row improve.RowID, value improve.Value, over []improve.Dot) {
			ft.settled = append(ft.settled, improve.Edit{Field: field, Row: row, Value: value, Over: over})
		},
	})
	ft.window.SetContent(NewPage(ft.Form.Object()))
	settle(ft.window, laptop)
	return ft
}

// box gives the box of a scalar field.
func (ft *formTest) box(field improve.FieldKey) *fieldBox { return ft.boxFor(field, improve.RowID{}) }

// typeInto replaces what a field of letters holds, key by key.
func (ft *formTest) typeInto(box *fieldBox, words string) {
	entry := box.editor.focus().(*Entry)
	entry.SetTextQuietly("")
	ft.window.Canvas().Focus(entry)
	test.Type(entry, words)
	ft.window.Canvas().Unfocus()
}

func TestForm_WhatIsTypedIsWhatIsStored(t *testing.T) {
	ft := newFormTest(t, everyType())
	ft.Fill(ft.artifact)

	ft.typeInto(ft.box("title"), "Talk partners")
	ft.typeInto(ft.box("prose"), "It was loud.")
	test.Tap(ft.box("choice").editor.(*optionsEditor).options[0])
	ft.box("many").editor.(*selectEditor).list.SetSelected("Tuesday")
	ft.typeInto(ft.box("date"), "21/11/2026")
	ft.typeInto(ft.box("number"), "12,5")
	ft.typeInto(ft.box("percent"), "45 %")
	test.Tap(ft.box("yes").editor.(*optionsEditor).options[1])
	ft.typeInto(ft.box("person"), "amina diallo")
	test.Tap(ft.lists[0].add)
	ft.typeInto(ft.lists[0].rows[0].boxes[0], "Do they talk?")
	ft.typeInto(ft.lists[0].rows[0].boxes[2], "Ben")

	want := map[improve.FieldKey]string{"title": "Talk partners", "prose": "It was loud.", "choice": "adopt", "many": "Tue", "date": "2026-11-21",
		"number": "12.5", "percent": "45", "yes": "no", "person": amina.ID}
	stored := ft.write(me, ft.Changes()...)
	for field, text := range want {
		if got := stored.Text(field); got != text {
			t.Errorf("%s: got %q, want %q", field, got, text)
		}
	}
	rows := stored.Rows("rows")
	if len(rows) != 1 || rows[0].Cells["question"] != "Do they talk?" || rows[0].Cells["who"] != "Ben" || rows[0].Position == "" {
		t.Errorf("rows: %v", rows)
	}

	ft.Fill(stored)
	if got := ft.Changes(); len(got) != 0 {
		t.Errorf("after the write %v is still changed", got)
	}
	if !slices.Contains(ft.typed, "title") || !slices.Contains(ft.leftAt, "date") {
		t.Errorf("typed %v, left %v", ft.typed, ft.leftAt)
	}
	settle(ft.window, laptop)
	picture(t, ft.window, "form-every-type")
}

func TestForm_FillNeverOverwritesTypedText(t *testing.T) {
	ft := newFormTest(t, everyType())
	first := ft.write(ben, text("prose", "Old"), text("title", "Old title"))
	ft.Fill(first)
	seen := first.Register("prose", improve.RowID{}).Dots()

	ft.typeInto(ft.box("prose"), "Mine")
	ft.Fill(ft.write(ben, text("prose", "His", seen...), text("title", "New title", first.Register("title", improve.RowID{}).Dots()...)))

	if got := ft.Value("prose"); got != "Mine" {
		t.Errorf("typed text became %q", got)
	}
	if got := ft.Value("title"); got != "New title" {
		t.Errorf("untouched field shows %q", got)
	}
	if got, want := ft.box("prose").news.words.Text(), "Ben also changed this on Thursday. What you wrote stays here."; got != want {
		t.Errorf("news %q, want %q", got, want)
	}
	edits := ft.Changes()
	if len(edits) != 1 || !slices.Equal(edits[0].Over, seen) {
		t.Fatalf("edits %v, want one over what was seen", edits)
	}
	ft.Fill(ft.write(me, edits...))
	if got := len(ft.artifact.Register("prose", improve.RowID{}).Distinct()); got != 2 {
		t.Errorf("%d versions, want both kept", got)
	}
	if !ft.registers[1].apart.Visible() {
		t.Error("want the bar that tells of both")
	}
}

func TestForm_TypingOnWhileItIsWritten(t *testing.T) {
	ft := newFormTest(t, everyType())
	ft.typeInto(ft.box("prose"), "One")
	edits := ft.Changes()

	ft.typeInto(ft.box("prose"), "One and two")
	ft.Fill(ft.write(me, edits...))
	next := ft.Changes()
	ft.Fill(ft.write(me, next...))

	if len(next) != 1 || next[0].Value.Text != "One and two" {
		t.Fatalf("edits %v, want what was typed on", next)
	}
	if got := ft.artifact.Register("prose", improve.RowID{}).Distinct(); len(got) != 1 {
		t.Errorf("%d versions, want one: the second write saw the first", len(got))
	}
}

func TestForm_BothVersions(t *testing.T) {
	ft := newFormTest(t, everyType())
	ft.write(me, text("prose", "We tried it on Tuesday with eight pupils."))
	ft.Fill(ft.write(ben, text("prose", "We tried it on Thursday with eight pupils.")))
	r := ft.registers[1]
	bar := r.apart.Objects[0]
	choice := r.apart.Objects[1]
	if !bar.Visible() || choice.Visible() {
		t.Fatalf("bar %v, choice %v; want the bar alone", bar.Visible(), choice.Visible())
	}

	choice.Show()
	settle(ft.window, laptop)
	ft.window.Content().(*Page).ScrollTo(r.boxes[0].content)
	picture(t, ft.window, "form-both")
	r.settle(r.live[1].Value)

	if len(ft.settled) != 1 || ft.settled[0].Value.Text != "We tried it on Tuesday with eight pupils." || len(ft.settled[0].Over) != 2 {
		t.Fatalf("settled %v", ft.settled)
	}
	ft.Fill(ft.write(me, ft.settled...))
	if r.apart.Visible() || ft.Changed() {
		t.Error("want peace after the choice")
	}
}

func TestForm_PersonSuggestions(t *testing.T) {
	ft := newFormTest(t, everyType())
	person := ft.box("person").editor.(*personEditor)
	ft.window.Canvas().Focus(person.entry)
	test.Type(person.entry, "am")
	settle(ft.window, laptop)
	ft.window.Content().(*Page).ScrollTo(ft.lists[0].content)
	settle(ft.window, laptop)
	picture(t, ft.window, "form-person")

	person.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	person.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})

	if got := ft.Value("person"); got != amina.ID || person.entry.Text != amina.Name {
		t.Errorf("chose %q, shown as %q", got, person.entry.Text)
	}
	ft.box("date").editor.(*dateEditor).set("2026-11-21")
	ft.box("date").editor.(*dateEditor).openCalendar()
	picture(t, ft.window, "form-calendar")
	ft.box("date").editor.(*dateEditor).choose(noon)
	if got := ft.Value("date"); got != "2026-11-19" {
		t.Errorf("the calendar gave %q", got)
	}
}

func TestForm_Rows(t *testing.T) {
	ft := newFormTest(t, everyType())
	list := ft.lists[0]
	for _, question := range []string{"A", "B", "C"} {
		test.Tap(list.add)
		ft.typeInto(list.rows[len(list.rows)-1].boxes[0], question)
	}
	ft.Fill(ft.write(me, ft.Changes()...))

	t.Run("moving one changes only that one", func(t *testing.T) {
		list.onMove(list.shown()[2], -1)
		edits := ft.Changes()
		ft.Fill(ft.write(me, edits...))

		if got := questions(ft.artifact); len(edits) != 1 || !slices.Equal(got, []string{"A", "C", "B"}) {
			t.Errorf("%d edits, order %v", len(edits), got)
		}
	})

	t.Run("another's row comes in without a question", func(t *testing.T) {
		cells := map[improve.FieldKey]string{"question": "D", improve.RowPosition: "z", "from-the-future": "kept"}
		ft.Fill(ft.write(ben, improve.Edit{Field: "rows", Row: improve.RowID{9}, Value: improve.CellsValue(cells)}))
		ft.typeInto(list.shown()[3].boxes[2], "Ada")
		ft.Fill(ft.write(me, ft.Changes()...))

		last := ft.artifact.Rows("rows")[3]
		if last.Cells["who"] != "Ada" || last.Cells["from-the-future"] != "kept" {
			t.Errorf("row %v", last.Cells)
		}
	})

	t.Run("taking one away", func(t *testing.T) {
		test.Tap(list.cards[list.shown()[0].row].remove)
		edits := ft.Changes()
		if len(edits) != 1 || !edits[0].Remove || len(edits[0].Over) == 0 {
			t.Fatalf("edits %v", edits)
		}
		ft.Fill(ft.write(me, edits...))

		if got := questions(ft.artifact); !slices.Equal(got, []string{"C", "B", "D"}) || len(list.rows) != 3 {
			t.Errorf("left %v, shown %d", got, len(list.rows))
		}
	})

	t.Run("an empty row is not written", func(t *testing.T) {
		test.Tap(list.add)
		if got := ft.Changes(); len(got) != 0 {
			t.Errorf("edits %v", got)
		}
	})
}

func questions(a improve.Artifact) []string {
	var all []string
	for _, row := range a.Rows("rows") {
		all = append(all, row.Cells["question"])
	}
	return all
}

func TestForm_WholeKindIsOneEdit(t *testing.T) {
	kind := kinds.Catalog().Kind("data-point")
	ft := newFormTest(t, kind)
	for _, r := range ft.registers {
		for _, box := range r.boxes {
			if box.field.Type == improve.Number {
				ft.typeInto(box, "7")
			}
		}
	}

	edits := ft.Changes()

	if len(edits) != 1 || edits[0].Field != kind.Whole || len(edits[0].Value.Cells) == 0 {
		t.Fatalf("edits %v, want one of %s", edits, kind.Whole)
	}
	ft.Fill(ft.write(me, edits...))
	if ft.Changed() {
		t.Error("still changed after the write")
	}
	picture(t, ft.window, "form-data-point")
}

func TestForm_ErrorsStandBesideTheirField(t *testing.T) {
	ft := newFormTest(t, everyType())

	if !ft.SetError(&improve.Error{Code: improve.Invalid, Field: "number", Message: "This is too many.", Hint: "Count once more."}) {
		t.Fatal("want the field to be found")
	}
	box := ft.box("number")
	if got := box.error.words.Text(); got != "This is too many. Count once more." || !box.error.content.Visible() {
		t.Errorf("error %q", got)
	}
	if ft.window.Canvas().Focused() != box.editor.focus() {
		t.Error("want the keyboard in the field")
	}
	test.Type(box.editor.focus(), "1")
	if box.error.content.Visible() {
		t.Error("want the error gone when the user goes on")
	}
	if ft.SetError(&improve.Error{Message: "No."}) {
		t.Error("want an error without a field refused")
	}
}

func TestForm_UnreadableTextStaysADraft(t *testing.T) {
	ft := newFormTest(t, everyType())
	ft.typeInto(ft.box("date"), "3/4/2026")

	if got := ft.Changes(); len(got) != 0 {
		t.Errorf("edits %v, want none", got)
	}
	if ft.box("date").error.words.Text() == "" {
		t.Error("want a sentence on what to do")
	}
	drafts := ft.Drafts()
	again := newFormTest(t, everyType())
	again.Fill(again.artifact)
	again.SetDraft(drafts)
	if got := again.Value("date"); got != "3/4/2026" {
		t.Errorf("draft came back as %q", got)
	}
}

func TestForm_DraftsOfRowsComeBack(t *testing.T) {
	ft := newFormTest(t, everyType())
	test.Tap(ft.lists[0].add)
	ft.typeInto(ft.lists[0].rows[0].boxes[0], "Do they talk?")

	again := newFormTest(t, everyType())
	again.Fill(again.artifact)
	again.SetDraft(ft.Drafts())

	edits := again.Changes()
	if len(edits) != 1 || edits[0].Row != ft.lists[0].rows[0].row || edits[0].Value.Cells["question"] != "Do they talk?" {
		t.Errorf("edits %v", edits)
	}
}

func TestForm_LocksAndMarks(t *testing.T) {
	ft := newFormTest(t, everyType())
	ft.Lock("prose", improve.RowID{}, "Closed since the test began.")
	ft.Lock("rows", improve.RowID{}, "Closed since the test began.")
	ft.SetMarks([]improve.Mark{{Field: "title", Text: "Changed after the test began."}})

	if !ft.box("prose").editor.focus().(*Entry).Disabled() || !ft.lists[0].add.Disabled() {
		t.Error("want both closed")
	}
	if got, want := ft.box("title").mark.words.Text(), "Changed after the test began."; got != want {
		t.Errorf("mark %q, want %q", got, want)
	}
	ft.Lock("prose", improve.RowID{}, "")
	if ft.box("prose").editor.focus().(*Entry).Disabled() {
		t.Error("want it open again")
	}
}

func TestForm_NewerTextIsKept(t *testing.T) {
	ft := newFormTest(t, everyType())
	ft.Fill(ft.write(ben, improve.Edit{Field: "prose", Value: improve.Value{Raw: []byte{0x81, 0x01}}}))

	if ft.Changed() || !ft.box("prose").editor.focus().(*Entry).Disabled() {
		t.Error("want what this version cannot read shown as closed and unchanged")
	}
}

func TestForm_EveryKind(t *testing.T) {
	for _, kind := range kinds.All() {
		t.Run(string(kind.Name), func(t *testing.T) {
			ft := newFormTest(t, kind)
			ft.Fill(ft.write(me, sampleEdits(kind)...))

			if got := ft.Changes(); len(got) != 0 {
				t.Errorf("a filled form says that %v was changed", got)
			}
			settle(ft.window, laptop)
			picture(t, ft.window, "kind-"+string(kind.Name))
		})
	}
}

func sampleEdits(kind *improve.Kind) []improve.Edit {
	if kind.Whole != "" {
		return []improve.Edit{{Field: kind.Whole, Value: improve.CellsValue(kind.Sample.Fields)}}
	}
	var edits []improve.Edit
	row := byte(100)
	for _, field := range kind.Fields() {
		if words := kind.Sample.Fields[field.Key]; words != "" {
			edits = append(edits, text(field.Key, words))
		}
		position := ""
		for _, cells := range kind.Sample.Rows[field.Key] {
			position = improve.PositionBetween(position, "")
			value := improve.CellsValue(cells)
			value.Cells[improve.RowPosition] = position
			row++
			edits = append(edits, improve.Edit{Field: field.Key, Row: improve.RowID{row}, Value: value})
		}
	}
	return edits
}
