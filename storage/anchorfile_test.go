package storage

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestAnchorRecord_IsWrittenAsJSONIs(t *testing.T) {
	digest := strings.Repeat("0a", 16)
	for _, record := range []anchorRecord{
		{},
		{Before: anchorState{Counter: 1, Own: digest, Events: 7}, After: anchorState{Counter: math.MaxUint64, Own: digest, Events: math.MaxUint64}, Sum: digest},
	} {
		want, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		got := record.append(nil)
		if string(got) != string(want) {
			t.Errorf("got %s, want %s", got, want)
		}
		if len(got) >= anchorSize {
			t.Errorf("a record has %d bytes, its file %d", len(got), anchorSize)
		}
	}
}

func TestOwnSegment_WhoseSignatureDoesNotHoldIsNeverCommitted(t *testing.T) {
	a := newAnchored(t)
	a.writes()
	before, err := a.db.Heads(t.Context(), a.space.ID)
	if err != nil {
		t.Fatal(err)
	}
	a.log.WriteValue(improve.Header{Type: improve.SetEvent, Object: improve.ArtifactID{1}, Kind: "aim", Field: "title"}, improve.TextValue("other words"))
	seg := a.log.Seal()
	bad := seg
	bad.Signatures = append([]improve.Signature(nil), seg.Signatures...)
	bad.Signatures[0].Bytes[9] ^= 1

	err = a.db.Update(context.Background(), func(tx improve.Tx) error { return tx.Append(a.space.ID, bad) })

	if !errors.Is(err, improve.ErrSignature) {
		t.Errorf("got %v, want a signature that does not fit", err)
	}
	after, err := a.db.Heads(t.Context(), a.space.ID)
	if err != nil || after.Digest() != before.Digest() {
		t.Errorf("the heads have moved: %v", err)
	}
	a.update(func(tx improve.Tx) error { return tx.Append(a.space.ID, seg) })
	a.wantRenewal("")
}

func TestWriter_IsToldOfWhatAnotherConnectionWrote(t *testing.T) {
	a := newAnchored(t)
	a.writes()
	a.writes()
	beside, err := Open(context.Background(), a.dir, testCatalog(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = beside.Close() }()
	a.log.WriteValue(improve.Header{Type: improve.SetEvent, Object: improve.ArtifactID{1}, Kind: "aim", Field: "title"}, improve.TextValue("from beside"))
	seg := a.log.Seal()
	if err := beside.Update(context.Background(), func(tx improve.Tx) error { return tx.Append(a.space.ID, seg) }); err != nil {
		t.Fatal(err)
	}

	a.writes() // continues what was written beside, of which nothing was handed on

	log, ok, err := a.db.LogByID(t.Context(), a.log.ID)
	if err != nil || !ok || log.Head != a.log.Head() {
		t.Errorf("got %v, want %v, %v", log.Head, a.log.Head(), err)
	}
	if log.Latest == 0 || log.Latest > a.space.Stamp() {
		t.Errorf("the latest stamp is %d", log.Latest)
	}
}
