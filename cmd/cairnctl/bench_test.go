//go:build linux

package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// How large the network of the benchmarks is.
const (
	benchEvents = 100_000
	benchLogs   = 60
	benchNotes  = 20_000
)

// large is a laptop that holds a large network space, and what another needs to join it.
type large struct {
	dir   string
	kit   *improvetest.Kit
	space *improvetest.Space
	auth  []improve.Segment // for who is let in
}

// perIngest is how many pieces are stored in one transaction, as in an exchange.
const perIngest = 32

// benchSecret is the space's secret; any will do.
var benchSecret = [32]byte{1}

// openLaptop opens a folder within the benchmark's own process.
func openLaptop(b *testing.B, dir string) *laptop.Laptop {
	b.Helper()

	b.Setenv("CAIRN_STATE", filepath.Join(filepath.Dir(dir), "state"))
	opened, err := laptop.Open(b.Context(), dir, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	return opened
}

// newLarge makes a laptop that holds a space of so many events in so many logs,
// is done with its search index and has made the backup of the day.
func newLarge(b *testing.B, events, logs int) *large {
	b.Helper()

	s := newSchool(b, "Ada", "North")
	kit := improvetest.NewKit(1, logs)
	w := &large{dir: s.dir, kit: kit, space: kit.Space}
	home := openLaptop(b, s.dir)
	defer home.Close()
	w.auth = append(w.auth, kit.Auth())
	w.grant(home.Keys)
	w.take(b, home, w.auth)
	w.write(b, home, events, fileOf(0))
	index(b, home)
	if _, err := home.Journal.DailyBackup(b.Context(), s.dir); err != nil {
		b.Fatal(err)
	}
	return w
}

// index brings search up to date, which has a figure of its own.
func index(b *testing.B, l *laptop.Laptop) {
	b.Helper()

	for more := true; more; {
		var err error
		if more, err = l.DB.IndexSearch(b.Context(), 1000); err != nil {
			b.Fatal(err)
		}
	}
}

// fileOf gives one of the two files of CAIRN_BENCH_FILES, "" when there are none.
func fileOf(n int) string {
	files := strings.Split(os.Getenv("CAIRN_BENCH_FILES"), ",")
	if n < len(files) {
		return files[n]
	}
	return ""
}

// write lets the writers of the space write so many events, or those of a file
// of the peers' bench kit, and takes them in.
func (w *large) write(b *testing.B, into *laptop.Laptop, events int, file string) {
	b.Helper()

	var waiting []improve.Segment
	keep := func(seg improve.Segment) {
		if waiting = append(waiting, seg); len(waiting) == perIngest {
			w.take(b, into, waiting)
			waiting = waiting[:0]
		}
	}
	if file == "" {
		w.kit.Write(events, keep)
	} else if err := w.readFile(file, keep); err != nil {
		b.Fatal(err)
	}
	w.take(b, into, waiting)
}

func (w *large) readFile(name string, keep func(improve.Segment)) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	return w.kit.WriteFile(file, keep)
}

// grant lets a device in; it is to be ingested by all.
func (w *large) grant(keys *app.Keys) improve.Segment {
	w.space.Grant(w.space.Root, &improvetest.Device{ID: keys.Device(), Recipient: keys.Recipient()}, improve.Member)
	seg := w.space.Log(w.space.Root, improve.Auth).Seal()
	w.auth = append(w.auth, seg)
	return seg
}

func (w *large) take(b *testing.B, into *laptop.Laptop, segments []improve.Segment) {
	b.Helper()

	err := into.DB.Update(b.Context(), func(tx improve.Tx) error { return tx.AddSpace(w.space.ID, benchSecret) })
	if err != nil {
		b.Fatal(err)
	}
	for piece := range slices.Chunk(segments, perIngest) {
		done, err := into.Journal.Ingest(b.Context(), w.space.ID, piece)
		if err != nil || len(done.Refused) > 0 {
			b.Fatalf("ingest: %v, refused %v", err, done.Refused)
		}
	}
}

// join makes a fresh laptop that is let into the space and has nothing of it yet.
func (w *large) join(b *testing.B) *school {
	b.Helper()

	s := newSchool(b, "Bea", "South")
	opened := openLaptop(b, s.dir)
	defer opened.Close()
	home := openLaptop(b, w.dir)
	defer home.Close()
	w.take(b, home, []improve.Segment{w.grant(opened.Keys)})
	w.take(b, opened, w.auth)
	return s
}

// BenchmarkLaptop prints the figures of one laptop that holds a large network.
func BenchmarkLaptop(b *testing.B) {
	w := newLarge(b, envNumber(b, "CAIRN_BENCH_EVENTS", benchEvents), benchLogs)
	b.Run("StartAndFirstList", w.start)
	b.Run("OneSave", w.save)
}

// watchPeak follows the most memory that a process has held, in MB, until the
// function that it gives is called. (The account that a process leaves behind
// begins with the size of the one that started it.)
func watchPeak(pid int) func() float64 {
	stop, peak := make(chan struct{}), make(chan float64)
	go func() {
		most := 0.0
		for tick := time.NewTicker(10 * time.Millisecond); ; {
			select {
			case <-stop:
				peak <- most
				return
			case <-tick.C:
				most = max(most, residentPeak(pid))
			}
		}
	}()
	return func() float64 {
		close(stop)
		return <-peak
	}
}

// residentPeak reads the high-water mark; 0 when the process is gone.
func residentPeak(pid int) float64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(raw), "VmHWM:")
	var kilobytes float64
	_, _ = fmt.Sscanf(after, "%f", &kilobytes) // absent once the process is ending
	return kilobytes / 1024
}

func eventuallyEvery(b *testing.B, each time.Duration, so func() bool) {
	deadline := time.Now().Add(30 * time.Second)
	for tick := time.NewTicker(each); !so(); <-tick.C {
		if time.Now().After(deadline) {
			b.Fatal("the event does not arrive")
		}
	}
}

// reportTimes gives the middle and the slow end in milliseconds.
func reportTimes(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	for _, p := range []int{50, 95, 99} {
		b.ReportMetric(float64(times[(len(times)-1)*p/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", p))
	}
}

func (w *large) create(b *testing.B, l *laptop.Laptop, title string) improve.ArtifactID {
	b.Helper()

	id, err := l.Journal.Create(b.Context(), app.NewArtifact{
		Kind: "change-idea", Space: w.space.ID, Fields: map[improve.FieldKey]string{improve.TitleKey: title},
	})
	if err != nil {
		b.Fatalf("%v: %v", err, errors.Unwrap(err))
	}
	return id
}

// start opens the folder and shows the first list, as a window does.
func (w *large) start(b *testing.B) {
	for range b.N {
		opened := openLaptop(b, w.dir)
		cards, err := opened.DB.Cards(b.Context(), improve.Query{Limit: 50})
		if err != nil || len(cards) != 50 {
			b.Fatalf("got %d cards, %v", len(cards), err)
		}
		b.StopTimer()
		if err := opened.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
