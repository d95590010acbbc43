package chart

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

func TestAGroupOfEightHidesTheNextSmallestBesideIt(t *testing.T) {
	cells := []GroupCell{{Size: 60}, {Set: "Grade", Group: "9", Size: 8}, {Set: "Grade", Group: "10", Size: 30}, {Set: "Grade", Group: "11", Size: 22}}
	got := hiddenNames(cells)
	if want := "9 11"; got != want {
		t.Errorf("hidden: got %q, want %q", got, want)
	}
}

func TestOfTwoGroupsOneSmallBothAreHidden(t *testing.T) {
	cells := []GroupCell{{Size: 40}, {Group: "Girls", Size: 34}, {Group: "Boys", Size: 6}}
	if got, want := hiddenNames(cells), "Girls Boys"; got != want {
		t.Errorf("hidden: got %q, want %q", got, want)
	}
}

func TestASmallRestThatNobodyListedHidesALine(t *testing.T) {
	cells := []GroupCell{{Size: 100}, {Set: "Gender", Group: "Girls", Size: 48}, {Set: "Gender", Group: "Boys", Size: 45}}
	if got, want := hiddenNames(cells), "Boys"; got != want {
		t.Errorf("hidden: got %q, want %q", got, want)
	}
}

func TestTwoSmallGroupsWhoseSumIsSmallHideAThird(t *testing.T) {
	cells := []GroupCell{{Size: 60}, {Set: "L", Group: "a", Size: 3}, {Set: "L", Group: "b", Size: 4}, {Set: "L", Group: "c", Size: 25}, {Set: "L", Group: "d", Size: 28}}
	if got, want := hiddenNames(cells), "a b c"; got != want {
		t.Errorf("hidden: got %q, want %q", got, want)
	}
}

func TestLargeGroupsAndALargeRestHideNothing(t *testing.T) {
	cells := []GroupCell{{Size: 100}, {Set: "S", Group: "a", Size: 40}, {Set: "S", Group: "b", Size: 40}, {Group: "Period 2", Size: 21}}
	if got := hiddenNames(cells); got != "" {
		t.Errorf("hidden: got %q, want nothing", got)
	}
}

func TestALateSmallGroupThatCouldBeSolvedStaysWithAllThatIsNew(t *testing.T) {
	cells := []GroupCell{
		{Size: 40, Sent: true}, {Set: "G", Group: "a", Size: 33, Sent: true}, {Set: "G", Group: "b", Size: 7},
	}
	all, sums := SumsOf(cells, UsualGroup)
	h := Hide(all, sums, UsualGroup)
	if !h.Unsafe || !h.Hidden(2) || h.Hidden(0) || h.Hidden(1) {
		t.Errorf("got %+v, want unsafe, only the late group held back", h)
	}
}

func TestAGroupOfUnknownSizeIsSmall(t *testing.T) {
	all, sums := SumsOf([]GroupCell{{Size: 40}, {Group: "a", Size: math.NaN()}}, UsualGroup)
	if h := Hide(all, sums, UsualGroup); !h.Small[1] || h.Hidden(0) {
		t.Errorf("got %+v, want the group hidden and the total shown", h)
	}
}

func TestAClassOfEightIsShownAsAWholeOnly(t *testing.T) {
	if got, want := hiddenNames([]GroupCell{{Size: 8}, {Group: "Girls", Size: 5}, {Group: "Boys", Size: 3}}), "Girls Boys"; got != want {
		t.Errorf("hidden: got %q, want %q", got, want)
	}
}

func TestTheOrderOfTheLinesDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 200 {
		cells, sums := randomTable(r)
		h := Hide(cells, sums, UsualGroup)
		order := r.Perm(len(cells))
		moved, movedSums := make([]GroupCell, len(cells)), make([]Sum, len(sums))
		for i, to := range order {
			moved[to] = cells[i]
		}
		for i, sum := range sums {
			movedSums[i].Whole = order[sum.Whole]
			for _, p := range sum.Parts {
				movedSums[i].Parts = append(movedSums[i].Parts, order[p])
			}
		}
		again := Hide(moved, movedSums, UsualGroup)
		for i, to := range order {
			if h.Hidden(i) != again.Hidden(to) {
				t.Fatalf("cell %d of %+v is hidden in one order only", i, cells)
			}
		}
	}
}

func hiddenNames(cells []GroupCell) string {
	all, sums := SumsOf(cells, UsualGroup)
	h := Hide(all, sums, UsualGroup)
	names := ""
	for i, c := range cells {
		if h.Hidden(i) {
			names += " " + c.Group
		}
	}
	if names == "" {
		return ""
	}
	return names[1:]
}

