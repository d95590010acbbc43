package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
)

// charts draws each kind of chart small, usual and crowded, as the files and
// the window show them.
func (g *gallery) charts(context.Context) error {
	for _, kind := range chart.Kinds() {
		if kind.Samples() {
			continue // small samples come from files alone
		}
		for _, size := range []string{"small", "usual", "crowded"} {
			picture, err := chartOf(kind, size)
			if err != nil {
				return fmt.Errorf("draw %s chart %s: %w", size, kind, err)
			}
			file, err := picture.Scene().PNG(1)
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(g.folder, "chart-"+string(kind)+"-"+size+".png"), file, 0o644); err != nil {
				return err
			}
			g.count++
		}
	}
	return nil
}

// chartOf makes up a chart: half a year of weeks, or a whole one with twelve annotations.
func chartOf(kind chart.Kind, size string) (figure.RunChart, error) {
	weeks := map[string]int{"small": 26, "usual": 26, "crowded": 52}[size]
	day := time.Date(2026, 1, 9, 0, 0, 0, 0, time.UTC)
	var rows []chart.Observation
	for i := range weeks {
		count := 9 + i*37%11 + 6*min(1, i/(weeks*2/3))
		rows = append(rows, chart.Observation{At: day.AddDate(0, 0, 7*i).Format(time.DateOnly), Y: float64(count), N: float64(30 + i*13%9)})
	}
	sized := kind == chart.P || kind == chart.PP || kind == chart.U || kind == chart.UP || kind == chart.IP
	spec := chart.Spec{Kind: kind, HasN: sized, Better: chart.Up, Freeze: []int{weeks / 2}}
	goal, unit := 20.0, "essays"
	if sized {
		spec.Multiply, goal, unit = 100, 60, "%"
	}
	drawn, err := chart.Draw(spec, rows)
	if err != nil {
		return figure.RunChart{}, err
	}
	picture := figure.RunChart{Chart: drawn, Title: "More essays are handed in on the day", Subtitle: kind.Title() + " · ninth-grade English · every week", Unit: unit, Goal: &goal, Better: chart.Up, Small: size == "small"}
	notes := []string{"Test 1: start in class", "Storm, school closed", "Test 2: all of period 2"}
	if size == "crowded" {
		notes = strings.Split("Test 1: start in class|Storm, school closed|New timetable|Test 2: all of period 2|Spread to period 6|Visit of the buddy school|Half term|Test 3: first page with a partner|Supply teacher|Parents' evening|Test 4|Sports week", "|")
	}
	for i, words := range notes {
		picture.Annotations = append(picture.Annotations, figure.Annotation{Point: 3 + i*weeks/len(notes), Words: words})
	}
	return picture, nil
}

// sheets draws the page and the data sheet of the first measures of the sample network.
func (g *gallery) sheets(ctx context.Context, s *stage) error {
	measures, err := s.laptop.DB.Cards(ctx, improve.Query{Kinds: []improve.KindName{"measure"}, Order: improve.ByCreated, Limit: 2})
	if err != nil {
		return err
	}
	for i, measure := range measures {
		for name, screen := range map[string]string{"measure": ui.ArtifactScreen, "sheet": ui.SheetScreen} {
			if err := s.at(fmt.Sprintf("%s-%d", name, i+1), ui.Route{Screen: screen, ID: measure.ID.String()}); err != nil {
				return err
			}
		}
	}
	return nil
}
