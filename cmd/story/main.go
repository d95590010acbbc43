// Command story plays Cairn's story of two schools with the real programs on a
// virtual display, prints what happened, and leaves pictures. "make run" does
// it where there is no display.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/cairn-schools/cairn/cmd/internal/desk"
	"github.com/cairn-schools/cairn/cmd/internal/story"
)

// playTime ends a story that hangs: it takes about two minutes.
const playTime = 10 * time.Minute

func main() {
	programs := flag.String("programs", "out/bin", "folder with cairn and cairnctl")
	out := flag.String("out", "out/story", "folder for pictures")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, *programs, *out)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "The story did not come true:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, programs, out string) error {
	ctx, cancel := context.WithTimeout(ctx, playTime)
	defer cancel()
	programs, err := filepath.Abs(programs)
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "cairn-story-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	d, err := desk.Open(ctx, desk.Desk{Cairn: filepath.Join(programs, "cairn"), Cairnctl: filepath.Join(programs, "cairnctl"), Folder: scratch})
	if err != nil {
		return err
	}
	defer d.Close()
	fmt.Println("Two schools, two laptops, no internet. Pictures go to", out)
	return (&story.Story{Desk: d, Out: os.Stdout, Pictures: out}).Play(ctx)
}
