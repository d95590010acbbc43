package ui

import (
	"context"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// unnamed gives words that are about to go into a space to send, on the GUI
// goroutine; where another school reads there and they name a child, it asks
// first. Who cancels has sent nothing.
func (p *Program) unnamed(to improve.SpaceID, words string, send func(words string)) {
	var covered app.Covered
	look := func(ctx context.Context) (err error) {
		covered, err = p.journal.CoverWords(ctx, to, words)
		return err
	}
	done := func(err error) {
		switch {
		case err != nil:
			p.ShowError(err)
		case len(covered.Names) == 0:
			send(words)
		default:
			p.askNames(covered, words, send)
		}
	}
	p.once("words for "+to.String(), done, func(done func(error)) { p.GoThen(look, done) })
}

// askNames shows words as they would go without the names that were found in
// them, and gives those that the user chooses to send.
func (p *Program) askNames(covered app.Covered, words string, send func(words string)) {
	var found []string
	for _, name := range covered.Names {
		found = append(found, "“"+name.Text+"”")
	}
	var dialog *Dialog
	chosen := func(words string) func() {
		return func() {
			dialog.Close()
			send(words)
		}
	}
	without := PrimaryButton(T("words.names.cover", "Send it like this"), "check", chosen(covered.Texts[0].Text))
	body := Column(
		Gap, Paragraph(T("words.names.text", "%s could be the name of a child, and another school reads this. Without it:", strings.Join(found, ", "))),
		Tinted(ColorInfoGround, Paragraph(covered.Texts[0].Text)),
	)
	dialog = ShowDialog(p.Window().Canvas(), dialogWidth, T("words.names", "Is this the name of a child?"), body,
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }),
		QuietButton(T("words.names.leave", "No, send it as I wrote it"), "", chosen(words)), without)
	p.Window().Canvas().Focus(without)
}
