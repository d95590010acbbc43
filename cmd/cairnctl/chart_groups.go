package main

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve/chart"
)

// Pictures are looked at by others: what they show of groups passes the same
// rules as what Cairn shares. What is printed stays on this terminal.

// setName is what --by splits a file by, for the rules about small groups.
const setName = "by"

// shareable gives the groups, and everyone where the picture has them, without
// the rows from which a group of fewer than --smallest could be told: their
// numbers are gaps. Without --by there is no group, without --n nobody knows
// how large one is.
func (c *chartCommand) shareable(groups []series, everyone *series) ([]series, chart.Withheld) {
	withheld := chart.Withheld{Fewest: c.Smallest}
	if len(c.By) == 0 || c.N == "" || c.Own {
		return groups, withheld
	}
	kept := make([]series, len(groups))
	for i, group := range groups {
		kept[i] = series{group: group.group, rows: slices.Clone(group.rows)}
	}
	for _, at := range placesIn(groups) {
		var cells []chart.GroupCell
		var owner []*series
		for i := range kept {
			if count, size := tallyAt(kept[i], at); !math.IsNaN(size) {
				cells = append(cells, chart.GroupCell{Set: setName, Group: strings.Join(kept[i].group, ", "), Size: size, Count: count})
				owner = append(owner, &kept[i])
			}
		}
		if everyone != nil {
			count, size := tallyAt(*everyone, at)
			cells, owner = append(cells, chart.GroupCell{Size: size, Count: count}), append(owner, everyone)
		}
		all, sums := chart.SumsOf(cells, c.Smallest)
		hiding := chart.Hide(all, sums, c.Smallest)
		for i := range cells {
			switch {
			case hiding.Small[i]:
				withheld.Small++
			case hiding.Complement[i]:
				withheld.Beside++
			default:
				continue
			}
			owner[i].blank(at)
		}
	}
	return kept, withheld
}

// placesIn lists the places on the axis, each once.
func placesIn(groups []series) []string {
	var places []string
	known := map[string]bool{}
	for _, group := range groups {
		for i, row := range group.rows {
			if at := placeOf(row, i); !known[at] {
				known[at] = true
				places = append(places, at)
			}
		}
	}
	return places
}

// placeOf is where a row stands; without --x the n-th rows of all groups stand together.
func placeOf(row chart.Observation, number int) string {
	if row.At != "" {
		return row.At
	}
	return rank(number)
}

// byRank sorts places as they stand on the axis.
func byRank(a, b string) int {
	first, _ := strconv.Atoi(a) // rank wrote it
	second, _ := strconv.Atoi(b)
	return first - second
}

// tallyAt adds up what stands behind a group's number at a place: how many were
// counted, out of how many; NaN for none.
func tallyAt(s series, at string) (count, size float64) {
	any := false
	for i, row := range s.rows {
		if placeOf(row, i) == at && !math.IsNaN(row.N) && !math.IsNaN(row.Y) {
			count, size, any = count+row.Y, size+row.N, true
		}
	}
	if !any {
		return math.NaN(), math.NaN()
	}
	return count, size
}

// blank takes the numbers at a place away; the place stays.
func (s *series) blank(at string) {
	for i := range s.rows {
		if placeOf(s.rows[i], i) == at {
			s.rows[i].Y, s.rows[i].N = math.NaN(), math.NaN()
		}
	}
}

// together draws the groups as small charts beside everyone, on one scale.
// Points count along the axis of all of them.
func (c *chartCommand) together(places map[string]string, groups []series) (*figure.Scene, error) {
	spec, err := c.spec()
	if err != nil {
		return nil, err
	}
	axis := placesIn(groups)
	slices.SortStableFunc(axis, byRank)
	everyone := series{group: []string{c.say.T("figure.everyone", "Everyone")}}
	for _, group := range groups {
		for i, row := range group.rows {
			row.At = placeOf(row, i)
			everyone.rows = append(everyone.rows, row)
		}
	}
	shown, withheld := c.shareable(groups, &everyone)
	many := figure.Multiples{Say: c.say, Title: c.title(), Subtitle: c.subtitle(), By: figure.Split(strings.Join(c.By, " and ")), LeftOut: c.leftOut(withheld)}
	for _, group := range append([]series{everyone}, shown...) {
		drawn, err := chart.Draw(spec, group.along(axis))
		if err != nil {
			return nil, ofGroup(err, group.group)
		}
		name(places, drawn)
		many.Panels = append(many.Panels, figure.Panel{Name: strings.Join(group.group, ", "), MeasureChart: figure.MeasureChart{RunChart: c.figure(nil, drawn)}})
	}
	return many.Scene(), nil
}

// along gives the rows with a gap at each place of the axis where there is none.
func (s series) along(axis []string) []chart.Observation {
	var rows []chart.Observation
	for _, at := range axis {
		before := len(rows)
		for i, row := range s.rows {
			if placeOf(row, i) == at {
				rows = append(rows, chart.Observation{At: at, Y: row.Y, N: row.N})
			}
		}
		if len(rows) == before {
			rows = append(rows, chart.Observation{At: at, Y: math.NaN(), N: math.NaN()})
		}
	}
	return rows
}

// leftOut says what the picture does not show, or that nobody could look.
func (c *chartCommand) leftOut(withheld chart.Withheld) string {
	if len(c.By) > 0 && c.N == "" && !c.Own {
		return c.say.T("figure.sizesUnknown", "The file does not say how large the groups are: look for small ones before you show this.")
	}
	return withheld.Words(c.say)
}
