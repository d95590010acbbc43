package chart

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func TestWhereNoneOfTheOthersWereCountedALineMoreIsHidden(t *testing.T) {
	for name, c := range map[string]struct {
		cells []GroupCell
		want  string
	}{
		"none of the rest":             {[]GroupCell{{Size: 100, Count: 40}, {Set: "G", Group: "a", Size: 8}, {Set: "G", Group: "b", Size: 20}, {Set: "G", Group: "c", Size: 30, Count: 15}, {Set: "G", Group: "d", Size: 42, Count: 25}}, "a b c"},
		"all of the rest":              {[]GroupCell{{Size: 100, Count: 68}, {Set: "G", Group: "a", Size: 8, Count: 8}, {Set: "G", Group: "b", Size: 20, Count: 20}, {Set: "G", Group: "c", Size: 72, Count: 40}}, "a b c"},
		"some of the rest":             {[]GroupCell{{Size: 100, Count: 41}, {Set: "G", Group: "a", Size: 8, Count: 1}, {Set: "G", Group: "b", Size: 20}, {Set: "G", Group: "c", Size: 30, Count: 15}, {Set: "G", Group: "d", Size: 42, Count: 25}}, "a b"},
		"all of everyone":              {[]GroupCell{{Size: 100, Count: 100}, {Set: "G", Group: "a", Size: 8, Count: 8}, {Set: "G", Group: "b", Size: 20, Count: 20}, {Set: "G", Group: "c", Size: 72, Count: 72}}, "a b"},
		"some of those who are listed": {[]GroupCell{{Size: 100, Count: 30}, {Set: "G", Group: "a", Size: 45, Count: 10}, {Set: "G", Group: "b", Size: 47, Count: 20}}, "a"},
	} {
		if got := hiddenNames(c.cells); got != c.want {
			t.Errorf("%s: hidden %q, want %q", name, got, c.want)
		}
	}
}

// A reader has what is published, shares of so many rounded to a tenth of a per
// cent, and, at worst, knows from the class lists how many are in every group.
// From no table may such a reader tell how many of a small group were counted.
func TestNoCountOfASmallGroupFollowsFromThePublishedShares(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 2))
	shown := 0
	for n := range tableCount(t) {
		fewest := SmallestGroup + r.IntN(LargestSmallGroup-SmallestGroup+1)
		cells, sums := countedTable(r, fewest)
		h := Hide(cells, sums, fewest)
		if h.Unsafe {
			continue // nothing that is new leaves
		}
		known := published(t, cells, h)
		for i, c := range cells {
			if !h.Hidden(i) {
				shown++
			}
			if sensitive := c.Size > 0 && c.Size < float64(fewest) && c.Size < cells[0].Size; sensitive && !saidOfAll(cells, known) && !another(cells, sums, known, i) {
				t.Fatalf("table %d of seed %d, fewest %d: of cell %d all know that it is %g\n%+v\n%+v\n%+v", n, seed, fewest, i, c.Count, cells, sums, h)
			}
		}
	}
	if shown == 0 {
		t.Error("no cell of any table is shown, want some")
	}
}

// saidOfAll tells that none or all of all students were counted: then no group can be kept apart.
func saidOfAll(cells []GroupCell, published []int) bool {
	for i, c := range cells {
		if c.Group == "" && (published[i] == 0 || published[i] == int(c.Size)) {
			return true
		}
	}
	return false
}

// published gives the counts that a reader works out of the shares; -1 for what
// is not shown.
func published(t *testing.T, cells []GroupCell, h Hiding) []int {
	t.Helper()

	counts := make([]int, len(cells))
	for i, c := range cells {
		counts[i] = -1
		if h.Hidden(i) {
			continue
		}
		if c.Size == 0 {
			counts[i] = 0
			continue
		}
		share := math.Round(1000*c.Count/c.Size) / 10
		counts[i] = int(math.Round(share * c.Size / 100))
		if float64(counts[i]) != c.Count {
			t.Fatalf("%g%% of %g is %d, want %g: the share does not give the count", share, c.Size, counts[i], c.Count)
		}
	}
	return counts
}

