package simulation

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve/improvetest"
)

var (
	seedFlag  = flag.Int64("seed", 0, "the one seed to run; 0 runs them all")
	firstFlag = flag.Int64("first", 1, "the first seed")
	seedsFlag = flag.Int("seeds", 40, "how many seeds to run")
	everyFlag = flag.Int("every", 1, "run every n-th seed only, so that several processes share the work")
)

// actions is how much happens in one run.
const actions = 80

func TestSimulation_WhateverHappensTheLaptopsAgreeAndLoseNothing(t *testing.T) {
	var all outcome
	for i := 0; i < *seedsFlag; i += *everyFlag {
		seed := *firstFlag + int64(i)
		if *seedFlag != 0 {
			seed = *seedFlag
		}
		result := run(t, seed, actionsOf(seed), breaks{})
		if result.failed != nil {
			t.Fatal(explain(t, seed, breaks{}))
		}
		all.add(result)
		if *seedFlag != 0 {
			t.Log(strings.Join(result.story, "\n"))
			break
		}
	}
	t.Log(all.count)
	if missing := all.missing(); *seedFlag == 0 && *seedsFlag / *everyFlag >= enough && len(missing) > 0 {
		t.Errorf("in all these seeds there was nothing of %q: the simulation looks at less than it says", missing)
	}
}

// enough is how many seeds must between them have everything in them that may happen.
const enough = 40

// Whatever once failed is tried for ever.
func TestSimulation_WhatOnceFailedHolds(t *testing.T) {
	for _, seed := range seedsIn(t, "testdata/seeds.txt") {
		if result := run(t, seed, actionsOf(seed), breaks{}); result.failed != nil {
			t.Error(explain(t, seed, breaks{}))
		}
	}
}

// seedsIn reads a file of seeds, of which it must hold at least one.
func seedsIn(t *testing.T, name string) []int64 {
	t.Helper()

	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var seeds []int64
	for lines := bufio.NewScanner(file); lines.Scan(); {
		text, _, _ := strings.Cut(lines.Text(), "#")
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		seed, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		seeds = append(seeds, seed)
	}
	if len(seeds) == 0 {
		t.Errorf("%s holds no seed", name)
	}
	return seeds
}

// The same seed must always be the same story, else a failure cannot be found again.
func TestSimulation_ASeedIsAlwaysTheSameStory(t *testing.T) {
	first, second := run(t, 7, actionsOf(7), breaks{}), run(t, 7, actionsOf(7), breaks{})
	if !slices.Equal(first.story, second.story) || first.digests != second.digests {
		t.Errorf("two runs of one seed differ:\n%s\n\n%s\n%s\n%s", strings.Join(first.story, "\n"), strings.Join(second.story, "\n"), first.digests, second.digests)
	}
}

// actionsOf gives the numbers of the actions of a seed.
func actionsOf(seed int64) []int64 {
	rng := improvetest.NewRand(seed)
	all := make([]int64, actions)
	for i := range all {
		all[i] = rng.Int64()
	}
	return all
}

// outcome is what became of a run.
type outcome struct {
	count
	failed  *violation
	story   []string
	digests string
}

// run lets a seed happen with some actions.
func run(t *testing.T, seed int64, actions []int64, b breaks) outcome {
	return live(t, seed, b, func(w *world) {
		w.settle()
		for _, action := range actions {
			w.act(action)
		}
		w.quiet()
		w.fetchAll()
		w.check()
	})
}

// live makes a world, lets happen in it what do says, and tells what became of it.
func live(t *testing.T, seed int64, b breaks, do func(*world)) (result outcome) {
	t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
		w := newWorld(t, seed, b)
		defer func() {
			if v, ok := recover().(violation); ok { // any other panic ends the test with its own words
				result.failed = &v
			}
			result.story = w.story
			w.close()
		}()
		do(w)
		result.count = w.counted()
		for _, l := range w.laptops {
			for _, row := range l.rows() {
				result.digests += fmt.Sprintf("%x ", row.Digest[:4])
			}
		}
	})
	return result
}

// shrinkRuns is how many shorter stories are tried.
const shrinkRuns = 150

// explain gives the shortest story found that fails in the same way.
func explain(t *testing.T, seed int64, b breaks) string {
	kept, last := shortest(actionsOf(seed), func(actions []int64) outcome { return run(t, seed, actions, b) })
	if last.failed == nil {
		return fmt.Sprintf("seed %d failed once and not again", seed)
	}
	return fmt.Sprintf("seed %d, %s\nagain: go test ./cmd/internal/simulation -run Simulation_Whatever -seed %d\nthe %d actions of %d that it takes:\n%s",
		seed, last.failed, seed, len(kept), actions, strings.Join(last.story, "\n"))
}

// shortest leaves actions out for as long as the same check fails.
func shortest(kept []int64, run func([]int64) outcome) ([]int64, outcome) {
	last := run(kept)
	tries := 0
	for size := len(kept) / 2; last.failed != nil && size > 0 && tries < shrinkRuns; size /= 2 {
		for from := 0; from+size <= len(kept) && tries < shrinkRuns; tries++ {
			shorter := slices.Delete(slices.Clone(kept), from, from+size)
			result := run(shorter)
			if result.failed == nil || result.failed.check != last.failed.check {
				from += size
				continue
			}
			kept, last = shorter, result
		}
	}
	return kept, last
}
