package improvetest

import (
	"math/rand/v2"

	"github.com/cairn-schools/cairn/improve"
)

// Story makes a small space in which everything happens that may: several
// writers who know only part of what the others wrote, guests who write what
// they may not, people who come, go and come back, a device with a second
// writer, kinds and events of a newer version, erased texts, redactions, two owners. The
// segments are in an order that a device can take them in; any other order
// that keeps each log's own must come to the same.
func Story(seed int64) (*Space, []improve.Segment) {
	rng := NewRand(seed)
	s := &story{Space: NewSpace(rng, improve.GroupSpace), rng: rng, known: map[*Device]map[improve.RegisterKey][]improve.Dot{}}
	s.people = append(s.people, s.Root)
	for range 2 + rng.IntN(3) {
		s.admit(NewDevice(rng))
	}
	for range 2 + rng.IntN(2) {
		s.artifacts = append(s.artifacts, s.ArtifactID())
	}
	for range 20 + rng.IntN(40) {
		s.step()
	}
	s.seal()
	return s.Space, s.segments
}

// story is what Story remembers.
type story struct {
	*Space
	rng       *rand.Rand
	people    []*Device
	artifacts []improve.ArtifactID
	known     map[*Device]map[improve.RegisterKey][]improve.Dot // what each has seen of each register
	segments  []improve.Segment
}

func (s *story) step() {
	d := s.people[s.rng.IntN(len(s.people))]
	switch roll := s.rng.IntN(42); {
	case roll < 22:
		s.write(d)
	case roll < 26:
		s.comment(d)
	case roll < 30:
		s.link(d)
	case roll < 32:
		s.newer(d)
	case roll < 34:
		s.changeAccess(d)
	case roll < 35:
		s.Log(s.people[s.rng.IntN(2)], improve.Auth).WriteValue(improve.Header{Type: improve.NameEvent}, improve.TextValue(Words(s.rng, 2)))
	case roll < 36:
		d.NewWriter(improve.RestoredWriter)
	case roll < 39:
		s.seal()
	case roll < 41:
		s.redact()
	default:
		s.meet(d, s.people[s.rng.IntN(len(s.people))])
	}
}

// admit grants a device some access; the second person always becomes an owner.
func (s *story) admit(d *Device) {
	levels := []improve.AccessLevel{improve.Owner, improve.Member, improve.Member, improve.Guest}
	level := levels[s.rng.IntN(len(levels))]
	if len(s.people) == 1 {
		level = improve.Owner
	}
	s.Grant(s.Root, d, level)
	s.people = append(s.people, d)
}

// changeAccess gives somebody another access, with a cut at what was written
// up to some place; now and then it is written by one who may not.
func (s *story) changeAccess(by *Device) {
	if s.rng.IntN(4) > 0 {
		by = s.people[s.rng.IntN(2)]
	}
	d := s.people[1+s.rng.IntN(len(s.people)-1)]
	var cut []improve.Dot
	log := s.Log(d, improve.Data)
	if head := log.Head().Seq; s.rng.IntN(3) > 0 && head > 0 {
		cut = append(cut, improve.Dot{Log: log.ID, Seq: 1 + uint64(s.rng.IntN(int(head)))})
	}
	s.Grant(by, d, improve.AccessLevel(s.rng.IntN(5)), cut...)
}

func (s *story) write(d *Device) {
	fields := []improve.FieldKey{improve.TitleKey, "change", "learned", improve.RetiredKey, "unheard-of"}
	h := improve.Header{Type: improve.SetEvent, Object: s.object(), Kind: s.kind(), Field: fields[s.rng.IntN(len(fields))]}
	value := improve.TextValue(Words(s.rng, 3))
	if s.rng.IntN(4) == 0 {
		h.Field, h.Row = "tasks", improve.RowID{byte(s.rng.IntN(3)) + 1}
		value = improve.CellsValue(map[improve.FieldKey]string{"what": Words(s.rng, 2), improve.RowPosition: string(rune('a' + s.rng.IntN(26)))})
	}
	if s.rng.IntN(10) == 0 {
		value = improve.Value{}
	}
	s.put(d, h, value)
}

