package chart_test

import (
	"math"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
)

// of makes observations of pairs of value and size.
func of(pairs ...[2]float64) []chart.Observation {
	var observations []chart.Observation
	for _, pair := range pairs {
		observations = append(observations, chart.Observation{Y: pair[0], N: pair[1]})
	}
	return observations
}

// values makes observations without sizes.
func values(numbers ...float64) []chart.Observation {
	var observations []chart.Observation
	for _, y := range numbers {
		observations = append(observations, chart.Observation{Y: y})
	}
	return observations
}

// samples makes observations of small samples.
func samples(groups ...[]float64) []chart.Observation {
	var observations []chart.Observation
	for i, group := range groups {
		for _, y := range group {
			observations = append(observations, chart.Observation{At: string(rune('a' + i)), Y: y})
		}
	}
	return observations
}

func wantPoint(t *testing.T, phase chart.Phase, point int, centre, lower, upper float64) {
	t.Helper()

	wantWithin(t, "centre line", phase.Centre, centre, 1e-9)
	wantWithin(t, "lower limit", phase.Points[point-1].Lower, lower, 1e-9)
	wantWithin(t, "upper limit", phase.Points[point-1].Upper, upper, 1e-9)
}

func TestDraw_LaneyWidensByHowTheScoresMove(t *testing.T) {
	pairs := of([2]float64{100, 1000}, [2]float64{300, 2000}, [2]float64{80, 1000}, [2]float64{140, 1000})
	centre := 620.0 / 5000
	for kind, variance := range map[chart.Kind]float64{chart.PP: centre * (1 - centre), chart.UP: centre} {
		z := func(y, n float64) float64 { return (y/n - centre) / math.Sqrt(variance/n) }
		z1, z2, z3, z4 := z(100, 1000), z(300, 2000), z(80, 1000), z(140, 1000)
		sigma := (math.Abs(z2-z1) + math.Abs(z3-z2) + math.Abs(z4-z3)) / 3 / 1.128

		phase := draw(t, chart.Spec{Kind: kind, HasN: true}, pairs).Phases[0]

		half := 3 * math.Sqrt(variance/2000) * sigma
		wantPoint(t, phase, 2, centre, max(centre-half, 0), centre+half)
	}
}

func TestDraw_TaylorsChartWeighsBySize(t *testing.T) {
	pairs := of([2]float64{10, 4}, [2]float64{60, 16}, [2]float64{18, 9})
	centre := 88.0 / 29
	s1 := math.Sqrt(math.Pi/2) * math.Abs(60.0/16-10.0/4) / math.Sqrt(1.0/4+1.0/16)
	s2 := math.Sqrt(math.Pi/2) * math.Abs(18.0/9-60.0/16) / math.Sqrt(1.0/16+1.0/9)

	phase := draw(t, chart.Spec{Kind: chart.IP, HasN: true}, pairs).Phases[0]

	half := 3 * (s1 + s2) / 2 * math.Sqrt(1.0/9)
	wantPoint(t, phase, 3, centre, centre-half, centre+half)
}

func TestDraw_SamplesOfUnequalSizePoolTheirVariances(t *testing.T) {
	rows := samples([]float64{1, 3}, []float64{2, 4, 6}, []float64{5})
	centre, sd := 21.0/6, math.Sqrt((2+8)/3.0) // squares within: 2 of one freedom, 8 of two
	c4of2, c4of3 := math.Sqrt(2/math.Pi), math.Sqrt(math.Pi)/2

	averages := draw(t, chart.Spec{Kind: chart.Xbar}, rows).Phases[0]
	spreads := draw(t, chart.Spec{Kind: chart.S}, rows).Phases[0]

	half := 3 * sd / (c4of2 * math.Sqrt2)
	wantPoint(t, averages, 1, centre, centre-half, centre+half)
	wantPoint(t, spreads, 2, sd, 0, sd*(1+3*math.Sqrt(1-c4of3*c4of3)/c4of3))
	if one := averages.Points[2]; one.Y != 5 || !math.IsNaN(one.Upper) {
		t.Errorf("got %+v, want the sample of one without limits", one)
	}
	if one := spreads.Points[2]; !math.IsNaN(one.Y) {
		t.Errorf("got %+v, want no spread of a sample of one", one)
	}
}

func TestDraw_RareHappeningsByTimeAndByCases(t *testing.T) {
	times := []float64{12, 30, 7, 55, 18}
	var powers []float64
	for _, x := range times {
		powers = append(powers, math.Pow(x, 1/3.6))
	}
	middle, moves := 0.0, 0.0
	for i, x := range powers {
		middle += x / 5
		if i > 0 {
			moves += math.Abs(x-powers[i-1]) / 4
		}
	}
	low, high := middle-3*moves/1.128, middle+3*moves/1.128

	wantPoint(t, draw(t, chart.Spec{Kind: chart.T}, values(times...)).Phases[0], 1, math.Pow(middle, 3.6), math.Pow(max(low, 0), 3.6), math.Pow(high, 3.6))

	mean := 122.0 / 5
	wantPoint(t, draw(t, chart.Spec{Kind: chart.G}, values(times...)).Phases[0], 1, 18, 0, mean+3*math.Sqrt(mean*(mean+1)))
}

