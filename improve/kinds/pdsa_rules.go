package kinds

import (
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// pdsaRules keeps the one rule that makes a test a test: predictions are
// written before anything has happened (domain rule 3.1). It stamps each
// prediction, notes when Do began, refuses later changes made on this laptop,
// and asks for a reason when an idea is dropped. Changes that another laptop
// made in good faith are never refused; pdsaMarks shows them.
func pdsaRules(before improve.Artifact, edits []improve.Edit, now time.Time) ([]improve.Edit, error) {
	if err := checkReason(before, edits); err != nil {
		return nil, err
	}
	kept, err := keepPredictions(before, edits, now)
	if err != nil {
		return nil, err
	}
	return noteDoBegan(before, kept, now), nil
}

// checkReason refuses to drop an idea without saying why.
func checkReason(before improve.Artifact, edits []improve.Edit) error {
	decision, decided := textAfter(before, edits, decisionKey)
	reason, reasoned := textAfter(before, edits, reasonKey)
	if !decided && !reasoned || decision != abandon || strings.TrimSpace(reason) != "" {
		return nil
	}
	return &improve.Error{Code: improve.Invalid, Field: reasonKey, Message: "An idea is not dropped without a reason.", Hint: "Write under \"Why?\" what the test showed."}
}

// textAfter gives a field's text as it will be, and whether the edits touch it.
func textAfter(before improve.Artifact, edits []improve.Edit, key improve.FieldKey) (text string, touched bool) {
	text = before.Text(key)
	for _, edit := range edits {
		if edit.Field == key {
			text, touched = edit.Value.Text, true
		}
	}
	return text, touched
}

// keepPredictions stamps predictions and, once Do has begun, refuses to change them.
func keepPredictions(before improve.Artifact, edits []improve.Edit, now time.Time) ([]improve.Edit, error) {
	begun := !doBegan(before).IsZero()
	kept := slices.Clone(edits)
	for i, edit := range kept {
		if edit.Field != questionsKey {
			continue
		}
		versions := before.Register(questionsKey, edit.Row).Live
		cells, changed := stampPrediction(before, versions, edit, now)
		if begun && changed {
			return nil, lockedPrediction(edit.Row)
		}
		kept[i].Value = cells
	}
	return kept, nil
}

// stampPrediction gives a question row with the time of its prediction, and
// tells whether the prediction is another than before. A row that equals one
// of its versions, as when somebody moves it or settles two texts, keeps the
// time of that version.
func stampPrediction(before improve.Artifact, versions []improve.Version, edit improve.Edit, now time.Time) (improve.Value, bool) {
	cells := edit.Value.Cells
	predicts := !edit.Remove && cells[predictionKey] != ""
	had := slices.ContainsFunc(versions, func(v improve.Version) bool { return v.Value.Cells[predictionKey] != "" })
	if !predicts {
		return withCell(edit.Value, predictedKey, ""), had && !hasVersion(versions, cells)
	}
	for _, v := range versions {
		if samePrediction(v.Value.Cells, cells) {
			return withCell(edit.Value, predictedKey, v.Value.Cells[predictedKey]), false
		}
	}
	return withCell(edit.Value, predictedKey, stamp(before, cells[predictedKey], now)), true
}

// hasVersion tells that the row, without a prediction, is one that was there:
// then choosing it is settling, not taking a prediction away.
func hasVersion(versions []improve.Version, cells map[improve.FieldKey]string) bool {
	return cells != nil && slices.ContainsFunc(versions, func(v improve.Version) bool {
		return v.Value.Cells != nil && samePrediction(v.Value.Cells, cells)
	})
}

// samePrediction compares what is locked: the question belongs to its
// prediction, and so does how sure somebody was.
func samePrediction(x, y map[improve.FieldKey]string) bool {
	return x[questionKey] == y[questionKey] && x[predictionKey] == y[predictionKey] && x[confidenceKey] == y[confidenceKey]
}

// noteDoBegan adds the moment when the first word about what happened was
// written. It is set once and never moves; of two that were set apart the
// earlier one counts, and the next edit settles them, since nobody sees the field.
func noteDoBegan(before improve.Artifact, edits []improve.Edit, now time.Time) []improve.Edit {
	edits = slices.DeleteFunc(edits, func(e improve.Edit) bool { return e.Field == lockedKey }) // only this rule writes it
	given := ""
	if at := slices.IndexFunc(edits, isDoBegan); at >= 0 {
		given = edits[at].Value.Text
		edits = slices.DeleteFunc(edits, isDoBegan)
	}
	register := before.Register(doBeganKey, improve.RowID{})
	began := doBegan(before)
	switch {
	case !began.IsZero() && len(register.Distinct()) < 2:
		return edits
	case !began.IsZero():
		return append(edits, improve.Edit{Field: doBeganKey, Value: improve.TextValue(timeText(began)), Over: register.Dots()}, settleLocked(before))
	case !slices.ContainsFunc(edits, isDone):
		return edits
	}
	locked := improve.Edit{Field: lockedKey, Value: improve.TextValue(lockedText(before, edits)), Over: before.Register(lockedKey, improve.RowID{}).Dots()}
	return append(edits, improve.Edit{Field: doBeganKey, Value: improve.TextValue(stamp(before, given, now)), Over: register.Dots()}, locked)
}

// lockedText lists the predictions that stand after the edits: a line for each
// row with its id and the time of its prediction. Which ones were there when Do
// began is known by this list and not by clocks, which differ between laptops.
func lockedText(before improve.Artifact, edits []improve.Edit) string {
	times := map[string]string{}
	for _, row := range before.Rows(questionsKey) {
		times[row.ID.String()] = row.Cells[predictedKey]
	}
	for _, edit := range edits {
		if edit.Field == questionsKey {
			times[edit.Row.String()] = edit.Value.Cells[predictedKey]
		}
	}
	var lines []string
	for row, at := range times {
		if at != "" {
			lines = append(lines, row+" "+at)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// settleLocked keeps what all lists that were written apart have in common.
func settleLocked(before improve.Artifact) improve.Edit {
	register := before.Register(lockedKey, improve.RowID{})
	var common []string
	for i, v := range register.Live {
		lines := strings.Split(v.Value.Text, "\n")
		if i == 0 {
			common = lines
			continue
		}
		common = slices.DeleteFunc(common, func(line string) bool { return !slices.Contains(lines, line) })
	}
	return improve.Edit{Field: lockedKey, Value: improve.TextValue(strings.Join(common, "\n")), Over: register.Dots()}
}

// wasLocked tells whether a prediction stood when Do began, on every laptop that says so.
func wasLocked(a improve.Artifact, row improve.RowID, v improve.Version) bool {
	line := row.String() + " " + v.Value.Cells[predictedKey]
	for _, list := range a.Register(lockedKey, improve.RowID{}).Live {
		if !slices.Contains(strings.Split(list.Value.Text, "\n"), line) {
			return false
		}
	}
	return true
}

func isDoBegan(edit improve.Edit) bool { return edit.Field == doBeganKey }

// isDone tells that an edit says something about what happened, in Do or, for
// those who go straight there, in Study.
func isDone(edit improve.Edit) bool {
	switch edit.Field {
	case carriedOutKey, happenedKey, unplannedKey, learnedKey:
		return strings.TrimSpace(edit.Value.Text) != ""
	case resultsKey:
		return edit.Value.Cells[happenedKey] != "" || edit.Value.Cells[matchedKey] != ""
	default:
		return false
	}
}

// stamp gives the time to write. A test that is written down all at once, from
// paper or from a file, may bring its own times, but none from the future.
func stamp(before improve.Artifact, given string, now time.Time) string {
	at, err := time.Parse(time.RFC3339, given)
	if err == nil && before.Author.IsZero() && !at.After(now) {
		return timeText(at)
	}
	return timeText(now)
}

// timeText gives a time to the millisecond: two changes of a prediction are never at one time.
func timeText(at time.Time) string {
	return at.UTC().Truncate(time.Millisecond).Format(time.RFC3339Nano)
}

func withCell(value improve.Value, key improve.FieldKey, text string) improve.Value {
	if value.Cells == nil {
		return value
	}
	cells := make(map[improve.FieldKey]string, len(value.Cells)+1)
	for k, t := range value.Cells {
		cells[k] = t
	}
	cells[key] = text
	return improve.CellsValue(cells)
}

func lockedPrediction(row improve.RowID) error {
	return &improve.Error{
		Code:    improve.Locked,
		Field:   questionsKey,
		Row:     row,
		Message: "This prediction stays as it was when Do began, so that you can compare it with what happened.",
		Hint:    "Write what you think now under \"What did you learn?\".",
	}
}

// doBegan gives the moment when Do began, the earliest of those written apart;
// zero while nothing has happened.
func doBegan(a improve.Artifact) time.Time {
	var began time.Time
	for _, v := range a.Register(doBeganKey, improve.RowID{}).Live {
		at, err := time.Parse(time.RFC3339, v.Value.Text)
		if err == nil && (began.IsZero() || at.Before(began)) {
			began = at
		}
	}
	return began
}

// pdsaMarks marks the predictions that were changed after Do began: on another
// laptop, which did not know yet that it had.
func pdsaMarks(a improve.Artifact) []improve.Mark {
	began := doBegan(a)
	if began.IsZero() {
		return nil
	}
	var marks []improve.Mark
	for _, row := range a.Rows(questionsKey) {
		late := func(v improve.Version) bool {
			return v.Value.Cells[predictionKey] != "" && (predictedAfter(v, began) || !wasLocked(a, row.ID, v))
		}
		if slices.ContainsFunc(row.Versions, late) {
			marks = append(marks, improve.Mark{Field: questionsKey, Row: row.ID, Text: "Changed after Do began"})
		}
	}
	return marks
}

func predictedAfter(v improve.Version, began time.Time) bool {
	at, err := time.Parse(time.RFC3339, v.Value.Cells[predictedKey])
	return err == nil && at.After(began)
}

// pdsaLocks says that predictions are closed once Do has begun.
func pdsaLocks(a improve.Artifact) []improve.Mark {
	begun := doBegan(a)
	if begun.IsZero() {
		return nil
	}
	return []improve.Mark{{
		Field: questionsKey,
		Text:  "Closed since Do began on " + begun.Format("2 January") + ". Write what you think now under Study.",
	}}
}
