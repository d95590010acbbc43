package replica

import (
	"crypto/ed25519"
	"strings"
	"testing"

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

// badPieces gives what a hostile member may send, by what is wrong with it.
func badPieces(t *testing.T) map[string]func(a *attack) wire.Data {
	t.Helper()
	return map[string]func(a *attack) wire.Data{
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
}

func TestBadPiecesAreRefusedAndTheGoodRestIsKept(t *testing.T) {
	for name, make := range badPieces(t) {
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
