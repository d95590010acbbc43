package chart

import (
	"math"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// Direction says which way is better.
type Direction string

// The directions, as the measure's field has them; empty when nobody said.
const (
	Up     Direction = "up"
	Down   Direction = "down"
	Steady Direction = "steady"
)

// Reading says what a signal means for this measure.
type Reading string

// The readings; empty when the signal has no side or nobody said what is better.
const (
	Improvement Reading = "improvement"
	Concern     Reading = "concern"
)

// read judges a signal by the direction of improvement.
func (d Direction) read(s Signal) Reading {
	switch {
	case s.Side == 0 || d == "":
		return ""
	case d == Steady:
		return Concern
	case (s.Side > 0) == (d == Up):
		return Improvement
	default:
		return Concern
	}
}

// Hit says how limits lie to a target: what can be expected if nothing changes.
type Hit string

// The hits; empty without a target, a direction or limits.
const (
	Always    Hit = "always"    // all usual values reach the target
	Never     Hit = "never"     // no usual value does
	HitOrMiss Hit = "sometimes" // chance decides
)

// AgainstTarget compares the last limits of the latest phase with a target.
func (c Chart) AgainstTarget(better Direction, target float64) Hit {
	if len(c.Phases) == 0 || better != Up && better != Down {
		return ""
	}
	points := c.Phases[len(c.Phases)-1].Points
	low, high := points[len(points)-1].Lower, points[len(points)-1].Upper
	if better == Down { // the mirror image
		low, high, target = -high, -low, -target
	}
	switch {
	case math.IsNaN(low) || math.IsNaN(high) || math.IsNaN(target):
		return ""
	case low >= target:
		return Always
	case high < target:
		return Never
	default:
		return HitOrMiss
	}
}

// NoteCode names something that a reader of the chart should know.
type NoteCode string

// The notes.
const (
	TooFewUseful  NoteCode = "too-few-useful" // Count more useful points are needed
	MostlyOnLine  NoteCode = "mostly-on-line" // Count points lie on the line, over half of them
	ShortBaseline NoteCode = "short-baseline" // only Count points tell the frozen line
	LargeSizes    NoteCode = "large-sizes"    // sizes so large that limits come out too narrow
	MeanRules     NoteCode = "mean-rules"     // the rule set looks at runs about a mean
)

// Note is one of them with its number.
type Note struct {
	Code  NoteCode
	Count int
}

// largeSize is the size above which the limits of a P chart come out too narrow (Laney).
const largeSize = 1000

// notes finds what a reader should know about the phase.
func (p Phase) notes(spec Spec, rules RuleSet) []Note {
	var notes []Note
	if missing := MinUseful - p.Runs.Useful; missing > 0 {
		notes = append(notes, Note{TooFewUseful, missing})
	}
	if p.Runs.OnLine > p.Runs.Useful {
		notes = append(notes, Note{MostlyOnLine, p.Runs.OnLine})
	}
	if told := p.told(); p.Baseline < p.Last && told < MinUseful {
		notes = append(notes, Note{ShortBaseline, told})
	}
	sizes := make([]float64, len(p.Points))
	for i, point := range p.Points {
		sizes[i] = point.N
	}
	if spec.Kind == P && median(sizes) > largeSize {
		notes = append(notes, Note{LargeSizes, 0})
	}
	if rules.AboutMean && (spec.Kind == Run || spec.Kind == G) {
		notes = append(notes, Note{MeanRules, 0})
	}
	return notes
}

// told counts the points that tell the centre line.
func (p Phase) told() int {
	told := 0
	for _, point := range p.Points {
		if point.Number <= p.Baseline && !point.Excluded && !math.IsNaN(point.Y) {
			told++
		}
	}
	return told
}

// Words says the note in a sentence.
func (n Note) Words(say *phrase.Book) string {
	switch n.Code {
	case TooFewUseful:
		return say.N(n.Count, "chart.note.few", "Too few points to tell a signal: %d more is needed off the middle line.", "Too few points to tell a signal: %d more are needed off the middle line.")
	case MostlyOnLine:
		return say.T("chart.note.online", "%d points lie on the middle line, more than half: this chart can hardly show a change. Count the misses instead, or the days between them.", n.Count)
	case ShortBaseline:
		return say.N(n.Count, "chart.note.baseline", "Only %d point tells the middle line; wait for %d before you freeze it.", "Only %d points tell the middle line; wait for %d before you freeze it.", MinUseful)
	case LargeSizes:
		return say.T("chart.note.large", "The sizes are so large that the limits may be too narrow; look at a P' chart as well.")
	case MeanRules:
		return say.T("chart.note.mean", "These rules look at runs about a mean; an I chart has one.")
	default:
		return ""
	}
}

// Opinion is what another rule set says of the runs of a phase.
type Opinion struct {
	Rules  RuleSet
	Signal bool
	Odds   float64 // of such a signal by chance alone; see RuleSet.Odds
}

// Dissent lists the rule sets that judge the runs of the phase otherwise than
// the chart's own set does, in the order of RuleSets.
func (c Chart) Dissent(p Phase) []Opinion {
	var others []Opinion
	for _, rules := range RuleSets() {
		if runs, _ := p.under(rules); rules.Name != c.Rules.Name && runs.Signal != p.Runs.Signal {
			others = append(others, Opinion{Rules: rules, Signal: runs.Signal, Odds: rules.Odds(runs.Useful)})
		}
	}
	return others
}
