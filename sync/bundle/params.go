package bundle

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Store is what a file needs of a device's database. Ingest goes through the
// journal, so that screens are told; AddSpace is a method of transactions.
type Store interface {
	// Space gives a space; an *improve.Error NotFound when unknown.
	Space(ctx context.Context, id improve.SpaceID) (improve.Space, error)
	// SpaceSecret gives the secret that members of a space share.
	SpaceSecret(ctx context.Context, id improve.SpaceID) ([32]byte, error)
	// Logs gives all logs of a space with their heads.
	Logs(ctx context.Context, space improve.SpaceID) ([]improve.Log, error)
	// Segment gives the next piece of a log after piece.After.
	Segment(ctx context.Context, piece improve.LogRange) (improve.Segment, error)
	// Ingest verifies and keeps segments; it refuses them one by one.
	Ingest(ctx context.Context, space improve.SpaceID, segs []improve.Segment) (improve.Ingested, error)
	// AddSpace makes a place for a space; twice is once.
	AddSpace(ctx context.Context, id improve.SpaceID, secret [32]byte) error
}

// Keys are a device's secret keys, as far as files need them.
type Keys interface {
	// Device gives the id of this device.
	Device() improve.DeviceID
	// Recipient gives the X25519 key that files for this device are sealed to.
	Recipient() improve.Hash
	// Sign gives this device's signature of a message.
	Sign(message []byte) []byte
	// Unseal opens an age file that was sealed for this device.
	Unseal(r io.Reader) (io.Reader, error)
}

// Laptop is this device, for Export and Import. All fields are required.
type Laptop struct {
	Store Store
	Keys  Keys
	Now   improve.TimeSource
	Log   *slog.Logger
}

// expired tells that a device's access ended by the clock.
func expired(space improve.Space, device improve.DeviceID, now time.Time) bool {
	member, ok := space.Member(device)
	return ok && member.Expires != 0 && !member.Expires.Time().After(now)
}

// reads tells whether a device may have what is in a space, now.
func (l Laptop) reads(space improve.Space, device improve.DeviceID) bool {
	return space.Access(device).Reads() && !expired(space, device, l.Now())
}

// each visits the pieces of a log from after on, up to and with to or a little beyond.
func (l Laptop) each(ctx context.Context, log improve.LogID, after, to uint64, visit func(improve.Segment) error) error {
	for after < to {
		seg, err := l.Store.Segment(ctx, improve.LogRange{Log: log, After: after, To: to})
		if err != nil {
			return fmt.Errorf("read log %s after %d: %w", log, after, err)
		}
		if len(seg.Events) == 0 {
			return fmt.Errorf("read log %s after %d: nothing there", log, after)
		}
		if err := visit(seg); err != nil {
			return err
		}
		after = seg.First + uint64(len(seg.Events)) - 1
	}
	return nil
}
