//go:build windowtest

package main

import (
	"context"
	"io"
	"log/slog"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/cmd/internal/desk"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// startEvents is a large network's few years of work.
const startEvents = 100_000

// BenchmarkWindow_Start measures from the start of the process until its window
// is on the display: Fyne's smallest program, Cairn with nothing, and Cairn with
// 100,000 entries. What counts are the ratios within one run.
func BenchmarkWindow_Start(b *testing.B) {
	d, err := desk.Open(b.Context(), desk.Desk{
		Cairn: filepath.Join(programs, "cairn"), Cairnctl: filepath.Join(programs, "cairnctl"), Folder: b.TempDir(),
	})
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	hello := filepath.Join(programs, "hello")
	if out, err := exec.Command("go", "build", "-tags", "x11,migrated_fynedo", "-o", hello, "./testdata/hello").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	small, large := b.TempDir(), b.TempDir()
	fillFolder(b, small, 0)
	fillFolder(b, large, startEvents)
	for _, program := range []struct {
		name string
		args []string
	}{
		{"hello", []string{hello}},
		{"cairn", []string{d.Cairn, "-dir", small, "-listen", "/ip4/127.0.0.1/tcp/0"}},
		{"cairn-100000", []string{d.Cairn, "-dir", large, "-listen", "/ip4/127.0.0.1/tcp/0"}},
	} {
		b.Run(program.name, func(b *testing.B) {
			for b.Loop() {
				if err := d.Start(b.Context(), program.args); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// fillFolder makes a data folder somebody's, with so many entries of a network.
func fillFolder(b *testing.B, dir string, events int) {
	b.Helper()
	b.Setenv("CAIRN_STATE", b.TempDir())
	ctx := context.Background()
	opened, err := laptop.Open(ctx, dir, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		b.Fatal(err)
	}
	defer opened.Close()
	if _, err := opened.Journal.Begin(ctx, app.Newcomer{Name: "Amina", School: "North"}); err != nil {
		b.Fatal(err)
	}
	if events == 0 {
		return
	}
	space, segments := improvetest.Network(1, events, 60)
	if err := opened.DB.Update(ctx, func(tx improve.Tx) error { return tx.AddSpace(space.ID, [32]byte{1}) }); err != nil {
		b.Fatal(err)
	}
	ingested, err := opened.DB.Ingest(ctx, space.ID, segments)
	if err != nil || ingested.Events < events {
		b.Fatalf("took %d of %d entries: %v", ingested.Events, events, err)
	}
	for more := true; more; {
		if more, err = opened.DB.IndexSearch(ctx, 1000); err != nil {
			b.Fatal(err)
		}
	}
}
