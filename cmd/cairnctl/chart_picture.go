package main

import (
	"path/filepath"
	"strings"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/table"
)

// picture is where chart puts what it draws; at most one of the files is named.
type picture struct {
	SVG string `help:"Draw into an SVG file." placeholder:"FILE" xor:"picture"`
	PNG string `help:"Draw into a PNG file." placeholder:"FILE" xor:"picture"`
	PDF string `help:"Draw into a PDF file." placeholder:"FILE" xor:"picture"`
}

func (p picture) wanted() bool { return p.SVG+p.PNG+p.PDF != "" }

// sharpness is the pixels of a PNG for each unit: enough for a slide.
const sharpness = 2

// draw makes the file; several groups stand under each other, in a PDF on a
// page each.
func (c *chartCommand) draw(read *table.Table, groups []series, charts []chart.Chart) error {
	places, err := c.places(read)
	if err != nil {
		return err
	}
	scenes := make([]*figure.Scene, len(charts))
	for i, drawn := range charts {
		for _, phase := range drawn.Phases {
			for at, point := range phase.Points {
				phase.Points[at].At = places[point.At]
			}
		}
		scenes[i] = c.figure(groups[i].group, drawn).Scene()
	}
	return c.write(figure.A4, scenes...)
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
	title := c.Y
	if c.N != "" {
		title += " / " + c.N
	}
	if len(group) > 0 {
		title += ": " + strings.Join(group, ", ")
	}
	subtitle := filepath.Base(c.File)
	if c.File == "-" {
		subtitle = ""
	}
	unit := ""
	if c.N != "" && c.Multiply == 100 {
		unit = "%"
	}
	return figure.RunChart{Chart: drawn, Title: title, Subtitle: subtitle, Unit: unit}
}
