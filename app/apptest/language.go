package apptest

import (
	"testing"

	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve/improvetest"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Longer is a language whose words are longer than English ones and differ
// from each of them.
func Longer(t testing.TB) *phrase.Book {
	t.Helper()
	table, _ := assets.Lang(phrase.English)
	say, err := improvetest.Longer(table)
	if err != nil {
		t.Fatal(err)
	}
	return say
}
