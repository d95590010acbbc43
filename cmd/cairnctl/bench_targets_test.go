//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
)

// BenchmarkTargets measures what docs/performance.md sets as targets for two
// laptops and prints them as one table. Each side is a fresh process over real
// files, the line between them counts. CAIRN_BENCH_EVENTS sets the events of
// the first join, CAIRN_BENCH_DELAY a delay of the line in milliseconds, one way.
func BenchmarkTargets(b *testing.B) {
	events := envNumber(b, "CAIRN_BENCH_EVENTS", benchEvents)
	table := &targets{}
	b.Cleanup(func() { table.print(b) })
	w := newLarge(b, events, benchLogs)
	south := w.join(b)
	b.ResetTimer()
	table.add(fmt.Sprintf("first join, %d events", events), w.measure(b, south))
	table.add("up to date, cold", w.measure(b, south))
	home := openLaptop(b, w.dir)
	w.write(b, home, 1000, fileOf(1))
	home.Close()
	table.add("1,000 new events", w.measure(b, south))
	table.add("up to date, cold, again", w.measure(b, south))
	w.liveTargets(b, south, table)
	b.StopTimer()
}

// BenchmarkManyLogs measures one active school among 50 with 1,600 logs in all.
func BenchmarkManyLogs(b *testing.B) {
	table := &targets{}
	b.Cleanup(func() { table.print(b) })
	w := newLarge(b, 40_000, 1600)
	south := w.join(b)
	b.ResetTimer()
	table.add("first join, 1,600 logs", w.measure(b, south))
	cold := w.measure(b, south)
	table.add("up to date, cold", cold)
	home := openLaptop(b, w.dir)
	log := w.space.Log(w.space.Root, improve.Data)
	for range 20 {
		h := improve.Header{Type: improve.SetEvent, Object: w.space.ArtifactID(), Kind: "story", Field: improve.TitleKey}
		log.WriteValue(h, improve.TextValue("What the class said"))
	}
	w.take(b, home, []improve.Segment{log.Seal()})
	home.Close()
	table.add("20 new events of one school", w.measure(b, south))
	b.StopTimer()
}

func envNumber(b *testing.B, name string, otherwise int) int {
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		b.Fatalf("%s is %q, not a number", name, text)
	}
	return n
}

// measured is what one exchange cost.
type measured struct {
	wall, dialled     time.Duration // of the process that asks; from its dial to equal digests
	bytes             int64
	rounds            float64
	events            float64
	taking, giving    time.Duration // processor time of the processes, from start to end
	takingMB, givesMB float64
}

// measure runs one exchange between two fresh processes and wants both to hold
// the same, digest and lists, at its end.
func (w *large) measure(b *testing.B, south *school) measured {
	b.Helper()

	north := &school{t: b, dir: w.dir}
	line := north.serve("")
	cable := newCable(b, line)
	cable.delay = time.Duration(envNumber(b, "CAIRN_BENCH_DELAY", 0)) * time.Millisecond
	cmd := south.command(b.Context(), "--dir", south.dir, "--json", "sync", "--addr", cable.addr(line))
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	began := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	near, far := watchPeak(cmd.Process.Pid), watchPeak(line.cmd.Process.Pid)
	err := cmd.Wait()
	m := measured{wall: time.Since(began), takingMB: near(), givesMB: far()}
	if err != nil {
		b.Fatalf("sync: %v", err)
	}
	line.stop()
	result := south.objects(out.String())[0]
	if result["complete"] != true || north.digest(w.space.ID.String()) != south.digest(w.space.ID.String()) {
		b.Fatalf("the laptops do not hold the same: %v", result)
	}
	w.wantSameState(b, south)
	m.dialled = time.Duration(number(result, "ms")) * time.Millisecond
	m.bytes = cable.up.Load() + cable.down.Load()
	m.rounds, m.events = number(result, "round_trips"), number(result, "received")
	m.taking = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	m.giving = line.cmd.ProcessState.UserTime() + line.cmd.ProcessState.SystemTime()
	return m
}

