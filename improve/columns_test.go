package improve

import (
	"bytes"
	"errors"
	"reflect"
	"testing"
)

// twoPieces gives two segments of a log: one whole, one with an erased text and an event without one.
func twoPieces(t *testing.T) []Segment {
	t.Helper()

	log := LogID{1, 2, 3}
	whole, short := Segment{Log: log, First: 1}, Segment{Log: log, First: 4}
	for seq := uint64(1); seq <= 6; seq++ {
		var body []byte
		if seq != 6 {
			body = bytes.Repeat([]byte{byte(seq)}, int(seq))
		}
		e, err := NewEvent(log, seq, Header{Type: SetEvent, Stamp: HLC(seq), Object: ArtifactID{9}, Kind: "pdsa", Field: "notes"}, Salt{byte(seq)}, body)
		if err != nil {
			t.Fatal(err)
		}
		if seq == 5 {
			if e, err = ReadEvent(log, seq, e.Raw, Salt{}, nil, e.BodyHash); err != nil {
				t.Fatal(err)
			}
		}
		if seq <= 3 {
			whole.Events = append(whole.Events, e)
		} else {
			short.Events = append(short.Events, e)
		}
	}
	whole.Signatures = []Signature{{Seq: 2, Checkpoint: true, Bytes: [64]byte{2}}, {Seq: 3, Bytes: [64]byte{3}}}
	short.Signatures = []Signature{{Seq: 6, Bytes: [64]byte{6}}}
	return []Segment{whole, short}
}

func TestColumns_GiveTheSegmentsAgain(t *testing.T) {
	segs := twoPieces(t)

	columns := SplitSegments(segs)
	got, err := columns.Join(2)

	if err != nil || !reflect.DeepEqual(got, segs) {
		t.Errorf("got %+v, %v", got, err)
	}
	if want := len(EncodeSegment(segs[0])) + len(EncodeSegment(segs[1])); columns.Size() != want {
		t.Errorf("the columns have %d bytes, the segments %d", columns.Size(), want)
	}
}

func TestColumns_CutOrTooLongOrTooManyAreRefused(t *testing.T) {
	segs := twoPieces(t)
	if _, err := SplitSegments(segs).Join(1); !errors.Is(err, ErrSegment) {
		t.Errorf("two of one: %v", err)
	}
	if _, err := (Columns{}).Join(2); !errors.Is(err, ErrSegment) {
		t.Errorf("nothing: %v", err)
	}
	sorts := func(c *Columns) []*[]byte { return []*[]byte{&c.Shape, &c.Headers, &c.Bodies, &c.Random} }
	for i := range 4 {
		cut := SplitSegments(segs)
		column := sorts(&cut)[i]
		*column = (*column)[:len(*column)-1]
		if _, err := cut.Join(2); !errors.Is(err, ErrSegment) {
			t.Errorf("column %d cut by a byte: %v", i, err)
		}
		long := SplitSegments(segs)
		column = sorts(&long)[i]
		*column = append(*column, 1)
		if _, err := long.Join(9); !errors.Is(err, ErrSegment) {
			t.Errorf("column %d with a byte more: %v", i, err)
		}
	}
}
