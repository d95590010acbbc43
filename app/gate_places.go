package app

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
)

// hide asks which lines stay: each place has its sums, and where some numbers
// have no place, each of their lines may be the sum of that of the places.
func (l dayLines) hide(fewest int) chart.Hiding {
	all := slices.Clone(l.cells)
	var sums []chart.Sum
	for _, place := range distinct(l.places) {
		var own []chart.GroupCell
		var to []int
		for line, cell := range l.cells {
			if l.places[line] == place {
				own, to = append(own, cell), append(to, line)
			}
		}
		cells, of := chart.SumsOf(own, fewest)
		for _, rest := range cells[len(own):] {
			to = append(to, len(all))
			all = append(all, rest)
		}
		for _, sum := range of {
			sums = append(sums, moved(sum, to))
		}
	}
	all, sums = l.acrossPlaces(all, sums)
	return chart.Hide(all, sums, fewest)
}

func moved(sum chart.Sum, to []int) chart.Sum {
	parts := make([]int, len(sum.Parts))
	for i, p := range sum.Parts {
		parts[i] = to[p]
	}
	return chart.Sum{Whole: to[sum.Whole], Parts: parts}
}

// lacks tells that lines without a place stand beside groups of places, or beside
// a place where nobody or everybody was counted, and not every place has its total and each group that is named: then what nobody wrote
// may follow from the others in more ways than sums of written lines say.
func (l dayLines) lacks() bool {
	overall, grouped := false, false
	groups := map[string]bool{"": true}
	for line, cell := range l.cells {
		overall = overall || l.places[line].IsZero()
		grouped = grouped || !l.places[line].IsZero() && (cell.Group != "" || cell.Count == 0 || cell.Count == cell.Size)
		groups[cell.Group] = true
	}
	if !overall || !grouped {
		return false
	}
	for _, place := range distinct(l.places) {
		for group := range groups {
			if l.line(place, group) < 0 {
				return true
			}
		}
	}
	return false
}

// keepOverall keeps the lines without a place at home; those that others have
// already make the day doubtful.
func (l *dayLines) keepOverall() {
	for line := range l.cells {
		if !l.places[line].IsZero() {
			continue
		}
		if l.cells[line].Sent {
			l.doubtful = true
			continue
		}
		l.cells[line].Unlisted = true
	}
}

// line finds the line of a group at a place; -1 for none.
func (l dayLines) line(place improve.ArtifactID, group string) int {
	for line, cell := range l.cells {
		if l.places[line] == place && cell.Group == group {
			return line
		}
	}
	return -1
}

// acrossPlaces adds, for each line without a place, that of the same group at all places.
func (l dayLines) acrossPlaces(all []chart.GroupCell, sums []chart.Sum) ([]chart.GroupCell, []chart.Sum) {
	for whole, cell := range l.cells {
		if !l.places[whole].IsZero() {
			continue
		}
		var parts []int
		rest, counted := cell.Size, cell.Count
		for line, other := range l.cells {
			if !l.places[line].IsZero() && other.Group == cell.Group {
				parts, rest, counted = append(parts, line), rest-other.Size, counted-other.Count
			}
		}
		switch {
		case len(parts) == 0 || rest < 0:
			continue
		case rest > 0:
			parts = append(parts, len(all))
			all = append(all, chart.GroupCell{Group: cell.Group + " elsewhere", Size: rest, Count: counted, Unlisted: true})
		}
		sums = append(sums, chart.Sum{Whole: whole, Parts: parts})
	}
	return all, sums
}
