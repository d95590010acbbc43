package replica

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// attack is a sound laptop, and the one end of a line whose other end is in our hands.
type attack struct {
	*world
	victim, liar *laptop
	space        improve.SpaceID
	session      *Session // the victim's
	tag          wire.Tag // the liar's of the space
	codec        *wire.Codec
	sent         uint64
}

// newAttack greets the victim as a member who holds what the victim holds.
func newAttack(t *testing.T) *attack {
	t.Helper()
	w, victim, liar, spaces := school(t, 20)
	a := &attack{world: w, victim: victim, liar: liar, space: spaces[0], session: victim.session(liar)}
	var err error
	a.codec, err = wire.NewCodec()
	w.must(err)
	_, err = a.session.Start(w.ctx)
	w.must(err)
	hello := wire.Hello{Min: 1, Max: 1, Nonce: [16]byte{9}}
	for _, id := range spaces {
		sp := liar.store.spaces[id]
		tag := wire.SpaceTag(sp.secret, hello.Nonce, liar.device, victim.device)
		heads := sp.heads()
		hello.Spaces = append(hello.Spaces, wire.HelloSpace{Tag: tag, Digest: heads.Digest(), Logs: uint64(len(heads)), Events: heads.Events()})
	}
	a.tag = hello.Spaces[0].Tag
	_, err = a.session.Handle(w.ctx, hello, false)
	w.must(err)
	return a
}

// pack makes a Data of a segment.
func (a *attack) pack(seg improve.Segment) wire.Data {
	a.t.Helper()
	data, err := a.codec.Pack(a.tag, seg)
	a.must(err)
	return data
}

func text(t testing.TB, s string) draft {
	t.Helper()
	body, err := improve.EncodeValue(improve.TextValue(s))
	if err != nil {
		t.Fatal(err)
	}
	return draft{improve.Header{Type: improve.SetEvent, Object: improve.ArtifactID(half(sum(s))), Kind: "pdsa", Field: "study_learned"}, body}
}

func TestBadPiecesAreRefusedAndTheGoodRestIsKept(t *testing.T) {
	bad := map[string]func(a *attack) wire.Data{
		"a byte of a text was changed": func(a *attack) wire.Data {
			seg := a.liar.segment(a.space, improve.Data, text(t, "honest"))
			e := &seg.Events[len(seg.Events)-1]
			e.Body[len(e.Body)-1] ^= 1
			return a.pack(seg)
		},
		"a signature was changed": func(a *attack) wire.Data {
			seg := a.liar.segment(a.space, improve.Data, text(t, "honest"))
			seg.Signatures[0].Bytes[5] ^= 1
			return a.pack(seg)
		},
		"the last event is not signed": func(a *attack) wire.Data {
			seg := a.liar.segment(a.space, improve.Data, text(t, "honest"))
			seg.Signatures = nil
			return a.pack(seg)
		},
		"an event is missing": func(a *attack) wire.Data {
			seg := a.liar.segment(a.space, improve.Data, text(t, "one"), text(t, "two"))
			seg.Events, seg.First = seg.Events[1:], seg.First+1
			return a.pack(seg)
		},
		"it continues the log of another": func(a *attack) wire.Data {
			seg := a.victim.segment(a.space, improve.Auth, draft{improve.Header{Type: improve.GrantEvent, Device: a.liar.device, Grant: improve.Owner}, nil})
			previous := a.victim.store.spaces[a.space].logs[seg.Log].Head.Hash
			head := improve.Head{Log: seg.Log, Seq: seg.First, Hash: seg.Events[0].Chain(previous)}
			seg.Signatures[0].Bytes = [64]byte(ed25519.Sign(a.liar.writer, improve.HeadMessage(head.Log, head.Seq, head.Hash)))
			return a.pack(seg)
		},
		"its writer was never admitted": func(a *attack) wire.Data {
			stranger := a.laptop("stranger")
			stranger.store = a.liar.store
			return a.pack(stranger.segment(a.space, improve.Data, text(t, "let me in")))
		},
		"it belongs to another space": func(a *attack) wire.Data {
			other := a.liar.found(improve.SchoolSpace, "elsewhere")
			return a.pack(a.liar.segment(other, improve.Data, text(t, "misplaced")))
		},
		"it is no segment": func(a *attack) wire.Data {
			return wire.Data{Tag: a.tag, Payload: []byte("nothing that makes sense")}
		},
		"it would grow out of proportion": func(a *attack) wire.Data {
			return wire.Data{Tag: a.tag, RawSize: improve.MaxSegmentSize, Payload: []byte("small")}
		},
	}
	for name, make := range bad {
		t.Run(name, func(t *testing.T) {
			a := newAttack(t)
			var lines strings.Builder
			a.session.log = logTo(&lines)
			before := a.victim.events(a.space)
			other := a.laptop("third")
			other.store = a.liar.store
			a.victim.grant(a.space, other, improve.Member)
			a.must(a.bring(other, a.space))

			_, err := a.session.Handle(a.ctx, make(a), true)
			a.must(err)
			_, err = a.session.Handle(a.ctx, a.pack(other.segment(a.space, improve.Data, text(t, "good"))), false)
			a.must(err)

			if got, want := a.victim.events(a.space), before+1+2; got != want {
				t.Errorf("the victim holds %d events; want %d", got, want)
			}
			if got := a.session.Progress().Refused; got != 1 {
				t.Errorf("%d pieces refused; want 1", got)
			}
			if !strings.Contains(lines.String(), "refuse events") || !strings.Contains(lines.String(), "error=") {
				t.Errorf("the log gives no reason: %q", lines.String())
			}
		})
	}
}

