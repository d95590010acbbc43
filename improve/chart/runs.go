package chart

import "math"

// MinUseful is the fewest useful points of which runs can tell anything.
const MinUseful = 10

// Runs is what counting runs about the centre line gives. A useful point is one
// that is there, not excluded and not on the line.
type Runs struct {
	Observed  int // points of the phase that are not excluded, missing ones included
	Useful    int
	Above     int
	Below     int
	OnLine    int
	Longest   int
	Crossings int

	// Limits of the rule set; the Has fields tell whether it sets them.
	HasLongestMax    bool
	LongestMax       int
	HasCrossingsMin  bool
	CrossingsMin     int
	HasCrossingsMost bool
	CrossingsMost    int

	Signal bool // the runs speak against chance alone, by the rule set's own rules
}

// Number gives the number of runs: 0 without useful points, else one more than the crossings.
func (r Runs) Number() int {
	if r.Useful == 0 {
		return 0
	}
	return r.Crossings + 1
}

// mark is a point as the rules see it: which one, on which side, how far out.
type mark struct {
	number int
	y      float64
	side   int
	score  float64 // NaN where thirds mean nothing
	apart  bool    // on no stretch: excluded or missing
}

// stretch is a run: points on one side of the line.
type stretch struct {
	side, first, last, length int
}

// count prepares a phase for its rules and counts its runs.
func (p *Phase) count(sides []int, scores []float64, t trait) {
	for i, point := range p.Points {
		m := mark{number: point.Number, y: point.Y, side: sides[i], score: math.NaN(), apart: point.Excluded || math.IsNaN(point.Y)}
		if scores != nil && t.zones {
			m.score = scores[i]
		}
		p.marks = append(p.marks, m)
		if !point.Excluded {
			p.Runs.Observed++
		}
		p.Runs.see(m, math.IsNaN(p.Centre))
	}
	runs := stretches(p.marks, false)
	for _, run := range runs {
		p.Runs.Longest = max(p.Runs.Longest, run.length)
	}
	p.Runs.Crossings = max(len(runs)-1, 0)
}

func (r *Runs) see(m mark, lineless bool) {
	switch {
	case m.apart || lineless:
	case m.side > 0:
		r.Above++
		r.Useful++
	case m.side < 0:
		r.Below++
		r.Useful++
	default:
		r.OnLine++
	}
}

// stretches gives the runs in order. A point on the line is passed over, or
// ends the run when lineBreaks.
func stretches(marks []mark, lineBreaks bool) []stretch {
	var runs []stretch
	broken := true
	for _, m := range marks {
		switch {
		case m.apart:
		case m.side == 0:
			broken = broken || lineBreaks
		case broken || runs[len(runs)-1].side != m.side:
			runs = append(runs, stretch{side: m.side, first: m.number, last: m.number, length: 1})
			broken = false
		default:
			runs[len(runs)-1].last = m.number
			runs[len(runs)-1].length++
		}
	}
	return runs
}

// judge applies the rule set of the chart.
func (p *Phase) judge(spec Spec, t trait, rules RuleSet) {
	p.flat = t.flat
	p.Runs, p.Signals = p.under(rules)
	for i := range p.Signals {
		signal := p.Signals[i]
		signal.Past = p.leftBehind(signal)
		p.Signals[i].Past = signal.Past
		if signal.Past {
			signal.Side = -signal.Side
		}
		p.Signals[i].Reading = spec.Better.read(signal)
	}
	p.Notes = p.notes(spec, rules)
}

// leastSince is how many points must lie on the other side before a run counts
// as over: fewer are soon outweighed.
const leastSince = 4

// leftBehind tells whether a long run is how it was before a change: at least
// leastSince points follow on the other side, twice as many as on its own.
// Against a line that was frozen before, each run is judged by its own side.
func (p Phase) leftBehind(signal Signal) bool {
	if signal.Rule != Shift || p.Baseline < signal.Last {
		return false
	}
	same, other := 0, 0
	for _, m := range p.marks {
		switch {
		case m.apart || m.number <= signal.Last:
		case m.side == signal.Side:
			same++
		case m.side == -signal.Side:
			other++
		}
	}
	return other >= leastSince && other >= 2*same
}

// under gives runs and signals of the phase by a rule set, without changing it.
func (p Phase) under(rules RuleSet) (Runs, []Signal) {
	runs := p.Runs
	runs.LongestMax, runs.HasLongestMax = rules.LongestMax(runs.Useful)
	var most int
	runs.CrossingsMin, most, runs.HasCrossingsMin = rules.crossings(runs.Above, runs.Below)
	if most >= 0 && runs.HasCrossingsMin {
		runs.CrossingsMost, runs.HasCrossingsMost = most, true
	}
	signals := p.outsideSignals(rules)
	runs.Signal = false
	if p.flat || runs.Useful < MinUseful {
		return runs, signals
	}
	found := p.runSignals(rules, runs)
	runs.Signal = len(found) > 0
	return runs, append(append(signals, found...), p.zoneSignals(rules)...)
}
