package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// whyCard asks, gently, why something was changed that others rely on: an aim,
// a definition. Whoever does not want to say leaves it empty.
func (a *artifactPage) whyCard() []fyne.CanvasObject {
	if a.said || !a.writable() || !a.explainsMore() {
		return nil
	}
	if a.why == nil {
		a.why = NewEntry(T("why.placeholder", "What did you learn since?"))
	}
	return []fyne.CanvasObject{Card(T("why.title", "Why did you change it?"), T("why.help", "One line is enough. It stands with the versions, for whoever wonders next year."),
		a.why, Flow(Gap, QuietButton(T("why.keep", "Keep the reason"), "check", a.keepWhy), LinkButton(T("why.not", "Not now"), "", a.askNoMore)))}
}

// explainsMore tells whether the user has changed a field whose change is
// worth a reason, and which held something when the page was opened.
func (a *artifactPage) explainsMore() bool {
	now := a.data.page.Artifact
	return slices.ContainsFunc(a.kind.Explains, func(key improve.FieldKey) bool {
		before := strings.TrimSpace(a.opened.Text(key))
		if before == "" || before == strings.TrimSpace(now.Text(key)) {
			return false
		}
		shown, ok := now.Register(key, improve.RowID{}).Shown()
		return !ok || a.author(shown) == ""
	})
}

func (a *artifactPage) keepWhy() {
	text, id := strings.TrimSpace(a.why.Text), a.id
	if text == "" {
		a.p.Window().Canvas().Focus(a.why)
		return
	}
	a.askNoMore()
	a.p.Go(func(ctx context.Context) error { return a.p.journal.SayWhy(ctx, id, text) })
}

func (a *artifactPage) askNoMore() {
	a.said = true
	a.side.show(a.data)
	a.page.Refit()
}
