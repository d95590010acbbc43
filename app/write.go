package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// NewArtifact is what Create makes an artifact from. Cells that a Whole kind
// keeps together are given as Fields, one by one.
type NewArtifact struct {
	ID     improve.ArtifactID // zero: a new one
	Kind   improve.KindName
	Space  improve.SpaceID // zero: the home of its kind
	Fields map[improve.FieldKey]string
	Rows   map[improve.FieldKey][]map[improve.FieldKey]string
	Edits  []improve.Edit // what a form gives, beside or instead of Fields and Rows
	Links  []NewLink
}

// NewLink is a link to be made.
type NewLink struct {
	Rel    improve.RelName
	Target improve.ArtifactID
}

// Create records a new artifact and gives its id. It fails with an *Error when
// a field breaks a rule or the space does not let this device write.
func (j *Journal) Create(ctx context.Context, n NewArtifact) (improve.ArtifactID, error) {
	var id improve.ArtifactID
	err := j.update(ctx, func(b *batch) error {
		var err error
		id, err = b.create(n)
		return err
	})
	return id, err
}

func (b *batch) create(n NewArtifact) (improve.ArtifactID, error) {
	kind, err := b.j.kind(n.Kind)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	edits, err := b.j.editsOf(kind, n)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	n.Links = slices.Clone(n.Links)
	for i := range n.Links {
		n.Links[i].Target = b.follow(n.Links[i].Target)
	}
	page, begun, err := b.begun(kind, n.ID)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	if !begun {
		if n.ID.IsZero() {
			n.ID = b.j.ids.Artifact()
		}
		if held, err := b.hold(kind, &n, edits); held || err != nil {
			return n.ID, err
		}
		if page, err = b.blank(kind, n, edits); err != nil {
			return improve.ArtifactID{}, err
		}
	}
	if err := b.writeEdits(kind, page, edits); err != nil {
		return improve.ArtifactID{}, err
	}
	for _, link := range n.Links {
		if err := b.link(page.ID, page.Space, kind, link); err != nil {
			return improve.ArtifactID{}, err
		}
	}
	if err := b.complete(kind, page.ID); err != nil {
		return improve.ArtifactID{}, err
	}
	return page.ID, b.checkPart(kind, page.ID)
}

// begun gives the page that was recorded under the given id before, by a
// program that died before it could say so: recording twice is once.
func (b *batch) begun(kind *improve.Kind, id improve.ArtifactID) (a improve.Artifact, ok bool, err error) {
	if id.IsZero() {
		return a, false, nil
	}
	a, err = b.artifact(id)
	switch {
	case improve.CodeOf(err) == improve.NotFound:
		return a, false, nil
	case err == nil && a.Kind != kind.Name:
		err = &improve.Error{Code: improve.Invalid, Message: "Another page has this number already.", Hint: "Begin a new page."}
	}
	return a, err == nil, err
}

// blank gives the empty page that a new artifact is written on.
func (b *batch) blank(kind *improve.Kind, n NewArtifact, edits []improve.Edit) (improve.Artifact, error) {
	space, err := b.home(kind, n, edits)
	if err != nil {
		return improve.Artifact{}, err
	}
	blank := improve.NewArtifact(n.ID, space)
	blank.Kind = kind.Name
	return blank, nil
}

// complete checks that what was written has what its kind requires, and
// something at all.
func (b *batch) complete(kind *improve.Kind, id improve.ArtifactID) error {
	a, err := b.artifact(id)
	if err == nil {
		return improve.CheckComplete(kind, a)
	}
	if improve.CodeOf(err) != improve.NotFound {
		return err
	}
	if err := improve.CheckComplete(kind, improve.NewArtifact(id, improve.SpaceID{})); err != nil {
		return err
	}
	return &improve.Error{Code: improve.Invalid, Message: "There is nothing on this page yet.", Hint: "Write something first."}
}

