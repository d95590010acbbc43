package kinds

import (
	"maps"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// filling gives the texts that something made from an artifact begins with.
type filling = func(improve.Artifact) (map[improve.FieldKey]string, map[improve.FieldKey][]map[improve.FieldKey]string)

// carry takes texts over, in pairs of the field here and the field there. A
// long text is brought onto one line where the other field is a title.
func carry(pairs ...improve.FieldKey) filling {
	return func(a improve.Artifact) (map[improve.FieldKey]string, map[improve.FieldKey][]map[improve.FieldKey]string) {
		fields := map[improve.FieldKey]string{}
		for i := 0; i+1 < len(pairs); i += 2 {
			text := strings.TrimSpace(a.Text(pairs[i]))
			if pairs[i+1] == improve.TitleKey || pairs[i+1] == "source" {
				text = oneLine(text)
			}
			if text != "" {
				fields[pairs[i+1]] = text
			}
		}
		return fields, nil
	}
}

// fixed adds texts that are always the same, in pairs of field and text.
func fixed(fill filling, pairs ...string) filling {
	return func(a improve.Artifact) (map[improve.FieldKey]string, map[improve.FieldKey][]map[improve.FieldKey]string) {
		fields, rows := fill(a)
		maps.Copy(fields, cells(pairs...))
		return fields, rows
	}
}

// keep names the relations whose links go along.
func keep(names ...improve.RelName) []improve.RelName { return names }

// projectOnly lets what is made belong to the same project.
func projectOnly() []improve.RelName { return keep("project") }
