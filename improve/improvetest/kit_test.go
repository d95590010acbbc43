package improvetest

import (
	"bytes"
	"strings"
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

func TestKit_ReadsTheFileOfTheBenchKit(t *testing.T) {
	file := `{"v":1,"w":"a1","s":1,"h":"18bcfe56800.2","t":"item.create","o":"x","f":"aim","val":"read more","sc":"school","d":["1"],"sig":"AA=="}
{"v":1,"w":"b2","s":1,"h":"18bcfe56999.0","t":"field.set","o":"x","f":"aim","val":"read more often","sc":"buddy","d":["2"],"sig":"AA=="}
{"v":1,"w":"a1","s":2,"h":"18bcfe56aaa.1","t":"comment.add","o":"x","f":"due","val":"yes","sc":"buddy","d":["3"],"sig":"AA=="}
`
	kit := NewKit(1, 4)
	var events []improve.Event
	err := kit.WriteFile(strings.NewReader(file), func(seg improve.Segment) { events = append(events, seg.Events...) })
	if err != nil {
		t.Fatal(err)
	}

	a := improve.Artifact{}
	for _, e := range events {
		if e.Header.Type == improve.OpenEvent {
			continue
		}
		if a.ID.IsZero() {
			a = improve.NewArtifact(e.Header.Object, kit.Space.ID)
		}
		a.Apply(e)
	}

	if got := a.Text("aim"); got != "read more often" || len(a.Register("aim", improve.RowID{}).Live) != 1 || len(a.Comments()) != 1 {
		t.Errorf("got %q and %d comments, want the second text over the first and one comment", got, len(a.Comments()))
	}
}
