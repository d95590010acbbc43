package app

import (
	"context"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Step moves a page on in its course: how it stands now, why, and the test,
// decision or meeting that showed it.
type Step struct {
	To      string
	Why     string
	Because improve.ArtifactID // zero where nothing is named
}

// MoveOn moves a page of a kind with a course on, with its reason, over all
// that it holds now, and links it to what showed it; all of it or nothing. It
// fails with improve.Invalid where the kind has no course, the reason is
// missing, or the state or link is none of the kind's.
func (j *Journal) MoveOn(ctx context.Context, id improve.ArtifactID, step Step) error {
	return j.update(ctx, func(b *batch) error {
		a, kind, err := b.changeable(id)
		if err != nil {
			return err
		}
		if err := checkStep(kind, a, step); err != nil {
			return err
		}
		because := ""
		if !step.Because.IsZero() {
			ground, err := b.artifact(step.Because)
			if err != nil {
				return err
			}
			because = ground.Title()
		}
		if err := b.edit(id, MoveEdits(kind.Course, a, j.ids.Row(), j.clock.Now(), step, because)); err != nil || step.Because.IsZero() {
			return err
		}
		return b.link(id, a.Space, kind, NewLink{Rel: improve.BecauseRel, Target: step.Because})
	})
}

// checkStep refuses a step that says nothing.
func checkStep(kind *improve.Kind, a improve.Artifact, step Step) error {
	switch {
	case kind.Course == nil:
		return noCourse()
	case a.Text(kind.Course.State) == step.To:
		return &improve.Error{Code: improve.Invalid, Field: kind.Course.State, Message: "It stands like that already.", Hint: "Choose another state."}
	case strings.TrimSpace(step.Why) == "":
		return &improve.Error{Code: improve.Invalid, Field: kind.Course.Reason, Message: "This step needs its reason.", Hint: "Say in one sentence what decided it."}
	}
	return nil
}

// MoveEdits are the edits of a step over what a page holds: its state, and the
// line under row that keeps the day, the reason and the title of what showed it.
func MoveEdits(course *improve.Course, a improve.Artifact, row improve.RowID, now time.Time, step Step, because string) []improve.Edit {
	last := ""
	for _, each := range a.Rows(course.Moves) {
		last = max(last, each.Position)
	}
	cells := map[improve.FieldKey]string{
		improve.MoveDate: now.Format(improve.DateLayout), improve.MoveFrom: a.Text(course.State), improve.MoveTo: step.To,
		improve.MoveWhy: strings.Join(strings.Fields(step.Why), " "), improve.MoveBecause: because, improve.RowPosition: improve.PositionBetween(last, ""),
	}
	return []improve.Edit{
		{Field: course.State, Value: improve.TextValue(step.To), Over: a.Register(course.State, improve.RowID{}).Dots()},
		{Field: course.Moves, Row: row, Value: improve.CellsValue(cells)},
	}
}
