package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const chartData = "../../improve/chart/testdata"

// chartCase is a case of the files with expected figures.
type chartCase struct {
	Case   string
	Chart  string
	Params struct {
		Y, N, Points string
		Freeze, Part int
		Multiply     float64
		Exclude      []int
	}
	Expected []object
}

// args is the command line of a case.
func (c chartCase) args(file, x string) []string {
	args := []string{"chart", file, "--chart", c.Chart, "--y", c.Params.Y, "--x", x}
	for flag, value := range map[string]int{"--freeze": c.Params.Freeze, "--split": c.Params.Part, "--multiply": int(c.Params.Multiply)} {
		if value > 0 {
			args = append(args, flag, strconv.Itoa(value))
		}
	}
	if c.Params.N != "" {
		args = append(args, "--n", c.Params.N)
	}
	for _, k := range c.Params.Exclude {
		args = append(args, "--exclude", strconv.Itoa(k))
	}
	return args
}

func TestChart_PrintsThePublishedFigures(t *testing.T) {
	s := newFolder(t)
	for name, x := range map[string]string{"01_cdi": "month", "05_montgomery_6_07_cost": "weeks", "06_montgomery_7_03_orangejuice": "sample", "09_montgomery_7_10_u": "sample"} {
		content, err := os.ReadFile(filepath.Join(chartData, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var published struct {
			Dataset string
			Cases   []chartCase
		}
		if err := json.Unmarshal(content, &published); err != nil {
			t.Fatal(err)
		}
		for _, c := range published.Cases {
			t.Run(name+" "+c.Case, func(t *testing.T) {
				file := filepath.Join(chartData, published.Dataset)
				if c.Params.Points == "1-30" {
					file = beginning(t, file, 2+30)
				}
				got := s.all(c.args(file, x)...)
				if len(got) != len(c.Expected) {
					t.Fatalf("got %d phases, want %d", len(got), len(c.Expected))
				}
				for i, want := range c.Expected {
					wantPhase(t, got[i], want)
				}
			})
		}
	}
	s.wantNothing()
}

// beginning copies the first lines of a file.
func beginning(t *testing.T, file string, lines int) string {
	t.Helper()

	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	short := filepath.Join(t.TempDir(), "short.csv")
	if err := os.WriteFile(short, []byte(strings.Join(strings.SplitAfter(string(content), "\n")[:lines], "")), 0o600); err != nil {
		t.Fatal(err)
	}
	return short
}

// wantPhase compares every key: those of the files, by their names of the contract.
func wantPhase(t *testing.T, got, want object) {
	t.Helper()

	expected := object{"group": []any{}}
	for key, value := range want {
		switch key {
		case "facet1", "facet2":
		case "sigma_signal_points":
			expected["points_outside"] = value
		default:
			expected[key] = value
		}
	}
	for key := range got {
		if _, known := expected[key]; !known {
			t.Errorf("got key %q, which nobody expects", key)
		}
	}
	for key, value := range expected {
		if !near(got[key], value) {
			t.Errorf("%s: got %v, want %v", key, got[key], value)
		}
	}
}

// near compares JSON values, numbers to 1e-9 of their size.
func near(got, want any) bool {
	switch want := want.(type) {
	case float64:
		x, ok := got.(float64)
		return ok && math.Abs(x-want) <= 1e-9*math.Abs(want)
	case []any:
		list, ok := got.([]any)
		return ok && slices.EqualFunc(list, want, near)
	default:
		return got == want
	}
}

// csvFile writes a file for a chart.
func csvFile(t *testing.T, content string) string {
	t.Helper()

	name := filepath.Join(t.TempDir(), "data.csv")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestChart_GroupsKeepTheirOwnPointsAndKeys(t *testing.T) {
	s := newFolder(t)
	file := csvFile(t, "week;grade;sex;late;all\n2;10;girls;3;10\n1;10;girls;2;10\n1;9;girls;1;4\n1;9;girls;1;6\n2;9;boys;0;8\n")

	got := s.all("chart", file, "--chart", "p", "--x", "week", "--y", "late", "--n", "all", "--by", "grade,sex", "--multiply", "100")

	if len(got) != 3 {
		t.Fatalf("got %d groups, want 3", len(got))
	}
	for i, want := range []object{
		{"group": []any{"9", "boys"}, "centre_line": 0.0, "lcl": 0.0, "ucl": 0.0, "last_point": 1.0, "n_obs": 1.0},
		{"group": []any{"9", "girls"}, "centre_line": 20.0, "last_point": 1.0, "n_obs": 1.0, "n_useful": 0.0},
		{"group": []any{"10", "girls"}, "centre_line": 25.0, "last_point": 2.0, "n_obs": 2.0, "n_useful": 2.0},
	} {
		for key, value := range want {
			if !near(got[i][key], value) {
				t.Errorf("group %d: %s: got %v, want %v", i+1, key, got[i][key], value)
			}
		}
	}
	if _, there := got[1]["longest_run_max"]; there {
		t.Errorf("got longest_run_max without a useful point: %v", got[1])
	}
}

func TestChart_OtherRulesAndScreeningSayWhatTheyFind(t *testing.T) {
	s := newFolder(t)
	cdi, cost := filepath.Join(chartData, "01_cdi.csv"), filepath.Join(chartData, "05_montgomery_6_07_cost.csv")

	ihi := s.one("chart", cdi, "--chart", "run", "--x", "month", "--y", "n", "--rules", "ihi")
	signals, _ := ihi["signals"].([]any)
	if ihi["rules"] != "ihi" || len(signals) != 4 || number(ihi, "longest_run_max") != 5 || number(ihi, "n_crossings_max") != 21 {
		t.Errorf("got %v, want three shifts and too few runs", ihi)
	}

	screened := s.one("chart", csvFile(t, "y\n1\n2\n1\n2\n1\n2\n1\n2\n1\n20\n19\n"), "--chart", "i", "--y", "y")
	whole := s.one("chart", csvFile(t, "y\n1\n2\n1\n2\n1\n2\n1\n2\n1\n20\n19\n"), "--chart", "i", "--y", "y", "--screen=false")
	if !near(screened["ucl"], number(screened, "centre_line")+3/1.128) || !near(whole["ucl"], number(whole, "centre_line")+3*2.8/1.128) {
		t.Errorf("got %v and %v, want the range of 19 left out of the first only", screened, whole)
	}

	words := s.run("chart", cost, "--chart", "run", "--x", "weeks", "--y", "cost")
	if words.code != exitDone || !strings.Contains(words.stdout, "No signal") || !strings.Contains(words.stdout, "46 of 100") {
		t.Errorf("got %+v, want words with the other opinion and its odds", words)
	}
}

func TestChart_WhatCannotBeDrawnSaysWhatToDo(t *testing.T) {
	s := newFolder(t)
	good := csvFile(t, "x,y,n,g\n1,2,4,a\n2,3,4,a\n")
	for _, c := range []struct {
		code  int
		words string
		args  []string
	}{
		{exitUsage, "--chart", []string{good, "--y", "y"}},
		{exitUsage, "--y", []string{good, "--chart", "run"}},
		{exitUsage, "use run, i", []string{good, "--chart", "pie", "--y", "y"}},
		{exitUsage, "anhoej, ihi", []string{good, "--chart", "run", "--y", "y", "--rules", "mine"}},
		{exitUsage, "takes no --n", []string{good, "--chart", "c", "--y", "y", "--n", "n"}},
		{exitUsage, "wants --x", []string{good, "--chart", "xbar", "--y", "y"}},
		{exitUsage, "above 0", []string{good, "--chart", "run", "--y", "y", "--multiply", "0"}},
		{exitUsage, "above 0", []string{good, "--chart", "run", "--y", "y", "--multiply", "NaN"}},
		{exitUsage, "from 1", []string{good, "--chart", "run", "--y", "y", "--split", "0"}},
		{exitUsage, "freeze", []string{good, "--chart", "run", "--y", "y", "--freeze", "soon"}},
		{exitFailed, "--split 2", []string{good, "--chart", "run", "--y", "y", "--split", "2"}},
		{exitFailed, "--freeze 3", []string{good, "--chart", "run", "--y", "y", "--freeze", "3"}},
		{exitFailed, "Its columns are x, y, n, g", []string{good, "--chart", "run", "--y", "late"}},
		{exitFailed, "not a number", []string{good, "--chart", "run", "--y", "g"}},
		{exitFailed, "cannot be opened", []string{"missing.csv", "--chart", "run", "--y", "y"}},
		{exitFailed, "cannot be opened", []string{t.TempDir(), "--chart", "run", "--y", "y"}},
		{exitFailed, "no rows", []string{csvFile(t, ""), "--chart", "run", "--y", "y"}},
		{exitFailed, "semicolons", []string{csvFile(t, "x,y\n1,2,5\n"), "--chart", "run", "--y", "y"}},
		{exitFailed, "out of 0", []string{csvFile(t, "y,n\n1,0\n"), "--chart", "p", "--y", "y", "--n", "n"}},
		{exitFailed, "a: The C chart", []string{csvFile(t, "y,g\n-1,a\n"), "--chart", "c", "--y", "y", "--by", "g"}},
	} {
		s.fails(c.code, c.words, append([]string{"chart"}, c.args...)...)
	}
	s.wantNothing()
}

func TestChart_PrintsThePrintedLimitsOfQcc(t *testing.T) {
	s := newFolder(t)
	args := []string{"chart", filepath.Join(chartData, "16_qcc_viscosity.csv"), "--chart", "i", "--x", "batch", "--y", "viscosity", "--by", "trial"}
	for _, c := range []struct {
		more                 []string
		centre, lower, upper float64
	}{
		{[]string{"--screen=false"}, 34.088, 32.56504, 35.61096},
		{[]string{"--no-screen", "--exclude", "4"}, 33.98947, 32.75425, 35.2247},
		{nil, 34.088, 32.8306122931442, 35.3453877068558},
	} {
		got := s.all(append(args, c.more...)...)[1] // FALSE comes first, the trial after it
		for key, want := range map[string]float64{"centre_line": c.centre, "lcl": c.lower, "ucl": c.upper} {
			if math.Abs(number(got, key)-want) > 5e-6 { // as many digits as are printed
				t.Errorf("%v: %s: got %v, want %v", c.more, key, got[key], want)
			}
		}
	}
}

func TestChart_PrintsTheFiguresOfTheRuleOfSix(t *testing.T) {
	s := newFolder(t)
	content, err := os.ReadFile(filepath.Join(chartData, "25_median_rules_6_5.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Cases []struct{ Expected object } }
	if err := json.Unmarshal(content, &file); err != nil {
		t.Fatal(err)
	}
	juice := beginning(t, filepath.Join(chartData, "06_montgomery_7_03_orangejuice.csv"), 2+30)
	for i, args := range [][]string{
		{filepath.Join(chartData, "01_cdi.csv"), "--x", "month", "--y", "n"},
		{filepath.Join(chartData, "01_cdi.csv"), "--x", "month", "--y", "n", "--freeze", "24"},
		{filepath.Join(chartData, "05_montgomery_6_07_cost.csv"), "--x", "weeks", "--y", "cost"},
		{juice, "--x", "sample", "--y", "count", "--n", "size"},
	} {
		got, want := s.one(append([]string{"chart", "--chart", "run", "--rules", "ihi"}, args...)...), file.Cases[i].Expected
		shifts := []any{}
		signals, _ := got["signals"].([]any)
		for _, signal := range signals {
			found := signal.(object)
			if found["rule"] == "shift" {
				delete(found, "rule")
				shifts = append(shifts, found)
			}
		}
		figures := object{"shifts_ge6": shifts, "centre_line": got["centre_line"], "n_useful": got["n_useful"], "number_of_runs": number(got, "n_crossings") + 1,
			"runs_lower_limit_exact": number(got, "n_crossings_min") + 1, "runs_upper_limit_exact": number(got, "n_crossings_max") + 1}
		for key, value := range figures {
			if !same(t, value, want[key]) {
				t.Errorf("case %d, %s: got %v, want %v", i+1, key, value, want[key])
			}
		}
	}
}

// same compares by the text of their JSON, in which keys are sorted.
func same(t *testing.T, a, b any) bool {
	t.Helper()

	one, errA := json.Marshal(a)
	two, errB := json.Marshal(b)
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	return string(one) == string(two)
}
