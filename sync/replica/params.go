package replica

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// Store is what a session needs of a device's database. storage.DB has all of
// it but AddSpace, which is a method of its transactions.
type Store interface {
	// Spaces gives every space that this device holds, folded.
	Spaces(ctx context.Context) ([]improve.SpaceRow, error)
	// Space gives one of them; an *improve.Error NotFound when unknown.
	Space(ctx context.Context, id improve.SpaceID) (improve.Space, error)
	// SpaceSecret gives the secret that members of a space share.
	SpaceSecret(ctx context.Context, id improve.SpaceID) ([32]byte, error)
	// Logs gives all logs of a space with their heads.
	Logs(ctx context.Context, space improve.SpaceID) ([]improve.Log, error)
	// Segment gives the next piece of a log after piece.After.
	Segment(ctx context.Context, piece improve.LogRange) (improve.Segment, error)
	// Ingest verifies and keeps segments; it refuses them one by one.
	Ingest(ctx context.Context, space improve.SpaceID, segs []improve.Segment) (improve.Ingested, error)
	// StateSum gives what the store makes of what it holds of a space.
	StateSum(ctx context.Context, space improve.SpaceID) (improve.StateSum, error)
	// AddSpace makes a place for a space; twice is once.
	AddSpace(ctx context.Context, id improve.SpaceID, secret [32]byte) error
	// SaveRemoteHeads keeps what a remote is known to hold, for people to look at.
	SaveRemoteHeads(ctx context.Context, remote improve.DeviceID, space improve.SpaceID, heads improve.Heads) error
	// DBIncarnation gives the random number that this database got when it was made.
	DBIncarnation(ctx context.Context) ([8]byte, error)
}

// Params is what New needs. All but OnRolledBack, OnStateDiffers and Log are required.
type Params struct {
	Store  Store
	Self   improve.DeviceID
	Remote improve.DeviceID // proved by the transport
	Now    improve.TimeSource
	Rand   io.Reader // the session's nonce and the jitter of its clock
	Log    *slog.Logger
	// OnRolledBack is told, once for each log and session, that the remote has
	// more of a log of this device than this device itself: the database was
	// restored or copied. It is called on the session's goroutine.
	OnRolledBack func(improve.Log)
	// OnStateDiffers is told, once for each space and session, that the remote
	// holds the same events of a space and makes something else of them. It is
	// called on the session's goroutine, with the digest of the events.
	OnStateDiffers func(context.Context, improve.SpaceID, improve.Digest)
}

// Limits of a session. Each bounds what one remote can make this device do.
const (
	// windowFrames and windowBytes bound what is sent and not yet acknowledged:
	// two batches of the receiver, so that one is on its way while it stores the other.
	windowFrames = 2 * batchFrames
	windowBytes  = 8 << 20
	// ackEvery acknowledges a stream in time for the sender's window never to close.
	ackEvery = 2
	// batchFrames and batchBytes are how much is taken in one transaction: a
	// page of which several wrote is then folded once for most of their events,
	// a first join commits some eight times for 100,000 events, and a laptop
	// that is switched off loses little.
	batchFrames = 24
	batchBytes  = 3 << 20
	// stagedBytes bounds the auth logs of spaces that are offered to us and not
	// yet accepted: the auth logs of a network of 50 schools are 2 MB.
	stagedBytes = 8 << 20
	// maxRefused ends a session: a remote whose pieces keep failing is broken
	// or hostile, and each costs us a signature check and a line in the log.
	maxRefused = 64
	// maxIdleRounds is how often vectors are exchanged again without any
	// progress before a space is reported as incomplete.
	maxIdleRounds = 3
	// maxOffers is how often the same place of a log is sent in one session: a
	// remote that did not take it twice will not take it.
	maxOffers = 2
	// maxIntroductions is how often one space is offered in one session.
	maxIntroductions = 4
	// quotaEvents and quotaBytes bound what one session takes into one space (design.md "Network").
	quotaEvents = 2_000_000
	quotaBytes  = 2 << 30
	// maxSkipped bounds messages of types that this version does not know.
	maxSkipped = 1024
)

const (
	// digestEvery is the safety net: our digests are said again, so that
	// whatever went wrong is found within a minute. digestJitter keeps thirty
	// laptops that were opened together from doing so together.
	digestEvery  = 60 * time.Second
	digestJitter = 15 * time.Second
	// stallAfter ends a session in which the remote owes us something and is
	// silent: longer than a slow disk takes for one batch.
	stallAfter = 30 * time.Second
)

// Why a session ends with an error. Compare with errors.Is.
var (
	ErrProtocol = errors.New("the other laptop broke a rule of the exchange")
	ErrTooMuch  = errors.New("the other laptop exceeded a limit")
	ErrStalled  = errors.New("the other laptop has gone silent")
	ErrVersion  = errors.New("the other laptop speaks no version that this one speaks")
	ErrEnded    = errors.New("the other laptop ended the exchange")
)

// EndError is how a session ends when the remote says goodbye for a reason
// other than being done; errors.Is(err, ErrEnded) holds.
type EndError struct{ Reason wire.Reason }

// Error implements error.
func (e *EndError) Error() string { return ErrEnded.Error() + ": " + reasonText(e.Reason) }

// Unwrap gives ErrEnded.
func (e *EndError) Unwrap() error { return ErrEnded }

func reasonText(r wire.Reason) string {
	switch r {
	case wire.Done:
		return "it is done"
	case wire.NoCommon:
		return "no version in common"
	case wire.Broken:
		return "it says that we broke a rule"
	case wire.TooMuch:
		return "it says that we exceeded a limit"
	case wire.Stalled:
		return "it says that we were silent"
	case wire.Failed:
		return "something went wrong there"
	default:
		return "it closes"
	}
}

// Progress is how far a session is.
type Progress struct {
	Greeted        bool    // the remote's HELLO was seen
	Incarnation    [8]byte // of the remote's database, once greeted
	SentEvents     uint64  // sent, whether or not taken
	ReceivedEvents uint64  // received, new here or not
	NewEvents      uint64  // new here
	AnnouncedOut   uint64  // events that we announced to send in rounds
	AnnouncedIn    uint64  // events that the remote announced
	Refused        int     // received pieces that were not kept
	RefusedThere   uint64  // pieces that the remote did not keep
	// RoundTrips counts how often the line turned from sending to receiving
	// until everything was complete for the first time, halved and rounded up:
	// both sides speak at once, so one turn is one crossing of the line.
	RoundTrips int
	Complete   bool // each common space has the same digest on both sides
	Settled    bool // nothing more will come of this session: complete, or given up
	Spaces     []SpaceProgress
}

// SpaceProgress is one space of a session.
type SpaceProgress struct {
	Space    improve.SpaceID
	Complete bool // both sides hold the same
	Declined bool // one side exchanges nothing about it with the other
	GaveUp   bool // rounds brought nothing: some events cannot be had from, or given to, this remote
	Forked   int  // logs of which both sides hold different histories
	ToSend   uint64
}
