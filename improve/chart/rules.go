package chart

import (
	"math"
	"slices"
)

// RuleSet is a named set of rules that tells signals from chance. Zero switches
// a rule off. Tools disagree, so a chart always says which set it follows.
type RuleSet struct {
	Name   string // as in "cairnctl chart --rules"
	Title  string
	Source string

	Anhoej      bool // longest run and crossings by the number of useful points
	Shift       int  // so many points in a row on one side
	LineBreaks  bool // a point on the line ends a run; else it is passed over
	Trend       int  // so many points in a row that rise or fall
	TieBreaks   bool // an equal value ends a trend; else it is passed over
	RunsTable   bool // too few or too many runs by the exact distribution
	Limits      bool // one point beyond a limit
	TwoOfThree  bool // two of three in the outer third or beyond, on one side
	NearOnly    bool // … in the outer third only, with all three on one side
	FourOfFive  bool // four of five beyond the inner third, on one side
	Hugging     int  // so many in a row in the inner third
	Mixture     int  // so many in a row out of the inner third, on both sides
	Alternating int  // so many in a row that go up and down in turn
	AboutMean   bool // made for a chart whose centre line is a mean
}

// The names of the sets that the program itself asks for.
const (
	Anhoej = "anhoej"
	IHI    = "ihi"
)

// RuleSets is the table of rule sets; the default stands first.
func RuleSets() []RuleSet {
	return []RuleSet{
		{Name: Anhoej, Title: "Anhøj", Source: "Anhøj and Olesen 2014; Anhøj 2015", Anhoej: true, Limits: true},
		{Name: IHI, Title: "IHI", Source: "Perla, Provost and Murray 2011", Shift: 6, Trend: 5, RunsTable: true, Limits: true},
		{Name: "nahq", Title: "NAHQ", Source: "NAHQ, rules for control charts", Shift: 8, Trend: 6, Limits: true, TwoOfThree: true, Hugging: 15},
		{
			Name: "mdc", Title: "Making Data Count", Source: "NHS England, Making Data Count",
			Shift: 7, LineBreaks: true, Trend: 7, TieBreaks: true, Limits: true, TwoOfThree: true, NearOnly: true, AboutMean: true,
		},
		{
			Name: "western-electric", Title: "Western Electric", Source: "Western Electric 1956",
			Shift: 8, Limits: true, TwoOfThree: true, FourOfFive: true,
		},
		{
			Name: "nelson", Title: "Nelson", Source: "Nelson 1984", Shift: 9, Trend: 6, TieBreaks: true, Limits: true,
			TwoOfThree: true, FourOfFive: true, Hugging: 15, Mixture: 8, Alternating: 14,
		},
		{Name: "runcharter", Title: "runcharter", Source: "runcharter, its default", Shift: 9},
		{Name: "freespc", Title: "FreeSPC", Source: "FreeSPC", Shift: 8, Trend: 6, TieBreaks: true, Limits: true},
		{Name: "balestracci", Title: "Balestracci", Source: "Quality Digest, October 2008", Shift: 8, Trend: 6, RunsTable: true, Limits: true},
	}
}

// RulesNamed finds a rule set; an empty name is the default.
func RulesNamed(name string) (RuleSet, error) {
	sets := RuleSets()
	if name == "" {
		return sets[0], nil
	}
	at := slices.IndexFunc(sets, func(set RuleSet) bool { return set.Name == name })
	if at < 0 {
		names := make([]string, len(sets))
		for i, set := range sets {
			names[i] = set.Name
		}
		return RuleSet{}, invalid("Use one of "+joined(names)+".", "There is no set of rules called %q.", name)
	}
	return sets[at], nil
}

// LongestMax gives the longest run that is still usual; false when the set has no such rule.
func (r RuleSet) LongestMax(useful int) (int, bool) {
	switch {
	case useful < 1:
		return 0, false
	case r.Anhoej:
		return longestMax(useful), true
	default:
		return r.Shift - 1, r.Shift > 0
	}
}

// crossings gives the fewest and most usual crossings; most is -1 when there is no such limit.
func (r RuleSet) crossings(above, below int) (least, most int, ok bool) {
	switch {
	case above+below < 1:
		return 0, -1, false
	case r.Anhoej:
		return crossingsMin(above + below), -1, true
	case !r.RunsTable:
		return 0, -1, false
	}
	fewest, many, ok := runsLimits(above, below)
	return fewest - 1, many - 1, ok
}

// Odds gives how likely this many useful points give a signal by chance alone:
// of either rule for Anhøj's set, of the run on one side for the others. Trends
// and thirds come on top. NaN where nothing can be said.
func (r RuleSet) Odds(useful int) float64 {
	longest, ok := r.LongestMax(useful)
	if !ok {
		return math.NaN()
	}
	fewest := 0
	if r.Anhoej {
		fewest = crossingsMin(useful)
	}
	return falseSignals(useful, longest, fewest)
}
