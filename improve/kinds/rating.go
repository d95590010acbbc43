package kinds

import (
	"fmt"

	"github.com/cairn-schools/cairn/improve"
)

// The least of every rating, and the most of those that people give themselves
// ("1 not yet … 4 always") and of a meeting.
const (
	leastRating = 1
	mostRating  = 4
	mostMeeting = 5
)

// ratingKey is the key of every rating, as a field and as a column.
const ratingKey improve.FieldKey = "rating"

// rating is a number that says where somebody stands on a scale that begins
// with 1; half steps count. Only what is written now is asked: a rating that is
// stored, or comes from others, is read whatever it is, and offScale says so.
func rating(label, help string, most int) improve.Field {
	field := amount(ratingKey, label, help)
	field.Check = func(text string) error {
		if onScale(text, most) {
			return nil
		}
		return &improve.Error{
			Code: improve.Invalid, Field: ratingKey, Message: fmt.Sprintf("A rating here is from %d to %d; %s is off that scale.", leastRating, most, text),
			Hint: fmt.Sprintf("Write a number from %d to %d, or leave it empty.", leastRating, most),
		}
	}
	return field
}

func onScale(text string, most int) bool {
	value, ok := improve.ParseNumber(text)
	return ok && value >= leastRating && value <= float64(most)
}

// offScale marks the ratings of a list that are off their scale; without a list
// it looks at the rating of the page itself.
func offScale(list improve.FieldKey, most int) func(improve.Artifact) []improve.Mark {
	return func(a improve.Artifact) []improve.Mark {
		var marks []improve.Mark
		mark := func(field improve.FieldKey, row improve.RowID, text string) {
			if text != "" && !onScale(text, most) {
				marks = append(marks, improve.Mark{Field: field, Row: row, Text: fmt.Sprintf("%s is off the scale of %d to %d.", text, leastRating, most)})
			}
		}
		if list == "" {
			mark(ratingKey, improve.RowID{}, a.Text(ratingKey))
			return marks
		}
		for _, row := range a.Rows(list) {
			mark(list, row.ID, row.Cells[ratingKey])
		}
		return marks
	}
}
