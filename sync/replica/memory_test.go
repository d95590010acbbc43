package replica

import (
	"context"
	"errors"
	"fmt"

	"github.com/cairn-schools/cairn/improve"
)

// memory is a Store in memory. Like the real one it keeps a head's signature
// only until a later one comes, and takes nothing from strangers.
type memory struct {
	spaces      map[improve.SpaceID]*memorySpace
	incarnation [8]byte
	remoteHeads map[improve.DeviceID]map[improve.SpaceID]improve.Heads
	twice       uint64 // events that came again
	fresh       uint64 // events that came for the first time
	calls       int    // of Ingest
	skew        byte   // not 0: this store makes something else of the same events
	failing     error  // what Ingest gives, when set
}

type memorySpace struct {
	secret [32]byte
	logs   map[improve.LogID]*memoryLog
	order  []improve.LogID
	folded improve.Space
	stale  bool // folded is to be made again
}

type memoryLog struct {
	improve.Log
	events     []improve.Event
	hashes     []improve.Hash
	signatures []improve.Signature
}

func newMemory(incarnation byte) *memory {
	return &memory{
		spaces: map[improve.SpaceID]*memorySpace{}, incarnation: [8]byte{incarnation},
		remoteHeads: map[improve.DeviceID]map[improve.SpaceID]improve.Heads{},
	}
}

func (m *memory) AddSpace(_ context.Context, id improve.SpaceID, secret [32]byte) error {
	if m.spaces[id] == nil {
		m.spaces[id] = &memorySpace{secret: secret, logs: map[improve.LogID]*memoryLog{}, stale: true}
	}
	return nil
}

func (m *memory) Spaces(context.Context) ([]improve.SpaceRow, error) {
	var rows []improve.SpaceRow
	for id, sp := range m.spaces {
		folded, err := m.fold(id, sp)
		if err != nil {
			return nil, err
		}
		heads := sp.heads()
		rows = append(rows, improve.SpaceRow{Space: folded, Events: heads.Events(), Digest: heads.Digest()})
	}
	return rows, nil
}

func (m *memory) Space(_ context.Context, id improve.SpaceID) (improve.Space, error) {
	sp := m.spaces[id]
	if sp == nil {
		return improve.Space{}, &improve.Error{Code: improve.NotFound, Message: "No such space."}
	}
	return m.fold(id, sp)
}

func (m *memory) fold(id improve.SpaceID, sp *memorySpace) (improve.Space, error) {
	if !sp.stale {
		return sp.folded, nil
	}
	var events []improve.AuthEvent
	for _, log := range sp.logs {
		if log.Stream == improve.Auth {
			for _, e := range log.events {
				events = append(events, improve.AuthEvent{Event: e, Device: log.Device})
			}
		}
	}
	folded, err := improve.FoldSpace(id, events)
	if err != nil && len(events) == 0 {
		return improve.Space{ID: id}, nil
	}
	sp.folded, sp.stale = folded, err != nil
	return folded, err
}

func (m *memory) SpaceSecret(_ context.Context, id improve.SpaceID) ([32]byte, error) {
	sp := m.spaces[id]
	if sp == nil {
		return [32]byte{}, &improve.Error{Code: improve.NotFound, Message: "No such space."}
	}
	return sp.secret, nil
}

// StateSum reckons a state from what counts here, the events; skew makes it wrong.
func (m *memory) StateSum(_ context.Context, id improve.SpaceID) (improve.StateSum, error) {
	digest := m.spaces[id].heads().Digest()
	state := digest
	state[0] ^= m.skew
	return improve.StateSum{Events: digest, State: state}, nil
}

func (m *memory) Logs(_ context.Context, id improve.SpaceID) ([]improve.Log, error) {
	sp := m.spaces[id]
	if sp == nil {
		return nil, nil
	}
	logs := make([]improve.Log, 0, len(sp.order))
	for _, log := range sp.order {
		logs = append(logs, sp.logs[log].Log)
	}
	return logs, nil
}

func (sp *memorySpace) heads() improve.Heads {
	heads := make(improve.Heads, 0, len(sp.order))
	for _, log := range sp.order {
		heads = append(heads, sp.logs[log].Head)
	}
	return heads
}

func (m *memory) Segment(_ context.Context, piece improve.LogRange) (improve.Segment, error) {
	for _, sp := range m.spaces {
		if log := sp.logs[piece.Log]; log != nil {
			return log.segment(piece), nil
		}
	}
	return improve.Segment{}, &improve.Error{Code: improve.NotFound, Message: "No such log."}
}

func (l *memoryLog) segment(piece improve.LogRange) improve.Segment {
	seg := improve.Segment{Log: l.ID, First: piece.After + 1}
	size, whole := 0, 0
	signatures := l.signatures
	for seq := piece.After + 1; seq <= l.Head.Seq; seq++ {
		e := l.events[seq-1]
		seg.Events = append(seg.Events, e)
		size += len(e.Raw) + len(e.Body)
		for len(signatures) > 0 && signatures[0].Seq < seq {
			signatures = signatures[1:]
		}
		if len(signatures) == 0 || signatures[0].Seq != seq {
			continue
		}
		seg.Signatures, whole = append(seg.Signatures, signatures[0]), len(seg.Events)
		if seq >= min(piece.To, l.Head.Seq) || size >= improve.SegmentBytes {
			break
		}
	}
	seg.Events = seg.Events[:whole]
	return seg
}

