package chart_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
)

// trials is how many random series each property is tried on.
const trials = 300

// each tries a property on random series and prints the seed of the one that breaks it.
func each(t *testing.T, property func(t *testing.T, r *rand.Rand)) {
	t.Helper()

	first := rand.Uint64()
	for seed := first; seed < first+trials && !t.Failed(); seed++ {
		property(t, rand.New(rand.NewPCG(seed, 0)))
		if t.Failed() {
			t.Logf("seed %d", seed)
		}
	}
}

// series makes whole numbers with ties, a slow change and holes, each with a size.
func series(r *rand.Rand) []chart.Observation {
	observations := make([]chart.Observation, 12+r.IntN(60))
	drift := r.Float64() / 4
	for i := range observations {
		n := float64(40 + r.IntN(30))
		observations[i] = chart.Observation{Y: math.Floor(5 + 8*r.Float64() + drift*float64(i)), N: n}
		if r.IntN(15) == 0 {
			observations[i].Y = math.NaN()
		}
	}
	return observations
}

// kindsBut lists the kinds without some: those that want small samples, or values that others do not.
func kindsBut(left ...chart.Kind) []chart.Kind {
	return slices.DeleteFunc(chart.Kinds(), func(k chart.Kind) bool { return slices.Contains(left, k) })
}

func anyRules(r *rand.Rand) string {
	sets := chart.RuleSets()
	return sets[r.IntN(len(sets))].Name
}

// findings is what must stay when numbers are only written otherwise.
func findings(t *testing.T, spec chart.Spec, observations []chart.Observation) (all []any) {
	t.Helper()

	for _, phase := range draw(t, spec, observations).Phases {
		all = append(all, phase.Runs, phase.Signals, phase.Outside(), phase.Notes)
	}
	return all
}

func wantSame(t *testing.T, what string, got, want any) {
	t.Helper()

	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\ngot  %+v\nwant %+v", what, got, want)
	}
}

func TestDraw_ScaleAndShiftChangeNoSignal(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		observations, moved := series(r), []chart.Observation(nil)
		scale, shift := float64(1+r.IntN(1000))/7, float64(r.IntN(4000)-2000)
		for _, o := range observations {
			moved = append(moved, chart.Observation{Y: o.Y*scale + shift, N: o.N})
		}
		spec := chart.Spec{Rules: anyRules(r), Split: []int{1 + r.IntN(30)}}
		for _, spec.Kind = range []chart.Kind{chart.Run, chart.I, chart.IP} {
			wantSame(t, string(spec.Kind), findings(t, spec, moved), findings(t, spec, observations))
		}
	})
}

func TestDraw_MultiplyingChangesNoSignal(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		observations := series(r)
		for _, kind := range kindsBut(chart.Xbar, chart.S) {
			spec := chart.Spec{Kind: kind, HasN: kind.TakesN(), Rules: anyRules(r)}
			plain := findings(t, spec, observations)
			spec.Multiply = 100
			wantSame(t, string(kind), findings(t, spec, observations), plain)
		}
	})
}

func TestDraw_TheOrderOfRowsOfOnePlaceChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		observations := series(r)
		for i := range observations {
			observations[i].At = string(rune('a' + i/4))
		}
		mixed := slices.Clone(observations)
		for first := 0; first < len(mixed); first += 4 {
			group := mixed[first:min(first+4, len(mixed))]
			r.Shuffle(len(group), func(i, j int) { group[i], group[j] = group[j], group[i] })
		}
		for _, kind := range chart.Kinds() {
			spec := chart.Spec{Kind: kind, HasN: kind.TakesN(), Rules: anyRules(r)}
			wantSame(t, string(kind), findings(t, spec, mixed), findings(t, spec, observations))
		}
	})
}

func TestDraw_PhasesKnowNothingOfEachOther(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		observations := series(r)
		cut := 1 + r.IntN(len(observations)-1)
		for _, kind := range kindsBut(chart.Xbar, chart.S) {
			spec := chart.Spec{Kind: kind, HasN: kind.TakesN(), Rules: anyRules(r)}
			alone := draw(t, spec, observations[cut:]).Phases[0]
			first := draw(t, spec, observations[:cut]).Phases[0]
			spec.Split = []int{cut}
			both := draw(t, spec, observations).Phases
			wantSame(t, string(kind), []any{both[0].Runs, both[0].Signals, both[1].Runs, len(both[1].Signals)}, []any{first.Runs, first.Signals, alone.Runs, len(alone.Signals)})
			for i, point := range both[1].Points {
				if same := alone.Points[i]; point.Number != same.Number+cut || differ(point.Lower, same.Lower) || differ(point.Upper, same.Upper) {
					t.Errorf("%s: got point %+v, want it as in %+v", kind, point, same)
				}
			}
		}
	})
}

func differ(a, b float64) bool { return a != b && !(math.IsNaN(a) && math.IsNaN(b)) }

