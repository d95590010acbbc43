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

// printProject asks for a file and writes the project's report into it, ready
// for a printer: pages of A4 with the charts, the tests and the words.
func (p *Program) printProject(project improve.Artifact) {
	p.saveFile(fileNameOf(project.Title())+".pdf", func(writer fyne.URIWriteCloser) {
		p.writeReport(writer, func(ctx context.Context) (report.Report, error) {
			return report.Project(ctx, phrases(), p.journal, project.ID)
		})
	})
}

// printOverview asks for a file and writes one sheet about all projects into it.
func (p *Program) printOverview() {
	title, today := T("home.principal.title", "Our projects"), p.now().Format(isoDate)
	p.saveFile(fileNameOf(title)+".pdf", func(writer fyne.URIWriteCloser) {
		p.writeReport(writer, func(ctx context.Context) (report.Report, error) {
			return report.Overview(ctx, phrases(), p.journal, title, today)
		})
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
		})
	})
}

func (p *Program) writeReport(writer fyne.URIWriteCloser, makeIt func(context.Context) (report.Report, error)) {
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
			err = &improve.Error{Code: improve.Invalid, Message: T("file.failed", "The file could not be written."), Hint: T("file.failed.hint", "Choose another folder."), Err: err}
		}
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.Notify(NoticeGood, T("print.done", "%s is ready to print: %d pages. Private pages and numbers of small groups are not in it.", name, sheets))
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
