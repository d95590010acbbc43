package simulation

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/cairn-schools/cairn/sync/replica"
	"github.com/cairn-schools/cairn/sync/wire"
)

// line is a connection between two laptops.
type line struct {
	w       *world
	ends    [2]*end
	stalled bool
	spy     func(to int, frame []byte) // sees every frame that leaves; may be nil
}

// end is one laptop's side of a line.
type end struct {
	laptop  *laptop
	session *replica.Session
	inbox   [][]byte // messages on their way to it, in frames
	err     error    // how its session ended
	bytes   int      // that it sent
	data    int      // frames with events that it sent
}

// inFlight is the most that a sender may have under way: its window of 4 MiB
// and what does not count into it.
const inFlight = 6 << 20

func (w *world) connect(a, b *laptop) *line { return w.connectWatched(a, b, nil) }

// connectWatched is connect with somebody who sees every frame.
func (w *world) connectWatched(a, b *laptop, spy func(to int, frame []byte)) *line {
	l := &line{w: w, ends: [2]*end{{laptop: a}, {laptop: b}}, spy: spy}
	for i, e := range l.ends {
		session, err := replica.New(replica.Params{
			Store: e.laptop.exchange(), Self: e.laptop.keys.Device(), Remote: l.ends[1-i].laptop.keys.Device(),
			Now: e.laptop.now, Rand: randomBytes{w}, Log: w.log, OnRolledBack: e.laptop.rolledBack,
		})
		w.must("make a session", err)
		e.session = session
	}
	w.lines = append(w.lines, l)
	for i := range l.ends {
		l.do(i, func(e *end) ([]wire.Message, error) { return e.session.Start(w.ctx) })
	}
	return l
}

// do lets one end do something and puts what it says on the line. It tells
// whether the end still lives.
func (l *line) do(i int, what func(e *end) ([]wire.Message, error)) bool {
	e := l.ends[i]
	if e.err != nil {
		return false
	}
	var out []wire.Message
	var sessionErr error
	err := e.laptop.try(func() error {
		out, sessionErr = what(e)
		return nil
	})
	if errors.Is(err, errCrashed) { // the line is gone, and what was said last may or may not have left
		e.err = err
		return false
	}
	e.err = sessionErr
	for _, m := range out {
		raw, err := wire.Encode(m)
		l.w.must("encode a message", err)
		if m.Type() == wire.TypeData {
			e.data++
		}
		e.bytes += len(raw)
		l.ends[1-i].inbox = append(l.ends[1-i].inbox, raw)
		if l.spy != nil {
			l.spy(1-i, raw)
		}
	}
	if size := sizeOf(l.ends[1-i].inbox); size > inFlight {
		l.w.fail("I7 memory is bounded", "%s has %d bytes under way to %s", e.laptop, size, l.ends[1-i].laptop)
	}
	l.wantCause(e)
	return e.err == nil
}

// wantCause fails on a session that ended for no reason of this world.
func (l *line) wantCause(e *end) {
	var ended *replica.EndError
	switch {
	case e.err == nil, errors.Is(e.err, io.EOF), errors.Is(e.err, replica.ErrStalled):
	case errors.As(e.err, &ended) && ended.Reason == wire.Stalled:
	default:
		l.w.fail("no error without a cause", "%s ended a sound line: %v", e.laptop, e.err)
	}
}

func sizeOf(messages [][]byte) int {
	size := 0
	for _, raw := range messages {
		size += len(raw)
	}
	return size
}

// deliver lets one end take the message that came first.
func (l *line) deliver(to int) bool {
	e := l.ends[to]
	if len(e.inbox) == 0 || e.err != nil {
		return false
	}
	raw := e.inbox[0]
	e.inbox = e.inbox[1:]
	m, err := wire.ReadMessage(bufio.NewReader(bytes.NewReader(raw)))
	l.w.must("read a message", err)
	more := len(e.inbox) > 0
	before := e.session.Progress().NewEvents
	l.do(to, func(e *end) ([]wire.Message, error) { return e.session.Handle(l.w.ctx, m, more) })
	if e.err == nil && e.session.Progress().NewEvents != before {
		e.laptop.noteHeads()
		l.w.changed(e.laptop, l)
	}
	return true
}

// next lets one end send a piece of a log.
func (l *line) next(from int) bool {
	said := l.ends[from].bytes
	l.do(from, func(e *end) ([]wire.Message, error) { return e.session.Next(l.w.ctx) })
	return l.ends[from].bytes > said
}

// rounds is far more than any exchange here needs.
const rounds = 100_000

// run lets both ends speak until neither has anything to say.
func (l *line) run() {
	for range rounds {
		busy := false
		for i, e := range l.ends {
			for range len(e.inbox) {
				busy = l.deliver(i) || busy
			}
			for l.next(i) {
				busy = true
			}
		}
		if !busy {
			return
		}
	}
	l.w.fail("an exchange ends", "%s and %s never stop talking", l.ends[0].laptop, l.ends[1].laptop)
}

// cut breaks the line in the middle of a byte stream: what is under way to each
// end arrives up to some byte, and no part of a frame may pass for a message.
func (l *line) cut() {
	for i, e := range l.ends {
		left := l.w.rng.IntN(sizeOf(e.inbox) + 1)
		for len(e.inbox) > 0 && left >= len(e.inbox[0]) {
			left -= len(e.inbox[0])
			l.deliver(i)
		}
		if len(e.inbox) == 0 || left == 0 {
			continue
		}
		m, err := wire.ReadMessage(bufio.NewReader(bytes.NewReader(e.inbox[0][:min(left, len(e.inbox[0])-1)])))
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			l.w.fail("a cut frame is no message", "it was read as %T, %v", m, err)
		}
	}
	l.end()
}

func (l *line) end() {
	l.w.lines = slices.DeleteFunc(l.w.lines, func(other *line) bool { return other == l })
}

// ended tells that one of the two is gone.
func (l *line) ended() bool { return l.ends[0].err != nil || l.ends[1].err != nil }

// endLines ends all lines of a laptop whose power failed.
func (w *world) endLines(l *laptop) {
	for _, line := range slices.Clone(w.lines) {
		if line.ends[0].laptop == l || line.ends[1].laptop == l {
			for _, e := range line.ends {
				e.err = errors.Join(e.err, io.EOF)
			}
			line.end()
		}
	}
}

// changed tells the sessions of a laptop, but for those of one line, that it has new events.
func (w *world) changed(l *laptop, but *line) {
	for _, line := range slices.Clone(w.lines) {
		for i, e := range line.ends {
			if e.laptop == l && line != but && e.err == nil {
				line.do(i, func(e *end) ([]wire.Message, error) { return e.session.LocalChange(w.ctx) })
			}
		}
	}
}

func tick(e *end) ([]wire.Message, error) { return e.session.Tick(e.laptop.w.ctx) }
