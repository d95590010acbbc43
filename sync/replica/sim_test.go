package replica

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// simActions is how much happens in one simulation.
const simActions = 250

func TestLaptopsConvergeWhateverHappensToTheirLines(t *testing.T) {
	var fresh, twice uint64
	for seed := int64(1); seed <= *seedsFlag; seed++ {
		if *seedFlag != 0 && *seedFlag != seed {
			continue
		}
		sound := t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			s := newSim(t, seed)
			for range simActions {
				s.act()
			}
			s.heal()
			for _, l := range s.laptops {
				fresh, twice = fresh+l.store.fresh, twice+l.store.twice
			}
		})
		if !sound {
			t.Fatal("the first that fails is enough")
		}
	}
	t.Logf("%d events arrived, %d of them again", fresh+twice, twice)
}

// sim is a world in which everything happens at random.
type sim struct {
	*world
	lines   []*simLine
	spaces  []improve.SpaceID
	founder map[improve.SpaceID]*laptop
	ever    map[improve.SpaceID]map[*laptop]bool // was granted an access once
	texts   int
}

// simLine is a line between two laptops that may go wrong.
type simLine struct {
	*pair
	a, b    *laptop
	faulty  bool // something was lost, doubled or held back: an error is no surprise
	stalled bool
}

func newSim(t *testing.T, seed int64) *sim {
	s := &sim{world: newWorld(t, seed), founder: map[improve.SpaceID]*laptop{}, ever: map[improve.SpaceID]map[*laptop]bool{}}
	for i := range 3 + s.rand.Intn(3) {
		s.laptop(fmt.Sprintf("laptop %d", i))
	}
	for i := range 2 + s.rand.Intn(2) {
		founder := s.laptops[s.rand.Intn(len(s.laptops))]
		id := founder.found(improve.SchoolSpace, fmt.Sprintf("space %d", i))
		s.spaces = append(s.spaces, id)
		s.founder[id], s.ever[id] = founder, map[*laptop]bool{founder: true}
	}
	return s
}

func (s *sim) act() {
	s.time = s.time.Add(time.Duration(s.rand.Intn(1500)) * time.Millisecond)
	switch n := s.rand.Intn(100); {
	case n < 12:
		s.actWrite()
	case n < 17:
		s.actGrant()
	case n < 27:
		s.actConnect()
	case n < 30:
		s.actFault()
	default:
		s.actSpeak()
	}
}

// any gives a laptop that may do what level allows in a space that it holds.
func (s *sim) any(level improve.AccessLevel) (*laptop, improve.SpaceID) {
	l, id := s.laptops[s.rand.Intn(len(s.laptops))], s.spaces[s.rand.Intn(len(s.spaces))]
	folded, err := l.store.Space(s.ctx, id)
	if err != nil || folded.Access(l.device) < level {
		return s.founder[id], id
	}
	return l, id
}

func (s *sim) actWrite() {
	l, id := s.any(improve.Member)
	for range 1 + s.rand.Intn(4) {
		s.texts++
		l.write(id, fmt.Sprintf("text %d", s.texts))
	}
	s.changed(l)
}

// actGrant admits, or takes an access away; founders stay, and other owners too.
func (s *sim) actGrant() {
	l, id := s.any(improve.Owner)
	to := s.laptops[s.rand.Intn(len(s.laptops))]
	folded, err := l.store.Space(s.ctx, id)
	s.must(err)
	level := []improve.AccessLevel{improve.NoAccess, improve.Guest, improve.Member, improve.Member, improve.Member, improve.Owner}[s.rand.Intn(6)]
	if to == l || to == s.founder[id] || folded.Access(to.device) == improve.Owner || level == improve.NoAccess && folded.Access(to.device) == improve.NoAccess {
		return
	}
	s.ever[id][to] = true
	l.grant(id, to, level)
	s.changed(l)
}

// changed tells every session of a laptop that it has new events.
func (s *sim) changed(l *laptop) {
	for _, line := range s.lines {
		for i, e := range line.ends {
			if e.laptop == l && e.err == nil {
				out, err := e.session.LocalChange(s.ctx)
				line.leave(i, out, err)
			}
		}
	}
}

func (s *sim) actConnect() {
	a, b := s.laptops[s.rand.Intn(len(s.laptops))], s.laptops[s.rand.Intn(len(s.laptops))]
	for _, line := range s.lines {
		if line.a == a && line.b == b || line.a == b && line.b == a {
			return
		}
	}
	if a != b {
		s.lines = append(s.lines, s.line(a, b))
	}
}

