package laptop

import (
	"context"

	"github.com/cairn-schools/cairn/improve"
)

// nodeStore is the database as the network needs it: what arrives goes through the journal.
type nodeStore struct{ *Laptop }

func (s nodeStore) Spaces(ctx context.Context) ([]improve.SpaceRow, error) { return s.DB.Spaces(ctx) }

func (s nodeStore) Space(ctx context.Context, id improve.SpaceID) (improve.Space, error) {
	return s.DB.Space(ctx, id)
}

func (s nodeStore) SpaceSecret(ctx context.Context, id improve.SpaceID) ([32]byte, error) {
	return s.DB.SpaceSecret(ctx, id)
}

func (s nodeStore) Logs(ctx context.Context, space improve.SpaceID) ([]improve.Log, error) {
	return s.DB.Logs(ctx, space)
}

func (s nodeStore) Segment(ctx context.Context, piece improve.LogRange) (improve.Segment, error) {
	return s.DB.Segment(ctx, piece)
}

func (s nodeStore) Ingest(ctx context.Context, space improve.SpaceID, segments []improve.Segment) (improve.Ingested, error) {
	ingested, err := s.Journal.Ingest(ctx, space, segments)
	if err != nil {
		return ingested, err
	}
	return ingested, s.Journal.AdoptArrived(ctx, space)
}

func (s nodeStore) StateSum(ctx context.Context, space improve.SpaceID) (improve.StateSum, error) {
	return s.DB.StateSum(ctx, space)
}

func (s nodeStore) AddSpace(ctx context.Context, id improve.SpaceID, secret [32]byte) error {
	return s.DB.Update(ctx, func(tx improve.Tx) error { return tx.AddSpace(id, secret) })
}

func (s nodeStore) SaveRemoteHeads(ctx context.Context, remote improve.DeviceID, space improve.SpaceID, heads improve.Heads) error {
	return s.DB.SaveRemoteHeads(ctx, remote, space, heads)
}

func (s nodeStore) RemoteHeads(ctx context.Context, remote improve.DeviceID, space improve.SpaceID) (improve.Heads, error) {
	return s.DB.RemoteHeads(ctx, remote, space)
}

func (s nodeStore) DBIncarnation(ctx context.Context) ([8]byte, error) {
	return s.DB.DBIncarnation(ctx)
}

func (s nodeStore) Remotes(ctx context.Context) ([]improve.Remote, error) { return s.DB.Remotes(ctx) }

func (s nodeStore) SaveRemote(ctx context.Context, remote improve.Remote) error {
	return s.DB.SaveRemote(ctx, remote)
}
