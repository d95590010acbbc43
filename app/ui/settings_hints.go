package ui

import (
	"context"

	"fyne.io/fyne/v2"
)

// hintsCard turns the gentle checks off and on.
func (s *settingsPage) hintsCard() fyne.CanvasObject {
	ask := NewTick(T("settings.hints.tick", "Ask me now and then"), T("settings.hints.tick.help", "Small questions beside a field, such as “Who comes first?”. Each can be put away for good. Only you see them; they are counted and kept nowhere."), nil)
	ask.Set(true)
	var off, answered bool
	s.p.GoAfter(func(ctx context.Context) (err error) {
		off, err = s.p.journal.HintsOff(ctx)
		return err
	}, func(err error) {
		s.p.ShowError(err)
		if !answered {
			ask.Set(!off)
		}
	})
	ask.OnChanged = func(on bool) {
		answered = true
		s.p.Go(func(ctx context.Context) error { return s.p.journal.SetHintsOff(ctx, !on) })
	}
	return Card(T("settings.hints", "Gentle questions"), "", ask)
}
