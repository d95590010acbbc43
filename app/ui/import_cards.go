package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/improve"
)

// badRowsShown is how many rows that cannot be taken are listed with their
// reason; one mends those in the spreadsheet and brings it in again.
const badRowsShown = 20

func (s *importScreen) show() {
	cards := append([]fyne.CanvasObject{s.fileCard()}, s.projectCard()...)
	if s.file != "" {
		cards = append(cards, s.columnsCard(), s.resultCard())
	}
	s.part.again(cards)
	s.page.Refit()
}

// fileCard asks for the file, and for the sheet where there are several.
func (s *importScreen) fileCard() fyne.CanvasObject {
	choose := QuietButton(T("import.choose", "Choose a file…"), "import", func() { s.p.chooseSheet(s.read, pagesEndings()...) })
	title := T("import.file", "The file")
	help := T("import.file.help", "CSV or XLSX, or drop it on this window. The first row names the columns; each other row becomes a page: %s. Pages that another Cairn saved (JSON) come in here as well.", KindTitle(s.kind))
	if s.file == "" {
		return Card(title, help, Row(0, choose))
	}
	body := []fyne.CanvasObject{Spread(Paragraph(dotted(s.file, T("import.rows", "%d rows", len(s.grids[s.at].Rows)))), choose)}
	if len(s.grids) > 1 {
		var sheets []choice[int]
		for i, grid := range s.grids {
			sheets = append(sheets, choice[int]{Key: i, Word: grid.Name})
		}
		chosen := newChooser(true, sheets...)
		chosen.Set(s.at)
		chosen.OnChosen = s.take
		body = append(body, Labeled(T("import.sheet", "Which sheet?"), chosen.content, ""))
	}
	return Card(title, help, body...)
}

// projectCard says to which project the rows will belong, when it was opened from one.
func (s *importScreen) projectCard() []fyne.CanvasObject {
	switch {
	case s.project.ID.IsZero():
		return nil
	case s.hasProjects():
		return []fyne.CanvasObject{Card(T("import.project", "The project"), "", Muted(T("import.project.column", "A column says for each row which project it belongs to.")))}
	}
	tie := NewTick(T("import.tie", "All of them belong to “%s”", s.project.Title), T("import.tie.help", "They then stand on the project's own pages."), nil)
	tie.Set(s.tied)
	tie.OnChanged = func(ticked bool) { s.tied = ticked }
	return []fyne.CanvasObject{Card(T("import.project", "The project"), "", tie)}
}

// columnsCard shows what each column becomes; the guess can be changed.
func (s *importScreen) columnsCard() fyne.CanvasObject {
	grid := s.grids[s.at]
	var rows [][]fyne.CanvasObject
	for i := range grid.Head {
		rows = append(rows, []fyne.CanvasObject{Column(1, Strong(grid.ColumnName(i)), Muted(firstCell(grid, i))), s.columnList(i)})
	}
	return Card(T("import.columns", "What is in the columns?"), T("import.columns.help", "Cairn has guessed by their names. A column without an answer is left out."),
		newSheet([]sheetColumn{{Title: T("import.column", "Column, and what stands in it first"), Wide: true}, {Title: T("import.becomes", "Becomes"), Wide: true}}, rows...))
}

// firstCell gives the first text in a column.
func firstCell(grid office.Grid, column int) string {
	for _, row := range grid.Rows {
		if column < len(row) && strings.TrimSpace(row[column]) != "" {
			return beginning(row[column])
		}
	}
	return T("import.empty", "(empty)")
}

// firstCellLength is how much of a cell shows what a column holds.
const firstCellLength = 60

// beginning gives the first words of a cell, on one line.
func beginning(text string) string {
	letters := []rune(strings.Join(strings.Fields(text), " "))
	if len(letters) > firstCellLength {
		return string(letters[:firstCellLength]) + "…"
	}
	return string(letters)
}

// columnList chooses the field or relation that a column becomes.
func (s *importScreen) columnList(column int) fyne.CanvasObject {
	field := improve.Field{Key: "becomes", Type: improve.Choice}
	texts := kindText{kind: s.kind}
	for _, section := range s.kind.Sections {
		for _, one := range section.Fields {
			if !one.Retired && (!one.Hidden || one.Key == improve.FieldKey(s.mapping[column])) {
				field.Options = append(field.Options, improve.Option{Key: string(one.Key), Label: texts.field(section.Key, one).Label})
			}
		}
	}
	for _, rel := range s.kind.Rels {
		label, _ := relWords(s.kind, rel)
		field.Options = append(field.Options, improve.Option{Key: office.RelColumn(s.kind, rel.Name), Label: label})
	}
	var list *selectEditor
	list = newSelectEditor(editorParts{field: field, left: func() {}, typed: func() {
		s.mapping[column] = list.text()
		s.again()
	}})
	list.list.PlaceHolder = T("import.leave", "Leave it out")
	list.set(s.mapping[column])
	return list.object()
}