func (j *Journal) kind(name improve.KindName) (*improve.Kind, error) {
	if kind := j.catalog.Kind(name); kind != nil {
		return kind, nil
	}
	return nil, &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("There is no kind %q.", name), Hint: "See \"cairnctl kinds\" for those there are."}
}

// editsOf turns the fields and rows of a new artifact into clean edits.
func (j *Journal) editsOf(kind *improve.Kind, n NewArtifact) ([]improve.Edit, error) {
	edits := slices.Clone(n.Edits)
	if kind.Whole != "" && len(n.Fields) > 0 {
		edits = append(edits, improve.Edit{Field: kind.Whole, Value: improve.CellsValue(n.Fields)})
	} else {
		for _, key := range sortedKeys(n.Fields) {
			edits = append(edits, improve.Edit{Field: key, Value: improve.TextValue(n.Fields[key])})
		}
	}
	for _, key := range sortedKeys(n.Rows) {
		if len(n.Rows[key]) > improve.MaxRows {
			return nil, &improve.Error{Code: improve.Invalid, Field: key, Message: fmt.Sprintf("The list has %d rows; %d fit.", len(n.Rows[key]), improve.MaxRows), Hint: "Divide it into several pages."}
		}
		position := ""
		for _, cells := range n.Rows[key] {
			position = improve.PositionBetween(position, "")
			edits = append(edits, improve.Edit{Field: key, Row: j.ids.Row(), Value: withPosition(cells, position)})
		}
	}
	return clean(edits), nil
}

func withPosition(cells map[improve.FieldKey]string, position string) improve.Value {
	value := improve.CellsValue(cells)
	value.Cells[improve.RowPosition] = position
	return value
}

// home finds the space of a new artifact: the given one; the personal one for
// what is private at first; else the space of what it is linked to, the
// person's school, or the personal space of somebody without a school.
func (b *batch) home(kind *improve.Kind, n NewArtifact, edits []improve.Edit) (improve.SpaceID, error) {
	if !n.Space.IsZero() {
		return n.Space, nil
	}
	me, err := b.me()
	if err != nil {
		return improve.SpaceID{}, err
	}
	if kind.HomeFor(cellsOf(edits)) == improve.Personal {
		return me.Personal, nil
	}
	return b.openHome(kind, n)
}

// openHome is the home of what is not private by itself.
func (b *batch) openHome(kind *improve.Kind, n NewArtifact) (improve.SpaceID, error) {
	if !n.Space.IsZero() {
		return n.Space, nil
	}
	me, err := b.me()
	if err != nil {
		return improve.SpaceID{}, err
	}
	for _, link := range inRelOrder(kind, n.Links) {
		target, err := b.artifact(link.Target)
		if err != nil {
			continue
		}
		space, err := b.space(target.Space)
		if err == nil && space.Access(b.j.Device()).Allows(improve.SetEvent) {
			return target.Space, nil
		}
	}
	if !me.School.IsZero() {
		return me.School, nil
	}
	return me.Personal, nil
}

// inRelOrder sorts links as their kind declares them: the first that is set is
// the artifact's place in the project.
func inRelOrder(kind *improve.Kind, links []NewLink) []NewLink {
	place := func(link NewLink) int {
		return slices.IndexFunc(kind.Rels, func(rel improve.Rel) bool { return rel.Name == link.Rel })
	}
	return slices.SortedStableFunc(slices.Values(links), func(x, y NewLink) int { return cmp.Compare(place(x), place(y)) })
}

func cellsOf(edits []improve.Edit) map[improve.FieldKey]string {
	cells := map[improve.FieldKey]string{}
	for _, edit := range edits {
		for key, text := range edit.Value.Cells {
			if edit.Row.IsZero() {
				cells[key] = text
			}
		}
		if edit.Value.Text != "" {
			cells[edit.Field] = edit.Value.Text
		}
	}
	return cells
}