func TestDraw_AnExcludedPointTellsNothing(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		observations := series(r)
		out := 1 + r.IntN(len(observations))
		other := slices.Clone(observations)
		other[out-1].Y = math.Floor(20 * r.Float64())
		for _, kind := range kindsBut(chart.MR, chart.Xbar, chart.S, chart.T) {
			spec := chart.Spec{Kind: kind, HasN: kind.TakesN(), Exclude: []int{out}}
			got, want := draw(t, spec, other).Phases[0], draw(t, spec, observations).Phases[0]
			if got.Runs != want.Runs || differ(got.Centre, want.Centre) {
				t.Errorf("%s: got %+v about %v, want %+v about %v", kind, got.Runs, got.Centre, want.Runs, want.Centre)
			}
			for i := range got.Points {
				if i != out-1 && (differ(got.Points[i].Lower, want.Points[i].Lower) || differ(got.Points[i].Upper, want.Points[i].Upper)) {
					t.Errorf("%s: limits of point %d moved with an excluded one", kind, i+1)
				}
			}
		}
	})
}

func TestDraw_ALaterPointMovesNoFrozenLine(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		observations := series(r)
		freeze := 10 + r.IntN(len(observations)-10)
		longer := append(slices.Clone(observations), chart.Observation{Y: 19, N: 30}, chart.Observation{Y: 1, N: 20})
		for _, kind := range kindsBut(chart.Xbar, chart.S) {
			spec := chart.Spec{Kind: kind, HasN: kind.TakesN(), Freeze: []int{freeze}}
			got, want := draw(t, spec, longer).Phases[0], draw(t, spec, observations).Phases[0]
			if differ(got.Centre, want.Centre) || differ(got.Points[0].Upper, want.Points[0].Upper) {
				t.Errorf("%s: got centre line %v, want %v", kind, got.Centre, want.Centre)
			}
		}
	})
}

func TestDraw_BackwardsAndUpsideDownTheRunsAreTheSame(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		observations := series(r)
		back := slices.Clone(observations)
		slices.Reverse(back)
		for i := range back {
			back[i].Y = -back[i].Y
		}
		spec := chart.Spec{Kind: chart.Run, Rules: anyRules(r)}
		got, want := draw(t, spec, back).Phases[0], draw(t, spec, observations).Phases[0]
		got.Runs.Above, got.Runs.Below = got.Runs.Below, got.Runs.Above
		if got.Runs != want.Runs || len(got.Signals) != len(want.Signals) {
			t.Errorf("got %+v, want %+v", got.Runs, want.Runs)
		}
	})
}

func TestDraw_ARandomSeriesRarelyGivesASignal(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const charts = 4000
	signals := 0
	for range charts {
		observations := make([]chart.Observation, 24)
		for i := range observations {
			observations[i].Y = r.NormFloat64()
		}
		if draw(t, chart.Spec{Kind: chart.Run}, observations).Phases[0].Runs.Signal {
			signals++
		}
	}
	if share := float64(signals) / charts; share > 0.08 {
		t.Errorf("got a signal in %.1f %% of charts of chance alone, want fewer than 8", 100*share)
	}
}

func TestDraw_HostileNumbersGiveASentenceOrAChart(t *testing.T) {
	odd := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, math.Copysign(0, -1), -1, 1, 1e99, -1e99, 1e100, 1e-300, 5e-324, math.MaxFloat64, 3, 3, 0.1}
	each(t, func(t *testing.T, r *rand.Rand) {
		observations := make([]chart.Observation, r.IntN(14))
		for i := range observations {
			observations[i] = chart.Observation{Y: odd[r.IntN(len(odd))], N: odd[r.IntN(len(odd))]}
			if r.IntN(3) == 0 {
				observations[i].At = string(rune('a' + r.IntN(4)))
			}
		}
		for _, kind := range append(chart.Kinds(), "pie") {
			spec := chart.Spec{
				Kind: kind, HasN: r.IntN(2) == 0, Multiply: odd[r.IntN(len(odd))], Rules: anyRules(r),
				Freeze: []int{r.IntN(20) - 1}, Split: []int{r.IntN(9), r.IntN(9)}, Exclude: []int{r.IntN(20), 1 << 40},
			}
			drawn, err := chart.Draw(spec, observations)
			var known *improve.Error
			if err != nil && (!errors.As(err, &known) || known.Hint == "" || known.Message == "") {
				t.Errorf("%+v: got %v, want a sentence with a hint", spec, err)
			}
			if err == nil {
				wantWhole(t, drawn)
			}
		}
	})
}

// wantWhole checks that phases cover the points and that no number is infinite.
func wantWhole(t *testing.T, drawn chart.Chart) {
	t.Helper()

	next := 1
	for _, phase := range drawn.Phases {
		if phase.First != next || phase.Last-phase.First+1 != len(phase.Points) || math.IsInf(phase.Centre, 0) {
			t.Errorf("phase %d: got points %d to %d about %v, want it to begin at %d", phase.Part, phase.First, phase.Last, phase.Centre, next)
		}
		next = phase.Last + 1
		for _, signal := range phase.Signals {
			if signal.First < phase.First || signal.Last > phase.Last || signal.First > signal.Last || signal.Length < 1 {
				t.Errorf("got signal %+v outside points %d to %d", signal, phase.First, phase.Last)
			}
		}
		for _, point := range phase.Points {
			if math.IsInf(point.Y, 0) || math.IsInf(point.Lower, 0) || math.IsInf(point.Upper, 0) || point.Lower > point.Upper {
				t.Errorf("got point %+v, want finite numbers in order", point)
			}
		}
		drawn.Dissent(phase)
		drawn.AgainstTarget(chart.Up, 1)
	}
}
