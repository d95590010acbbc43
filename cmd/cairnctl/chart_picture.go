package main

import (
	"path/filepath"
	"strings"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/table"
)

// draw makes the file; several groups stand under each other, in a PDF on a
// page each, or all beside everyone.
func (c *chartCommand) draw(read *table.Table, groups []series) error {
	places, err := c.places(read)
	if err != nil {
		return err
	}
	if c.Together {
		scene, err := c.together(places, groups)
		if err != nil {
			return err
		}
		return c.write(scene)
	}
	spec, err := c.spec()
	if err != nil {
		return err
	}
	shown, withheld := c.shareable(groups, nil)
	scenes := make([]*figure.Scene, len(shown))
	for i, group := range shown {
		drawn, err := chart.Draw(spec, group.rows)
		if err != nil {
			return ofGroup(err, group.group)
		}
		name(places, drawn)
		picture := c.figure(group.group, drawn)
		picture.LeftOut = c.leftOut(withheld)
		scenes[i] = picture.Scene()
	}
	return c.write(scenes...)
}

// name puts what the file says in place of the ranks that order the points.
func name(places map[string]string, drawn chart.Chart) {
	for _, phase := range drawn.Phases {
		for at, point := range phase.Points {
			phase.Points[at].At = places[point.At]
		}
	}
}

// places gives what the cells of --x say for the ranks that order the points.
func (c *chartCommand) places(read *table.Table) (map[string]string, error) {
	places := map[string]string{}
	if c.X == "" {
		return places, nil
	}
	column, err := read.Column(c.X)
	if err != nil {
		return nil, err
	}
	axis, err := column.Axis()
	if err != nil {
		return nil, err
	}
	for i, text := range column.Texts() {
		places[rank(axis[i])] = text
	}
	return places, nil
}

// figure names the picture after the column and the group.
func (c *chartCommand) figure(group []string, drawn chart.Chart) figure.RunChart {
	title := c.title()
	if len(group) > 0 {
		title += ": " + strings.Join(group, ", ")
	}
	unit := ""
	if c.N != "" && c.Multiply == 100 {
		unit = "%"
	}
	return figure.RunChart{Say: c.say, Chart: drawn, Title: title, Subtitle: c.subtitle(), Unit: unit}
}

func (c *chartCommand) title() string {
	if c.N != "" {
		return c.Y + " / " + c.N
	}
	return c.Y
}

func (c *chartCommand) subtitle() string {
	if c.File == "-" {
		return ""
	}
	return filepath.Base(c.File)
}
