package bundle

import (
	"context"
	"fmt"

	"github.com/cairn-schools/cairn/improve"
)

// check looks a file through before anything is taken: it verifies every log
// that the file holds from its beginning, and keeps the auth logs. Data logs
// that begin later are verified where they are taken, against what is here.
type check struct {
	m      Manifest
	logs   map[improve.LogID]improve.Log   // by the id of their range
	admits map[improve.LogID]improve.LogID // the history that counts of an auth log that forked
	auth   []improve.Segment
	events []improve.AuthEvent
	staged int
}

func (c *check) begin(m Manifest) error {
	c.m, c.logs, c.admits = m, map[improve.LogID]improve.Log{}, map[improve.LogID]improve.LogID{}
	return nil
}

// eventOverhead is what an unpacked event takes in memory beside its bytes, about.
const eventOverhead = 512

func (c *check) piece(log Range, seg improve.Segment, size int) error {
	if log.After > 0 {
		return nil
	}
	device, err := c.verify(log, seg)
	if err != nil {
		return damaged(err)
	}
	if log.Stream != improve.Auth {
		return nil
	}
	if c.staged += size + len(seg.Events)*eventOverhead; c.staged > stagedBytes {
		return damaged(fmt.Errorf("%w: more than %d bytes of auth logs", errFormat, stagedBytes))
	}
	c.auth = append(c.auth, seg)
	if first, ok := c.admits[seg.Log]; ok && first != log.Log {
		return nil // one history is enough to judge by, as in an exchange; the store takes all
	}
	c.admits[seg.Log] = log.Log
	for _, e := range seg.Events {
		c.events = append(c.events, improve.AuthEvent{Event: e, Device: device})
	}
	return nil
}

// verify checks chain and signatures of a piece and gives the log's device.
func (c *check) verify(promised Range, seg improve.Segment) (improve.DeviceID, error) {
	log, open := c.logs[promised.Log]
	if !open {
		var err error
		if log, err = improve.OpenLog(c.m.Space, seg.Events[0]); err != nil {
			return log.Device, err
		}
	}
	if log.Stream != promised.Stream {
		return log.Device, fmt.Errorf("%w: log %s is of the other stream", errFormat, log.ID)
	}
	hashes, err := improve.VerifySegment(log, seg)
	if err != nil {
		return log.Device, err
	}
	last := seg.First + uint64(len(hashes)) - 1
	if last >= promised.To.Seq && hashes[promised.To.Seq-seg.First] != promised.To.Hash {
		return log.Device, fmt.Errorf("%w: log %s does not end as promised", errFormat, log.ID)
	}
	log.Head.Seq, log.Head.Hash = last, hashes[len(hashes)-1]
	c.logs[promised.Log] = log
	return log.Device, nil
}

// judge decides whether a whole file is good for this laptop: its exporter is
// or was in the space, and we may read it, by what we hold and what the file
// brings. isNew tells that the space is not here yet.
func (l Laptop) judge(ctx context.Context, c *check) (folded improve.Space, isNew bool, err error) {
	_, err = l.Store.Space(ctx, c.m.Space)
	isNew = improve.CodeOf(err) == improve.NotFound
	if err != nil && !isNew {
		return folded, false, err
	}
	events := c.events
	if !isNew {
		held, err := l.heldAuth(ctx, c.m.Space)
		if err != nil {
			return folded, false, err
		}
		events = append(held, events...) // of an event that differs, ours counts
	}
	if folded, err = improve.FoldSpace(c.m.Space, events); err != nil {
		return folded, isNew, damaged(err)
	}
	if _, ok := folded.Member(c.m.Exporter); !ok {
		return folded, isNew, &improve.Error{Code: improve.Denied, Message: "The laptop that made this file was never let into the space that it is about; nothing was taken.", Hint: "Take files only from people of the space."}
	}
	if !l.reads(folded, l.Keys.Device()) {
		return folded, isNew, &improve.Error{Code: improve.Denied, Message: "This laptop may not read what is in the file; nothing was taken.", Hint: "Ask an owner of the space to let this laptop in, then ask for a new file."}
	}
	return folded, isNew, nil
}

// heldAuth gives the auth events that are here; of a log that forked, one history.
func (l Laptop) heldAuth(ctx context.Context, space improve.SpaceID) ([]improve.AuthEvent, error) {
	logs, err := l.Store.Logs(ctx, space)
	if err != nil {
		return nil, err
	}
	var events []improve.AuthEvent
	for _, history := range improve.Histories(logs) {
		if history[0].Stream != improve.Auth {
			continue
		}
		err := l.each(ctx, history, 0, history[len(history)-1].Head.Seq, func(seg improve.Segment) error {
			for _, e := range seg.Events {
				events = append(events, improve.AuthEvent{Event: e, Device: history[0].Device})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return events, nil
}
