package ui

import (
	"context"

	"fyne.io/fyne/v2"
)

// namesCard is where a team types the names of its students, so that the
// question before sharing finds them.
func (s *settingsPage) namesCard(ctx context.Context) fyne.CanvasObject {
	roster := NewProse(T("settings.roster.placeholder", "One name or initials on each line"))
	roster.SetRows(3, 10)
	said := Muted("")
	keep := QuietButton(T("settings.roster.keep", "Keep the list"), "check", func() {
		text := roster.Text
		s.p.GoInTurn(func(ctx context.Context) error { return s.p.journal.SetRoster(ctx, text) }, func(err error) {
			if err != nil {
				s.p.ShowError(err)
				return
			}
			if ctx.Err() == nil {
				said.SetText(T("settings.roster.kept", "Kept on this laptop."))
				s.page.Refit()
			}
		})
	})
	keep.Disable()
	var text string
	s.p.GoAfter(func(ctx context.Context) (err error) {
		text, err = s.p.journal.Roster(ctx)
		return err
	}, func(err error) {
		if err != nil { // kept now, an empty field would take the place of the list
			s.p.ShowError(err)
			return
		}
		if roster.Text == "" {
			roster.SetTextQuietly(text)
		}
		keep.Enable()
	})
	return Card(T("settings.roster", "Names of your students"),
		T("settings.roster.help", "Before you share a page with more people, Cairn looks for these names in it and offers “Student A” instead. A child has one line; write a short form in brackets, as in “Jaylen Brown (Jay)”. The list stays on this laptop and is never shared."),
		MaxWidth(MaxField, roster), Row(Gap, keep, said))
}
