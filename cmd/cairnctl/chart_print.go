package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
)

// chartObject is a phase as the contract in docs/cairnctl.md has it.
type chartObject struct {
	Group         []string       `json:"group"`
	Part          int            `json:"part"`
	FirstPoint    int            `json:"first_point"`
	LastPoint     int            `json:"last_point"`
	Observed      int            `json:"n_obs"`
	Useful        int            `json:"n_useful"`
	LongestRun    int            `json:"longest_run"`
	LongestRunMax *int           `json:"longest_run_max,omitempty"`
	Crossings     int            `json:"n_crossings"`
	CrossingsMin  *int           `json:"n_crossings_min,omitempty"`
	CrossingsMax  *int           `json:"n_crossings_max,omitempty"`
	RunsSignal    bool           `json:"runs_signal"`
	CentreLine    *float64       `json:"centre_line,omitempty"`
	Lower         any            `json:"lcl,omitempty"`
	Upper         any            `json:"ucl,omitempty"`
	Outside       *[]int         `json:"points_outside,omitempty"`
	Rules         string         `json:"rules,omitempty"`
	Signals       []signalObject `json:"signals,omitempty"`
}

type signalObject struct {
	Rule   chart.Rule `json:"rule"`
	Side   string     `json:"side,omitempty"`
	First  int        `json:"first_point"`
	Last   int        `json:"last_point"`
	Length int        `json:"length"`
}

// printChart prints each phase of a group's chart.
func (s *session) printChart(group []string, drawn chart.Chart) error {
	for _, phase := range drawn.Phases {
		if err := s.print(phaseObject(group, drawn, phase), "%s", phaseWords(group, drawn, phase)); err != nil {
			return err
		}
	}
	return nil
}

func phaseObject(group []string, drawn chart.Chart, p chart.Phase) chartObject {
	o := chartObject{
		Group: group, Part: p.Part, FirstPoint: p.First, LastPoint: p.Last,
		Observed: p.Runs.Observed, Useful: p.Runs.Useful, LongestRun: p.Runs.Longest, Crossings: p.Runs.Crossings,
		LongestRunMax: given(p.Runs.LongestMax, p.Runs.HasLongestMax),
		CrossingsMin:  given(p.Runs.CrossingsMin, p.Runs.HasCrossingsMin),
		CrossingsMax:  given(p.Runs.CrossingsMost, p.Runs.HasCrossingsMost),
		RunsSignal:    p.Runs.Signal,
		CentreLine:    given(p.Centre, !math.IsNaN(p.Centre)),
	}
	if p.HasLimits {
		outside := p.Outside()
		o.Outside = &outside
		o.Lower = limit(p, func(point chart.Point) float64 { return point.Lower })
		o.Upper = limit(p, func(point chart.Point) float64 { return point.Upper })
	}
	if drawn.Rules.Name == chart.Anhoej {
		return o // its figures say all
	}
	o.Rules = drawn.Rules.Name
	for _, signal := range p.Signals {
		o.Signals = append(o.Signals, signalObject{Rule: signal.Rule, Side: sideWord(signal), First: signal.First, Last: signal.Last, Length: signal.Length})
	}
	return o
}

func given[T any](value T, there bool) *T {
	if !there {
		return nil
	}
	return &value
}

// sameLimit is how much limits may differ and still be one number: rounding alone.
const sameLimit = 1e-12

// limit gives one number where all points have the same, else one for each
// point, null where it has none; nil when no point has one.
func limit(p chart.Phase, of func(chart.Point) float64) any {
	var first *float64
	constant := true
	list := make([]*float64, len(p.Points))
	for i, point := range p.Points {
		x := of(point)
		if list[i] = given(x, !math.IsNaN(x)); list[i] == nil {
			continue
		}
		if first == nil {
			first = &x
		}
		constant = constant && math.Abs(x-*first) <= sameLimit*math.Max(math.Abs(x), math.Abs(*first))
	}
	switch {
	case first == nil:
		return nil
	case constant:
		return *first
	default:
		return list
	}
}

func sideWord(signal chart.Signal) string {
	switch {
	case signal.Side == 0:
		return ""
	case signal.Rule == chart.Trend && signal.Side > 0:
		return "rising"
	case signal.Rule == chart.Trend:
		return "falling"
	case signal.Side > 0:
		return "above"
	default:
		return "below"
	}
}

