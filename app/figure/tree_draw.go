package figure

// wires are the lines from a question to what its answers lead to, each with
// its answer.
func (b *treeBox) wires(items []Item) []Item {
	from := b.box.middle()
	right := b.box.X + b.box.W
	trunk := right + trunkAt
	for _, kid := range b.kids {
		to := kid.box.middle()
		items = append(items, Polyline{rounded([]Spot{{right, from.Y}, {trunk, from.Y}, {trunk, to.Y}, {kid.box.X, to.Y}}, turn), Stroke{Colour: Wire, Width: wireWidth, Dashed: kid.look == treeUnsaid}})
	}
	for _, kid := range b.kids {
		items = append(kid.wires(items), kid.answerItems(trunk)...)
	}
	return items
}

// answerItems say on a line which answer it is.
func (b *treeBox) answerItems(trunk float64) []Item {
	set := Type{11, true}
	words := set.Fit(b.answer, b.box.X-trunk-12)
	if words == "" {
		return nil
	}
	y := b.box.Y + b.box.H/2
	middle := (trunk + turn + b.box.X) / 2
	text := Text{At: Spot{middle, y + set.Rise()/2 - 1}, Words: words, Type: set, Anchor: Middle, Colour: Ink}
	return []Item{Rect{Box: text.Box().grown(3), Radius: 3, Fill: Paper}, text}
}

// groups draws a box and what follows it.
func (b *treeBox) groups(items []Item) []Item {
	items = append(items, b.group())
	for _, kid := range b.kids {
		items = kid.groups(items)
	}
	return items
}

func (b *treeBox) group() *Group {
	rect := Rect{Box: b.box, Radius: 6, Fill: FirstTint, Stroke: Stroke{Colour: FirstEdge, Width: edgeWidth}}
	ink := Ink
	switch b.look {
	case treeDoes:
		rect.Radius, rect.Fill, rect.Stroke.Colour = min(15, b.box.H/2), NextTint, NextEdge
	case treeSends:
		rect.Fill, rect.Stroke = Paper, Stroke{Colour: FirstEdge, Width: 1.3}
	case treeUnsaid:
		rect.Fill, rect.Stroke, ink = Paper, Stroke{Colour: Muted, Width: 1.2, Dashed: true}, Muted
	}
	g := &Group{ID: b.id, Name: b.name, Hit: b.box, Items: []Item{rect}}
	left := b.box.X + boxPadX
	if b.look == treeAsks && b.number != "" {
		_, label, _ := rampTypes()
		centre := Spot{left + badgeRadius, b.box.Y + boxPadY + badgeRadius}
		g.Items = append(g.Items, Circle{Centre: centre, Radius: badgeRadius, Fill: Head},
			Text{At: Spot{centre.X, centre.Y + label.Rise()/2 - 0.5}, Words: label.Fit(b.number, 2*badgeRadius-2), Type: label, Anchor: Middle, Colour: Paper})
		left += 2*badgeRadius + 8
	}
	set := treeType(b.look)
	y := b.box.Y + boxPadY + (set.Lead()-set.Rise()-set.Fall())/2 + set.Rise()
	if b.number != "" && len(b.words) == 1 && len(b.marks) == 0 {
		y += (2*badgeRadius - set.Lead()) / 2
	}
	for _, line := range b.words {
		g.Items = append(g.Items, Text{At: Spot{left, y}, Words: line, Type: set, Colour: ink})
		y += set.Lead()
	}
	y = b.box.Y + b.box.H - boxPadY - driverMarks.Lead()*float64(len(b.marks)) + driverMarks.Rise() + 1
	for _, line := range b.marks {
		g.Items = append(g.Items, Text{At: Spot{left, y}, Words: line, Type: driverMarks, Colour: Muted})
		y += driverMarks.Lead()
	}
	return g
}
