package chart_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve/chart"
)

// ruleOfSix is a case of file 25.
type ruleOfSix struct {
	Case, Dataset string
	Expected      struct {
		Centre  float64 `json:"centre_line"`
		N       int
		Useful  int  `json:"n_useful"`
		Above   int  `json:"n_above"`
		Below   int  `json:"n_below"`
		OnLine  int  `json:"n_on_line"`
		Runs    int  `json:"number_of_runs"`
		Least   int  `json:"runs_lower_limit_exact"`
		Most    int  `json:"runs_upper_limit_exact"`
		Outside bool `json:"runs_signal"`
		Shifts  []struct {
			Side   string
			First  int `json:"first_point"`
			Last   int `json:"last_point"`
			Length int
		} `json:"shifts_ge6"`
		Trends []struct{} `json:"trends_ge5"`
	}
}

func TestDraw_GivesTheFiguresOfTheRuleOfSix(t *testing.T) {
	var file struct{ Cases []ruleOfSix }
	load(t, "25_median_rules_6_5.json", &file)
	series := map[string]func() (chart.Spec, []chart.Observation){
		"cdi counts, median of all 36": func() (chart.Spec, []chart.Observation) {
			return chart.Spec{}, rows(t, readTable(t, "01_cdi.csv"), "n", "")
		},
		"cdi counts, median frozen from first 24 (19)": func() (chart.Spec, []chart.Observation) {
			return chart.Spec{Freeze: []int{24}}, rows(t, readTable(t, "01_cdi.csv"), "n", "")
		},
		"cost": func() (chart.Spec, []chart.Observation) {
			return chart.Spec{}, rows(t, readTable(t, "05_montgomery_6_07_cost.csv"), "cost", "")
		},
		"orangejuice count/size first 30": func() (chart.Spec, []chart.Observation) {
			return chart.Spec{HasN: true}, rows(t, readTable(t, "06_montgomery_7_03_orangejuice.csv"), "count", "size")[:30]
		},
	}
	for _, c := range file.Cases {
		t.Run(c.Case, func(t *testing.T) {
			spec, observations := series[c.Case]()
			spec.Kind, spec.Rules = chart.Run, chart.IHI
			c.compare(t, draw(t, spec, observations).Phases[0])
		})
	}
}

func (c ruleOfSix) compare(t *testing.T, phase chart.Phase) {
	t.Helper()

	want, runs := c.Expected, phase.Runs
	wantNear(t, "centre line", phase.Centre, want.Centre)
	got := []int{runs.Observed, runs.Useful, runs.Above, runs.Below, runs.OnLine, runs.Number(), runs.CrossingsMin + 1, runs.CrossingsMost + 1}
	if wanted := []int{want.N, want.Useful, want.Above, want.Below, want.OnLine, want.Runs, want.Least, want.Most}; !slices.Equal(got, wanted) {
		t.Errorf("got %v, want %v", got, wanted)
	}
	var shifts, wantShifts []string
	for _, s := range want.Shifts {
		wantShifts = append(wantShifts, fmt.Sprint(s.Side, s.First, s.Last, s.Length))
	}
	outside, trends := false, 0
	for _, signal := range phase.Signals {
		switch signal.Rule {
		case chart.Shift:
			side := map[int]string{1: "above", -1: "below"}[signal.Side]
			shifts = append(shifts, fmt.Sprint(side, signal.First, signal.Last, signal.Length))
		case chart.Trend:
			trends++
		default:
			outside = true
		}
	}
	if outside != want.Outside || trends != len(want.Trends) || !slices.Equal(shifts, wantShifts) {
		t.Errorf("got runs outside %v, %d trends, shifts %q; want %v, %d, %q", outside, trends, shifts, want.Outside, len(want.Trends), wantShifts)
	}
}
