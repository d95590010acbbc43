package app

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// Leaving is what of some pages may leave the laptop in a file, a picture or on paper.
type Leaving struct {
	Pages    []improve.Artifact
	Withheld map[improve.ArtifactID]chart.Withheld // of each measure, what of its numbers is left out
}

// Leaving leaves out what must not leave the laptop in a file either: numbers
// of small groups, those from which one could be worked out, and those that
// stay at home. It is stricter than the gate of a space: whoever gets a file may
// not be in the space, so that a number which others have there already is no
// reason to give away another. Of a measure at home it gives what others would
// have if it were shared.
func (j *Journal) Leaving(ctx context.Context, pages []improve.Artifact) (Leaving, error) {
	reader := storeReader{ctx: ctx, store: j.store}
	why := map[improve.ArtifactID]whyLeft{}
	var measures []improve.ArtifactID
	for _, a := range pages {
		if a.Kind != kinds.PointKind {
			continue
		}
		own := a.LinkedTo(measureRel)
		measures = append(measures, own...)
		switch small := slices.ContainsFunc(dayPointsOf(a, true), func(p dayPoint) bool { return p.Small(kinds.SmallGroup) }); {
		case len(own) == 0 && small:
			why[a.ID] = leftSmall
		case a.Text(kinds.PointStays) == "yes":
			why[a.ID] = leftOwn
		}
	}
	leaving := Leaving{Withheld: map[improve.ArtifactID]chart.Withheld{}}
	for _, measure := range distinct(measures) {
		fewest, err := j.judgeFile(ctx, reader, measure, why)
		if err != nil {
			return leaving, err
		}
		leaving.Withheld[measure] = chart.Withheld{Fewest: fewest}
	}
	for _, a := range pages {
		if why[a.ID] == leftNot {
			leaving.Pages = append(leaving.Pages, a)
			continue
		}
		for _, measure := range a.LinkedTo(measureRel) {
			leaving.Withheld[measure] = why[a.ID].countedIn(leaving.Withheld[measure])
		}
	}
	return leaving, nil
}

// Withheld counts the numbers that ExportAs leaves out of a file of what is
// chosen, wherever on this laptop they lie: those of all measures in it, a day at
// home among them. Fewest is the largest limit of their spaces.
func (j *Journal) Withheld(ctx context.Context, q improve.Query, ids ...improve.ArtifactID) (chart.Withheld, error) {
	var all chart.Withheld
	artifacts, err := j.chosen(ctx, q, ids)
	if err != nil {
		return all, err
	}
	var measures []improve.ArtifactID
	for _, a := range artifacts {
		switch a.Kind {
		case measureKind:
			measures = append(measures, a.ID)
		case kinds.PointKind:
			measures = append(measures, a.LinkedTo(measureRel)...)
		}
	}
	for _, measure := range distinct(measures) {
		numbers, _, err := numbersOf(storeReader{ctx: ctx, store: j.store}, measure)
		if err != nil {
			return all, err
		}
		leaving, err := j.Leaving(ctx, numbers)
		if err != nil {
			return all, err
		}
		all = all.And(leaving.Withheld[measure])
	}
	return all, nil
}

// whyLeft says why a number is left out of a file; the strongest reason last.
type whyLeft int

const (
	leftNot    whyLeft = iota
	leftOwn            // its writer keeps it
	leftBeside         // a small group could be worked out from it
	leftSmall          // its group is small
)

func (w whyLeft) countedIn(withheld chart.Withheld) chart.Withheld {
	switch w {
	case leftSmall:
		withheld.Small++
	case leftBeside:
		withheld.Beside++
	case leftOwn:
		withheld.Own++
	}
	return withheld
}

// judgeFile says why numbers of one measure are left out, and gives the limit of its space.
func (j *Journal) judgeFile(ctx context.Context, reader storeReader, id improve.ArtifactID, why map[improve.ArtifactID]whyLeft) (fewest int, err error) {
	fewest = kinds.SmallGroup
	measure, err := j.store.Artifact(ctx, id)
	if err != nil && improve.CodeOf(err) != improve.NotFound {
		return fewest, err
	}
	shared := false
	if err == nil {
		space, err := j.store.Space(ctx, measure.Space)
		if err != nil {
			return fewest, err
		}
		shared = space.Genesis.Kind != improve.PersonalSpace
		if fewest, err = fewestIn(reader, space); err != nil {
			return fewest, err
		}
	}
	numbers, points, err := numbersOf(reader, id)
	if err != nil {
		return fewest, err
	}
	for i := range points {
		shared = shared || points[i].sent
	}
	verdict := judge(unsent(points), setsOf(measure), fewest)
	for _, a := range numbers {
		home := slices.ContainsFunc(points, func(p dayPoint) bool { return p.id == a.ID && !p.sent })
		switch {
		case verdict[a.ID] == smallOne:
			why[a.ID] = max(why[a.ID], leftSmall)
		case verdict[a.ID] != mayLeave:
			why[a.ID] = max(why[a.ID], leftBeside)
		case home && shared && why[a.ID] == leftNot: // it still waits for others of its day
			why[a.ID] = leftBeside
		}
	}
	return fewest, nil
}

// unsent gives the numbers as if nobody had any of them yet.
func unsent(points []dayPoint) []dayPoint {
	fresh := slices.Clone(points)
	for i := range fresh {
		fresh[i].sent = false
	}
	return fresh
}
