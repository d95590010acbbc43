package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/improve/kinds"
)

// A screen that took a kind's name for its keys once gave that kind another title.
func TestText_NoWordOfAScreenTakesTheNameOfAKind(t *testing.T) {
	for _, kind := range kinds.Catalog().Kinds() {
		if got := KindTitle(kind); got != kind.Title {
			t.Errorf("%s is called %q, want %q", kind.Name, got, kind.Title)
		}
		if got := KindHelp(kind); got != kind.Help {
			t.Errorf("%s helps with %q, want %q", kind.Name, got, kind.Help)
		}
	}
}