func TestNoSmallGroupOfARandomTableCanBeSolved(t *testing.T) {
	tables := tableCount(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	shown, cells := 0, 0
	for n := range tables {
		table, sums := randomTable(r)
		fewest := SmallestGroup + r.IntN(LargestSmallGroup-SmallestGroup+1)
		h := Hide(table, sums, fewest)
		if why := audit(table, sums, h, fewest); why != "" {
			t.Fatalf("table %d of seed %d, fewest %d: %s\n%+v\n%+v\n%+v", n, seed, fewest, why, table, sums, h)
		}
		for i, c := range table {
			if !c.Unlisted {
				cells++
				if !h.Hidden(i) {
					shown++
				}
			}
		}
	}
	t.Logf("%d of %d cells are shown", shown, cells)
	if shown == 0 {
		t.Error("no cell of any table is shown, want some")
	}
}

// tableCount is 1,000, or what CAIRN_TABLES asks for.
func tableCount(t *testing.T) int {
	t.Helper()
	asked := os.Getenv("CAIRN_TABLES")
	if asked == "" {
		return 1_000
	}
	n, err := strconv.Atoi(asked)
	if err != nil {
		t.Fatalf("CAIRN_TABLES: %v", err)
	}
	return n
}

// audit looks for what a clever reader could work out, by another way than
// Hide: it asks for each subset of hidden cells whose sum would be small
// whether that sum follows from what is shown, in exact fractions.
func audit(cells []GroupCell, sums []Sum, h Hiding, fewest int) string {
	var hidden []int
	for i, c := range cells {
		if h.Hidden(i) {
			hidden = append(hidden, i)
		} else if !(c.Size >= float64(fewest)) && !c.Sent && c.Group != "" {
			return fmt.Sprintf("cell %d is small and shown", i)
		}
	}
	if h.Unsafe || len(hidden) > 14 {
		return ""
	}
	for i, c := range cells {
		if c.Group == "" && c.Size < float64(fewest) && !h.Hidden(i) && len(hidden) == len(cells)-1 {
			return "" // the few are shown as a whole, and nothing of them apart
		}
	}
	base := exactEquations(sums, hidden)
	rank := exactRank(base)
	for mask := 1; mask < 1<<len(hidden); mask++ { // any subset: also those that Hide need not look at
		size, row := 0.0, make([]*big.Rat, len(hidden))
		for at, cell := range hidden {
			row[at] = big.NewRat(int64(mask>>at&1), 1)
			if mask>>at&1 == 1 {
				size += max(cells[cell].Size, 0)
			}
		}
		if size < float64(fewest) && exactRank(append(exactEquations(sums, hidden), row)) == rank {
			return fmt.Sprintf("cells %b of %v come to %v and can be solved", mask, hidden, size)
		}
	}
	return ""
}

func exactEquations(sums []Sum, hidden []int) [][]*big.Rat {
	var rows [][]*big.Rat
	for _, sum := range sums {
		row := make([]*big.Rat, len(hidden))
		for at, cell := range hidden {
			row[at] = new(big.Rat)
			if cell == sum.Whole {
				row[at].SetInt64(-1)
			}
			for _, p := range sum.Parts {
				if p == cell {
					row[at].Add(row[at], big.NewRat(1, 1))
				}
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func exactRank(rows [][]*big.Rat) int {
	rank := 0
	for column := 0; len(rows) > 0 && column < len(rows[0]); column++ {
		pivot := -1
		for r := rank; r < len(rows); r++ {
			if rows[r][column].Sign() != 0 {
				pivot = r
				break
			}
		}
		if pivot < 0 {
			continue
		}
		rows[rank], rows[pivot] = rows[pivot], rows[rank]
		for r := rank + 1; r < len(rows); r++ {
			if rows[r][column].Sign() == 0 {
				continue
			}
			factor := new(big.Rat).Quo(rows[r][column], rows[rank][column])
			for i := range rows[r] {
				rows[r][i] = new(big.Rat).Sub(rows[r][i], new(big.Rat).Mul(factor, rows[rank][i]))
			}
		}
		rank++
	}
	return rank
}

// randomTable gives either lines in a few sets, as a teacher types them, or a
// table of two ways.
func randomTable(r *rand.Rand) ([]GroupCell, []Sum) {
	if r.IntN(2) == 0 {
		return SumsOf(randomLines(r), UsualGroup)
	}
	return waysTable(r)
}

// waysTable is a table of two ways with its margins.
func waysTable(r *rand.Rand) ([]GroupCell, []Sum) {
	down, across := 2+r.IntN(2), 2+r.IntN(3)
	cells := make([]GroupCell, (down+1)*(across+1))
	place := func(i, j int) int { return i*(across+1) + j }
	for i := range down + 1 {
		for j := range across + 1 {
			cells[place(i, j)].Set = "two ways"
			if i+j > 0 {
				cells[place(i, j)].Group = fmt.Sprint(i, "/", j)
			}
		}
	}
	for i := 1; i <= down; i++ {
		for j := 1; j <= across; j++ {
			n := float64(randomSize(r))
			for _, p := range []int{place(i, j), place(i, 0), place(0, j), place(0, 0)} {
				cells[p].Size += n
			}
		}
	}
	var sums []Sum
	for i := range down + 1 {
		parts := make([]int, across)
		for j := range parts {
			parts[j] = place(i, j+1)
		}
		sums = append(sums, Sum{Whole: place(i, 0), Parts: parts})
	}
	for j := range across + 1 {
		parts := make([]int, down)
		for i := range parts {
			parts[i] = place(i+1, j)
		}
		sums = append(sums, Sum{Whole: place(0, j), Parts: parts})
	}
	return cells, sums
}

func randomLines(r *rand.Rand) []GroupCell {
	total := 20 + r.IntN(400)
	cells := []GroupCell{{Size: float64(total)}}
	for set := range 1 + r.IntN(3) {
		name := ""
		if r.IntN(3) > 0 {
			name = fmt.Sprint("set ", set)
		}
		left := total
		for g := range 2 + r.IntN(4) {
			n := min(left, randomSize(r))
			left -= n
			cells = append(cells, GroupCell{Set: name, Group: fmt.Sprint(set, ".", g), Size: float64(n), Sent: r.IntN(20) == 0 && n >= LargestSmallGroup})
		}
	}
	return cells
}

func randomSize(r *rand.Rand) int {
	if r.IntN(3) == 0 {
		return r.IntN(15)
	}
	return 10 + r.IntN(90)
}
