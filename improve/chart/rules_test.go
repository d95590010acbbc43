package chart_test

import (
	"math"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve/chart"
)

// signalsOf draws an I chart whose first 12 points set limits of about 3 to
// either side of 0, and gives the signals of one rule among the points after.
func signalsOf(t *testing.T, rules string, rule chart.Rule, after ...float64) []chart.Signal {
	t.Helper()

	const step = 0.564 // moving ranges of 1.128 make a standard deviation of 1
	numbers := slices.Concat(slices.Repeat([]float64{step, -step}, 6), after)
	drawn := draw(t, chart.Spec{Kind: chart.I, Rules: rules, Freeze: []int{12}, Better: chart.Up}, values(numbers...))
	var found []chart.Signal
	for _, signal := range drawn.Phases[0].Signals {
		if signal.Rule == rule {
			found = append(found, signal)
		}
	}
	return found
}

func TestRules_FindExactlyThePointsTheyName(t *testing.T) {
	for name, c := range map[string]struct {
		rules string
		rule  chart.Rule
		after []float64
		want  []chart.Signal
	}{
		"a point beyond a limit":               {"nelson", chart.OutsideRule, []float64{3.1, -2.9}, []chart.Signal{{Rule: chart.OutsideRule, Side: 1, First: 13, Last: 13, Length: 1, Reading: chart.Improvement}}},
		"two of three, one beyond":             {"western-electric", chart.TwoOfThree, []float64{2.5, 0.1, 3.5}, []chart.Signal{{Rule: chart.TwoOfThree, Side: 1, First: 13, Last: 15, Length: 2, Reading: chart.Improvement}}},
		"two of three, one of them beyond":     {"mdc", chart.TwoOfThree, []float64{2.5, 0.1, 3.5}, nil},
		"two of three near, all on one side":   {"mdc", chart.TwoOfThree, []float64{-2.5, -0.1, -2.2}, []chart.Signal{{Rule: chart.TwoOfThree, Side: -1, First: 13, Last: 15, Length: 2, Reading: chart.Concern}}},
		"two of three near, on two sides":      {"mdc", chart.TwoOfThree, []float64{-2.5, 0.1, -2.2}, nil},
		"four of five":                         {"nelson", chart.FourOfFive, []float64{1.2, 1.3, -2, 1.4, 1.5}, []chart.Signal{{Rule: chart.FourOfFive, Side: 1, First: 13, Last: 17, Length: 4, Reading: chart.Improvement}}},
		"far out on both sides":                {"nelson", chart.Mixture, []float64{1.2, -1.3, 1.4, -1.5, -1.2, 1.2, 1.3, -1.2}, []chart.Signal{{Rule: chart.Mixture, First: 13, Last: 20, Length: 8}}},
		"close to the line, the first 12 too":  {"nahq", chart.Hugging, []float64{0.1, -0.2, 0.3, 2}, []chart.Signal{{Rule: chart.Hugging, First: 1, Last: 15, Length: 15}}},
		"up and down in turn":                  {"nelson", chart.Alternating, []float64{0.1, -0.2, -0.3}, []chart.Signal{{Rule: chart.Alternating, First: 1, Last: 14, Length: 14}}},
		"six rising":                           {"nelson", chart.Trend, []float64{-0.5, -0.4, -0.3, -0.2, -0.1}, []chart.Signal{{Rule: chart.Trend, Side: 1, First: 12, Last: 17, Length: 6, Reading: chart.Improvement}}},
		"rising with a tie breaks":             {"nelson", chart.Trend, []float64{-0.5, -0.4, -0.4, -0.2, -0.1}, nil},
		"rising with a tie passed over":        {"ihi", chart.Trend, []float64{-0.5, -0.4, -0.4, -0.2, -0.1}, []chart.Signal{{Rule: chart.Trend, Side: 1, First: 12, Last: 17, Length: 5, Reading: chart.Improvement}}},
		"five falling of which one turns":      {"ihi", chart.Trend, []float64{0.5, 0.4, 0.3, 0.2, 0.9}, nil},
		"eight below":                          {"nahq", chart.Shift, []float64{-1, -1, -1, -1, -1, -1, -1}, []chart.Signal{{Rule: chart.Shift, Side: -1, First: 12, Last: 19, Length: 8, Reading: chart.Concern}}},
		"seven below":                          {"nahq", chart.Shift, []float64{-1, -1, -1, -1, -1, -1}, nil},
		"a point on the line is passed over":   {"nahq", chart.Shift, []float64{-1, -1, 0, -1, -1, -1, -1, -1}, []chart.Signal{{Rule: chart.Shift, Side: -1, First: 12, Last: 20, Length: 8, Reading: chart.Concern}}},
		"a point on the line ends a run there": {"mdc", chart.Shift, []float64{-1, -1, 0, -1, -1, -1, -1, -1}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			wantSame(t, "signals", signalsOf(t, c.rules, c.rule, c.after...), c.want)
		})
	}
}

func TestChart_SaysWhatATargetMayExpect(t *testing.T) {
	drawn := draw(t, chart.Spec{Kind: chart.I}, values(10, 12, 11, 10, 12, 11, 10, 12))
	for _, c := range []struct {
		better chart.Direction
		target float64
		want   chart.Hit
	}{{chart.Up, 5, chart.Always}, {chart.Up, 20, chart.Never}, {chart.Up, 11, chart.HitOrMiss}, {chart.Down, 20, chart.Always}, {chart.Down, 5, chart.Never}, {chart.Steady, 11, ""}, {chart.Up, math.NaN(), ""}} {
		if got := drawn.AgainstTarget(c.better, c.target); got != c.want {
			t.Errorf("%s, %v: got %q, want %q", c.better, c.target, got, c.want)
		}
	}
}

func TestChart_NamesTheRulesThatSeeItOtherwise(t *testing.T) {
	numbers := column(t, readTable(t, "05_montgomery_6_07_cost.csv"), "cost")
	drawn := draw(t, chart.Spec{Kind: chart.Run}, values(numbers...))
	others := drawn.Dissent(drawn.Phases[0])
	if len(others) != 1 || others[0].Rules.Name != chart.IHI || !others[0].Signal || math.Abs(others[0].Odds-0.459) > 0.01 {
		t.Errorf("got %+v, want the rule of six alone, with its odds", others)
	}
}

func TestNote_IsASentence(t *testing.T) {
	for want, note := range map[string]chart.Note{
		"Too few points to tell a signal: 1 more is needed off the middle line.":                {Code: chart.TooFewUseful, Count: 1},
		"Too few points to tell a signal: 4 more are needed off the middle line.":               {Code: chart.TooFewUseful, Count: 4},
		"Only 1 point tells the middle line; wait for 10 before you freeze it.":                 {Code: chart.ShortBaseline, Count: 1},
		"These rules look at runs about a mean; an I chart has one.":                            {Code: chart.MeanRules},
		"The sizes are so large that the limits may be too narrow; look at a P' chart as well.": {Code: chart.LargeSizes},
	} {
		if got := note.Words(nil); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	frozen := draw(t, chart.Spec{Kind: chart.P, HasN: true, Rules: "mdc", Freeze: []int{3}}, of(slices.Repeat([][2]float64{{100, 2000}, {90, 2000}}, 8)...))
	wantSame(t, "notes", frozen.Phases[0].Notes, []chart.Note{{Code: chart.ShortBaseline, Count: 3}, {Code: chart.LargeSizes}})
}
