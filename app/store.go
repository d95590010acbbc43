package app

import (
	"context"
	"math"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// everything is the limit of a query that must leave nothing out: more than a
// laptop holds.
const everything = math.MaxInt32

// Store is what the use cases need of the database. storage.DB satisfies it.
type Store interface {
	Update(ctx context.Context, fn func(improve.Tx) error) error
	Ingest(ctx context.Context, space improve.SpaceID, segments []improve.Segment) (improve.Ingested, error)

	Artifact(ctx context.Context, id improve.ArtifactID) (improve.Artifact, error)
	Artifacts(ctx context.Context, q improve.Query) ([]improve.Artifact, error)
	Cards(ctx context.Context, q improve.Query) ([]improve.Card, error)
	Count(ctx context.Context, q improve.Query) (int, error)
	Page(ctx context.Context, id improve.ArtifactID) (improve.Page, error)
	History(ctx context.Context, id improve.ArtifactID) ([]improve.HistoryEntry, error)
	Past(ctx context.Context, ids []improve.ArtifactID) ([]improve.PastEvent, error)
	Spaces(ctx context.Context) ([]improve.SpaceRow, error)
	Space(ctx context.Context, id improve.SpaceID) (improve.Space, error)
	SpaceSecret(ctx context.Context, id improve.SpaceID) ([32]byte, error)
	Heads(ctx context.Context, space improve.SpaceID) (improve.Heads, error)
	Logs(ctx context.Context, space improve.SpaceID) ([]improve.Log, error)
	LogByID(ctx context.Context, id improve.LogID) (improve.Log, bool, error)
	Segment(ctx context.Context, piece improve.LogRange) (improve.Segment, error)

	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
	SaveDraft(ctx context.Context, d improve.Draft) error
	Drafts(ctx context.Context) ([]improve.Draft, error)
	DropDraft(ctx context.Context, id improve.ArtifactID) error
	SaveRemote(ctx context.Context, r improve.Remote) error
	Remotes(ctx context.Context) ([]improve.Remote, error)
	Holders(ctx context.Context, dot improve.Dot) ([]improve.DeviceID, error)
	Erased(ctx context.Context) (uint64, error)
	ForgetTexts(ctx context.Context, space improve.SpaceID, texts []improve.Dot) error
	Restored(ctx context.Context) (map[improve.ArtifactID]improve.ArtifactID, error)
	WaitingFor(ctx context.Context, device improve.DeviceID) (improve.Waiting, error)
	SaveInvite(ctx context.Context, i improve.Invite) error
	Invites(ctx context.Context) ([]improve.Invite, error)
	UseInvite(ctx context.Context, hash improve.Hash, device improve.DeviceID) error

	PutFile(ctx context.Context, content []byte) (improve.Hash, error)
	File(ctx context.Context, hash improve.Hash) ([]byte, error)
	HasFile(hash improve.Hash) bool
	FileRoom(ctx context.Context, space improve.SpaceID, size int64) error
	FileWants(ctx context.Context) ([]improve.FileWant, error)
	Files(ctx context.Context) ([]improve.Hash, error)
	SweepFiles(ctx context.Context, now time.Time) (int, error)

	CopiedAt(ctx context.Context) (time.Time, error)
	Renewals(ctx context.Context) ([]improve.Renewal, error)

	IndexSearch(ctx context.Context, limit int) (more bool, err error)
	Check(ctx context.Context, full bool) (improve.CheckReport, error)
	Rebuild(ctx context.Context) error
	HealState(ctx context.Context) (done bool, err error)
	Version(ctx context.Context) (int64, error)
}
