package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/cairn-schools/cairn/app"
)

// restorePage takes everything from a backup. What is here stays.
type restorePage struct {
	p     *Program
	word  *Entry
	said  *fyne.Container
	start *Button
	refit func()
	goOn  func() // ends the first run; nil in the shell
}

func (p *Program) restoreScreen(context.Context, Route) Screen {
	s := p.newRestorePage()
	page := NewPage(s.card())
	s.refit = page.Refit
	return &screenParts{title: named(T("lost.way.backup", "I have a backup")), content: page}
}

func (p *Program) newRestorePage() *restorePage {
	s := &restorePage{p: p, word: NewEntry(""), said: Column(0)}
	s.word.Password = true
	return s
}

func (s *restorePage) card() fyne.CanvasObject {
	s.start = PrimaryButton(T("restore.choose", "Choose the backup…"), "import", s.choose)
	return Card(T("restore.title", "Take everything from a backup"),
		T("restore.help", "What is on this laptop stays. On another laptop than the one that made it, your private pages are copied into yours; shared spaces can be read, and an owner, or a recovery sheet, lets this laptop write there."),
		Labeled(T("restore.word", "Its passphrase, if it has one"), MaxWidth(360, s.word), ""), Row(0, s.start), s.said)
}

func (s *restorePage) choose() {
	open := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			s.p.ShowError(err)
			return
		}
		path := file.URI().Path()
		_ = file.Close() // the journal opens it itself
		s.restore(path)
	}, s.p.Window())
	s.p.showLarge(open, T("file.open.title", "Choose a file"))
}

func (s *restorePage) restore(path string) {
	s.start.Disable()
	s.say(Row(0, NewChip(ChipBusy, T("restore.busy", "Reading the backup…"), nil)))
	var restored app.Restored
	me := s.p.me
	word := s.word.Text
	s.p.GoThen(func(ctx context.Context) (err error) {
		if restored, err = s.p.journal.Restore(ctx, path, word); err == nil {
			me, err = s.p.journal.Me(ctx)
		}
		return err
	}, func(err error) {
		s.start.Enable()
		if err != nil {
			s.say(Notice(NoticeBad, s.p.ErrorText(err)))
			return
		}
		s.p.me = me
		s.say(s.done(restored))
	})
}

// done says what came, and how to write in shared spaces again.
func (s *restorePage) done(restored app.Restored) fyne.CanvasObject {
	parts := []fyne.CanvasObject{Notice(NoticeGood, T("restore.done", "%d entries came back.", restored.Events))}
	if restored.Copied > 0 {
		parts = append(parts, Paragraph(N(restored.Copied, "restore.copied", "1 private page was copied. Lists show the copy, to go on with; it leads to the page as it was.", "%d private pages were copied. Lists show the copies, to go on with; each leads to the page as it was.")))
	}
	if s.goOn != nil {
		return Column(Gap, append(parts, Row(0, PrimaryButton(T("first.next", "Go on"), "forward", s.goOn)))...)
	}
	if restored.NewHere {
		sheet := QuietButton(T("recover.title", "I have a recovery sheet"), "key", func() { s.p.Navigate(Route{Screen: RecoverScreen}) })
		join := QuietButton(T("sharing.join", "I have an invitation"), "import", func() { s.p.Navigate(Route{Screen: JoinScreen}) })
		parts = append(parts, Paragraph(T("restore.next", "In shared spaces this laptop is new: an owner invites it, or you type the recovery sheet.")), Flow(Gap, sheet, join))
	}
	return Column(Gap, parts...)
}

func (s *restorePage) say(object fyne.CanvasObject) {
	s.said.Objects = []fyne.CanvasObject{object}
	s.said.Refresh()
	s.refit()
}
