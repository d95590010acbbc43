package improve

import (
	"bytes"
	"errors"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func fullHeader(log LogID) Header {
	return Header{
		Type: GrantEvent, Stamp: stampAt(3), Object: ArtifactID(idOf("object")), Kind: "aim", Field: "title", Row: RowID(idOf("row")),
		Over: []Dot{{Log: log, Seq: 3}, {Log: LogID(idOf("other log")), Seq: 700}}, Rel: "driver", Target: ArtifactID(idOf("target")),
		Access: Dot{Log: LogID(idOf("auth log")), Seq: 5}, Flags: FlagBody | FlagCritical, Reader: 1, Cert: []byte{1}, Genesis: []byte{2},
		Device: deviceOf("ada"), Grant: Member, Cut: []Dot{{Log: LogID(idOf("cut log")), Seq: 9}},
		Invite: Hash(deviceOf("invite")), Expires: stampAt(9), Recipient: Hash(deviceOf("recipient")),
	}
}

func TestHeaderSurvivesBeingWrittenAndRead(t *testing.T) {
	log := LogID(idOf("log"))
	raw, err := EncodeHeader(fullHeader(log), log)
	if err != nil {
		t.Fatal(err)
	}
	got, err := DecodeHeader(raw, log)
	if err != nil {
		t.Fatal(err)
	}
	if want := fullHeader(log); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestEncodeHeader_RefusesWhatNobodyWouldRead(t *testing.T) {
	for name, h := range map[string]Header{
		"no type":         {},
		"a long name":     {Type: SetEvent, Field: FieldKey(strings.Repeat("a", maxName+1))},
		"a broken name":   {Type: SetEvent, Field: "\xff"},
		"a dot without 0": {Type: SetEvent, Over: []Dot{{Log: LogID(idOf("log"))}}},
		"many dots":       {Type: SetEvent, Over: make([]Dot, MaxOver+1)},
	} {
		if raw, err := EncodeHeader(h, LogID{}); err == nil {
			t.Errorf("%s: written as %x", name, raw)
		}
	}
}

func TestDecodeHeader_TakesOneEncodingOnly(t *testing.T) {
	log := LogID(idOf("log"))
	own := "50" + hexOf(log[:])
	tests := []struct {
		name string
		raw  string
		ok   bool
	}{
		{"the plain one", "a201010200", true},
		{"a key that is not known", "a3010102001819f6", true},
		{"a key that is not known and one that is no number", "a301010200617801", false},
		{"keys out of order", "a202000101", false},
		{"a number longer than needed", "a20118010200", false},
		{"a key twice", "a301010101" + "0200", false},
		{"a text key", "a2613101" + "0200", false},
		{"bytes as a list of numbers", "a3010102000381" + "01", false},
		{"an id of zeros", "a3010102000350" + strings.Repeat("00", 16), false},
		{"an empty text", "a30101020004" + "60", false},
		{"nothing for a number", "a2010102f6", false},
		{"an empty list", "a3010102000780", false},
		{"this log by its short name", "a301010200078182" + "4001", true},
		{"this log by its full name", "a301010200078182" + own + "01", false},
		{"a place of 0", "a301010200078182" + "4000", false},
		{"an access of place 0", "a3010102000a82" + "4000", false},
		{"an open length", "bf01010200ff", false},
		{"a tag", "c1a201010200", false},
		{"bytes after the end", "a20101020000", false},
		{"no map", "83010203", false},
		{"nothing", "", false},
		{"type 0", "a201000200", false},
		{"type 65536", "a2011a000100000200", false},
		{"a known key with another type behind an unknown one", "a301f502001819f6", false},
		{"an access that only a newer version knows", "a301182302001009", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := DecodeHeader(unhex(t, test.raw), log)
			if (err == nil) != test.ok {
				t.Errorf("got error %v, want accepted: %v", err, test.ok)
			}
		})
	}
}

func TestDecodersNeverPanicOnDamagedBytes(t *testing.T) {
	r := random(t)
	log := LogID(idOf("log"))
	header, err := EncodeHeader(fullHeader(log), log)
	if err != nil {
		t.Fatal(err)
	}
	b := newBook(t, "ada", SpaceID(idOf("space")), Data)
	b.add(setOn(ArtifactID(idOf("page")), "title", 1), textBody(t, "text"))
	segment := EncodeSegment(b.segment(1, 2))
	for range 20000 {
		damaged := damage(r, header)
		if h, err := DecodeHeader(damaged, log); err == nil {
			again, err := EncodeHeader(h, log)
			if err != nil || len(again) > len(damaged) {
				t.Fatalf("%x was read but is written as %x: %v", damaged, again, err)
			}
		}
		damaged = damage(r, segment)
		if seg, err := DecodeSegment(damaged); err == nil && !bytes.Equal(EncodeSegment(seg), damaged) {
			t.Fatalf("%x was read but is written otherwise", damaged)
		}
		_, _ = OpenCert(damage(r, b.events[0].Header.Cert))
		_ = DecodeValue(damage(r, b.events[1].Body))
	}
}

func damage(r *rand.Rand, raw []byte) []byte {
	out := bytes.Clone(raw)
	for range 1 + r.Intn(3) {
		out[r.Intn(len(out))] = byte(r.Intn(256))
	}
	if r.Intn(3) == 0 {
		out = out[:r.Intn(len(out))]
	}
	return out
}

func TestNewEvent_BodyAndFlagAgree(t *testing.T) {
	log := LogID(idOf("log"))
	bare, err := NewEvent(log, 1, Header{Type: SetEvent, Flags: FlagBody}, Salt{1}, nil)
	if err != nil || bare.Erased() || !bare.BodyHash.IsZero() {
		t.Errorf("an event without a body: got erased %v, error %v", bare.Erased(), err)
	}
	if _, err := NewEvent(log, 1, Header{Type: SetEvent}, Salt{1}, []byte{}); err == nil {
		t.Error("an empty body was taken")
	}
	short, err := NewEvent(log, 4, Header{Type: SetEvent, Over: []Dot{{Seq: 3}}}, Salt{}, nil)
	if err != nil || short.Header.Over[0].Log != log {
		t.Errorf("got over %v, want an absolute dot (%v)", short.Header.Over, err)
	}
	if _, err := NewEvent(log, 1, Header{Type: SetEvent}, Salt{}, bytes.Repeat([]byte{0x61}, MaxEventSize)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
}

func TestValueSurvivesBeingWrittenAndRead(t *testing.T) {
	for _, value := range []Value{{}, TextValue("élève"), CellsValue(map[FieldKey]string{"a": "1", RowPosition: "i"}), {Cells: map[FieldKey]string{}}, {Raw: []byte{0x83, 1, 2, 3}}} {
		body, err := EncodeValue(value)
		if err != nil {
			t.Fatal(err)
		}
		if got := DecodeValue(body); !reflect.DeepEqual(got, value) {
			t.Errorf("got %#v, want %#v", got, value)
		}
	}
}

func TestDecodeValue_KeepsWhatItDoesNotKnow(t *testing.T) {
	tests := []struct{ raw, want string }{
		{"f6", "nothing"}, {"f7", "nothing"}, {"60", "nothing"}, {"6161", "a"},
		{"f5", "raw"}, {"61ff", "raw"}, {"8101", "raw"}, {"a1616101", "raw"}, {"a2616161626161" + "6163", "raw"}, {"616162", "raw"}, {"c1616a", "raw"}, {"ff", "raw"},
	}
	for _, test := range tests {
		got := "raw"
		switch v := DecodeValue(unhex(t, test.raw)); {
		case v.IsZero():
			got = "nothing"
		case v.Raw == nil:
			got = v.Text
		}
		if got != test.want {
			t.Errorf("%s: got %s, want %s", test.raw, got, test.want)
		}
	}
}

func TestEncodeValue_RefusesWhatIsNoText(t *testing.T) {
	for _, value := range []Value{TextValue("\xff"), CellsValue(map[FieldKey]string{"a": "\xff"}), TextValue(strings.Repeat("a", MaxValue))} {
		if _, err := EncodeValue(value); CodeOf(err) != Invalid {
			t.Errorf("got %v, want an *Error", err)
		}
	}
}

func TestSegmentSurvivesBeingWrittenAndRead(t *testing.T) {
	r := random(t)
	for range 100 {
		b := newBook(t, "ada", SpaceID(idOf("space")), Data)
		for range r.Intn(40) {
			b.add(setOn(ArtifactID(idOf("page")), "title", r.Intn(99)), textBody(t, strings.Repeat("x", r.Intn(300))))
		}
		seg := b.segment(1, uint64(len(b.events)))
		for i := range seg.Events {
			if e := &seg.Events[i]; r.Intn(4) == 0 && e.Body != nil {
				e.Body, e.Salt = nil, Salt{} // erased on its way
			}
		}
		got, err := DecodeSegment(EncodeSegment(seg))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, seg) {
			t.Fatalf("got %+v\nwant %+v", got, seg)
		}
		if _, err := VerifySegment(b.log, got); err != nil {
			t.Fatalf("a segment with erased bodies: %v", err)
		}
	}
}

func TestPositionBetween_StandsBetween(t *testing.T) {
	r := random(t)
	placed := []string{}
	for range 3000 {
		at := r.Intn(len(placed) + 1)
		low, high := "", ""
		if at > 0 {
			low = placed[at-1]
		}
		if at < len(placed) {
			high = placed[at]
		}
		got := PositionBetween(low, high)
		if got <= low || high != "" && got >= high || !validPosition(got) {
			t.Fatalf("between %q and %q: got %q", low, high, got)
		}
		placed = slices.Insert(placed, at, got)
	}
}

func TestPositionBetween_BearsAnyInput(t *testing.T) {
	long := strings.Repeat("z", 60<<10)
	tests := []struct{ name, low, high, want string }{
		{"of the same place stands directly behind", "i", "i", "ii"},
		{"of an empty list", "", "", "i"},
		{"in the wrong order stands directly behind the first", "k", "b", "ki"},
		{"behind a broken one counts as at the start", "É", "", "i"},
		{"before a broken one counts as at the end", "i", "a b", "r"},
		{"behind an endless one stays short", long, "", "i"},
		{"behind one that ends in 0 counts as at the start", "i0", "", "i"},
		{"before the first of all", "", "1", "0i"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := PositionBetween(test.low, test.high); got != test.want {
				t.Errorf("got %.20q, want %q", got, test.want)
			}
		})
	}
}
