package app

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// The open form of an artifact, as cairnctl and JSON lines have it: a map from
// field key to a text, a JSON number for numbers, a list of objects for the
// rows of a list, and a list of all live values for a field that was changed
// apart.

// Cells of the open form that mark a row: it is one more text of the row before
// it, or its words were taken out for good. ReadFields passes over such rows.
const (
	alsoCell   = "~also"
	erasedCell = "removed"
)

// FieldsOf gives an artifact's fields in the open form. A kind that this
// version does not know shows what its registers hold.
func (j *Journal) FieldsOf(a improve.Artifact) map[string]any {
	kind := j.catalog.Kind(a.Kind)
	fields := map[string]any{}
	for _, key := range a.FieldKeys() {
		if strings.HasPrefix(string(key), "~") || fieldOf(kind, key).Own {
			continue
		}
		versions := a.Register(key, improve.RowID{}).Distinct()
		if kind != nil && kind.Whole == key || kind == nil && len(versions) > 0 && versions[0].Value.Cells != nil {
			wholeFields(fields, kind, versions)
			continue
		}
		if value := openValues(fieldOf(kind, key), versions); value != nil {
			fields[string(key)] = value
		}
	}
	for _, key := range a.ListKeys() {
		if key == improve.FilesKey {
			continue // Journal.Attachments tells them
		}
		if rows := openRows(fieldOf(kind, key), a.Rows(key)); len(rows) > 0 {
			fields[string(key)] = rows
		}
	}
	return fields
}

func fieldOf(kind *improve.Kind, key improve.FieldKey) improve.Field {
	if kind != nil {
		if field, ok := kind.Field(key); ok {
			return field
		}
	}
	return improve.Field{Key: key}
}

func wholeFields(fields map[string]any, kind *improve.Kind, versions []improve.Version) {
	keys := map[improve.FieldKey]bool{}
	for _, v := range versions {
		for key := range v.Value.Cells {
			keys[key] = true
		}
	}
	for _, key := range sortedKeys(keys) {
		split := make([]improve.Version, len(versions))
		for i, v := range versions {
			split[i] = improve.Version{Value: improve.TextValue(v.Value.Cells[key]), Erased: v.Erased}
		}
		if value := openValues(fieldOf(kind, key), split); value != nil {
			fields[string(key)] = value
		}
	}
}

// openValues gives the one value that is left, or a list of several; nil when all are empty.
func openValues(field improve.Field, versions []improve.Version) any {
	var values []any
	for _, v := range versions {
		value := openValue(field, v)
		if value != nil && !slices.Contains(values, value) {
			values = append(values, value)
		}
	}
	switch len(values) {
	case 0:
		return nil
	case 1:
		return values[0]
	default:
		return values
	}
}

func openValue(field improve.Field, v improve.Version) any {
	switch {
	case v.Erased:
		return "[removed]"
	case v.Value.IsZero():
		return nil
	case v.Value.Raw != nil:
		return "[made with a newer version]"
	case v.Value.Cells != nil:
		return v.Value.Words()
	default:
		return openText(field, v.Value.Text)
	}
}

// openText gives numbers as JSON numbers with all their digits.
func openText(field improve.Field, text string) any {
	if field.Type == improve.Number || field.Type == improve.Percent {
		if _, ok := improve.ParseNumber(text); ok {
			return jsonNumber(text)
		}
	}
	return text
}

// jsonNumber writes a number as JSON has it: people, and other laptops, may
// write zeros in front, which JSON does not take.
func jsonNumber(text string) json.Number {
	digits, negative := strings.CutPrefix(text, "-")
	digits = strings.TrimLeft(digits, "0")
	if digits == "" || digits[0] == '.' {
		digits = "0" + digits
	}
	if negative && strings.Trim(digits, "0.") != "" {
		digits = "-" + digits
	}
	return json.Number(digits)
}

func openRows(field improve.Field, rows []improve.Row) []any {
	open := make([]any, 0, len(rows))
	for _, row := range rows {
		for i, v := range row.Versions {
			if v.Value.Cells == nil && !v.Erased {
				continue
			}
			cells := map[string]any{}
			for key, text := range v.Value.Cells {
				if key != improve.RowPosition {
					column, _ := field.Column(key) // an unknown column is a text
					cells[string(key)] = openText(column, text)
				}
			}
			if v.Erased {
				cells[erasedCell] = true
			}
			if i > 0 {
				cells[alsoCell] = true
			}
			open = append(open, cells)
		}
	}
	return open
}
