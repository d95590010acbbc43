package replica

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"flag"
	"io"
	"log/slog"
	"math/rand"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

var (
	seedFlag  = flag.Int64("seed", 0, "the one seed to run; 0 runs them all")
	seedsFlag = flag.Int64("seeds", 300, "how many seeds a simulation runs")
)

// world is some laptops and one clock.
type world struct {
	t       testing.TB
	ctx     context.Context
	time    time.Time
	rand    *rand.Rand
	log     *slog.Logger
	laptops []*laptop
	older   bool // greetings have the features of the first version
}

func newWorld(t testing.TB, seed int64) *world {
	t.Helper()
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the seed was %d", seed)
		}
	})
	return &world{
		t: t, ctx: context.Background(), time: time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC), rand: rand.New(rand.NewSource(seed)),
		log: slog.New(slog.DiscardHandler),
	}
}

func (w *world) now() time.Time { return w.time }

// laptop is one device, with its store and the one writer that it writes as.
type laptop struct {
	w      *world
	name   string
	device improve.DeviceID
	key    ed25519.PrivateKey
	writer ed25519.PrivateKey
	store  *memory
	clock  *improve.Clock
	back   []improve.Log     // what OnRolledBack was told
	doubts []improve.SpaceID // what OnStateDiffers was told
}

func keyOf(name string) ed25519.PrivateKey {
	seed := sha256.Sum256([]byte("cairn-test-key:" + name))
	return ed25519.NewKeyFromSeed(seed[:])
}

