package improve

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

var numberPattern = regexp.MustCompile(`^-?\d{1,15}(\.\d{1,9})?$`)

// DateLayout is the canonical form of a Date field.
const DateLayout = "2006-01-02"

// The years that a Date field takes. Before 1900 and after 2200 no school has
// anything to record: such a year is a slip of the keyboard (0206, 20226) or the
// empty day of another program (0000, 9999), and would stretch each chart and
// report over centuries. Only what is written now is asked; a date that is
// stored, or comes from others, is read whatever its year.
const (
	FirstYear = 1900
	LastYear  = 2200
)

// YearTaken tells whether a Date field takes a day of this year.
func YearTaken(year int) bool { return FirstYear <= year && year <= LastYear }

// CheckText tells whether a text is canonical for a field; the error is an
// *Error that names the field. The empty text is always right here: whether a
// field must be filled is CheckComplete's matter.
func CheckText(field Field, text string) error {
	if text == "" {
		return nil
	}
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return wrong(field, "holds signs that are no text.", "Type it again, or paste it as plain text.")
	}
	if n := utf8.RuneCountInString(text); n > field.Limit() {
		return wrong(field, fmt.Sprintf("has %d letters; %d fit.", n, field.Limit()), "Shorten it, or put the rest in a note.")
	}
	if err := checkType(field, text); err != nil {
		return err
	}
	if field.Check != nil {
		return field.Check(text)
	}
	return nil
}

func checkType(field Field, text string) error {
	switch field.Type {
	case Text:
		if strings.ContainsAny(text, "\r\n") {
			return wrong(field, "takes one line only.", "Put the rest in another field.")
		}
	case Choice:
		return checkChoice(field, text)
	case YesNo:
		if text != "yes" && text != "no" {
			return wrong(field, fmt.Sprintf("cannot be %q.", text), "Use yes or no.")
		}
	case Date:
		return checkDate(field, text)
	case Number, Percent:
		if !numberPattern.MatchString(text) {
			return wrong(field, fmt.Sprintf("is not a number: %q.", text), "Use digits and a point, such as 12.5, with at most nine behind it.")
		}
	case Rows:
		return wrong(field, "is a list, not a text.", "Give its rows.")
	}
	return nil
}

func checkDate(field Field, text string) error {
	day, err := time.Parse(DateLayout, text)
	switch {
	case err != nil:
		return wrong(field, fmt.Sprintf("is not a date: %q.", text), "Write it as year-month-day, such as 2026-11-21.")
	case !YearTaken(day.Year()):
		return wrong(field, fmt.Sprintf("cannot be in the year %s.", text[:4]), fmt.Sprintf("Look at the year again; it may be %d to %d.", FirstYear, LastYear))
	}
	return nil
}

func checkChoice(field Field, text string) error {
	keys := make([]string, len(field.Options))
	for i, option := range field.Options {
		if option.Key == text {
			return nil
		}
		keys[i] = option.Key
	}
	return wrong(field, fmt.Sprintf("cannot be %q.", text), "Use one of: "+strings.Join(keys, ", ")+".")
}

func wrong(field Field, what, hint string) *Error {
	return &Error{Code: Invalid, Field: field.Key, Message: fmt.Sprintf("“%s” %s", field.Label, what), Hint: hint}
}

// CheckEdits tells whether edits fit a kind: fields that it has, canonical
// texts, rows where rows belong. The error is an *Error.
func CheckEdits(kind *Kind, edits []Edit) error {
	for _, edit := range edits {
		if err := checkEdit(kind, edit); err != nil {
			return err
		}
	}
	return nil
}

func checkEdit(kind *Kind, edit Edit) error {
	if strings.HasPrefix(string(edit.Field), "~") {
		return checkOwn(edit)
	}
	if kind.Whole != "" && edit.Field == kind.Whole {
		return checkCells(kind.Fields(), edit.Value.Cells, edit)
	}
	field, ok := kind.Field(edit.Field)
	switch {
	case !ok || kind.Whole != "":
		return &Error{Code: Invalid, Field: edit.Field, Message: fmt.Sprintf("%s has no field %q.", kind.Title, edit.Field), Hint: "See \"cairnctl kinds\" for its fields."}
	case field.Type != Rows && !edit.Row.IsZero():
		return wrong(field, "is not a list.", "Give one text.")
	case field.Type != Rows && edit.Value.Cells != nil:
		return wrong(field, "takes one text.", "Give one text.")
	case field.Type != Rows:
		return CheckText(field, edit.Value.Text)
	case edit.Row.IsZero():
		return wrong(field, "is a list.", "Give its rows.")
	case edit.Remove:
		return nil
	case edit.Value.Text != "":
		return wrong(field, "is a list.", "Give the cells of its row.")
	default:
		return checkCells(field.Columns, edit.Value.Cells, edit)
	}
}

// checkOwn tells whether an edit fits one of Cairn's own fields.
func checkOwn(edit Edit) error {
	text, ok := edit.Value.Text, false
	switch edit.Field {
	case RetiredKey:
		ok = text == "" || text == "yes" || text == "no"
	case MovedKey:
		_, err := ParseArtifactID(text)
		ok = text == "" || err == nil
	case OriginKey:
		ok = text == ""
	}
	if !ok || !edit.Row.IsZero() {
		return &Error{Code: Invalid, Field: edit.Field, Message: fmt.Sprintf("“%s” cannot be set like this.", edit.Field), Hint: "See \"cairnctl kinds\" for the fields."}
	}
	return nil
}

// checkCells checks the cells that the kind declares. A cell that it does not
// know was written by a newer version and must not be lost when an older one
// changes the row; it only has to be a short text.
func checkCells(columns []Field, cells map[FieldKey]string, edit Edit) error {
	known := make(map[FieldKey]Field, len(columns))
	for _, column := range columns {
		known[column.Key] = column
	}
	for _, key := range sortedKeys(cells) {
		column, ok := known[key]
		switch {
		case key == RowPosition && validPosition(cells[key]):
			continue
		case !ok && !keyPattern.MatchString(string(key)):
			return &Error{Code: Invalid, Field: edit.Field, Row: edit.Row, Message: fmt.Sprintf("There is no field %q here.", key), Hint: "See \"cairnctl kinds\" for the fields."}
		case !ok:
			column = Field{Key: key, Type: Prose, Label: string(key)}
		}
		if err := CheckText(column, cells[key]); err != nil {
			var told *Error
			if errors.As(err, &told) {
				told.Row = edit.Row
			}
			return err
		}
	}
	return nil
}

// CheckComplete tells whether an artifact has all that its kind requires. The
// error is an *Error that names the first empty field.
func CheckComplete(kind *Kind, a Artifact) error {
	for _, field := range kind.Fields() {
		if field.Required && !field.Retired && isEmpty(field, a) {
			return wrong(field, "is empty.", "Write something there first.")
		}
	}
	return nil
}

func isEmpty(field Field, a Artifact) bool {
	if field.Type == Rows {
		return len(a.Rows(field.Key)) == 0
	}
	return strings.TrimSpace(a.Text(field.Key)) == ""
}

// ParseNumber reads a canonical number; ok is false for anything else.
func ParseNumber(text string) (value float64, ok bool) {
	if !numberPattern.MatchString(text) {
		return 0, false
	}
	value, err := strconv.ParseFloat(text, 64)
	return value, err == nil
}
