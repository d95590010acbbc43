package figure

import (
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// StepWay is where a step leads, as its row says it.
type StepWay struct {
	Label string
	To    improve.RowID // zero for a name that no step has
	Name  string
}

// StepWays reads where the step of a row leads; none where it says nothing and
// goes on to the next one.
func StepWays(rows []improve.Row, at int) []StepWay {
	names := newStepNames(rows)
	var ways []StepWay
	for i, part := range wayParts(rows[at].Cells["next"]) {
		label, name, to := names.read(part, i, rows[at].Cells[WaysKey])
		way := StepWay{Label: label, Name: name}
		if to >= 0 {
			way.To, way.Name = rows[to].ID, plain(rows[to].Cells["step"])
		}
		ways = append(ways, way)
	}
	return ways
}

// WriteWays is StepWays turned round: the cell that people read, and the hidden
// one that keeps what it means.
func WriteWays(ways []StepWay) (next, ids string) {
	var parts, kept []string
	for _, way := range ways {
		name := strings.NewReplacer(";", ",", "\n", " ").Replace(plain(way.Name))
		if way.Label != "" {
			name = strings.NewReplacer(";", ",", ":", ",").Replace(plain(way.Label)) + ": " + name
		}
		id := "-"
		if !way.To.IsZero() {
			id = way.To.String()
		}
		parts, kept = append(parts, name), append(kept, id)
	}
	return strings.Join(parts, "; "), strings.Join(kept, ",")
}

func wayParts(text string) []string {
	var parts []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if part = plain(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
