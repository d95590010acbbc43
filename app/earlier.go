package app

import (
	"context"

	"github.com/cairn-schools/cairn/improve"
)

// Earlier is where the past of a page stands that goes on in a copy.
type Earlier struct {
	Page   improve.ArtifactID // what it was: its versions and its diagram can be read there
	Space  string             // the name of the space where it was
	Backup bool               // it came with a backup; else it was shared and moved
}

// Earlier tells where a page was before it was shared and moved to its space, or
// restored from a backup: its versions begin anew there. ok is false for a page
// that began where it is, for a copy of a page that goes on itself, and where
// the earlier page is not on this laptop.
func (j *Journal) Earlier(ctx context.Context, id improve.ArtifactID) (earlier Earlier, ok bool, err error) {
	page, err := j.store.Artifact(ctx, id)
	if err != nil {
		return Earlier{}, false, err
	}
	original, _, copied := page.CopiedFrom()
	if !copied || original == id {
		return Earlier{}, false, nil
	}
	before, err := j.store.Artifact(ctx, original)
	if improve.CodeOf(err) == improve.NotFound {
		return Earlier{}, false, nil
	}
	if err != nil {
		return Earlier{}, false, err
	}
	space, err := j.store.Space(ctx, before.Space)
	if err != nil {
		return Earlier{}, false, err
	}
	moved, _ := before.MovedTo()
	earlier = Earlier{Page: original, Space: space.Name, Backup: moved != id}
	return earlier, before.Kind == page.Kind && (moved == id || j.isLeft(space)), nil
}
