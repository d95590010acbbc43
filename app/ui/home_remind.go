package ui

import (
	"context"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// remind writes a few kind words on a test that waits. They are a comment: it
// reaches those who wrote the test with the next exchange, and stands on their
// Home as new.
func (p *Program) remind(test waitingTest) {
	words := NewProse("")
	words.SetRows(3, 6)
	words.SetText(T("remind.words", "How did it go? This test waits for what you found out. A few words are enough."))
	var dialog *Dialog
	send := PrimaryButton(T("remind.send", "Send"), "check", func() {
		text := strings.TrimSpace(words.Text)
		if text == "" {
			return
		}
		p.unnamed(test.Space, text, func(text string) {
			dialog.Close()
			p.writeReminder(test, text)
		})
	})
	body := Column(GapLarge, Muted(T("remind.help", "It becomes a comment on the test; everyone who can read the test reads it.")), words)
	dialog = ShowDialog(p.Window().Canvas(), dialogWidth, T("remind.title", "Remind %s", test.Who), body,
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }), send)
	p.Window().Canvas().Focus(send)
}

func (p *Program) writeReminder(test waitingTest, text string) {
	p.GoInTurn(func(ctx context.Context) error {
		_, err := p.journal.Comment(ctx, test.ID, text, improve.RowID{})
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.Notify(NoticeGood, T("remind.done", "Written on “%s”. %s sees it with the next exchange.", test.Title, test.Who))
	})
}