// wantSameState compares what people see at both laptops.
func (w *large) wantSameState(b *testing.B, south *school) {
	b.Helper()

	var sums []improve.Digest
	for _, dir := range []string{w.dir, south.dir} {
		opened := openLaptop(b, dir)
		sum, err := opened.DB.StateDigest(b.Context(), w.space.ID)
		if err != nil {
			b.Fatal(err)
		}
		sums = append(sums, sum)
		opened.Close()
	}
	if sums[0] != sums[1] || sums[0] == (improve.Digest{}) {
		b.Fatalf("the laptops do not show the same: %x", sums)
	}
}

// liveTargets measures single events over an open connection, then its quiet.
// The taking laptop runs within this process and listens nowhere, so that all
// bytes pass the counting line.
func (w *large) liveTargets(b *testing.B, south *school, table *targets) {
	line := (&school{t: b, dir: w.dir}).serve("")
	cable := newCable(b, line)
	here, there := openLaptop(b, w.dir), openLaptop(b, south.dir)
	defer here.Close()
	defer there.Close()
	defer share(b, there, cable.addr(line))()
	const saves = 20
	var times []time.Duration
	before := cable.up.Load() + cable.down.Load()
	for n := range saves {
		began := time.Now()
		id := w.create(b, here, fmt.Sprintf("Live %d", n))
		eventuallyEvery(b, time.Millisecond, func() bool {
			_, err := there.DB.Artifact(b.Context(), id)
			return err == nil
		})
		times = append(times, time.Since(began))
		time.Sleep(300 * time.Millisecond) // a person does not save in bursts
	}
	slices.Sort(times)
	bytes := (cable.up.Load() + cable.down.Load() - before) / saves
	table.rows = append(table.rows,
		fmt.Sprintf("one event, live\t%.0f ms (p95 %.0f)\t\t%d\t1\t1\t\t\t", ms(times[saves/2]), ms(times[saves*95/100]), bytes))
	table.rows = append(table.rows, fmt.Sprintf("up to date, open, asked again\t\t\t%d\t1\t0\t\t\t", quietBytes(cable)))
	line.stop()
}

// share exchanges a laptop's spaces with the one at an address until the function
// that it gives is called.
func share(b *testing.B, l *laptop.Laptop, addr string) (stop func()) {
	b.Helper()

	network, err := l.NewNetwork(b.Context(), laptop.NetworkParams{})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	var group sync.WaitGroup
	group.Go(func() { _ = l.Journal.Run(ctx) })
	group.Go(func() { _ = network.Run(ctx) })
	if _, err := network.Node().ExchangeAt(ctx, addr); err != nil {
		b.Fatal(err)
	}
	return func() {
		cancel()
		group.Wait()
		_ = network.Close()
	}
}

// quietBytes gives what the two say within one period of their digests.
func quietBytes(c *cable) int64 {
	before := c.up.Load() + c.down.Load()
	time.Sleep(70 * time.Second)
	return c.up.Load() + c.down.Load() - before
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// targets is the table of one run.
type targets struct{ rows []string }

func (t *targets) add(what string, m measured) {
	t.rows = append(t.rows, fmt.Sprintf("%s\t%.0f ms\t%.0f ms\t%d\t%.0f\t%.0f\t%.2f\t%.2f\t%.0f, %.0f",
		what, ms(m.dialled), ms(m.wall), m.bytes, m.rounds, m.events, m.taking.Seconds(), m.giving.Seconds(), m.takingMB, m.givesMB))
}

func (t *targets) print(b *testing.B) {
	b.Helper()

	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "case\tdial to equal\tprocess\tbytes\tround trips\tevents\ttaking CPU-s\tgiving CPU-s\tpeak MB, each")
	for _, row := range t.rows {
		fmt.Fprintln(w, row)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	fmt.Printf("\n%s\n", out.String())
}
