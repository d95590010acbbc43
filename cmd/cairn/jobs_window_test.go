//go:build windowtest

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/cmd/internal/desk"
)

// Three of the fifteen jobs of docs/jobs.md in the real window, by keyboard
// alone; app/ui has tests of all of them without a window.
func TestWindow_ATeacherWorksByKeyboardAlone(t *testing.T) {
	d := openDesk(t)
	w := begun(t, d)
	defer func() { try(t, w.Close()) }()
	file := filepath.Join(t.TempDir(), "school.jsonl")
	try(t, os.WriteFile(file, []byte(`{"kind":"project","ref":"p","fields":{"title":"Essays on time"}}
{"kind":"aim","ref":"a","fields":{"title":"By May, 80 of 100 essays come on the day."},"links":[{"rel":"project","to":"p"}]}
{"kind":"measure","ref":"m","fields":{"title":"Essays on the day","frequency":"weekly"},"links":[{"rel":"project","to":"p"}]}
{"kind":"data-point","fields":{"date":"2026-09-04","value":"61"},"links":[{"rel":"project","to":"p"},{"rel":"measure","to":"m"}]}
`), 0o600))
	_, err := d.Ctl(t.Context(), w.Dir, "add", "--from", file)
	try(t, err)

	t.Run("T1 adds this week's number", func(t *testing.T) { addsANumber(t, d, w) })
	t.Run("T4 records an interview", func(t *testing.T) { recordsAnInterview(t, d, w) })
	t.Run("F2 makes the driver diagram", func(t *testing.T) { drawsTheTheory(t, d, w) })
}

func addsANumber(t *testing.T, d *desk.Desk, w *desk.Window) {
	ctx := t.Context()
	try(t, w.See(ctx, "Add number"))
	try(t, w.Key(ctx, "Down"))
	reach(t, w, "Add number")
	try(t, w.Key(ctx, "Return"))
	try(t, w.See(ctx, "Data sheet"))
	try(t, w.Type(ctx, "73"))
	try(t, w.Key(ctx, "Return"))

	_, err := w.Read(ctx, "the new point of the chart", func(i desk.Item) bool { return i.Role == "part" && strings.HasSuffix(i.Text, ": 73") })
	try(t, err)
	look(t, d, "job-T1")
}

func recordsAnInterview(t *testing.T, d *desk.Desk, w *desk.Window) {
	ctx := t.Context()
	try(t, w.New(ctx, "Interview"))
	try(t, w.See(ctx, "Short name for this talk"))
	try(t, w.Type(ctx, "Mornings, and what makes them hard"))
	try(t, w.Key(ctx, "Tab"))
	try(t, w.See(ctx, "Saved"))
	look(t, d, "job-T4")
}

func drawsTheTheory(t *testing.T, d *desk.Desk, w *desk.Window) {
	ctx := t.Context()
	try(t, w.Go(ctx, "Driver diagram"))
	_, err := w.Read(ctx, "the button with the keyboard", func(i desk.Item) bool { return i.Focused && i.Text == "Say what must change" })
	try(t, err)
	try(t, w.Key(ctx, "Return"))
	try(t, w.Type(ctx, "Help comes early"))
	try(t, w.Key(ctx, "Return", "Return"))
	try(t, w.Type(ctx, "Families know why"))
	try(t, w.Key(ctx, "Return"))
	waitFor(t, "two boxes in the database", func() bool {
		out, err := d.Ctl(ctx, w.Dir, "list", "--kind", "driver")
		return err == nil && strings.Contains(out, "Help comes early") && strings.Contains(out, "Families know why")
	})
	look(t, d, "job-F2")
}

// reach presses Tab until what has these words has the keyboard; each press
// waits until the ring has moved on.
func reach(t *testing.T, w *desk.Window, words string) {
	t.Helper()
	for range 30 {
		items, err := w.Items()
		try(t, err)
		if slices.ContainsFunc(items, func(i desk.Item) bool { return i.Focused && i.Text == words }) {
			return
		}
		before := focusedAt(items)
		try(t, w.Key(t.Context(), "Tab"))
		waitFor(t, "the keyboard to move on", func() bool {
			items, err := w.Items()
			return err == nil && focusedAt(items) != before
		})
	}
	t.Fatalf("Tab does not lead to %q", words)
}

// focusedAt is where the ring stands.
func focusedAt(items []desk.Item) [2]int {
	at := slices.IndexFunc(items, func(i desk.Item) bool { return i.Focused })
	if at < 0 {
		return [2]int{-1, -1}
	}
	return [2]int{items[at].X, items[at].Y}
}

// look leaves a picture of the display where CAIRN_PICTURES asks for it.
func look(t *testing.T, d *desk.Desk, name string) {
	t.Helper()
	if folder := os.Getenv("CAIRN_PICTURES"); folder != "" {
		try(t, d.Picture(t.Context(), filepath.Join(folder, name+"-window.png")))
	}
}
