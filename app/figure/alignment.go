package figure

import (
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// How a programme fits a priority, as the lines of an alignment page say it.
const (
	FitStrong  = "strong"
	FitWeak    = "weak"
	FitNone    = "none"
	FitAgainst = "against"
)

// Alignment is a table of what is going on against what comes first: a line for
// each programme or project, a column for each priority, a sign where they
// meet. It says which priority nothing serves, and what serves none.
type Alignment struct {
	Title   string
	Rows    []string // what is going on
	Columns []string // the priorities
	Cells   []AlignmentCell
	// Fits are the answers in their order, with their words.
	Fits  []improve.Option
	Width float64 // 0 stands for the usual width
	Bare  bool    // without title, where the page says it

	Say *phrase.Book // the language of its words; nil is English
}

// AlignmentCell is one answer: Row and Column are places in Rows and Columns.
// Where people who worked apart gave several, each is a cell.
type AlignmentCell struct {
	Row, Column int
	Fit         string
	Why         string
}

// CellPart is the group of the cell where a programme and a priority meet.
func CellPart(row, column string) string {
	return "cell-" + strings.ToLower(plain(row)) + "\x1f" + strings.ToLower(plain(column))
}

// SameWords tells whether two names of a programme or priority are the same one.
func SameWords(one, other string) bool { return strings.EqualFold(plain(one), plain(other)) }

// The most that one sheet can show; the list below the picture has the rest.
const (
	mostAlignedRows    = 40
	mostAlignedColumns = 16
)

// AlignmentRows reads the table from the lines of a page. Programmes and
// priorities that the page names and no line holds yet are given besides.
func AlignmentRows(say *phrase.Book, title string, rows []improve.Row, initiatives, priorities []string) Alignment {
	a := Alignment{Title: title, Say: say}
	place := func(names *[]string, name string) int {
		at := slices.IndexFunc(*names, func(known string) bool { return SameWords(known, name) })
		if at < 0 && plain(name) != "" {
			at = len(*names)
			*names = append(*names, plain(name))
		}
		return at
	}
	for _, row := range rows {
		at, column := place(&a.Rows, row.Cells["initiative"]), place(&a.Columns, row.Cells["priority"])
		if at < 0 || column < 0 {
			continue
		}
		for _, version := range answersOf(row) {
			a.Cells = append(a.Cells, AlignmentCell{Row: at, Column: column, Fit: version["fit"], Why: plain(version["why"])})
		}
	}
	for _, name := range initiatives {
		place(&a.Rows, name)
	}
	for _, name := range priorities {
		place(&a.Columns, name)
	}
	return a
}

// answersOf gives what stands in a row: once for each text that people who
// worked apart left of it.
func answersOf(row improve.Row) []map[improve.FieldKey]string {
	var all []map[improve.FieldKey]string
	for _, version := range row.Versions {
		if version.Value.Cells != nil && !slices.ContainsFunc(all, func(cells map[improve.FieldKey]string) bool { return cells["fit"] == version.Value.Cells["fit"] }) {
			all = append(all, version.Value.Cells)
		}
	}
	if len(all) == 0 {
		all = append(all, row.Cells)
	}
	return all
}

// at gives the answers where a row and a column meet.
func (a Alignment) at(row, column int) []AlignmentCell {
	var cells []AlignmentCell
	for _, cell := range a.Cells {
		if cell.Row == row && cell.Column == column && cell.Fit != "" {
			cells = append(cells, cell)
		}
	}
	return cells
}

// fitWords says an answer.
func (a Alignment) fitWords(fit string) string {
	if at := slices.IndexFunc(a.Fits, func(o improve.Option) bool { return o.Key == fit }); at >= 0 {
		return a.Fits[at].Label
	}
	return fit
}

// rowWords says of a programme what it serves, and what it pulls against.
func (a Alignment) rowWords(row int) string {
	serves, against, open := a.answered(len(a.Columns), func(column int) []AlignmentCell { return a.at(row, column) })
	var words string
	switch {
	case serves > 0:
		words = a.Say.N(serves, "figure.alignment.serves", "serves %d", "serves %d")
	case len(a.Columns) == 0:
		return ""
	case open > 0:
		words = a.openWords(open)
	default:
		words = a.Say.T("figure.alignment.none", "serves none of them")
	}
	if against == 0 {
		return words
	}
	return a.both(words, a.Say.N(against, "figure.alignment.pulls", "pulls against %d", "pulls against %d"))
}

// columnWords says how many programmes serve a priority, and how many pull the other way.
func (a Alignment) columnWords(column int) string {
	serve, against, open := a.answered(len(a.Rows), func(row int) []AlignmentCell { return a.at(row, column) })
	var words string
	switch {
	case serve > 0:
		words = a.Say.N(serve, "figure.alignment.served", "%d serves it", "%d serve it")
	case open > 0:
		words = a.openWords(open)
	default:
		words = a.Say.T("figure.alignment.unserved", "nothing serves it")
	}
	if against == 0 {
		return words
	}
	return a.both(words, a.Say.N(against, "figure.alignment.against", "%d pulls the other way", "%d pull the other way"))
}

// answered counts along a line or a column the pairs that serve, those of which
// anybody says that they pull the other way, and those nobody looked at.
func (a Alignment) answered(n int, at func(int) []AlignmentCell) (serve, against, open int) {
	for i := range n {
		cells := at(i)
		switch {
		case len(cells) == 0:
			open++
		case serving(cells):
			serve++
		case slices.ContainsFunc(cells, func(c AlignmentCell) bool { return c.Fit == FitAgainst }):
			against++
		}
	}
	return serve, against, open
}

func (a Alignment) openWords(open int) string {
	return a.Say.N(open, "figure.alignment.open", "%d not looked at", "%d not looked at")
}

func (a Alignment) both(words, against string) string {
	return a.Say.T("figure.alignment.both", "%s, %s", words, against)
}

// serving tells whether everybody who answered says that it serves, much or a little.
func serving(cells []AlignmentCell) bool {
	return len(cells) > 0 && !slices.ContainsFunc(cells, func(c AlignmentCell) bool { return c.Fit != FitStrong && c.Fit != FitWeak })
}

// Description says the table in words.
func (a Alignment) Description() string {
	var b strings.Builder
	b.WriteString(a.title() + ": " + a.Say.N(len(a.Rows), "figure.alignment.rows", "%d thing that is going on", "%d things that are going on") + ", " +
		a.Say.N(len(a.Columns), "figure.alignment.columns", "%d priority", "%d priorities") + ".")
	for row, name := range a.Rows {
		b.WriteString("\n" + name + ":")
		for column, priority := range a.Columns {
			for _, cell := range a.at(row, column) {
				b.WriteString("\n– " + a.cellWords(cell, priority))
			}
		}
		if words := a.rowWords(row); words != "" {
			b.WriteString("\n" + words)
		}
	}
	for column, priority := range a.Columns {
		b.WriteString("\n" + priority + ": " + a.columnWords(column))
	}
	return cutWords(b.String(), mostDescription)
}

func (a Alignment) cellWords(cell AlignmentCell, priority string) string {
	return dotted(appendWords([]string{priority}, a.fitWords(cell.Fit), cell.Why))
}

func (a Alignment) title() string {
	if title := plain(a.Title); title != "" {
		return title
	}
	return a.Say.T("figure.alignment.title", "What fits what")
}
