package chart

import (
	"math"
)

// Rule names what a signal was found by.
type Rule string

// The rules.
const (
	Shift       Rule = "shift"        // a long run on one side
	Crossings   Rule = "crossings"    // the line is crossed too rarely
	Restless    Rule = "restless"     // the line is crossed too often
	Trend       Rule = "trend"        // many in a row rise or fall
	Alternating Rule = "alternating"  // many in a row go up and down in turn
	OutsideRule Rule = "outside"      // a point beyond a limit
	TwoOfThree  Rule = "two-of-three" // two of three near a limit
	FourOfFive  Rule = "four-of-five" // four of five beyond the inner third
	Hugging     Rule = "hugging"      // many in a row close to the line
	Mixture     Rule = "mixture"      // many in a row far from the line, on both sides
)

// Signal says that chance alone rarely does this.
type Signal struct {
	Rule        Rule
	Side        int // 1 above or rising, -1 below or falling, 0 neither
	First, Last int // numbers of the first and last point of it
	Length      int // how many points make it; points passed over do not count
	Reading     Reading
	// Past tells of a long run that is over, with most points since on the
	// other side of a line that all of them tell together. Then the run is how
	// it was, and the change is what came after it: Reading is about that.
	Past bool
}

func (p Phase) outsideSignals(rules RuleSet) []Signal {
	var signals []Signal
	if !rules.Limits {
		return nil
	}
	for i, point := range p.Points {
		if !point.Outside {
			continue
		}
		above := -1
		if point.Y > point.Upper {
			above = 1
		}
		signals = append(signals, Signal{Rule: OutsideRule, Side: above, First: p.Points[i].Number, Last: p.Points[i].Number, Length: 1})
	}
	return signals
}

// runSignals finds what the order of the points tells without any limits.
func (p Phase) runSignals(rules RuleSet, runs Runs) []Signal {
	var signals []Signal
	if runs.HasLongestMax {
		for _, run := range stretches(p.marks, rules.LineBreaks) {
			if run.length > runs.LongestMax {
				signals = append(signals, Signal{Rule: Shift, Side: run.side, First: run.first, Last: run.last, Length: run.length})
			}
		}
	}
	if runs.HasCrossingsMin && runs.Crossings < runs.CrossingsMin {
		signals = append(signals, Signal{Rule: Crossings, First: p.First, Last: p.Last, Length: runs.Useful})
	}
	if runs.HasCrossingsMost && runs.Crossings > runs.CrossingsMost {
		signals = append(signals, Signal{Rule: Restless, First: p.First, Last: p.Last, Length: runs.Useful})
	}
	if rules.Trend > 0 {
		signals = append(signals, p.trends(rules)...)
	}
	if rules.Alternating > 0 {
		signals = append(signals, p.alternations(rules.Alternating)...)
	}
	return signals
}

// counted gives the points that rules look at.
func (p Phase) counted() []mark {
	var counted []mark
	for _, m := range p.marks {
		if !m.apart {
			counted = append(counted, m)
		}
	}
	return counted
}

// trends finds points in a row that rise or fall. The last point of one trend is the first of the next.
func (p Phase) trends(rules RuleSet) []Signal {
	var signals []Signal
	var now Signal
	end := func() {
		if now.Length >= rules.Trend {
			signals = append(signals, now)
		}
	}
	var before mark
	for i, m := range p.counted() {
		way := side(m.y, before.y, 0)
		switch {
		case i == 0:
			now = Signal{Rule: Trend, First: m.number, Last: m.number, Length: 1}
		case way == 0 && !rules.TieBreaks:
			continue // the point before stays the one to compare with
		case way == 0:
			end()
			now = Signal{Rule: Trend, First: m.number, Last: m.number, Length: 1}
		case way == now.Side || now.Side == 0:
			now.Side, now.Last, now.Length = way, m.number, now.Length+1
		default:
			end()
			now = Signal{Rule: Trend, Side: way, First: before.number, Last: m.number, Length: 2}
		}
		before = m
	}
	end()
	return signals
}

