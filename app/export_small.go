package app

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// forFile leaves out what must not leave the laptop in a file either: numbers
// of small groups, and those that stay at home beside them. Of a measure that
// others read, a file holds what they have; of one at home, what they would
// have if it were shared.
func (j *Journal) forFile(ctx context.Context, artifacts []improve.Artifact) ([]improve.Artifact, error) {
	reader := storeReader{ctx: ctx, store: j.store}
	left := map[improve.ArtifactID]bool{}
	var measures []improve.ArtifactID
	for _, a := range artifacts {
		if a.Kind != kinds.PointKind {
			continue
		}
		own := a.LinkedTo(measureRel)
		measures = append(measures, own...)
		left[a.ID] = len(own) == 0 && slices.ContainsFunc(dayPointsOf(a, true), func(p dayPoint) bool { return p.Small(kinds.SmallGroup) })
	}
	for _, measure := range distinct(measures) {
		if err := j.judgeFile(ctx, reader, measure, left); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(slices.Clone(artifacts), func(a improve.Artifact) bool { return left[a.ID] }), nil
}

// judgeFile marks the numbers of one measure that no file gets.
func (j *Journal) judgeFile(ctx context.Context, reader storeReader, id improve.ArtifactID, left map[improve.ArtifactID]bool) error {
	fewest := kinds.SmallGroup
	measure, err := j.store.Artifact(ctx, id)
	if err != nil && improve.CodeOf(err) != improve.NotFound {
		return err
	}
	if err == nil {
		space, err := j.store.Space(ctx, measure.Space)
		if err != nil {
			return err
		}
		if fewest, err = fewestIn(reader, space); err != nil {
			return err
		}
	}
	numbers, points, err := numbersOf(reader, id)
	if err != nil {
		return err
	}
	verdict := judge(points, setsOf(measure), fewest)
	for _, a := range numbers {
		home := slices.ContainsFunc(points, func(p dayPoint) bool { return p.id == a.ID && !p.sent })
		left[a.ID] = left[a.ID] || verdict[a.ID] == smallOne || home && verdict[a.ID] != mayLeave
	}
	return nil
}
