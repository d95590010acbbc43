package improvetest

import (
	"bytes"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func kitSegments(seed int64, events int) (*Space, []improve.Segment) {
	kit := NewKit(seed, 60)
	segments := []improve.Segment{kit.Auth()}
	kit.Write(events, func(seg improve.Segment) { segments = append(segments, seg) })
	return kit.Space, segments
}

func TestKit_TheSameSeedGivesTheSameBytes(t *testing.T) {
	_, first := kitSegments(3, 3000)
	_, second := kitSegments(3, 3000)

	if len(first) != len(second) {
		t.Fatalf("got %d and %d segments", len(first), len(second))
	}
	for i := range first {
		if !bytes.Equal(improve.EncodeSegment(first[i]), improve.EncodeSegment(second[i])) {
			t.Fatalf("segment %d differs", i)
		}
	}
}

func TestKit_TextsAreAsLongAsThoseOfTheBenchKit(t *testing.T) {
	_, segments := kitSegments(4, 20_000)

	events, body, logs := 0, 0, map[improve.LogID]bool{}
	for _, seg := range segments[1:] {
		logs[seg.Log] = true
		for _, e := range seg.Events {
			if e.Body != nil {
				events++
				body += len(e.Body)
			}
		}
	}
	if mean := body / events; events != 20_000 || mean < 180 || mean > 215 {
		t.Errorf("%d events with %d bytes of text on average, want 20000 with about 195", events, mean)
	}
	if len(logs) != 59 {
		t.Errorf("got %d data logs, want 59", len(logs))
	}
}
