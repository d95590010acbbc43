package app

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// Relations of a number.
const (
	measureRel improve.RelName = "measure"
	placeRel   improve.RelName = "organisation"
)

// anyDay stands for all days of a measure.
const anyDay = ""

// gate is what a batch must look at before it ends: new numbers, which are
// written only when all of their day are known, and the days of measures whose
// waiting numbers may leave by now.
type gate struct {
	held    []heldPoint
	touched map[improve.ArtifactID]map[string]bool
	order   []improve.ArtifactID // of the measures, as they were touched
}

// heldPoint is a number that is checked and not written yet.
type heldPoint struct {
	kind    *improve.Kind
	id      improve.ArtifactID
	edits   []improve.Edit
	links   []NewLink
	measure improve.ArtifactID
	to      improve.SpaceID
	point   dayPoint
}

func (b *batch) touch(measure improve.ArtifactID, day string) {
	if b.gate.touched[measure] == nil {
		b.gate.touched[measure] = map[string]bool{}
		b.gate.order = append(b.gate.order, measure)
	}
	b.gate.touched[measure][day] = true
}

// hold takes a new number of a measure that others read, to be written when the
// batch ends; ok is false for everything else. n gets the space of a number
// that its writer wants at home.
func (b *batch) hold(kind *improve.Kind, n *NewArtifact, edits []improve.Edit) (ok bool, err error) {
	measure := linkedTo(n.Links, measureRel)
	if kind.Name != kinds.PointKind || measure.IsZero() {
		return false, nil
	}
	to, err := b.openHome(kind, *n)
	if err != nil {
		return false, err
	}
	personal, err := b.personal(to)
	if err != nil {
		return false, err
	}
	if personal || n.Space.IsZero() && cellsOf(edits)[kinds.PointStays] == "yes" {
		return false, b.wantHome(n, measure, edits)
	}
	if edits, err = b.checked(kind, improve.NewArtifact(n.ID, to), edits); err != nil {
		return false, err
	}
	cells := wholeCells(edits)
	if cells == nil {
		return false, improve.CheckComplete(kind, improve.NewArtifact(n.ID, to))
	}
	for _, link := range n.Links {
		if _, err := b.checkLink(n.ID, kind, link); err != nil {
			return false, err
		}
	}
	delete(cells, kinds.PointStays)
	point := dayPoint{Point: kinds.PointOf(cells), id: n.ID, place: linkedTo(n.Links, placeRel)}
	b.gate.held = append(b.gate.held, heldPoint{kind: kind, id: n.ID, edits: edits, links: n.Links, measure: measure, to: to, point: point})
	b.touch(measure, point.Date)
	return true, nil
}

// wantHome marks a number that its writer puts into the personal space although
// others read its measure: it must not leave by itself later.
func (b *batch) wantHome(n *NewArtifact, measure improve.ArtifactID, edits []improve.Edit) error {
	asked := !n.Space.IsZero()
	if !asked && cellsOf(edits)[kinds.PointStays] != "yes" {
		return nil
	}
	me, err := b.me()
	if err != nil {
		return err
	}
	n.Space = me.Personal
	m, err := b.artifact(measure)
	if err != nil || m.Space == n.Space || !asked {
		return nil // a measure that is not here, or at home like its number
	}
	if cells := wholeCells(edits); cells != nil {
		cells[kinds.PointStays] = "yes"
	}
	return nil
}

// wholeCells gives the cells of the number that is written; nil when none is.
func wholeCells(edits []improve.Edit) map[improve.FieldKey]string {
	for _, edit := range edits {
		if edit.Field == kinds.PointRecord && !edit.Remove && len(edit.Value.Cells) > 0 {
			return edit.Value.Cells
		}
	}
	return nil
}

func linkedTo(links []NewLink, rel improve.RelName) improve.ArtifactID {
	for _, link := range links {
		if link.Rel == rel {
			return link.Target
		}
	}
	return improve.ArtifactID{}
}

func (b *batch) personal(id improve.SpaceID) (bool, error) {
	space, err := b.space(id)
	return err == nil && space.Genesis.Kind == improve.PersonalSpace, err
}

// settle lets the numbers of all touched days through the gate: new ones are
// written to where they belong or to the personal space, waiting ones that may
// leave by now are moved.
func (b *batch) settle() error {
	for _, measure := range b.gate.order {
		if err := b.settleMeasure(measure, b.gate.touched[measure]); err != nil {
			return err
		}
	}
	return nil
}

