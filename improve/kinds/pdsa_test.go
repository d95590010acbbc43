package kinds

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

var (
	monday    = time.Date(2026, 9, 14, 16, 0, 0, 0, time.UTC)
	tuesday   = monday.AddDate(0, 0, 1)
	wednesday = monday.AddDate(0, 0, 2)
)

// planned gives a test with one prediction, written on Monday, and one
// question without a prediction.
func planned(t *testing.T) *book {
	t.Helper()
	b := newBook(pdsa())
	b.mustWrite(t, monday,
		text("title", "Call home"),
		row("questions", 1, "question", "Will they answer?", "prediction", "6 of 10"),
		row("questions", 2, "question", "Who is at home at noon?"))
	return b
}

func predicted(b *book, n byte) string {
	for _, row := range b.artifact.Rows("questions") {
		if row.ID == (improve.RowID{n}) {
			return row.Cells["predicted"]
		}
	}
	return ""
}

func TestPDSA_stampsAPrediction(t *testing.T) {
	for _, c := range []struct {
		name string
		edit improve.Edit
		want string
	}{
		{"when it is first written", row("questions", 2, "question", "Who is at home at noon?", "prediction", "Grandparents"), "2026-09-15T16:00:00Z"},
		{"afresh when it is changed", row("questions", 1, "question", "Will they answer?", "prediction", "8 of 10"), "2026-09-15T16:00:00Z"},
		{"afresh when its question is changed", row("questions", 1, "question", "Will they call back?", "prediction", "6 of 10"), "2026-09-15T16:00:00Z"},
		{"not afresh when the row only moves", row("questions", 1, "question", "Will they answer?", "prediction", "6 of 10", "~pos", "zz"), "2026-09-14T16:00:00Z"},
		{"by itself, whatever the edit says", row("questions", 1, "question", "Will they answer?", "prediction", "8 of 10", "predicted", "2020-01-01T00:00:00Z"), "2026-09-15T16:00:00Z"},
		{"and takes the stamp away with the prediction", row("questions", 1, "question", "Will they answer?"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := planned(t)

			b.mustWrite(t, tuesday, c.edit)

			if got := predicted(b, c.edit.Row[0]); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPDSA_notesWhenDoBegan(t *testing.T) {
	for _, c := range []struct {
		name string
		edit improve.Edit
		want string
	}{
		{"with yes or no", text("carried_out", "no"), "2026-09-15T16:00:00Z"},
		{"with what happened", text("happened", "Nobody answered."), "2026-09-15T16:00:00Z"},
		{"with what was not expected", text("unplanned", "Fire drill"), "2026-09-15T16:00:00Z"},
		{"with a result, for those who go straight to Study", row("results", 9, "question", "Will they answer?", "matched", "no"), "2026-09-15T16:00:00Z"},
		{"with what was learned", text("learned", "Noon is wrong."), "2026-09-15T16:00:00Z"},
		{"not with spaces", text("happened", "  "), ""},
		{"not with the questions copied to Study", row("results", 9, "question", "Will they answer?"), ""},
		{"not with a task that is done", row("tasks", 9, "what", "Phone list", "done", "yes"), ""},
		{"not by hand", text("do_began", "2020-01-01T00:00:00Z"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := planned(t)

			b.mustWrite(t, tuesday, c.edit)

			if got := b.artifact.Text("do_began"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	t.Run("and never again", func(t *testing.T) {
		b := planned(t)
		b.mustWrite(t, tuesday, text("happened", "Nobody answered."))

		b.mustWrite(t, wednesday, text("happened", ""), text("do_began", ""))
		b.mustWrite(t, wednesday, text("happened", "Two called back."))

		if got, want := b.artifact.Text("do_began"), "2026-09-15T16:00:00Z"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestPDSA_locksPredictionsOnceDoHasBegun(t *testing.T) {
	removal := improve.Edit{Field: "questions", Row: improve.RowID{1}, Remove: true}
	for _, c := range []struct {
		name   string
		edit   improve.Edit
		locked bool
	}{
		{"refuses another prediction", row("questions", 1, "question", "Will they answer?", "prediction", "2 of 10"), true},
		{"refuses another question above the prediction", row("questions", 1, "question", "Will they call back?", "prediction", "6 of 10"), true},
		{"refuses to be surer afterwards", row("questions", 1, "question", "Will they answer?", "prediction", "6 of 10", "confidence", "high"), true},
		{"refuses to clear the prediction", row("questions", 1, "question", "Will they answer?"), true},
		{"refuses to remove the row", removal, true},
		{"refuses a prediction for a question that had none", row("questions", 2, "question", "Who is at home at noon?", "prediction", "Nobody"), true},
		{"refuses a new question with a prediction", row("questions", 3, "question", "Why?", "prediction", "Work"), true},
		{"lets the row move", row("questions", 1, "question", "Will they answer?", "prediction", "6 of 10", "~pos", "zz"), false},
		{"lets a question without a prediction change", row("questions", 2, "question", "Who is at home at one?"), false},
		{"takes a new question without a prediction", row("questions", 3, "question", "Why?"), false},
		{"takes tasks", row("tasks", 4, "what", "Phone list"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := planned(t)
			b.mustWrite(t, tuesday, text("happened", "Two of ten answered."))

			err := b.write(wednesday, c.edit)

			if got := improve.CodeOf(err) == improve.Locked; got != c.locked {
				t.Fatalf("locked: got %v (%v), want %v", got, err, c.locked)
			}
			var shown *improve.Error
			if c.locked && (!errors.As(err, &shown) || shown.Field != "questions" || shown.Row != c.edit.Row || shown.Hint == "") {
				t.Errorf("the error must name field and row and say what to do: %+v", shown)
			}
		})
	}
}

func TestPDSA_takesPredictionAndResultInOneGoAtTheBeginning(t *testing.T) {
	b := newBook(pdsa())
	b.mustWrite(t, wednesday,
		text("title", "From paper"), text("happened", "Two of ten."), text("do_began", "2026-09-15T10:00:00Z"),
		row("questions", 1, "question", "Will they answer?", "prediction", "6 of 10", "predicted", "2026-09-14T10:00:00Z"),
		row("questions", 2, "question", "And call back?", "prediction", "3", "predicted", "2030-01-01T00:00:00Z"))

	if got, want := b.artifact.Text("do_began"), "2026-09-15T10:00:00Z"; got != want {
		t.Errorf("Do began: got %q, want %q", got, want)
	}
	if got, want := predicted(b, 1), "2026-09-14T10:00:00Z"; got != want {
		t.Errorf("a time of its own: got %q, want %q", got, want)
	}
	if got, want := predicted(b, 2), "2026-09-16T16:00:00Z"; got != want {
		t.Errorf("a time from the future: got %q, want %q", got, want)
	}
}

func TestPDSA_asksForAReasonWhenAnIdeaIsDropped(t *testing.T) {
	for _, c := range []struct {
		name  string
		first []improve.Edit
		edits []improve.Edit
		want  improve.Code
	}{
		{"refuses without", nil, []improve.Edit{text("decision", "abandon")}, improve.Invalid},
		{"refuses with spaces", nil, []improve.Edit{text("decision", "abandon"), text("reason", "  ")}, improve.Invalid},
		{"takes both together", nil, []improve.Edit{text("decision", "abandon"), text("reason", "Nobody answers at noon.")}, ""},
		{"takes a reason that was there", []improve.Edit{text("reason", "Nobody answers.")}, []improve.Edit{text("decision", "abandon")}, ""},
		{"refuses to clear the reason later", []improve.Edit{text("decision", "abandon"), text("reason", "No.")}, []improve.Edit{text("reason", "")}, improve.Invalid},
		{"asks nothing when it is kept", nil, []improve.Edit{text("decision", "adopt")}, ""},
		{"asks nothing when it is changed", nil, []improve.Edit{text("decision", "adapt")}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := planned(t)
			b.mustWrite(t, monday, c.first...)

			err := b.write(tuesday, c.edits...)

			if got := improve.CodeOf(err); got != c.want {
				t.Errorf("got %q (%v), want %q", got, err, c.want)
			}
		})
	}
}

func TestPDSA_marksAPredictionThatAnotherLaptopChangedAfterDoBegan(t *testing.T) {
	here := planned(t)
	there := here.apart()

	here.mustWrite(t, tuesday, text("happened", "Two of ten."))
	change := row("questions", 1, "question", "Will they answer?", "prediction", "2 of 10")
	there.mustWrite(t, wednesday, change)
	there.mustWrite(t, tuesday, text("happened", "Two of ten, says Ben."))

	stamped := change
	stamped.Value = improve.CellsValue(map[improve.FieldKey]string{"question": "Will they answer?", "prediction": "2 of 10", "predicted": predicted(there, 1), "~pos": "ab"})
	here.laptop = 2
	here.fold(wednesday, stamped)

	marks := pdsa().Marks(here.artifact)
	if len(marks) != 1 || marks[0].Row != (improve.RowID{1}) || marks[0].Text != "Changed after Do began" {
		t.Fatalf("got %+v, want one mark on the first row", marks)
	}
	t.Run("and lets a person settle on either of the two", func(t *testing.T) {
		here.laptop = 1
		here.mustWrite(t, wednesday, row("questions", 1, "question", "Will they answer?", "prediction", "6 of 10"))

		if marks := pdsa().Marks(here.artifact); len(marks) != 0 {
			t.Errorf("got %+v, want none", marks)
		}
		if got, want := predicted(here, 1), "2026-09-14T16:00:00Z"; got != want {
			t.Errorf("got %q, want %q: the time of the chosen one", got, want)
		}
	})
}

func TestPDSA_takesTheEarlierOfTwoBeginnings(t *testing.T) {
	b := planned(t)
	b.fold(tuesday, text("do_began", "2026-09-15T08:00:00Z"))
	b.laptop = 2
	b.fold(wednesday, text("do_began", "2026-09-16T08:00:00Z"))

	b.mustWrite(t, wednesday, text("unplanned", "Rain"))

	register := b.artifact.Register("do_began", improve.RowID{})
	if got, want := b.artifact.Text("do_began"), "2026-09-15T08:00:00Z"; got != want || len(register.Live) != 1 {
		t.Errorf("got %q and %d texts, want %q alone", got, len(register.Live), want)
	}
}

func TestNextCycle_copiesWhatStaysAndLeavesWhatBelongsToOneTest(t *testing.T) {
	kind := pdsa()
	b := newBook(kind)
	b.mustWrite(t, sampleDay, sampleEdits(kind)...)

	fields, rows := NextCycle(b.artifact)

	if got, want := fields["title"], "First paragraph in class, one period, test 2"; got != want {
		t.Errorf("title: got %q, want %q", got, want)
	}
	if got, want := fields["cycle"], "2"; got != want {
		t.Errorf("cycle: got %q, want %q", got, want)
	}
	if got, want := fields["change"], "This time: Put the task on a card"; !strings.Contains(got, want) {
		t.Errorf("change: got %q, want it to hold %q", got, want)
	}
	for _, key := range []improve.FieldKey{"start", "end", "carried_out", "happened", "learned", "decision", "reason", "next", "do_began"} {
		if fields[key] != "" {
			t.Errorf("%s is copied: %q", key, fields[key])
		}
	}
	if len(rows["questions"]) != 2 || len(rows["questions"][0]) != 1 || rows["questions"][0]["question"] == "" {
		t.Errorf("questions: got %v, want the two questions alone", rows["questions"])
	}
	if len(rows["tasks"]) != 1 || rows["tasks"][0]["done"] != "" || rows["tasks"][0]["when"] != "" {
		t.Errorf("tasks: got %v, want them not done and without a day", rows["tasks"])
	}
	for _, rel := range NextCycleRels() {
		if _, ok := kind.Rel(rel); !ok {
			t.Errorf("a test has no relation %s", rel)
		}
	}
}

func TestNextCycle_countsOn(t *testing.T) {
	for _, c := range []struct{ title, cycle, want string }{
		{"Call home", "", "Call home, test 2"},
		{"Call home, test 2", "2", "Call home, test 3"},
		{"Room 12", "12", "Room 12, test 13"},
		{strings.Repeat("é", improve.MaxTitle), "1", strings.Repeat("é", improve.MaxTitle-len(", test 2")) + ", test 2"},
	} {
		b := newBook(pdsa())
		b.mustWrite(t, monday, text("title", c.title), text("cycle", c.cycle))

		if fields, _ := NextCycle(b.artifact); fields["title"] != c.want {
			t.Errorf("after %q: got %q, want %q", c.title, fields["title"], c.want)
		}
	}
}

func TestOpensNextCycle_onlyToTryAgain(t *testing.T) {
	for decision, want := range map[string]bool{"adapt": true, "adopt": false, "abandon": false, "": false} {
		if got := OpensNextCycle([]improve.Edit{text("reason", "adapt"), text("decision", decision)}); got != want {
			t.Errorf("decision %q: got %v, want %v", decision, got, want)
		}
	}
}

func TestPDSA_MarksALatePredictionWhateverTheClocksSay(t *testing.T) {
	row := improve.RowID{7}
	slow := time.Date(2026, 10, 5, 8, 0, 0, 0, time.UTC) // the other laptop's clock is an hour behind
	a := improve.NewArtifact(improve.ArtifactID{1}, improve.SpaceID{})
	write := func(log byte, seq uint64, edit improve.Edit) {
		t.Helper()
		body, err := improve.EncodeValue(edit.Value)
		if err != nil {
			t.Fatal(err)
		}
		e, err := improve.NewEvent(improve.LogID{log}, seq, improve.Header{
			Type: improve.SetEvent, Stamp: improve.HLC(seq), Object: a.ID, Kind: "pdsa", Field: edit.Field, Row: edit.Row, Over: edit.Over,
		}, improve.Salt{}, body)
		if err != nil {
			t.Fatal(err)
		}
		a.Apply(e)
	}
	predict := func(text string, at time.Time, before improve.Artifact) improve.Edit {
		t.Helper()
		edits, err := pdsaRules(before, []improve.Edit{{Field: questionsKey, Row: row, Over: before.Register(questionsKey, row).Dots(), Value: improve.CellsValue(map[improve.FieldKey]string{questionKey: "Q?", predictionKey: text})}}, at)
		if err != nil {
			t.Fatal(err)
		}
		return edits[0]
	}
	write(1, 1, predict("8 of 24", slow.Add(-time.Hour), a))
	late := predict("20 of 24", slow, a) // written without knowing that Do has begun
	begun, err := pdsaRules(a, []improve.Edit{{Field: happenedKey, Value: improve.TextValue("They came.")}}, slow.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for i, edit := range begun {
		write(1, uint64(i+2), edit)
	}
	if marks := pdsaMarks(a); len(marks) != 0 {
		t.Fatalf("marks before anything is late: %v", marks)
	}

	write(2, 1, late)

	if marks := pdsaMarks(a); len(marks) != 1 || marks[0].Row != row {
		t.Errorf("got %v; want the late prediction marked", marks)
	}
}
