package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve/chart"
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
		said = append(said, fmt.Sprintf("It hides a signal of %s, too.", counted(more, "1 more", "%d more")))
	}
	if len(said) > 0 {
		return said
	}
	if slices.ContainsFunc(many.charts(), signalled) {
		return []string{"What is a signal in a group is one in the total, too."}
	}
	if !slices.ContainsFunc(many.charts(), judged) {
		return []string{fmt.Sprintf("Too few numbers to tell a signal in any of them: each needs %d off its middle line.", chart.MinUseful)}
	}
	return []string{"No signal in any of them: the points vary as chance alone makes them vary."}
}

func counted(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
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
		return fmt.Sprintf("%s in a row %s the middle for %s; the total hides it.", points, sideOf(signal), name)
	case chart.Trend:
		return fmt.Sprintf("%s in a row %s for %s; the total hides it.", points, sideOf(signal), name)
	case chart.OutsideRule:
		return fmt.Sprintf("A number outside the limits for %s; the total hides it.", name)
	default:
		return fmt.Sprintf("The points of %s do not vary as chance alone makes them vary; the total hides it.", name)
	}
}

// steps counts points as people count the days they stand for.
func (many Multiples) steps(n int) string {
	unit, known := map[string]string{"daily": "school days", "weekly": "weeks", "monthly": "months", "termly": "terms", "yearly": "years"}[many.Often]
	if !known {
		unit = "points"
	}
	return fmt.Sprintf("%d %s", n, unit)
}

// Basis says in one line what the finding stands on.
func (many Multiples) Basis() string {
	first := many.Panels[0].Chart
	words := "Rules: " + first.Rules.Title + " · " + first.Kind.Title() + " · one scale for all, each with its own middle line"
	if odds := chart.OddsOfAny(many.charts()); odds > 0 {
		words += fmt.Sprintf(" · chance alone shows a signal somewhere in %.0f of 100 such pictures", 100*odds)
	}
	if many.More > 0 {
		words += fmt.Sprintf(" · %s not drawn", counted(many.More, "1 more is", "%d more are"))
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
		return signalName(best), toneOf(best.Reading).words
	case signalled(p.Chart):
		return "a signal", toneOf("").words
	case !judged(p.Chart):
		return "too few to tell", Muted
	default:
		return "no signal", Muted
	}
}

// middle is the last middle line with its name; "" where no number tells it.
func (p Panel) middle(decimals int) string {
	last := p.Chart.Phases[len(p.Chart.Phases)-1]
	if math.IsNaN(last.Centre) {
		return ""
	}
	return strings.ToLower(centreName(p.Chart.Kind)) + " " + p.number(roundTo(last.Centre, decimals), decimals)
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
	return joined(append(said, strings.ToUpper(short[:1])+short[1:]+"."))
}

// aside says what others do not see.
func (many Multiples) aside() []string {
	var said []string
	if many.Kept > 0 {
		words := keptSentence(many.Kept)
		said = append(said, strings.ToUpper(words[:1])+words[1:]+".")
	}
	if many.LeftOut != "" {
		said = append(said, many.LeftOut)
	}
	return said
}

// heading is the title, plain.
func (many Multiples) heading() string {
	title, by := plain(many.Title), "by "+plain(string(many.By))
	if title == "" {
		return strings.ToUpper(by[:1]) + by[1:]
	}
	return title + ", " + by
}

// Description says the whole picture for those who cannot see it.
func (many Multiples) Description() string {
	said := []string{"Small charts on one scale: " + many.heading() + "."}
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
