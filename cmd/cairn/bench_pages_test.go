//go:build windowtest

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/cmd/internal/desk"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// storedPages is what a network of schools has written after some years.
const storedPages = 10_000

// BenchmarkWindow_Open measures from the key that opens something until it
// stands in the window's outline, which is told ten times a second: what is
// shorter than that cannot be seen here.
func BenchmarkWindow_Open(b *testing.B) {
	d, err := desk.Open(b.Context(), desk.Desk{
		Cairn: filepath.Join(programs, "cairn"), Cairnctl: filepath.Join(programs, "cairnctl"), Folder: b.TempDir(),
	})
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	title := fillNotebook(b, filepath.Join(d.Folder, "north"), filepath.Join(d.Folder, "state"))
	w, err := d.OpenWindow(b.Context(), "north", 0, "-offline")
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	for _, place := range []struct{ key, sees string }{
		{"ctrl+2", "New project"}, {"ctrl+3", "Still to do"}, {"ctrl+5", "Who works with you and what they do."}, {"ctrl+1", "Next steps"},
	} {
		opens(b, w, place.key, place.sees)
	}
	for range 3 {
		if err := w.Key(b.Context(), "ctrl+k"); err != nil {
			b.Fatal(err)
		}
		if err := w.Type(b.Context(), title); err != nil {
			b.Fatal(err)
		}
		if _, err := w.Read(b.Context(), "the project in the list", func(i desk.Item) bool { return i.Role == "row" && strings.Contains(i.Text, title) }); err != nil {
			b.Fatal(err)
		}
		opens(b, w, "Return", "About the project")
		opens(b, w, "ctrl+1", "Next steps")
	}
}

// opens presses a key and prints how long it takes until words stand there.
func opens(b *testing.B, w *desk.Window, key, words string) {
	b.Helper()
	began := time.Now()
	if err := w.Key(b.Context(), key); err != nil {
		b.Fatal(err)
	}
	if err := w.See(b.Context(), words); err != nil {
		b.Fatal(err)
	}
	fmt.Printf("%s until %q: %d ms\n", key, words, time.Since(began).Milliseconds())
}

// fillNotebook makes a data folder somebody's, with pages of every kind, and
// gives the title of a project.
func fillNotebook(b *testing.B, dir, state string) string {
	b.Helper()
	b.Setenv("CAIRN_STATE", state)
	ctx := context.Background()
	opened, err := laptop.Open(ctx, dir, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		b.Fatal(err)
	}
	defer opened.Close()
	me, err := opened.Journal.Begin(ctx, app.Newcomer{Name: "Amina", School: "North"})
	if err != nil {
		b.Fatal(err)
	}
	var lines bytes.Buffer
	if err := improvetest.NewNotebook(kinds.Catalog(), 1, storedPages).Write(&lines, me.Personal); err != nil {
		b.Fatal(err)
	}
	ids, err := opened.Journal.Import(ctx, &lines, me.School)
	if err != nil || len(ids) != storedPages {
		b.Fatalf("%d pages, %v", len(ids), err)
	}
	for more := true; more; {
		if more, err = opened.DB.IndexSearch(ctx, 1000); err != nil {
			b.Fatal(err)
		}
	}
	projects, err := opened.DB.Cards(ctx, improve.Query{Kinds: []improve.KindName{"project"}, Limit: 1})
	if err != nil || len(projects) == 0 {
		b.Fatalf("%d projects, %v", len(projects), err)
	}
	return projects[0].Title
}
