package chart

import (
	"math"
	"slices"
)

// Spec says which chart to make of the observations. Points count from 1.
type Spec struct {
	Kind     Kind
	HasN     bool    // the observations bring sizes
	Multiply float64 // 100 for per cent; 0 stands for 1
	Rules    string  // the name of a rule set; empty for Anhoej

	// Freeze names points at which the baseline of their phase ends: centre
	// line and limits come from the phase's points up to it and hold for all.
	Freeze []int
	// Split names the last points of phases. Phases know nothing of each other.
	Split []int
	// Exclude names points that stay on the chart and are tested against the
	// limits, but count neither for centre line and limits nor for runs.
	Exclude []int

	// KeepRanges turns the screening of large moving ranges off (Nelson 1982).
	KeepRanges bool

	Better Direction // which way is better
}

// MaxMagnitude is the largest number that a chart takes. Nothing at a school
// comes near it, and squares of it still fit a float64.
const MaxMagnitude = 1e100

// check refuses what makes no sense whatever the data are.
func (s Spec) check(t trait) error {
	if s.HasN && !t.takesN {
		return invalid("Leave the column of sizes out, or choose a P or U chart.", "The %s takes no sizes.", t.title)
	}
	if math.IsNaN(s.Multiply) || math.Abs(s.Multiply) > MaxMagnitude || s.Multiply < 0 {
		return invalid("Use a number above zero, such as 100 for per cent.", "Values cannot be multiplied by %v.", s.Multiply)
	}
	for _, list := range []struct {
		what   string
		points []int
	}{{"freeze", s.Freeze}, {"split", s.Split}, {"exclude", s.Exclude}} {
		for _, point := range list.points {
			if point < 1 {
				return invalid("Points count from 1.", "There is no point %d to %s at.", point, list.what)
			}
		}
	}
	return nil
}

// factor is what values, centre line and limits are multiplied by.
func (s Spec) factor() float64 {
	if s.Multiply == 0 {
		return 1
	}
	return s.Multiply
}

// span is a phase: points first to last, from 0, last included; base is the last point of its baseline.
type span struct{ first, last, base int }

// spans cuts n points into phases. Splits at or behind the last point change nothing.
func (s Spec) spans(n int) []span {
	cuts := slices.Clone(s.Split)
	slices.Sort(cuts)
	var spans []span
	first := 0
	for _, cut := range append(slices.Compact(cuts), n) {
		if cut > n || cut == n && first == n {
			continue
		}
		spans = append(spans, span{first: first, last: cut - 1, base: s.baseline(first, cut-1)})
		first = cut
	}
	return spans
}

// baseline gives the last point of the baseline of a phase: the earliest freeze within it, else its end.
func (s Spec) baseline(first, last int) int {
	base := last
	for _, freeze := range s.Freeze {
		if at := freeze - 1; at >= first && at < base {
			base = at
		}
	}
	return base
}
