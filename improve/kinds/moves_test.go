package kinds

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// kindNamed gives a kind as it is shipped, with the rule of its course.
func kindNamed(t *testing.T, name improve.KindName) *improve.Kind {
	t.Helper()
	kind := Catalog().Kind(name)
	if kind == nil {
		t.Fatalf("there is no kind %s", name)
	}
	return kind
}

// recorded gives a book whose first page was written in a hurry.
func recorded(t *testing.T, name improve.KindName, edits ...improve.Edit) *book {
	t.Helper()
	b := newBook(kindNamed(t, name))
	b.mustWrite(t, monday, edits...)
	return b
}

func TestCourse_keepsEachMoveWithItsDayAndReason(t *testing.T) {
	b := recorded(t, "barrier", text("title", "Two slips"), text("state", "open"))
	if got := len(b.artifact.Rows(movesKey)); got != 0 {
		t.Fatalf("a new page has %d moves, want none", got)
	}

	b.mustWrite(t, monday.AddDate(0, 0, 2), text("state", "working"), text("reason", "Ines asks"))
	b.mustWrite(t, monday.AddDate(0, 0, 9), text("state", "raised"))

	rows := b.artifact.Rows(movesKey)
	if len(rows) != 2 {
		t.Fatalf("got %d moves, want 2", len(rows))
	}
	first, second := rows[0].Cells, rows[1].Cells
	if first["from"] != "open" || first["to"] != "working" || first["why"] != "Ines asks" || first["date"] != monday.AddDate(0, 0, 2).Format(improve.DateLayout) {
		t.Errorf("got %v", first)
	}
	if second["from"] != "working" || second["to"] != "raised" || second["why"] != "" {
		t.Errorf("the reason of an earlier move is not the reason of this one: %v", second)
	}
}

func TestCourse_asksWhyWhereItMatters(t *testing.T) {
	for _, c := range []struct {
		kind  improve.KindName
		from  string
		edits []improve.Edit
		want  improve.FieldKey
	}{
		{"change-idea", "testing", []improve.Edit{text("state", "abandoned")}, "state_reason"},
		{"change-idea", "testing", []improve.Edit{text("state", "abandoned"), text("state_reason", "It did not help")}, ""},
		{"change-idea", "testing", []improve.Edit{text("state", "implementing")}, "state_reason"},
		{"change-idea", "proposed", []improve.Edit{text("state", "testing")}, ""},
		{"change-idea", "spreading", []improve.Edit{text("state", "standard"), text("state_reason", "It held for a year")}, ""},
		{"initiative", "active", []improve.Edit{text("state", "keep")}, "reason"},
		{"change-idea", "testing", []improve.Edit{text("state", "parked"), row("moves", 1, "to", "parked", "why", "After the break")}, ""},
		{"rock", "on", []improve.Edit{text("state", "dropped")}, "reason"},
		{"initiative", "active", []improve.Edit{text("state", "stop"), text("reason", " ")}, "reason"},
		{"decision", "stands", []improve.Edit{text("state", "undone")}, "reason"},
		{"issue", "open", []improve.Edit{text("state", "now")}, ""},
		{"barrier", "working", []improve.Edit{text("state", "removed")}, "reason"},
		{"barrier", "open", []improve.Edit{text("state", "working")}, ""},
	} {
		b := recorded(t, c.kind, text("title", "T"), text("state", c.from))

		var shown *improve.Error
		var got improve.FieldKey
		if errors.As(b.write(monday.AddDate(0, 0, 1), c.edits...), &shown) {
			got = shown.Field
		}
		if got != c.want {
			t.Errorf("%s to %q: got a fault in %q, want %q", c.kind, c.edits[0].Value.Text, got, c.want)
		}
	}
}

func TestCourse_TakesAReasonThatWasWrittenSinceTheLastMove(t *testing.T) {
	b := recorded(t, "initiative", text("title", "T"), text("state", "active"))
	b.mustWrite(t, monday, text("reason", "Reports come first"))
	b.mustWrite(t, monday.AddDate(0, 0, 1), text("state", "pause"))

	err := b.write(monday.AddDate(0, 0, 2), text("state", "stop"))

	var shown *improve.Error
	if !errors.As(err, &shown) || !strings.Contains(shown.Message, "of its own") {
		t.Errorf("with the reason of the move before: got %v, want a refusal", err)
	}
	if rows := b.artifact.Rows(movesKey); len(rows) != 1 || rows[0].Cells["why"] != "Reports come first" {
		t.Errorf("got the moves %v, want one with the reason that was written before it", rows)
	}
	b.mustWrite(t, monday.AddDate(0, 0, 2), text("state", "stop"), text("reason", "Reports come first")) // whoever means it again says so
}

