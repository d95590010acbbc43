package replica

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// replan computes what the remote lacks, from what it is known to have.
func (s *Session) replan(ctx context.Context, sp *space) error {
	sp.plan = nil
	if sp.open && !sp.streaming() || sp.state != active {
		return nil
	}
	logs, err := s.shared(ctx, sp)
	if err != nil {
		return err
	}
	sp.plan, err = s.arrange(ctx, sp.id, sp.lacking(logs))
	if len(sp.plan) > 0 {
		sp.equal = false // until the remote says that it has these
	}
	return err
}

// bulk is from how many events on a plan is sent in the order of their time
// instead of the newest first: the receiver then folds a page from one or two
// of its transactions, not from each.
const bulk = 8192

// piece is a range to be sent, with its log.
type piece struct {
	log   improve.Log
	after uint64
}

// stretch is what is still to be sent of a log.
type stretch struct {
	improve.LogRange
	auth bool
	keep bool        // its place in the plan: an auth log, or a log with branches, which other pieces stand on
	from improve.HLC // stamp of the event before, 0 when nothing of it was sent yet
}

func (p stretch) events() uint64 { return p.To - p.After }

func (sp *space) lacking(logs []improve.Log) []piece {
	var pieces []piece
	for _, log := range logs {
		prefix := wire.PrefixOf(log.ID)
		after := sp.known[prefix]
		switch {
		case !wire.Covers(sp.covered, prefix), after >= log.Head.Seq:
		case sp.offers[improve.Dot{Log: log.ID, Seq: after}] >= maxOffers:
		default:
			pieces = append(pieces, piece{log: log, after: after})
		}
	}
	return pieces
}

// arrange puts auth logs first, a grant before what depends on it, then data
// logs: the newest first, or, of many events, the shortest.
func (s *Session) arrange(ctx context.Context, id improve.SpaceID, pieces []piece) ([]stretch, error) {
	var auth, data []piece
	for _, p := range pieces {
		if p.log.Stream == improve.Auth {
			auth = append(auth, p)
		} else {
			data = append(data, p)
		}
	}
	if err := s.arrangeAuth(ctx, id, auth); err != nil {
		return nil, err
	}
	arrangeData(data)
	branchesLast(auth)
	branchesLast(data)
	var plan []stretch
	for _, p := range append(auth, data...) {
		whole := improve.LogRange{Log: p.log.ID, After: p.after, To: p.log.Head.Seq}
		plan = append(plan, stretch{LogRange: whole, auth: p.log.Stream == improve.Auth, keep: p.log.Stream == improve.Auth || p.log.Split || !p.log.Root.IsZero()})
	}
	return plan, nil
}

// branchesLast puts logs that forked before all others and their branches
// behind, in the order of their first places: a piece of a branch continues
// what stands before it.
func branchesLast(pieces []piece) {
	rank := func(log improve.Log) int {
		switch {
		case !log.Root.IsZero():
			return 2
		case log.Split:
			return 0
		default:
			return 1
		}
	}
	slices.SortStableFunc(pieces, func(a, b piece) int {
		return cmp.Or(cmp.Compare(rank(a.log), rank(b.log)), cmp.Compare(a.log.First, b.log.First))
	})
}

// arrangeAuth orders auth logs as their devices were admitted: the root's
// first, then those of the devices that it granted, and so on.
func (s *Session) arrangeAuth(ctx context.Context, id improve.SpaceID, auth []piece) error {
	slices.SortFunc(auth, func(a, b piece) int { return bytes.Compare(a.log.ID[:], b.log.ID[:]) })
	if len(auth) < 2 {
		return nil
	}
	folded, err := s.store.Space(ctx, id)
	if err != nil {
		return fmt.Errorf("read space %s: %w", id, err)
	}
	place, err := s.admissions(ctx, id, folded.Genesis.Root)
	if err != nil {
		return err
	}
	slices.SortStableFunc(auth, func(a, b piece) int { return cmp.Compare(place(a.log.Device), place(b.log.Device)) })
	return nil
}

// admissions gives the place of each device in the order of admission.
func (s *Session) admissions(ctx context.Context, id improve.SpaceID, root improve.DeviceID) (func(improve.DeviceID) int, error) {
	logs, err := s.logs(ctx, id)
	if err != nil {
		return nil, err
	}
	grants := map[improve.DeviceID][]improve.DeviceID{}
	for _, log := range logs {
		if log.Stream != improve.Auth {
			continue
		}
		err := s.each(ctx, log, func(e improve.Event) {
			if e.Header.Type == improve.GrantEvent {
				grants[log.Device] = append(grants[log.Device], e.Header.Device)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	places := map[improve.DeviceID]int{root: 0}
	for queue := []improve.DeviceID{root}; len(queue) > 0; queue = queue[1:] {
		for _, device := range grants[queue[0]] {
			if _, known := places[device]; !known {
				places[device] = len(places)
				queue = append(queue, device)
			}
		}
	}
	return func(device improve.DeviceID) int {
		if place, ok := places[device]; ok {
			return place
		}
		return len(places)
	}, nil
}

// each visits every event of a log.
func (s *Session) each(ctx context.Context, log improve.Log, visit func(improve.Event)) error {
	for after := uint64(0); after < log.Head.Seq; {
		seg, err := s.store.Segment(ctx, improve.LogRange{Log: log.ID, After: after, To: log.Head.Seq})
		if err != nil {
			return fmt.Errorf("read log %s after %d: %w", log.ID, after, err)
		}
		if len(seg.Events) == 0 {
			return nil
		}
		for _, e := range seg.Events {
			visit(e)
		}
		after = seg.First + uint64(len(seg.Events)) - 1
	}
	return nil
}

// arrangeData orders data logs.
func arrangeData(data []piece) {
	slices.SortFunc(data, func(a, b piece) int { return bytes.Compare(a.log.ID[:], b.log.ID[:]) })
	events := uint64(0)
	for _, p := range data {
		events += p.log.Head.Seq - p.after
	}
	slices.SortStableFunc(data, func(a, b piece) int {
		if events >= bulk {
			return cmp.Compare(a.log.Head.Seq-a.after, b.log.Head.Seq-b.after)
		}
		return cmp.Compare(b.log.Latest, a.log.Latest)
	})
}
