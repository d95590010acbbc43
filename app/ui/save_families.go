package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// mostDoubts is how many words that could be names are told at once; whoever
// has changed these sees the others.
const mostDoubts = 12

// openFamilies makes the page of a project for families and shows its words,
// with what could still be a name, before it is saved.
func (p *Program) openFamilies(project improve.ArtifactID) {
	var page report.FamilyPage
	p.GoThen(func(ctx context.Context) (err error) {
		page, err = report.Families(ctx, phrases(), p.journal, project)
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.showFamilies(page)
	})
}

func (p *Program) showFamilies(page report.FamilyPage) {
	var dialog *Dialog
	save := func(format string) func() {
		return func() {
			dialog.Close()
			p.saveFile(fileNameOf(page.Title)+"."+format, func(writer fyne.URIWriteCloser) { p.writeFamilies(writer, page, format) })
		}
	}
	paper := QuietButton(T("families.pdf", "Save to print…"), "print", save("pdf"))
	web := QuietButton(T("families.html", "Save as web page…"), "export", save("html"))
	cancel := QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() })
	dialog = ShowDialog(p.Window().Canvas(), shareWidth, T("families.title", "For families: “%s”", page.Title), p.roomy(Column(Gap, familyWords(page)...)), cancel, web, paper)
	p.Window().Canvas().Focus(cancel)
}

// familyWords is what families would read, the doubts first.
func familyWords(page report.FamilyPage) []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	if len(page.Doubts) > 0 {
		var lines []string
		for _, doubt := range page.Doubts[:min(len(page.Doubts), mostDoubts)] {
			lines = append(lines, T("families.doubt", "“%s” in “%s”", doubt.Word, doubt.Seen))
		}
		objects = append(objects, Notice(NoticeWarn, T("families.doubts", "Could these be names? If so, change the words on the page first.")+"\n"+strings.Join(lines, "\n")))
	}
	part := func(heading, text string) {
		if text = strings.TrimSpace(text); text != "" {
			objects = append(objects, Strong(heading), Paragraph(text))
		}
	}
	part(T("families.want", "What we want"), strings.Join(page.Aims, "\n"))
	part(T("families.try", "What we try"), strings.Join(page.Tried, "\n"))
	var charts []string
	for _, chart := range page.Charts {
		charts = append(charts, chart.Title)
	}
	part(T("families.charts", "Charts"), strings.Join(charts, "\n"))
	part(T("families.learned", "What we learned"), page.Learned)
	covered := T("families.covered.none", "No name was found in these words.")
	if page.Covered > 0 {
		covered = T("families.covered", "Names were found and covered. Places: %d.", page.Covered)
	}
	return append(objects, Muted(covered+" "+T("families.read", "Read all of it: could somebody be known by it? Private pages, fields that may name a child, what others said, and numbers from which a small group could be known are not in it.")))
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
			return &improve.Error{Code: improve.Invalid, Message: T("file.failed", "The file could not be written."), Hint: T("file.failed.hint", "Choose another folder."), Err: err}
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
