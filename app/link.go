package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// Link ties an artifact to another by a relation that its kind has. A relation
// that holds one only gives up the old link. Linking twice changes nothing.
func (j *Journal) Link(ctx context.Context, id improve.ArtifactID, rel improve.RelName, target improve.ArtifactID) error {
	return j.update(ctx, func(b *batch) error {
		a, kind, err := b.changeable(id)
		if err != nil {
			return err
		}
		if err := b.link(id, a.Space, kind, NewLink{Rel: rel, Target: target}); err != nil || rel != feedbackRel {
			return err
		}
		return b.checkPart(kind, id)
	})
}

// Unlink takes a link away; one that is not there stays away.
func (j *Journal) Unlink(ctx context.Context, id improve.ArtifactID, rel improve.RelName, target improve.ArtifactID) error {
	return j.update(ctx, func(b *batch) error {
		a, kind, err := b.changeable(id)
		if err != nil {
			return err
		}
		return b.unlink(a, kind, rel, target)
	})
}

func (b *batch) link(id improve.ArtifactID, space improve.SpaceID, kind *improve.Kind, link NewLink) error {
	if kind.Name != kinds.PointKind {
		return b.tie(id, space, kind, link)
	}
	a, err := b.linking(id, space)
	if err == nil {
		err = b.gateLink(a, link)
	}
	if err != nil {
		return err
	}
	return b.tie(id, space, kind, link)
}

// linking gives what a link is written on, which may be empty so far.
func (b *batch) linking(id improve.ArtifactID, space improve.SpaceID) (improve.Artifact, error) {
	a, err := b.artifact(id)
	if improve.CodeOf(err) == improve.NotFound {
		return improve.NewArtifact(id, space), nil
	}
	return a, err
}

// tie makes a link that the gate has nothing against.
func (b *batch) tie(id improve.ArtifactID, space improve.SpaceID, kind *improve.Kind, link NewLink) error {
	rel, err := b.checkLink(id, kind, link)
	if err != nil {
		return err
	}
	a, err := b.linking(id, space)
	if err != nil {
		return err
	}
	for _, old := range a.LinkedTo(link.Rel) {
		if rel.Many || old == link.Target {
			continue
		}
		if err := b.unlink(a, kind, link.Rel, old); err != nil {
			return err
		}
	}
	if slices.Contains(a.LinkedTo(link.Rel), link.Target) {
		return nil
	}
	return b.setLink(a, kind, link.Rel, link.Target, improve.TextValue("on"))
}

func (b *batch) unlink(a improve.Artifact, kind *improve.Kind, rel improve.RelName, target improve.ArtifactID) error {
	if !slices.Contains(a.LinkedTo(rel), target) {
		return nil
	}
	return b.setLink(a, kind, rel, target, improve.Value{})
}

func (b *batch) setLink(a improve.Artifact, kind *improve.Kind, rel improve.RelName, target improve.ArtifactID, value improve.Value) error {
	body, err := improve.EncodeValue(value)
	if err != nil {
		return err
	}
	_, err = b.add(a.Space, improve.Header{
		Type: improve.LinkEvent, Object: a.ID, Kind: kind.Name, Rel: rel, Target: target,
		Over: a.LinkRegister(rel, target).Dots(),
	}, body)
	return err
}

// checkLink tells whether a kind has the relation and the target fits it. A
// target that is not here may be linked all the same: it shows as a stub.
func (b *batch) checkLink(id improve.ArtifactID, kind *improve.Kind, link NewLink) (improve.Rel, error) {
	rel, ok := kind.Rel(link.Rel)
	if !ok {
		return rel, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("%s has no link called %q.", kind.Title, link.Rel), Hint: "See \"cairnctl kinds\" for its links."}
	}
	if id == link.Target {
		return rel, &improve.Error{Code: improve.Invalid, Message: "A page cannot be linked to itself.", Hint: "Choose another page."}
	}
	target, err := b.artifact(link.Target)
	if improve.CodeOf(err) == improve.NotFound {
		return rel, nil
	}
	if err != nil {
		return rel, err
	}
	if len(rel.To) > 0 && b.j.catalog.Kind(target.Kind) != nil && !slices.Contains(rel.To, target.Kind) {
		return rel, &improve.Error{
			Code: improve.Invalid, Message: fmt.Sprintf("“%s” cannot lead to a page of the kind %q.", rel.Label, target.Kind),
			Hint: "Choose a page of another kind.",
		}
	}
	return rel, nil
}

// Comment adds a remark to an artifact. answers is the comment that it replies
// to, zero when none.
func (j *Journal) Comment(ctx context.Context, id improve.ArtifactID, text string, answers improve.RowID) (improve.RowID, error) {
	comment := j.ids.Row()
	text = cleanText(text)
	err := j.update(ctx, func(b *batch) error {
		a, err := b.artifact(id)
		if err != nil {
			return err
		}
		if _, moved := a.MovedTo(); moved {
			_, _, err := b.editable(id)
			return err
		}
		field := improve.Field{Key: "comment", Type: improve.Prose, Label: "Comment"}
		if err := improve.CheckText(field, text); err != nil {
			return err
		}
		if strings.TrimSpace(text) == "" {
			return &improve.Error{Code: improve.Invalid, Field: "comment", Message: "The comment is empty.", Hint: "Write something first."}
		}
		body, err := improve.EncodeValue(improve.TextValue(text))
		if err != nil {
			return err
		}
		_, err = b.add(a.Space, improve.Header{
			Type: improve.CommentEvent, Object: id, Kind: a.Kind, Row: comment, Target: improve.ArtifactID(answers),
		}, body)
		return err
	})
	return comment, err
}

// Retire puts an artifact away; lists leave it out, nothing is lost.
func (j *Journal) Retire(ctx context.Context, id improve.ArtifactID) error {
	return j.setRetired(ctx, id, "yes")
}

// Unretire brings an artifact back.
func (j *Journal) Unretire(ctx context.Context, id improve.ArtifactID) error {
	return j.setRetired(ctx, id, "")
}

func (j *Journal) setRetired(ctx context.Context, id improve.ArtifactID, value string) error {
	return j.update(ctx, func(b *batch) error {
		a, kind, err := b.editable(id)
		if err != nil {
			return err
		}
		return b.writeEdit(kind, a, improve.Edit{Field: improve.RetiredKey, Value: improve.TextValue(value)})
	})
}
