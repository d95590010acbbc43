package kinds

import (
	"cmp"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// book is one artifact and the laptops that write in it: the shortest way from
// edits through a kind's rules to the folded state.
type book struct {
	kind     *improve.Kind
	artifact improve.Artifact
	laptop   byte            // who writes; a second one writes apart
	seq      map[byte]uint64 // events of each laptop
}

func newBook(kind *improve.Kind) *book {
	artifact := improve.NewArtifact(improve.ArtifactID{1}, improve.SpaceID{1})
	return &book{kind: kind, artifact: artifact, laptop: 1, seq: map[byte]uint64{}}
}

// write puts edits through the rules of the kind, as they are on this laptop, and folds what comes out.
func (b *book) write(now time.Time, edits ...improve.Edit) error {
	if b.kind.Before != nil {
		var err error
		if edits, err = b.kind.Before(b.artifact, edits, now); err != nil {
			return err
		}
	}
	for i := range edits {
		if edits[i].Over == nil {
			edits[i].Over = b.artifact.Register(edits[i].Field, edits[i].Row).Dots()
		}
	}
	b.fold(now, edits...)
	return nil
}

func (b *book) mustWrite(t *testing.T, now time.Time, edits ...improve.Edit) {
	t.Helper()
	if err := b.write(now, edits...); err != nil {
		t.Fatalf("write: %v", err)
	}
}

// fold takes edits as they are, as if they came from elsewhere.
func (b *book) fold(now time.Time, edits ...improve.Edit) {
	for _, edit := range edits {
		b.seq[b.laptop]++
		header := improve.Header{Type: improve.SetEvent, Stamp: improve.HLCFromTime(now), Object: b.artifact.ID, Kind: b.kind.Name, Field: edit.Field, Row: edit.Row, Over: edit.Over}
		body, err := improve.EncodeValue(edit.Value)
		if err != nil {
			panic(err)
		}
		event, err := improve.NewEvent(improve.LogID{b.laptop}, b.seq[b.laptop], header, improve.Salt{}, body)
		if err != nil {
			panic(err)
		}
		b.artifact.Apply(event)
	}
}

// apart gives the same artifact on another laptop, which knows what this one knows now.
func (b *book) apart() *book {
	state, err := b.artifact.MarshalState()
	if err != nil {
		panic(err)
	}
	artifact, err := improve.UnmarshalArtifact(b.artifact.ID, b.artifact.Space, state)
	if err != nil {
		panic(err)
	}
	return &book{kind: b.kind, artifact: artifact, laptop: b.laptop + 1, seq: maps.Clone(b.seq)}
}

func text(key improve.FieldKey, value string) improve.Edit {
	return improve.Edit{Field: key, Value: improve.TextValue(value)}
}

// row makes an edit of the nth row of a list from pairs of column and text.
func row(key improve.FieldKey, n byte, pairs ...string) improve.Edit {
	cells := map[improve.FieldKey]string{improve.RowPosition: "a" + string(rune('a'+n))}
	for i := 0; i < len(pairs); i += 2 {
		cells[improve.FieldKey(pairs[i])] = pairs[i+1]
	}
	return improve.Edit{Field: key, Row: improve.RowID{n}, Value: improve.CellsValue(cells)}
}

// sampleEdits gives the edits that write a kind's sample.
func sampleEdits(kind *improve.Kind) []improve.Edit {
	if kind.Whole != "" {
		return []improve.Edit{{Field: kind.Whole, Value: improve.CellsValue(kind.Sample.Fields)}}
	}
	var edits []improve.Edit
	for _, key := range sorted(kind.Sample.Fields) {
		edits = append(edits, text(key, kind.Sample.Fields[key]))
	}
	n := byte(0)
	for _, key := range sorted(kind.Sample.Rows) {
		for _, cells := range kind.Sample.Rows[key] {
			n++
			edits = append(edits, improve.Edit{Field: key, Row: improve.RowID{n}, Value: improve.CellsValue(cells)})
		}
	}
	return edits
}

func sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
