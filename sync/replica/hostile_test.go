package replica

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

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
