package figure

import (
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// keptMark is a hollow square: a number that others do not have. What it would
// be otherwise stands inside: a dot for a part of a signal, a cross where it is
// left out; outside the limits it is larger.
func (l *layout) keptMark(point chart.Point, at Spot, radius float64, pen Stroke) []Item {
	half := radius * 0.95
	if point.Outside {
		half, pen.Colour = radius*1.4, Alarm
	}
	items := []Item{Rect{Box: Box{at.X - half, at.Y - half, 2 * half, 2 * half}, Fill: Paper, Stroke: pen}}
	switch {
	case point.Excluded:
		items = append(items, cross(at, radius*0.7, Stroke{Muted, pen.Width * 0.8, false})...)
	case l.inSignal(point.Number) && !l.onLine(point):
		items = append(items, Circle{at, half * 0.4, pen.Colour, Stroke{}})
	}
	return items
}

func (l *layout) keptWords(point chart.Point) string {
	if !l.Kept[point.Number] {
		return ""
	}
	return l.Say.T("figure.kept.point", ", not shared")
}

// keptLegend says what the hollow squares are, and gives where it ends.
func (l *layout) keptLegend(left, y float64) float64 {
	set := l.style.print
	half := set.Size * 0.32
	middle := y + set.Lead()/2
	l.marks = append(l.marks, Rect{Box: Box{left, middle - half, 2 * half, 2 * half}, Fill: Paper, Stroke: Stroke{Data, 1.4, false}})
	return l.paragraph(&l.words, []string{keptSentence(l.Say, len(l.Kept))}, set, left+3.4*half, y, Muted)
}

// keptSentence explains the mark; the words of the picture say it too.
func keptSentence(say *phrase.Book, count int) string {
	return say.N(count, "figure.kept", "not shared: %d number stays on this laptop", "not shared: %d numbers stay on this laptop")
}

// aside are the sentences about what others do not see.
func (r RunChart) aside() []string {
	var said []string
	if len(r.Kept) > 0 {
		said = append(said, phrase.Upper(keptSentence(r.Say, len(r.Kept)))+".")
	}
	if r.LeftOut != "" {
		said = append(said, r.LeftOut)
	}
	return said
}
