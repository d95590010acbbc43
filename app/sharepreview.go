package app

import (
	"context"
	"errors"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// SharePreview is what sharing would do, before it is done.
type SharePreview struct {
	To      improve.Space
	Moves   bool // a project: everyone then works on the pages there
	Readers []Reader
	Pages   []SharedPage
	Stays   []improve.Card // belongs to the project and stays where it is, since it is private
	Names   []CoveredName  // that could be children's, in the order of the texts
}

// Reader is somebody who will be able to read what is shared.
type Reader struct {
	Name    string
	Laptops int
	Access  improve.AccessLevel
}

// SharedPage is one page that goes, with all that is written of it.
type SharedPage struct {
	ID    improve.ArtifactID // the original
	Kind  improve.KindName
	Title string
	Texts []SharedText
}

// SharedText is one thing that is written of a page: a field, a row, a comment, a link.
type SharedText struct {
	Type  improve.EventType
	Field improve.FieldKey // "" for comments and links
	Row   improve.RowID
	Rel   improve.RelName // of a link
	Value improve.Value
	Words []CoveredText // what people wrote freely of it
	Body  []byte        // as it is written
}

// errPreviewed ends the transaction of a preview, so that nothing of it is kept.
var errPreviewed = errors.New("only a preview")

// PreviewShare tells what ShareAs would write and who could read it. It takes
// the same way as ShareAs, the rules about small groups included, and then
// lets go of everything. It fails where ShareAs would fail.
func (j *Journal) PreviewShare(ctx context.Context, s Sharing) (SharePreview, error) {
	var preview SharePreview
	err := j.store.Update(ctx, func(tx improve.Tx) error {
		b := newBatch(ctx, j, tx)
		m, err := b.share(s)
		if err != nil {
			return err
		}
		if preview.To, err = b.space(s.To); err != nil {
			return err
		}
		preview.Pages, preview.Names = m.pages(), m.covers.names
		return errPreviewed
	})
	if !errors.Is(err, errPreviewed) {
		return SharePreview{}, err
	}
	preview.Readers = readersOf(preview.To, j.Device())
	root, err := j.store.Artifact(ctx, s.ID)
	if err != nil || root.Kind != projectKind {
		return preview, err
	}
	preview.Moves = true
	preview.Stays, err = j.staying(ctx, root, preview.Pages)
	return preview, err
}

// pages groups what was collected by page, in the order of writing.
func (m *move) pages() []SharedPage {
	var pages []SharedPage
	for _, o := range m.out {
		if len(pages) == 0 || pages[len(pages)-1].ID != o.from {
			pages = append(pages, SharedPage{ID: o.from, Kind: o.header.Kind})
		}
		page := &pages[len(pages)-1]
		if o.header.Field == improve.TitleKey {
			page.Title = o.value.Text
		}
		page.Texts = append(page.Texts, SharedText{
			Type: o.header.Type, Field: o.header.Field, Row: o.header.Row, Rel: o.header.Rel, Value: o.value, Words: o.texts, Body: o.body,
		})
	}
	return pages
}

// readersOf gives who else reads a space, by name.
func readersOf(space improve.Space, self improve.DeviceID) []Reader {
	var readers []Reader
	for _, member := range space.Laptops() {
		if !member.Access.Reads() || member.Device == self {
			continue
		}
		at := slices.IndexFunc(readers, func(r Reader) bool { return r.Name == member.Name })
		if at < 0 {
			at = len(readers)
			readers = append(readers, Reader{Name: member.Name, Access: member.Access})
		}
		readers[at].Laptops++
	}
	return readers
}

// staying gives what belongs to a project and does not go with it.
func (j *Journal) staying(ctx context.Context, project improve.Artifact, going []SharedPage) ([]improve.Card, error) {
	cards, err := j.store.Cards(ctx, improve.Query{LinkTo: project.ID, Rel: projectRel, Limit: everything})
	return slices.DeleteFunc(cards, func(card improve.Card) bool {
		return j.stands(card.Kind) || slices.ContainsFunc(going, func(page SharedPage) bool { return page.ID == card.ID })
	}), err
}
