package chart

import (
	"encoding/csv"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// printed reads a table of whole numbers of testdata.
func printed(t *testing.T, name string) [][]int {
	t.Helper()

	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comment = '#'
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var table [][]int
	for _, record := range records[1:] {
		numbers := make([]int, len(record))
		for i, cell := range record {
			if numbers[i], err = strconv.Atoi(cell); err != nil {
				t.Fatal(err)
			}
		}
		table = append(table, numbers)
	}
	return table
}

func TestCriticalValues_AreThoseOfThePrintedTables(t *testing.T) {
	for _, row := range printed(t, "20_anhoej_critical_values.csv") {
		if longest, fewest := longestMax(row[0]), crossingsMin(row[0]); longest != row[1] || fewest != row[2] {
			t.Errorf("%d useful points: got %d and %d, want %d and %d", row[0], longest, fewest, row[1], row[2])
		}
	}
	for _, row := range printed(t, "24_runs_limits_exact.csv") {
		least, most, ok := runsLimits(row[0]/2, row[0]-row[0]/2)
		if !ok || least != row[1] || most != row[2] {
			t.Errorf("%d points: got %d to %d runs, want %d to %d", row[0], least, most, row[1], row[2])
		}
	}
}

// exactQuantile is quantile in whole numbers: weight up to the index times 1000 against share in thousandths.
func exactQuantile(weights []*big.Int, thousandths int64) int {
	all := new(big.Int)
	for _, w := range weights {
		all.Add(all, w)
	}
	all.Mul(all, big.NewInt(thousandths))
	sum := new(big.Int)
	for i, w := range weights {
		sum.Add(sum, w)
		if new(big.Int).Mul(sum, big.NewInt(1000)).Cmp(all) >= 0 {
			return i
		}
	}
	return -1
}

func choose(n, k int) *big.Int {
	if k < 0 || k > n {
		return new(big.Int)
	}
	return new(big.Int).Binomial(int64(n), int64(k))
}

func TestCrossingsMin_IsExactForEveryLength(t *testing.T) {
	for _, useful := range append(upTo(400), 999, 1000, 2500) {
		weights := make([]*big.Int, max(useful, 1))
		for i := range weights {
			weights[i] = choose(len(weights)-1, i)
		}
		if got, want := crossingsMin(useful), exactQuantile(weights, 50); got != want {
			t.Errorf("%d useful points: got %d crossings, want %d", useful, got, want)
		}
	}
}

func upTo(n int) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i + 1
	}
	return numbers
}

func TestRunsLimits_AreExactForEverySplit(t *testing.T) {
	for above := 1; above <= 40; above++ {
		for below := 1; below <= 40; below++ {
			weights := make([]*big.Int, 2*min(above, below)+2)
			for r := range weights {
				k, w := r/2, new(big.Int)
				switch {
				case r < 2:
				case r%2 == 0:
					w.Mul(choose(above-1, k-1), choose(below-1, k-1)).Lsh(w, 1)
				default:
					w.Mul(choose(above-1, k), choose(below-1, k-1))
					w.Add(w, new(big.Int).Mul(choose(above-1, k-1), choose(below-1, k)))
				}
				weights[r] = w
			}
			least, most, _ := runsLimits(above, below)
			if wantLeast, wantMost := exactQuantile(weights, 25), exactQuantile(weights, 975); least != wantLeast || most != wantMost {
				t.Errorf("%d above, %d below: got %d to %d, want %d to %d", above, below, least, most, wantLeast, wantMost)
			}
		}
	}
}

func TestOdds_AreThoseCountedOut(t *testing.T) {
	for _, c := range []struct {
		useful             int
		six, eight, anhoej float64
	}{{10, 9.4, 1.6, 4.5}, {12, 12.5, 2.3, 4.3}, {20, 23.7, 5.4, 7.1}, {24, 28.8, 7.0, 6.6}, {36, 42.0, 11.3, 8.5}, {50, 54.4, 16.2, 7.3}} {
		for name, want := range map[string]float64{IHI: c.six, "western-electric": c.eight, Anhoej: c.anhoej} {
			rules, err := RulesNamed(name)
			if err != nil {
				t.Fatal(err)
			}
			if got := 100 * rules.Odds(c.useful); math.Abs(got-want) > 0.06 { // the figures were rounded to a tenth
				t.Errorf("%s, %d points: got %.2f %%, want %.1f %%", name, c.useful, got, want)
			}
		}
	}
}

func TestOdds_AreThoseOfAllSequences(t *testing.T) {
	for useful := 1; useful <= 16; useful++ {
		longest, fewest := longestMax(useful), crossingsMin(useful)
		signals := 0
		for sequence := range 1 << useful {
			var sides []mark
			for bit := range useful {
				sides = append(sides, mark{side: 1 - 2*(sequence>>bit&1)})
			}
			runs, most := stretches(sides, false), 0
			for _, run := range runs {
				most = max(most, run.length)
			}
			if most > longest || len(runs)-1 < fewest {
				signals++
			}
		}
		want := float64(signals) / float64(int(1)<<useful)
		if got := falseSignals(useful, longest, fewest); math.Abs(got-want) > 1e-12 {
			t.Errorf("%d points: got %v, want %v", useful, got, want)
		}
	}
}

func TestC4_IsThePrintedOne(t *testing.T) {
	for n, want := range map[float64]float64{2: 0.7979, 3: 0.8862, 5: 0.9400, 10: 0.9727, 25: 0.9896, 20: 0.986934} {
		if got := c4(n); math.Abs(got-want) > 5e-5 {
			t.Errorf("c4(%v): got %v, want %v", n, got, want)
		}
	}
}
