package bundle

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
	"github.com/cairn-schools/cairn/sync/wire"
)

// forge makes a file of logs that no program of ours wrote, signed by the
// space's founder; each piece is a whole log but for what continues the one before.
func forge(t *testing.T, s *improvetest.Space, to *laptop, pieces []improve.Segment, heads ...Range) []byte {
	t.Helper()

	m := Manifest{Space: s.ID, Exporter: s.Root.ID, Created: time.UnixMilli(1), Part: 1, Parts: 1, Logs: heads}
	return to.seal(forgePlain(t, s, m, pieces))
}

// forgePlain gives the records of such a file, not sealed.
func forgePlain(t *testing.T, s *improvetest.Space, m Manifest, pieces []improve.Segment) []byte {
	t.Helper()

	return forgeRecords(t, s, m, func(w *improve.RecordWriter) {
		for _, seg := range pieces {
			must(t, w.Put(pieceRecord, append(binary.AppendUvarint(nil, 0), improve.EncodeSegment(seg)...)))
		}
	})
}

// forgeColumns is forgePlain with all pieces in one record.
func forgeColumns(t *testing.T, s *improvetest.Space, m Manifest, pieces []improve.Segment) []byte {
	t.Helper()

	codec, err := wire.NewCodec()
	must(t, err)
	packed, err := codec.PackColumns(wire.Tag{}, true, pieces...)
	must(t, err)
	if !packed.Columns {
		t.Fatal("the pieces are not worth columns")
	}
	return forgeRecords(t, s, m, func(w *improve.RecordWriter) {
		must(t, w.Put(piecesRecord, append(binary.AppendUvarint(nil, uint64(packed.RawSize)), packed.Payload...)))
	})
}

func forgeRecords(t *testing.T, s *improvetest.Space, m Manifest, put func(*improve.RecordWriter)) []byte {
	t.Helper()

	var out bytes.Buffer
	w := improve.NewRecordWriter(&out)
	must(t, w.Put(manifestRecord, m.encode()))
	put(w)
	sum := w.Sum()
	must(t, w.Put(endRecord, append(sum[:], ed25519.Sign(s.Root.Key, signed(sum))...)))
	return out.Bytes()
}

// letIn makes the founder's auth log name a laptop.
func letIn(s *improvetest.Space, to *laptop) *improvetest.Log {
	auth := s.Log(s.Root, improve.Auth)
	card := improve.CellsValue(map[improve.FieldKey]string{improve.GrantName: "Bea"})
	auth.WriteValue(improve.Header{Type: improve.GrantEvent, Device: to.keys.Device(), Grant: improve.Member, Recipient: to.keys.Recipient()}, card)
	return auth
}

// promise gives the range of a log from its beginning.
func promise(log *improvetest.Log, stream improve.Stream) Range {
	return Range{Log: log.ID, Stream: stream, To: log.Head()}
}

func aimOf(s *improvetest.Space) improve.Header {
	return improve.Header{Type: improve.SetEvent, Object: s.ArtifactID(), Kind: "aim", Field: improve.TitleKey}
}

func TestForged_WhatAStrangerWroteIsLeftOutAlone(t *testing.T) {
	south := newLaptop(t, "Bea")
	s := improvetest.NewSpace(improvetest.NewRand(1), improve.PairSpace)
	auth := letIn(s, south)
	good, strange := s.Log(s.Root, improve.Data), s.Log(improvetest.NewDevice(improvetest.NewRand(2)), improve.Data)
	good.WriteValue(aimOf(s), improve.TextValue("Ours"))
	strange.WriteValue(aimOf(s), improve.TextValue("Theirs"))
	pieces := []improve.Segment{auth.Seal(), strange.Seal(), good.Seal()}
	file := forge(t, s, south, pieces, promise(auth, improve.Auth), promise(strange, improve.Data), promise(good, improve.Data))
	done := south.takes(file)
	if want := len(pieces[0].Events) + len(pieces[2].Events); done.Refused != 1 || done.Events != want {
		t.Errorf("got %d refused and %d taken, want 1 and %d", done.Refused, done.Events, want)
	}
}

func TestForged_APieceWhoseSignatureDoesNotFitSpoilsTheFile(t *testing.T) {
	south := newLaptop(t, "Bea")
	s := improvetest.NewSpace(improvetest.NewRand(3), improve.PairSpace)
	auth, data := letIn(s, south), s.Log(s.Root, improve.Data)
	data.WriteValue(aimOf(s), improve.TextValue("Ours"))
	pieces := []improve.Segment{auth.Seal(), data.Seal()}
	heads := []Range{promise(auth, improve.Auth), promise(data, improve.Data)}
	for i := range pieces {
		pieces[i].Signatures[0].Bytes[7] ^= 1
		south.refuses("a wrong signature in a piece", forge(t, s, south, pieces, heads...), improve.Damaged)
		pieces[i].Signatures[0].Bytes[7] ^= 1
	}
	south.takes(forge(t, s, south, pieces, heads...))
}

