package wire

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/cairn-schools/cairn/improve"
)

func newCodec(t testing.TB) *Codec {
	t.Helper()
	codec, err := NewCodec()
	if err != nil {
		t.Fatal(err)
	}
	return codec
}

// segment gives well-formed events with texts made by text; nothing in it is signed by anybody.
func segment(t testing.TB, events int, text func(int) string) improve.Segment {
	t.Helper()
	seg := improve.Segment{Log: improve.LogID{1, 2, 3}, First: 1}
	for i := range events {
		body, err := improve.EncodeValue(improve.TextValue(text(i)))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(fmt.Append(nil, i))
		header := improve.Header{Type: improve.SetEvent, Stamp: improve.HLC(i + 1), Object: improve.ArtifactID(sum[:16]), Kind: "pdsa", Field: "study_learned"}
		e, err := improve.NewEvent(seg.Log, uint64(i+1), header, improve.Salt(sum[16:24]), body)
		if err != nil {
			t.Fatal(err)
		}
		seg.Events = append(seg.Events, e)
	}
	seg.Signatures = []improve.Signature{{Seq: uint64(events), Bytes: [64]byte(bytes.Repeat([]byte{7}, 64))}}
	return seg
}

func TestSegmentComesBackAsItWasPacked(t *testing.T) {
	codec := newCodec(t)
	for _, events := range []int{1, 2, 100, 1000} {
		seg := segment(t, events, func(i int) string { return fmt.Sprintf("text %d", i) })

		data, err := codec.Pack(Tag{1}, seg)
		if err != nil {
			t.Fatal(err)
		}
		got, err := codec.Unpack(data)

		if err != nil || !reflect.DeepEqual(got, []improve.Segment{seg}) {
			t.Errorf("%d events: %v, or not the same", events, err)
		}
		if raw := len(improve.EncodeSegment(seg)); events >= 100 && len(data.Payload) > raw/2 {
			t.Errorf("%d events: %d bytes became %d", events, raw, len(data.Payload))
		}
	}
}

func TestSeveralSegmentsComeBackInTheirOrder(t *testing.T) {
	codec := newCodec(t)
	var segs []improve.Segment
	alone := 0
	for n := range 20 {
		seg := segment(t, 1+n%3, func(i int) string { return fmt.Sprintf("text %d of %d", i, n) })
		data, err := codec.Pack(Tag{}, seg)
		if err != nil {
			t.Fatal(err)
		}
		segs, alone = append(segs, seg), alone+len(data.Payload)
	}

	data, err := codec.Pack(Tag{1}, segs...)
	if err != nil {
		t.Fatal(err)
	}
	got, err := codec.Unpack(data)

	if err != nil || !reflect.DeepEqual(got, segs) {
		t.Errorf("%v, or not the same", err)
	}
	if len(data.Payload) > alone*3/4 {
		t.Errorf("20 segments have %d bytes together and %d alone", len(data.Payload), alone)
	}
}

func TestTightSegmentsComeBackAndAreNoLarger(t *testing.T) {
	codec := newCodec(t)
	segs := []improve.Segment{
		segment(t, 400, func(i int) string { return fmt.Sprintf("what the class said on day %d", i*7919) }),
		segment(t, 300, func(i int) string { return fmt.Sprintf("what the team saw in week %d", i*104729) }),
	}

	usual, err := codec.Pack(Tag{1}, segs...)
	if err != nil {
		t.Fatal(err)
	}
	tight, err := codec.PackTight(Tag{1}, segs...)
	if err != nil {
		t.Fatal(err)
	}
	got, err := codec.Unpack(tight)

	if err != nil || !reflect.DeepEqual(got, segs) {
		t.Errorf("%v, or not the same", err)
	}
	if len(tight.Payload) > len(usual.Payload) {
		t.Errorf("packed tightly %d bytes, usually %d", len(tight.Payload), len(usual.Payload))
	}
}

func TestSeveralSegmentsWithAWrongLengthOrTooManyAreRefused(t *testing.T) {
	codec := newCodec(t)
	raw := improve.EncodeSegment(segment(t, 1, func(int) string { return "a" }))
	one := append(binary.AppendUvarint(nil, uint64(len(raw))), raw...)
	for name, payload := range map[string][]byte{
		"a length beyond the end": append(binary.AppendUvarint(nil, uint64(len(raw)+1)), raw...),
		"a length too short":      append(binary.AppendUvarint(nil, uint64(len(raw)-1)), raw...),
		"an empty one":            append(bytes.Clone(one), 0),
		"too many":                bytes.Repeat(one, MaxSeveral+1),
	} {
		if _, err := codec.Unpack(Data{Several: true, Payload: payload}); err == nil {
			t.Errorf("%s was unpacked", name)
		}
	}
}

func TestSegmentThatCompressesTooWellGoesAsItIs(t *testing.T) {
	codec := newCodec(t)
	seg := segment(t, 4, func(int) string { return string(bytes.Repeat([]byte("a"), 60_000)) })

	data, err := codec.Pack(Tag{1}, seg)
	if err != nil {
		t.Fatal(err)
	}

	if data.RawSize != 0 {
		t.Errorf("%d bytes were packed into %d", data.RawSize, len(data.Payload))
	}
	if _, err := codec.Unpack(data); err != nil {
		t.Error(err)
	}
}

func TestBombIsRefused(t *testing.T) {
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	zeros := encoder.EncodeAll(make([]byte, 16<<20), nil)
	some := encoder.EncodeAll(make([]byte, 1<<20), nil)
	codec := newCodec(t)
	for name, data := range map[string]Data{
		"a large size and few bytes":     {RawSize: improve.MaxSegmentSize, Payload: some},
		"a small size and a large frame": {RawSize: freeRatio, Payload: zeros},
		"a size that is not right":       {RawSize: freeRatio, Payload: some},
		"a size beyond the limit":        {RawSize: improve.MaxSegmentSize + 1, Payload: bytes.Repeat(some, 4000)},
		"no frame at all":                {RawSize: 100, Payload: []byte("nothing that was compressed")},
		"several frames":                 {RawSize: freeRatio, Payload: bytes.Repeat(some, 50)},
	} {
		if _, err := codec.Unpack(data); !errors.Is(err, ErrBomb) {
			t.Errorf("%s: %v; want a bomb", name, err)
		}
	}
}

func TestBombTakesNoMoreMemoryThanASegment(t *testing.T) {
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	bomb := Data{RawSize: improve.MaxSegmentSize, Payload: encoder.EncodeAll(make([]byte, 128<<20), nil)}
	bomb.RawSize = min(bomb.RawSize, maxRatio*len(bomb.Payload))
	codec := newCodec(t)

	result := testing.Benchmark(func(b *testing.B) {
		for range b.N {
			if _, err := codec.Unpack(bomb); err == nil {
				b.Fatal("a bomb was unpacked")
			}
		}
	})

	if got := result.AllocedBytesPerOp(); got > 3*improve.MaxSegmentSize {
		t.Errorf("a bomb of %d bytes took %d bytes", len(bomb.Payload), got)
	}
}
