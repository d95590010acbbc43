package improvetest_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/cairn-schools/cairn/improve/improvetest"
)

func TestLonger_MakesTextsLongerAndLeavesWhatIsFilledIn(t *testing.T) {
	book, err := improvetest.Longer([]byte(`{"a":"%d of the middle lines (%[2]s), 100 %%","day":"%.1f"}`))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := book.T("a", "", 3, "Rosa"), "3 ōƒ ţħēēē ɱīđđļēēē ļīņēšēē (Rosa), 100 %"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := book.T("day", "", 2.5)+book.Number("1,234.5"), "2.51.234,5"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	long := book.T("a", "", 3, "")
	if grown := utf8.RuneCountInString(long) - utf8.RuneCountInString("3 of the middle lines (), 100 %"); grown != 6 {
		t.Errorf("grew by %d letters", grown)
	}
}

func TestStrays_AreWordsThatCameFromNowhere(t *testing.T) {
	got := improvetest.Strays("Rosa ţħē middle 5% a", improvetest.Own("Rosa Lindqvist"))
	if !slices.Equal(got, []string{"middle"}) {
		t.Errorf("got %q", got)
	}
}
