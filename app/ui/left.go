package ui

import (
	"context"

	"github.com/cairn-schools/cairn/improve"
)

// leavePage notes that what was typed on a page is on its way to the disk.
func (p *Program) leavePage(id improve.ArtifactID) {
	for other, written := range p.left {
		if isClosed(written) {
			delete(p.left, other)
		}
	}
	p.left[id] = p.begun()
}

// afterLeft gives load, which waits until what was typed on the page when it was
// left is on the disk: whoever comes back at once finds it there.
func (p *Program) afterLeft(id improve.ArtifactID, load func(context.Context) (pageData, error)) func(context.Context) (pageData, error) {
	written, ok := p.left[id]
	if !ok {
		return load
	}
	return func(ctx context.Context) (pageData, error) {
		select {
		case <-ctx.Done():
			return pageData{}, ctx.Err()
		case <-written:
			return load(ctx)
		}
	}
}

func isClosed(ended <-chan struct{}) bool {
	select {
	case <-ended:
		return true
	default:
		return false
	}
}
