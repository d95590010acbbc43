package names

import (
	"slices"
	"strings"
)

// Limits of what is looked at in a column: a class, a year group, and as many
// names as fit into a sentence.
const (
	columnCells = 400
	columnNames = 3
)

// pupils are words by which a column says that it holds names of children.
var pupils = []string{"student", "pupil", "child", "learner", "first name", "last name", "surname", "family name", "given name", "full name", "schüler", "vorname", "nachname", "élève", "alumno", "alumna"}

// Column looks for names of children in a column of a table: found are some of
// them, each once; sure is true where the column is one of names, by its head
// or because most of its cells are nothing but a name.
func (f Finder) Column(head string, cells []string) (found []string, sure bool) {
	filled, whole := 0, 0
	var seen []string
	for _, cell := range cells {
		cell = strings.Join(strings.Fields(cell), " ")
		if cell == "" || slices.Contains(seen, cell) {
			continue
		}
		if seen = append(seen, cell); len(seen) > columnCells {
			break
		}
		filled++
		for i, one := range f.Find(cell) {
			if i == 0 && len(one.Text)*2 > len(cell) {
				whole++
			}
			if len(found) < columnNames && !slices.Contains(found, one.Text) {
				found = append(found, one.Text)
			}
		}
	}
	sure = says(head) && hasWords(seen) || whole >= columnNames && 2*whole >= filled
	if sure && len(found) == 0 {
		found = seen[:min(columnNames, len(seen))]
	}
	return found, sure
}

// says tells whether the name of a column speaks of children. "Students" alone
// stands over a count of them as well, which is why the cells are asked, too.
func says(head string) bool {
	head = " " + strings.Join(wordTexts(head), " ") + " "
	return slices.ContainsFunc(pupils, func(word string) bool {
		return strings.Contains(head, " "+word+" ") || strings.Contains(head, " "+word+"s ") || strings.Contains(head, " "+word+" s ")
	})
}

func wordTexts(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" \t\n_-/.,;:()'’", r) })
}

// hasWords tells whether most cells are words with a capital, as names are, and not counts.
func hasWords(cells []string) bool {
	words := 0
	for _, cell := range cells {
		if texts := wordsOf(cell); len(texts) > 0 && texts[0].capital {
			words++
		}
	}
	return 2*words > len(cells)
}
