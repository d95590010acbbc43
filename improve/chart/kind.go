package chart

import (
	"slices"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// Kind names a chart; the names are those of "cairnctl chart --chart".
type Kind string

// The charts.
const (
	Run  Kind = "run"  // values in order about their median
	I    Kind = "i"    // single values
	MR   Kind = "mr"   // moving ranges: how far each value is from the one before
	P    Kind = "p"    // share of so many
	PP   Kind = "pp"   // P' (Laney): shares of very many
	U    Kind = "u"    // counts for so much exposure
	UP   Kind = "up"   // U' (Laney)
	C    Kind = "c"    // counts
	Xbar Kind = "xbar" // averages of small samples
	S    Kind = "s"    // spread of small samples
	T    Kind = "t"    // time between rare happenings
	G    Kind = "g"    // cases between rare happenings
	IP   Kind = "ip"   // I' (Taylor): single values with sizes
)

// trait is what the rest of the package asks about a kind.
type trait struct {
	kind     Kind
	title    string
	takesN   bool
	positive bool // no value below zero
	ratio    bool // the value is always a sum over a size, 1 for each row when no size is given
	sample   bool // the rows of one place on the axis are a small sample
	summed   bool // the rows of one place are counts to add up
	flat     bool // its runs never make a signal
	zones    bool // thirds between centre line and limits mean something
}

// traits is the one list of charts.
func traits() []trait {
	return []trait{
		{kind: Run, title: "run chart", takesN: true},
		{kind: I, title: "I chart", takesN: true, zones: true},
		{kind: MR, title: "moving range chart", takesN: true, flat: true},
		{kind: P, title: "P chart", takesN: true, positive: true, ratio: true, zones: true},
		{kind: PP, title: "P' chart", takesN: true, positive: true, ratio: true, zones: true},
		{kind: U, title: "U chart", takesN: true, positive: true, ratio: true, zones: true},
		{kind: UP, title: "U' chart", takesN: true, positive: true, ratio: true, zones: true},
		{kind: C, title: "C chart", positive: true, summed: true, zones: true},
		{kind: IP, title: "I' chart", takesN: true, zones: true},
		{kind: Xbar, title: "Xbar chart", sample: true, zones: true},
		{kind: S, title: "S chart", sample: true, zones: true},
		{kind: T, title: "T chart", positive: true, zones: true},
		{kind: G, title: "G chart", positive: true},
	}
}

// Kinds lists the charts in the order in which people are offered them.
func Kinds() []Kind {
	var kinds []Kind
	for _, t := range traits() {
		kinds = append(kinds, t.kind)
	}
	return kinds
}

// traitOf finds a kind, or says which there are.
func traitOf(kind Kind) (trait, error) {
	all := traits()
	at := slices.IndexFunc(all, func(t trait) bool { return t.kind == kind })
	if at < 0 {
		return trait{}, invalid("Use one of "+joined(Kinds())+".", "There is no chart called %q.", kind)
	}
	return all[at], nil
}

// Title gives the chart's name as people write it; an unknown kind gives its own name back.
func (k Kind) Title() string {
	t, err := traitOf(k)
	if err != nil {
		return string(k)
	}
	return t.title
}

// Words gives that name in a language.
func (k Kind) Words(say *phrase.Book) string { return say.T("chart.kind."+string(k), k.Title()) }

// TakesN tells whether the values of this chart may be divided by a size.
func (k Kind) TakesN() bool {
	t, err := traitOf(k)
	return err == nil && t.takesN
}

// Samples tells whether the rows of one place on the axis are a small sample,
// as Xbar and S want them.
func (k Kind) Samples() bool {
	t, err := traitOf(k)
	return err == nil && t.sample
}
