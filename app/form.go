package app

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// The open form of an artifact, as cairnctl and JSON lines have it: a map from
// field key to a text, a JSON number for numbers, a list of objects for the
// rows of a list, and a list of all live values for a field that was changed
// apart.

// FieldsOf gives an artifact's fields in the open form. A kind that this
// version does not know shows what its registers hold.
func (j *Journal) FieldsOf(a improve.Artifact) map[string]any {
	kind := j.catalog.Kind(a.Kind)
	fields := map[string]any{}
	for _, key := range a.FieldKeys() {
		if strings.HasPrefix(string(key), "~") {
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
			return json.Number(text)
		}
	}
	return text
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
				cells["removed"] = true
			}
			if i > 0 {
				cells["~also"] = true
			}
			open = append(open, cells)
		}
	}
	return open
}

// Filled is what ReadFields gives: texts and rows in canonical form.
type Filled struct {
	Fields map[improve.FieldKey]string
	Rows   map[improve.FieldKey][]map[improve.FieldKey]string
}

// ReadFields reads the open form for a kind. A text may stand where a list
// belongs if it is the JSON of one (that is how --set gives rows).
func ReadFields(kind *improve.Kind, open map[string]any) (Filled, error) {
	filled := Filled{Fields: map[improve.FieldKey]string{}, Rows: map[improve.FieldKey][]map[improve.FieldKey]string{}}
	for _, name := range sortedKeys(open) {
		key := improve.FieldKey(name)
		field, ok := kind.Field(key)
		if !ok {
			return Filled{}, &improve.Error{Code: improve.Invalid, Field: key, Message: fmt.Sprintf("%s has no field %q.", kind.Title, name), Hint: "Its fields are: " + fieldNames(kind) + "."}
		}
		if field.Type == improve.Rows {
			rows, err := readRows(field, open[name])
			if err != nil {
				return Filled{}, err
			}
			filled.Rows[key] = rows
			continue
		}
		text, err := readText(field, open[name])
		if err != nil {
			return Filled{}, err
		}
		filled.Fields[key] = text
	}
	return filled, nil
}

func fieldNames(kind *improve.Kind) string {
	var names []string
	for _, field := range kind.Fields() {
		if !field.Hidden && !field.Retired {
			names = append(names, string(field.Key))
		}
	}
	return strings.Join(names, ", ")
}

func readText(field improve.Field, value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case json.Number:
		return plainNumber(v.String()), nil
	case bool:
		if field.Type == improve.YesNo {
			return map[bool]string{true: "yes", false: "no"}[v], nil
		}
	}
	return "", &improve.Error{Code: improve.Invalid, Field: field.Key, Message: fmt.Sprintf("“%s” takes a text.", field.Label), Hint: "Put it between quotation marks."}
}

// plainNumber writes a JSON number without an exponent where it can.
func plainNumber(text string) string {
	if !strings.ContainsAny(text, "eE") {
		return text
	}
	value, err := json.Number(text).Float64()
	if err != nil {
		return text
	}
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.9f", value), "0"), ".")
}

func readRows(field improve.Field, value any) ([]map[improve.FieldKey]string, error) {
	wrong := &improve.Error{Code: improve.Invalid, Field: field.Key, Message: fmt.Sprintf("“%s” takes a list.", field.Label), Hint: `Give it as JSON, such as [{"` + string(field.Columns[0].Key) + `":"…"}].`}
	if text, ok := value.(string); ok {
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		if strings.TrimSpace(text) == "" {
			return nil, nil
		}
		if decoder.Decode(&value) != nil || decoder.More() {
			return nil, wrong
		}
	}
	if value == nil {
		return nil, nil
	}
	list, ok := value.([]any)
	if !ok {
		return nil, wrong
	}
	rows := make([]map[improve.FieldKey]string, 0, len(list))
	for _, item := range list {
		object, ok := item.(map[string]any)
		if !ok {
			return nil, wrong
		}
		row, err := readRow(field, object)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func readRow(field improve.Field, object map[string]any) (map[improve.FieldKey]string, error) {
	row := map[improve.FieldKey]string{}
	for _, name := range sortedKeys(object) {
		column, ok := field.Column(improve.FieldKey(name))
		if !ok && name == "~also" {
			continue
		}
		if !ok {
			return nil, &improve.Error{Code: improve.Invalid, Field: field.Key, Message: fmt.Sprintf("A row of “%s” has no %q.", field.Label, name), Hint: "See \"cairnctl kinds\" for what it has."}
		}
		text, err := readText(column, object[name])
		if err != nil {
			return nil, err
		}
		row[column.Key] = text
	}
	return row, nil
}

// EditsFor turns a filled form into the edits that lead from what an artifact
// holds to it. Only the fields that are named change; the rows of a list are
// matched with those that are there by their place, so that an unchanged row
// is left alone and a changed one keeps its identity.
func (j *Journal) EditsFor(a improve.Artifact, filled Filled) ([]improve.Edit, error) {
	kind, err := j.kind(a.Kind)
	if err != nil {
		return nil, err
	}
	var edits []improve.Edit
	if kind.Whole != "" {
		edits = append(edits, wholeEdit(kind, a, filled.Fields))
	} else {
		for _, key := range sortedKeys(filled.Fields) {
			edits = append(edits, improve.Edit{Field: key, Value: improve.TextValue(filled.Fields[key])})
		}
	}
	for _, key := range sortedKeys(filled.Rows) {
		edits = append(edits, j.rowEdits(fieldOf(kind, key), a.Rows(key), filled.Rows[key])...)
	}
	return edits, nil
}

func wholeEdit(kind *improve.Kind, a improve.Artifact, fields map[improve.FieldKey]string) improve.Edit {
	cells := map[improve.FieldKey]string{}
	for _, field := range kind.Fields() {
		cells[field.Key] = a.Text(field.Key)
	}
	for key, text := range fields {
		cells[key] = text
	}
	return improve.Edit{Field: kind.Whole, Value: improve.CellsValue(cells)}
}

func (j *Journal) rowEdits(field improve.Field, have []improve.Row, want []map[improve.FieldKey]string) []improve.Edit {
	var edits []improve.Edit
	position := ""
	for i, cells := range want {
		if i < len(have) {
			position = have[i].Position
			merged := withHidden(field, have[i].Cells, cells)
			edits = append(edits, improve.Edit{Field: field.Key, Row: have[i].ID, Value: withPosition(merged, position)})
			continue
		}
		position = improve.PositionBetween(position, "")
		edits = append(edits, improve.Edit{Field: field.Key, Row: j.ids.Row(), Value: withPosition(cells, position)})
	}
	for _, row := range have[min(len(want), len(have)):] {
		edits = append(edits, improve.Edit{Field: field.Key, Row: row.ID, Remove: true})
	}
	return edits
}

// withHidden keeps the cells of a row that nobody writes by hand and those of
// a newer version; a cell that its writer left out is empty from now on, or
// the prediction of one question would stand beside the next.
func withHidden(field improve.Field, have, want map[improve.FieldKey]string) map[improve.FieldKey]string {
	merged := map[improve.FieldKey]string{}
	for key, text := range have {
		if column, ok := field.Column(key); !ok || column.Hidden {
			merged[key] = text
		}
	}
	for key, text := range want {
		merged[key] = text
	}
	return merged
}