// line connects two laptops and watches that nothing leaves for one that does not read it.
func (s *sim) line(a, b *laptop) *simLine {
	line := &simLine{pair: s.connect(a, b), a: a, b: b}
	line.spy = func(from *end, m wire.Message) {
		data, ok := m.(wire.Data)
		if !ok {
			return
		}
		for id, sp := range from.session.spaces {
			folded, err := from.laptop.store.Space(s.ctx, id)
			reads := err == nil && folded.Access(from.session.remote).Reads()
			if sp.ours == data.Tag && !reads && !isFarewell(from.session, folded, data) {
				s.t.Errorf("%s sent events of a space to a laptop that does not read it", from.laptop.name)
			}
		}
	}
	return line
}

// isFarewell tells that a piece says nothing but what led to the removal of
// the laptop that it is sent to.
func isFarewell(from *Session, folded improve.Space, data wire.Data) bool {
	member, was := folded.Member(from.remote)
	segs, err := from.codec.Unpack(data)
	if !was || member.Access != improve.NoAccess || err != nil || len(segs) != 1 || !onlyAuth(segs[0]) {
		return false
	}
	seg := segs[0]
	last := seg.Events[len(seg.Events)-1]
	removed, err := from.stampOf(context.Background(), member.Dots[0])
	return err == nil && (last.Header.Stamp <= removed || last.Log == member.Dots[0].Log && last.Seq <= member.Dots[0].Seq)
}

func (s *sim) actFault() {
	if len(s.lines) == 0 {
		return
	}
	at := s.rand.Intn(len(s.lines))
	line := s.lines[at]
	to := line.ends[s.rand.Intn(2)]
	line.faulty = true
	switch fault := s.rand.Intn(4); {
	case fault == 0 || len(to.inbox) == 0:
		line.stalled = true
	case fault == 1:
		to.inbox = to.inbox[1:]
	case fault == 2:
		to.inbox = append([][]byte{to.inbox[0]}, to.inbox...)
	default: // cut within a message, or between two
		s.cut(to)
		s.lines = append(s.lines[:at], s.lines[at+1:]...)
	}
}

// cut gives a laptop the beginning of a message, as a broken line does.
func (s *sim) cut(to *end) {
	raw := to.inbox[0]
	if m, err := readOne(raw[:s.rand.Intn(len(raw))]); err == nil {
		s.t.Errorf("the beginning of a message was read as %T", m)
	}
}

func (s *sim) actSpeak() {
	if len(s.lines) == 0 {
		return
	}
	at := s.rand.Intn(len(s.lines))
	line, i := s.lines[at], s.rand.Intn(2)
	e := line.ends[i]
	fresh := e.laptop.store.fresh
	switch n := s.rand.Intn(10); {
	case n == 0:
		out, err := e.session.Tick(s.ctx)
		line.leave(i, out, err)
	case n < 4:
		line.next(i)
	case len(e.inbox) > 0 && !line.stalled:
		line.deliver(i, len(e.inbox) > 1 && s.rand.Intn(2) == 0)
	}
	if e.laptop.store.fresh != fresh {
		s.changed(e.laptop)
	}
	for _, e := range line.ends {
		if e.err == nil {
			continue
		}
		if !line.faulty && !errors.Is(e.err, ErrStalled) { // minutes pass between two steps here
			s.t.Errorf("%s ended a sound line: %v", e.laptop.name, e.err)
		}
		s.lines = append(s.lines[:at], s.lines[at+1:]...)
		return
	}
}

// heal lets every two laptops meet twice on sound lines; then all must be equal.
func (s *sim) heal() {
	s.t.Helper()
	s.lines = nil
	for range 2 {
		s.time = s.time.Add(time.Minute)
		for i, a := range s.laptops {
			for _, b := range s.laptops[i+1:] {
				line := s.line(a, b)
				line.run()
				for _, e := range line.ends {
					if e.err != nil || !e.session.Progress().Settled {
						s.t.Errorf("%s ended a sound line: %v, %+v", e.laptop.name, e.err, e.session.Progress())
					}
				}
			}
		}
	}
	for _, id := range s.spaces {
		s.wantEqual(id)
	}
}

func (s *sim) wantEqual(id improve.SpaceID) {
	s.t.Helper()
	founder := s.founder[id]
	folded, err := founder.store.Space(s.ctx, id)
	s.must(err)
	for _, l := range s.laptops {
		switch {
		case folded.Access(l.device).Reads() && l.digest(id) != founder.digest(id):
			s.t.Errorf("%s and %s differ in %s: %d and %d events", l.name, founder.name, id, l.events(id), founder.events(id))
		case !s.ever[id][l] && l.store.spaces[id] != nil:
			s.t.Errorf("%s holds a space that it was never admitted to", l.name)
		}
	}
}
