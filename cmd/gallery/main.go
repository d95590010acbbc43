// Command gallery draws every screen and the page of every kind, empty and
// filled with the sample network, as PNG files: to look at, and to compare.
// It needs no display. Run it with "make gallery"; names after the folder draw
// only those scenes, as run lists them.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "gallery [FOLDER [SCENE ...]] draws all screens, or some scenes of them, into a folder (out/gallery).")
	}
	flag.Parse()
	folder := cmp.Or(flag.Arg(0), "out/gallery")
	if err := run(context.Background(), folder, flag.Args()[min(flag.NArg(), 1):]); err != nil {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}

// run draws the pictures of the named scenes, or of all of them, into a folder.
func run(ctx context.Context, folder string, only []string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "cairn-gallery-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	if err := os.Setenv("CAIRN_STATE", filepath.Join(scratch, "state")); err != nil {
		return err
	}
	g := &gallery{folder: folder, scratch: scratch}
	for _, scene := range []struct {
		name string
		draw func(context.Context) error
	}{{"charts", g.charts}, {"first", g.firstRun}, {"empty", g.empty}, {"filled", g.filled}, {"examples", g.examples}, {"families", g.families}, {"apart", g.apart}, {"removed", g.removed}, {"diagrams", g.diagrams}, {"homes", g.homes}, {"lenses", g.lenses}, {"versions", g.versions}, {"theories", g.theories}, {"photos", g.photos}, {"raise", g.raise}, {"import", g.imports}, {"recover", g.recover}, {"kinds", g.kinds}, {"large", g.large}} {
		if len(only) > 0 && !slices.Contains(only, scene.name) {
			continue
		}
		if err := scene.draw(ctx); err != nil {
			return err
		}
	}
	fmt.Printf("%d pictures in %s\n", g.count, folder)
	return nil
}
