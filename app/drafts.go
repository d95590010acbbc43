package app

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/cairn-schools/cairn/improve"
)

// Draft is what a person has typed into a page and not yet left: it survives a
// kill and never leaves this device.
type Draft struct {
	Object improve.ArtifactID
	New    bool // the page is not recorded yet
	Kind   improve.KindName
	Space  improve.SpaceID // of a new page; zero for the home of its kind
	Links  []NewLink       // of a new page
	Edits  []improve.Edit
}

// maxDraft bounds a draft's bytes, so that a backup has room for it in one
// record; every field of a page filled to its end is far less.
const maxDraft = 2 << 20

// SaveDraft keeps a draft; a later one of the same page replaces it.
func (j *Journal) SaveDraft(ctx context.Context, d Draft) error {
	body, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("save draft: %w", err)
	}
	if len(body) > maxDraft {
		return &improve.Error{Code: improve.Invalid, Message: "This page is too long to be kept while you write.", Hint: "Divide it into several pages."}
	}
	return j.store.SaveDraft(ctx, improve.Draft{Object: d.Object, At: j.clock.Now(), Body: body})
}

// Drafts gives all drafts, latest first. One that cannot be read is left out and stays where it is.
func (j *Journal) Drafts(ctx context.Context) ([]Draft, error) {
	stored, err := j.store.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	var drafts []Draft
	for _, s := range stored {
		var d Draft
		if json.Unmarshal(s.Body, &d) == nil && d.Object == s.Object {
			drafts = append(drafts, d)
		}
	}
	return drafts, nil
}

// DraftOf gives the draft of a page; ok is false when there is none.
func (j *Journal) DraftOf(ctx context.Context, id improve.ArtifactID) (d Draft, ok bool, err error) {
	drafts, err := j.Drafts(ctx)
	for _, d := range drafts {
		if d.Object == id {
			return d, true, nil
		}
	}
	return Draft{}, false, err
}

// DropDraft forgets the draft of a page: it was recorded, or thrown away.
func (j *Journal) DropDraft(ctx context.Context, id improve.ArtifactID) error {
	return j.store.DropDraft(ctx, id)
}
