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
	index(b, home)
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
	index(b, home)
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
	cable.delay = benchDelay(b)
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
// Both laptops run within this process as two windows would, and the taking
// one has the pages of its first join still to take into search. It listens
// nowhere, so that all bytes pass the counting line.
func (w *large) liveTargets(b *testing.B, south *school, table *targets) {
	here, there := openLaptop(b, w.dir), openLaptop(b, south.dir)
	defer here.Close()
	defer there.Close()
	north, stopNorth := share(b, here, laptop.NetworkParams{Listen: []string{"/ip4/127.0.0.1/tcp/0"}})
	defer stopNorth()
	<-north.Ready()
	line := &serving{device: here.Journal.Device().String(), port: portOf(b, north.Node().Addrs()[0])}
	cable := newCable(b, line)
	cable.delay = benchDelay(b)
	network, stop := share(b, there, laptop.NetworkParams{})
	defer stop()
	if _, err := network.Node().ExchangeAt(b.Context(), cable.addr(line)); err != nil {
		b.Fatal(err)
	}
	beside := openLaptop(b, w.dir)
	defer beside.Close()
	table.addLive("one event, live", w.liveSaves(b, here, there, cable))
	table.addLive("one event, live, saved by another program", w.liveSaves(b, beside, there, cable))
	quiet, pings := quietBytes(cable)
	table.rows = append(table.rows, fmt.Sprintf("up to date, open: what 70 s of quiet say\t\t\t%d\t1\t0\t\t\t", quiet-pings))
	table.rows = append(table.rows, fmt.Sprintf("… and their pings\t\t\t%d\t\t0\t\t\t", pings))
}

// liveSaved is how long each of some saves took to be readable at the other
// laptop, in ascending order, and what each of them put on the line.
type liveSaved struct {
	times []time.Duration
	bytes int64
}

// liveSaves saves pages at one laptop, each when the one before can be read at the other.
func (w *large) liveSaves(b *testing.B, from, at *laptop.Laptop, cable *cable) liveSaved {
	const saves = 40
	var saved liveSaved
	before := cable.up.Load() + cable.down.Load()
	for n := range saves {
		began := time.Now()
		id := w.create(b, from, fmt.Sprintf("Live %d", n))
		eventuallyEvery(b, time.Millisecond, func() bool {
			_, err := at.DB.Artifact(b.Context(), id)
			return err == nil
		})
		saved.times = append(saved.times, time.Since(began))
		time.Sleep(300*time.Millisecond + time.Duration(n*37%100)*time.Millisecond) // a person does not save in bursts, nor in step with a clock
	}
	slices.Sort(saved.times)
	saved.bytes = (cable.up.Load() + cable.down.Load() - before) / saves
	return saved
}

func portOf(b *testing.B, addr string) string {
	b.Helper()

	_, rest, ok := strings.Cut(addr, "/tcp/")
	if !ok {
		b.Fatalf("%s has no port", addr)
	}
	port, _, _ := strings.Cut(rest, "/")
	return port
}

func benchDelay(b *testing.B) time.Duration {
	return time.Duration(envNumber(b, "CAIRN_BENCH_DELAY", 0)) * time.Millisecond
}

// share runs a laptop's network, and its journal beside, until the function
// that it gives is called.
func share(b *testing.B, l *laptop.Laptop, p laptop.NetworkParams) (network *laptop.Network, stop func()) {
	b.Helper()

	network, err := l.NewNetwork(b.Context(), p)
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	var group sync.WaitGroup
	group.Go(func() { _ = l.Journal.Run(ctx) })
	group.Go(func() { _ = network.Run(ctx) })
	return network, func() {
		cancel()
		group.Wait()
		_ = network.Close()
	}
}

// pingBytes is a ping of a connection, or its answer: a frame without content
// of yamux (12), sealed by Noise (16 and a length of 2). Both may come together.
const pingBytes = 30

// quietBytes gives what the two say within one period of their digests, and how
// much of it is pings.
func quietBytes(c *cable) (all, pings int64) {
	read := func() [2]int64 { return [2]int64{c.up.Load(), c.down.Load()} }
	time.Sleep(2 * time.Second) // what belongs to the last save
	last := read()
	for end := time.Now().Add(70 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		now := read()
		for i := range now {
			came := now[i] - last[i]
			if all += came; came%pingBytes == 0 {
				pings += came
			}
		}
		last = now
	}
	return all, pings
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// targets is the table of one run.
type targets struct{ rows []string }

func (t *targets) add(what string, m measured) {
	t.rows = append(t.rows, fmt.Sprintf("%s\t%.0f ms\t%.0f ms\t%d\t%.0f\t%.0f\t%.2f\t%.2f\t%.0f, %.0f",
		what, ms(m.dialled), ms(m.wall), m.bytes, m.rounds, m.events, m.taking.Seconds(), m.giving.Seconds(), m.takingMB, m.givesMB))
}

func (t *targets) addLive(what string, saved liveSaved) {
	middle, late := saved.times[len(saved.times)/2], saved.times[len(saved.times)*95/100]
	t.rows = append(t.rows, fmt.Sprintf("%s\t%.0f ms (p95 %.0f, most %.0f)\t\t%d\t\t1\t\t\t",
		what, ms(middle), ms(late), ms(saved.times[len(saved.times)-1]), saved.bytes))
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
