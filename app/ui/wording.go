package ui

import (
	"context"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// loadWording reads the words that the school and its networks use.
func (p *Program) loadWording(ctx context.Context) error {
	wording, err := p.journal.Wording(ctx)
	if err != nil {
		return err
	}
	if now := p.wording.Load(); now == nil || !reflect.DeepEqual(*now, wording) {
		p.wording.Store(&wording)
	}
	return nil
}

// watchWording keeps the words fresh as long as the window is open. Pages that
// are open show new ones when they are opened again.
func (p *Program) watchWording() {
	changed, stop := p.journal.Changed()
	p.Beside(func(ctx context.Context) {
		defer stop()
		for {
			if err := p.loadWording(ctx); err != nil && ctx.Err() == nil {
				p.params.Do(func() { p.ShowError(err) })
			}
			select {
			case <-ctx.Done():
				return
			case <-changed:
			}
		}
	})
}

// word gives what a kind is called in a space, which may be zero for what
// belongs to none; ok is false where it has no name of its own there.
func (p *Program) word(space improve.SpaceID, kind improve.KindName) (word app.LocalWord, ok bool) {
	wording := p.wording.Load()
	if wording == nil {
		return app.LocalWord{}, false
	}
	if space.IsZero() {
		space = p.me.School
	}
	if space.IsZero() {
		space = p.me.Personal
	}
	word, ok = wording.In(space)[kind]
	return word, ok
}

// kindTitle gives what a kind is called here: the own word of the school or its networks first.
func (p *Program) kindTitle(kind *improve.Kind) string { return p.kindTitleIn(improve.SpaceID{}, kind) }

// kindTitleIn gives what a kind is called in a space.
func (p *Program) kindTitleIn(space improve.SpaceID, kind *improve.Kind) string {
	if word, ok := p.word(space, kind.Name); ok {
		return word.Word
	}
	return KindTitle(kind)
}

// kindPlural gives what several of a kind are called here.
func (p *Program) kindPlural(kind *improve.Kind) string {
	return p.kindPluralIn(improve.SpaceID{}, kind)
}

// kindPluralIn gives what several of a kind are called in a space.
func (p *Program) kindPluralIn(space improve.SpaceID, kind *improve.Kind) string {
	if word, ok := p.word(space, kind.Name); ok {
		return word.Plural
	}
	return KindPlural(kind)
}

// said puts the own word for a kind into a text of the screen, in place of
// what the kind is usually called there: "Plan a test" becomes "Plan an
// experiment". Texts in which that does not stand stay as they are.
func (p *Program) said(space improve.SpaceID, text string, names ...improve.KindName) string {
	for _, name := range names {
		kind := p.journal.Catalog().Kind(name)
		word, ok := p.word(space, name)
		if kind == nil || !ok {
			continue
		}
		text = swapWord(text, shortName(KindPlural(kind)), word.Plural)
		text = swapWord(text, shortName(KindTitle(kind)), word.Word)
	}
	return text
}

// shortName is the word for a kind within a sentence: "idea" of "Idea to try".
func shortName(title string) string {
	first, _, _ := strings.Cut(title, " ")
	return first
}

// swapWord replaces a whole word of a text, with a capital where it had one
// and the article that the new one needs.
func swapWord(text, old, now string) string {
	words := strings.Split(text, " ")
	for i, word := range words {
		bare := strings.TrimRightFunc(word, unicode.IsPunct)
		if !strings.EqualFold(bare, old) {
			continue
		}
		first, _ := utf8.DecodeRuneInString(bare)
		words[i] = inCase(now, unicode.IsUpper(first)) + word[len(bare):]
		if i > 0 {
			words[i-1] = article(words[i-1], now)
		}
	}
	return strings.Join(words, " ")
}

// inCase gives a word as it stands in a sentence; one in capitals stays so.
func inCase(word string, capital bool) string {
	first, size := utf8.DecodeRuneInString(word)
	second, _ := utf8.DecodeRuneInString(word[size:])
	switch {
	case capital:
		return string(unicode.ToUpper(first)) + word[size:]
	case unicode.IsUpper(second):
		return word
	default:
		return string(unicode.ToLower(first)) + word[size:]
	}
}

// article turns "a" into "an" and back, as the next word needs it.
func article(word, next string) string {
	if !strings.EqualFold(word, "a") && !strings.EqualFold(word, "an") {
		return word
	}
	first, _ := utf8.DecodeRuneInString(strings.ToLower(next))
	fitting := word[:1]
	if strings.ContainsRune("aeiou", first) {
		fitting += "n"
	}
	return fitting
}
