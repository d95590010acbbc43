//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkBundle measures what BenchmarkTargets does, by a file on a stick
// instead of a line: a whole space, then 1,000 changes that were asked for by
// a request file. Each step is a fresh process.
func BenchmarkBundle(b *testing.B) {
	events := envNumber(b, "CAIRN_BENCH_EVENTS", benchEvents)
	table := &targets{}
	b.Cleanup(func() { table.print(b) })
	w := newLarge(b, events, benchLogs)
	north, south := &school{t: b, dir: w.dir}, w.join(b)
	stick, space := b.TempDir(), w.space.ID.String()
	whole, asked, answer := filepath.Join(stick, "whole.cairn"), filepath.Join(stick, "asked.cairn"), filepath.Join(stick, "answer.cairn")
	b.ResetTimer()
	table.addStep("file of the whole space, written", north.step("bundle", "export", "--space", space, "--all", whole), whole)
	table.addStep("the same, taken in", south.step("bundle", "import", whole), whole)
	w.wantSameState(b, south)
	home := openLaptop(b, w.dir)
	w.write(b, home, 1000, fileOf(1))
	index(b, home)
	home.Close()
	table.addStep("what is here, written", south.step("bundle", "request", "--space", space, asked), asked)
	table.addStep("1,000 new events for it, written", north.step("bundle", "answer", asked, answer), answer)
	table.addStep("the same, taken in", south.step("bundle", "import", answer), answer)
	b.StopTimer()
	w.wantSameState(b, south)
}

// step runs a command as a process of its own and gives what it cost.
func (s *school) step(args ...string) measured {
	s.t.Helper()

	cmd := s.command(s.t.Context(), append([]string{"--dir", s.dir, "--json"}, args...)...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	began := time.Now()
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	peak := watchPeak(cmd.Process.Pid)
	err := cmd.Wait()
	m := measured{wall: time.Since(began), takingMB: peak()}
	if err != nil {
		s.t.Fatalf("%v: %v", args, err)
	}
	m.taking = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	m.events = number(s.objects(out.String())[0], "events")
	return m
}

// addStep adds what a step cost and the size of its file.
func (t *targets) addStep(what string, m measured, file string) {
	size := int64(0)
	if info, err := os.Stat(file); err == nil {
		size = info.Size()
	}
	t.rows = append(t.rows, fmt.Sprintf("%s\t\t%.0f ms\t%d\t\t%.0f\t%.2f\t\t%.0f", what, ms(m.wall), size, m.events, m.taking.Seconds(), m.takingMB))
}
