package app

import (
	"context"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// Edit writes changes to an artifact. Each edit names in Over the versions that
// the person saw; a version that arrived in between stays beside the new one.
// An edit without Over replaces what is there now.
// What a kind requires may not be taken away; a page that came without it may
// be changed all the same. The decision to adapt a test opens, together with
// it, the next test of its ramp.
func (j *Journal) Edit(ctx context.Context, id improve.ArtifactID, edits []improve.Edit) error {
	return j.update(ctx, func(b *batch) error { return b.edit(id, clean(edits)) })
}

func (b *batch) edit(id improve.ArtifactID, edits []improve.Edit) error {
	a, kind, err := b.changeable(id)
	if err != nil {
		return err
	}
	if err := b.keepAgreed(kind, a, edits); err != nil {
		return err
	}
	if err := b.writeEdits(kind, a, edits); err != nil {
		return err
	}
	if slices.ContainsFunc(edits, func(e improve.Edit) bool { return e.Field == feedbackPart }) {
		if err := b.checkPart(kind, id); err != nil {
			return err
		}
	}
	if improve.CheckComplete(kind, a) == nil {
		if err := b.complete(kind, id); err != nil {
			return err
		}
	}
	if _, ramp := kind.Rel(followsRel); !ramp || !kinds.OpensNextCycle(changing(a, edits)) {
		return nil
	}
	_, err = b.nextCycle(id)
	return err
}

// changing gives the edits that say something else than what is there.
func changing(a improve.Artifact, edits []improve.Edit) []improve.Edit {
	return slices.DeleteFunc(slices.Clone(edits), func(edit improve.Edit) bool {
		shown, _ := a.Register(edit.Field, edit.Row).Shown()
		return shown.Value.Equal(edit.Value)
	})
}

// editable gives an artifact that may be edited, with its kind.
func (b *batch) editable(id improve.ArtifactID) (improve.Artifact, *improve.Kind, error) {
	a, err := b.artifact(id)
	if err != nil {
		return improve.Artifact{}, nil, err
	}
	if to, moved := a.MovedTo(); moved {
		return improve.Artifact{}, nil, &improve.Error{
			Code: improve.Invalid, Message: "This page has moved to another space, where everyone works on it.", Hint: "Go on there: " + to.String() + ".",
		}
	}
	kind := b.j.catalog.Kind(a.Kind)
	if kind == nil {
		return improve.Artifact{}, nil, madeNewer()
	}
	return a, kind, nil
}

// changeable is editable for pages that people work on. An example is none: its
// texts stay what somebody has read, without names, until it is withdrawn.
func (b *batch) changeable(id improve.ArtifactID) (improve.Artifact, *improve.Kind, error) {
	a, kind, err := b.editable(id)
	if err != nil {
		return improve.Artifact{}, nil, err
	}
	if _, example := a.Example(); example {
		return improve.Artifact{}, nil, &improve.Error{
			Code: improve.Denied, Message: "This page is an example; it is there to read.", Hint: "Start your own from it, and write there.",
		}
	}
	return a, kind, nil
}

// maxMoves is how many moves a link is followed through; a project moves once or twice in its life.
const maxMoves = 8

// follow gives the page that took a moved one's place, as far as it is here.
func (b *batch) follow(id improve.ArtifactID) improve.ArtifactID {
	for range maxMoves {
		a, err := b.artifact(id)
		if err != nil {
			return id
		}
		to, moved := a.MovedTo()
		if !moved {
			return id
		}
		id = to
	}
	return id
}

func madeNewer() error {
	return &improve.Error{Code: improve.Newer, Message: "This page was made with a newer version of Cairn.", Hint: "You can read it; for more, get the newer version."}
}

// writeEdits checks clean edits against the kind and its rules and adds an event for each that changes something.
func (b *batch) writeEdits(kind *improve.Kind, a improve.Artifact, edits []improve.Edit) error {
	edits, err := b.checked(kind, a, edits)
	if err != nil {
		return err
	}
	switch kind.Name {
	case kinds.PointKind:
		if err := b.gateEdits(a, edits); err != nil {
			return err
		}
	case measureKind: // its groups say what adds up
		b.touch(a.ID, anyDay)
	}
	for _, edit := range edits {
		if err := b.writeEdit(kind, a, edit); err != nil {
			return err
		}
	}
	return nil
}

// checked gives the edits that a kind's rules make of clean ones.
func (b *batch) checked(kind *improve.Kind, a improve.Artifact, edits []improve.Edit) ([]improve.Edit, error) {
	if err := improve.CheckEdits(kind, edits); err != nil || kind.Before == nil {
		return edits, err
	}
	return kind.Before(a, edits, b.j.clock.Now())
}

// clean folds what people type without meaning it: blanks at both ends, line ends of other systems.
func clean(edits []improve.Edit) []improve.Edit {
	cleaned := make([]improve.Edit, len(edits))
	for i, edit := range edits {
		edit.Value.Text = cleanText(edit.Value.Text)
		if edit.Value.Cells != nil {
			cells := make(map[improve.FieldKey]string, len(edit.Value.Cells))
			for key, text := range edit.Value.Cells {
				if text = cleanText(text); text != "" {
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

func cleanText(text string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
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
