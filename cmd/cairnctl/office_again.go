package main

import (
	"fmt"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/office"
)

// compare looks which rows are numbers that are here already, and tells of them
// on the standard error; --again takes those, too, and tells of none.
func (c *importCommand) compare(s *session, journal *app.Journal, plan office.Plan, links []app.NewLink) (app.Compared, error) {
	if c.Again {
		return app.Compared{Fresh: plan}, nil
	}
	compared, err := journal.Compare(s.ctx, plan, links...)
	if err != nil {
		return compared, err
	}
	for _, met := range compared.There {
		fmt.Fprintf(s.stderr, "line %d: already there: %s\n", met.Line, oneLine(plan.Kind.Summary(met.Here)))
	}
	for _, met := range compared.Doubts {
		fmt.Fprintf(s.stderr, "line %d: the day has another number already: %s\n", met.Line, oneLine(plan.Kind.Summary(met.Here)))
	}
	return compared, nil
}

// printTried prints what would be taken.
func (s *session) printTried(compared app.Compared, named []app.NamedColumn) error {
	plan := compared.Fresh
	object := map[string]any{"rows": len(plan.Rows), "bad": badRows(plan)}
	words := fmt.Sprintf("Rows that can be taken: %d; that cannot: %d.", len(plan.Rows), len(plan.Bad))
	if len(compared.There) > 0 {
		object["already_there"] = metRows(compared.There)
		words += fmt.Sprintf(" Already there: %d; --again takes them all the same.", len(compared.There))
	}
	if len(compared.Doubts) > 0 {
		object["doubts"] = metRows(compared.Doubts)
		words += fmt.Sprintf(" On a day that has another number: %d.", len(compared.Doubts))
	}
	if len(named) > 0 {
		object["names"] = namedColumns(named)
	}
	return s.print(object, "%s", words)
}

// printThere prints, after what was added, what was left out because it is there.
func (s *session) printThere(added int, compared app.Compared) error {
	if len(compared.There) == 0 {
		return nil
	}
	words := "1 row was already there and was left out; --again takes it all the same."
	if n := len(compared.There); n > 1 {
		words = fmt.Sprintf("%d rows were already there and were left out; --again takes them all the same.", n)
	}
	return s.print(map[string]any{"added": added, "already_there": metRows(compared.There)}, "%s", words)
}

func metRows(all []app.Met) []map[string]any {
	rows := []map[string]any{}
	for _, met := range all {
		rows = append(rows, map[string]any{"line": met.Line, "id": met.Here.ID.String()})
	}
	return rows
}
