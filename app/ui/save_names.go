package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// toldIn finds the pages that a file tells of. It runs off the GUI goroutine.
type toldIn func(ctx context.Context) (improve.Query, []improve.ArtifactID, error)

// saveNames is what a person reads before a file is written in which children
// are named: the names, each in its sentence, with what would stand there.
type saveNames struct {
	nameSheet
	cover app.FileCover
}

// unnamedFile looks for names of children in what a file tells of and asks
// about them; where none would be covered it asks nothing. save goes on with the Journal
// that the file is to be read from, and with the title as it would stand there.
func (p *Program) unnamedFile(title string, told toldIn, save func(from *app.Journal, title string)) {
	s := &saveNames{nameSheet: nameSheet{p: p}}
	s.names.alone = true
	s.find = func(ctx context.Context, choice app.NameChoice) (func(), error) {
		query, ids, err := told(ctx)
		if err != nil {
			return nil, err
		}
		cover, err := p.journal.CoverFile(ctx, choice.Names, query, ids...)
		return func() { s.cover = cover }, err
	}
	s.nameSheet.parts = func() []fyne.CanvasObject { return []fyne.CanvasObject{s.nameParts(s.cover.Names)} }
	s.begin(func() {
		if s.cover.Places() == 0 {
			save(p.journal, title)
			return
		}
		s.show(title, save)
	}, p.ShowError)
}

func (s *saveNames) show(title string, save func(from *app.Journal, title string)) {
	without := PrimaryButton(T("save.names.cover", "Save it like this"), "check", func() {
		s.onceShown(func() {
			s.dialog.Close()
			save(s.cover.Journal, s.cover.Words(title))
		})
	})
	leave := QuietButton(T("save.names.leave", "Leave the names in"), "", func() {
		s.dialog.Close()
		save(s.p.journal, title)
	})
	s.nameSheet.show(T("save.names", "Names of children in “%s”?", title), QuietButton(T("dialog.cancel", "Cancel"), "", func() { s.dialog.Close() }), leave, without)
	s.p.Window().Canvas().Focus(without)
}

// told are the pages of which a file in a form tells.
func (p *Program) told(what saving, form saveForm) toldIn {
	return func(ctx context.Context) (query improve.Query, ids []improve.ArtifactID, err error) {
		if form.format == "" && !what.page.IsZero() {
			ids, err = report.Told(ctx, p.journal, what.page)
			return query, ids, err
		}
		ids, err = p.chosenPages(ctx, what)
		return what.list, ids, err
	}
}

// chosenPages gives the pages that are to be saved; none where a list is.
func (p *Program) chosenPages(ctx context.Context, what saving) ([]improve.ArtifactID, error) {
	switch {
	case !what.page.IsZero():
		return []improve.ArtifactID{what.page}, nil
	case !what.project.IsZero():
		return p.journal.ProjectPages(ctx, what.project)
	default:
		return nil, nil
	}
}
