package ui

import (
	"context"
	"path/filepath"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// printProject asks for a file and writes the project on one page into it, ready
// for a printer. Its whole report is one of the forms of openSave: to ask here
// which of both is wanted would cost everybody a click.
func (p *Program) printProject(project improve.Artifact) {
	done := func(name string, _ int) string {
		return T("print.done.one", "%s is ready to print, on one page; for the whole report choose “Save as…”. Private pages and numbers of small groups are not in it.", name)
	}
	p.printUnnamed(project.Title(), p.told(saving{project: project.ID}, saveForm{}), func(ctx context.Context, from *app.Journal, _ string) (report.Report, error) {
		return p.onePage(ctx, from, project.ID)
	}, done)
}

// printUnnamed asks about names of children, then for a file, and writes a
// report into it that is made from a Journal and bears a title.
func (p *Program) printUnnamed(title string, told toldIn, makeIt func(ctx context.Context, from *app.Journal, title string) (report.Report, error), done func(name string, sheets int) string) {
	p.unnamedFile(title, told, func(from *app.Journal, title string) {
		p.saveFile(fileNameOf(title)+".pdf", func(writer fyne.URIWriteCloser) {
			p.writeReport(writer, func(ctx context.Context) (report.Report, error) { return makeIt(ctx, from, title) }, done)
		})
	})
}

// onePage makes the report of a project that fits one sheet.
func (p *Program) onePage(ctx context.Context, from *app.Journal, project improve.ArtifactID) (report.Report, error) {
	return report.OnePage(ctx, phrases(), from, project, p.now().Format(isoDate))
}

// printedWords say of a file how many pages are ready to print.
func printedWords(name string, sheets int) string {
	return T("print.done", "%s is ready to print: %d pages. Private pages and numbers of small groups are not in it.", name, sheets)
}

// printOverview asks for a file and writes one sheet about all projects into it.
func (p *Program) printOverview() {
	title, today := T("home.principal.title", "Our projects"), p.now().Format(isoDate)
	told := func(ctx context.Context) (improve.Query, []improve.ArtifactID, error) {
		query, err := report.OverviewQuery(ctx, p.journal)
		return query, nil, err
	}
	p.printUnnamed(title, told, func(ctx context.Context, from *app.Journal, title string) (report.Report, error) {
		return report.Overview(ctx, phrases(), from, title, today)
	}, printedWords)
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
	told := func(ctx context.Context) (improve.Query, []improve.ArtifactID, error) {
		query, err := report.YearOf{Begins: begins}.Query(ctx, p.journal)
		return query, nil, err
	}
	p.printUnnamed(title, told, func(ctx context.Context, from *app.Journal, title string) (report.Report, error) {
		return report.Year(ctx, phrases(), from, report.YearOf{Title: title, Begins: begins})
	}, printedWords)
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
