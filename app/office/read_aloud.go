package office

import (
	"github.com/cairn-schools/cairn/improve"
)

// A page to read is made of parts that Markdown and HTML write each in its own way.

type part struct {
	label string // "" for none
	prose string // several lines, Markdown as it was typed
	text  string // one line
	head  []string
	rows  [][]string
}

type chapter struct {
	title string
	parts []part
}

// chapters gives what is filled in on a page, section by section.
func (b Book) chapters(p Page) []chapter {
	var all []chapter
	for _, section := range p.Kind.Sections {
		one := chapter{title: section.Title}
		for _, field := range section.Fields {
			if made, ok := b.part(p, field); ok {
				one.parts = append(one.parts, made)
			}
		}
		if len(one.parts) > 0 {
			all = append(all, one)
		}
	}
	return all
}

func (b Book) part(p Page, field improve.Field) (part, bool) {
	if field.Key == improve.TitleKey || !visible(field, true) {
		return part{}, false
	}
	made := part{label: field.Label}
	if field.Type == improve.Rows {
		made.head, made.rows = b.list(field, p.Artifact.Rows(field.Key))
		return made, len(made.rows) > 0
	}
	text := b.shown(field, p.Artifact.Text(field.Key))
	if field.Type == improve.Prose {
		made.prose = text
	} else {
		made.text = text
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
