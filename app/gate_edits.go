package app

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// gateEdits looks at edits of a number before they are written. One that others
// have may not become one that had to stay; one that waits at home may leave
// when it has changed.
func (b *batch) gateEdits(a improve.Artifact, edits []improve.Edit) error {
	cells := wholeCells(edits)
	measures := a.LinkedTo(measureRel)
	if cells == nil || len(measures) == 0 {
		return nil
	}
	personal, err := b.personal(a.Space)
	if err != nil {
		return err
	}
	if personal && a.Text(kinds.PointStays) == "yes" {
		cells[kinds.PointStays] = "yes"
	}
	after := dayPoint{Point: kinds.PointOf(cells), id: a.ID, place: placeOf(a.LinkedTo(placeRel))}
	before := dayPointsOf(a, personal)
	for _, measure := range measures {
		b.touch(measure, after.Date)
		for _, p := range before {
			b.touch(measure, p.Date)
		}
		if personal || slices.ContainsFunc(before, func(p dayPoint) bool { return p.Same(after.Point) }) {
			continue
		}
		if err := b.mayBecome(a, measure, after); err != nil {
			return err
		}
	}
	return nil
}

// gateLink looks at a link of a number that others have: to another measure, or
// to another place, it stands in another table.
func (b *batch) gateLink(a improve.Artifact, link NewLink) error {
	if link.Rel != measureRel && link.Rel != placeRel {
		return nil
	}
	personal, err := b.personal(a.Space)
	if err != nil {
		return err
	}
	measures := a.LinkedTo(measureRel)
	if link.Rel == measureRel {
		measures = []improve.ArtifactID{link.Target}
	}
	for _, measure := range measures {
		for _, p := range dayPointsOf(a, personal) {
			b.touch(measure, p.Date)
			if p.sent = false; link.Rel == placeRel {
				p.place = link.Target
			}
			if personal {
				continue
			}
			if err := b.mayBecome(a, measure, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// mayBecome refuses what a number that others have must not become.
func (b *batch) mayBecome(a improve.Artifact, measure improve.ArtifactID, after dayPoint) error {
	_, points, err := b.numbersOf(measure)
	if err != nil {
		return err
	}
	points = append(slices.DeleteFunc(points, func(p dayPoint) bool { return p.id == a.ID }), after)
	space, err := b.space(a.Space)
	if err != nil {
		return err
	}
	fewest, err := b.fewest(space)
	if err != nil {
		return err
	}
	m, err := b.artifact(measure)
	if err != nil && improve.CodeOf(err) != improve.NotFound {
		return err
	}
	if why := judge(points, setsOf(m), fewest)[a.ID]; why != mayLeave {
		return whyNot(why, fewest)
	}
	return nil
}

// leaving gives what of these may go to another space with their tables: the
// numbers of each measure there are judged together with those that stay here
// already, as if none of them had been sent.
func (b *batch) leaving(moving []improve.Artifact, to improve.SpaceID) ([]improve.Artifact, error) {
	space, err := b.space(to)
	if err != nil || space.Genesis.Kind == improve.PersonalSpace {
		return moving, err
	}
	fewest, err := b.fewest(space)
	if err != nil {
		return nil, err
	}
	verdict, err := b.judgeMoving(moving, fewest)
	if err != nil {
		return nil, err
	}
	if len(moving) == 1 && verdict[moving[0].ID] != mayLeave {
		return nil, whyNot(verdict[moving[0].ID], fewest)
	}
	return slices.DeleteFunc(slices.Clone(moving), func(a improve.Artifact) bool { return verdict[a.ID] != mayLeave }), nil
}

// judgeMoving judges the tables of all numbers that move.
func (b *batch) judgeMoving(moving []improve.Artifact, fewest int) (map[improve.ArtifactID]whyStays, error) {
	goes := map[improve.ArtifactID]bool{}
	var measures []improve.ArtifactID
	for _, a := range moving {
		goes[a.ID] = true
		if a.Kind == kinds.PointKind {
			measures = append(measures, a.LinkedTo(measureRel)...)
		}
	}
	verdict := map[improve.ArtifactID]whyStays{}
	for _, measure := range distinct(measures) {
		_, points, err := b.numbersOf(measure)
		if err != nil {
			return nil, err
		}
		for i := range points {
			points[i].sent = points[i].sent && !goes[points[i].id]
		}
		m, err := b.artifact(measure)
		if err != nil && improve.CodeOf(err) != improve.NotFound {
			return nil, err
		}
		for id, why := range judge(points, setsOf(m), fewest) {
			verdict[id] = max(verdict[id], why)
		}
	}
	return verdict, nil
}

func whyNot(why whyStays, fewest int) error {
	if why == smallOne {
		return tooMuch(fewest)
	}
	return solvable(fewest)
}
