package replica

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// Session is the exchange with one remote over one line. All its methods must
// be called by one goroutine; the messages they give must be sent in the order
// in which they were given. After an error the session is over: send what came
// with the error (a Bye at most), then close the line.
type Session struct {
	store  Store
	self   improve.DeviceID
	remote improve.DeviceID
	now    improve.TimeSource
	rand   io.Reader
	log    *slog.Logger
	onBack func(improve.Log)
	codec  *wire.Codec

	onDiffers func(context.Context, improve.SpaceID, improve.Digest)

	nonce       [16]byte // ours
	remoteNonce [16]byte
	features    uint64 // those of the remote
	greeted     bool
	spaces      map[improve.SpaceID]*space
	theirs      map[wire.Tag]*space
	expected    map[wire.Tag]bool // named by the remote's HELLO and unknown to us
	rolledBack  map[improve.LogID]bool

	pending       []received // unpacked and not yet given to the store
	pendingBytes  int
	pendingFrames int
	staged        int // bytes of pieces of spaces that are not accepted yet
	inFlight      int // Data messages that are not acknowledged
	inFlightSize  int
	progress      Progress
	turns         int
	sentLast      bool
	everComplete  bool
	skipped       int
	lastHeard     time.Time
	nextDigest    time.Time
}

// received is one piece as it came.
type received struct {
	space *space
	seg   improve.Segment
}

