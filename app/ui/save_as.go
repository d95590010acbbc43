package ui

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// saving is what a person wants as a file: one page, a project with all that
// belongs to it, or a list.
type saving struct {
	title   string
	page    improve.ArtifactID // this page alone; zero: not one page
	project improve.ArtifactID // this project with all below it; zero: none
	list    improve.Query      // else what it finds
}

// listOf is the list of all pages of a kind.
func listOf(kind *improve.Kind) saving {
	return saving{title: KindPlural(kind), list: improve.Query{Kinds: []improve.KindName{kind.Name}}}
}

// saver is a screen of which something can be saved as a file; ok is false
// while there is nothing to save yet.
type saver interface {
	Saving() (what saving, ok bool)
}

// saveForm is a way to write pages into a file.
type saveForm struct {
	words, help string
	ending      string
	format      app.Format // "" is the PDF, which app/report writes
	// poster puts the scenes of a project's poster onto paper; nil for all else.
	poster  func(scenes []*figure.Scene, made time.Time) ([]byte, error)
	onePage bool // a project on one sheet
}

func saveForms() []saveForm {
	return []saveForm{
		{words: T("save.pdf", "To print (PDF)"), help: T("save.pdf.help", "Sheets of A4 with charts and words."), ending: ".pdf"},
		{words: T("save.xlsx", "Spreadsheet (XLSX)"), help: T("save.xlsx.help", "A workbook with a sheet for each kind of page."), ending: ".xlsx", format: app.XLSX},
		{words: T("save.csv", "Plain table (CSV)"), help: T("save.csv.help", "For any program that takes tables."), ending: ".csv", format: app.CSV},
		{words: T("save.html", "Web page (HTML)"), help: T("save.html.help", "Opens in every browser; good to be read aloud by a screen reader."), ending: ".html", format: app.HTML},
		{words: T("save.md", "Text (Markdown)"), help: T("save.md.help", "Plain text with headings, for a letter or a wiki."), ending: ".md", format: app.Markdown},
		{words: T("save.json", "For another Cairn (JSON)"), help: T("save.json.help", "Every field. Another Cairn takes it in: open it there, or drop it on the window."), ending: ".json", format: app.JSONLines},
	}
}

// forms are the ways in which this can be saved: a project also on one page and
// as a poster.
func (w saving) forms() []saveForm {
	forms := saveForms()
	if w.project.IsZero() {
		return forms
	}
	forms[0].words, forms[0].help = T("save.whole", "The whole report (PDF)"), T("save.whole.help", "Every page of the project with its charts, on as many sheets of A4 as it needs.")
	forms = slices.Insert(forms, 0, saveForm{words: T("save.one", "One page (PDF)"), help: T("save.one.help", "A sheet of A4: the aim, the theory, the main chart, the last tests, what is next."), ending: ".pdf", onePage: true})
	return slices.Insert(
		forms, 2,
		saveForm{
			words: T("save.poster", "Poster, A3 (PDF)"), help: T("save.poster.help", "For the wall: the aim, the theory, the numbers and the tests."), ending: ".pdf",
			poster: func(scenes []*figure.Scene, made time.Time) ([]byte, error) {
				return figure.Pages(scenes, figure.A3, made)
			},
		},
		saveForm{
			words: T("save.tiles", "Poster of A4 sheets (PDF)"), help: T("save.tiles.help", "The same over two sheets of A4, with marks where to cut and glue."), ending: ".pdf",
			poster: func(scenes []*figure.Scene, made time.Time) ([]byte, error) { return figure.Poster(scenes, 2, made) },
		},
	)
}

// saveButton opens the choice of files.
func (p *Program) saveButton(what func() saving) *Button {
	return QuietButton(T("save.button", "Save as…"), "export", func() { p.openSave(what()) })
}

// onPrint is Ctrl+P: what is open as a file, ready to print or in another form.
func (p *Program) onPrint() {
	if open, ok := p.open.(saver); ok {
		if what, ok := open.Saving(); ok {
			p.openSave(what)
			return
		}
	}
	p.Notify(NoticeInfo, T("save.nothing", "Open a page, a project or a list first. Then it can be printed or saved as a file."))
}

