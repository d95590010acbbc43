package chart_test

import (
	"math"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve/chart"
)

// pistons reads the inside diameters of 25 samples of five piston rings.
func pistons(t *testing.T) []chart.Observation {
	t.Helper()

	read := readTable(t, "02_montgomery_6_03_pistonrings.csv")
	observations := rows(t, read, "diameter", "")
	column, err := read.Column("sample")
	if err != nil {
		t.Fatal(err)
	}
	for i, sample := range column.Texts() {
		observations[i].At = sample
	}
	return observations
}

func TestDraw_SamplesOfOneSizeTakeTheMeanOfTheirSpreadsAsTheTextbookPrintsIt(t *testing.T) {
	averages := draw(t, chart.Spec{Kind: chart.Xbar}, pistons(t)).Phases[0]
	spreads := draw(t, chart.Spec{Kind: chart.S}, pistons(t)).Phases[0]

	for _, printed := range []struct {
		what      string
		got, want float64
		half      float64 // of the last digit printed
	}{
		{"the mean of means", averages.Centre, 74.001, 5e-4},
		{"the mean's upper limit", averages.Points[0].Upper, 74.0146, 5e-5},
		{"the mean's lower limit", averages.Points[0].Lower, 73.9878, 5e-5},
		{"the mean spread", spreads.Centre, 0.0094, 5e-5},
		{"the spread's upper limit", spreads.Points[0].Upper, 0.0196, 5e-5},
		{"the spread's lower limit", spreads.Points[0].Lower, 0, 0},
	} {
		if math.Abs(printed.got-printed.want) > printed.half {
			t.Errorf("%s is %v, want %v", printed.what, printed.got, printed.want)
		}
	}
}

func TestDraw_OneSampleOfAnotherSizePoolsVariancesAndAMissingOneDoesNot(t *testing.T) {
	equal := [][]float64{{1, 3}, {2, 8}, {4, 5}}
	mean, pooled := (math.Sqrt(2)+math.Sqrt(18)+math.Sqrt(0.5))/3, math.Sqrt((2+18+0.5)/3)
	for _, c := range []struct {
		name string
		rows []chart.Observation
		out  []int
		want float64
	}{
		{"three of two", samples(equal...), nil, mean},
		{"and one with nothing in it", samples(append(slices.Clone(equal), []float64{math.NaN(), math.NaN()})...), nil, mean},
		{"and one of three that is left out", samples(append(slices.Clone(equal), []float64{1, 2, 3})...), []int{4}, pooled},
	} {
		got := draw(t, chart.Spec{Kind: chart.S, Exclude: c.out}, c.rows).Phases[0].Centre

		wantWithin(t, c.name, got, c.want, 1e-12)
	}
}

func TestDraw_SamplesOfEqualNumbersHaveNoSpreadWhateverRoundingLeaves(t *testing.T) {
	for _, number := range []float64{0.1, 7e-9, 0.007, 1e9 / 3} {
		phase := draw(t, chart.Spec{Kind: chart.S}, samples(slices.Repeat([]float64{number}, 3), slices.Repeat([]float64{number}, 3))).Phases[0]

		if phase.Centre != 0 || phase.Points[0].Y != 0 {
			t.Errorf("%v: spread %v about %v, want 0", number, phase.Points[0].Y, phase.Centre)
		}
	}
}
