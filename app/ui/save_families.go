package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// mostDoubts is how many words that could be names are told at once; whoever
// has changed these sees the others.
const mostDoubts = 12

// familySheet shows the words of the page for families, with what could still be
// a name, before it is saved.
type familySheet struct {
	nameSheet
	page report.FamilyPage
}

// openFamilies makes the page of a project for families and shows it.
func (p *Program) openFamilies(project improve.ArtifactID) {
	s := &familySheet{nameSheet: nameSheet{p: p}}
	s.find = func(ctx context.Context, choice app.NameChoice) (func(), error) {
		page, err := report.Families(ctx, phrases(), p.journal, project, choice.Names)
		return func() { s.page = page }, err
	}
	s.nameSheet.parts = s.parts
	s.begin(s.show, p.ShowError)
}

func (s *familySheet) show() {
	save := func(format string) func() {
		return func() {
			s.onceShown(func() {
				s.dialog.Close()
				s.p.saveFile(fileNameOf(s.page.Title)+"."+format, func(writer fyne.URIWriteCloser) { s.p.writeFamilies(writer, s.page, format) })
			})
		}
	}
	paper := QuietButton(T("families.pdf", "Save to print…"), "print", save("pdf"))
	web := QuietButton(T("families.html", "Save as web page…"), "export", save("html"))
	cancel := QuietButton(T("dialog.cancel", "Cancel"), "", func() { s.dialog.Close() })
	s.nameSheet.show(T("families.title", "For families: “%s”", s.page.Title), cancel, web, paper)
	s.p.Window().Canvas().Focus(cancel)
}

// parts are what families would read, the doubts first.
func (s *familySheet) parts() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	if doubts := s.page.Doubts; len(doubts) > 0 {
		var lines []string
		for _, doubt := range doubts[:min(len(doubts), mostDoubts)] {
			lines = append(lines, T("families.doubt", "“%s” in “%s”", doubt.Word, doubt.Seen))
		}
		objects = append(objects, Notice(NoticeWarn, T("families.doubts", "Could these be names? If so, cover them below.")+"\n"+strings.Join(lines, "\n")))
	}
	part := func(heading string, texts ...string) {
		rows := []fyne.CanvasObject{Strong(heading)}
		for _, text := range texts {
			if strings.TrimSpace(text) != "" {
				rows = append(rows, s.covered(s.page.Look(text)))
			}
		}
		if len(rows) > 1 {
			objects = append(objects, Column(GapSmall, rows...))
		}
	}
	part(T("families.want", "What we want"), s.page.Aims...)
	part(T("families.try", "What we try"), s.page.Tried...)
	var charts []string
	for _, chart := range s.page.Charts {
		charts = append(charts, chart.Title)
	}
	part(T("families.charts", "Charts"), charts...)
	part(T("families.learned", "What we learned"), s.page.Learned)
	return append(objects, s.nameParts(s.page.Names),
		Muted(T("families.read", "Read all of it: could somebody be known by it? Private pages, fields that may name a child, what others said, and numbers from which a small group could be known are not in it.")))
}

func (p *Program) writeFamilies(writer fyne.URIWriteCloser, page report.FamilyPage, format string) {
	name := writer.URI().Name()
	p.GoThen(func(context.Context) error {
		file, err := page.File(format)
		if err == nil {
			_, err = writer.Write(file)
		}
		if closed := writer.Close(); err == nil {
			err = closed
		}
		if err != nil {
			return notWritten(err)
		}
		return nil
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.Notify(NoticeGood, T("file.saved", "Saved as %s.", name))
	})
}