func (b *batch) settleMeasure(id improve.ArtifactID, days map[string]bool) error {
	measure, err := b.artifact(id)
	if err != nil && improve.CodeOf(err) != improve.NotFound {
		return err
	}
	numbers, points, err := b.numbersOf(id)
	if err != nil {
		return err
	}
	to := []improve.SpaceID{measure.Space}
	for _, held := range b.gate.held {
		if held.measure == id {
			points, to = append(points, held.point), append(to, held.to)
		}
	}
	points = slices.DeleteFunc(points, func(p dayPoint) bool { return !days[anyDay] && !days[p.Date] })
	fewest, err := b.strictest(to)
	if err != nil {
		return err
	}
	verdict := judge(points, setsOf(measure), fewest)
	if err := b.writeHeld(id, verdict); err != nil {
		return err
	}
	return b.release(measure, numbers, points, verdict)
}

// numbersOf gives the numbers of a measure that count: those that others have,
// put away or not, and those at home that were not.
func (b *batch) numbersOf(measure improve.ArtifactID) ([]improve.Artifact, []dayPoint, error) {
	if err := b.flush(); err != nil {
		return nil, nil, err
	}
	return numbersOf(b.tx, measure)
}

func numbersOf(r gateReader, measure improve.ArtifactID) (numbers []improve.Artifact, points []dayPoint, err error) {
	all, err := r.Artifacts(improve.Query{LinkTo: measure, Rel: measureRel, Kinds: []improve.KindName{kinds.PointKind}, Retired: true, Examples: improve.AndExamples, Limit: everything})
	if err != nil {
		return nil, nil, err
	}
	personal := map[improve.SpaceID]bool{}
	for _, a := range all {
		home, known := personal[a.Space]
		if !known {
			space, err := r.Space(a.Space)
			if err != nil {
				return nil, nil, err
			}
			home = space.Genesis.Kind == improve.PersonalSpace
			personal[a.Space] = home
		}
		if home && a.Retired() {
			continue
		}
		numbers, points = append(numbers, a), append(points, dayPointsOf(a, home)...)
	}
	return numbers, points, nil
}

// writeHeld writes the new numbers of a measure: those that stay into the
// personal space, tied to their measure all the same.
func (b *batch) writeHeld(measure improve.ArtifactID, verdict map[improve.ArtifactID]whyStays) error {
	me, err := b.me()
	if err != nil {
		return err
	}
	for _, held := range b.gate.held {
		if held.measure != measure {
			continue
		}
		space := held.to
		if verdict[held.id] != mayLeave {
			space = me.Personal
		}
		page := improve.NewArtifact(held.id, space)
		for _, edit := range held.edits {
			if err := b.writeEdit(held.kind, page, edit); err != nil {
				return err
			}
		}
		for _, link := range held.links {
			if err := b.tie(held.id, space, held.kind, link); err != nil {
				return err
			}
		}
	}
	return nil
}

// release moves waiting numbers that may leave to the space of their measure.
func (b *batch) release(measure improve.Artifact, numbers []improve.Artifact, points []dayPoint, verdict map[improve.ArtifactID]whyStays) error {
	if measure.Space.IsZero() {
		return nil
	}
	space, err := b.space(measure.Space)
	if err != nil || space.Genesis.Kind == improve.PersonalSpace || !space.Access(b.j.Device()).Allows(improve.SetEvent) {
		return err
	}
	var going []improve.Artifact
	for _, a := range numbers {
		why, judged := verdict[a.ID]
		waiting := slices.ContainsFunc(points, func(p dayPoint) bool { return p.id == a.ID && !p.sent })
		if judged && why == mayLeave && waiting && a.Text(kinds.PointStays) != "yes" {
			going = append(going, a)
		}
	}
	if len(going) == 0 {
		return nil
	}
	names, err := b.j.commentNames(b.ctx, going)
	if err != nil {
		return err
	}
	others, err := b.j.linkingTo(b.ctx, going)
	if err != nil {
		return err
	}
	m := move{batch: b, to: measure.Space, names: names, ids: map[improve.ArtifactID]improve.ArtifactID{}}
	if err := m.copyAll(going); err != nil {
		return err
	}
	return m.leave(going, others)
}