func TestCourse_addsNoSecondLineToAMoveThatBringsItsOwn(t *testing.T) {
	b := recorded(t, "rock", text("title", "T"), text("state", "on"))

	b.mustWrite(t, monday.AddDate(0, 0, 1), text("state", "off"), row("moves", 1, "from", "on", "to", "off", "why", "No substitute"))

	if got := len(b.artifact.Rows(movesKey)); got != 1 {
		t.Errorf("got %d moves, want 1", got)
	}
}

func TestRock_isDueAfter45Days(t *testing.T) {
	for _, c := range []struct {
		edits []improve.Edit
		want  string
	}{
		{[]improve.Edit{text("title", "T"), text("from", "2026-10-05")}, "2026-11-19"},
		{[]improve.Edit{text("title", "T"), text("from", "2026-10-05"), text("due", "2026-10-30")}, "2026-10-30"},
		{[]improve.Edit{text("title", "T")}, ""},
	} {
		b := recorded(t, "rock", c.edits...)

		if got := b.artifact.Text("due"); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestInitiative_asksWhetherItIsEndedTooEarly(t *testing.T) {
	for _, c := range []struct {
		name, since, needed, to string
		want                    bool
	}{
		{"a year's work after three months", "2026-06-15", "12", "stop", true},
		{"after it had its time", "2024-06-15", "12", "stop", false},
		{"not when it is kept", "2026-06-15", "12", "keep", false},
		{"not when nobody said how long it needs", "2026-06-15", "", "stop", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := recorded(t, "initiative", text("title", "T"), text("state", "active"), text("since", c.since), text("months_needed", c.needed))
			day := time.Date(2026, 9, 21, 8, 0, 0, 0, time.UTC)
			before := b.kind.Course.Doubts(b.artifact, c.to, day)
			b.mustWrite(t, day, text("state", c.to), text("reason", "Too much else"))
			after := b.kind.Hints(b.artifact, improve.Near{})

			for when, hints := range map[string][]improve.Hint{"before": before, "after": after} {
				if got := len(hints) > 0; got != c.want || got && hints[0].Key != "ended-early" {
					t.Errorf("asked %s: got %v, want %v", when, hints, c.want)
				}
			}
		})
	}
}

func TestInitiative_asksForTheDayOfAnotherLook(t *testing.T) {
	b := recorded(t, "initiative", text("title", "Reading log"), text("state", "active"))

	b.mustWrite(t, monday, text("state", "pause"), text("reason", "Reports come first"))
	if marks := b.kind.Marks(b.artifact); len(marks) != 1 || marks[0].Field != "review" {
		t.Fatalf("paused without a day: got %v, want a remark on the day", marks)
	}

	b.mustWrite(t, monday, text("review", "2027-01-15"))
	if marks := b.kind.Marks(b.artifact); len(marks) != 0 {
		t.Errorf("with a day: got %v, want none", marks)
	}
}

func TestChangeIdea_PutAsideAsksForTheDayOfAnotherLook(t *testing.T) {
	b := recorded(t, "change-idea", text("title", "Help table"), text("state", "testing"))

	b.mustWrite(t, monday, text("state", "parked"), text("state_reason", "Exams come first"))
	if marks := b.kind.Marks(b.artifact); len(marks) != 1 || marks[0].Field != "review" {
		t.Fatalf("put aside without a day: got %v, want a remark on the day", marks)
	}

	b.mustWrite(t, monday, text("review", "2027-01-15"))
	if marks := b.kind.Marks(b.artifact); len(marks) != 0 {
		t.Errorf("with a day: got %v, want none", marks)
	}
}

func TestDigraph_namesTheCauseThatDrivesMost(t *testing.T) {
	for _, c := range []struct {
		name   string
		arrows [][3]string
		want   string
	}{
		{"most arrows out", [][3]string{{"A", "forward", "B"}, {"C", "back", "a "}, {"B", "none", "C"}}, "drives most: A (2 out, 0 in)"},
		{"fewer arrows in settles it", [][3]string{{"A", "forward", "B"}, {"B", "forward", "C"}}, "drives most: A (1 out, 0 in)"},
		{"ties are all named", [][3]string{{"A", "forward", "C"}, {"B", "forward", "C"}}, "drives most: A, B (1 out, 0 in)"},
		{"half a pair is no arrow", [][3]string{{"A", "forward", ""}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBook(digraph())
			for i, arrow := range c.arrows {
				b.fold(monday, row("arrows", byte(i+1), "one", arrow[0], "arrow", arrow[1], "other", arrow[2]))
			}

			if got := driverWords(b.artifact); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