// bring gives a laptop what the victim holds of a space.
func (a *attack) bring(to *laptop, id improve.SpaceID) error {
	for _, log := range a.victim.store.spaces[id].order {
		held := a.victim.store.spaces[id].logs[log]
		have := uint64(0)
		if mine := to.store.spaces[id].logs[log]; mine != nil {
			have = mine.Head.Seq
		}
		if have == held.Head.Seq {
			continue
		}
		if _, err := to.store.append(id, held.segment(improve.LogRange{After: have, To: held.Head.Seq})); err != nil {
			return err
		}
	}
	return nil
}

func TestAnyFlippedByteOfAPieceIsRefused(t *testing.T) {
	a := newAttack(t)
	seg := a.liar.segment(a.space, improve.Data, text(t, "one"), text(t, "two"))
	raw := improve.EncodeSegment(seg)
	before := a.victim.digest(a.space)
	for i := range raw {
		a.session.progress.Refused = 0 // the flood is another test's matter
		clear(a.session.theirs[a.tag].bad)
		raw[i] ^= 1 << a.rand.Intn(8)
		_, err := a.session.Handle(a.ctx, wire.Data{Tag: a.tag, Payload: append([]byte(nil), raw...)}, false)
		a.must(err)
		if got := a.victim.digest(a.space); got != before {
			t.Fatalf("a piece with byte %d changed was taken", i)
		}
		raw = improve.EncodeSegment(seg)
	}
	clear(a.session.theirs[a.tag].bad)

	_, err := a.session.Handle(a.ctx, wire.Data{Tag: a.tag, Payload: raw}, false)

	a.must(err)
	if a.victim.digest(a.space) == before {
		t.Error("the piece as it was made was not taken")
	}
}

func TestFloodOfBadPiecesEndsTheSession(t *testing.T) {
	a := newAttack(t)
	var err error
	for range 2 * maxRefused {
		if _, err = a.session.Handle(a.ctx, wire.Data{Tag: a.tag, Payload: []byte("junk")}, true); err != nil {
			break
		}
	}
	if !errors.Is(err, ErrTooMuch) {
		t.Errorf("the session ended with %v; want too much", err)
	}
}

func TestMessageAgainstTheRulesEndsTheSessionWithAGoodbye(t *testing.T) {
	vector := func(a *attack) wire.Message { return wire.Vector{Tag: a.tag, Mask: wire.AllBuckets} }
	for name, messages := range map[string][]func(a *attack) wire.Message{
		"a second greeting":                {func(*attack) wire.Message { return wire.Hello{Min: 1, Max: 1} }},
		"an unknown space":                 {func(*attack) wire.Message { return wire.Vector{Tag: wire.Tag{1}} }},
		"an ack of what was not sent":      {func(a *attack) wire.Message { return wire.Ack{Tag: a.tag, Taken: 5} }},
		"a second vector within a round":   {vector, vector},
		"totals out of turn":               {func(a *attack) wire.Message { return wire.Totals{Tag: a.tag} }},
		"buckets after the vector":         {vector, func(a *attack) wire.Message { return wire.Buckets{Tag: a.tag} }},
		"data of a space that is not here": {func(*attack) wire.Message { return wire.Data{Tag: wire.Tag{1}, Payload: []byte{1}} }},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAttack(t)
			var out []wire.Message
			var err error
			for _, make := range messages {
				out, err = a.session.Handle(a.ctx, make(a), false)
			}
			if !errors.Is(err, ErrProtocol) {
				t.Fatalf("ended with %v; want a broken rule", err)
			}
			if got, want := out[len(out)-1], (wire.Bye{Reason: wire.Broken}); got != wire.Message(want) {
				t.Errorf("the last message is %+v; want %+v", got, want)
			}
		})
	}
}

