package bundle

import (
	"context"
	"fmt"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Imported tells what was taken from a file.
type Imported struct {
	Space   improve.Space // as the file and what was here make it
	From    improve.MemberDevice
	Created time.Time
	Joined  bool // the space was not here before
	Events  int  // new here
	// Refused counts pieces that were not kept; the log says why.
	Refused int
	// Missing are changes that the file builds upon and that are not here. What
	// comes after them was left in the file; nothing is lost by that.
	Missing []Gap
	// OwnGrew tells that the file brought changes of this very laptop that it
	// did not hold any more: its data folder was put back from a copy.
	OwnGrew bool
	// Kept tells that the file was copied and waits here for what is Missing.
	Kept bool
	// Part and Parts count the files that the exporter made together.
	Part, Parts uint64
	// Asks tells that the file brought nothing: From asks for what it lacks.
	Asks bool
	// Photos are the photos and files that came whole.
	Photos int
	// Holds is what From holds, by the file.
	Holds improve.Heads

	stretches []stretch // of data logs that are in the file
}

// Lacks gives how many changes are missing here before those in the file.
func (i Imported) Lacks() uint64 {
	var total uint64
	for _, gap := range i.Missing {
		total += gap.To - gap.From + 1
	}
	return total
}

// Gap is a stretch of a log that is missing here.
type Gap struct {
	Log      improve.LogID
	From, To uint64 // the first and the last event that is missing
}

// take is the second reading of a file: its pieces go to the store in batches.
type take struct {
	Laptop
	ctx     context.Context
	space   improve.SpaceID
	held    map[improve.LogID]uint64 // what was here before
	behind  map[improve.LogID]bool   // logs with a gap, left alone
	bad     map[improve.LogID]bool   // refused: what follows cannot hold either
	waiting []improve.Segment
	bytes   int
	done    Imported
	wants   map[improve.Hash][]improve.FileWant // photos and files that are missing here; nil until the first comes
}

func (l Laptop) newTake(ctx context.Context, c *check, space improve.Space) (*take, error) {
	t := &take{
		Laptop: l, ctx: ctx, space: c.m.Space, held: map[improve.LogID]uint64{}, behind: map[improve.LogID]bool{}, bad: map[improve.LogID]bool{},
		done: Imported{Space: space, Created: c.m.Created, Part: c.m.Part, Parts: c.m.Parts, Holds: c.m.Heads, stretches: stretches(c.m)},
	}
	t.done.From, _ = space.Member(c.m.Exporter)
	var err error
	if t.held, err = l.held(ctx, c.m.Space); err != nil {
		return nil, err
	}
	for _, log := range c.m.Logs {
		if have := t.held[log.signedFor()]; have < log.After {
			t.behind[log.Log] = true
			t.done.Missing = append(t.done.Missing, Gap{Log: log.Log, From: have + 1, To: log.After})
		}
	}
	return t, nil
}

// held gives how far each log is here, by the id that its writer signs for: of
// one that forked, its longest history.
func (l Laptop) held(ctx context.Context, space improve.SpaceID) (map[improve.LogID]uint64, error) {
	logs, err := l.Store.Logs(ctx, space)
	if err != nil {
		return nil, err
	}
	held := map[improve.LogID]uint64{}
	for _, log := range logs {
		held[log.Signed()] = max(held[log.Signed()], log.Head.Seq)
	}
	return held, nil
}

func (t *take) begin(m Manifest) error {
	if m.Space != t.space {
		return changed()
	}
	return nil
}

// changed tells that a file was not the same when it was read again.
func changed() error {
	return &improve.Error{Code: improve.Damaged, Message: "The file was changed while it was being read.", Hint: "Copy it to this laptop, then open the copy."}
}

func (t *take) piece(log Range, seg improve.Segment, size int) error {
	if log.Stream == improve.Auth || t.behind[log.Log] {
		return nil // taken already, or nothing to put it behind
	}
	t.waiting = append(t.waiting, seg)
	if t.bytes += size; t.bytes < batchBytes {
		return nil
	}
	return t.flush()
}

// flush gives what waits to the store, in one transaction.
func (t *take) flush() error {
	if len(t.waiting) == 0 {
		return nil
	}
	ingested, err := t.Store.Ingest(t.ctx, t.space, t.waiting)
	if err != nil {
		return err
	}
	t.waiting, t.bytes = nil, 0
	t.done.Events += ingested.Events
	t.done.Refused += len(ingested.Refused)
	for _, refusal := range ingested.Refused {
		if !t.bad[refusal.Log] {
			t.Log.Warn("refuse events of a file", "space", t.space, "log", refusal.Log, "first", refusal.First, "error", refusal.Reason)
		}
		t.bad[refusal.Log] = true
	}
	return nil
}

// lookForOwn notes that logs of this device grew by what came from the file.
func (t *take) lookForOwn() error {
	logs, err := t.Store.Logs(t.ctx, t.space)
	if err != nil {
		return fmt.Errorf("list logs of space %s: %w", t.space, err)
	}
	for _, log := range logs {
		if log.Device == t.Keys.Device() && log.Head.Seq > t.held[log.Signed()] {
			t.done.OwnGrew = true
		}
	}
	return nil
}
