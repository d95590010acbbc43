package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
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
	if n.ID.IsZero() {
		n.ID = b.j.ids.Artifact()
	}
	edits, err := b.j.editsOf(kind, n)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	if n.Space, err = b.home(kind, n, edits); err != nil {
		return improve.ArtifactID{}, err
	}
	blank := improve.NewArtifact(n.ID, n.Space)
	blank.Kind = kind.Name
	if err := b.writeEdits(kind, blank, edits); err != nil {
		return improve.ArtifactID{}, err
	}
	for _, link := range n.Links {
		if err := b.link(n.ID, n.Space, kind, link); err != nil {
			return improve.ArtifactID{}, err
		}
	}
	return n.ID, b.complete(kind, n.ID)
}

// complete checks that what was written has what its kind requires.
func (b *batch) complete(kind *improve.Kind, id improve.ArtifactID) error {
	if !slices.ContainsFunc(kind.Fields(), func(f improve.Field) bool { return f.Required }) {
		return nil
	}
	a, err := b.artifact(id)
	if improve.CodeOf(err) == improve.NotFound {
		a = improve.NewArtifact(id, improve.SpaceID{})
	} else if err != nil {
		return err
	}
	return improve.CheckComplete(kind, a)
}

func (j *Journal) kind(name improve.KindName) (*improve.Kind, error) {
	if kind := j.catalog.Kind(name); kind != nil {
		return kind, nil
	}
	return nil, &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("There is no kind %q.", name), Hint: "See \"cairnctl kinds\" for those there are."}
}

// editsOf turns the fields and rows of a new artifact into edits.
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
	return edits, nil
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
	for _, link := range n.Links {
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

// Edit writes changes to an artifact. Each edit names in Over the versions that
// the person saw; a version that arrived in between stays beside the new one.
// An edit without Over replaces what is there now.
// The decision to adapt a test opens the next test of its ramp.
func (j *Journal) Edit(ctx context.Context, id improve.ArtifactID, edits []improve.Edit) error {
	if err := j.update(ctx, func(b *batch) error { return b.edit(id, edits) }); err != nil {
		return err
	}
	if !kinds.OpensNextCycle(edits) {
		return nil
	}
	_, err := j.NextCycle(ctx, id)
	return err
}

func (b *batch) edit(id improve.ArtifactID, edits []improve.Edit) error {
	a, kind, err := b.editable(id)
	if err != nil {
		return err
	}
	if err := b.writeEdits(kind, a, edits); err != nil {
		return err
	}
	return b.complete(kind, id)
}

// editable gives an artifact that may be edited, with its kind.
func (b *batch) editable(id improve.ArtifactID) (improve.Artifact, *improve.Kind, error) {
	a, err := b.artifact(id)
	if err != nil {
		return improve.Artifact{}, nil, err
	}
	kind := b.j.catalog.Kind(a.Kind)
	if kind == nil {
		return improve.Artifact{}, nil, &improve.Error{Code: improve.Newer, Message: "This page was made with a newer version of Cairn.", Hint: "You can read it; to change it, get the newer version."}
	}
	return a, kind, nil
}

// writeEdits checks edits against the kind and its rules and adds an event for each that changes something.
func (b *batch) writeEdits(kind *improve.Kind, a improve.Artifact, edits []improve.Edit) error {
	edits = normalise(kind, edits)
	if err := improve.CheckEdits(kind, edits); err != nil {
		return err
	}
	if kind.Before != nil {
		var err error
		if edits, err = kind.Before(a, edits, b.j.clock.Now()); err != nil {
			return err
		}
	}
	for _, edit := range edits {
		if err := b.writeEdit(kind, a, edit); err != nil {
			return err
		}
	}
	return nil
}

// normalise folds what people type without meaning it: blanks at both ends, line ends of other systems.
func normalise(kind *improve.Kind, edits []improve.Edit) []improve.Edit {
	cleaned := make([]improve.Edit, len(edits))
	for i, edit := range edits {
		edit.Value.Text = strings.TrimSpace(strings.ReplaceAll(edit.Value.Text, "\r\n", "\n"))
		if edit.Value.Cells != nil {
			cells := make(map[improve.FieldKey]string, len(edit.Value.Cells))
			for key, text := range edit.Value.Cells {
				if text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")); text != "" {
					cells[key] = text
				}
			}
			edit.Value.Cells = cells
		}
		if edit.Remove {
			edit.Value = improve.Value{}
		}
		cleaned[i] = edit
	}
	return cleaned
}

func (b *batch) writeEdit(kind *improve.Kind, a improve.Artifact, edit improve.Edit) error {
	register := a.Register(edit.Field, edit.Row)
	over := edit.Over
	if over == nil {
		over = register.Dots()
	}
	shown, exists := register.Shown()
	switch {
	case !exists && edit.Value.IsZero():
		return nil
	case exists && len(register.Live) == 1 && shown.Value.Equal(edit.Value) && !shown.Erased:
		return nil
	}
	body, err := improve.EncodeValue(edit.Value)
	if err != nil {
		return err
	}
	if len(over) > improve.MaxOver {
		over = over[:improve.MaxOver]
	}
	_, err = b.add(a.Space, improve.Header{
		Type: improve.SetEvent, Object: a.ID, Kind: kind.Name, Field: edit.Field, Row: edit.Row, Over: over,
	}, body)
	return err
}
