package figure

import (
	"math"
	"slices"

	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// mostHidden is how many groups get a sentence of their own before the rest is counted.
const mostHidden = 4

// Finding says in plain sentences what the total hides.
func (many Multiples) Finding() []string {
	unseen := many.Unseen()
	var said []string
	for _, one := range unseen[:min(len(unseen), mostHidden)] {
		said = append(said, many.hidden(one))
	}
	if more := len(unseen) - mostHidden; more > 0 {
		said = append(said, many.Say.N(more, "figure.multiples.hidden.more", "It hides a signal of %d more, too.", "It hides a signal of %d more, too."))
	}
	if len(said) > 0 {
		return said
	}
	if slices.ContainsFunc(many.charts(), signalled) {
		return []string{many.Say.T("figure.multiples.same", "What is a signal in a group is one in the total, too.")}
	}
	if !slices.ContainsFunc(many.charts(), judged) {
		return []string{many.Say.T("figure.multiples.few", "Too few numbers to tell a signal in any of them: each needs %d off its middle line.", chart.MinUseful)}
	}
	return []string{many.Say.T("figure.multiples.quiet", "No signal in any of them: the points vary as chance alone makes them vary.")}
}

func signalled(c chart.Chart) bool {
	return slices.ContainsFunc(c.Phases, func(p chart.Phase) bool { return len(p.Signals) > 0 })
}

// judged tells whether a chart has points enough for its rules.
func judged(c chart.Chart) bool {
	return slices.ContainsFunc(c.Phases, func(p chart.Phase) bool { return p.Runs.Useful >= chart.MinUseful })
}

// hidden says one signal that the total hides.
func (many Multiples) hidden(one chart.Unseen) string {
	name, signal := many.Panels[one.Group].Name, one.Signal
	points := many.steps(signal.Length)
	switch signal.Rule {
	case chart.Shift:
		return many.Say.T("figure.multiples.shift", "%s in a row %s the middle for %s; the total hides it.", points, sideOf(many.Say, signal), name)
	case chart.Trend:
		return many.Say.T("figure.multiples.trend", "%s in a row %s for %s; the total hides it.", points, sideOf(many.Say, signal), name)
	case chart.OutsideRule:
		return many.Say.T("figure.multiples.outside", "A number outside the limits for %s; the total hides it.", name)
	default:
		return many.Say.T("figure.multiples.chance", "The points of %s do not vary as chance alone makes them vary; the total hides it.", name)
	}
}

// steps counts points as people count the days they stand for.
func (many Multiples) steps(n int) string {
	switch many.Often {
	case "daily":
		return many.Say.N(n, "figure.count.schoolDays", "%d school day", "%d school days")
	case "weekly":
		return many.Say.N(n, "figure.count.weeks", "%d week", "%d weeks")
	case "monthly":
		return many.Say.N(n, "figure.count.months", "%d month", "%d months")
	case "termly":
		return many.Say.N(n, "figure.count.terms", "%d term", "%d terms")
	case "yearly":
		return many.Say.N(n, "figure.count.years", "%d year", "%d years")
	default:
		return many.Say.N(n, "figure.count.points", "%d point", "%d points")
	}
}

// Basis says in one line what the finding stands on.
func (many Multiples) Basis() string {
	first := many.Panels[0].Chart
	words := many.Say.T("figure.basis.rules", "Rules: %s", first.Rules.Title) + " · " + first.Kind.Words(many.Say) + " · " + many.Say.T("figure.multiples.scale", "one scale for all, each with its own middle line")
	if odds := chart.OddsOfAny(many.charts()); odds > 0 {
		words += " · " + many.Say.T("figure.multiples.odds", "chance alone shows a signal somewhere in %.0f of 100 such pictures", 100*odds)
	}
	if many.More > 0 {
		words += " · " + many.Say.N(many.More, "figure.multiples.more", "%d more is not drawn", "%d more are not drawn")
	}
	return words
}

// short is what stands over a panel: its longest signal, the later of two, or why it has none.
func (p Panel) short() (words string, look Colour) {
	best := chart.Signal{}
	for _, phase := range p.Chart.Phases {
		for _, signal := range phase.Signals {
			if stretches(signal.Rule) && signal.Length >= best.Length {
				best = signal
			}
		}
	}
	switch {
	case best.Rule != "":
		return signalName(p.Say, best), toneOf(best.Reading).words
	case signalled(p.Chart):
		return p.Say.T("figure.finding.signal", "a signal"), toneOf("").words
	case !judged(p.Chart):
		return p.Say.T("figure.multiples.panel.few", "too few to tell"), Muted
	default:
		return p.Say.T("figure.multiples.panel.quiet", "no signal"), Muted
	}
}

// middle is the last middle line with its name; "" where no number tells it.
func (p Panel) middle(decimals int) string {
	value := p.middleValue(decimals)
	if value == "" {
		return ""
	}
	return p.centreShort() + " " + value
}

// middleValue is that line without its name.
func (p Panel) middleValue(decimals int) string {
	last := p.Chart.Phases[len(p.Chart.Phases)-1]
	if math.IsNaN(last.Centre) {
		return ""
	}
	return p.number(roundTo(last.Centre, decimals), decimals)
}

func roundTo(x float64, decimals int) float64 {
	scale := math.Pow(10, float64(decimals))
	return math.Round(x*scale) / scale
}

// words says a panel for those who cannot see it.
func (p Panel) words() string {
	l := p.RunChart.measured()
	said := []string{p.Name + ":"}
	said = append(said, l.spread()...)
	for _, level := range l.levelsAtEnd() {
		said = append(said, level.words+".")
	}
	short, _ := p.short()
	return joined(append(said, phrase.Upper(short)+"."))
}

// aside says what others do not see.
func (many Multiples) aside() []string {
	var said []string
	if many.Kept > 0 {
		said = append(said, phrase.Upper(keptSentence(many.Say, many.Kept))+".")
	}
	if many.LeftOut != "" {
		said = append(said, many.LeftOut)
	}
	return said
}

// heading is the title, plain.
func (many Multiples) heading() string {
	title, by := plain(many.Title), many.by()
	if title == "" {
		return phrase.Upper(by)
	}
	return title + ", " + by
}

// by says what the panels are apart by.
func (many Multiples) by() string {
	switch many.By {
	case ByGroup:
		return many.Say.T("figure.multiples.by.group", "by group")
	case BySchool:
		return many.Say.T("figure.multiples.by.school", "by school")
	case ByCohort:
		return many.Say.T("figure.multiples.by.class", "by class")
	default:
		return many.Say.T("figure.multiples.by", "by %s", plain(string(many.By)))
	}
}

// Description says the whole picture for those who cannot see it.
func (many Multiples) Description() string {
	said := []string{many.Say.T("figure.multiples.title", "Small charts on one scale: %s.", many.heading())}
	if subtitle := plain(many.Subtitle); subtitle != "" {
		said = append(said, subtitle+".")
	}
	for _, panel := range many.Panels {
		said = append(said, panel.words())
	}
	said = append(said, many.Finding()...)
	said = append(said, many.aside()...)
	return joined(append(said, many.Basis()+"."))
}
