package office

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// Grid is one table of texts with a head.
type Grid struct {
	Name  string
	Head  []string
	Types []improve.FieldType // of each column; Text where nothing else is said
	Rows  [][]string
	Lines []int // of each row, counted from 1 as in the file; nil: they follow the head

	Hidden  int  // how many of the rows are hidden in the sheet, by a filter or by hand
	Letters bool // the file does not say which letters its bytes are: they were read as those of Western Europe

	places []int // of each column in the file, from 0; nil: as they stand
}

// ColumnName gives what to call a column: its head, or its number in the file.
func (g Grid) ColumnName(at int) string {
	switch {
	case g.Head[at] != "":
		return g.Head[at]
	case at < len(g.places):
		at = g.places[at]
	}
	return fmt.Sprintf("column %d", at+1)
}

// line gives where a row stands in the file.
func (g Grid) line(row int) int {
	if row < len(g.Lines) {
		return g.Lines[row]
	}
	return row + 2
}

// Columns that stand before and after those of a kind.
const (
	kindColumn  = "kind"
	idColumn    = "id"
	spaceColumn = "space"
)

// Grids gives a table for each kind in the book, in the order in which they
// first come: a row for each page, a column for each field that any of them has
// filled, then one for each relation. The head of a column is the field's key,
// so that the table can be read again. Rows of a list stand in one cell.
func Grids(b Book) []Grid {
	var kinds []*improve.Kind
	pages := map[improve.KindName][]Page{}
	for _, page := range b.Pages {
		if pages[page.Kind.Name] == nil {
			kinds = append(kinds, page.Kind)
		}
		pages[page.Kind.Name] = append(pages[page.Kind.Name], page)
	}
	grids := make([]Grid, len(kinds))
	for i, kind := range kinds {
		grids[i] = b.grid(kind, pages[kind.Name])
	}
	return grids
}

func (b Book) grid(kind *improve.Kind, pages []Page) Grid {
	g := Grid{Name: kind.Plural, Rows: make([][]string, len(pages))}
	column := func(head string, fieldType improve.FieldType, cell func(Page) string) {
		cells := make([]string, len(pages))
		for i, page := range pages {
			cells[i] = cell(page)
		}
		if !slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
			return
		}
		g.Head, g.Types = append(g.Head, head), append(g.Types, fieldType)
		for i, cell := range cells {
			g.Rows[i] = append(g.Rows[i], cell)
		}
	}
	for _, field := range kind.Fields() {
		if visible(field, true) {
			column(string(field.Key), field.Type, func(p Page) string { return b.cell(p, field) })
		}
	}
	for _, rel := range kind.Rels {
		column(RelColumn(kind, rel.Name), improve.Text, func(p Page) string { return b.targets(p, rel.Name) })
	}
	column(spaceColumn, improve.Text, func(p Page) string { return p.Space })
	column(idColumn, improve.Text, func(p Page) string { return p.Artifact.ID.String() })
	return g
}

// cell gives the canonical text of a field, so that other programs can reckon
// with it and Cairn can read it again; a person is given by name.
func (b Book) cell(p Page, field improve.Field) string {
	if field.Type == improve.Rows {
		return b.listCell(field, p.Artifact.Rows(field.Key))
	}
	text := p.Artifact.Text(field.Key)
	if field.Type == improve.Person {
		return b.shown(field, text)
	}
	return text
}

// lineEnd stands in a list's cell for the end of a line within a text, since
// each row of the list has one line there.
const lineEnd = " ↵ "

// listCell gives the rows of a list as lines, their cells with their names.
func (b Book) listCell(field improve.Field, rows []improve.Row) string {
	head, lines := b.list(field, rows)
	texts := make([]string, len(lines))
	for i, line := range lines {
		var cells []string
		for at, cell := range line {
			if cell != "" {
				cells = append(cells, head[at]+": "+strings.ReplaceAll(cell, "\n", lineEnd))
			}
		}
		texts[i] = strings.Join(cells, "; ")
	}
	return strings.Join(texts, "\n")
}

func (b Book) targets(p Page, rel improve.RelName) string {
	var titles []string
	for _, target := range p.Artifact.LinkedTo(rel) {
		if title := b.TitleOf(target); title != "" {
			titles = append(titles, title)
		}
	}
	return strings.Join(titles, "; ")
}

// joined makes one table of several: their columns side by side, those of one
// name together, and the kind before all.
func joined(b Book) Grid {
	grids := Grids(b)
	if len(grids) == 1 {
		return grids[0]
	}
	all := Grid{Head: []string{kindColumn}, Types: []improve.FieldType{improve.Text}}
	place := map[string]int{}
	for _, g := range grids {
		for i, head := range g.Head {
			if _, known := place[head]; !known && head != idColumn && head != spaceColumn {
				place[head] = len(all.Head)
				all.Head, all.Types = append(all.Head, head), append(all.Types, g.Types[i])
			}
		}
	}
	for _, head := range []string{spaceColumn, idColumn} {
		place[head] = len(all.Head)
		all.Head, all.Types = append(all.Head, head), append(all.Types, improve.Text)
	}
	names := map[string]string{}
	for _, page := range b.Pages {
		names[page.Kind.Plural] = string(page.Kind.Name)
	}
	for _, g := range grids {
		for _, row := range g.Rows {
			line := make([]string, len(all.Head))
			line[0] = names[g.Name]
			for i, cell := range row {
				line[place[g.Head[i]]] = cell
			}
			all.Rows = append(all.Rows, line)
		}
	}
	return all
}
