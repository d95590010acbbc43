package chart

import (
	"math"
	"slices"
)

// maxInferred is up to how many groups without a set every subset is looked
// at: 4,096 sums, a fraction of a millisecond.
const maxInferred = 12

// SumsOf gives what Hide needs to know of one day's table of a measure: the
// cells, with one unlisted cell at the end for each set that does not come to
// the total, and the sums that hold among them. A named set makes up the
// total. Of groups without a set, every handful that comes to exactly the
// total is taken for one, and every two that come to a third for its parts,
// since a reader who knows the school would see it; a sum that holds only by
// chance hides too much at worst. Places of the cells given stay the same.
func SumsOf(cells []GroupCell) ([]GroupCell, []Sum) {
	all := slices.Clone(cells)
	total := slices.IndexFunc(cells, func(c GroupCell) bool { return c.Group == "" })
	var sums []Sum
	if total >= 0 {
		for _, parts := range namedSets(cells) {
			if rest := cells[total].Size - sizeOf(cells, parts); rest > 0 {
				parts = append(parts, len(all))
				all = append(all, GroupCell{Set: cells[parts[0]].Set, Group: unlisted, Size: rest, Unlisted: true})
			}
			sums = append(sums, Sum{Whole: total, Parts: parts})
		}
		sums = append(sums, handfuls(cells, total)...)
	}
	return all, append(sums, pairs(cells)...)
}

// unlisted names the cell of those whom no line counts; no person sees it.
const unlisted = "unlisted"

// namedSets gives the places of the groups of each set that has a name, in the order of their first groups.
func namedSets(cells []GroupCell) [][]int {
	var names []string
	places := map[string][]int{}
	for i, c := range cells {
		if c.Group == "" || c.Set == "" {
			continue
		}
		if _, known := places[c.Set]; !known {
			names = append(names, c.Set)
		}
		places[c.Set] = append(places[c.Set], i)
	}
	sets := make([][]int, len(names))
	for i, name := range names {
		sets[i] = places[name]
	}
	return sets
}

// sizeOf adds up sizes; one that nobody knows makes the whole unknown.
func sizeOf(cells []GroupCell, places []int) float64 {
	size := 0.0
	for _, p := range places {
		size += cells[p].Size
	}
	return size
}

// setless gives the groups of which nobody said what set they belong to.
func setless(cells []GroupCell) []int {
	var groups []int
	for i, c := range cells {
		if c.Group != "" && c.Set == "" && !math.IsNaN(c.Size) {
			groups = append(groups, i)
		}
	}
	return groups
}

// handfuls finds the subsets of setless groups that come to the total. Of more
// than maxInferred groups only the whole is tried.
func handfuls(cells []GroupCell, total int) []Sum {
	groups := setless(cells)
	if len(groups) > maxInferred {
		return []Sum{{Whole: total, Parts: groups}}
	}
	var sums []Sum
	for mask := 1; mask < 1<<len(groups); mask++ {
		var parts []int
		for i, g := range groups {
			if mask>>i&1 == 1 {
				parts = append(parts, g)
			}
		}
		if sizeOf(cells, parts) == cells[total].Size {
			sums = append(sums, Sum{Whole: total, Parts: parts})
		}
	}
	return sums
}

// pairs finds two setless groups that come to a third.
func pairs(cells []GroupCell) []Sum {
	groups := setless(cells)
	var sums []Sum
	for i, a := range groups {
		for _, b := range groups[:i] {
			for _, whole := range groups {
				if whole != a && whole != b && cells[whole].Size == cells[a].Size+cells[b].Size {
					sums = append(sums, Sum{Whole: whole, Parts: []int{b, a}})
				}
			}
		}
	}
	return sums
}