func TestForged_NothingStandsBehindWhatIsPromisedOrIsPromisedTwice(t *testing.T) {
	south := newLaptop(t, "Bea")
	s := improvetest.NewSpace(improvetest.NewRand(5), improve.PairSpace)
	auth, data := letIn(s, south), s.Log(s.Root, improve.Data)
	data.WriteValue(aimOf(s), improve.TextValue("Ours"))
	pieces := []improve.Segment{auth.Seal(), data.Seal()}
	first := promise(data, improve.Data)
	data.WriteValue(aimOf(s), improve.TextValue("Ours too"))
	pieces = append(pieces, data.Seal())
	second := promise(data, improve.Data)
	head := promise(auth, improve.Auth)
	south.refuses("a piece behind the end", forge(t, s, south, pieces, head, first), improve.Damaged)
	split := second
	split.After = first.To.Seq
	south.refuses("a log in two parts", forge(t, s, south, pieces, head, first, split), improve.Damaged)
	south.takes(forge(t, s, south, pieces, head, second))
}

func TestForged_MoreAuthThanFitsIntoMemoryIsRefused(t *testing.T) {
	south := newLaptop(t, "Bea")
	s := improvetest.NewSpace(improvetest.NewRand(4), improve.PairSpace)
	auth := letIn(s, south)
	var pieces []improve.Segment
	for range stagedBytes / eventOverhead {
		auth.WriteValue(improve.Header{Type: improve.NameEvent}, improve.TextValue("A"))
		if auth.Pending() >= 4096 {
			pieces = append(pieces, auth.Seal())
		}
	}
	if auth.Pending() > 0 {
		pieces = append(pieces, auth.Seal())
	}
	south.refuses("too much", forge(t, s, south, pieces, promise(auth, improve.Auth)), improve.Damaged)
}

// endless is a file whose seal's header never ends.
type endless struct {
	stanza string
	read   int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		switch at := e.read; {
		case at < len(magic):
			p[i] = magic[at]
		case at < len(magic)+len(intro):
			p[i] = intro[at-len(magic)]
		default:
			p[i] = e.stanza[(at-len(magic)-len(intro))%len(e.stanza)]
		}
		if e.read++; e.read > 64<<20 {
			return i, errors.New("64 MiB were read")
		}
	}
	return len(p), nil
}

const intro = "age-encryption.org/v1\n"

func TestForged_AHeaderWithoutEndIsNotReadForEver(t *testing.T) {
	south := newLaptop(t, "Bea")
	digits := strings.Repeat("A", 43)
	for _, stanza := range []string{"-> X25519 " + digits + "\n" + digits + "\n", "-> X25519 ", "-> x " + digits + "\n" + strings.Repeat("A", 64) + "\n"} {
		file := &endless{stanza: stanza}
		_, err := south.bundle().read(t.Context(), io.Reader(file), &check{})
		if got := improve.CodeOf(err); got != improve.Damaged {
			t.Errorf("%.12q: got %v, want %s", stanza, err, improve.Damaged)
		}
		if most := len(magic) + maxHeader; file.read > most {
			t.Errorf("%.12q: %d bytes were read, want %d at most", stanza, file.read, most)
		}
	}
}

func TestForged_PiecesThatShareARecordMustStandInTheirPlacesToo(t *testing.T) {
	south := newLaptop(t, "Bea")
	s := improvetest.NewSpace(improvetest.NewRand(8), improve.PairSpace)
	auth, data := letIn(s, south), s.Log(s.Root, improve.Data)
	for n := range 30 {
		data.WriteValue(aimOf(s), improve.TextValue(fmt.Sprintf("What the class of group %d said", n)))
	}
	pieces := []improve.Segment{auth.Seal(), data.Seal()}
	heads := []Range{promise(auth, improve.Auth), promise(data, improve.Data)}
	m := Manifest{Space: s.ID, Exporter: s.Root.ID, Created: time.UnixMilli(1), Part: 1, Parts: 1, Logs: heads}
	for name, wrong := range map[string][]improve.Segment{
		"the wrong order": {pieces[1], pieces[0]}, "twice": {pieces[0], pieces[1], pieces[1]}, "a log left out": {pieces[1]}, "its end left out": {pieces[0]},
	} {
		if len(wrong) == 1 && wrong[0].Log == pieces[0].Log {
			south.refuses(name, south.seal(forgePlain(t, s, m, wrong)), improve.Damaged) // too small for columns
			continue
		}
		south.refuses(name, south.seal(forgeColumns(t, s, m, wrong)), improve.Damaged)
	}
	if done := south.takes(south.seal(forgeColumns(t, s, m, pieces))); done.Events != len(pieces[0].Events)+len(pieces[1].Events) {
		t.Errorf("got %+v, want all of it", done)
	}
}