// alternations finds points in a row that go up and down in turn.
func (p Phase) alternations(least int) []Signal {
	var signals []Signal
	var now Signal
	points, last := p.counted(), 0
	for i := 1; i < len(points); i++ {
		way := side(points[i].y, points[i-1].y, 0)
		if way != 0 && way == -last {
			now.Last, now.Length = points[i].number, now.Length+1
		} else {
			signals = keep(signals, now, least)
			now = Signal{Rule: Alternating, First: points[i-1].number, Last: points[i].number, Length: 2}
		}
		last = way
	}
	return keep(signals, now, least)
}

func keep(signals []Signal, found Signal, least int) []Signal {
	if found.Length < least {
		return signals
	}
	return append(signals, found)
}

// zoneSignals finds what the thirds between line and limits tell.
func (p Phase) zoneSignals(rules RuleSet) []Signal {
	var signals []Signal
	points := p.counted()
	for _, above := range []int{1, -1} {
		if rules.TwoOfThree {
			signals = append(signals, windows(points, window{rule: TwoOfThree, size: 3, least: 2, side: above, beyond: 2, nearOnly: rules.NearOnly})...)
		}
		if rules.FourOfFive {
			signals = append(signals, windows(points, window{rule: FourOfFive, size: 5, least: 4, side: above, beyond: 1})...)
		}
	}
	if rules.Hugging > 0 {
		signals = append(signals, inRow(points, Hugging, rules.Hugging, func(m mark) bool { return math.Abs(m.score) < 1 })...)
	}
	if rules.Mixture > 0 {
		signals = append(signals, mixtures(points, rules.Mixture)...)
	}
	return signals
}

// window is a rule of the sort "so many of so many on one side beyond a third".
type window struct {
	rule        Rule
	size, least int
	side        int
	beyond      float64 // standard deviations
	nearOnly    bool    // within the limits, and the whole window on one side
}

func (w window) has(m mark) bool {
	far := m.score * float64(w.side)
	return far > w.beyond && (!w.nearOnly || far <= sigmas)
}

// holds tells whether the rule holds for these points, and where it begins and ends.
func (w window) holds(points []mark) (first, last, count int, ok bool) {
	for _, m := range points {
		if w.nearOnly && m.side != w.side {
			return 0, 0, 0, false
		}
		if !w.has(m) {
			continue
		}
		if count++; count == 1 {
			first = m.number
		}
		last = m.number
	}
	return first, last, count, count >= w.least
}

// windows gives one signal for each group of overlapping windows in which the rule holds.
func windows(points []mark, w window) []Signal {
	var signals []Signal
	for end := w.size; end <= len(points); end++ {
		first, last, count, ok := w.holds(points[end-w.size : end])
		if !ok {
			continue
		}
		if n := len(signals); n > 0 && signals[n-1].Last >= first {
			if last > signals[n-1].Last {
				signals[n-1].Last = last
				signals[n-1].Length++
			}
			continue
		}
		signals = append(signals, Signal{Rule: w.rule, Side: w.side, First: first, Last: last, Length: count})
	}
	return signals
}

// inRow finds so many points in a row that all are so.
func inRow(points []mark, rule Rule, least int, so func(mark) bool) []Signal {
	var signals []Signal
	now := Signal{Rule: rule}
	for _, m := range points {
		if !so(m) {
			signals = keep(signals, now, least)
			now = Signal{Rule: rule}
			continue
		}
		if now.Length == 0 {
			now.First = m.number
		}
		now.Last, now.Length = m.number, now.Length+1
	}
	return keep(signals, now, least)
}

// mixtures finds points in a row far from the line, some above and some below.
func mixtures(points []mark, least int) []Signal {
	var both []Signal
	for _, s := range inRow(points, Mixture, least, func(m mark) bool { return math.Abs(m.score) > 1 }) {
		above, below := false, false
		for _, m := range points {
			if m.number >= s.First && m.number <= s.Last {
				above, below = above || m.score > 0, below || m.score < 0
			}
		}
		if above && below {
			both = append(both, s)
		}
	}
	return both
}
