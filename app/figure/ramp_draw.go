package figure

import (
	"math"
	"strconv"
)

func (l *rampLayout) titleLines() []string {
	return driverTitle.Wrap(l.title(), l.width-2*rampMargin, 2)
}

func (l *rampLayout) heading() []Item {
	if l.Bare {
		return nil
	}
	var items []Item
	y := rampMargin + driverTitle.Rise()
	for _, line := range l.titleLines() {
		items = append(items, Text{At: Spot{rampMargin, y}, Words: line, Type: driverTitle, Colour: Ink})
		y += driverTitle.Lead()
	}
	return items
}

// ground is what the cards stand on: stairs, or the arrows of a ladder.
func (l *rampLayout) ground() []Item {
	if !l.stairs {
		return l.rungs()
	}
	var items []Item
	for i, card := range l.cards {
		foot := card.box.Y + card.box.H
		left := card.box.X - rampSideGap/2
		stair := Box{left, foot, card.box.W + rampSideGap, l.floor - foot}
		fill, edge := NextTint, Stroke{Colour: NextEdge, Width: edgeWidth}
		if card.ghost {
			fill, edge.Dashed = NoColour, true
		}
		items = append(items, Rect{Box: stair, Fill: fill},
			Polyline{[]Spot{{left, l.below(i)}, {left, foot}, {stair.X + stair.W, foot}}, edge})
		if i == len(l.cards)-1 {
			items = append(items, Polyline{[]Spot{{stair.X + stair.W, foot}, {stair.X + stair.W, l.floor}}, edge})
		}
	}
	if len(l.cards) > 0 {
		first, last := l.cards[0].box, l.cards[len(l.cards)-1].box
		items = append(items, Line{Spot{first.X - rampSideGap/2, l.floor}, Spot{last.X + last.W + rampSideGap/2, l.floor}, Stroke{Colour: NextEdge, Width: edgeWidth}})
	}
	return append(items, l.fronts()...)
}

// below is where the stair before one lies; of the first the floor.
func (l *rampLayout) below(i int) float64 {
	if i == 0 {
		return l.floor
	}
	return l.cards[i-1].box.Y + l.cards[i-1].box.H
}

// fronts say on each stair how large the test on it was.
func (l *rampLayout) fronts() []Item {
	_, label, _ := rampTypes()
	var items []Item
	for _, card := range l.cards {
		words := label.Fit(card.Scale, card.box.W-4)
		if words == "" {
			continue
		}
		at := Spot{card.box.X + card.box.W/2, card.box.Y + card.box.H + (stairRoom-label.Lead())/2 + label.Rise() + 1}
		items = append(items, Text{At: at, Words: words, Type: label, Anchor: Middle, Colour: Goal})
	}
	return items
}

// rungs are the arrows from each card to the one over it.
func (l *rampLayout) rungs() []Item {
	var items []Item
	for i := 1; i < len(l.cards); i++ {
		below, above := l.cards[i-1].box, l.cards[i].box
		x := math.Max(above.X, below.X) + boxPadX + badgeRadius
		from, to := below.Y-2, above.Y+above.H+3
		items = append(items, Line{Spot{x, from}, Spot{x, to + arrowHead}, Stroke{Colour: NextEdge, Width: focusWidth, Dashed: l.cards[i].ghost}},
			Polygon{[]Spot{{x, to}, {x - 5, to + arrowHead}, {x + 5, to + arrowHead}}, NextEdge, Stroke{}})
	}
	return items
}

// outcomeLook gives the colours of what was decided.
func (o RampOutcome) outcomeLook() (ink, tint Colour) {
	switch o {
	case RampAdopted:
		return Better, BetterTint
	case RampAdapted:
		return Change, ChangeTint
	case RampAbandoned:
		return Worse, WorseTint
	default:
		return Muted, LastTint
	}
}

// group draws a card.
func (c *rampCard) group() *Group {
	g := &Group{ID: c.ID, Name: c.name(), Hit: c.box}
	if c.ghost {
		g.Items = append(g.Items, Rect{Box: c.box, Radius: 6, Fill: Paper, Stroke: Stroke{Colour: Muted, Width: 1.3, Dashed: true}})
		g.Items = append(g.Items, c.headItems(Muted)...)
		return g
	}
	g.Items = append(g.Items, Rect{Box: c.box, Radius: 6, Fill: Paper, Stroke: Stroke{Colour: LastEdge, Width: edgeWidth}})
	g.Items = append(g.Items, c.headItems(Ink)...)
	y := c.box.Y + c.headHeight()
	items, y := c.scaleItems(y)
	g.Items = append(g.Items, items...)
	items, y = c.comparison(y)
	g.Items = append(g.Items, items...)
	if len(c.more) > 0 {
		y += marksGap
		for _, line := range c.more {
			g.Items = append(g.Items, Text{At: Spot{c.box.X + boxPadX, y + driverMarks.Rise()}, Words: line, Type: driverMarks, Colour: Muted})
			y += driverMarks.Lead()
		}
	}
	g.Items = append(g.Items, c.ribbonItems()...)
	return g
}

func (c *rampCard) headHeight() float64 {
	words, _, _ := rampTypes()
	return boxPadY + math.Max(2*badgeRadius, words.Lead()*float64(len(c.title)))
}