func (m *memory) Ingest(_ context.Context, id improve.SpaceID, segs []improve.Segment) (improve.Ingested, error) {
	if m.failing != nil {
		return improve.Ingested{}, m.failing
	}
	m.calls++
	var done improve.Ingested
	for _, seg := range segs {
		events, err := m.append(id, seg)
		done.Events += events
		if err != nil {
			done.Refused = append(done.Refused, improve.Refusal{Log: seg.Log, First: seg.First, Reason: err})
		}
	}
	return done, nil
}

// append takes one segment, its own device's or a remote's.
func (m *memory) append(id improve.SpaceID, seg improve.Segment) (int, error) {
	sp := m.spaces[id]
	if sp == nil {
		return 0, errors.New("no such space")
	}
	log := sp.logs[seg.Log]
	if log == nil {
		opened, err := improve.OpenLog(id, seg.Events[0])
		if err != nil {
			return 0, err
		}
		log = &memoryLog{Log: opened}
	}
	came := len(seg.Events)
	seg, err := log.trim(seg)
	m.twice += uint64(came - len(seg.Events))
	if err != nil || len(seg.Events) == 0 {
		return 0, err
	}
	hashes, err := improve.VerifySegment(log.Log, seg)
	if err != nil {
		return 0, err
	}
	if err := m.admits(id, sp, log, seg); err != nil {
		return 0, err
	}
	log.extend(seg, hashes)
	if sp.logs[log.ID] == nil {
		sp.logs[log.ID] = log
		sp.order = append(sp.order, log.ID)
	}
	sp.stale = sp.stale || log.Stream == improve.Auth
	m.fresh += uint64(len(hashes))
	return len(hashes), nil
}

// trim takes off what is there already.
func (l *memoryLog) trim(seg improve.Segment) (improve.Segment, error) {
	if seg.First > l.Head.Seq+1 {
		return seg, fmt.Errorf("from %d after %d: %w", seg.First, l.Head.Seq, improve.ErrGap)
	}
	for len(seg.Events) > 0 && seg.First <= l.Head.Seq {
		known := l.events[seg.First-1]
		if string(known.Raw) != string(seg.Events[0].Raw) || known.BodyHash != seg.Events[0].BodyHash {
			return seg, fmt.Errorf("event %d: %w", seg.First, improve.ErrForked)
		}
		seg.Events, seg.First = seg.Events[1:], seg.First+1
	}
	for len(seg.Signatures) > 0 && seg.Signatures[0].Seq < seg.First {
		seg.Signatures = seg.Signatures[1:]
	}
	return seg, nil
}

func (m *memory) admits(id improve.SpaceID, sp *memorySpace, log *memoryLog, seg improve.Segment) error {
	folded, err := m.fold(id, sp)
	if err != nil {
		return err
	}
	if folded.Genesis.Root == (improve.DeviceID{}) { // the founding log itself
		for _, e := range seg.Events {
			if genesis, made, err := improve.DecodeGenesis(e.Header.Genesis); err == nil && made == id && genesis.Root == log.Device {
				return nil
			}
		}
		return improve.ErrStranger
	}
	if _, ever := folded.Member(log.Device); !ever && folded.Genesis.Root != log.Device {
		return improve.ErrStranger
	}
	return nil
}

// extend adds verified events; the head's old signature goes unless it is a checkpoint.
func (l *memoryLog) extend(seg improve.Segment, hashes []improve.Hash) {
	if n := len(l.signatures); n > 0 && !l.signatures[n-1].Checkpoint {
		l.signatures = l.signatures[:n-1]
	}
	for i, sig := range seg.Signatures {
		if sig.Checkpoint || i == len(seg.Signatures)-1 {
			l.signatures = append(l.signatures, sig)
		}
	}
	l.events, l.hashes = append(l.events, seg.Events...), append(l.hashes, hashes...)
	l.Head.Seq, l.Head.Hash = uint64(len(l.events)), hashes[len(hashes)-1]
	for _, e := range seg.Events {
		l.Latest = max(l.Latest, e.Header.Stamp)
	}
}

func (m *memory) SaveRemoteHeads(_ context.Context, remote improve.DeviceID, space improve.SpaceID, heads improve.Heads) error {
	if m.remoteHeads[remote] == nil {
		m.remoteHeads[remote] = map[improve.SpaceID]improve.Heads{}
	}
	m.remoteHeads[remote][space] = heads
	return nil
}

func (m *memory) DBIncarnation(context.Context) ([8]byte, error) { return m.incarnation, nil }

// clone gives a copy that later writes to either do not share.
func (m *memory) clone() *memory {
	twin := newMemory(m.incarnation[0])
	for id, sp := range m.spaces {
		copied := &memorySpace{secret: sp.secret, logs: map[improve.LogID]*memoryLog{}, order: append([]improve.LogID(nil), sp.order...), stale: true}
		for log, held := range sp.logs {
			one := *held
			one.events, one.hashes = append([]improve.Event(nil), held.events...), append([]improve.Hash(nil), held.hashes...)
			one.signatures = append([]improve.Signature(nil), held.signatures...)
			copied.logs[log] = &one
		}
		twin.spaces[id] = copied
	}
	return twin
}
