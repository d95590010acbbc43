package kinds

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// movesKey is the list in which every kind with a course keeps its moves.
const movesKey improve.FieldKey = "moves"

// moves is the list of how a state went: one row for each move, kept by the
// program and open to whoever wants to add the reason.
func moves(states []improve.Option) improve.Field {
	field := list(movesKey, "How it went", "Each time that it moved on, with the reason. A line is added by itself when you change how it stands.",
		day(improve.MoveDate, "On", "The day."),
		pick(improve.MoveFrom, "From", "How it stood before.", states),
		pick(improve.MoveTo, "To", "How it stood then.", states),
		words(improve.MoveWhy, "Why?", "In one sentence."),
		words(improve.MoveBecause, "Because of", "The test or decision that showed it."),
	)
	return term(field, "History of states")
}

// because links to what justified a move, so that the reason can be opened.
func because() improve.Rel {
	return loosely(rels(improve.BecauseRel, "Moved on because of", "What it moved", "The tests and decisions that decided how it stands.", "pdsa", "decision", "meeting"))
}

// follow makes the rule of a course part of a kind, after the rules that it has:
// each move of the state is kept with its day, and some need a reason.
func follow(kind *improve.Kind) *improve.Kind {
	if kind.Course == nil {
		return kind
	}
	own := kind.Before
	kind.Before = func(before improve.Artifact, edits []improve.Edit, now time.Time) ([]improve.Edit, error) {
		if own != nil {
			var err error
			if edits, err = own(before, edits, now); err != nil {
				return nil, err
			}
		}
		return keepMove(kind.Course, before, edits, now)
	}
	return kind
}

// keepMove adds the row of a move to edits that change a state that was there.
// What stands in a new page is no move: it may come from paper or a file.
func keepMove(course *improve.Course, before improve.Artifact, edits []improve.Edit, now time.Time) ([]improve.Edit, error) {
	from := before.Text(course.State)
	to, touched := textAfter(before, edits, course.State)
	if before.Author.IsZero() || !touched || to == from || to == "" {
		return edits, nil
	}
	why, written := textAfter(before, edits, course.Reason)
	for _, edit := range edits {
		if edit.Field == course.Moves && edit.Value.Cells[improve.MoveTo] == to {
			return edits, askWhy(course, to, edit.Value.Cells[improve.MoveWhy], false)
		}
	}
	older := !written && explains(course, before, why)
	if older {
		why = "" // it is the reason of an earlier move, not of this one
	}
	if err := askWhy(course, to, why, older); err != nil {
		return nil, err
	}
	row := improve.Edit{Field: course.Moves, Row: moveRow(before.ID, from, to, now), Value: improve.CellsValue(map[improve.FieldKey]string{
		improve.MoveDate: now.Format(improve.DateLayout), improve.MoveFrom: from, improve.MoveTo: to, improve.MoveWhy: oneLine(why),
		improve.RowPosition: lastPosition(before.Rows(course.Moves)),
	})}
	return append(edits[:len(edits):len(edits)], row), nil
}

// explains tells whether a reason is that of a move that was made before. No
// words explain nothing: many moves are made without any.
func explains(course *improve.Course, a improve.Artifact, why string) bool {
	return strings.TrimSpace(why) != "" && slices.ContainsFunc(a.Rows(course.Moves), func(row improve.Row) bool { return row.Cells[improve.MoveWhy] == oneLine(why) })
}

// askWhy refuses a step without the reason that it needs. older tells that one
// stands there which explains an earlier step: whoever means it again says so.
func askWhy(course *improve.Course, to, why string, older bool) error {
	switch {
	case !course.AsksWhy(to) || strings.TrimSpace(why) != "":
		return nil
	case older:
		return &improve.Error{Code: improve.Invalid, Field: course.Reason, Message: "This step needs a reason of its own; the one that stands here explains an earlier step.", Hint: "Write under \"Why?\" what decided it this time."}
	}
	return &improve.Error{Code: improve.Invalid, Field: course.Reason, Message: "This step needs its reason.", Hint: "Write under \"Why?\" what decided it."}
}

// moveRow names the row of a move by what it is, so that the rule stays pure.
func moveRow(id improve.ArtifactID, from, to string, now time.Time) improve.RowID {
	sum := sha256.Sum256(fmt.Appendf(nil, "move %s %s %s %d", id, from, to, now.UnixMilli()))
	var row improve.RowID
	copy(row[:], sum[:])
	return row
}

// oneLine fits a reason into the one line of its row.
func oneLine(text string) string {
	return shorten(strings.Join(strings.Fields(text), " "), improve.MaxTitle)
}

// lastMove gives the day of the last move to a state; zero when none is kept.
func lastMove(a improve.Artifact, state string) time.Time {
	var last time.Time
	for _, row := range a.Rows(movesKey) {
		at, err := time.Parse(improve.DateLayout, row.Cells[improve.MoveDate])
		if err == nil && row.Cells[improve.MoveTo] == state && at.After(last) {
			last = at
		}
	}
	return last
}

// revisions is the list of why a page was changed; the screen asks for it and
// shows it with the versions.
func revisions() improve.Field {
	field := list(improve.RevisionsKey, "Why it was changed", "The day and the reason.",
		day(improve.RevisionDate, "Day", "When the reason was given."),
		words(improve.RevisionWhy, "Why?", "What was learned since."))
	field.Hidden = true
	return field
}
