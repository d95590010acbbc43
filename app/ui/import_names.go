package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
)

// nameWords say which columns hold names that may be children's.
func nameWords(named []app.NamedColumn) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, column := range named {
		quoted := make([]string, len(column.Names))
		for i, name := range column.Names {
			quoted[i] = T("import.quoted", "“%s”", name)
		}
		rows = append(rows, Paragraph(T("import.names", "The column “%s” names people: %s.", column.Head, strings.Join(quoted, ", "))))
	}
	return append(rows, Muted(T("import.names.help", "If these are children, leave the column out, or write “Student A” in the spreadsheet: whoever reads the space reads the names. Cairn finds most names, not all.")))
}

// namesTick lets somebody say that the names may come in.
func namesTick(ticked bool, set func(bool)) *Tick {
	tick := NewTick(T("import.names.allow", "No child is named, or whoever reads it may know"), "", set)
	tick.Set(ticked)
	return tick
}

// warned puts rows beside the sign of a warning.
func warned(rows ...fyne.CanvasObject) fyne.CanvasObject {
	return Lead(8, NewIcon("warning", theme.ColorNameWarning), Column(2, rows...))
}

// nameRows tell of names that may be children's; a column of nothing else
// waits until somebody says that it may come in.
func (s *importScreen) nameRows() []fyne.CanvasObject {
	if len(s.named) == 0 {
		return nil
	}
	parts := []fyne.CanvasObject{warned(nameWords(s.named)...)}
	if s.allowed || s.mustAllow() {
		parts = append(parts, namesTick(s.allowed, func(ticked bool) {
			s.allowed = ticked
			s.show()
		}))
	}
	return parts
}

// tableRows tell what one does not see in the rows: that some are hidden in
// their sheet, that letters were guessed.
func (s *importScreen) tableRows() []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	grid := s.grids[s.at]
	if grid.Hidden > 0 {
		parts = append(parts, warned(Paragraph(N(grid.Hidden, "import.hidden", "1 row is hidden in the sheet, by a filter or by hand. It comes in, too.", "%d rows are hidden in the sheet, by a filter or by hand. They come in, too."))))
	}
	if grid.Letters {
		parts = append(parts, warned(Paragraph(T("import.letters", "The file does not say which letters it holds. Look whether ä, é and ñ are right; if not, save it again as CSV UTF-8."))))
	}
	return parts
}
