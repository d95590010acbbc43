package ui

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// loadWording reads the words that the school and its networks use.
// It tells whether others hold now.
func (p *Program) loadWording(ctx context.Context) (changed bool, err error) {
	wording, err := p.journal.Wording(ctx)
	if err != nil {
		return false, err
	}
	if now := p.wording.Load(); now == nil || !reflect.DeepEqual(*now, wording) {
		p.wording.Store(&wording)
		return true, nil
	}
	return false, nil
}

// watchWording keeps the words fresh as long as the window is open. Pages that
// are open show new ones when they are opened again.
func (p *Program) watchWording() {
	changed, stop := p.journal.Changed()
	p.Beside(func(ctx context.Context) {
		defer stop()
		for {
			switch changed, err := p.loadWording(ctx); {
			case err != nil && ctx.Err() == nil:
				p.params.Do(func() { p.ShowError(err) })
			case changed:
				p.params.Do(p.nameBar)
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

// sayer gives what puts the words of a space into labels and answers of its
// forms; nil where it has none. Kinds whose names are everyday words are left
// out: "people" in a question are no pages.
func (p *Program) sayer(space improve.SpaceID) func(string) string {
	type swap struct{ old, now string }
	var swaps []swap
	for _, kind := range p.journal.Catalog().Kinds() {
		word, ok := p.word(space, kind.Name)
		if !ok || slices.Contains([]improve.KindName{"person", "data-point", "local-word"}, kind.Name) {
			continue
		}
		swaps = append(swaps, swap{KindPlural(kind), word.Plural}, swap{KindTitle(kind), word.Word})
		if kind.Name == "change-idea" { // a long name, of which people say the first word
			swaps = append(swaps, swap{shortName(KindPlural(kind)), word.Plural}, swap{shortName(KindTitle(kind)), word.Word})
		}
	}
	if len(swaps) == 0 {
		return nil
	}
	return func(text string) string {
		for _, one := range swaps {
			text = swapWord(text, one.old, one.now)
		}
		return text
	}
}

// textsIn gives the texts of a kind in the words of a space.
func (p *Program) textsIn(space improve.SpaceID, kind *improve.Kind) kindText {
	return kindText{kind: kind, say: p.sayer(space)}
}

// texts gives the texts of the page's kind, in the words of its space.
func (a *artifactPage) texts() kindText { return a.p.textsIn(a.spaceOf(), a.kind) }

// homeOf gives where a page lives, or will live as its draft says.
func (a *artifactPage) homeOf(draft *app.Draft) improve.SpaceID {
	if draft != nil && draft.New {
		return draft.Space
	}
	return a.data.page.Artifact.Space
}

// placeWord gives what a place of the left bar is called: the own word for the
// pages that it holds, else as it stands.
func (p *Program) placeWord(screen, text string) string {
	kinds := map[string]improve.KindName{ProjectsScreen: "project", MeetingsScreen: "meeting"}
	if name, ok := kinds[screen]; ok {
		if word, ok := p.word(improve.SpaceID{}, name); ok {
			return inCase(word.Plural, true)
		}
	}
	return text
}

// nameBar puts the own words into the left bar.
func (p *Program) nameBar() {
	for _, place := range Places() {
		p.bar.Name(place.Route, p.placeWord(place.Route.Screen, place.Word))
	}
}

// shortName is the word for a kind within a sentence: "idea" of "Idea to try".
func shortName(title string) string {
	first, _, _ := strings.Cut(title, " ")
	return first
}

// swapWord replaces a word of a text, or several that stand together, with a
// capital where it had one and the article that the new one needs.
func swapWord(text, old, now string) string {
	words, sought := strings.Split(text, " "), strings.Split(old, " ")
	for i := 0; i+len(sought) <= len(words); i++ {
		found := strings.Join(words[i:i+len(sought)], " ")
		lead := found[:len(found)-len(strings.TrimLeft(found, "“(\""))]
		bare := strings.TrimRightFunc(found[len(lead):], unicode.IsPunct)
		if !strings.EqualFold(bare, old) || isVerb(words, i) {
			continue
		}
		first, _ := utf8.DecodeRuneInString(bare)
		swapped := lead + inCase(now, unicode.IsUpper(first)) + found[len(lead)+len(bare):]
		words = slices.Replace(words, i, i+len(sought), swapped)
		if i > 0 {
			words[i-1] = article(words[i-1], now)
		}
	}
	return strings.Join(words, " ")
}

// isVerb tells whether a word is not the thing but what is done: "to test", "Tests our belief".
func isVerb(words []string, at int) bool {
	before, after := "", ""
	if at > 0 {
		before = strings.ToLower(words[at-1])
	}
	if at+1 < len(words) {
		after = strings.ToLower(words[at+1])
	}
	if before == "to" {
		return !strings.HasSuffix(strings.ToLower(words[at]), "s") // "to test", but "to tests"
	}
	return slices.Contains([]string{"you", "we", "they", "will", "can", "could", "should", "must", "cannot", "not"}, before) ||
		slices.Contains([]string{"our", "whether"}, after)
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
