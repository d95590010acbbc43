package chart_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve/chart"
)

// shifted is so many values about 10 and then so many about 20, or the other
// way round where the second is smaller; nothing else is a signal in them.
func shifted(before, after int, low, high float64) []float64 {
	var numbers []float64
	for i := range before + after {
		level := low
		if i >= before {
			level = high
		}
		numbers = append(numbers, level+float64(i*7%3)-1)
	}
	return numbers
}

// restless goes up and down about a line.
func restless(n int) []float64 {
	var numbers []float64
	for i := range n {
		numbers = append(numbers, 15+float64((i*5)%4)-float64((i*3)%5))
	}
	return numbers
}

func TestUnseenIn_FindsWhatATotalHides(t *testing.T) {
	up, down, quiet := shifted(12, 12, 10, 20), shifted(12, 12, 20, 10), restless(24)
	for name, c := range map[string]struct {
		everyone []float64
		groups   [][]float64
		want     []int // the groups
	}{
		"a group that rises in a quiet total":    {quiet, [][]float64{up, quiet}, []int{0}},
		"two that cancel each other":             {quiet, [][]float64{up, down}, []int{0, 1}},
		"a group that rises as the total does":   {up, [][]float64{up}, nil},
		"nothing anywhere":                       {quiet, [][]float64{quiet, quiet}, nil},
		"a total without any group":              {up, nil, nil},
		"a group that is quiet where all change": {up, [][]float64{quiet}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var groups []chart.Chart
			for _, numbers := range c.groups {
				groups = append(groups, draw(t, chart.Spec{Kind: chart.Run}, values(numbers...)))
			}
			var got []int
			for _, found := range chart.UnseenIn(draw(t, chart.Spec{Kind: chart.Run}, values(c.everyone...)), groups) {
				got = append(got, found.Group)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got groups %v, want %v", got, c.want)
			}
		})
	}
}

func TestUnseenIn_NamesTheRunThatTellsMost(t *testing.T) {
	everyone := draw(t, chart.Spec{Kind: chart.Run}, values(restless(24)...))
	group := draw(t, chart.Spec{Kind: chart.Run}, values(shifted(12, 12, 10, 20)...))

	found := chart.UnseenIn(everyone, []chart.Chart{group})

	if len(found) != 1 || found[0].Signal.Rule != chart.Shift || found[0].Signal.Side != 1 || found[0].Signal.Length != 12 || found[0].Signal.Last != 24 {
		t.Errorf("got %+v, want the last twelve above", found)
	}
}

func TestUnseenIn_ADayWithoutANumberBreaksNothing(t *testing.T) {
	numbers := shifted(12, 12, 10, 20)
	numbers[15], numbers[2] = math.NaN(), math.NaN()
	everyone := draw(t, chart.Spec{Kind: chart.Run}, values(restless(24)...))

	found := chart.UnseenIn(everyone, []chart.Chart{draw(t, chart.Spec{Kind: chart.Run}, values(numbers...))})

	if len(found) != 1 || found[0].Signal.Length != 11 {
		t.Errorf("got %+v, want eleven above", found)
	}
}

// What is counted in tens of per cent, or from another zero, hides the same.
func TestUnseenIn_ScaleAndShiftChangeNothing(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		scale, shift := float64(1+r.IntN(900))/7, float64(r.IntN(4000)-2000)
		move := func(numbers []chart.Observation) []chart.Observation {
			var moved []chart.Observation
			for _, o := range numbers {
				moved = append(moved, chart.Observation{At: o.At, Y: o.Y*scale + shift})
			}
			return moved
		}
		rules := anyRules(r)
		n := 12 + r.IntN(40)
		all := []([]chart.Observation){}
		for range 4 {
			var numbers []float64
			jump := r.IntN(n)
			for i := range n {
				numbers = append(numbers, math.Floor(9*r.Float64())+float64(5*min(1, i/max(1, jump))))
			}
			all = append(all, values(numbers...))
		}
		found := func(change func([]chart.Observation) []chart.Observation) []chart.Unseen {
			var charts []chart.Chart
			for _, numbers := range all {
				charts = append(charts, draw(t, chart.Spec{Kind: chart.Run, Rules: rules}, change(numbers)))
			}
			return chart.UnseenIn(charts[0], charts[1:])
		}
		plain := func(numbers []chart.Observation) []chart.Observation { return numbers }
		if got, want := found(move), found(plain); !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	})
}

func TestOddsOfAny_GrowWithEveryGroup(t *testing.T) {
	one := draw(t, chart.Spec{Kind: chart.Run}, values(restless(24)...))
	alone, twelve := chart.OddsOfAny([]chart.Chart{one}), chart.OddsOfAny(slices.Repeat([]chart.Chart{one}, 12))

	if alone < 0.03 || alone > 0.10 || twelve < 0.4 || twelve > 0.7 || math.Abs(1-math.Pow(1-alone, 12)-twelve) > 1e-9 {
		t.Errorf("got %.3f for one and %.3f for twelve", alone, twelve)
	}
}

func TestWithheld_SaysHowManyAndWhy(t *testing.T) {
	for want, w := range map[string]chart.Withheld{
		"": {Fewest: 10},
		"1 number is not shown: 1 of groups of fewer than 10, or of unknown size.":                                                                                      {Fewest: 10, Small: 1},
		"6 numbers are not shown: 3 of groups of fewer than 7, or of unknown size, 2 from which a small group could be worked out, 1 that stays with whoever wrote it.": {Fewest: 7, Small: 3, Beside: 2, Own: 1},
	} {
		if got := w.Words(nil); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}