// openSave asks in which form something is to be saved.
func (p *Program) openSave(what saving) {
	var dialog *Dialog
	var rows []fyne.CanvasObject
	for _, form := range what.forms() {
		rows = append(rows, newTextRow(RowParts{Icon: "export", Title: form.words, Sub: form.help, OnTapped: func() {
			dialog.Close()
			p.unnamedFile(what.title, p.told(what, form), func(from *app.Journal, title string) {
				what := what
				what.title = title
				p.saveFile(fileNameOf(title)+form.ending, func(writer fyne.URIWriteCloser) { p.writeSaved(writer, from, what, form) })
			})
		}}))
	}
	if !what.project.IsZero() {
		rows = append(rows, newTextRow(RowParts{
			Icon: "export", Title: T("families.row", "For families…"), Sub: T("families.row.help", "One page without names, to hand out or to put on the web: what we want, what we try, how it goes, what we learned."),
			OnTapped: func() {
				dialog.Close()
				p.openFamilies(what.project)
			},
		}))
	}
	left := T("save.left", "Numbers from which a small group could be known are left out.")
	if !what.project.IsZero() {
		left = T("save.left.project", "Private pages, and numbers from which a small group could be known, are left out.")
	}
	body := Column(Gap, List(rows...), Muted(left+" "+T("save.backup", "A copy of everything for yourself is a backup: Settings.")))
	dialog = ShowDialog(p.Window().Canvas(), shareWidth, T("save.title", "Save “%s”", what.title), p.roomy(body),
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }))
	p.Window().Canvas().Focus(rows[0].(*ListRow))
}

// writeSaved writes the file from a Journal and says what is in it.
func (p *Program) writeSaved(writer fyne.URIWriteCloser, from *app.Journal, what saving, form saveForm) {
	name := writer.URI().Name()
	var count int
	var left string
	p.GoThen(func(ctx context.Context) error {
		var whole bytes.Buffer // a file that fails half-way is not begun
		made, err := p.writeForm(ctx, from, &whole, what, form)
		count = made
		if err == nil {
			left, err = p.leftOutOf(ctx, what, form)
		}
		var failed error
		if err == nil {
			_, failed = writer.Write(whole.Bytes())
		}
		if closed := writer.Close(); failed == nil {
			failed = closed
		}
		if err == nil && failed != nil {
			err = notWritten(failed)
		}
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		if form.poster != nil || form.onePage {
			p.Notify(NoticeGood, strings.TrimSpace(T("save.done.poster", "%s is ready to print.", name)+" "+left))
			return
		}
		p.Notify(NoticeGood, strings.TrimSpace(T("save.done", "%s is written, with %s.", name, pagesWords(count))+" "+left))
	})
}

// writeForm writes what is wanted in a form, as writeAs does.
func (p *Program) writeForm(ctx context.Context, from *app.Journal, w io.Writer, what saving, form saveForm) (count int, err error) {
	if form.onePage {
		made, err := p.onePage(ctx, from, what.project)
		if err != nil {
			return 0, err
		}
		return made.Count, made.Write(w)
	}
	if form.poster == nil {
		return writeAs(ctx, from, w, what, form.format)
	}
	scenes, err := report.Poster(ctx, phrases(), from, what.project)
	if err != nil {
		return 0, err
	}
	file, err := form.poster(scenes, p.now())
	if err == nil {
		_, err = w.Write(file)
	}
	return len(scenes), err
}

// writeAs writes what is wanted in a format, and gives how many pages are in
// it; "" is the PDF. It runs off the GUI goroutine.
func writeAs(ctx context.Context, from *app.Journal, w io.Writer, what saving, format app.Format) (count int, err error) {
	var ids []improve.ArtifactID
	switch {
	case !what.page.IsZero():
		ids = []improve.ArtifactID{what.page}
	case !what.project.IsZero() && format == "":
		ids = []improve.ArtifactID{what.project} // its report collects the rest
	case !what.project.IsZero():
		if ids, err = from.ProjectPages(ctx, what.project); err != nil {
			return 0, err
		}
	}
	if format == "" {
		count, err = report.Write(ctx, phrases(), from, w, what.title, what.list, ids...)
	} else {
		count, err = from.ExportAs(ctx, phrases(), w, format, what.title, what.list, ids...)
	}
	if err == nil && count == 0 {
		return 0, &improve.Error{Code: improve.NotFound, Message: T("save.empty", "There is nothing that may go into a file."), Hint: T("save.empty.hint", "Numbers of small groups stay on your laptop.")}
	}
	return count, err
}
