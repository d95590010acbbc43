package figure

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Finding says in plain words what the chart found, a sentence each: what
// changed from phase to phase, the signals, and the goal's outlook where limits
// tell it.
func (r RunChart) Finding() []string {
	said := make([][]string, len(r.Chart.Phases))
	quiet := 0
	for i, phase := range r.Chart.Phases {
		said[i] = r.phaseFinding(phase)
		if len(said[i]) == 1 && said[i][0] == noSignal(r.Say) {
			quiet++
		}
	}
	found := r.moved()
	if quiet == len(said) && quiet > 1 {
		said = [][]string{{r.Say.T("figure.finding.quiet.phases", "No signal within any phase: the points vary as chance alone makes them vary.")}}
	}
	for i, sentences := range said {
		if len(sentences) > 0 && len(said) > 1 {
			sentences[0] = r.phaseName(r.Chart.Phases[i]) + ": " + sentences[0]
		}
		found = append(found, sentences...)
	}
	if outlook := r.outlook(); outlook != "" {
		found = append(found, outlook)
	}
	return found
}

func noSignal(say *phrase.Book) string {
	return say.T("figure.finding.quiet", "No signal: the points vary as chance alone makes them vary.")
}

// moved says how the middle line went from the first phase to the last.
func (r RunChart) moved() []string {
	if len(r.Chart.Phases) < 2 {
		return nil
	}
	l := r.measured()
	first, last := r.Chart.Phases[0], r.Chart.Phases[len(r.Chart.Phases)-1]
	if math.IsNaN(first.Centre) || math.IsNaN(last.Centre) {
		return nil
	}
	return []string{r.Say.T("figure.finding.moved", "%s: from %s (%s) to %s (%s).", r.centreName(), l.value(first.Centre), r.phaseName(first), l.value(last.Centre), r.phaseName(last))}
}

func (r RunChart) phaseFinding(phase chart.Phase) []string {
	var said []string
	var outside []chart.Signal
	for _, signal := range latestFirst(phase.Signals) {
		if signal.Rule == chart.OutsideRule {
			outside = slices.Insert(outside, 0, signal) // days are told from the first on
			continue
		}
		if signal.Rule == chart.Crossings && shifted(phase) {
			continue // the long run says it already; the figures are in the small print
		}
		said = append(said, r.signalSentence(phase, signal))
	}
	if len(outside) > 0 {
		said = append(said, r.outsideSentence(outside))
	}
	if len(said) == 0 && phase.Runs.Useful >= chart.MinUseful {
		said = append(said, noSignal(r.Say))
	}
	for _, note := range phase.Notes {
		said = append(said, note.Words(r.Say))
	}
	return said
}

// latestFirst puts the signals into the order in which somebody wants to hear
// of them: how it stands now, then how it was. Home and small pictures say no
// more than the first of them.
func latestFirst(signals []chart.Signal) []chart.Signal {
	sorted := slices.Clone(signals)
	slices.SortStableFunc(sorted, func(x, y chart.Signal) int { return cmp.Compare(y.Last, x.Last) })
	return sorted
}

func shifted(phase chart.Phase) bool {
	return slices.ContainsFunc(phase.Signals, func(s chart.Signal) bool { return s.Rule == chart.Shift })
}

// signalSentence says one signal and how likely chance is to do the same.
func (r RunChart) signalSentence(phase chart.Phase, signal chart.Signal) string {
	runs, say := phase.Runs, r.Say
	switch signal.Rule {
	case chart.Shift:
		since := ""
		if signal.Past && rare(signal, runs.Useful) {
			since = say.T("figure.finding.shift.past", ", and most points since on the other side")
		}
		return say.T("figure.finding.shift", "%d points in a row %s the middle line%s: %s.", signal.Length, sideOf(say, signal), r.termed()+since, likelihood(say, signal.Length, runs.Useful)) + shiftVerdict(say, signal, runs.Useful)
	case chart.Trend:
		return say.T("figure.finding.trend", "%d points in a row %s.", signal.Length, sideOf(say, signal)) + verdict(say, signal)
	case chart.Crossings:
		return say.T("figure.finding.crossings", "The points cross the middle line%s only %s; of %d points, chance alone would make it %d or more: something is going on.", r.termed(), times(say, runs.Crossings), runs.Useful, runs.CrossingsMin)
	case chart.Restless:
		return say.T("figure.finding.restless", "The points cross the middle line%s %s; of %d points, chance alone would make it %d at most: two things may be mixed here.", r.termed(), times(say, runs.Crossings), runs.Useful, runs.CrossingsMost)
	case chart.Alternating:
		return say.T("figure.finding.alternating", "%d points in a row go up and down in turn: two things may be mixed here.", signal.Length)
	case chart.Hugging:
		return say.T("figure.finding.hugging", "%d points in a row lie close to the middle line%s: the limits may be too wide.", signal.Length, r.termed())
	case chart.Mixture:
		return say.T("figure.finding.mixture", "%d points in a row lie far from the middle line%s: two things may be mixed here.", signal.Length, r.termed())
	default:
		return say.T("figure.finding.far", "%d points close together lie far %s the middle line%s.", signal.Length, sideOf(say, signal), r.termed()) + verdict(say, signal)
	}
}

