package app

import (
	"context"

	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/improve"
)

// TextColumn is a column of a table that people wrote freely in.
type TextColumn struct {
	Head  string
	Cells []string
}

// NamedColumn is a column in which names were found that may be children's.
type NamedColumn struct {
	Head  string
	Names []string // some of them
	Sure  bool     // it is a column of names
}

// NamesIn looks for names of children in columns that are about to be brought
// in: whoever reads the space will read them. It finds most, not all; names of
// people and places that this laptop knows are none.
func (j *Journal) NamesIn(ctx context.Context, columns []TextColumn) ([]NamedColumn, error) {
	finder, err := j.finder(ctx)
	if err != nil {
		return nil, err
	}
	var named []NamedColumn
	for _, column := range columns {
		if found, sure := finder.Column(column.Head, column.Cells); len(found) > 0 {
			named = append(named, NamedColumn{Head: column.Head, Names: found, Sure: sure})
		}
	}
	return named, nil
}

// TextColumns gives the columns of a table that become texts which people
// write freely. A field that asks for a person is none: those are colleagues.
func TextColumns(kind *improve.Kind, grid office.Grid, mapping office.Mapping) []TextColumn {
	var columns []TextColumn
	for i, key := range mapping {
		field, ok := kind.Field(improve.FieldKey(key))
		if !ok || field.Type != improve.Text && field.Type != improve.Prose {
			continue
		}
		cells := make([]string, len(grid.Rows))
		for r, row := range grid.Rows {
			cells[r] = row[i]
		}
		columns = append(columns, TextColumn{Head: grid.ColumnName(i), Cells: cells})
	}
	return columns
}
