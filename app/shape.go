package app

import (
	"context"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// NetworkSide is a school, or a person of whom no school is known.
type NetworkSide struct {
	Name    string
	Laptops int  // that this laptop knows; 0 for a school that is only written of
	Own     bool // this laptop is one of theirs
}

// NetworkTie says that two sides share a space, by their places in Sides.
type NetworkTie struct {
	A, B  int               // A < B
	Kind  improve.SpaceKind // the closest: a pair before a group before a network
	Names []string          // of the spaces, and of buddy pairs that somebody wrote down
}

// NetworkShape is who shares with whom, as far as this laptop knows: by the
// spaces that it is in, and by the buddy pairs that are written there.
type NetworkShape struct {
	Sides []NetworkSide // the own one first, then by name
	Ties  []NetworkTie  // each two sides once
}

// tieKinds are the spaces in which several schools meet, the closest first.
var tieKinds = [...]improve.SpaceKind{improve.PairSpace, improve.GroupSpace, improve.NetworkSpace}

// NetworkShape reads who shares with whom. Recovery sheets and laptops that
// were taken out do not count, nor does what one school shares within itself.
func (j *Journal) NetworkShape(ctx context.Context) (NetworkShape, error) {
	sides, err := j.sides(ctx)
	if err != nil {
		return NetworkShape{}, err
	}
	rows, err := j.store.Spaces(ctx)
	if err != nil {
		return NetworkShape{}, err
	}
	c := shapeCounter{laptops: map[string]map[improve.DeviceID]bool{}, ties: map[[2]string]*NetworkTie{}}
	for _, row := range rows {
		c.space(row.Space, sides)
	}
	if err := c.buddies(ctx, j); err != nil {
		return NetworkShape{}, err
	}
	return c.shape(sides.own), nil
}

// shapeCounter gathers sides and ties by name.
type shapeCounter struct {
	laptops map[string]map[improve.DeviceID]bool
	ties    map[[2]string]*NetworkTie
}

func (c *shapeCounter) space(space improve.Space, sides *sides) {
	var there []string
	for _, member := range space.Laptops() {
		name := sides.named[member.Device]
		if member.Access == improve.NoAccess || name == "" {
			continue
		}
		c.know(name)
		c.laptops[name][member.Device] = true
		if !slices.Contains(there, name) {
			there = append(there, name)
		}
	}
	if slices.Contains(tieKinds[:], space.Genesis.Kind) {
		c.tie(there, space.Genesis.Kind, space.Name)
	}
}

// buddies adds the pairs that are written on pages others read, too: of them a
// network knows although their own space is closed to it.
func (c *shapeCounter) buddies(ctx context.Context, j *Journal) error {
	me, err := j.Me(ctx)
	if err != nil {
		return err
	}
	pages, err := j.store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{"buddy-pair"}, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		return err
	}
	for _, page := range pages {
		if page.Retired() || page.Space == me.Personal {
			continue
		}
		var schools []string
		for _, id := range page.LinkedTo("organisation") {
			school, err := j.store.Artifact(ctx, id)
			if err != nil && improve.CodeOf(err) != improve.NotFound {
				return err
			}
			if name := school.Title(); err == nil && name != "" && !slices.Contains(schools, name) {
				c.know(name)
				schools = append(schools, name)
			}
		}
		c.tie(schools, improve.PairSpace, page.Title())
	}
	return nil
}

func (c *shapeCounter) know(name string) {
	if c.laptops[name] == nil {
		c.laptops[name] = map[improve.DeviceID]bool{}
	}
}

// tie joins each two of the sides that meet somewhere.
func (c *shapeCounter) tie(there []string, kind improve.SpaceKind, where string) {
	slices.Sort(there)
	for i, a := range there {
		for _, b := range there[i+1:] {
			tie := c.ties[[2]string{a, b}]
			if tie == nil {
				tie = &NetworkTie{Kind: kind}
				c.ties[[2]string{a, b}] = tie
			}
			if slices.Index(tieKinds[:], kind) < slices.Index(tieKinds[:], tie.Kind) {
				tie.Kind = kind
			}
			if where != "" && !slices.Contains(tie.Names, where) {
				tie.Names = append(tie.Names, where)
			}
		}
	}
}

// shape puts what was gathered in order.
func (c *shapeCounter) shape(own string) NetworkShape {
	var shape NetworkShape
	for _, name := range sortedKeys(c.laptops) {
		shape.Sides = append(shape.Sides, NetworkSide{Name: name, Laptops: len(c.laptops[name]), Own: name == own})
	}
	slices.SortStableFunc(shape.Sides, func(a, b NetworkSide) int {
		if a.Own != b.Own {
			if a.Own {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	for a, one := range shape.Sides {
		for b := a + 1; b < len(shape.Sides); b++ {
			pair := [2]string{one.Name, shape.Sides[b].Name}
			slices.Sort(pair[:])
			if tie := c.ties[pair]; tie != nil {
				slices.Sort(tie.Names)
				shape.Ties = append(shape.Ties, NetworkTie{A: a, B: b, Kind: tie.Kind, Names: tie.Names})
			}
		}
	}
	return shape
}
