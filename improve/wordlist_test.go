package improve

import (
	"slices"
	"testing"
)

func TestWordList_WordsAreShortSortedAndTellApart(t *testing.T) {
	prefixes := map[string]string{}
	for _, word := range wordList {
		if len(word) < 4 || len(word) > 7 {
			t.Errorf("%q has %d letters", word, len(word))
			continue
		}
		if other, ok := prefixes[word[:4]]; ok {
			t.Errorf("%q and %q begin alike", word, other)
		}
		prefixes[word[:4]] = word
	}
	if !slices.IsSorted(wordList[:]) {
		t.Error("the words are not sorted")
	}
}