// New gives a session that has said nothing yet. It panics when a required
// field of p is missing; that is a fault of the wiring.
func New(p Params) (*Session, error) {
	if p.Store == nil || p.Self.IsZero() || p.Remote.IsZero() || p.Now == nil || p.Rand == nil {
		panic("replica.New: a required field is missing")
	}
	codec, err := wire.NewCodec()
	if err != nil {
		return nil, err
	}
	s := &Session{
		store: p.Store, self: p.Self, remote: p.Remote, now: p.Now, rand: p.Rand, log: p.Log, onBack: p.OnRolledBack, onDiffers: p.OnStateDiffers, codec: codec,
		spaces: map[improve.SpaceID]*space{}, theirs: map[wire.Tag]*space{}, expected: map[wire.Tag]bool{},
		rolledBack: map[improve.LogID]bool{},
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.log = s.log.With("remote", p.Remote.Short())
	return s, nil
}

// Start gives our HELLO: the spaces that the remote's device reads or carries for.
func (s *Session) Start(ctx context.Context) ([]wire.Message, error) {
	if _, err := io.ReadFull(s.rand, s.nonce[:]); err != nil {
		return nil, fmt.Errorf("start session: %w", err)
	}
	s.lastHeard = s.now()
	if err := s.planDigest(); err != nil {
		return nil, err
	}
	incarnation, err := s.store.DBIncarnation(ctx)
	if err != nil {
		return nil, fmt.Errorf("start session: %w", err)
	}
	hello := wire.Hello{Min: wire.Version, Max: wire.Version, Features: wire.Features, Nonce: s.nonce, Incarnation: incarnation}
	rows, err := s.store.Spaces(ctx)
	if err != nil {
		return nil, fmt.Errorf("start session: %w", err)
	}
	for _, row := range rows {
		if !s.remoteTakes(row.Space) || len(hello.Spaces) == wire.MaxSpaces {
			continue
		}
		named, err := s.name(ctx, row.Space)
		if err != nil {
			return nil, err
		}
		hello.Spaces = append(hello.Spaces, named)
	}
	sortByTag(hello.Spaces)
	return s.send(hello), nil
}

// name enters a space into the session and gives its line in the HELLO.
func (s *Session) name(ctx context.Context, folded improve.Space) (wire.HelloSpace, error) {
	sp, err := s.enter(ctx, folded.ID)
	if err != nil {
		return wire.HelloSpace{}, err
	}
	sp.carried = s.carried(folded)
	logs, err := s.shared(ctx, sp)
	if err != nil {
		return wire.HelloSpace{}, err
	}
	heads := headsOf(logs)
	sp.state, sp.named, sp.said = named, heads, heads.Digest()
	return wire.HelloSpace{Tag: sp.ours, Digest: sp.said, Logs: uint64(len(heads)), Events: heads.Events()}, nil
}

// Handle takes one message of the remote. more tells that another one is
// already waiting: pieces of logs are then collected and stored together. The
// error is io.EOF when the remote parts because it is done, an EndError when
// it leaves for another reason.
func (s *Session) Handle(ctx context.Context, m wire.Message, more bool) ([]wire.Message, error) {
	s.lastHeard = s.now()
	s.heard()
	out, err := s.handle(ctx, m)
	if err == nil && (!more || s.pendingBytes >= batchBytes || s.pendingFrames >= batchFrames) {
		var acks []wire.Message
		acks, err = s.flush(ctx)
		out = append(out, acks...)
	}
	if err != nil {
		return s.send(append(out, byeFor(err)...)...), err
	}
	s.complete()
	return s.send(out...), nil
}

func (s *Session) handle(ctx context.Context, m wire.Message) ([]wire.Message, error) {
	if hello, ok := m.(wire.Hello); ok {
		return s.onHello(ctx, hello)
	}
	switch m := m.(type) {
	case wire.Bye:
		_, err := s.flush(ctx)
		return nil, cmp.Or(err, s.onBye(m))
	case wire.Unknown:
		return nil, s.onUnknown(m)
	case wire.State:
		out, err := s.flush(ctx)
		return out, cmp.Or(err, s.onState(ctx, m))
	}
	if !s.greeted {
		return nil, fmt.Errorf("message type %d before the greeting: %w", m.Type(), ErrProtocol)
	}
	if data, ok := m.(wire.Data); ok {
		return nil, s.onData(data)
	}
	out, err := s.flush(ctx)
	if err != nil {
		return out, err
	}
	var answer []wire.Message
	switch m := m.(type) {
	case wire.Space:
		answer, err = s.onSpace(ctx, m)
	case wire.Buckets:
		answer, err = s.onBuckets(ctx, m)
	case wire.Vector:
		answer, err = s.onVector(ctx, m)
	case wire.Totals:
		answer, err = s.onTotals(ctx, m)
	case wire.Ack:
		answer, err = s.onAck(ctx, m)
	default:
		err = fmt.Errorf("message type %d: %w", m.Type(), ErrProtocol)
	}
	return append(out, answer...), err
}

func (s *Session) onBye(m wire.Bye) error {
	if m.Reason == wire.Done {
		return io.EOF
	}
	return &EndError{Reason: m.Reason}
}

func (s *Session) onUnknown(m wire.Unknown) error {
	s.skipped++
	if s.skipped > maxSkipped {
		return fmt.Errorf("%d messages of unknown types: %w", s.skipped, ErrTooMuch)
	}
	s.log.Debug("skip message of unknown type", "type", m.Kind, "bytes", m.Size)
	return nil
}

// Progress tells how far the session is.
func (s *Session) Progress() Progress {
	p := s.progress
	p.Spaces = make([]SpaceProgress, 0, len(s.spaces))
	p.Settled = s.greeted
	for _, id := range s.order() {
		sp := s.spaces[id]
		if sp.state == idle {
			continue
		}
		one := SpaceProgress{
			Space: id, Complete: sp.settledNow(), Declined: sp.state == closed, GaveUp: sp.gaveUp,
			Forked: len(sp.forked), ToSend: sp.planned(),
		}
		p.Settled = p.Settled && (one.Complete || one.Declined || one.GaveUp)
		p.Spaces = append(p.Spaces, one)
	}
	p.Settled = p.Settled && (len(s.expected) == 0)
	p.RoundTrips = (s.turns + 1) / 2
	return p
}

// complete looks whether everything common is the same on both sides now.
func (s *Session) complete() {
	all := s.greeted && len(s.expected) == 0
	for _, sp := range s.spaces {
		all = all && (sp.settledNow() || sp.state == idle || sp.state == closed)
	}
	s.progress.Complete, s.everComplete = all, s.everComplete || all
}

// send notes that the line turns to sending.
func (s *Session) send(out ...wire.Message) []wire.Message {
	if len(out) > 0 {
		s.sentLast = true
	}
	return out
}

// heard notes that the line turns to receiving.
func (s *Session) heard() {
	if s.sentLast && !s.everComplete {
		s.turns++
	}
	s.sentLast = false
}

// planDigest sets when our digests are said next.
func (s *Session) planDigest() error {
	var raw [4]byte
	if _, err := io.ReadFull(s.rand, raw[:]); err != nil {
		return fmt.Errorf("draw a delay: %w", err)
	}
	jitter := time.Duration(binary.BigEndian.Uint32(raw[:])) * digestJitter >> 32
	s.nextDigest = s.now().Add(digestEvery - digestJitter/2 + jitter)
	return nil
}

// byeFor gives the last message for an error; none when the remote has said goodbye itself.
func byeFor(err error) []wire.Message {
	reason := wire.Failed
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, ErrEnded):
		return nil
	case errors.Is(err, ErrVersion):
		reason = wire.NoCommon
	case errors.Is(err, ErrProtocol):
		reason = wire.Broken
	case errors.Is(err, ErrTooMuch):
		reason = wire.TooMuch
	case errors.Is(err, ErrStalled):
		reason = wire.Stalled
	}
	return []wire.Message{wire.Bye{Reason: reason}}
}
