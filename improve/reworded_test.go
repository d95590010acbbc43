package improve

import (
	"bytes"
	"math/rand"
	"testing"
)

func TestArtifact_RewordedSaysOtherWordsAndLeavesTheArtifactAlone(t *testing.T) {
	for seed := range int64(50) {
		authors := history(t, rand.New(rand.NewSource(seed)), ArtifactID(idOf("page")))
		a := authors[0].view
		before, err := a.MarshalState()
		if err != nil {
			t.Fatal(err)
		}
		reworded := a.Reworded(func(header Header, value Value) Value {
			if header.Type == LinkEvent || value.Text == "" {
				return value
			}
			return TextValue("other words")
		})

		for _, key := range reworded.FieldKeys() {
			for _, v := range reworded.Register(key, RowID{}).Live {
				if v.Value.Text != "" && v.Value.Text != "other words" {
					t.Fatalf("seed %d: %s says %q", seed, key, v.Value.Text)
				}
			}
		}
		for i, c := range reworded.Comments() {
			if c.Text != "other words" || c.Dot != a.Comments()[i].Dot {
				t.Fatalf("seed %d: comment %d is %+v", seed, i, c)
			}
		}
		if len(reworded.Links()) != len(a.Links()) {
			t.Fatalf("seed %d: %d links, want %d", seed, len(reworded.Links()), len(a.Links()))
		}
		if after, err := a.MarshalState(); err != nil || !bytes.Equal(after, before) {
			t.Fatalf("seed %d: the artifact itself changed, %v", seed, err)
		}
	}
}
