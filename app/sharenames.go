package app

import (
	"context"
	"maps"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/names"
)

// settingRoster keeps the names or initials of the team's students, one a line.
// It never leaves the laptop.
const settingRoster = "names.roster"

// Roster gives the names of the team's students as they were typed, one a line.
func (j *Journal) Roster(ctx context.Context) (string, error) {
	return j.store.Setting(ctx, settingRoster)
}

// SetRoster keeps the names of the team's students, on this laptop only.
func (j *Journal) SetRoster(ctx context.Context, roster string) error {
	return j.store.SetSetting(ctx, settingRoster, cleanText(roster))
}

// finder knows the students that were typed and the grown-ups, schools and
// spaces that this laptop knows.
func (j *Journal) finder(ctx context.Context) (names.Finder, error) {
	roster, err := j.Roster(ctx)
	if err != nil {
		return names.Finder{}, err
	}
	people, places, err := j.namesKnown(ctx)
	if err != nil {
		return names.Finder{}, err
	}
	return names.New(rosterNames(roster), append(places, people...)), nil
}

// replacer gives what puts other words in the place of names.
func (j *Journal) replacer(ctx context.Context, with map[string]string) (func(string) string, error) {
	if len(with) == 0 {
		return func(text string) string { return text }, nil
	}
	finder, err := j.finder(ctx)
	if err != nil {
		return nil, err
	}
	return func(text string) string { return finder.Replace(text, with) }, nil
}

// mapTexts gives a value with each text that people write freely changed by
// change; what is chosen, counted or the program's own stays.
func mapTexts(kind *improve.Kind, header improve.Header, value improve.Value, change func(string) string) improve.Value {
	if header.Type == improve.LinkEvent || strings.HasPrefix(string(header.Field), "~") || value.Raw != nil {
		return value
	}
	if value.Cells == nil {
		if header.Type == improve.CommentEvent || isFree(kind, header.Field, "") {
			value.Text = change(value.Text)
		}
		return value
	}
	value.Cells = maps.Clone(value.Cells)
	for _, key := range sortedKeys(value.Cells) {
		if key != improve.RowPosition && isFree(kind, header.Field, key) {
			value.Cells[key] = change(value.Cells[key])
		}
	}
	return value
}

// isFree tells whether people write what they like in a field, or in a column
// of it: there a name may stand. What a newer version made may hold anything;
// what the program keeps for itself must never be changed.
func isFree(kind *improve.Kind, field, column improve.FieldKey) bool {
	declared, ok := declaredField(kind, field, column)
	return !ok || !declared.Own && isFreeType(declared)
}

func isFreeType(declared improve.Field) bool {
	return declared.Type == improve.Text || declared.Type == improve.Prose || declared.Type == improve.Person
}

// forGrownUps tells whether a text of a value stands only where a grown-up is
// named: who tries something, who sees to it.
func forGrownUps(kind *improve.Kind, header improve.Header, value improve.Value, text string) bool {
	names := func(column improve.FieldKey) bool {
		declared, ok := declaredField(kind, header.Field, column)
		return ok && declared.Type == improve.Person
	}
	if value.Cells == nil {
		return header.Type != improve.CommentEvent && names("")
	}
	for key, cell := range value.Cells {
		if cell == text && key != improve.RowPosition && !names(key) {
			return false
		}
	}
	return true
}

// declaredField finds the declaration of a field, of a column of a list, or of a cell of a Whole record.
func declaredField(kind *improve.Kind, field, column improve.FieldKey) (improve.Field, bool) {
	if kind == nil {
		return improve.Field{}, false
	}
	if kind.Whole != "" && field == kind.Whole {
		return kind.Field(column)
	}
	declared, ok := kind.Field(field)
	if !ok || column == "" {
		return declared, ok
	}
	return declared.Column(column)
}
