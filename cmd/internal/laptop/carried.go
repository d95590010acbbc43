package laptop

import (
	"context"
	"io"
	"path/filepath"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/bundle"
	"github.com/cairn-schools/cairn/sync/p2p"
)

// nodeCarried is what is carried for others, and by others, as the network needs it.
type nodeCarried struct{ *Laptop }

var (
	_ p2p.Carried  = nodeCarried{}
	_ bundle.Depot = (*p2p.Depot)(nil)
)

// Shelved is that of this laptop as package bundle has it.
func (c nodeCarried) Shelved(ctx context.Context, remote improve.DeviceID, space improve.SpaceID) ([]improve.CarriedFile, error) {
	return c.files().Shelved(ctx, remote, space)
}

// OpenShelved is that of this laptop as package bundle has it.
func (c nodeCarried) OpenShelved(ctx context.Context, remote improve.DeviceID, space improve.SpaceID, name improve.Hash) (io.ReadCloser, int64, error) {
	return c.files().OpenShelved(ctx, remote, space, name)
}

// Shelve is that of this laptop as package bundle has it.
func (c nodeCarried) Shelve(ctx context.Context, space improve.SpaceID, file improve.CarriedFile, r io.Reader) error {
	return c.files().Shelve(ctx, space, file, r)
}

// Unshelve is that of this laptop as package bundle has it.
func (c nodeCarried) Unshelve(ctx context.Context, remote improve.DeviceID, space improve.SpaceID, names []improve.Hash) error {
	return c.files().Unshelve(ctx, remote, space, names)
}

// Between gives the spaces for which a remote carries for this laptop, and
// whether this laptop carries for the remote.
func (c nodeCarried) Between(ctx context.Context, remote improve.DeviceID) (visits []improve.SpaceID, carries bool, err error) {
	rows, err := c.DB.Spaces(ctx)
	files, self := c.files(), c.Journal.Device()
	for _, row := range rows {
		switch {
		case files.Carries(row.Space, remote) && row.Space.Access(self).Reads():
			visits = append(visits, row.Space.ID)
		case files.Carries(row.Space, self) && row.Space.Access(remote).Reads():
			carries = true
		}
	}
	return visits, carries, err
}

// Visit fetches and leaves files of a space at a carrier.
func (c nodeCarried) Visit(ctx context.Context, carrier improve.DeviceID, space improve.SpaceID, depot *p2p.Depot) (p2p.Visited, error) {
	visitor := bundle.Visitor{
		Laptop: c.files(), Notes: c.DB, Dir: filepath.Join(c.Dir, visitFolder),
		Alone: func(ctx context.Context, do func() error) error {
			return c.withFiles(ctx, func(bundle.Laptop) error { return do() })
		},
	}
	done, err := visitor.Visit(ctx, carrier, space, depot)
	if done.Photos > 0 {
		c.Journal.FileArrived()
	}
	return p2p.Visited{Took: done.Took, Left: done.Left, Events: uint64(done.Events)}, err
}
