package wire

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// fewOf gives small pieces of many logs: what the classes of a network write in a week.
func fewOf(t testing.TB, logs int) []improve.Segment {
	t.Helper()

	var segs []improve.Segment
	improvetest.NewKit(1, logs+1).Write(logs*20, func(seg improve.Segment) { segs = append(segs, seg) })
	return segs
}

func TestColumnsComeBackInTheirOrderAndAreSmaller(t *testing.T) {
	codec := newCodec(t)
	for _, logs := range []int{1, 2, 60} {
		segs := fewOf(t, logs)
		for _, tight := range []bool{false, true} {
			rows, err := codec.Pack(Tag{1}, segs...)
			if err != nil {
				t.Fatal(err)
			}
			data, err := codec.PackColumns(Tag{1}, tight, segs...)
			if err != nil {
				t.Fatal(err)
			}
			got, err := codec.Unpack(data)

			if err != nil || !reflect.DeepEqual(got, segs) {
				t.Errorf("%d segments, tight %t: %v, or not the same", logs, tight, err)
			}
			if logs == 60 && len(data.Payload) > len(rows.Payload)*96/100 {
				t.Errorf("%d segments, tight %t: %d bytes, in rows %d", logs, tight, len(data.Payload), len(rows.Payload))
			}
		}
	}
}

func TestColumnsKeepEventsWithoutBodies(t *testing.T) {
	codec := newCodec(t)
	seg := segment(t, 200, func(i int) string { return fmt.Sprintf("text %d", i) })
	for i := range seg.Events {
		if i%3 == 0 {
			e := seg.Events[i]
			erased, err := improve.ReadEvent(seg.Log, e.Seq, e.Raw, improve.Salt{}, nil, e.BodyHash)
			if err != nil {
				t.Fatal(err)
			}
			seg.Events[i] = erased
		}
	}

	data, err := codec.PackColumns(Tag{1}, false, seg)
	if err != nil {
		t.Fatal(err)
	}
	got, err := codec.Unpack(data)

	if err != nil || !data.Columns || !reflect.DeepEqual(got, []improve.Segment{seg}) {
		t.Errorf("in columns: %t, %v, or not the same", data.Columns, err)
	}
}

func TestColumnsOfWhatIsSmallOrTooGoodAreRows(t *testing.T) {
	codec := newCodec(t)
	for name, seg := range map[string]improve.Segment{
		"one change":                  segment(t, 1, func(int) string { return "a" }),
		"what compresses beyond 50:1": segment(t, 4, func(int) string { return string(bytes.Repeat([]byte("a"), 60_000)) }),
	} {
		data, err := codec.PackColumns(Tag{1}, true, seg)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := codec.Unpack(data); err != nil || data.Columns {
			t.Errorf("%s: in columns: %t, %v", name, data.Columns, err)
		}
	}
}

func TestColumnsThatLieAreRefused(t *testing.T) {
	codec := newCodec(t)
	good, err := codec.PackColumns(Tag{1}, false, fewOf(t, 60)...)
	if err != nil {
		t.Fatal(err)
	}
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	zeros := encoder.EncodeAll(make([]byte, 16<<20), nil)
	bomb := append(binary.AppendUvarint(binary.AppendUvarint(nil, freeRatio), uint64(len(zeros))), zeros...)
	beyond := binary.AppendUvarint(binary.AppendUvarint(nil, 0), 1<<40)
	for name, data := range map[string]Data{
		"a size beyond the limit":        {RawSize: improve.MaxSegmentSize + 1, Payload: good.Payload},
		"no size":                        {Payload: good.Payload},
		"a size too large by one":        {RawSize: good.RawSize + 1, Payload: good.Payload},
		"a size too small by one":        {RawSize: good.RawSize - 1, Payload: good.Payload},
		"a large size and few bytes":     {RawSize: improve.MaxSegmentSize, Payload: good.Payload[:1000]},
		"a small size and a large frame": {RawSize: freeRatio, Payload: bomb},
		"a length beyond the end":        {RawSize: freeRatio, Payload: beyond},
		"an end too early":               {RawSize: good.RawSize, Payload: good.Payload[:len(good.Payload)-1]},
		"nothing at all":                 {RawSize: 1, Payload: []byte{0, 0, 0, 0, 0, 0, 7}},
	} {
		data.Columns = true
		_, err := codec.Unpack(data)
		if !errors.Is(err, ErrBomb) && !errors.Is(err, ErrMalformed) && !errors.Is(err, improve.ErrSegment) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestColumnsInRowsAreMalformed(t *testing.T) {
	for _, d := range []Data{
		{Columns: true, Payload: []byte("not compressed")},
		{Columns: true, Several: true, RawSize: 20, Payload: []byte("both")},
	} {
		raw, err := Encode(d)
		if err != nil {
			t.Fatal(err)
		}
		if m, err := Decode(raw[1:]); !errors.Is(err, ErrMalformed) {
			t.Errorf("got %v, %v", m, err)
		}
	}
}

func FuzzDecodeColumns(f *testing.F) {
	codec := newCodec(f)
	for _, logs := range []int{1, 5, 20} {
		data, err := codec.PackColumns(Tag{}, false, fewOf(f, logs)...)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data.RawSize, data.Payload)
	}

	f.Fuzz(func(t *testing.T, size int, payload []byte) {
		segs, err := codec.Unpack(Data{Columns: true, RawSize: size, Payload: payload})
		if err != nil {
			return
		}
		if columns := improve.SplitSegments(segs); columns.Size() != size {
			t.Fatalf("columns of %d bytes came from %d", columns.Size(), size)
		}
		again, err := codec.PackColumns(Tag{}, false, segs...)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := codec.Unpack(again); err != nil || !reflect.DeepEqual(got, segs) {
			t.Fatalf("%v, or not the same", err)
		}
	})
}
