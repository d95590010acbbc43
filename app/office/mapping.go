package office

import (
	"slices"
	"strings"
	"unicode"

	"github.com/cairn-schools/cairn/improve"
)

// Mapping says for each column of a grid what it becomes: the key of a field
// or the name of a relation of the kind; "" leaves the column out.
type Mapping []string

// GuessMapping finds for each column the field or relation that has its name:
// by key, by the words on screen or by the standard term, in capitals or not.
// The first column of a name wins; a field goes before a relation. Where no
// column is the title, one that is called like the kind itself is: over a list of
// causes stands "Cause".
func GuessMapping(kind *improve.Kind, head []string) Mapping {
	names := map[string]string{}
	name := func(key string, words ...string) {
		for _, word := range append([]string{key}, words...) {
			if folded := foldName(word); folded != "" && names[folded] == "" {
				names[folded] = key
			}
		}
	}
	for _, field := range kind.Fields() {
		if visible(field, false) {
			name(string(field.Key), field.Label, field.Term)
		}
	}
	for _, rel := range kind.Rels {
		name(RelColumn(kind, rel.Name), rel.Label)
	}
	for other, key := range usualNames {
		if _, ok := kind.Field(improve.FieldKey(key)); ok {
			name(key, other)
		}
	}
	own := headline(kind, head, names)
	mapping, taken := make(Mapping, len(head)), map[string]bool{}
	for i, text := range head {
		key := names[foldName(text)]
		if i == own {
			key = string(improve.TitleKey)
		}
		if key != "" && !taken[key] {
			mapping[i], taken[key] = key, true
		}
	}
	return mapping
}

// headline gives the column that is called like the kind where none is its
// title; -1 for none. What is the name of a field stays that.
func headline(kind *improve.Kind, head []string, names map[string]string) int {
	if _, ok := kind.Field(improve.TitleKey); !ok {
		return -1
	}
	full := foldName(string(kind.Name))
	own := []string{full, foldName(kind.Title), foldName(kind.Term), full[strings.LastIndexByte(full, ' ')+1:]}
	found := -1
	for i, text := range head {
		folded := foldName(text)
		key := names[folded]
		if key == string(improve.TitleKey) {
			return -1
		}
		_, field := kind.Field(improve.FieldKey(key))
		if found < 0 && folded != "" && !field && slices.Contains(own, folded) {
			found = i
		}
	}
	return found
}

// usualNames are what people write over columns of numbers.
var usualNames = map[string]string{
	"week": "date", "week of": "date", "when": "date", "month": "date", "count": "value", "percent": "value", "rate": "value", "y": "value",
	"n": "denominator", "total": "denominator", "of": "denominator", "num": "numerator", "den": "denominator", "subgroup": "group", "comment": "note", "remark": "note", "notes": "note",
	"name": "title", "headline": "title",
}

// foldName makes names of columns equal that differ in case and signs only.
func foldName(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, " ")
}

// linkMark stands before the name of a relation that a field of its kind has,
// too, so that each has a column of its own.
const linkMark = "link "

// RelColumn gives the name of a relation's column.
func RelColumn(kind *improve.Kind, rel improve.RelName) string {
	if _, both := kind.Field(improve.FieldKey(rel)); both {
		return linkMark + string(rel)
	}
	return string(rel)
}

// relOf gives the relation whose column has a name.
func relOf(kind *improve.Kind, column string) (improve.RelName, bool) {
	for _, rel := range kind.Rels {
		if RelColumn(kind, rel.Name) == column {
			return rel.Name, true
		}
	}
	return "", false
}