func TestFloodOfSpacesEndsTheSessionAndLeavesNothing(t *testing.T) {
	a := newAttack(t)
	held := len(a.victim.store.spaces)
	var err error
	offers := 0
	for ; offers < 10*wire.MaxSpaces && err == nil; offers++ {
		id := improve.SpaceID(half(sum(fmt.Sprint("space ", offers))))
		_, err = a.session.Handle(a.ctx, wire.Space{ID: id, Secret: sum(fmt.Sprint("secret ", offers))}, false)
	}
	if !errors.Is(err, ErrTooMuch) || offers > 3*wire.MaxSpaces {
		t.Errorf("ended after %d spaces with %v; want too much", offers, err)
	}
	if got := len(a.victim.store.spaces); got != held {
		t.Errorf("the victim holds %d spaces; want %d", got, held)
	}
}

func TestSpaceThatDoesNotNameUsIsForgotten(t *testing.T) {
	a := newAttack(t)
	other := a.laptop("other")
	id := a.liar.found(improve.SchoolSpace, "not for the victim")
	a.liar.grant(id, other, improve.Member)
	sp := a.liar.store.spaces[id]
	a.tag = wire.SpaceTag(sp.secret, [16]byte{9}, a.liar.device, a.victim.device)

	_, err := a.session.Handle(a.ctx, wire.Space{ID: id, Secret: sp.secret}, false)
	a.must(err)
	for _, log := range sp.order {
		_, err := a.session.Handle(a.ctx, a.pack(sp.logs[log].segment(improve.LogRange{To: 100})), false)
		a.must(err)
	}
	out, err := a.session.Handle(a.ctx, wire.Vector{Tag: a.tag, Mask: wire.AllBuckets}, false)
	a.must(err)

	if ack, ok := out[len(out)-1].(wire.Ack); !ok || !ack.Declined {
		t.Errorf("the answer is %+v; want that it is declined", out)
	}
	if a.victim.store.spaces[id] != nil || a.session.staged != 0 {
		t.Errorf("something of the space is left, %d bytes are staged", a.session.staged)
	}
}

func TestOfferedSpaceThatIsTooLargeEndsTheSession(t *testing.T) {
	a := newAttack(t)
	id := a.liar.found(improve.SchoolSpace, "large")
	sp := a.liar.store.spaces[id]
	a.tag = wire.SpaceTag(sp.secret, [16]byte{9}, a.liar.device, a.victim.device)
	_, err := a.session.Handle(a.ctx, wire.Space{ID: id, Secret: sp.secret}, false)
	a.must(err)
	name := draft{improve.Header{Type: improve.NameEvent}, cells(a.world, "name", strings.Repeat("long ", 1000))}
	seg := a.liar.segment(id, improve.Auth, name, name, name, name, name, name, name, name)

	pieces := 0
	for ; pieces < 10000 && err == nil; pieces++ {
		_, err = a.session.Handle(a.ctx, a.pack(seg), false)
	}

	if !errors.Is(err, ErrTooMuch) {
		t.Errorf("ended after %d pieces with %v; want too much", pieces, err)
	}
}

