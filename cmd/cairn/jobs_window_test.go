//go:build windowtest

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/cmd/internal/desk"
)

// atWork is somebody at a real window. The jobs of docs/jobs.md are done there
// one after another, each from Home.
type atWork struct {
	*desk.Hand
	t      *testing.T
	d      *desk.Desk
	folder desk.Folder
}

// windowJob is one of the fifteen jobs.
type windowJob struct {
	id   string
	most int // clicks, or keys that replace them, from Home; typing is not counted
	do   func(a atWork)
}

// The two ways of doing a job.
const (
	byMouse = "mouse"
	byKeys  = "keys"
)

// does does jobs in a window of its own.
func does(t *testing.T, d *desk.Desk, folder desk.Folder, way string, jobs []windowJob) {
	t.Helper()
	w, err := d.OpenWindow(t.Context(), folder.Name, 0, "-lan=false")
	try(t, err)
	defer func() { try(t, w.Close()) }()
	doesIn(t, d, w, folder, way, jobs)
}

// doesIn does jobs in a window that is open, in a subtest each: within their
// clicks and, by keyboard, without a click.
func doesIn(t *testing.T, d *desk.Desk, w *desk.Window, folder desk.Folder, way string, jobs []windowJob) {
	t.Helper()
	for _, job := range jobs {
		t.Run(job.id+" by "+way, func(t *testing.T) {
			a := atWork{Hand: &desk.Hand{Window: w}, t: t, d: d, folder: folder}
			start := time.Now()
			defer a.look("job-" + job.id + "-" + way)
			try(t, a.Home(t.Context()))
			job.do(a)
			t.Logf("%d clicks, %d keys in their place, %d that move, %.1f s", a.Clicks, a.Acts, a.Moves, time.Since(start).Seconds())
			if a.Cost() > job.most || way == byKeys && a.Clicks > 0 {
				t.Errorf("took %d clicks and %d keys in their place by %s, want at most %d", a.Clicks, a.Acts, way, job.most)
			}
		})
	}
}

// look leaves a picture of the display where CAIRN_PICTURES asks for it.
func (a atWork) look(name string) {
	a.t.Helper()
	if folder := os.Getenv("CAIRN_PICTURES"); folder != "" {
		try(a.t, a.Window.Settle(a.t.Context()))
		try(a.t, a.d.Picture(a.t.Context(), filepath.Join(folder, name+"-window.png")))
	}
}

// has waits until cairnctl lists a page of a kind with these words.
func (a atWork) has(kind, words string) {
	a.t.Helper()
	waitFor(a.t, "a "+kind+" with "+words, func() bool {
		out, err := a.d.Ctl(a.t.Context(), a.folder.Dir, "list", "--kind", kind)
		return err == nil && strings.Contains(out, words)
	})
}

// The example school was written on this day; its tests and numbers lie around it.
var sampleDay = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

var isoDay = regexp.MustCompile(`\b20\d\d-\d\d-\d\d`)

// sampleOfToday is the example school as if it had been written today: what is
// due in it is due now, whenever the test runs.
func sampleOfToday() string {
	var lines strings.Builder
	for _, part := range assets.Sample() {
		lines.Write(part.Lines)
		lines.WriteByte('\n')
	}
	days := int(time.Since(sampleDay).Hours() / 24)
	return isoDay.ReplaceAllStringFunc(lines.String(), func(day string) string {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			return day
		}
		return at.AddDate(0, 0, days).Format(time.DateOnly)
	})
}

// daysAgo is a day as fields have it.
func daysAgo(n int) string { return time.Now().AddDate(0, 0, -n).Format(time.DateOnly) }
