package chart

import "math"

// Chart is a drawn chart: all that is shown, as numbers.
type Chart struct {
	Kind   Kind
	Rules  RuleSet
	Phases []Phase
}

// Point is one point of the chart, after multiplying. NaN stands for nothing there.
type Point struct {
	Number       int // from 1, through all phases
	At           string
	Y            float64
	N            float64 // the size, or the number of rows
	Lower, Upper float64
	Excluded     bool
	Outside      bool // beyond a limit
}

// Phase is a stretch of points with a centre line of its own.
type Phase struct {
	Part        int // from 1
	First, Last int // numbers of points
	Baseline    int // the last point that tells centre line and limits
	Points      []Point
	Centre      float64 // NaN when no point tells it
	HasLimits   bool
	Runs        Runs
	Signals     []Signal
	Notes       []Note

	marks []mark // the points as the rules see them
	flat  bool   // runs of this kind of chart are no signal
}

// Draw makes the chart of one series. Observations are in the order of the
// axis; those of one place become one point. Errors are *improve.Error.
func Draw(spec Spec, observations []Observation) (Chart, error) {
	trait, err := traitOf(spec.Kind)
	if err != nil {
		return Chart{}, err
	}
	rules, err := RulesNamed(spec.Rules)
	if err != nil {
		return Chart{}, err
	}
	if err := spec.check(trait); err != nil {
		return Chart{}, err
	}
	points, err := pool(trait, spec.HasN, observations)
	if err != nil {
		return Chart{}, err
	}
	if len(points) == 0 {
		return Chart{}, invalid("Give at least one row.", "There is nothing to draw.")
	}
	for _, number := range spec.Exclude {
		if number <= len(points) {
			points[number-1].out = true
		}
	}
	drawn := Chart{Kind: spec.Kind, Rules: rules}
	for i, span := range spec.spans(len(points)) {
		phase := newPhase(spec, trait, points[span.first:span.last+1], span)
		phase.Part = i + 1
		phase.judge(spec, trait, rules)
		drawn.Phases = append(drawn.Phases, phase)
	}
	return drawn, drawn.finite()
}

// newPhase draws the lines of a phase through its points.
func newPhase(spec Spec, t trait, points []point, at span) Phase {
	data := newPhaseData(points, at.base-at.first, spec.Kind, !spec.KeepRanges)
	through := data.draw(spec.Kind)
	noise := roundNoise * mean(absolute(data.y))
	phase := Phase{First: at.first + 1, Last: at.last + 1, Baseline: at.base + 1, HasLimits: through.upper != nil}
	phase.Centre = through.centre * spec.factor()
	sides := make([]int, len(points))
	for i, p := range points {
		drawn := Point{
			Number: phase.First + i, At: p.at, N: p.size, Excluded: p.out,
			Y: data.y[i] * spec.factor(), Lower: math.NaN(), Upper: math.NaN(),
		}
		if phase.HasLimits {
			low, high := through.lower[i], through.upper[i]
			drawn.Lower, drawn.Upper = low*spec.factor(), high*spec.factor()
			drawn.Outside = side(data.y[i], high, noise) > 0 || side(data.y[i], low, noise) < 0
		}
		sides[i] = side(data.y[i], through.centre, noise)
		phase.Points = append(phase.Points, drawn)
	}
	phase.count(sides, through.score, t)
	return phase
}

func absolute(numbers []float64) []float64 {
	sizes := make([]float64, len(numbers))
	for i, x := range numbers {
		sizes[i] = math.Abs(x)
	}
	return sizes
}

// side tells where a value lies: 1 above a line, -1 below, 0 on it or when one
// of them is missing. Differences that rounding alone makes are none.
func side(y, line, noise float64) int {
	distance := y - line
	switch {
	case math.IsNaN(distance) || math.Abs(distance) <= noise+onTheLine*math.Max(math.Abs(y), math.Abs(line)):
		return 0
	case distance > 0:
		return 1
	default:
		return -1
	}
}

// finite refuses a chart of numbers so large that a limit has no value.
func (c Chart) finite() error {
	for _, phase := range c.Phases {
		numbers := []float64{phase.Centre}
		for _, p := range phase.Points {
			numbers = append(numbers, p.Y, p.Lower, p.Upper)
		}
		for _, x := range numbers {
			if math.IsInf(x, 0) {
				return invalid("Check the numbers and what they are multiplied by.", "The numbers are too large or too small for a chart.")
			}
		}
	}
	return nil
}

// Outside lists the numbers of the points beyond a limit; never nil.
func (p Phase) Outside() []int {
	outside := []int{}
	for _, point := range p.Points {
		if point.Outside {
			outside = append(outside, point.Number)
		}
	}
	return outside
}