func TestVectorThatPromisesWhatNeverComesIsGivenUp(t *testing.T) {
	a := newAttack(t)
	lie := wire.Vector{Tag: a.tag, Mask: wire.AllBuckets, Entries: []wire.Entry{{Log: wire.Prefix{7}, Seq: wire.MaxSeq}}}
	vectors, sent := 0, uint64(0)
	for round := range 100 {
		out, err := a.session.Handle(a.ctx, lie, false)
		a.must(err)
		if round > 0 && len(out) > 0 {
			if _, own := out[0].(wire.Vector); own {
				t.Fatal("the victim began a round of its own within one")
			}
		}
		sent += a.stream(t)
		_, err = a.session.Handle(a.ctx, wire.Totals{Tag: a.tag}, false)
		a.must(err)
		out, err = a.session.Handle(a.ctx, wire.Ack{Tag: a.tag, Digest: improve.Digest{1}, Taken: sent}, false)
		a.must(err)
		if len(out) == 0 {
			break // it does not ask again
		}
		vectors++
	}

	if vectors > maxIdleRounds {
		t.Errorf("the victim asked %d times; want at most %d", vectors, maxIdleRounds)
	}
	progress := a.session.Progress()
	if progress.Complete || !progress.Settled || !progress.Spaces[a.place()].GaveUp {
		t.Errorf("the victim does not say that it gave up: %+v", progress)
	}
}

// stream takes what the victim streams and gives how many pieces that were.
func (a *attack) stream(t *testing.T) uint64 {
	t.Helper()
	count := uint64(0)
	for {
		out, err := a.session.Next(a.ctx)
		a.must(err)
		if len(out) == 0 {
			return count
		}
		for _, m := range out {
			if _, ok := m.(wire.Data); ok {
				count++
			}
		}
	}
}

func (a *attack) place() int {
	for i, sp := range a.session.Progress().Spaces {
		if sp.Space == a.space {
			return i
		}
	}
	return -1
}

func TestRemoteThatNeverTakesAPieceIsOfferedItTwice(t *testing.T) {
	a := newAttack(t)
	sent := uint64(0)
	for range 20 {
		_, err := a.session.Handle(a.ctx, wire.Vector{Tag: a.tag, Mask: wire.AllBuckets}, false)
		a.must(err)
		sent += a.stream(t)
		_, err = a.session.Handle(a.ctx, wire.Totals{Tag: a.tag}, false)
		a.must(err)
		_, err = a.session.Handle(a.ctx, wire.Ack{Tag: a.tag, Taken: sent, Refused: sent}, false)
		a.must(err)
	}
	if logs := uint64(len(a.victim.store.spaces[a.space].order)); sent > maxOffers*logs {
		t.Errorf("%d pieces were sent for %d logs; want each at most twice", sent, logs)
	}
}

func TestSilentRemoteIsLeft(t *testing.T) {
	a := newAttack(t)
	_, err := a.session.Handle(a.ctx, wire.Vector{Tag: a.tag, Mask: wire.AllBuckets}, false)
	a.must(err)
	a.time = a.time.Add(stallAfter + time.Second)

	out, err := a.session.Tick(a.ctx)

	if !errors.Is(err, ErrStalled) || len(out) != 1 || out[0] != wire.Message(wire.Bye{Reason: wire.Stalled}) {
		t.Errorf("got %+v, %v; want a goodbye to a silent remote", out, err)
	}
}

func TestMessagesOfNewerVersionsAreSkippedWithinLimits(t *testing.T) {
	a := newAttack(t)
	var err error
	skipped := 0
	for ; skipped < 10*maxSkipped && err == nil; skipped++ {
		_, err = a.session.Handle(a.ctx, wire.Unknown{Kind: 200, Size: 3}, false)
	}
	if !errors.Is(err, ErrTooMuch) || skipped <= maxSkipped {
		t.Errorf("ended after %d messages with %v", skipped, err)
	}
}

func TestRemoteOfOtherVersionsIsToldSo(t *testing.T) {
	w, north, south, _ := school(t, 21)
	s := north.session(south)
	_, err := s.Start(w.ctx)
	w.must(err)

	out, err := s.Handle(w.ctx, wire.Hello{Min: 2, Max: 3}, false)

	if !errors.Is(err, ErrVersion) || len(out) != 1 || out[0] != wire.Message(wire.Bye{Reason: wire.NoCommon}) {
		t.Errorf("got %+v, %v", out, err)
	}
}

func TestFaultOfOurStoreEndsTheSessionWithoutBlamingTheRemote(t *testing.T) {
	a := newAttack(t)
	a.victim.store.failing = context.DeadlineExceeded

	out, err := a.session.Handle(a.ctx, a.pack(a.liar.segment(a.space, improve.Data, text(t, "good"))), false)

	if !errors.Is(err, context.DeadlineExceeded) || out[len(out)-1] != wire.Message(wire.Bye{Reason: wire.Failed}) {
		t.Errorf("got %+v, %v", out, err)
	}
}
