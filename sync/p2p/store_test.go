package p2p

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// Spaces implements Store.
func (s *school) Spaces(context.Context) ([]improve.SpaceRow, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var rows []improve.SpaceRow
	for id, held := range s.spaces {
		space, err := held.fold(id)
		if err != nil {
			continue // its auth logs have not come yet
		}
		heads := held.heads()
		rows = append(rows, improve.SpaceRow{Space: space, Access: space.Access(s.device.ID), Events: heads.Events(), Digest: heads.Digest()})
	}
	return rows, nil
}

// Space implements Store.
func (s *school) Space(_ context.Context, id improve.SpaceID) (improve.Space, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	held := s.spaces[id]
	if held == nil {
		return improve.Space{}, &improve.Error{Code: improve.NotFound, Message: "No such space."}
	}
	return held.fold(id)
}

// SpaceSecret implements Store.
func (s *school) SpaceSecret(_ context.Context, id improve.SpaceID) ([32]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.spaces[id].secret, nil
}

// Logs implements Store.
func (s *school) Logs(_ context.Context, id improve.SpaceID) ([]improve.Log, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var logs []improve.Log
	if held := s.spaces[id]; held != nil {
		for _, log := range held.order {
			logs = append(logs, held.logs[log].log)
		}
	}
	return logs, nil
}

// Segment implements Store.
func (s *school) Segment(_ context.Context, piece improve.LogRange) (improve.Segment, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, held := range s.spaces {
		if l := held.logs[piece.Log]; l != nil {
			return l.cut(piece), nil
		}
	}
	return improve.Segment{}, fmt.Errorf("no log %s", piece.Log)
}

func (l *heldLog) cut(piece improve.LogRange) improve.Segment {
	seg := improve.Segment{Log: piece.Log, First: piece.After + 1}
	size := 0
	for at := piece.After; at < l.log.Head.Seq; at++ {
		e := l.events[at]
		seg.Events = append(seg.Events, e)
		size += len(e.Raw) + len(e.Body)
		for _, sig := range l.sigs {
			if sig.Seq == e.Seq {
				seg.Signatures = append(seg.Signatures, sig)
				if size >= improve.SegmentBytes || e.Seq >= piece.To {
					return seg
				}
			}
		}
	}
	return seg
}

// Ingest implements Store.
func (s *school) Ingest(_ context.Context, id improve.SpaceID, segs []improve.Segment) (improve.Ingested, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.takeLocked(id, segs), nil
}

// AddSpace implements Store.
func (s *school) AddSpace(_ context.Context, id improve.SpaceID, secret [32]byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addLocked(id, secret)
	return nil
}

// SaveRemoteHeads implements Store.
func (s *school) SaveRemoteHeads(context.Context, improve.DeviceID, improve.SpaceID, improve.Heads) error {
	return nil
}

// StateSum implements Store; the state is the events'.
func (s *school) StateSum(ctx context.Context, id improve.SpaceID) (improve.StateSum, error) {
	logs, err := s.Logs(ctx, id)
	var heads improve.Heads
	for _, log := range logs {
		heads = append(heads, log.Head)
	}
	return improve.StateSum{Events: heads.Digest(), State: heads.Digest()}, err
}

// DBIncarnation implements Store.
func (s *school) DBIncarnation(context.Context) ([8]byte, error) { return [8]byte{s.incarnation}, nil }

// Remotes implements Store.
func (s *school) Remotes(context.Context) ([]improve.Remote, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Values(s.remotes)), nil
}

// SaveRemote implements Store.
func (s *school) SaveRemote(_ context.Context, remote improve.Remote) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remotes[remote.Device] = remote
	return nil
}

// Known implements Trust.
func (s *school) Known(_ context.Context, device improve.DeviceID) (bool, error) {
	known, _ := s.lookUp(device)
	return known, nil
}

// Removed implements Trust.
func (s *school) Removed(_ context.Context, device improve.DeviceID) (bool, error) {
	known, was := s.lookUp(device)
	return was && !known, nil
}

func (s *school) lookUp(device improve.DeviceID) (known, was bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, held := range s.spaces {
		space, err := held.fold(id)
		if err != nil || space.Access(s.device.ID) == improve.NoAccess {
			continue
		}
		_, member := space.Member(device)
		known, was = known || space.Access(device) > improve.NoAccess, was || member
	}
	return known, was
}

// Invites implements Trust.
func (s *school) Invites(context.Context) ([]improve.Invite, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Values(s.invites)), nil
}

// Changed implements Journal.
func (s *school) Changed() (<-chan struct{}, func()) {
	watcher := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watchers[watcher] = true
	return watcher, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.watchers, watcher)
	}
}

// Admit implements Journal.
func (s *school) Admit(_ context.Context, a Admission) error {
	s.world.mu.Lock()
	defer s.world.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	invite := s.invites[a.Invite.Hash]
	if !invite.UsedBy.IsZero() {
		return &improve.Error{Code: improve.Denied, Message: "Used."}
	}
	invite.UsedBy = a.Device
	s.invites[invite.Hash] = invite
	s.admitted = append(s.admitted, a)
	space := s.made[a.Invite.Space]
	space.Log(s.device, improve.Auth).WriteValue(
		improve.Header{Type: improve.GrantEvent, Device: a.Device, Grant: a.Invite.Access, Invite: a.Invite.Hash, Recipient: a.Recipient},
		improve.CellsValue(map[improve.FieldKey]string{improve.GrantName: a.Name, improve.GrantLaptop: a.Laptop}))
	s.takeLocked(a.Invite.Space, []improve.Segment{space.Log(s.device, improve.Auth).Seal()})
	return nil
}
