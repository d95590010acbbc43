package office

import (
	"github.com/cairn-schools/cairn/improve"
)

// Part is one field of a page as a reader sees it.
type Part struct {
	Label string
	Text  string // one line; "" when one of the others is set
	Prose string // several lines, Markdown as it was typed
	Head  []string
	Rows  [][]string // of a list, cells under Head
}

// Chapter is what is filled in of one section of a page's form.
type Chapter struct {
	Title string
	Parts []Part
}

// Chapters gives what is filled in on a page, section by section.
func (b Book) Chapters(p Page) []Chapter {
	var all []Chapter
	for _, section := range p.Kind.Sections {
		one := Chapter{Title: section.Title}
		for _, field := range section.Fields {
			if made, ok := b.part(p, field); ok {
				one.Parts = append(one.Parts, made)
			}
		}
		if len(one.Parts) > 0 {
			all = append(all, one)
		}
	}
	return all
}

func (b Book) part(p Page, field improve.Field) (Part, bool) {
	if field.Key == improve.TitleKey || !visible(field, true) {
		return Part{}, false
	}
	made := Part{Label: field.Label}
	if field.Type == improve.Rows {
		made.Head, made.Rows = b.list(field, p.Artifact.Rows(field.Key))
		return made, len(made.Rows) > 0
	}
	text := b.shown(field, p.Artifact.Text(field.Key))
	if field.Type == improve.Prose {
		made.Prose = text
	} else {
		made.Text = text
	}
	return made, text != ""
}

// list gives the columns of a list in which something stands, and its rows.
func (b Book) list(field improve.Field, rows []improve.Row) (head []string, lines [][]string) {
	var used []improve.Field
	for _, column := range field.Columns {
		for _, row := range rows {
			if row.Cells[column.Key] != "" && visible(column, true) {
				used = append(used, column)
				head = append(head, column.Label)
				break
			}
		}
	}
	for _, row := range rows {
		line := make([]string, len(used))
		filled := false
		for i, column := range used {
			line[i] = b.shown(column, row.Cells[column.Key])
			filled = filled || line[i] != ""
		}
		if filled {
			lines = append(lines, line)
		}
	}
	return head, lines
}
