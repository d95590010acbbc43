package figure

import (
	"strconv"
	"strings"
)

// Stack puts scenes under each other into one. Ids of groups get the number of
// their scene in front, so that they stay different; one scene stays as it is.
func Stack(scenes ...*Scene) *Scene {
	if len(scenes) == 1 {
		return scenes[0]
	}
	whole := &Scene{}
	var titles, descriptions []string
	for i, scene := range scenes {
		whole.Items = append(whole.Items, shift{by: whole.Height, mark: strconv.Itoa(i+1) + "-"}.items(scene.Items)...)
		whole.Width = max(whole.Width, scene.Width)
		whole.Height += scene.Height
		titles, descriptions = append(titles, scene.Title), append(descriptions, scene.Description)
	}
	whole.Title, whole.Description = strings.Join(titles, " · "), strings.Join(descriptions, "\n")
	return whole
}

// shift moves items downwards, into copies.
type shift struct {
	by   float64
	mark string // stands before the ids of groups
}

func (s shift) items(items []Item) []Item {
	moved := make([]Item, len(items))
	for i, item := range items {
		moved[i] = s.item(item)
	}
	return moved
}

func (s shift) item(item Item) Item {
	switch i := item.(type) {
	case Rect:
		i.Y += s.by
		return i
	case Line:
		i.From.Y += s.by
		i.To.Y += s.by
		return i
	case Polyline:
		i.Spots = s.spots(i.Spots)
		return i
	case Circle:
		i.Centre.Y += s.by
		return i
	case Polygon:
		i.Spots = s.spots(i.Spots)
		return i
	case Text:
		i.At.Y += s.by
		return i
	case *Group:
		hit := i.Hit
		hit.Y += s.by
		return &Group{ID: s.mark + i.ID, Name: i.Name, Hit: hit, Items: s.items(i.Items)}
	default:
		return item
	}
}

func (s shift) spots(spots []Spot) []Spot {
	moved := make([]Spot, len(spots))
	for i, spot := range spots {
		moved[i] = Spot{spot.X, spot.Y + s.by}
	}
	return moved
}
