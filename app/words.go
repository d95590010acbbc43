package app

import (
	"context"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// LocalWord is what a school or network calls one kind of page.
type LocalWord struct {
	Word   string
	Plural string // the word itself where nobody wrote another
}

// Wording is what all kinds are called in each space.
type Wording struct {
	words map[improve.SpaceID]map[improve.KindName]LocalWord
}

// In gives what kinds are called in a space; a kind without a word of its own is not there.
func (w Wording) In(space improve.SpaceID) map[improve.KindName]LocalWord { return w.words[space] }

const (
	wordKind   improve.KindName = "local-word"
	wordOthers improve.FieldKey = "others_say"
	wordPlural improve.FieldKey = "plural"
)

// Wording reads the words that schools and networks use in place of Cairn's: a
// page of the kind local-word stands for the kind of page that is called, by
// Cairn or by the field, what "What others call it" says.
func (j *Journal) Wording(ctx context.Context) (Wording, error) {
	wording := Wording{words: map[improve.SpaceID]map[improve.KindName]LocalWord{}}
	pages, err := j.store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{wordKind}, Order: improve.ByCreated, Limit: everything})
	if err != nil || len(pages) == 0 {
		return wording, err
	}
	reach, err := j.reach(ctx)
	if err != nil {
		return Wording{}, err
	}
	for _, space := range reach.order {
		words := map[improve.KindName]LocalWord{}
		for _, page := range reach.holding(pages, space) {
			j.addWord(words, page)
		}
		wording.words[space] = words
	}
	return wording, nil
}

// addWord takes a word for each kind that it stands for and that has none yet.
func (j *Journal) addWord(words map[improve.KindName]LocalWord, page improve.Artifact) {
	word := LocalWord{Word: page.Title(), Plural: page.Text(wordPlural)}
	if word.Word == "" {
		return
	}
	if word.Plural == "" {
		word.Plural = word.Word
	}
	others := strings.FieldsFunc(page.Text(wordOthers), func(r rune) bool { return r == ',' || r == ';' || r == '/' })
	for _, kind := range j.catalog.Kinds() {
		called := func(other string) bool { return isCalled(kind, other) }
		if _, taken := words[kind.Name]; !taken && slices.ContainsFunc(others, called) {
			words[kind.Name] = word
		}
	}
}

// isCalled tells whether Cairn or the field calls a kind so.
func isCalled(kind *improve.Kind, word string) bool {
	if strings.TrimSpace(word) == "" {
		return false
	}
	for _, name := range []string{kind.Title, kind.Plural, kind.Term, string(kind.Name)} {
		if sameWords(name, word) {
			return true
		}
	}
	return false
}
