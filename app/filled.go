package app

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// Filled is what ReadFields gives: texts and rows in canonical form.
type Filled struct {
	Fields map[improve.FieldKey]string
	Rows   map[improve.FieldKey][]map[improve.FieldKey]string
}

// ReadFields reads the open form for a kind. A text may stand where a list
// belongs if it is the JSON of one (that is how --set gives rows). What FieldsOf
// shows of a field that was changed apart is read where it is one text; of a
// list the first text of each row.
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
	if field.Type == improve.Number || field.Type == improve.Percent {
		return "", &improve.Error{Code: improve.Invalid, Field: field.Key, Message: fmt.Sprintf("“%s” takes a number.", field.Label), Hint: "Use digits and a point, such as 12.5."}
	}
	return "", &improve.Error{Code: improve.Invalid, Field: field.Key, Message: fmt.Sprintf("“%s” takes a text.", field.Label), Hint: "Put it between quotation marks."}
}

// plainNumber writes a JSON number without an exponent. One that needs more
// digits than a field takes is refused later, by the field.
func plainNumber(text string) string {
	if !strings.ContainsAny(text, "eE") {
		return text
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return strconv.FormatFloat(value, 'f', -1, 64)
}

// atEnd tells that nothing but blanks is left to decode.
func atEnd(decoder *json.Decoder) bool {
	_, err := decoder.Token()
	return err == io.EOF
}

func readRows(field improve.Field, value any) ([]map[improve.FieldKey]string, error) {
	wrong := &improve.Error{Code: improve.Invalid, Field: field.Key, Message: fmt.Sprintf("“%s” takes a list.", field.Label), Hint: `Give it as JSON, such as [{"` + string(field.Columns[0].Key) + `":"…"}].`}
	if text, ok := value.(string); ok {
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		if strings.TrimSpace(text) == "" {
			return nil, nil
		}
		if decoder.Decode(&value) != nil || !atEnd(decoder) || value == nil {
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
		if object[alsoCell] == true || object[erasedCell] == true {
			continue
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
