package chart

import (
	"math"
	"slices"
)

// maxInferred is up to how many groups without a set every subset is looked
// at: 4,096 sums, a fraction of a millisecond.
const maxInferred = 12

// SumsOf gives what Hide needs to know of one day's table of a measure: the
// cells, with unlisted ones at the end, and the sums that hold among them;
// fewest is the limit that Hide will be asked for. A named set makes up the
// total, together with an unlisted cell for whom no line counts. Where nobody
// wrote the total, two named sets still come to the same: it is an unlisted cell
// then. Of groups without a set, every handful that comes to the total, or so
// near to it that fewer than fewest are left over, is taken for one, and every
// two that come to a third for its parts, since a reader who knows the school
// would see it; so is every handful of a named set whose groups come to more
// than the total. A sum that holds only by chance hides too much at worst. Places
// of the cells given stay the same.
func SumsOf(cells []GroupCell, fewest int) ([]GroupCell, []Sum) {
	all := slices.Clone(cells)
	sets := namedSets(cells)
	total := slices.IndexFunc(cells, func(c GroupCell) bool { return c.Group == "" })
	if total < 0 && len(sets) > 1 {
		total = len(all)
		all = append(all, GroupCell{Group: unlisted, Size: largestSet(cells, sets), Count: math.NaN(), Unlisted: true})
	}
	if total < 0 {
		return all, pairs(cells)
	}
	var sums []Sum
	guessed := handfuls(cells, setless(cells), all[total].Size, fewest)
	for _, parts := range sets {
		rest := all[total].Size - sizeOf(cells, parts)
		if rest < 0 { // one of the numbers is out of date, or somebody is in two of the groups
			guessed = append(guessed, handfuls(cells, parts, all[total].Size, fewest)...)
		}
		all, parts = withRest(all, total, parts, rest)
		sums = append(sums, Sum{Whole: total, Parts: parts})
	}
	for _, parts := range guessed {
		rest := all[total].Size - sizeOf(cells, parts)
		all, parts = withRest(all, total, parts, rest)
		sums = append(sums, Sum{Whole: total, Parts: parts})
	}
	return all, append(sums, pairs(cells)...)
}

// withRest adds those whom no line counts to the parts of a sum.
func withRest(all []GroupCell, whole int, parts []int, rest float64) ([]GroupCell, []int) {
	if !(rest > 0) || len(parts) == 0 {
		return all, parts
	}
	count := all[whole].Count
	for _, p := range parts {
		count -= all[p].Count
	}
	return append(all, GroupCell{Set: all[parts[0]].Set, Group: unlisted, Size: rest, Count: count, Unlisted: true}), append(parts, len(all))
}

// largestSet is the least that everyone can be.
func largestSet(cells []GroupCell, sets [][]int) float64 {
	most := 0.0
	for _, set := range sets {
		if size := sizeOf(cells, set); size > most {
			most = size
		}
	}
	return most
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

// handfuls finds the subsets of some groups that come to the total, or leave
// fewer than fewest over. Of more than maxInferred groups only the whole is tried.
func handfuls(cells []GroupCell, groups []int, total float64, fewest int) [][]int {
	if len(groups) > maxInferred {
		return [][]int{groups}
	}
	var found [][]int
	for mask := 1; mask < 1<<len(groups); mask++ {
		var parts []int
		for i, g := range groups {
			if mask>>i&1 == 1 {
				parts = append(parts, g)
			}
		}
		if rest := total - sizeOf(cells, parts); rest >= 0 && rest < float64(fewest) {
			found = append(found, parts)
		}
	}
	return found
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
