package main

import (
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

type kindsCommand struct{}

func (c *kindsCommand) run(s *session) error {
	for _, kind := range kinds.Catalog().Kinds() {
		fields := []map[string]any{}
		for _, section := range kind.Sections {
			for _, field := range section.Fields {
				if !field.Own {
					object := fieldObject(field)
					object["part"] = section.Key
					fields = append(fields, object)
				}
			}
		}
		rels := []map[string]any{}
		for _, rel := range kind.Rels {
			to := rel.To
			if to == nil {
				to = []improve.KindName{} // leads to any kind
			}
			rels = append(rels, map[string]any{"rel": rel.Name, "to": to, "many": rel.Many})
		}
		object := map[string]any{"kind": kind.Name, "title": kind.Title, "home": kind.Home, "fields": fields, "rels": rels}
		if err := s.print(object, "%-18s %s: %s", kind.Name, kind.Title, kind.Help); err != nil {
			return err
		}
	}
	return nil
}

func fieldObject(field improve.Field) map[string]any {
	object := map[string]any{"key": field.Key, "type": field.Type, "required": field.Required}
	if field.Hidden {
		object["written_by"] = "cairn"
	}
	if len(field.Options) > 0 {
		options := make([]string, len(field.Options))
		for i, option := range field.Options {
			options[i] = option.Key
		}
		object["options"] = options
	}
	if len(field.Columns) > 0 {
		columns := []map[string]any{}
		for _, column := range field.Columns {
			if !column.Own {
				columns = append(columns, fieldObject(column))
			}
		}
		object["columns"] = columns
	}
	return object
}
