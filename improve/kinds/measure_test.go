package kinds

import (
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

func edit(field improve.FieldKey, text string) improve.Edit {
	return improve.Edit{Field: field, Value: improve.TextValue(text)}
}

// grown is a measure that was made a month before sampleDay.
func grown(t *testing.T) *book {
	t.Helper()
	b := newBook(measure())
	if err := b.write(sampleDay.AddDate(0, -1, 0), edit("title", "Essays on time"), edit("terms", "In the box at the bell"), edit("unit", "%")); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestMeasure_AnotherDefinitionBeginsAPhase(t *testing.T) {
	for _, c := range []struct {
		name  string
		after time.Duration
		edits []improve.Edit
		want  int
	}{
		{"other words begin one", 0, []improve.Edit{edit("terms", "In the box by midnight")}, 1},
		{"two changed fields begin one", 0, []improve.Edit{edit("terms", "In the box by midnight"), edit("unit", "% of essays due")}, 1},
		{"a field that was empty begins none", 0, []improve.Edit{edit("counted", "All essays")}, 0},
		{"words taken away begin none", 0, []improve.Edit{edit("terms", "")}, 0},
		{"the same words begin none", 0, []improve.Edit{edit("terms", "In the box at the bell ")}, 0},
		{"another title begins none", 0, []improve.Edit{edit("title", "Essays")}, 0},
		{"the day on which it is made is for putting it right", -30 * 24 * time.Hour, []improve.Edit{edit("terms", "In the box")}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := grown(t)
			day := sampleDay
			if c.after != 0 {
				day = sampleDay.AddDate(0, -1, 0)
			}

			if err := b.write(day, c.edits...); err != nil {
				t.Fatal(err)
			}

			rows := b.artifact.Rows(PhasesKey)
			if len(rows) != c.want {
				t.Fatalf("got %d phases %v, want %d", len(rows), rows, c.want)
			}
			if c.want == 1 && (rows[0].Cells[BeginsKey] != day.Format(time.DateOnly) || rows[0].Cells[PhaseWhyKey] != PhaseDefinition) {
				t.Errorf("the phase is %v", rows[0].Cells)
			}
		})
	}
}

func TestMeasure_APhaseOfADayIsBegunOnceAndMayBeTakenAway(t *testing.T) {
	b := grown(t)
	for _, words := range []string{"In the box by midnight", "In the box by noon"} {
		if err := b.write(sampleDay, edit("terms", words)); err != nil {
			t.Fatal(err)
		}
	}
	rows := b.artifact.Rows(PhasesKey)
	if len(rows) != 1 {
		t.Fatalf("got %d phases, want one for the day", len(rows))
	}
	if err := b.write(sampleDay, improve.Edit{Field: PhasesKey, Row: rows[0].ID, Remove: true}, edit("purpose", "To see")); err != nil {
		t.Fatal(err)
	}

	if left := b.artifact.Rows(PhasesKey); len(left) != 0 {
		t.Errorf("the phase that was taken away is there: %v", left)
	}
}
