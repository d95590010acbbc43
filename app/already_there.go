package app

import (
	"context"
	"slices"
	"strconv"

	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// Compared is a plan beside the numbers that are on this laptop already.
type Compared struct {
	Fresh  office.Plan // the plan without the rows that are there
	There  []Met       // rows that say what a number here says
	Doubts []Met       // rows of Fresh whose day has another number here
}

// Met is a row of a plan and the number here that it met.
type Met struct {
	Line int // of the sheet, the head being 1
	Here improve.Artifact
}

// Compare tells which rows of a plan of numbers are on this laptop already:
// those of the same measure, day, group and place with the same value. All
// other kinds are fresh as a whole. all are the links that every row will get.
//
// A chart adds up what stands on one day (makeDays in app/figure), so a table
// that is brought in twice would double each of its points, and nobody would
// see it in a share. Another value is no such thing: two classes of one group,
// or a morning and an afternoon, are counted apart and belong together, so it
// is taken, and told because it could also be a number that was mended in the
// spreadsheet. For the same reason each number here stands for one row alone: a
// table that says the same twice on purpose keeps its second row. The note is
// no part of it: other words beside a number make no second one.
func (j *Journal) Compare(ctx context.Context, plan office.Plan, all ...NewLink) (Compared, error) {
	compared := Compared{Fresh: plan}
	if plan.Kind.Name != kinds.PointKind {
		return compared, nil
	}
	me, err := j.Me(ctx)
	if err != nil {
		return compared, err
	}
	c := comparer{
		j: j, finder: newTitleFinder(j.store), own: me.Organisation,
		here: map[improve.ArtifactID]map[countedAt][]*hereNumber{},
	}
	compared.Fresh.Rows = nil
	for _, row := range plan.Rows {
		met, same, err := c.meet(ctx, plan.Kind, row, all)
		switch {
		case err != nil:
			return compared, err
		case same:
			compared.There = append(compared.There, Met{Line: row.Line, Here: met.page})
			continue
		case met != nil:
			compared.Doubts = append(compared.Doubts, Met{Line: row.Line, Here: met.page})
		}
		compared.Fresh.Rows = append(compared.Fresh.Rows, row)
	}
	return compared, nil
}

// comparer looks numbers up, those of each measure read once.
type comparer struct {
	j      *Journal
	finder titleFinder
	own    improve.ArtifactID // the user's organisation, where no place is named
	here   map[improve.ArtifactID]map[countedAt][]*hereNumber
}

// countedAt is when, where and of whom a number was counted.
type countedAt struct {
	day, group string
	place      improve.ArtifactID
}

// hereNumber is one number that is here; each text of it that is still open has
// an entry of its own under the same page.
type hereNumber struct {
	page  improve.Artifact
	cells map[improve.FieldKey]string
	taken *bool // a row has met its page
}

// meet finds the number that a row says again, or else one that stands on its
// day; nil where there is none.
func (c *comparer) meet(ctx context.Context, kind *improve.Kind, row office.PlanRow, all []NewLink) (met *hereNumber, same bool, err error) {
	links := slices.Clone(all)
	named, err := c.finder.links(ctx, kind, row)
	if code := improve.CodeOf(err); err != nil && code != improve.NotFound && code != improve.Invalid {
		return nil, false, err
	}
	if err == nil { // else the import says what is wrong with the row
		links = append(links, named...)
	}
	measure := linkedTo(links, measureRel)
	if measure.IsZero() || err != nil {
		return nil, false, nil
	}
	if err := c.read(ctx, measure); err != nil {
		return nil, false, err
	}
	numbers := c.here[measure][c.at(row.Fields, linkedTo(links, placeRel))]
	for _, n := range numbers {
		if !*n.taken && sameNumber(n.cells, row.Fields) {
			*n.taken = true
			return n, true, nil
		}
	}
	if len(numbers) == 0 {
		return nil, false, nil
	}
	return numbers[0], false, nil
}

// read takes in all numbers of a measure, those that stay on this laptop included.
func (c *comparer) read(ctx context.Context, measure improve.ArtifactID) error {
	if c.here[measure] != nil {
		return nil
	}
	pages, err := c.j.store.Artifacts(ctx, improve.Query{LinkTo: measure, Rel: measureRel, Kinds: []improve.KindName{kinds.PointKind}, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		return err
	}
	c.here[measure] = map[countedAt][]*hereNumber{}
	for _, page := range pages {
		taken, place := new(bool), placeOf(page.LinkedTo(placeRel))
		for _, v := range page.Register(kinds.PointRecord, improve.RowID{}).Live {
			if v.Value.Cells == nil {
				continue
			}
			at := c.at(v.Value.Cells, place)
			c.here[measure][at] = append(c.here[measure][at], &hereNumber{page: page, cells: v.Value.Cells, taken: taken})
		}
	}
	return nil
}

// at is where a number stands; one of no place is the user's own, as in the data sheet.
func (c *comparer) at(cells map[improve.FieldKey]string, place improve.ArtifactID) countedAt {
	if place.IsZero() {
		place = c.own
	}
	point := kinds.PointOf(cells)
	return countedAt{day: point.Date, group: point.Group, place: place}
}

// sameNumber tells whether two points say the same number in the same way:
// 31 of 52 and a share that comes to it may have been counted by two people.
func sameNumber(x, y map[improve.FieldKey]string) bool {
	for _, key := range []improve.FieldKey{"value", "numerator", "denominator"} {
		if x[key] == y[key] {
			continue
		}
		left, err := strconv.ParseFloat(x[key], 64)
		if err != nil {
			return false
		}
		if right, err := strconv.ParseFloat(y[key], 64); err != nil || left != right {
			return false
		}
	}
	return true
}