// resultCard says what would be taken and what would not, and why.
func (s *importScreen) resultCard() fyne.CanvasObject {
	cancel := QuietButton(T("dialog.cancel", "Cancel"), "", s.p.Back)
	title := T("import.result", "What would come in")
	if s.asksDays() {
		days := func(words string, order office.DateOrder) *Button {
			return QuietButton(words, "", func() {
				s.order = order
				s.again()
			})
		}
		return Card(title, "", Notice(NoticeWarn, errorWords(s.trouble)),
			Row(Gap, days(T("import.dmy", "The day comes first"), office.DayFirst), days(T("import.mdy", "The month comes first"), office.MonthFirst), cancel))
	}
	if s.trouble != nil {
		return Card(title, "", Notice(NoticeWarn, errorWords(s.trouble)), Row(0, cancel))
	}
	if s.looking {
		return Card(title, "", Muted(T("import.reading", "Looking at the rows…")), Row(0, cancel))
	}
	plan, out := s.taken()
	good := len(plan.Rows)
	parts := []fyne.CanvasObject{Lead(8, NewIcon("check", theme.ColorNameSuccess), Paragraph(N(good, "import.good", "1 page can be made.", "%d pages can be made.")))}
	parts = append(parts, slices.Concat(s.tableRows(), s.nameRows(), s.thereRows(), s.doubtRows(), s.badRows())...)
	take := PrimaryButton(importWords(good, out), "check", s.record)
	if s.busy {
		take = PrimaryButton(T("import.busy", "Bringing them in…"), "check", func() {})
	}
	if good == 0 || s.busy || s.mustAllow() {
		take.Disable()
	}
	return Card(title, T("import.result.help", "Nothing is recorded yet. It is all taken at once, or not at all."), append(parts, Row(Gap, take, cancel))...)
}

func importWords(good, bad int) string {
	if bad > 0 {
		return T("import.take.some", "Bring in %d, skip %d", good, bad)
	}
	return T("import.take", "Bring in all %d", good)
}

// thereRows lists the numbers that are here already, and asks whether they are
// to be taken all the same.
func (s *importScreen) thereRows() []fyne.CanvasObject {
	if len(s.met.There) == 0 {
		return nil
	}
	tick := NewTick(T("import.twice", "Bring them in all the same"), T("import.twice.help", "They then count twice on the chart."), nil)
	tick.Set(s.twice)
	tick.OnChanged = func(ticked bool) {
		s.twice = ticked
		s.show()
	}
	head := N(len(s.met.There), "import.there", "1 number is here already and is left out:", "%d numbers are here already and are left out:")
	if s.twice {
		head = N(len(s.met.There), "import.there.twice", "1 number is here already and comes in again:", "%d numbers are here already and come in again:")
	}
	return append(s.metRows("check", head, s.met.There), tick)
}

// doubtRows lists the numbers whose day has another number here.
func (s *importScreen) doubtRows() []fyne.CanvasObject {
	return s.metRows("warning", T("import.doubts", "The day of these has another number already. They are taken beside it; if it was mended in the spreadsheet, put the old one away:"), s.met.Doubts)
}

func (s *importScreen) metRows(icon, head string, all []app.Met) []fyne.CanvasObject {
	if len(all) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{Paragraph(head)}
	for _, met := range all[:min(len(all), badRowsShown)] {
		rows = append(rows, Muted(T("paste.row", "Row %d: %s", met.Line, plainDates(s.kind.Summary(met.Here)))))
	}
	rows = append(rows, moreWords(len(all), badRowsShown)...)
	colour := theme.ColorNameWarning
	if icon == "check" {
		colour = theme.ColorNameSuccess
	}
	return []fyne.CanvasObject{Lead(8, NewIcon(icon, colour), Column(2, rows...))}
}

func (s *importScreen) badRows() []fyne.CanvasObject {
	if len(s.plan.Bad) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{Paragraph(T("import.bad", "These rows cannot be taken. Mend them in the spreadsheet and choose it again, or skip them:"))}
	for _, bad := range s.plan.Bad[:min(len(s.plan.Bad), badRowsShown)] {
		rows = append(rows, Muted(T("paste.row", "Row %d: %s", bad.Line, bad.Reason)))
	}
	rows = append(rows, moreWords(len(s.plan.Bad), badRowsShown)...)
	return []fyne.CanvasObject{Lead(8, NewIcon("warning", theme.ColorNameWarning), Column(2, rows...))}
}
