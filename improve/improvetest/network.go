package improvetest

import (
	"math/rand/v2"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// Network makes a space of many writers: logs logs in all (the root's auth log
// and data logs) with about so many events, of 0.46 KB on average and some
// twelve to an artifact, cut into segments as an exchange sends them; those of
// the auth log come first.
func Network(seed int64, events, logs int) (*Space, []improve.Segment) {
	rng := NewRand(seed)
	s := NewSpace(rng, improve.NetworkSpace)
	n := &network{space: s, rng: rng}
	n.logs = append(n.logs, s.Log(s.Root, improve.Data))
	for len(n.logs) < logs-1 {
		d := NewDevice(rng)
		s.Grant(s.Root, d, improve.Member)
		n.logs = append(n.logs, s.Log(d, improve.Data))
	}
	auth := s.Log(s.Root, improve.Auth)
	written := auth.Pending() + len(n.logs)
	segments := []improve.Segment{auth.Seal()}
	for ; written < events; written++ {
		log := n.logs[rng.IntN(len(n.logs))]
		n.write(log)
		if log.size() >= improve.SegmentBytes {
			segments = append(segments, log.Seal())
		}
	}
	for _, log := range n.logs {
		if log.Pending() > 0 {
			segments = append(segments, log.Seal())
		}
	}
	return s, segments
}

// network is what Network remembers of the artifacts that it has made.
type network struct {
	space     *Space
	rng       *rand.Rand
	logs      []*Log
	artifacts []*sketch
}

type sketch struct {
	id    improve.ArtifactID
	kind  improve.KindName
	left  int // events still to be written
	dots  map[improve.FieldKey]improve.Dot
	owner *Log
}

// Kinds and Fields name what Network writes about; a test makes a catalog of them.
func Kinds() []improve.KindName { return []improve.KindName{"pdsa", "change-idea", "meeting", "story"} }

// Fields gives the fields of all kinds of Network beside the title.
func Fields() []improve.FieldKey {
	return []improve.FieldKey{"change", "prediction", "happened", "learned", "decision", "reason", "next"}
}

func (n *network) write(log *Log) {
	a := n.pick(log)
	a.left--
	fields := Fields()
	switch roll := n.rng.IntN(100); {
	case len(a.dots) == 0:
		n.set(log, a, improve.TitleKey, 4)
	case roll < 8 && len(n.artifacts) > 1:
		target := n.artifacts[n.rng.IntN(len(n.artifacts))]
		log.WriteValue(improve.Header{Type: improve.LinkEvent, Object: a.id, Kind: a.kind, Rel: "follows", Target: target.id}, improve.TextValue("on"))
	case roll < 14:
		h := improve.Header{Type: improve.CommentEvent, Object: a.id, Kind: a.kind, Row: n.space.RowID()}
		log.WriteValue(h, improve.TextValue(Words(n.rng, 50)))
	default:
		n.set(log, a, fields[n.rng.IntN(len(fields))], 78)
	}
}

// set writes a field over the write of it that is known; now and then without
// knowing, as somebody does who works apart.
func (n *network) set(log *Log, a *sketch, field improve.FieldKey, words int) {
	h := improve.Header{Type: improve.SetEvent, Object: a.id, Kind: a.kind, Field: field, Access: n.space.grants[log.Device.ID]}
	if before, ok := a.dots[field]; ok && n.rng.IntN(20) > 0 {
		h.Over = []improve.Dot{before}
	}
	a.dots[field] = log.WriteValue(h, improve.TextValue(Words(n.rng, words)))
}

// pick gives an artifact to write about: mostly the writer's own latest, at times somebody else's.
func (n *network) pick(log *Log) *sketch {
	recent := n.artifacts[max(0, len(n.artifacts)-4*len(n.logs)):]
	if len(recent) > 0 && n.rng.IntN(10) == 0 {
		return recent[n.rng.IntN(len(recent))]
	}
	for i := len(recent) - 1; i >= 0; i-- {
		if recent[i].owner == log && recent[i].left > 0 {
			return recent[i]
		}
	}
	kinds := Kinds()
	a := &sketch{
		id: n.space.ArtifactID(), kind: kinds[n.rng.IntN(len(kinds))], left: 4 + n.rng.IntN(16),
		dots: map[improve.FieldKey]improve.Dot{}, owner: log,
	}
	n.artifacts = append(n.artifacts, a)
	return a
}

func (l *Log) size() int {
	size := 0
	for i := range l.pending.Events {
		size += len(l.pending.Events[i].Raw) + len(l.pending.Events[i].Body)
	}
	return size
}

const vocabulary = `the a class teacher students try next week reading exit ticket warm up pairs question answer time
board practice data chart more less minutes small group help write speak listen idea notes peer feedback model example
homework goal aim driver cycle predict saw learned change adopt adapt because after before during lesson math english`

// Words draws a sentence of so many words.
func Words(rng *rand.Rand, count int) string {
	all := strings.Fields(vocabulary)
	picked := make([]string, count)
	for i := range picked {
		picked[i] = all[rng.IntN(len(all))]
	}
	return strings.Join(picked, " ")
}
