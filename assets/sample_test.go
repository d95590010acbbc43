package assets

import (
	"bytes"
	"testing"
)

func TestSample_comesInTheOrderInWhichItIsRead(t *testing.T) {
	want := []string{"1-network.jsonl", "2-larkfield.jsonl", "3-quarry-hill.jsonl", "4-brandt-creek.jsonl"}
	parts := Sample()
	if len(parts) != len(want) {
		t.Fatalf("got %d files, want %d", len(parts), len(want))
	}
	for i, part := range parts {
		if part.Name != want[i] {
			t.Errorf("file %d: got %s, want %s", i, part.Name, want[i])
		}
		if !bytes.HasSuffix(part.Lines, []byte("}\n")) {
			t.Errorf("%s does not end with a whole line", part.Name)
		}
	}
}
