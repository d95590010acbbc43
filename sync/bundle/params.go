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
	// RemoteHeads gives what a remote was last known to hold of a space; none when nothing is known.
	RemoteHeads(ctx context.Context, remote improve.DeviceID, space improve.SpaceID) (improve.Heads, error)
	// SaveRemoteHeads keeps that, in place of what was kept before.
	SaveRemoteHeads(ctx context.Context, remote improve.DeviceID, space improve.SpaceID, heads improve.Heads) error
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

// Laptop is this device, for Export and Import.
type Laptop struct {
	Store Store
	Keys  Keys
	// Files are the photos and files of this device; nil: none are carried.
	Files Files
	Now   improve.TimeSource
	Log   *slog.Logger
	// Waiting is a folder of the data folder in which files wait whose changes
	// build upon some that are not here yet; "" keeps none.
	Waiting string
	// Deliver is a folder of the data folder for files that are carried for
	// others; "" where none are.
	Deliver string
	// Shelf is a folder of the data folder for sealed files that laptops of a
	// space leave here when this one only carries for it; "" where none are.
	Shelf string
	// PartBytes is how much one file of an export holds at most, of changes
	// before compression and of photos and files as much again; 0 means what a
	// stick formatted as FAT32 takes.
	PartBytes int
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

// each visits the pieces of a history from after on, up to and with to or a
// little beyond. The parts of a history are those of a log that forked, in
// order; every other log is its own only part.
func (l Laptop) each(ctx context.Context, history []improve.Log, after, to uint64, visit func(improve.Segment) error) error {
	for at := 0; after < to; {
		log := history[at]
		seg, err := l.Store.Segment(ctx, improve.LogRange{Log: log.ID, After: after, To: min(to, log.Head.Seq)})
		if err != nil {
			return fmt.Errorf("read log %s after %d: %w", log.ID, after, err)
		}
		if len(seg.Events) == 0 {
			if at++; at == len(history) {
				return fmt.Errorf("read log %s after %d: nothing there", log.ID, after)
			}
			continue
		}
		if err := visit(seg); err != nil {
			return err
		}
		after = seg.First + uint64(len(seg.Events)) - 1
	}
	return nil
}

// histories gives all histories of a space's logs: a log that did not fork is
// its own; of one that did, each branch that goes on, with what stands before it.
func histories(logs []improve.Log) [][]improve.Log {
	byID := map[improve.LogID]improve.Log{}
	for _, log := range logs {
		byID[log.ID] = log
	}
	var all [][]improve.Log
	for _, log := range logs {
		if log.Split {
			continue // each of its branches begins with it
		}
		history := []improve.Log{log}
		for before, ok := byID[log.Parent]; ok && !log.Root.IsZero(); before, ok = byID[before.Parent] {
			history = append([]improve.Log{before}, history...)
			if before.Root.IsZero() || len(history) > improve.MaxBranches {
				break
			}
		}
		all = append(all, history)
	}
	return all
}
