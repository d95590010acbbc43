package chart

import "cmp"

// Unseen is a signal of one group that the chart of all students does not show.
type Unseen struct {
	Group  int // the place of its chart among those of the groups
	Signal Signal
}

// UnseenIn finds what a total hides: for each group, in their order, the signal
// that tells most of those that the chart of everyone does not show. It shows
// one where a signal of its own touches the same points and tells of the same
// side, or of none. The charts must have the same points, so that the third of
// each stands for the same day; a day on which a group has no number is a
// missing point.
func UnseenIn(everyone Chart, groups []Chart) []Unseen {
	var unseen []Unseen
	for i, group := range groups {
		best := Signal{}
		for _, signal := range group.signals() {
			if !everyone.shows(signal) && tellsMore(signal, best) {
				best = signal
			}
		}
		if best.Rule != "" {
			unseen = append(unseen, Unseen{Group: i, Signal: best})
		}
	}
	return unseen
}

// signals gives those of all phases.
func (c Chart) signals() []Signal {
	var all []Signal
	for _, phase := range c.Phases {
		all = append(all, phase.Signals...)
	}
	return all
}

// shows tells whether the chart has a signal that says what another chart's does.
func (c Chart) shows(other Signal) bool {
	for _, own := range c.signals() {
		touch := own.First <= other.Last && other.First <= own.Last
		if touch && (own.Side == other.Side || own.Side == 0 || other.Side == 0) {
			return true
		}
	}
	return false
}

// tellsMore prefers runs over trends over the rest, long ones over short, late over early.
func tellsMore(a, b Signal) bool {
	rank := map[Rule]int{Shift: 3, Trend: 2, OutsideRule: 1}
	if b.Rule == "" {
		return true
	}
	return cmp.Or(cmp.Compare(rank[a.Rule], rank[b.Rule]), cmp.Compare(a.Length, b.Length), cmp.Compare(a.Last, b.Last)) > 0
}

// OddsOfAny gives how likely chance alone is to show a signal in one or more of
// several charts: who looks at twelve groups sees something sooner. NaN where
// the odds of one are not known.
func OddsOfAny(charts []Chart) float64 {
	quiet := 1.0
	for _, c := range charts {
		for _, phase := range c.Phases {
			if phase.Runs.Useful >= MinUseful {
				quiet *= 1 - c.Rules.Odds(phase.Runs.Useful)
			}
		}
	}
	return 1 - quiet
}
