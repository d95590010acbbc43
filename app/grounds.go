package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// Ground is a page that may justify how something moves on: a test, a decision or a meeting.
type Ground struct {
	Card improve.Card
	Tied bool       // it is linked with the page that moves, or belongs to its project
	Used []UsedOnce // the moves of the page that it justified already, the latest first
}

// UsedOnce is a move that a page justified: on which day, and to which state.
type UsedOnce struct{ Date, To string }

// Grounds offers what may justify that a page moves on, those with these words:
// what is tied to the page first, in both parts the newest first. What has
// justified an earlier move says so and may justify another. most is how many to give.
func (j *Journal) Grounds(ctx context.Context, id improve.ArtifactID, words string, most int) ([]Ground, error) {
	page, err := j.store.Page(ctx, id)
	if err != nil {
		return nil, err
	}
	kind := j.catalog.Kind(page.Artifact.Kind)
	if kind == nil || kind.Course == nil {
		return nil, noCourse()
	}
	to := groundKinds(kind)
	tied, err := j.tied(ctx, page, to)
	if err != nil {
		return nil, err
	}
	cards, err := j.store.Cards(ctx, improve.Query{Kinds: to, Search: words, Limit: everything})
	if err != nil {
		return nil, err
	}
	var grounds []Ground
	for _, card := range cards {
		if card.ID != id {
			grounds = append(grounds, Ground{Card: card, Tied: tied[card.ID]})
		}
	}
	slices.SortStableFunc(grounds, func(x, y Ground) int {
		if x.Tied != y.Tied {
			if x.Tied {
				return -1
			}
			return 1
		}
		return cmp.Compare(y.Card.Updated, x.Card.Updated)
	})
	grounds = grounds[:min(len(grounds), most)]
	for i := range grounds {
		grounds[i].Used = usedBy(page.Artifact, kind.Course, grounds[i].Card)
	}
	return grounds, nil
}

// groundKinds names what justifies the moves of a kind.
func groundKinds(kind *improve.Kind) []improve.KindName {
	if rel, ok := kind.Rel(improve.BecauseRel); ok {
		return rel.To
	}
	return []improve.KindName{"pdsa", "decision", "meeting"}
}

// tied names the pages that a page is linked with, either way, and those of its projects.
func (j *Journal) tied(ctx context.Context, page improve.Page, to []improve.KindName) (map[improve.ArtifactID]bool, error) {
	tied := map[improve.ArtifactID]bool{}
	for _, link := range slices.Concat(page.Out, page.In) {
		tied[link.Card.ID] = true
	}
	for _, project := range page.Artifact.LinkedTo(projectRel) {
		cards, err := j.store.Cards(ctx, improve.Query{LinkTo: project, Rel: projectRel, Kinds: to, Limit: everything})
		if err != nil {
			return nil, err
		}
		for _, card := range cards {
			tied[card.ID] = true
		}
	}
	return tied, nil
}

// usedBy gives the moves that a page justified: those that keep its title, while it is linked.
func usedBy(a improve.Artifact, course *improve.Course, card improve.Card) []UsedOnce {
	if !slices.Contains(a.LinkedTo(improve.BecauseRel), card.ID) {
		return nil
	}
	var used []UsedOnce
	for _, row := range slices.Backward(a.Rows(course.Moves)) {
		if row.Cells[improve.MoveBecause] == card.Title {
			used = append(used, UsedOnce{Date: row.Cells[improve.MoveDate], To: row.Cells[improve.MoveTo]})
		}
	}
	return used
}

// Doubts gives the gentle questions about a move before it is made, for whoever
// is about to make it; none where this laptop asks nothing.
func (j *Journal) Doubts(ctx context.Context, id improve.ArtifactID, to string) ([]improve.Hint, error) {
	a, err := j.store.Artifact(ctx, id)
	if err != nil {
		return nil, err
	}
	kind := j.catalog.Kind(a.Kind)
	if kind == nil || kind.Course == nil {
		return nil, noCourse()
	}
	if field, ok := kind.Field(kind.Course.State); ok {
		if err := improve.CheckText(field, to); err != nil {
			return nil, err
		}
	}
	off, err := j.HintsOff(ctx)
	if err != nil || off || kind.Course.Doubts == nil || to == a.Text(kind.Course.State) {
		return nil, err
	}
	return kind.Course.Doubts(a, to, j.clock.Now()), nil
}

func noCourse() error {
	return &improve.Error{Code: improve.Invalid, Message: "A page of this kind has no steps to move on in.", Hint: "Change its fields instead."}
}
