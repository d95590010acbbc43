package bundle

import (
	"bytes"
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// headsOf gives the heads of logs in the order of their ids.
func headsOf(logs []improve.Log) improve.Heads {
	heads := make(improve.Heads, 0, len(logs))
	for _, log := range logs {
		heads = append(heads, log.Head)
	}
	slices.SortFunc(heads, func(a, b improve.Head) int { return bytes.Compare(a.Log[:], b.Log[:]) })
	return heads
}

// knownOf gives what all of these laptops are known to hold: of each log the
// least; none when nothing is known of one of them.
func (l Laptop) knownOf(ctx context.Context, space improve.SpaceID, to []improve.MemberDevice) (improve.Heads, error) {
	var common map[improve.LogID]improve.Head
	for _, member := range to {
		heads, err := l.Store.RemoteHeads(ctx, member.Device, space)
		if err != nil {
			return nil, err
		}
		theirs := map[improve.LogID]improve.Head{}
		for _, head := range heads {
			least, ok := common[head.Log]
			switch {
			case common == nil || ok && head.Seq < least.Seq:
				theirs[head.Log] = head
			case ok:
				theirs[head.Log] = least
			}
		}
		common = theirs
	}
	var known improve.Heads
	for _, head := range common {
		known = append(known, head)
	}
	return known, nil
}

// remember keeps what the exporter of a file held. A file may be older than
// what is known already: of each log the greater counts. What a laptop asks
// with is what it holds, even when it held more before.
func (l Laptop) remember(ctx context.Context, m Manifest) error {
	if m.Exporter == l.Keys.Device() {
		return nil
	}
	heads := slices.Clone(m.Heads)
	if !m.Asks() {
		before, err := l.Store.RemoteHeads(ctx, m.Exporter, m.Space)
		if err != nil {
			return err
		}
		heads = greater(heads, before)
	}
	return l.Store.SaveRemoteHeads(ctx, m.Exporter, m.Space, heads)
}

// greater gives of each log the greater head.
func greater(heads, others improve.Heads) improve.Heads {
	at := map[improve.LogID]int{}
	for i, head := range heads {
		at[head.Log] = i
	}
	for _, other := range others {
		switch i, ok := at[other.Log]; {
		case !ok:
			heads = append(heads, other)
		case other.Seq > heads[i].Seq:
			heads[i] = other
		}
	}
	return heads
}
