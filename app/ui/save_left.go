package ui

import (
	"context"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/app"
)

// readToo are the forms that hold both texts where two people wrote in one field.
func readToo(form saveForm) bool {
	return slices.Contains([]app.Format{"", app.HTML, app.Markdown}, form.format)
}

// leftOutOf says what of the things that were asked for is not in the file, as
// cairnctl says it after an export: numbers that stay on the laptop, and of texts
// that two people wrote at the same time those that a table has no place for; ""
// when all is there. It runs off the GUI goroutine.
func (p *Program) leftOutOf(ctx context.Context, what saving, form saveForm) (string, error) {
	ids, err := p.chosenPages(ctx, what)
	if err != nil {
		return "", err
	}
	withheld, err := p.journal.Withheld(ctx, what.list, ids...)
	if err != nil {
		return "", err
	}
	words := withheld.Words(phrases())
	if readToo(form) {
		return words, nil
	}
	apart, err := p.journal.LeftApart(ctx, what.list, ids...)
	if err != nil || apart == 0 {
		return words, err
	}
	return strings.TrimSpace(words + " " + N(apart, "save.apart",
		"%d text that was written at the same time as the one shown is not in it: settle it first, or save a web page.",
		"%d texts that were written at the same time as those shown are not in it: settle them first, or save a web page.")), nil
}
