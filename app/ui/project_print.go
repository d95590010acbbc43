package ui

import (
	"context"
	"path/filepath"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// printProject asks for a file and writes the project on one page into it, ready
// for a printer. Its whole report is one of the forms of openSave: to ask here
// which of both is wanted would cost everybody a click.
func (p *Program) printProject(project improve.Artifact) {
	p.saveFile(fileNameOf(project.Title())+".pdf", func(writer fyne.URIWriteCloser) {
		p.writeReport(writer, func(ctx context.Context) (report.Report, error) { return p.onePage(ctx, project.ID) },
			func(name string, _ int) string {
				return T("print.done.one", "%s is ready to print, on one page; for the whole report choose “Save as…”. Private pages and numbers of small groups are not in it.", name)
			})
	})
}

// onePage makes the report of a project that fits one sheet.
func (p *Program) onePage(ctx context.Context, project improve.ArtifactID) (report.Report, error) {
	return report.OnePage(ctx, phrases(), p.journal, project, p.now().Format(isoDate))
}

// printedWords say of a file how many pages are ready to print.
func printedWords(name string, sheets int) string {
	return T("print.done", "%s is ready to print: %d pages. Private pages and numbers of small groups are not in it.", name, sheets)
}

// printOverview asks for a file and writes one sheet about all projects into it.
func (p *Program) printOverview() {
	title, today := T("home.principal.title", "Our projects"), p.now().Format(isoDate)
	p.saveFile(fileNameOf(title)+".pdf", func(writer fyne.URIWriteCloser) {
		p.writeReport(writer, func(ctx context.Context) (report.Report, error) {
			return report.Overview(ctx, phrases(), p.journal, title, today)
		}, printedWords)
	})
}

// mostYears is how many school years back a report is offered for.
const mostYears = 3

// yearButton offers the report of this school year and of those before.
func (p *Program) yearButton() *Button {
	var button *Button
	button = QuietButton(T("year.button", "Report of a year…"), "print", func() {
		var items []*fyne.MenuItem
		latest := report.SchoolYear(p.now())
		for begins := latest; begins > latest-mostYears; begins-- {
			items = append(items, fyne.NewMenuItem(T("year.school", "School year %d/%02d", begins, (begins+1)%100), func() { p.printYear(begins) }))
		}
		menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), p.Window().Canvas())
		menu.ShowAtRelativePosition(fyne.NewPos(0, button.Size().Height), button)
		p.Window().Canvas().Focus(menu)
	})
	return button
}

// printYear asks for a file and writes what all shared projects did in a school year into it.
func (p *Program) printYear(begins int) {
	title := T("year.title", "Our year %d/%02d", begins, (begins+1)%100)
	p.saveFile(fileNameOf(title)+".pdf", func(writer fyne.URIWriteCloser) {
		p.writeReport(writer, func(ctx context.Context) (report.Report, error) {
			return report.Year(ctx, phrases(), p.journal, report.YearOf{Title: title, Begins: begins})
		}, printedWords)
	})
}

// writeReport writes a report away from the screen, and says with done that it is there.
func (p *Program) writeReport(writer fyne.URIWriteCloser, makeIt func(context.Context) (report.Report, error), done func(name string, sheets int) string) {
	name := filepath.Base(writer.URI().Path())
	var sheets int
	p.GoThen(func(ctx context.Context) error {
		made, err := makeIt(ctx)
		var file []byte
		if err == nil {
			sheets = len(made.Pages)
			file, err = made.PDF()
		}
		if err == nil {
			_, err = writer.Write(file)
		}
		if closed := writer.Close(); err == nil {
			err = closed
		}
		if err != nil && improve.CodeOf(err) == "" {
			err = notWritten(err)
		}
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.Notify(NoticeGood, done(name, sheets))
	})
}

// mostOfTitle is how much of a title a file is named after.
const mostOfTitle = 60

// fileNameOf makes a file's name of a title: no sign that a system forbids.
func fileNameOf(title string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' || r == '-' {
			return r
		}
		return -1
	}, title)
	letters := []rune(strings.Join(strings.Fields(name), " "))
	if len(letters) > mostOfTitle {
		letters = letters[:mostOfTitle]
	}
	if len(letters) == 0 {
		return "Cairn"
	}
	return strings.TrimSpace(string(letters))
}
