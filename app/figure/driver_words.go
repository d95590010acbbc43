package figure

import (
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// mostDescription keeps the words of a picture shorter than any reader's patience.
const mostDescription = 20_000

// Description says the diagram in words: each box on a line, numbered as teams
// number them, with all that it leads to besides.
func (d DriverDiagram) Description() string {
	l := &driverLayout{DriverDiagram: d}
	l.collect()
	l.findColumns()
	l.findHomes()
	var b strings.Builder
	primaries, secondaries, ideas := l.counts()
	b.WriteString(d.Say.T("figure.driver.words", "Driver diagram: %s must change, in %s, with %s to try.", d.Say.N(primaries, "figure.count.things", "%d thing", "%d things"), d.Say.N(secondaries, "figure.count.ways", "%d way", "%d ways"), d.Say.N(ideas, "figure.count.ideas", "%d idea", "%d ideas")))
	number := 0
	for _, root := range l.roots {
		if root.Rank == RankAim {
			b.WriteString("\n" + d.Say.T("figure.driver.words.aim", "Aim: %s", root.name()))
			root.tell(d.Say, &b, "")
			continue
		}
		number++
		b.WriteString("\n" + d.Say.T("figure.driver.words.loose", "Not placed yet: %s", root.name()))
		root.tell(d.Say, &b, strconv.Itoa(number))
	}
	return cutWords(b.String(), mostDescription)
}

func (l *driverLayout) counts() (primaries, secondaries, ideas int) {
	for _, box := range l.boxes {
		switch {
		case box.Rank == RankIdea:
			ideas++
		case box.Rank == RankDriver && box.column == primaryColumn:
			primaries++
		case box.Rank == RankDriver:
			secondaries++
		}
	}
	return primaries, secondaries, ideas
}

// tell writes what leads to a box.
func (b *driverBox) tell(say *phrase.Book, to *strings.Builder, number string) {
	for i, kid := range b.kids {
		own := strings.TrimPrefix(number+"."+strconv.Itoa(i+1), ".")
		to.WriteString("\n" + own + " " + kid.name())
		if kid.up[0].weak {
			to.WriteString(" " + say.T("figure.driver.words.weak", "(leads there weakly)"))
		}
		for _, line := range kid.up[1:] {
			to.WriteString("; " + say.T("figure.driver.words.also", "leads also to “%s”", plain(line.to.Words)))
			if line.weak {
				to.WriteString(say.T("figure.driver.words.weakly", ", weakly"))
			}
		}
		kid.tell(say, to, own)
	}
}

// cutWords ends a text at the last whole line within a length.
func cutWords(text string, most int) string {
	if len(text) <= most {
		return text
	}
	cut := strings.ToValidUTF8(text[:most], "")
	if at := strings.LastIndexByte(cut, '\n'); at > 0 {
		cut = cut[:at]
	}
	return cut + "\n" + ellipsis
}

// Homes gives for each box the one that its main line leads to; boxes that
// lead nowhere are left out.
func (d DriverDiagram) Homes() map[string]string {
	l := &driverLayout{DriverDiagram: d}
	l.collect()
	l.findColumns()
	l.findHomes()
	homes := map[string]string{}
	for _, box := range l.boxes {
		if home := box.home(); home != nil {
			homes[box.ID] = home.ID
		}
	}
	return homes
}
