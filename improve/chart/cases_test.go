package chart_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/table"
)

// tolerance is how near a figure must come to the expected one, relatively.
const tolerance = 1e-6

// digits is for sources that print seven digits and no more.
const digits = 2e-7

// published is one of the files of testdata.
type published struct {
	Dataset string
	Cases   []struct {
		Case   string
		Chart  string
		Params struct {
			Y, N, Points string
			Freeze, Part int
			Multiply     float64
			Exclude      []int
		}
		Expected json.RawMessage
	}
}

// expected is a phase as the files have it.
type expected struct {
	Part        int   `json:"part"`
	First       int   `json:"first_point"`
	Last        int   `json:"last_point"`
	Observed    int   `json:"n_obs"`
	Useful      int   `json:"n_useful"`
	Longest     int   `json:"longest_run"`
	LongestMax  int   `json:"longest_run_max"`
	Crossings   int   `json:"n_crossings"`
	CrossingMin int   `json:"n_crossings_min"`
	Signal      bool  `json:"runs_signal"`
	Outside     []int `json:"sigma_signal_points"`
	Centre      any   `json:"centre_line"`
	Lower       any   `json:"lcl"`
	Upper       any   `json:"ucl"`
}

func load(t *testing.T, name string, into any) {
	t.Helper()

	content, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(content, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func readTable(t *testing.T, name string) *table.Table {
	t.Helper()

	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	read, err := table.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func column(t *testing.T, read *table.Table, name string) []float64 {
	t.Helper()

	found, err := read.Column(name)
	if err != nil {
		t.Fatal(err)
	}
	numbers, err := found.Numbers()
	if err != nil {
		t.Fatal(err)
	}
	return numbers
}

// rows makes observations of columns; n may be empty.
func rows(t *testing.T, read *table.Table, y, n string) []chart.Observation {
	t.Helper()

	var observations []chart.Observation
	for _, value := range column(t, read, y) {
		observations = append(observations, chart.Observation{Y: value})
	}
	if n == "" {
		return observations
	}
	for i, size := range column(t, read, n) {
		observations[i].N = size
	}
	return observations
}

func draw(t *testing.T, spec chart.Spec, observations []chart.Observation) chart.Chart {
	t.Helper()

	drawn, err := chart.Draw(spec, observations)
	if err != nil {
		t.Fatal(err)
	}
	return drawn
}

func TestDraw_GivesThePublishedFigures(t *testing.T) {
	compared := 0
	for _, name := range []string{"01_cdi", "05_montgomery_6_07_cost", "06_montgomery_7_03_orangejuice", "09_montgomery_7_10_u"} {
		var file published
		load(t, name+".json", &file)
		read := readTable(t, file.Dataset)
		for _, c := range file.Cases {
			spec := chart.Spec{Kind: chart.Kind(c.Chart), HasN: c.Params.N != "", Multiply: c.Params.Multiply, Exclude: c.Params.Exclude}
			if c.Params.Freeze > 0 {
				spec.Freeze = []int{c.Params.Freeze}
			}
			if c.Params.Part > 0 {
				spec.Split = []int{c.Params.Part}
			}
			observations := rows(t, read, c.Params.Y, c.Params.N)
			if c.Params.Points == "1-30" {
				observations = observations[:30]
			}
			var want []expected
			if err := json.Unmarshal(c.Expected, &want); err != nil {
				t.Fatal(err)
			}
			drawn := draw(t, spec, observations)
			if len(drawn.Phases) != len(want) {
				t.Fatalf("%s, %s: got %d phases, want %d", name, c.Case, len(drawn.Phases), len(want))
			}
			for i, phase := range drawn.Phases {
				t.Run(name+" "+c.Case, func(t *testing.T) { compare(t, phase, want[i]) })
				compared++
			}
		}
	}
	if compared != 15 {
		t.Errorf("got %d phases compared, want 15", compared)
	}
}

func compare(t *testing.T, got chart.Phase, want expected) {
	t.Helper()

	runs := got.Runs
	figures := expected{
		Part: got.Part, First: got.First, Last: got.Last, Observed: runs.Observed, Useful: runs.Useful, Longest: runs.Longest,
		LongestMax: runs.LongestMax, Crossings: runs.Crossings, CrossingMin: runs.CrossingsMin, Signal: runs.Signal,
	}
	wanted := want
	wanted.Outside, wanted.Centre, wanted.Lower, wanted.Upper = nil, nil, nil, nil
	if toText(t, figures) != toText(t, wanted) {
		t.Errorf("got %s\nwant %s", toText(t, figures), toText(t, wanted))
	}
	if want.Outside != nil && toText(t, got.Outside()) != toText(t, want.Outside) {
		t.Errorf("got points outside %v, want %v", got.Outside(), want.Outside)
	}
	wantNear(t, "centre line", got.Centre, want.Centre.(float64))
	for i, point := range got.Points {
		wantLimit(t, "lower limit", point.Lower, want.Lower, i)
		wantLimit(t, "upper limit", point.Upper, want.Upper, i)
	}
}

func toText(t *testing.T, value any) string {
	t.Helper()

	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func wantLimit(t *testing.T, what string, got float64, want any, point int) {
	t.Helper()

	switch want := want.(type) {
	case nil:
		if !math.IsNaN(got) {
			t.Errorf("%s of point %d: got %v, want none", what, point+1, got)
		}
	case []any:
		wantNear(t, what, got, want[point].(float64))
	case float64:
		wantNear(t, what, got, want)
	}
}

func wantNear(t *testing.T, what string, got, want float64) {
	t.Helper()

	wantWithin(t, what, got, want, tolerance)
}

func wantWithin(t *testing.T, what string, got, want, within float64) {
	t.Helper()

	if !(math.Abs(got-want) <= within*math.Abs(want)) && got != want {
		t.Errorf("%s: got %.12g, want %.12g", what, got, want)
	}
}

// viscosity is the first 20 batches of file 16.
func viscosity(t *testing.T) []chart.Observation {
	t.Helper()

	return rows(t, readTable(t, "16_qcc_viscosity.csv"), "viscosity", "")[:20]
}

func TestDraw_GivesThePrintedLimitsOfQcc(t *testing.T) {
	var file struct {
		Cases []struct {
			Printed  struct{ Centre, Lcl, Ucl float64 } `json:"published_output"`
			Computed map[string]float64
			Screened map[string]float64 `json:"computed_screened"`
		}
	}
	load(t, "16_qcc_viscosity.json", &file)
	for i, spec := range []chart.Spec{{Kind: chart.I, KeepRanges: true}, {Kind: chart.I, KeepRanges: true, Exclude: []int{4}}} {
		c, phase := file.Cases[i], draw(t, spec, viscosity(t)).Phases[0]
		wantWithin(t, "printed centre", phase.Centre, c.Printed.Centre, digits)
		wantWithin(t, "printed lower limit", phase.Points[0].Lower, c.Printed.Lcl, digits)
		wantWithin(t, "printed upper limit", phase.Points[0].Upper, c.Printed.Ucl, digits)
		wantNear(t, "lower limit", phase.Points[0].Lower, c.Computed["lcl_1128"])
		wantNear(t, "upper limit", phase.Points[0].Upper, c.Computed["ucl_1128"])
	}
	screened := draw(t, chart.Spec{Kind: chart.I}, viscosity(t)).Phases[0]
	wantNear(t, "screened lower limit", screened.Points[0].Lower, file.Cases[0].Screened["lcl_1128"])
	wantNear(t, "screened upper limit", screened.Points[0].Upper, file.Cases[0].Screened["ucl_1128"])
}