// another looks for counts that agree with all that is published and give a
// cell another count than the true one, by trying out: each hidden cell is
// moved up or down by one, and a second one beside it the other way, and so on
// around, until all sums hold again.
func another(cells []GroupCell, sums []Sum, published []int, cell int) bool {
	for _, step := range []int{1, -1} {
		moved := make([]int, len(cells))
		if fits(cells, published, moved, cell, step) && mended(cells, sums, published, moved, maxMoved) {
			return true
		}
	}
	return false
}

// maxMoved is how many cells are moved at most: a ring in a table of three by four has twelve.
const maxMoved = 12

// fits moves a cell where it is hidden and stays between none and all.
func fits(cells []GroupCell, published, moved []int, cell, step int) bool {
	count := int(cells[cell].Count) + moved[cell] + step
	if published[cell] >= 0 || moved[cell] != 0 || count < 0 || count > int(cells[cell].Size) {
		return false
	}
	moved[cell] += step
	return true
}

// mended moves more cells until all sums hold.
func mended(cells []GroupCell, sums []Sum, published, moved []int, left int) bool {
	for _, sum := range sums {
		off := -moved[sum.Whole]
		for _, p := range sum.Parts {
			off += moved[p]
		}
		if off == 0 {
			continue
		}
		if left == 0 {
			return false
		}
		step := off / max(off, -off)
		for _, p := range append([]int{sum.Whole}, sum.Parts...) {
			way := -step
			if p == sum.Whole {
				way = step
			}
			if !fits(cells, published, moved, p, way) {
				continue
			}
			if mended(cells, sums, published, moved, left-1) {
				return true
			}
			moved[p] -= way
		}
		return false
	}
	return true
}

// countedTable is a random table in which somebody was counted: lines of one or
// two sets, with those that no line names, or a table of two ways.
func countedTable(r *rand.Rand, fewest int) ([]GroupCell, []Sum) {
	if r.IntN(2) == 0 {
		return countedWays(r)
	}
	students := make([]float64, 20+r.IntN(300))
	likely := []float64{0, 0.02, 0.5, 0.9, 0.98, 1}
	chance := 0.5
	for i := range students {
		if i%10 == 0 {
			chance = likely[r.IntN(len(likely))] // classes differ
		}
		if r.Float64() < chance {
			students[i] = 1
		}
	}
	cells := []GroupCell{{Size: float64(len(students)), Count: added(students)}}
	for set := range 1 + r.IntN(2) {
		at := 0
		for g := range 2 + r.IntN(4) {
			size := min(len(students)-at, randomSize(r))
			cells = append(cells, GroupCell{Set: fmt.Sprint("set ", set), Group: fmt.Sprint(set, ".", g), Size: float64(size), Count: added(students[at : at+size])})
			at += size
		}
	}
	all, sums := SumsOf(cells, fewest)
	return all, sums
}

func added(students []float64) float64 {
	sum := 0.0
	for _, s := range students {
		sum += s
	}
	return sum
}

func countedWays(r *rand.Rand) ([]GroupCell, []Sum) {
	cells, sums := waysTable(r)
	for i := range cells {
		cells[i].Count = 0
	}
	inner := map[int]bool{}
	for _, sum := range sums {
		for _, p := range sum.Parts {
			inner[p] = true
		}
	}
	for _, sum := range sums {
		inner[sum.Whole] = false
	}
	for i := range cells {
		if !inner[i] {
			continue
		}
		count := []float64{0, cells[i].Size, math.Floor(r.Float64() * (cells[i].Size + 1))}[r.IntN(3)]
		cells[i].Count = count
	}
	for range 2 { // rows and columns first, then all
		for _, sum := range sums {
			cells[sum.Whole].Count = 0
			for _, p := range sum.Parts {
				cells[sum.Whole].Count += cells[p].Count
			}
		}
	}
	return cells, sums
}
