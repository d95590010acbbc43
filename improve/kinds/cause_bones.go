package kinds

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// Where a cause hangs: its own part of school life, and a list of others, so
// that a version that knows only the first shows it there and loses nothing.
const (
	categoryKey improve.FieldKey = "category"
	alsoOnKey   improve.FieldKey = "also_on"
)

// CauseCategories gives the parts of school life that a cause hangs on, each
// once: its own first, then the others in the order in which they were written.
// None for a cause that nobody has sorted. A category that only a newer version
// knows is among them.
func CauseCategories(cause improve.Artifact) []string {
	var others []string
	for _, row := range cause.Rows(alsoOnKey) {
		others = append(others, row.Cells[categoryKey])
	}
	return CategoriesOf(cause.Text(categoryKey), others...)
}

// CategoriesOf gives a cause's own category and the others, each once.
func CategoriesOf(own string, others ...string) []string {
	var categories []string
	for _, category := range append([]string{own}, others...) {
		if category != "" && !slices.Contains(categories, category) {
			categories = append(categories, category)
		}
	}
	return categories
}

// HangOn says what to write so that a cause hangs on one more part of school
// life; a cause of none gets it as its own. No edits where it hangs there already.
func HangOn(cause improve.Artifact, category string, ids improve.IDs) []improve.Edit {
	rows := cause.Rows(alsoOnKey)
	if category == "" || slices.Contains(CauseCategories(cause), category) {
		return nil
	}
	if cause.Text(categoryKey) == "" && len(rows) == 0 {
		return []improve.Edit{ownCategory(cause, category)}
	}
	place := improve.PositionBetween("", "")
	if len(rows) > 0 {
		place = improve.PositionBetween(rows[len(rows)-1].Position, "")
	}
	return []improve.Edit{{Field: alsoOnKey, Row: ids.Row(), Value: improve.CellsValue(map[improve.FieldKey]string{categoryKey: category, improve.RowPosition: place})}}
}

// LetGo says what to write so that a cause no longer hangs on a part of school
// life. One that loses its own part has the first of the others as its own.
func LetGo(cause improve.Artifact, category string) []improve.Edit {
	gone, own := []string{category}, cause.Text(categoryKey) == category
	next := ""
	if categories := CauseCategories(cause); own && len(categories) > 1 {
		next = categories[1]
		gone = append(gone, next)
	}
	var edits []improve.Edit
	for _, row := range cause.Rows(alsoOnKey) {
		if slices.Contains(gone, row.Cells[categoryKey]) {
			edits = append(edits, improve.Edit{Field: alsoOnKey, Row: row.ID, Remove: true, Over: cause.Register(alsoOnKey, row.ID).Dots()})
		}
	}
	if own && category != "" {
		edits = append(edits, ownCategory(cause, next))
	}
	return edits
}

func ownCategory(cause improve.Artifact, category string) improve.Edit {
	return improve.Edit{Field: categoryKey, Value: improve.TextValue(category), Over: cause.Register(categoryKey, improve.RowID{}).Dots()}
}
