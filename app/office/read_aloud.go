package office

import (
	"strings"

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
	marks := marksOf(p)
	for _, section := range p.Kind.Sections {
		one := Chapter{Title: section.Title}
		for _, field := range section.Fields {
			if made, ok := b.part(p, field); ok {
				one.Parts = append(one.Parts, made)
			}
			if made, ok := b.apart(p, field); ok {
				one.Parts = append(one.Parts, made)
			}
			for _, text := range marks[field.Key] {
				one.Parts = append(one.Parts, Part{Label: b.Say.T("office.mark", "About “%s”", field.Label), Text: text})
			}
		}
		if len(one.Parts) > 0 {
			all = append(all, one)
		}
	}
	return all
}

// marksOf gives what readers should be told about the fields of a page, such as
// a prediction that was changed after the test began.
func marksOf(p Page) map[improve.FieldKey][]string {
	if p.Kind.Marks == nil {
		return nil
	}
	marks := map[improve.FieldKey][]string{}
	for _, mark := range p.Kind.Marks(p.Artifact) {
		marks[mark.Field] = append(marks[mark.Field], mark.Text)
	}
	return marks
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

// apart gives what else was written in a field by somebody who had not seen the
// text that is shown, and which nobody has settled yet. A reader gets both.
func (b Book) apart(p Page, field improve.Field) (Part, bool) {
	if !visible(field, true) {
		return Part{}, false
	}
	made := Part{Label: b.Say.T("office.apart", "%s (written at the same time)", field.Label)}
	if field.Type == improve.Rows {
		var others []improve.Row
		for _, row := range p.Artifact.Rows(field.Key) {
			for _, v := range row.Versions {
				if !sameCells(v.Value.Cells, row.Cells) {
					others = append(others, improve.Row{ID: row.ID, Cells: v.Value.Cells})
				}
			}
		}
		made.Head, made.Rows = b.list(field, others)
		return made, len(made.Rows) > 0
	}
	var texts []string
	for _, v := range p.Artifact.Register(field.Key, improve.RowID{}).Distinct() {
		if text := v.Value.Text; text != "" && text != p.Artifact.Text(field.Key) {
			texts = append(texts, b.shown(field, text))
		}
	}
	made.Prose = strings.Join(texts, "\n\n")
	return made, made.Prose != ""
}

// sameCells tells whether two rows say the same, wherever they stand.
func sameCells(x, y map[improve.FieldKey]string) bool {
	for _, pair := range [][2]map[improve.FieldKey]string{{x, y}, {y, x}} {
		for key, text := range pair[0] {
			if key != improve.RowPosition && pair[1][key] != text {
				return false
			}
		}
	}
	return true
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
