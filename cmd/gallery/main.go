// Command gallery draws every screen and the page of every kind, empty and
// filled with the sample network, as PNG files: to look at, and to compare.
// It needs no display. Run it with "make gallery".
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	folder := "out/gallery"
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	if err := run(context.Background(), folder); err != nil {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}

// run draws all pictures into a folder.
func run(ctx context.Context, folder string) error {
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
	for _, draw := range []func(context.Context) error{g.firstRun, g.empty, g.filled, g.apart, g.kinds, g.large} {
		if err := draw(ctx); err != nil {
			return err
		}
	}
	fmt.Printf("%d pictures in %s\n", g.count, folder)
	return nil
}
