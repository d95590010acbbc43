package office

import (
	"cmp"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// What a number of a measure is called, and how it is tied to it.
const (
	measureRel improve.RelName  = "measure"
	projectRel improve.RelName  = "project"
	dayOfPoint improve.FieldKey = "date"
)

// gathered takes the numbers of a measure that is in the book off the pages:
// nobody reads a page for each. A number on which somebody said something, or
// that two people wrote apart, stays a page of its own.
func (b Book) gathered() (pages []Page, numbers map[improve.ArtifactID][]Page) {
	here := map[improve.ArtifactID]bool{}
	for _, page := range b.Pages {
		here[page.Artifact.ID] = true
	}
	numbers = map[improve.ArtifactID][]Page{}
	for _, page := range b.Pages {
		of := page.Artifact.LinkedTo(measureRel)
		if isPlainNumber(page) && len(of) == 1 && here[of[0]] {
			numbers[of[0]] = append(numbers[of[0]], page)
			continue
		}
		pages = append(pages, page)
	}
	for _, of := range numbers {
		slices.SortStableFunc(of, func(x, y Page) int {
			return cmp.Compare(x.Artifact.Text(dayOfPoint), y.Artifact.Text(dayOfPoint))
		})
	}
	return pages, numbers
}

func isPlainNumber(p Page) bool {
	if p.Kind.Whole == "" || len(p.Comments) > 0 || len(marksOf(p)) > 0 {
		return false
	}
	return len(p.Artifact.Register(p.Kind.Whole, improve.RowID{}).Distinct()) < 2
}

// numbersChapter is the table of the numbers of a measure, one line for each;
// only what is filled in somewhere has a column.
func (b Book) numbersChapter(numbers []Page) []Chapter {
	if len(numbers) == 0 {
		return nil
	}
	kind := numbers[0].Kind
	part := Part{Label: b.Say.T("office.numbers", "Day by day"), Rows: make([][]string, len(numbers))}
	column := func(label string, cell func(Page) string) {
		cells, filled := make([]string, len(numbers)), false
		for i, page := range numbers {
			cells[i] = cell(page)
			filled = filled || cells[i] != ""
		}
		if !filled {
			return
		}
		part.Head = append(part.Head, label)
		for i, text := range cells {
			part.Rows[i] = append(part.Rows[i], text)
		}
	}
	for _, field := range kind.Fields() {
		if visible(field, true) {
			column(field.Label, func(p Page) string { return b.shown(field, p.Artifact.Text(field.Key)) })
		}
	}
	for _, rel := range kind.Rels {
		if rel.Name == measureRel || rel.Name == projectRel {
			continue // where the number stands says so
		}
		column(rel.Label, func(p Page) string {
			if to := p.Artifact.LinkedTo(rel.Name); len(to) > 0 {
				return b.TitleOf(to[0])
			}
			return ""
		})
	}
	return []Chapter{{Title: kind.Plural, Parts: []Part{part}}}
}
