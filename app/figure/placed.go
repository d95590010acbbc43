package figure

// placed moves and scales items, into copies.
type placed struct {
	scale, dx, dy float64
	mark          string // stands before the ids of groups
}

func (p placed) spot(s Spot) Spot { return Spot{p.dx + p.scale*s.X, p.dy + p.scale*s.Y} }

func (p placed) box(b Box) Box {
	return Box{p.dx + p.scale*b.X, p.dy + p.scale*b.Y, p.scale * b.W, p.scale * b.H}
}

func (p placed) stroke(s Stroke) Stroke {
	s.Width *= p.scale
	return s
}

func (p placed) spots(spots []Spot) []Spot {
	moved := make([]Spot, len(spots))
	for i, spot := range spots {
		moved[i] = p.spot(spot)
	}
	return moved
}

func (p placed) items(items []Item) []Item {
	moved := make([]Item, len(items))
	for i, item := range items {
		moved[i] = p.item(item)
	}
	return moved
}

func (p placed) item(item Item) Item {
	switch i := item.(type) {
	case Rect:
		return Rect{Box: p.box(i.Box), Radius: p.scale * i.Radius, Fill: i.Fill, Stroke: p.stroke(i.Stroke)}
	case Line:
		return Line{p.spot(i.From), p.spot(i.To), p.stroke(i.Stroke)}
	case Polyline:
		return Polyline{p.spots(i.Spots), p.stroke(i.Stroke)}
	case Circle:
		return Circle{Centre: p.spot(i.Centre), Radius: p.scale * i.Radius, Fill: i.Fill, Stroke: p.stroke(i.Stroke)}
	case Polygon:
		return Polygon{Spots: p.spots(i.Spots), Fill: i.Fill, Stroke: p.stroke(i.Stroke)}
	case Text:
		i.At, i.Type.Size = p.spot(i.At), p.scale*i.Type.Size
		return i
	case *Group:
		return &Group{ID: p.mark + i.ID, Name: i.Name, Hit: p.box(i.Hit), Items: p.items(i.Items)}
	default:
		return item
	}
}
