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

// mapTexts gives a value with each text that people write freely changed by
// change: texts, rows, comments, the words of links, the names of files. What is
// chosen, counted or the program's own stays.
func mapTexts(kind *improve.Kind, header improve.Header, value improve.Value, change func(string) string) improve.Value {
	return mapCells(kind, header, value, func(_ improve.FieldKey, text string) string { return change(text) })
}

// mapCells is mapTexts for whoever wants to know the cell; "" for a text that is none.
func mapCells(kind *improve.Kind, header improve.Header, value improve.Value, change func(cell improve.FieldKey, text string) string) improve.Value {
	if value.Raw != nil || value.Cells == nil && header.Type == improve.LinkEvent && value.Text == linkOn {
		return value
	}
	if value.Cells == nil {
		if wordsStand(kind, header, "") && value.Text != "" {
			value.Text = change("", value.Text)
		}
		return value
	}
	value.Cells = maps.Clone(value.Cells)
	for _, key := range sortedKeys(value.Cells) {
		if wordsStand(kind, header, key) && value.Cells[key] != "" {
			value.Cells[key] = change(key, value.Cells[key])
		}
	}
	return value
}

// linkOn is the value of a link that says nothing but that it is there.
const linkOn = "on"

// wordsStand tells whether people write what they like in a value, or in a cell of it.
func wordsStand(kind *improve.Kind, header improve.Header, cell improve.FieldKey) bool {
	switch {
	case strings.HasPrefix(string(cell), "~"): // the program's own
		return false
	case header.Type == improve.CommentEvent || header.Type == improve.LinkEvent:
		return true
	case header.Field == improve.FilesKey:
		return cell == "name"
	case strings.HasPrefix(string(header.Field), "~"):
		return false
	default:
		return isFree(kind, header.Field, cell)
	}
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

// forGrownUps tells whether a value, or a cell of it, is where a grown-up is
// named: who tries something, who sees to it.
func forGrownUps(kind *improve.Kind, header improve.Header, cell improve.FieldKey) bool {
	declared, ok := declaredField(kind, header.Field, cell)
	return ok && header.Type == improve.SetEvent && declared.Type == improve.Person
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
