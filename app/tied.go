package app

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/improve"
)

// Tied looks at the titles that the rows of a plan are tied to and moves the
// rows among the bad ones whose title no page here has, or several have. The
// bad rows are in the order of their lines. The plan that was given stays as it is.
func (j *Journal) Tied(ctx context.Context, plan office.Plan) (office.Plan, error) {
	finder := newTitleFinder(j.store)
	rows, bad := []office.PlanRow(nil), slices.Clone(plan.Bad)
	for _, row := range plan.Rows {
		_, err := finder.links(ctx, plan.Kind, row)
		var known *improve.Error
		switch {
		case err == nil:
			rows = append(rows, row)
		case errors.As(err, &known) && (known.Code == improve.NotFound || known.Code == improve.Invalid):
			bad = append(bad, office.BadRow{Line: row.Line, Reason: known.Message})
		default:
			return office.Plan{}, err
		}
	}
	slices.SortStableFunc(bad, func(x, y office.BadRow) int { return cmp.Compare(x.Line, y.Line) })
	plan.Rows, plan.Bad = rows, bad
	return plan, nil
}
