//go:build windowtest

package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/cmd/internal/desk"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
)

// BenchmarkWindow_Diagram drags and zooms a driver diagram of 86 boxes in the
// real window, drawn by the processor, and tells how many pictures a second the
// display showed. The pointer moves a hundred times a second.
func BenchmarkWindow_Diagram(b *testing.B) {
	folder := b.TempDir()
	b.Setenv("CAIRN_STATE", filepath.Join(folder, "state"))
	fillDiagram(b, filepath.Join(folder, "ada"))
	d, err := desk.Open(b.Context(), desk.Desk{Cairn: filepath.Join(programs, "cairn"), Cairnctl: filepath.Join(programs, "cairnctl"), Folder: folder})
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	w, err := d.OpenWindow(b.Context(), "ada", 0)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	for _, step := range []string{"Projects", "Every form in", "Theory"} {
		if err := w.Press(b.Context(), step); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.See(b.Context(), "What we believe leads to the aim"); err != nil {
		b.Fatal(err)
	}
	zoomIn := []string{"mousemove", "780", "560", "keydown", "ctrl"}
	for range 2 {
		zoomIn = append(zoomIn, "click", "4", "sleep", "0.1")
	}
	if _, err := w.Frames(b.Context(), append(zoomIn, "keyup", "ctrl", "sleep", "1")...); err != nil {
		b.Fatal(err)
	}
	if folder := os.Getenv("CAIRN_PICTURES"); folder != "" { // to see that it is the picture that moves
		pictured(b, d, w, folder)
	}
	for _, movement := range []struct {
		name     string
		commands []string
	}{{"drag", dragging()}, {"zoom", zooming()}} {
		b.Run(movement.name, func(b *testing.B) {
			var seen desk.Frames
			for b.Loop() {
				frames, err := w.Frames(b.Context(), movement.commands...)
				if err != nil {
					b.Fatal(err)
				}
				seen.Count, seen.Took = seen.Count+frames.Count, seen.Took+frames.Took
			}
			b.ReportMetric(seen.PerSecond(), "frames/s")
		})
	}
}

// pictured draws what the display shows before and after one pull.
func pictured(b *testing.B, d *desk.Desk, w *desk.Window, folder string) {
	b.Helper()
	if err := d.Picture(b.Context(), filepath.Join(folder, "drag-before.png")); err != nil {
		b.Fatal(err)
	}
	pull := []string{"mousemove", "900", "600", "mousedown", "1"}
	for range 20 {
		pull = append(pull, "mousemove_relative", "--", "-10", "-4", "sleep", "0.02")
	}
	frames, err := w.Frames(b.Context(), append(pull, "mouseup", "1", "sleep", "0.3")...)
	if err != nil || frames.Count == 0 {
		b.Fatalf("%d pictures while it was pulled: %v", frames.Count, err)
	}
	if err := d.Picture(b.Context(), filepath.Join(folder, "drag-after.png")); err != nil {
		b.Fatal(err)
	}
}

// dragging moves the picture round in a circle of sides for four seconds.
func dragging() []string {
	commands := []string{"mousemove", "900", "600", "mousedown", "1"}
	for n := range 400 {
		way := [][2]string{{"-3", "-2"}, {"-3", "1"}, {"3", "2"}, {"3", "-1"}}[n/50%4]
		commands = append(commands, "mousemove_relative", "--", way[0], way[1], "sleep", "0.01")
	}
	return append(commands, "mouseup", "1")
}

// zooming turns the wheel with Ctrl for four seconds, out and in.
func zooming() []string {
	commands := []string{"mousemove", "780", "560", "keydown", "ctrl"}
	for n := range 160 {
		button := []string{"5", "4"}[n/4%2] // the wheel down and up; "click" would wait a tenth of a second
		commands = append(commands, "mousedown", button, "mouseup", button, "sleep", "0.025")
	}
	return append(commands, "keyup", "ctrl")
}

// fillDiagram makes a data folder somebody's, with 5 large drivers, 20 detailed
// ones and 60 ideas.
func fillDiagram(b *testing.B, dir string) {
	b.Helper()
	ctx := context.Background()
	opened, err := laptop.Open(ctx, dir, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		b.Fatal(err)
	}
	defer opened.Close()
	if _, err := opened.Journal.Begin(ctx, app.Newcomer{Name: "Ada", School: "North", Role: "teacher"}); err != nil {
		b.Fatal(err)
	}
	create := func(kind improve.KindName, title string, links ...app.NewLink) improve.ArtifactID {
		id, err := opened.Journal.Create(ctx, app.NewArtifact{Kind: kind, Fields: map[improve.FieldKey]string{improve.TitleKey: title}, Links: links})
		if err != nil {
			b.Fatal(err)
		}
		return id
	}
	project := create("project", "Every form in")
	own := app.NewLink{Rel: "project", Target: project}
	aim := create("aim", "By 1 May, 65 % of our seniors have handed in the aid form, up from 34 %.", own)
	for p := range 5 {
		primary := create("driver", fmt.Sprintf("Families know what the form is for, part %d", p+1), own, app.NewLink{Rel: "aim", Target: aim})
		for s := range 4 {
			secondary := create("driver", fmt.Sprintf("At times when parents do not work, way %d", s+1), own, app.NewLink{Rel: "driver", Target: primary})
			for i := range 3 {
				create("change-idea", fmt.Sprintf("A help table where seniors eat, on fixed days, idea %d", i+1), own, app.NewLink{Rel: "driver", Target: secondary})
			}
		}
	}
}