func (w *world) laptop(name string) *laptop {
	key := keyOf(name)
	l := &laptop{
		w: w, name: name, key: key, writer: keyOf("writer of " + name), device: improve.DeviceID(key.Public().(ed25519.PublicKey)),
		store: newMemory(byte(len(w.laptops) + 1)), clock: improve.NewClock(w.now),
	}
	w.laptops = append(w.laptops, l)
	return l
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// found makes a space whose root is the laptop.
func (l *laptop) found(kind improve.SpaceKind, name string) improve.SpaceID {
	l.w.t.Helper()
	genesis := improve.Genesis{Kind: kind, Root: l.device, Nonce: half(sum(name))}
	raw, id, err := genesis.Encode()
	l.w.must(err)
	l.w.must(l.store.AddSpace(l.w.ctx, id, sum("secret of "+name)))
	l.commit(id, improve.Auth, draft{improve.Header{Type: improve.SpaceEvent, Genesis: raw}, nil})
	return id
}

// grant gives a device an access, over all its earlier ones that the laptop knows.
func (l *laptop) grant(space improve.SpaceID, to *laptop, level improve.AccessLevel) {
	l.w.t.Helper()
	folded, err := l.store.Space(l.w.ctx, space)
	l.w.must(err)
	member, _ := folded.Member(to.device)
	header := improve.Header{Type: improve.GrantEvent, Device: to.device, Grant: level, Over: member.Dots}
	if level == improve.NoAccess {
		for _, log := range l.store.spaces[space].logs {
			if log.Device == to.device {
				header.Cut = append(header.Cut, improve.Dot{Log: log.ID, Seq: log.Head.Seq})
			}
		}
	}
	l.commit(space, improve.Auth, draft{header, cells(l.w, improve.GrantName, to.name)})
}

// write records one text.
func (l *laptop) write(space improve.SpaceID, text string) {
	l.w.t.Helper()
	body, err := improve.EncodeValue(improve.TextValue(text))
	l.w.must(err)
	object := improve.ArtifactID(half(sum(text)))
	l.commit(space, improve.Data, draft{improve.Header{Type: improve.SetEvent, Object: object, Kind: "pdsa", Field: "study_learned"}, body})
}

type draft struct {
	header improve.Header
	body   []byte
}

// commit appends events to the laptop's own log and signs the last.
func (l *laptop) commit(space improve.SpaceID, stream improve.Stream, drafts ...draft) {
	l.w.t.Helper()
	made, err := l.store.append(space, l.segment(space, stream, drafts...))
	l.w.must(err)
	l.store.fresh -= uint64(made)
}

// segment makes signed events that continue the laptop's own log.
func (l *laptop) segment(space improve.SpaceID, stream improve.Stream, drafts ...draft) improve.Segment {
	l.w.t.Helper()
	writer := improve.WriterID(l.writer.Public().(ed25519.PublicKey))
	id, start := improve.LogStart(space, writer, stream)
	head := improve.Head{Log: id, Hash: start}
	if held := l.store.spaces[space].logs[id]; held != nil {
		head = held.Head
	} else {
		cert, err := improve.SignCert(improve.WriterCert{Device: l.device, Writer: writer, Incarnation: 1, Created: l.clock.Next(), Reason: improve.FirstWriter}, l.key)
		l.w.must(err)
		drafts = append([]draft{{improve.Header{Type: improve.OpenEvent, Cert: cert}, nil}}, drafts...)
	}
	seg := improve.Segment{Log: id, First: head.Seq + 1}
	for _, d := range drafts {
		d.header.Stamp = l.clock.Next()
		head.Seq++
		e, err := improve.NewEvent(id, head.Seq, d.header, saltOf(head), d.body)
		l.w.must(err)
		head.Hash = e.Chain(head.Hash)
		seg.Events = append(seg.Events, e)
		kept := head.Seq%improve.CheckpointEvery == 0 || improve.SignedForGood(d.header)
		if last := len(seg.Events) == len(drafts); last || kept {
			sig := ed25519.Sign(l.writer, improve.HeadMessage(id, head.Seq, head.Hash))
			seg.Signatures = append(seg.Signatures, improve.Signature{Seq: head.Seq, Checkpoint: kept, Bytes: [64]byte(sig)})
		}
	}
	return seg
}

func cells(w *world, key improve.FieldKey, text string) []byte {
	body, err := improve.EncodeValue(improve.CellsValue(map[improve.FieldKey]string{key: text}))
	w.must(err)
	return body
}

func sum(text string) [32]byte { return sha256.Sum256([]byte(text)) }

func half(sum [32]byte) [16]byte { return [16]byte(sum[:16]) }

// saltOf gives bytes that do not compress, as real salts do.
func saltOf(head improve.Head) improve.Salt {
	raw := sha256.Sum256(binary.BigEndian.AppendUint64(head.Hash[:], head.Seq))
	return improve.Salt(raw[:8])
}

func (l *laptop) digest(space improve.SpaceID) improve.Digest {
	if sp := l.store.spaces[space]; sp != nil {
		return sp.heads().Digest()
	}
	return improve.Digest{}
}

func (l *laptop) events(space improve.SpaceID) uint64 {
	if sp := l.store.spaces[space]; sp != nil {
		return sp.heads().Events()
	}
	return 0
}

// session gives the laptop's end of an exchange with another.
func (l *laptop) session(remote *laptop) *Session {
	s, err := New(Params{
		Store: l.store, Self: l.device, Remote: remote.device, Now: l.w.now, Rand: l.w.rand, Log: l.w.log,
		OnRolledBack:   func(log improve.Log) { l.back = append(l.back, log) },
		OnStateDiffers: func(_ context.Context, id improve.SpaceID, _ improve.Digest) { l.doubts = append(l.doubts, id) },
	})
	l.w.must(err)
	return s
}

// pair is two sessions and what is between them.
type pair struct {
	w         *world
	ends      [2]*end
	spy       func(from *end, m wire.Message) // sees every message that leaves
	crossings int
}

type end struct {
	laptop  *laptop
	session *Session
	inbox   [][]byte // encoded messages on their way to it
	err     error    // how its session ended
	said    []wire.Message
	bytes   int // that it sent
}

func (w *world) connect(a, b *laptop) *pair {
	w.t.Helper()
	p := &pair{w: w, ends: [2]*end{{laptop: a, session: a.session(b)}, {laptop: b, session: b.session(a)}}}
	for i, e := range p.ends {
		out, err := e.session.Start(w.ctx)
		p.leave(i, out, err)
	}
	return p
}

// leave puts messages of one end on the line.
func (p *pair) leave(from int, out []wire.Message, err error) {
	e, other := p.ends[from], p.ends[1-from]
	for _, m := range out {
		if hello, ok := m.(wire.Hello); ok && p.w.older {
			hello.Features = wire.FeatureSeveral // all that both have
			m = hello
		}
		raw, encodeErr := wire.Encode(m)
		p.w.must(encodeErr)
		if p.spy != nil {
			p.spy(e, m)
		}
		e.said = append(e.said, m)
		e.bytes += len(raw)
		other.inbox = append(other.inbox, raw)
	}
	if err != nil && e.err == nil {
		e.err = err
	}
}

// deliver lets one end handle what came first; more tells that others came with it.
func (p *pair) deliver(to int, more bool) {
	e := p.ends[to]
	raw := e.inbox[0]
	e.inbox = e.inbox[1:]
	if e.err != nil {
		return
	}
	m, err := readOne(raw)
	p.w.must(err)
	out, err := e.session.Handle(p.w.ctx, m, more)
	p.leave(to, out, err)
}

// next lets one end stream one piece and tells whether it did.
func (p *pair) next(from int) bool {
	e := p.ends[from]
	if e.err != nil {
		return false
	}
	out, err := e.session.Next(p.w.ctx)
	p.leave(from, out, err)
	return len(out) > 0
}

// maxSteps is far more than any exchange of a test needs.
const maxSteps = 1_000_000

// run lets both ends speak until neither has anything to say, and counts how
// often the line is crossed: what leaves in one crossing arrives in the next.
func (p *pair) run() {
	p.w.t.Helper()
	for range maxSteps {
		arrived := [2]int{len(p.ends[0].inbox), len(p.ends[1].inbox)}
		if arrived != [2]int{} {
			p.crossings++
		}
		busy := false
		for i, count := range arrived {
			for left := count; left > 0; left-- {
				p.deliver(i, left > 1)
			}
			for p.next(i) {
				busy = true
			}
			busy = busy || count > 0
		}
		if !busy {
			return
		}
	}
	p.w.t.Fatal("the exchange does not end")
}

// changed tells both sessions of a commit and lets them go on.
func (p *pair) changed(end int) {
	p.w.t.Helper()
	out, err := p.ends[end].session.LocalChange(p.w.ctx)
	p.leave(end, out, err)
	p.run()
}

func (p *pair) wantComplete() {
	p.w.t.Helper()
	for _, e := range p.ends {
		if e.err != nil {
			p.w.t.Fatalf("%s: %v", e.laptop.name, e.err)
		}
		if progress := e.session.Progress(); !progress.Complete || !progress.Settled {
			p.w.t.Fatalf("%s: not complete: %+v", e.laptop.name, progress)
		}
	}
}

// logTo gives a log whose lines can be read.
func logTo(w io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(w, nil)) }
