package kinds

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cairn-schools/cairn/improve"
)

// NextCycle gives what the next test of the same row starts with: what stays
// is copied, what belongs to one test alone (dates, predictions, results) is
// left empty, and what the team wanted to do differently stands under the change.
// The caller links it: "follows" to a, and each link that NextCycleRels names.
func NextCycle(a improve.Artifact) (fields map[improve.FieldKey]string, rows map[improve.FieldKey][]map[improve.FieldKey]string) {
	cycle := cycleOf(a)
	fields = map[improve.FieldKey]string{
		improve.TitleKey: nextTitle(a.Title(), cycle),
		changeKey:        nextChange(a.Text(changeKey), a.Text(nextKey)),
		cycleKey:         strconv.Itoa(cycle + 1),
	}
	for _, key := range []improve.FieldKey{"purpose", "scale", "conditions", "tester", "data_plan"} {
		if text := a.Text(key); text != "" {
			fields[key] = text
		}
	}
	return fields, map[improve.FieldKey][]map[improve.FieldKey]string{
		questionsKey: copyRows(a.Rows(questionsKey), questionKey),
		tasksKey:     copyRows(a.Rows(tasksKey), "what", "who", "where"),
	}
}

// NextCycleRels names the relations whose links the next test takes over.
func NextCycleRels() []improve.RelName { return []improve.RelName{"project", "change-idea", "measure"} }

// OpensNextCycle tells whether edits of a test hold the decision to change the
// idea and try again.
func OpensNextCycle(edits []improve.Edit) bool {
	for _, edit := range edits {
		if edit.Field == decisionKey && edit.Value.Text == adapt {
			return true
		}
	}
	return false
}

// cycleOf gives the number of a test in its row; a test without one is the first.
func cycleOf(a improve.Artifact) int {
	number, ok := improve.ParseNumber(a.Text(cycleKey))
	if !ok || number < 1 {
		return 1
	}
	return int(number)
}

// nextTitle counts on: "Call home, test 2" becomes "Call home, test 3". A
// trailing number that is not the test's own ("Room 12") is left alone.
func nextTitle(title string, cycle int) string {
	title = strings.TrimSuffix(title, fmt.Sprintf(", test %d", cycle))
	count := fmt.Sprintf(", test %d", cycle+1)
	return shorten(title, improve.MaxTitle-len(count)) + count
}

func nextChange(change, next string) string {
	if strings.TrimSpace(next) == "" {
		return change
	}
	this := "\n\nThis time: " + shorten(next, improve.MaxProse/2)
	return strings.TrimSpace(shorten(change, improve.MaxProse-utf8.RuneCountInString(this)) + this)
}

// shorten cuts a text to so many characters: a copy must fit its field even
// when the original filled it.
func shorten(text string, most int) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), most)])
}

// copyRows copies the given cells of each row that has any of them.
func copyRows(rows []improve.Row, keys ...improve.FieldKey) []map[improve.FieldKey]string {
	var copies []map[improve.FieldKey]string
	for _, row := range rows {
		cells := map[improve.FieldKey]string{}
		for _, key := range keys {
			if text := row.Cells[key]; text != "" {
				cells[key] = text
			}
		}
		if len(cells) > 0 {
			copies = append(copies, cells)
		}
	}
	return copies
}
