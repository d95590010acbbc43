package office

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
	"github.com/cairn-schools/cairn/improve/table"
)

// Plan is what a grid becomes: new artifacts of one kind, and the rows that cannot.
type Plan struct {
	Kind *improve.Kind
	Rows []PlanRow
	Bad  []BadRow
}

// PlanRow is one new artifact.
type PlanRow struct {
	Line   int // of the sheet, the head being 1
	Fields map[improve.FieldKey]string
	Lists  map[improve.FieldKey][]map[improve.FieldKey]string
	Links  []PlanLink
}

// PlanLink ties a new artifact to one that has this title or id.
type PlanLink struct {
	Rel  improve.RelName
	Text string
}

// BadRow is a row that cannot become an artifact, with the reason for a person.
type BadRow struct {
	Line   int
	Reason string
}

// NewPlan reads a grid by a mapping. order says how days such as 3/4/2026 are
// written; "" means that the column must tell by itself, and when it does not
// the error asks for it. What a comma in a number means is seen from all columns
// of numbers. A row that breaks a rule of the kind is among the bad ones; an error is about the whole table.
func NewPlan(kind *improve.Kind, grid Grid, mapping Mapping, order DateOrder) (Plan, error) {
	reader := rowReader{kind: kind, mapping: mapping, orders: map[int]DateOrder{}}
	if err := reader.check(grid); err != nil {
		return Plan{}, err
	}
	if err := reader.look(grid, order); err != nil {
		return Plan{}, err
	}
	plan := Plan{Kind: kind}
	for i, cells := range grid.Rows {
		row, err := reader.row(cells)
		row.Line = grid.line(i)
		switch {
		case err != nil:
			plan.Bad = append(plan.Bad, BadRow{Line: row.Line, Reason: reason(err)})
		case len(row.Fields)+len(row.Lists) > 0:
			plan.Rows = append(plan.Rows, row)
		}
	}
	return plan, nil
}

// reason gives an error's sentence without its advice.
func reason(err error) string {
	var known *improve.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return err.Error()
}

// rowReader reads rows of one grid.
type rowReader struct {
	kind    *improve.Kind
	mapping Mapping
	orders  map[int]DateOrder // of the columns that hold days
	numbers table.Numbers     // how this table writes numbers
}

// look finds out how days and numbers are written in this table.
func (r *rowReader) look(grid Grid, order DateOrder) error {
	var numbers []string
	for column := range grid.Head {
		field, ok := r.kind.Field(improve.FieldKey(r.key(column)))
		switch {
		case ok && field.Type == improve.Date:
			found, err := orderOf(grid, column, order)
			if err != nil {
				return err
			}
			r.orders[column] = found
		case ok && (field.Type == improve.Number || field.Type == improve.Percent):
			for _, row := range grid.Rows {
				numbers = append(numbers, row[column])
			}
		}
	}
	r.numbers = table.NumbersOf(numbers)
	return nil
}

func (r rowReader) key(column int) string {
	if column < len(r.mapping) {
		return r.mapping[column]
	}
	return ""
}

// check refuses a mapping that leads nowhere or twice to one place.
func (r rowReader) check(grid Grid) error {
	used := map[string]bool{}
	any := false
	if r.kind.Name == kinds.PointKind && !slices.Contains(r.mapping, "date") && table.DaysAcross(grid.Head) {
		return table.Across()
	}
	for column := range grid.Head {
		key := r.key(column)
		if key == "" {
			continue
		}
		_, isField := r.kind.Field(improve.FieldKey(key))
		_, isRel := relOf(r.kind, key)
		switch {
		case !isField && !isRel:
			return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("%s has no field %q.", r.kind.Title, key), Hint: "See \"cairnctl kinds\" for its fields."}
		case used[key]:
			return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("Two columns become %q.", key), Hint: "Leave one of them out."}
		}
		used[key], any = true, true
	}
	if !any {
		return &improve.Error{Code: improve.Invalid, Message: "No column has a name that Cairn knows.", Hint: "Say which column is what."}
	}
	return nil
}

func (r rowReader) row(cells []string) (PlanRow, error) {
	row := PlanRow{Fields: map[improve.FieldKey]string{}, Lists: map[improve.FieldKey][]map[improve.FieldKey]string{}}
	for column, cell := range cells {
		key, cell := r.key(column), strings.TrimSpace(cell)
		if key == "" || cell == "" {
			continue
		}
		field, isField := r.kind.Field(improve.FieldKey(key))
		if isField && cell == table.NotWorkedOut {
			return row, &improve.Error{Code: improve.Invalid, Field: field.Key, Message: fmt.Sprintf("“%s” is a formula without its result.", field.Label)}
		}
		if isField && isFault(cell) {
			return row, wrongCell(field, cell, "is a fault of the spreadsheet")
		}
		if !isField {
			rel, _ := relOf(r.kind, key)
			for _, text := range strings.Split(cell, ";") {
				row.Links = append(row.Links, PlanLink{Rel: rel, Text: strings.TrimSpace(text)})
			}
			continue
		}
		if field.Type == improve.Rows {
			rows, err := readList(field, cell)
			if err != nil {
				return row, err
			}
			row.Lists[field.Key] = rows
			continue
		}
		text, err := canonical(field, cell, r.orders[column], r.numbers)
		if err != nil {
			return row, err
		}
		if text != "" { // else a sign that stands for no number
			row.Fields[field.Key] = text
		}
	}
	return row, r.complete(row)
}

// isFault tells whether a cell holds what a formula gives that cannot be worked out.
func isFault(cell string) bool {
	return slices.Contains([]string{"#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"}, cell)
}

// complete checks the row as the kind would check the page.
func (r rowReader) complete(row PlanRow) error {
	if len(row.Fields)+len(row.Lists)+len(row.Links) == 0 {
		return nil // an empty line is passed over
	}
	for _, field := range r.kind.Fields() {
		if field.Required && !field.Retired && row.Fields[field.Key] == "" && len(row.Lists[field.Key]) == 0 {
			return &improve.Error{Code: improve.Invalid, Field: field.Key, Message: fmt.Sprintf("“%s” is empty.", field.Label)}
		}
	}
	if r.kind.Whole == "" || r.kind.Before == nil {
		return nil
	}
	_, err := r.kind.Before(improve.Artifact{Kind: r.kind.Name}, []improve.Edit{{Field: r.kind.Whole, Value: improve.Value{Cells: row.Fields}}}, time.Time{})
	return err
}
