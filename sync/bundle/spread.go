package bundle

import (
	"cmp"
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// content is a photo or file, or its preview, on its way into a part.
type content struct {
	improve.Content
	preview bool
}

// counts tells how many photos and files a person would count.
func (c content) counts() int {
	if c.preview {
		return 0
	}
	return 1
}

// spread gives each part the photos and files that its changes name, are still
// on a page of the space, and are here. What has no room in a part goes into
// those after it, for which as many are added as are needed, most of them in
// all. left counts what goes into none.
func (l Laptop) spread(ctx context.Context, space improve.SpaceID, named []naming, most int) (parts [][]content, left int, err error) {
	var waiting []content
	for i := 0; i < len(named) || len(waiting) > 0 && i < most; i++ {
		if i < len(named) {
			here, err := l.present(ctx, space, named[i])
			if err != nil {
				return nil, 0, err
			}
			waiting = append(waiting, here...)
		}
		var part []content
		part, waiting = fill(waiting, int64(cmp.Or(l.PartBytes, contentBytes)))
		if i >= len(named) && len(part) == 0 {
			break // each of them is too large for a part
		}
		parts = append(parts, part)
	}
	for _, c := range waiting {
		left += c.counts()
	}
	return parts, left, nil
}

// fill takes what has room, in order, and gives the rest.
func fill(waiting []content, room int64) (part, rest []content) {
	for _, c := range waiting {
		if c.Size > room {
			rest = append(rest, c)
			continue
		}
		room -= c.Size
		part = append(part, c)
	}
	return part, rest
}

// present gives what can be written of what is named: previews first, then the
// small ones.
func (l Laptop) present(ctx context.Context, space improve.SpaceID, n naming) ([]content, error) {
	var here []content
	for _, c := range n.inOrder() {
		spaces, err := l.Files.FileSpaces(ctx, c.Hash)
		if err != nil {
			return nil, err
		}
		if slices.Contains(spaces, space) && l.Files.HasFile(c.Hash) {
			preview := slices.ContainsFunc(n.thumbs, func(t improve.Content) bool { return t.Hash == c.Hash })
			here = append(here, content{c, preview})
		}
	}
	return here, nil
}
