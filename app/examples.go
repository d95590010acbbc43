package app

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// ExampleSet is an example that somebody made of pages, as it stands in a space.
type ExampleSet struct {
	First improve.ArtifactID
	Space improve.SpaceID
	Pages []improve.Artifact // the first page first, then as they were written; no numbers
	Mine  bool               // this person made it, on this laptop or another of theirs
}

// Only gives the example with one of its pages alone.
func (s ExampleSet) Only(page improve.ArtifactID) ExampleSet {
	s.Pages = slices.DeleteFunc(slices.Clone(s.Pages), func(a improve.Artifact) bool { return a.ID != page })
	return s
}

// Examples gives the examples in some spaces, the latest first; no spaces means all.
func (j *Journal) Examples(ctx context.Context, spaces ...improve.SpaceID) ([]ExampleSet, error) {
	return j.examples(ctx, improve.Query{Spaces: spaces})
}

// Example gives the example that a page is part of.
func (j *Journal) Example(ctx context.Context, page improve.ArtifactID) (ExampleSet, error) {
	a, err := j.store.Artifact(ctx, page)
	if err != nil {
		return ExampleSet{}, err
	}
	first, ok := a.Example()
	if !ok {
		return ExampleSet{}, noExample()
	}
	sets, err := j.examples(ctx, improve.Query{Spaces: []improve.SpaceID{a.Space}})
	if err != nil {
		return ExampleSet{}, err
	}
	for _, set := range sets {
		if set.First == first {
			return set, nil
		}
	}
	return ExampleSet{}, noExample()
}

func noExample() error {
	return &improve.Error{Code: improve.NotFound, Message: "There is no example of this name.", Hint: "It may have been withdrawn."}
}

func (j *Journal) examples(ctx context.Context, q improve.Query) ([]ExampleSet, error) {
	q.Examples, q.Order, q.Limit = improve.OnlyExamples, improve.ByCreated, everything
	pages, err := j.store.Artifacts(ctx, q)
	if err != nil {
		return nil, err
	}
	cards, err := j.store.Cards(ctx, q)
	if err != nil {
		return nil, err
	}
	authors := map[improve.ArtifactID]improve.DeviceID{}
	for _, card := range cards {
		authors[card.ID] = card.Author
	}
	var sets []ExampleSet
	for _, page := range pages {
		first, ok := page.Example()
		if !ok || page.Kind == kinds.PointKind {
			continue
		}
		at := slices.IndexFunc(sets, func(s ExampleSet) bool { return s.First == first && s.Space == page.Space })
		if at < 0 {
			at = len(sets)
			sets = append(sets, ExampleSet{First: first, Space: page.Space})
		}
		sets[at].Pages = append(sets[at].Pages, page)
		if page.ID == first {
			sets[at].Mine = j.isMine(ctx, page.Space, authors[page.ID])
		}
	}
	// Half of an example has come: what it begins with is still on its way.
	sets = slices.DeleteFunc(sets, func(s ExampleSet) bool { return s.Pages[0].ID != s.First })
	slices.Reverse(sets)
	return sets, nil
}

// isMine tells whether a device belongs to the person of this laptop.
func (j *Journal) isMine(ctx context.Context, id improve.SpaceID, device improve.DeviceID) bool {
	if device == j.Device() {
		return true
	}
	me, err := j.Me(ctx)
	if err != nil || me.Person.IsZero() {
		return false
	}
	space, err := j.store.Space(ctx, id)
	if err != nil {
		return false
	}
	member, ok := space.Member(device)
	return ok && member.Person == me.Person
}

// NumbersOf gives the numbers that came along with a measure of an example.
func (j *Journal) NumbersOf(ctx context.Context, measure improve.ArtifactID) ([]improve.Artifact, error) {
	return j.store.Artifacts(ctx, improve.Query{
		LinkTo: measure, Rel: measureRel, Kinds: []improve.KindName{kinds.PointKind}, Examples: improve.OnlyExamples, Order: improve.ByCreated, Limit: maxExampleNumbers,
	})
}

// WithdrawExample puts an example away with all its pages. Whoever made it may,
// and nobody else. What others began from it stays theirs.
func (j *Journal) WithdrawExample(ctx context.Context, page improve.ArtifactID) error {
	set, err := j.Example(ctx, page)
	if err != nil {
		return err
	}
	if !set.Mine {
		return &improve.Error{Code: improve.Denied, Message: "Only who made an example may withdraw it.", Hint: "Ask them to."}
	}
	return j.update(ctx, func(b *batch) error {
		pages, err := b.tx.Artifacts(improve.Query{Spaces: []improve.SpaceID{set.Space}, Examples: improve.OnlyExamples, Limit: everything})
		if err != nil {
			return err
		}
		for _, a := range pages {
			if first, _ := a.Example(); first != set.First {
				continue
			}
			if err := b.ownText(a, improve.RetiredKey, "yes"); err != nil {
				return err
			}
		}
		return nil
	})
}
