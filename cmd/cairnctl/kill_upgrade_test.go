package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// released are databases as earlier versions have left them.
const released = "../../storage/testdata/released/*.db"

func TestKill_AnUpgradeThatIsKilledIsMadeGood(t *testing.T) {
	t.Parallel()

	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	rng := improvetest.NewRand(seed)
	files, err := filepath.Glob(released)
	if err != nil || len(files) == 0 {
		t.Fatalf("no database of an earlier version: %v", err)
	}
	broken := 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		whole := newFolder(t)
		whole.upgrades(raw)
		began := time.Now()
		wanted := whole.one("check", "--full")
		took := time.Since(began)
		want(t, "check", wanted["ok"], any(true))
		for range kills(t) {
			s := newFolder(t)
			s.upgrades(raw)
			for range 3 { // one kill after the other
				if s.killAfter(time.Duration(rng.Int64N(int64(took))), "check", "--full") {
					broken++
				}
			}
			got := s.one("check", "--full")
			want(t, "check", got["ok"], any(true))
			want(t, "events", got["events"], wanted["events"])
			want(t, "logs", got["logs"], wanted["logs"])
		}
	}
	t.Logf("%d of %d were killed in the middle", broken, 3*kills(t)*len(files))
}

// upgrades puts an earlier version's database into a folder, beside keys as
// every folder with records has them.
func (s *school) upgrades(raw []byte) {
	s.t.Helper()

	if _, err := app.LoadKeys(s.dir); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, "cairn.db"), raw, 0o600); err != nil {
		s.t.Fatal(err)
	}
}
