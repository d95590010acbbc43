package report

import (
	"context"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Measure gives a measure with what of its numbers may leave the laptop, to be
// drawn into a file, onto paper or a slide: every picture of numbers that
// others may see is made of it. An *Error NotFound when there is no such
// measure, Invalid when the page is none.
func Measure(ctx context.Context, say *phrase.Book, j *app.Journal, id improve.ArtifactID) (figure.Measure, error) {
	all, err := OwnMeasure(ctx, say, j, id)
	if err != nil {
		return all, err
	}
	leaving, err := j.Leaving(ctx, all.Numbers)
	all.Numbers, all.Kept, all.Withheld = leaving.Pages, nil, leaving.Withheld[id]
	return all, err
}

// OwnMeasure gives a measure with all its numbers, those that are not shared
// marked, for whoever wrote them alone. It fails as Measure does.
func OwnMeasure(ctx context.Context, say *phrase.Book, j *app.Journal, id improve.ArtifactID) (figure.Measure, error) {
	store := j.Store()
	measure, err := store.Artifact(ctx, id)
	if err != nil {
		return figure.Measure{}, err
	}
	if measure.Kind != "measure" {
		return figure.Measure{}, &improve.Error{Code: improve.Invalid, Message: "This page has no numbers.", Hint: "Name a measure."}
	}
	m := figure.Measure{Say: say, Measure: measure, Kept: map[improve.ArtifactID]bool{}, Places: map[improve.ArtifactID]string{}}
	if m.Numbers, err = store.Artifacts(ctx, improve.Query{LinkTo: id, Rel: "measure", Kinds: []improve.KindName{"data-point"}, Order: improve.ByCreated, Limit: everything}); err != nil {
		return m, err
	}
	for _, project := range measure.LinkedTo("project") {
		tests, err := store.Artifacts(ctx, improve.Query{LinkTo: project, Kinds: []improve.KindName{"pdsa"}, Order: improve.ByCreated, Limit: everything})
		if err != nil {
			return m, err
		}
		m.Tests = append(m.Tests, tests...)
	}
	staying, err := j.Staying(ctx, id)
	for number := range staying.Why {
		m.Kept[number] = true
	}
	for _, number := range m.Numbers {
		for _, place := range number.LinkedTo("organisation") {
			if school, err := store.Artifact(ctx, place); err == nil { // others are not on this laptop
				m.Places[place] = school.Title()
			}
		}
	}
	return m, err
}

// everything is more pages than a laptop holds.
const everything = 1 << 20
