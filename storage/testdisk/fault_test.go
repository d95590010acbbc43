package testdisk_test

import (
	"testing"

	"github.com/cairn-schools/cairn/storage/testdisk"
)

// faultScript is what a laptop does while an operation of its disk fails.
const faultScript = 14

func TestDiskErrors_NothingConfirmedIsLostWhereverOneComes(t *testing.T) {
	steps := scriptSteps(t)
	points := 0
	for _, fault := range []testdisk.Fault{testdisk.IOError, testdisk.DiskFull, testdisk.FlushFail} {
		for n := 1; n <= steps; n += *everyFlag {
			failAt(t, n, fault, n%2 == 0)
			points++
		}
	}
	t.Logf("%d points of failure, %d operations in the script", points, steps)
	if steps < 100 {
		t.Errorf("the script has %d operations, too few to prove anything", steps)
	}
}

// scriptSteps counts the operations of the script when nothing fails.
func scriptSteps(t *testing.T) int {
	t.Helper()

	s := newSaver(t, faultSeed)
	s.script()
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	if what := s.lost(); what != "" {
		t.Fatal(what)
	}
	_ = s.close()
	defer s.disk.Close()
	return s.disk.Steps()
}

// faultSeed draws a script that closes, reopens and saves large batches.
const faultSeed = 3

func (s *saver) script() {
	for range faultScript {
		_ = s.act() // a failure is what is tried; lost tells whether it cost anything
	}
}

// failAt lets the n-th operation fail, and half of the time the power after it.
func failAt(t *testing.T, n int, fault testdisk.Fault, powerToo bool) {
	t.Helper()

	s := newSaver(t, faultSeed)
	defer s.disk.Close()
	s.disk.FailAt(n, 1+n%3, fault)
	s.script()
	s.disk.Heal()
	if powerToo {
		s.disk.Cut()
		_ = s.close()
		s.disk.PowerOn(s.rng)
	}
	if what := s.lost(); what != "" {
		t.Fatalf("fault %d at operation %d, power cut %v: %s", fault, n, powerToo, what)
	}
	if what := s.works(); what != "" {
		t.Fatalf("fault %d at operation %d, power cut %v: %s", fault, n, powerToo, what)
	}
	if err := s.close(); err != nil {
		t.Fatalf("fault %d at operation %d: %v", fault, n, err)
	}
}
