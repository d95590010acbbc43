package improve

import (
	"errors"
	"strings"
	"testing"
)

func meetingKind() *Kind {
	return &Kind{Name: "meeting", Title: "Meeting", Sections: []Section{{Key: "main", Fields: []Field{
		{Key: "title", Type: Text, Label: "Title", Required: true},
		{Key: "notes", Type: Prose, Label: "Notes", Max: 20},
		{Key: "held", Type: Date, Label: "Held on"},
		{Key: "mood", Type: Choice, Label: "Mood", Options: []Option{{Key: "good"}, {Key: "bad"}}},
		{Key: "done", Type: YesNo, Label: "Done"},
		{Key: "share", Type: Percent, Label: "Share"},
		{Key: "code", Type: Text, Label: "Code", Check: func(string) error { return &Error{Code: Invalid, Field: "code", Message: "No."} }},
		{Key: "tasks", Type: Rows, Label: "Tasks", Columns: []Field{{Key: "what", Type: Text, Label: "What"}, {Key: "by", Type: Date, Label: "By"}}},
	}}}}
}

func TestCheckText(t *testing.T) {
	tests := []struct {
		field FieldKey
		text  string
		ok    bool
	}{
		{"title", "", true}, {"title", "Café", true}, {"title", "two\nlines", false}, {"title", "\xff", false}, {"title", "a\x00b", false},
		{"title", strings.Repeat("é", MaxTitle), true}, {"title", strings.Repeat("é", MaxTitle+1), false},
		{"notes", "two\nlines", true}, {"notes", strings.Repeat("a", 21), false},
		{"held", "2026-11-21", true}, {"held", "2026-02-30", false}, {"held", "21.11.2026", false}, {"held", "2026-1-1", false},
		{"held", "1900-01-01", true}, {"held", "2200-12-31", true}, {"held", "0000-01-01", false}, {"held", "0206-09-04", false}, {"held", "1899-12-31", false}, {"held", "2201-01-01", false}, {"held", "9999-12-31", false},
		{"mood", "good", true}, {"mood", "Good", false},
		{"done", "yes", true}, {"done", "no", true}, {"done", "maybe", false},
		{"share", "12.50", true}, {"share", "-3", true}, {"share", "1,5", false}, {"share", "1e9", false}, {"share", "NaN", false}, {"share", ".5", false}, {"share", "1\n", false},
		{"code", "x", false}, {"tasks", "x", false},
	}
	for _, test := range tests {
		field, _ := meetingKind().Field(test.field)
		err := CheckText(field, test.text)
		if (err == nil) != test.ok {
			t.Errorf("%s %.30q: got %v, want accepted: %v", test.field, test.text, err, test.ok)
		}
		var e *Error
		if err != nil && (!errors.As(err, &e) || e.Field != test.field) {
			t.Errorf("%s %.30q: the error %v does not name the field", test.field, test.text, err)
		}
	}
}

func TestCheckEdits(t *testing.T) {
	row := RowID(idOf("row"))
	cells := func(key FieldKey, text string) Value { return CellsValue(map[FieldKey]string{key: text}) }
	tests := []struct {
		name string
		edit Edit
		ok   bool
	}{
		{"a text", Edit{Field: "title", Value: TextValue("a")}, true},
		{"a cleared text", Edit{Field: "title"}, true},
		{"an unknown field", Edit{Field: "colour", Value: TextValue("red")}, false},
		{"a row of a text field", Edit{Field: "title", Row: row, Value: TextValue("a")}, false},
		{"cells in a text field", Edit{Field: "title", Value: cells("what", "a")}, false},
		{"a list as a text", Edit{Field: "tasks", Value: TextValue("a")}, false},
		{"a row", Edit{Field: "tasks", Row: row, Value: cells("what", "a")}, true},
		{"a row with its place", Edit{Field: "tasks", Row: row, Value: cells(RowPosition, "i")}, true},
		{"a row as a text", Edit{Field: "tasks", Row: row, Value: TextValue("a")}, false},
		{"a row with a wrong cell", Edit{Field: "tasks", Row: row, Value: cells("by", "soon")}, false},
		{"a row in a year that is none", Edit{Field: "tasks", Row: row, Value: cells("by", "0000-01-01")}, false},
		{"a row taken away", Edit{Field: "tasks", Row: row, Remove: true}, true},
		{"putting away", Edit{Field: RetiredKey, Value: TextValue("yes")}, true},
		{"putting away by another word", Edit{Field: RetiredKey, Value: TextValue("true")}, false},
		{"moving to no page", Edit{Field: MovedKey, Value: TextValue("there")}, false},
		{"a field that only Cairn could have", Edit{Field: "~mine", Value: TextValue("a")}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := CheckEdits(meetingKind(), []Edit{test.edit})
			if (err == nil) != test.ok || err != nil && CodeOf(err) != Invalid {
				t.Errorf("got %v, want accepted: %v", err, test.ok)
			}
		})
	}
}

func TestCheckEdits_OfAWholeRecord(t *testing.T) {
	kind := meetingKind()
	kind.Whole = "point"
	good := Edit{Field: "point", Value: CellsValue(map[FieldKey]string{"title": "a", "share": "5"})}
	if err := CheckEdits(kind, []Edit{good}); err != nil {
		t.Errorf("got %v", err)
	}
	for name, edit := range map[string]Edit{
		"a part of it":   {Field: "title", Value: TextValue("a")},
		"a wrong cell":   {Field: "point", Value: CellsValue(map[FieldKey]string{"share": "many"})},
		"an own field":   {Field: "~point", Value: TextValue("a")},
		"unknown fields": {Field: "colour", Value: TextValue("red")},
	} {
		if err := CheckEdits(kind, []Edit{edit}); CodeOf(err) != Invalid {
			t.Errorf("%s: got %v, want an *Error", name, err)
		}
	}
}

func TestCheckComplete_WantsTextsAndRows(t *testing.T) {
	kind := meetingKind()
	kind.Sections[0].Fields[7].Required = true
	object := ArtifactID(idOf("page"))
	b := newBook(t, "ada", SpaceID(idOf("space")), Data)
	a := NewArtifact(object, SpaceID{})
	empty := func(want FieldKey) {
		t.Helper()
		var e *Error
		if err := CheckComplete(kind, a); want != "" && (!errors.As(err, &e) || e.Field != want) || want == "" && err != nil {
			t.Errorf("got %v, want %q to be empty", err, want)
		}
	}
	empty("title")
	blank := b.add(setOn(object, "title", 1), textBody(t, "  "))
	a.Apply(blank)
	empty("title")
	a.Apply(b.add(setOn(object, "title", 2, blank.Dot()), textBody(t, "Autumn")))
	empty("tasks")
	h := setOn(object, "tasks", 3)
	h.Row = RowID(idOf("row"))
	body, err := EncodeValue(CellsValue(map[FieldKey]string{"what": "call"}))
	if err != nil {
		t.Fatal(err)
	}
	a.Apply(b.add(h, body))
	empty("")
}
