package kinds

import (
	_ "embed"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// phrases is what teachers would write in a field that a check reads.
//
//go:embed testdata/phrases.txt
var phrases string

func TestAsks_ReadWhatTeachersWrite(t *testing.T) {
	count := 0
	for line := range strings.Lines(phrases) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, "\t")
		if len(parts) != 4 {
			t.Fatalf("not four columns: %q", line)
		}
		key, want, words := parts[0], parts[2] == "asks", parts[3]
		kind, field, _ := strings.Cut(parts[1], ".")
		page := sheet(t, improve.KindName(kind), 1, field+"="+words)
		hints := Catalog().Kind(improve.KindName(kind)).Hints(page, improve.Near{Pages: []improve.Artifact{page}})
		if got := slices.ContainsFunc(hints, func(h improve.Hint) bool { return h.Key == key }); got != want {
			t.Errorf("%s on %q: asks %v, want %v", key, words, got, want)
		}
		count++
	}
	if count < 1000 {
		t.Errorf("got %d phrases, want 1000 at least", count)
	}
}