func (s *story) link(d *Device) {
	h := improve.Header{Type: improve.LinkEvent, Object: s.object(), Kind: s.kind(), Rel: "follows", Target: s.object()}
	value := improve.TextValue("on")
	if s.rng.IntN(3) == 0 {
		value = improve.Value{}
	}
	s.put(d, h, value)
}

func (s *story) comment(d *Device) {
	h := improve.Header{Type: improve.CommentEvent, Object: s.object(), Kind: s.kind(), Row: s.RowID()}
	s.Log(d, improve.Data).WriteValue(h, improve.TextValue(Words(s.rng, 4)))
}

// newer writes what only a later version of Cairn knows.
func (s *story) newer(d *Device) {
	h := improve.Header{Type: 17, Object: s.object(), Kind: s.kind()}
	if s.rng.IntN(2) == 0 {
		h.Type, h.Field, h.Reader = improve.SetEvent, "change", improve.MinReader+1
	}
	if s.rng.IntN(4) == 0 {
		h.Flags = improve.FlagCritical
	}
	s.Log(d, improve.Data).Write(h, []byte{0x81, 0x01})
}

// redact has the founder, whom nobody removes, take some texts away, those too
// that nobody has written yet.
func (s *story) redact() {
	var targets []improve.Dot
	for range 1 + s.rng.IntN(4) {
		log := s.Log(s.people[s.rng.IntN(len(s.people))], improve.Data)
		targets = append(targets, improve.Dot{Log: log.ID, Seq: 1 + uint64(s.rng.IntN(int(log.Head().Seq)+3))})
	}
	s.Redact(s.Root, targets...)
}

// put writes a register over what its writer has seen of it; at times over a
// write that was never made there.
func (s *story) put(d *Device, h improve.Header, v improve.Value) {
	seen := s.seenBy(d)
	key := improve.KeyOf(h)
	key.Field += improve.FieldKey("/" + string(h.Object[:]))
	h.Over = seen[key]
	if s.rng.IntN(20) == 0 {
		log := s.Log(s.people[s.rng.IntN(len(s.people))], improve.Data)
		h.Over = append(h.Over[:len(h.Over):len(h.Over)], improve.Dot{Log: log.ID, Seq: 1 + uint64(s.rng.IntN(30))})
	}
	if s.rng.IntN(5) == 0 {
		h.Stamp = s.stamp - improve.HLC(s.rng.IntN(1<<40)) // a clock that is behind
	}
	log := s.Log(d, improve.Data)
	seen[key] = []improve.Dot{log.WriteValue(h, v)}
	if s.rng.IntN(12) == 0 {
		log.eraseLast()
	}
}

func (s *story) seenBy(d *Device) map[improve.RegisterKey][]improve.Dot {
	if s.known[d] == nil {
		s.known[d] = map[improve.RegisterKey][]improve.Dot{}
	}
	return s.known[d]
}

// meet lets one learn what another has written last.
func (s *story) meet(a, b *Device) {
	for key, dots := range s.seenBy(b) {
		s.seenBy(a)[key] = dots
	}
}

func (s *story) object() improve.ArtifactID { return s.artifacts[s.rng.IntN(len(s.artifacts))] }

func (s *story) kind() improve.KindName {
	return []improve.KindName{"pdsa", "meeting", "of-next-year"}[s.rng.IntN(3)]
}

// seal ends a segment of every log, the auth logs first, in an order that does not hang on maps.
func (s *story) seal() {
	for _, stream := range []improve.Stream{improve.Auth, improve.Data} {
		for _, log := range s.order {
			if log.stream == stream && log.Pending() > 0 {
				s.segments = append(s.segments, log.Seal())
			}
		}
	}
}
