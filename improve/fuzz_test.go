package improve

import (
	"bytes"
	"strings"
	"testing"
)

// The decoders here read what other devices send. None may panic, and what
// one accepts has no other encoding, so that all devices agree on it.

func FuzzDecodeHeader(f *testing.F) {
	log := LogID(idOf("fuzz"))
	object := ArtifactID(idOf("object"))
	for _, h := range []Header{
		{Type: SetEvent, Stamp: 1, Object: object, Kind: "pdsa", Field: "title", Flags: FlagBody, Over: []Dot{{Log: log, Seq: 3}, {Log: LogID(idOf("other")), Seq: 9}}},
		{Type: LinkEvent, Stamp: 2, Object: object, Kind: "pdsa", Rel: "tests", Target: ArtifactID(idOf("target"))},
		{Type: GrantEvent, Stamp: 3, Device: deviceOf("ada"), Grant: Member, Cut: []Dot{{Log: log, Seq: 7}}, Expires: 9, Invite: Hash{1}, Recipient: Hash{2}},
		{Type: 900, Stamp: 4, Reader: 5, Flags: FlagCritical},
	} {
		raw, err := EncodeHeader(h, log)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte{0xa3, 0x01, 0x01, 0x02, 0x01, 0x18, 0x63, 0x01}) // a key of a newer version

	f.Fuzz(func(t *testing.T, raw []byte) {
		h, err := DecodeHeader(raw, log)
		if err != nil {
			return
		}
		again, err := EncodeHeader(h, log)
		if err != nil {
			t.Fatalf("a header that was read cannot be written: %v", err)
		}
		if len(again) == len(raw) && !bytes.Equal(again, raw) {
			t.Fatalf("a header has two encodings: %x and %x", raw, again)
		}
	})
}

func FuzzDecodeSegment(f *testing.F) {
	b := &book{key: keyOf("writer of fuzz")}
	b.log.ID, b.log.Head.Hash = LogStart(SpaceID(idOf("space")), writerOf("fuzz"), Data)
	b.log.Head.Log = b.log.ID
	for i, body := range [][]byte{nil, {0x61, 'a'}, {0xf6}} {
		e, err := NewEvent(b.log.ID, uint64(i+1), setOn(ArtifactID(idOf("object")), "title", i), saltOf(uint64(i)), body)
		if err != nil {
			f.Fatal(err)
		}
		b.events, b.hashes = append(b.events, e), append(b.hashes, e.Chain(Hash{}))
	}
	f.Add(EncodeSegment(b.segment(1, 1)))
	f.Add(EncodeSegment(b.segment(1, 3)))
	f.Add(EncodeSegment(b.segment(2, 3)))
	erased := b.segment(2, 2)
	erased.Events = append([]Event(nil), erased.Events...)
	erased.Events[0].Body, erased.Events[0].Salt = nil, Salt{}
	f.Add(EncodeSegment(erased))

	f.Fuzz(func(t *testing.T, raw []byte) {
		seg, err := DecodeSegment(raw)
		if err != nil {
			return
		}
		if again := EncodeSegment(seg); !bytes.Equal(again, raw) {
			t.Fatalf("a segment has two encodings: %x and %x", raw, again)
		}
		if hashes, err := VerifySegment(b.log, seg); err == nil && len(hashes) != len(seg.Events) {
			t.Fatalf("%d hashes of %d events", len(hashes), len(seg.Events))
		}
		if seg.First == 1 {
			_, _ = OpenLog(SpaceID(idOf("space")), seg.Events[0]) // it may refuse, it must not panic
		}
	})
}

func FuzzOpenCert(f *testing.F) {
	for _, cert := range []WriterCert{
		{Device: deviceOf("ada"), Writer: writerOf("ada"), Incarnation: 1, Created: 5, Reason: FirstWriter},
		{Device: deviceOf("ada"), Writer: writerOf("bob"), Incarnation: 300, Created: 6, Reason: RestoredWriter, Previous: writerOf("ada")},
	} {
		raw, err := SignCert(cert, keyOf("ada"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}

	f.Fuzz(func(t *testing.T, raw []byte) {
		cert, err := OpenCert(raw)
		if err == nil && (cert.Device == DeviceID{} || cert.Writer == WriterID{}) {
			t.Fatalf("a certificate of nobody was opened: %+v", cert)
		}
	})
}

func FuzzDecodeGenesis(f *testing.F) {
	for _, g := range []Genesis{
		{Kind: SchoolSpace, Root: deviceOf("ada"), Nonce: [16]byte{1}},
		{Kind: PairSpace, Root: deviceOf("bob"), Nonce: [16]byte{2}, Parent: SpaceID(idOf("parent"))},
	} {
		raw, _, err := g.Encode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}

	f.Fuzz(func(t *testing.T, raw []byte) {
		g, id, err := DecodeGenesis(raw)
		if err != nil {
			return
		}
		again, same, err := g.Encode()
		if err != nil {
			t.Fatalf("a founding record that was read cannot be written: %v", err)
		}
		if bytes.Equal(again, raw) != (same == id) {
			t.Fatalf("%x and %x make the ids %s and %s", raw, again, id, same)
		}
	})
}

func FuzzDecodeValue(f *testing.F) {
	for _, v := range []Value{{}, TextValue("Exit tickets"), CellsValue(map[FieldKey]string{"what": "count", "who": "Ana"})} {
		body, err := EncodeValue(v)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		v := DecodeValue(body)
		again, err := EncodeValue(v)
		if err == nil && !DecodeValue(again).Equal(v) {
			t.Errorf("%x is read as %+v, written and read again as %+v", body, v, DecodeValue(again))
		}
	})
}

func FuzzParseDeviceID(f *testing.F) {
	f.Add(DeviceID{1, 2, 3}.String())
	f.Fuzz(func(t *testing.T, text string) {
		if id, err := ParseDeviceID(text); err == nil && id.String() != strings.TrimSpace(text) {
			t.Errorf("%q is read as %s", text, id)
		}
	})
}