// headItems are the number of the test and its name.
func (c *rampCard) headItems(ink Colour) []Item {
	words, label, _ := rampTypes()
	left, y := c.box.X+boxPadX, c.box.Y+boxPadY
	badge, digits := Circle{Centre: Spot{left + badgeRadius, y + badgeRadius}, Radius: badgeRadius, Fill: Head}, Paper
	if c.ghost {
		badge.Fill, badge.Stroke, digits = Paper, Stroke{Colour: Muted, Width: 1.3}, Muted
	}
	items := []Item{badge, Text{At: Spot{left + badgeRadius, y + badgeRadius + label.Rise()/2 - 0.5}, Words: strconv.Itoa(c.Number), Type: label, Anchor: Middle, Colour: digits}}
	line := y + (words.Lead()-words.Rise()-words.Fall())/2 + words.Rise()
	if len(c.title) == 1 {
		line += (2*badgeRadius - words.Lead()) / 2
	}
	for _, text := range c.title {
		items = append(items, Text{At: Spot{left + 2*badgeRadius + 8, line}, Words: text, Type: words, Colour: ink})
		line += words.Lead()
	}
	return items
}

// scaleItems show how large the test was: a row of pips, and words.
func (c *rampCard) scaleItems(y float64) ([]Item, float64) {
	if c.scale == "" && c.Size < 0 {
		return nil, y
	}
	y += marksGap
	var items []Item
	left := c.box.X + boxPadX
	if c.Size >= 0 {
		filled := 1 + int(math.Round(math.Min(1, c.Size)*(pipCount-1)))
		for i := range pipCount {
			pip := Rect{Box: Box{left + (pipWidth+2)*float64(i), y + (driverMarks.Lead()-pipHeight)/2, pipWidth, pipHeight}, Radius: 1.5, Stroke: Stroke{Colour: NextEdge, Width: 1}}
			if i < filled {
				pip.Fill = Goal
			}
			items = append(items, pip)
		}
	}
	items = append(items, Text{At: Spot{left + c.pipsWidth(), y + driverMarks.Rise() + 1}, Words: c.scale, Type: driverMarks, Colour: Muted})
	return items, y + driverMarks.Lead()
}

// comparison puts what was expected beside, or over, what was found.
func (c *rampCard) comparison(y float64) ([]Item, float64) {
	_, label, text := rampTypes()
	y += marksGap
	found := c.say.T("figure.ramp.weFound", "We found")
	if matched := plain(c.Matched); matched != "" {
		found += " · " + matched
	}
	column := c.column()
	put := func(x, y float64, head string, lines []string) ([]Item, float64) {
		items := []Item{Text{At: Spot{x, y + label.Rise()}, Words: label.Fit(head, column), Type: label, Colour: Muted}}
		y += label.Lead()
		for _, line := range lines {
			items = append(items, Text{At: Spot{x, y + text.Rise()}, Words: line, Type: text, Colour: Ink})
			y += text.Lead()
		}
		return items, y
	}
	left := c.box.X + boxPadX
	one, end := put(left, y, c.say.T("figure.ramp.weExpected", "We expected"), c.expected)
	if c.split {
		two, other := put(left+column+rampSideGap, y, found, c.found)
		return append(one, two...), math.Max(end, other)
	}
	two, end := put(left, end+marksGap, found, c.found)
	return append(one, two...), end
}

// ribbonItems say at the foot of a card, or at its right, what was decided,
// with a sign for those who do not see colours.
func (c *rampCard) ribbonItems() []Item {
	_, label, _ := rampTypes()
	ink, tint := c.Outcome.outcomeLook()
	band := Box{c.box.X + 1, c.box.Y + c.box.H - c.ribbon() - 1, c.box.W - 2, c.ribbon()}
	if c.split {
		band = Box{c.box.X + c.box.W - sideBand, c.box.Y + 1, sideBand - 1, c.box.H - 2}
	}
	items := []Item{Rect{Box: band, Radius: 5, Fill: tint}}
	left, y := band.X+boxPadX-1, band.Y+ribbonPad+label.Rise()+1
	if c.split {
		y += (band.H - c.ribbon()) / 2
	}
	items = append(items, c.sign(Spot{left + 5, band.Y + band.H/2}, ink)...)
	for _, line := range c.decision {
		items = append(items, Text{At: Spot{left + 18, y}, Words: line, Type: label, Colour: ink})
		y += label.Lead()
	}
	return items
}

// sign is a hook for what is kept, an arrow for what is changed, a cross for
// what is dropped, a ring for what is open.
func (c *rampCard) sign(at Spot, ink Colour) []Item {
	pen := Stroke{Colour: ink, Width: 2}
	switch c.Outcome {
	case RampAdopted:
		return []Item{Polyline{[]Spot{{at.X - 5, at.Y}, {at.X - 1, at.Y + 4}, {at.X + 5, at.Y - 4}}, pen}}
	case RampAdapted:
		return []Item{
			Line{Spot{at.X - 5, at.Y + 3}, Spot{at.X + 3, at.Y - 2}, pen},
			Polygon{[]Spot{{at.X + 6, at.Y - 4}, {at.X - 1, at.Y - 4.5}, {at.X + 3, at.Y + 1.5}}, ink, Stroke{}},
		}
	case RampAbandoned:
		return []Item{Line{Spot{at.X - 4, at.Y - 4}, Spot{at.X + 4, at.Y + 4}, pen}, Line{Spot{at.X - 4, at.Y + 4}, Spot{at.X + 4, at.Y - 4}, pen}}
	default:
		return []Item{Circle{Centre: at, Radius: 4, Stroke: pen}}
	}
}
