package kinds

import "github.com/cairn-schools/cairn/improve"

// The short ways to declare a field. What somebody reads is found by search;
// days, numbers and ticks are not words.

func words(key improve.FieldKey, label, help string) improve.Field {
	return improve.Field{Key: key, Type: improve.Text, Label: label, Help: help, Search: true}
}

func prose(key improve.FieldKey, label, help string) improve.Field {
	return improve.Field{Key: key, Type: improve.Prose, Label: label, Help: help, Search: true}
}

func day(key improve.FieldKey, label, help string) improve.Field {
	return improve.Field{Key: key, Type: improve.Date, Label: label, Help: help}
}

func someone(key improve.FieldKey, label, help string) improve.Field {
	return improve.Field{Key: key, Type: improve.Person, Label: label, Help: help, Search: true}
}

func amount(key improve.FieldKey, label, help string) improve.Field {
	return improve.Field{Key: key, Type: improve.Number, Label: label, Help: help}
}

func tick(key improve.FieldKey, label, help string) improve.Field {
	return improve.Field{Key: key, Type: improve.YesNo, Label: label, Help: help}
}

func pick(key improve.FieldKey, label, help string, options []improve.Option) improve.Field {
	return improve.Field{Key: key, Type: improve.Choice, Label: label, Help: help, Options: options}
}

func list(key improve.FieldKey, label, help string, columns ...improve.Field) improve.Field {
	return improve.Field{Key: key, Type: improve.Rows, Label: label, Help: help, Search: true, Columns: columns}
}

// hidden keeps a field or column for the program.
func hidden(field improve.Field) improve.Field {
	field.Hidden = true
	return field
}

// term says what the field calls it.
func term(field improve.Field, standard string) improve.Field {
	field.Term = standard
	return field
}

// child marks a field that may name a child.
func child(field improve.Field) improve.Field {
	field.NamesChild = true
	return field
}

// options makes answers from pairs of key and label.
func options(pairs ...string) []improve.Option {
	list := make([]improve.Option, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		list = append(list, improve.Option{Key: pairs[i], Label: pairs[i+1]})
	}
	return list
}

// part is a section of a form.
func part(key, title, help string, fields ...improve.Field) improve.Section {
	return improve.Section{Key: key, Title: title, Help: help, Fields: fields}
}

// rel is a relation to one other page.
func rel(name improve.RelName, label, back, help string, to ...improve.KindName) improve.Rel {
	return improve.Rel{Name: name, To: to, Label: label, Back: back, Help: help}
}

// rels is a relation to several other pages.
func rels(name improve.RelName, label, back, help string, to ...improve.KindName) improve.Rel {
	return improve.Rel{Name: name, To: to, Label: label, Back: back, Help: help, Many: true}
}

// loosely makes a relation one that names pages without belonging to them.
func loosely(relation improve.Rel) improve.Rel {
	relation.Loose = true
	return relation
}

// cells makes the texts of a sample, or of one row of it, from pairs of key and text.
func cells(pairs ...string) map[improve.FieldKey]string {
	texts := make(map[improve.FieldKey]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		texts[improve.FieldKey(pairs[i])] = pairs[i+1]
	}
	return texts
}

// rowsOf gives the rows of a sample's list.
func rowsOf(rows ...map[improve.FieldKey]string) []map[improve.FieldKey]string { return rows }

// declare makes a kind whose line in lists is made of these fields: the label
// of a choice, the text of anything else.
func declare(kind improve.Kind, brief ...improve.FieldKey) *improve.Kind {
	fields := make([]improve.Field, 0, len(brief))
	for _, key := range brief {
		if field, ok := kind.Field(key); ok {
			fields = append(fields, field)
		}
	}
	kind.Summary = func(a improve.Artifact) string {
		parts := make([]string, len(fields))
		for i, field := range fields {
			switch parts[i] = a.Text(field.Key); field.Type {
			case improve.Choice:
				parts[i] = optionLabel(field.Options, parts[i])
			case improve.Prose:
				parts[i] = opening(parts[i])
			}
		}
		return line(parts...)
	}
	return &kind
}
