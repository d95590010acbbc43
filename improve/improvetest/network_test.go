package improvetest

import (
	"bytes"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestNetwork_TheSameSeedGivesTheSameBytes(t *testing.T) {
	_, first := Network(7, 2000, 10)
	_, second := Network(7, 2000, 10)

	if len(first) != len(second) {
		t.Fatalf("got %d and %d segments", len(first), len(second))
	}
	for i := range first {
		if !bytes.Equal(improve.EncodeSegment(first[i]), improve.EncodeSegment(second[i])) {
			t.Fatalf("segment %d differs", i)
		}
	}
}

func TestNetwork_EveryLogVerifiesFromItsFirstEvent(t *testing.T) {
	space, segments := Network(8, 5000, 12)

	logs := map[improve.LogID]improve.Log{}
	events, size := 0, 0
	for _, seg := range segments {
		log, ok := logs[seg.Log]
		if !ok {
			opened, err := improve.OpenLog(space.ID, seg.Events[0])
			if err != nil {
				t.Fatal(err)
			}
			log = opened
		}
		hashes, err := improve.VerifySegment(log, seg)
		if err != nil {
			t.Fatal(err)
		}
		log.Head.Seq, log.Head.Hash = log.Head.Seq+uint64(len(hashes)), hashes[len(hashes)-1]
		logs[seg.Log] = log
		events += len(seg.Events)
		for _, e := range seg.Events {
			size += len(e.Raw) + len(e.Body)
		}
	}
	if len(logs) != 12 || events != 5000 {
		t.Errorf("got %d logs, %d events; want 12, 5000", len(logs), events)
	}
	if mean := size / events; mean < 400 || mean > 520 {
		t.Errorf("an event has %d bytes on average, want about 460", mean)
	}
}