// phaseWords says the same for a person.
func phaseWords(group []string, drawn chart.Chart, p chart.Phase) string {
	var b strings.Builder
	if len(group) > 0 {
		b.WriteString(strings.Join(group, ", ") + ": ")
	}
	fmt.Fprintf(&b, "%s, points %d to %d, centre line %s", drawn.Kind.Title(), p.First, p.Last, digits(p.Centre))
	if p.HasLimits {
		last := p.Points[len(p.Points)-1]
		fmt.Fprintf(&b, ", limits %s and %s", digits(last.Lower), digits(last.Upper))
		if varies(p) {
			b.WriteString(" at the last point")
		}
	}
	fmt.Fprintf(&b, "\n  %d of %d points off the line, longest run %d, %d crossings; rules: %s\n", p.Runs.Useful, p.Runs.Observed, p.Runs.Longest, p.Runs.Crossings, drawn.Rules.Title)
	for _, signal := range p.Signals {
		b.WriteString("  " + signalWords(signal) + "\n")
	}
	if len(p.Signals) == 0 && p.Runs.Useful >= chart.MinUseful {
		b.WriteString("  No signal: nothing that chance alone would not do.\n")
	}
	for _, note := range p.Notes {
		b.WriteString("  " + note.Words(nil) + "\n")
	}
	for _, other := range drawn.Dissent(p) {
		if other.Rules.Name == chart.Anhoej || other.Rules.Name == chart.IHI { // the two that teams meet
			b.WriteString("  " + dissentWords(drawn.Rules, p.Runs.Useful, other) + "\n")
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func varies(p chart.Phase) bool {
	_, list := limit(p, func(point chart.Point) float64 { return point.Upper }).([]*float64)
	return list
}

// digits prints a number with the digits that somebody reads.
func digits(x float64) string {
	if math.IsNaN(x) {
		return "unknown"
	}
	return strconv.FormatFloat(x, 'g', 6, 64)
}

func signalWords(signal chart.Signal) string {
	side := sideWord(signal)
	points := fmt.Sprintf("points %d to %d", signal.First, signal.Last)
	switch signal.Rule {
	case chart.Shift:
		return fmt.Sprintf("Signal: %d in a row %s the line, %s.", signal.Length, side, points)
	case chart.Crossings:
		return "Signal: the line is crossed too rarely."
	case chart.Restless:
		return "Signal: the line is crossed too often."
	case chart.Trend:
		return fmt.Sprintf("Signal: %d in a row %s, %s.", signal.Length, side, points)
	case chart.OutsideRule:
		return fmt.Sprintf("Signal: point %d lies %s the limits.", signal.First, side)
	case chart.TwoOfThree, chart.FourOfFive:
		return fmt.Sprintf("Signal: %d points far %s the line close together, %s.", signal.Length, side, points)
	case chart.Hugging:
		return fmt.Sprintf("Signal: %d in a row close to the line, %s.", signal.Length, points)
	case chart.Mixture:
		return fmt.Sprintf("Signal: %d in a row far from the line on both sides, %s.", signal.Length, points)
	default:
		return fmt.Sprintf("Signal: %d in a row up and down in turn, %s.", signal.Length, points)
	}
}

// dissentWords says what another set sees, and how often chance alone shows it to the set that does see something.
func dissentWords(own chart.RuleSet, useful int, other chart.Opinion) string {
	seeing, odds, what := other.Rules, other.Odds, "a"
	if !other.Signal {
		seeing, odds, what = own, own.Odds(useful), "no"
	}
	words := fmt.Sprintf("The rules of %s see %s signal in these runs", other.Rules.Title, what)
	if math.IsNaN(odds) {
		return words + "."
	}
	return words + fmt.Sprintf("; by chance alone %s's rule for runs gives one in %.0f of 100 such charts.", seeing.Title, 100*odds)
}

// ofGroup says which group an error is about.
func ofGroup(err error, group []string) error {
	var known *improve.Error
	if len(group) == 0 || !errors.As(err, &known) {
		return err
	}
	named := *known
	named.Message = strings.Join(group, ", ") + ": " + named.Message
	return &named
}