func times(say *phrase.Book, n int) string {
	return say.N(n, "figure.finding.times", "once", "%d times")
}

// Shares of charts without any change that show the same: below these, the
// words in likelihood are fair.
const (
	veryUnlikely = 0.01
	unlikely     = 0.10
)

// likelihood says how often chance alone makes a run of this length or longer.
// It is asked of the run itself: rule sets with short runs raise false alarms.
func likelihood(say *phrase.Book, length, useful int) string {
	odds := chart.RuleSet{Shift: length}.Odds(useful)
	switch {
	case math.IsNaN(odds):
		return say.T("figure.finding.signal", "a signal")
	case odds < veryUnlikely:
		return say.T("figure.finding.veryUnlikely", "very unlikely to be chance")
	case odds < unlikely:
		return say.T("figure.finding.unlikely", "unlikely to be chance")
	default:
		return say.T("figure.finding.likely", "chance alone does that in %.0f of 100 such charts", 100*odds)
	}
}

// shiftVerdict judges a run unless chance makes such runs too often for it.
func shiftVerdict(say *phrase.Book, signal chart.Signal, useful int) string {
	if !rare(signal, useful) {
		return ""
	}
	return verdict(say, signal)
}

// rare tells whether chance alone seldom makes a run so long.
func rare(signal chart.Signal, useful int) bool {
	odds := (chart.RuleSet{Shift: signal.Length}).Odds(useful)
	return math.IsNaN(odds) || odds < unlikely
}

func verdict(say *phrase.Book, signal chart.Signal) string {
	switch signal.Reading {
	case chart.Improvement:
		return " " + say.T("figure.finding.better", "A change for the better.")
	case chart.Concern:
		return " " + say.T("figure.finding.worse", "Not the way you want it.")
	default:
		return ""
	}
}

// mostNamed is how many points a sentence names before it only counts them.
const mostNamed = 4

func (r RunChart) outsideSentence(outside []chart.Signal) string {
	names := r.placesOf().full
	var listed []string
	for _, signal := range outside {
		if signal.First >= 1 && signal.First <= len(names) && len(listed) < mostNamed {
			listed = append(listed, names[signal.First-1])
		}
	}
	more := ""
	if len(outside) > mostNamed {
		more = r.Say.T("figure.finding.outside.more", " and more")
	}
	if len(outside) == 1 {
		return r.Say.T("figure.finding.outside.one", "One point lies outside the limits (%s): look for what was special.", strings.Join(listed, ", "))
	}
	return r.Say.T("figure.finding.outside", "%d points lie outside the limits (%s%s): look for what was special.", len(outside), strings.Join(listed, ", "), more)
}

// outlook says whether the goal can be expected when nothing changes.
func (r RunChart) outlook() string {
	if r.Goal == nil {
		return ""
	}
	switch r.Chart.AgainstTarget(r.Better, *r.Goal) {
	case chart.Always:
		return r.Say.T("figure.finding.always", "As things are, the goal is reached every time.")
	case chart.Never:
		return r.Say.T("figure.finding.never", "As things are, the goal will not be reached without a change.")
	case chart.HitOrMiss:
		return r.Say.T("figure.finding.chance", "As things are, chance decides whether the goal is reached.")
	default:
		return r.lastAgainstGoal()
	}
}

// lastAgainstGoal compares the last number with the goal, where no limits tell
// what to expect.
func (r RunChart) lastAgainstGoal() string {
	l := r.measured()
	last := math.NaN()
	for _, point := range l.points {
		if !math.IsNaN(point.Y) {
			last = point.Y
		}
	}
	ahead := last - *r.Goal
	if r.Better == chart.Down {
		ahead = -ahead
	}
	if math.IsNaN(ahead) || r.Better != chart.Up && r.Better != chart.Down {
		return ""
	}
	if ahead >= 0 {
		return r.Say.T("figure.finding.reached", "The last number, %s, reaches the goal of %s.", l.value(last), l.value(*r.Goal))
	}
	return r.Say.T("figure.finding.missed", "The last number, %s, does not reach the goal of %s yet.", l.value(last), l.value(*r.Goal))
}

