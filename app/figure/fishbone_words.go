package figure

import (
	"strings"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// legendHeight is the room for the signs under the picture.
func (l *fishLayout) legendHeight() float64 { return l.types.marks.Lead() + 14 }

// legend says what the dots mean.
func (l *fishLayout) legend() []Item {
	y := l.paper.H - fishMargin
	x := float64(fishMargin)
	var items []Item
	for _, sign := range []struct {
		control Control
		words   string
	}{{InHand, InHand.words(l.Say)}, {PartlyInHand, l.Say.T("figure.control.partly.legend", "partly")}, {OutOfHand, OutOfHand.words(l.Say)}} {
		row := fishRow{FishCause: FishCause{Control: sign.control}}
		items = append(items, row.dot(Spot{x + dotRadius, y - l.types.marks.Rise()/2 + 0.5})...)
		items = append(items, Text{At: Spot{x + 12, y}, Words: sign.words, Type: l.types.marks, Colour: Muted})
		x += 12 + l.types.marks.Width(sign.words) + 18
	}
	if words := l.reflection(); words != "" {
		words = l.types.marks.Fit(words, l.paper.W-fishMargin-x-12)
		items = append(items, Text{At: Spot{l.paper.W - fishMargin, y}, Words: words, Type: l.types.marks, Anchor: End, Colour: Muted})
	}
	return items
}

// reflection asks about causes that rest on students or families.
func (f Fishbone) reflection() string {
	all, persons := f.count()
	if persons == 0 {
		return ""
	}
	return f.Say.N(all, "figure.fishbone.reflection", "%[2]d of %[1]d cause about students or families: ask once more what we do, or do not do.", "%[2]d of %[1]d causes about students or families: ask once more what we do, or do not do.", persons)
}

func (f Fishbone) count() (all, persons int) {
	var walk func(causes []FishCause)
	walk = func(causes []FishCause) {
		for _, cause := range causes {
			if !cause.Again {
				all++
			}
			if cause.Persons && !cause.Again {
				persons++
			}
			walk(cause.Behind)
		}
	}
	for _, bone := range f.Bones {
		walk(bone.Causes)
	}
	return all, persons
}

// Description says the fishbone in words: each bone with its causes, those
// behind them after “because”.
func (f Fishbone) Description() string {
	var b strings.Builder
	all, _ := f.count()
	b.WriteString(f.Say.N(all, "figure.fishbone.words", "Fishbone: %d cause of “%s”.", "Fishbone: %d causes of “%s”.", plain(f.Problem)))
	for _, bone := range f.Bones {
		if len(bone.Causes) == 0 {
			continue
		}
		b.WriteString("\n" + plain(bone.Name) + ":")
		f.tellCauses(&b, bone.Causes, "\n– ")
	}
	if words := f.reflection(); words != "" {
		b.WriteString("\n" + words)
	}
	return cutWords(b.String(), mostDescription)
}

func (f Fishbone) tellCauses(b *strings.Builder, causes []FishCause, before string) {
	for _, cause := range causes {
		b.WriteString(before + cause.name(f.Say))
		f.tellCauses(b, cause.Behind, "; "+f.Say.T("figure.fishbone.because", "because:")+" ")
	}
}

// name says a cause with all its words.
func (c FishCause) name(say *phrase.Book) string {
	return dotted(appendWords([]string{plain(c.Words)}, append([]string{c.Control.words(say)}, c.allMarks(say)...)...))
}

// words says how far a cause is in a team's hands; "" where nobody said.
func (c Control) words(say *phrase.Book) string {
	switch c {
	case InHand:
		return say.T("figure.control.yes", "in our hands")
	case PartlyInHand:
		return say.T("figure.control.partly", "partly in our hands")
	case OutOfHand:
		return say.T("figure.control.no", "not in our hands")
	default:
		return ""
	}
}

// dotted puts a dot between words.
func dotted(words []string) string { return strings.Join(words, " · ") }
