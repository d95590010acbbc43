package laptop

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/p2p"
)

// nodeFiles are the photos and files as the network needs them.
type nodeFiles struct{ *Laptop }

var _ p2p.Files = nodeFiles{}

// Files gives the photos and files of this laptop as the network needs them. It
// uses DB and Journal alone.
func (l *Laptop) Files() p2p.Files { return nodeFiles{l} }

// Wants gives what is missing here of spaces that a remote reads too.
func (f nodeFiles) Wants(ctx context.Context, remote improve.DeviceID) ([]improve.FileWant, error) {
	wants, err := f.DB.FileWants(ctx)
	if err != nil || len(wants) == 0 {
		return nil, err
	}
	common, err := f.common(ctx, remote)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(wants, func(w improve.FileWant) bool { return !anyOf(common, w.Spaces) }), nil
}

// Gives tells whether a remote may have content.
func (f nodeFiles) Gives(ctx context.Context, remote improve.DeviceID, hash improve.Hash) (bool, error) {
	spaces, err := f.DB.FileSpaces(ctx, hash)
	if err != nil || len(spaces) == 0 {
		return false, err
	}
	common, err := f.common(ctx, remote)
	return anyOf(common, spaces), err
}

// Shares tells whether there is anything that a remote might fetch.
func (f nodeFiles) Shares(ctx context.Context, remote improve.DeviceID) (bool, error) {
	spaces, err := f.DB.SpacesWithFiles(ctx)
	if err != nil || len(spaces) == 0 {
		return false, err
	}
	common, err := f.common(ctx, remote)
	return anyOf(common, spaces), err
}

// Arrived tells the screens.
func (f nodeFiles) Arrived() { f.Journal.FileArrived() }

// FileChunks is storage's.
func (f nodeFiles) FileChunks(ctx context.Context, c improve.Content) ([]bool, error) {
	return f.DB.FileChunks(ctx, c)
}

// FilePutChunk is storage's.
func (f nodeFiles) FilePutChunk(ctx context.Context, c improve.Content, n int, chunk []byte) error {
	return f.DB.FilePutChunk(ctx, c, n, chunk)
}

// FileFinish is storage's.
func (f nodeFiles) FileFinish(ctx context.Context, c improve.Content) error {
	return f.DB.FileFinish(ctx, c)
}

// FileReadChunk is storage's.
func (f nodeFiles) FileReadChunk(ctx context.Context, hash improve.Hash, n int) ([]byte, error) {
	return f.DB.FileReadChunk(ctx, hash, n)
}

// common gives the spaces that both this laptop and a remote may read.
func (f nodeFiles) common(ctx context.Context, remote improve.DeviceID) (map[improve.SpaceID]bool, error) {
	rows, err := f.DB.Spaces(ctx)
	common := map[improve.SpaceID]bool{}
	for _, row := range rows {
		if row.Space.Access(f.Journal.Device()) >= improve.Guest && row.Space.Access(remote) >= improve.Guest {
			common[row.Space.ID] = true
		}
	}
	return common, err
}

func anyOf(common map[improve.SpaceID]bool, spaces []improve.SpaceID) bool {
	return slices.ContainsFunc(spaces, func(id improve.SpaceID) bool { return common[id] })
}