func TestDraw_MissingValuesBreakRangesAndExcludedOnesDoNot(t *testing.T) {
	numbers := []float64{1, 3, 10, 4, 8}
	missing := slices.Clone(numbers)
	missing[2] = math.NaN()

	gap := draw(t, chart.Spec{Kind: chart.I, KeepRanges: true}, values(missing...)).Phases[0]
	out := draw(t, chart.Spec{Kind: chart.I, KeepRanges: true, Exclude: []int{3}}, values(numbers...)).Phases[0]

	wantPoint(t, gap, 1, 4, 4-3*3/1.128, 4+3*3/1.128)                                        // ranges 2 and 4
	wantPoint(t, out, 1, 4, 4-3*(7.0/3)/1.128, 4+3*(7.0/3)/1.128)                            // ranges 2, 1 and 4
	wantSame(t, "observed points", []int{gap.Runs.Observed, out.Runs.Observed}, []int{5, 4}) // a missing one was looked for
}

func TestDraw_FreezeAndSplitGoTogether(t *testing.T) {
	phases := draw(t, chart.Spec{Kind: chart.Run, Split: []int{4, 4}, Freeze: []int{6}}, values(1, 2, 3, 4, 10, 20, 90, 90, 90)).Phases
	if len(phases) != 2 || phases[0].Centre != 2.5 || phases[1].Centre != 15 || phases[1].Baseline != 6 || phases[1].Runs.Above != 4 {
		t.Errorf("got %+v, want centre lines 2.5 and 15", phases)
	}
}

func TestDraw_ConstantAndSinglePoints(t *testing.T) {
	for _, kind := range kindsBut(chart.Xbar, chart.S) {
		spec := chart.Spec{Kind: kind, HasN: kind.TakesN()}
		constant := of(slices.Repeat([][2]float64{{3, 7}}, 30)...)
		phase := draw(t, spec, constant).Phases[0]
		if phase.Runs.Signal || len(phase.Outside()) > 0 || len(phase.Signals) > 0 {
			t.Errorf("%s: got %+v, want no signal in a constant", kind, phase.Signals)
		}
		draw(t, spec, constant[:1])
	}
	phase := draw(t, chart.Spec{Kind: chart.I}, values(slices.Repeat([]float64{0.1}, 12)...)).Phases[0]
	wantPoint(t, phase, 1, 0.1, 0.1, 0.1)
}

func TestDraw_TooFewUsefulPointsGiveNoSignal(t *testing.T) {
	phase := draw(t, chart.Spec{Kind: chart.Run}, values(1, 1, 1, 1, 2, 3, 3, 3, 3)).Phases[0]
	wantSame(t, "notes", phase.Notes, []chart.Note{{Code: chart.TooFewUseful, Count: 2}})
	if phase.Runs.Signal {
		t.Error("got a signal from 8 useful points, want none from fewer than 10")
	}
	crowded := draw(t, chart.Spec{Kind: chart.Run}, values(append(slices.Repeat([]float64{100}, 20), 90, 80, 70)...)).Phases[0]
	if !slices.Contains(crowded.Notes, chart.Note{Code: chart.MostlyOnLine, Count: 20}) || crowded.Notes[0].Words(nil) == "" {
		t.Errorf("got notes %v, want that 20 points lie on the line", crowded.Notes)
	}
}

func TestDraw_RefusesWhatAChartCannotShow(t *testing.T) {
	for what, c := range map[string]struct {
		spec         chart.Spec
		observations []chart.Observation
	}{
		"nothing":         {chart.Spec{Kind: chart.Run}, nil},
		"infinity":        {chart.Spec{Kind: chart.Run}, values(1, math.Inf(1))},
		"a negative":      {chart.Spec{Kind: chart.C}, values(1, -1)},
		"a time of zero":  {chart.Spec{Kind: chart.T}, values(1, 0)},
		"out of none":     {chart.Spec{Kind: chart.U, HasN: true}, of([2]float64{1, 0})},
		"a negative size": {chart.Spec{Kind: chart.U, HasN: true}, of([2]float64{1, -2})},
		"more than all":   {chart.Spec{Kind: chart.P, HasN: true}, of([2]float64{3, 2})},
		"sizes for C":     {chart.Spec{Kind: chart.C, HasN: true}, of([2]float64{3, 2})},
		"point zero":      {chart.Spec{Kind: chart.Run, Split: []int{0}}, values(1, 2)},
		"a pie":           {chart.Spec{Kind: "pie"}, values(1, 2)},
		"rules of nobody": {chart.Spec{Kind: chart.Run, Rules: "mine"}, values(1, 2)},
	} {
		if _, err := chart.Draw(c.spec, c.observations); improve.CodeOf(err) != improve.Invalid {
			t.Errorf("%s: got %v, want it refused", what, err)
		}
	}
	empty := draw(t, chart.Spec{Kind: chart.P, HasN: true}, of([2]float64{0, 0}, [2]float64{1, 4})).Phases[0]
	if !math.IsNaN(empty.Points[0].Y) || empty.Centre != 0.25 {
		t.Errorf("got %+v, want none out of none to count as missing", empty.Points[0])
	}
}