// Basis says in one line what the finding stands on: rules, middle line, and
// what the other well-known rules would say.
func (r RunChart) Basis() string {
	parts := []string{r.Say.T("figure.basis.rules", "Rules: %s", r.Chart.Rules.Title), r.Chart.Kind.Words(r.Say)}
	for _, phase := range r.Chart.Phases {
		part := r.Say.T("figure.basis.middle", "middle line: %s of points %d to %d%s", centreWord(r.Say, r.Chart.Kind), phase.First, phase.Baseline, runsWords(r.Say, phase.Runs))
		if len(r.Chart.Phases) > 1 {
			part = r.phaseName(phase) + ": " + part
		}
		parts = append(parts, part)
	}
	for _, phase := range r.Chart.Phases {
		for _, other := range r.Chart.Dissent(phase) {
			if other.Rules.Name == chart.Anhoej || other.Rules.Name == chart.IHI { // the two that teams meet
				parts = append(parts, r.dissent(phase, other))
			}
		}
	}
	return strings.Join(parts, " · ")
}

func (r RunChart) dissent(phase chart.Phase, other chart.Opinion) string {
	words := r.Say.T("figure.basis.other.quiet", "the %s rules would see no signal", other.Rules.Title)
	if other.Signal {
		words = r.Say.T("figure.basis.other.signal", "the %s rules would see a signal", other.Rules.Title)
		if !math.IsNaN(other.Odds) {
			words += r.Say.T("figure.basis.other.odds", " (by chance alone in %.0f of 100 such charts)", 100*other.Odds)
		}
	}
	if len(r.Chart.Phases) > 1 {
		words = r.phaseName(phase) + ": " + words
	}
	return words
}

// runsWords gives the figures that the rules look at, with what is usual.
func runsWords(say *phrase.Book, runs chart.Runs) string {
	words := ""
	if runs.Useful < chart.MinUseful {
		return words
	}
	if runs.HasLongestMax {
		words += say.T("figure.basis.longest", ", longest run %d (usual: up to %d)", runs.Longest, runs.LongestMax)
	}
	if runs.HasCrossingsMin {
		words += say.N(runs.Crossings, "figure.basis.crossings", ", %d crossing (usual: %d or more)", ", %d crossings (usual: %d or more)", runs.CrossingsMin)
	}
	return words
}

// Description says the whole picture for those who cannot see it.
func (r RunChart) Description() string {
	l := r.measured()
	said := []string{r.Chart.Kind.Words(r.Say) + ": " + r.title() + "."}
	if subtitle := plain(r.Subtitle); subtitle != "" {
		said = append(said, subtitle+".")
	}
	said = append(said, l.spread()...)
	for _, level := range l.levelsAtEnd() {
		said = append(said, level.words+".")
	}
	said = append(said, r.Finding()...)
	said = append(said, r.aside()...)
	said = append(said, r.Basis()+".")
	for _, annotation := range r.Annotations {
		if words := plain(annotation.Words); words != "" && annotation.Point >= 1 && annotation.Point <= len(l.points) {
			said = append(said, l.places.full[annotation.Point-1]+": "+words+".")
		}
	}
	return strings.Join(said, " ")
}

// measured is a layout with numbers and places but nothing laid out.
func (r RunChart) measured() *layout {
	l := &layout{RunChart: r, style: r.style(), places: r.placesOf()}
	for _, phase := range r.Chart.Phases {
		l.points = append(l.points, phase.Points...)
	}
	least, most := l.extent()
	l.axis = roundAxis(least, most, l.style.ticks, r.Unit == "%")
	return l
}

// spread says how many points there are and how far they reach.
func (l *layout) spread() []string {
	least, most, last := -1, -1, -1
	for i, point := range l.points {
		if math.IsNaN(point.Y) {
			continue
		}
		last = i
		if least < 0 || point.Y < l.points[least].Y {
			least = i
		}
		if most < 0 || point.Y > l.points[most].Y {
			most = i
		}
	}
	if last < 0 {
		return []string{l.Say.T("figure.noPoints", "No points yet.")}
	}
	unit := ""
	if name := plain(l.Unit); name != "" && name != "%" {
		unit = " " + name
	}
	say := func(i int) string { return l.value(l.points[i].Y) + unit + " (" + l.places.full[i] + ")" }
	return []string{l.Say.T("figure.spread", "%d points, lowest %s, highest %s, last %s.", len(l.points), say(least), say(most), say(last))}
}

// joined makes one paragraph of sentences.
func joined(sentences []string) string { return strings.Join(sentences, " ") }
