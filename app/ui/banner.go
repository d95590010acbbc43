package ui

import (
	"fyne.io/fyne/v2"
)

// SetBanner shows something under the header on every screen; nil takes it away.
func (s *Shell) SetBanner(object fyne.CanvasObject) {
	s.banner.Objects = nil
	if object != nil {
		s.banner.Objects = []fyne.CanvasObject{object}
	}
	s.params.Window.Content().Refresh()
}

// StopPage says why Cairn cannot open, with a button that ends it.
func StopPage(err error, quit func()) fyne.CanvasObject {
	return NewPage(EmptyState(EmptyParts{
		Icon: "warning", Title: T("stop.title", "Cairn cannot open"), Why: errorWords(err),
		Primary: PrimaryButton(T("stop.close", "Close"), "", quit),
	}))
}

// exampleBanner says that nothing here is real, and leads back.
func (p *Program) exampleBanner() fyne.CanvasObject {
	return Notice(NoticeInfo, T("example.banner", "This is an example: schools, people and numbers are invented. Look around, change what you like."),
		PrimaryButton(T("example.back", "Start my own"), "", func() { p.params.OnExample(nil) }))
}
