package testdisk_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite" // opens databases without our settings

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
	"github.com/cairn-schools/cairn/storage/testdisk"
)

// acts is how much a laptop does before its power fails; the power fails twice.
const acts = 40

func TestPowerFailure_NoSaveThatWasConfirmedIsLost(t *testing.T) {
	events, cuts := uint64(0), 0
	for seed := *firstFlag; seed < *firstFlag+int64(*seedsFlag); seed++ {
		if *seedFlag != 0 && *seedFlag != seed {
			continue
		}
		s := newSaver(t, seed)
		for range 2 {
			cuts += s.cutWhileSaving(t)
			if what := s.lost(); what != "" {
				t.Fatalf("seed %d: after the power failed: %s", seed, what)
			}
			if what := s.works(); what != "" {
				t.Fatalf("seed %d: after the power failed: %s", seed, what)
			}
		}
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
		events += s.confirmed
		s.disk.Close()
	}
	t.Logf("%d power failures in the middle of something, %d confirmed events", cuts, events)
	if cuts == 0 {
		t.Error("the power never failed while something was written; the test proves nothing")
	}
}

// cutWhileSaving lets a laptop save until its power fails and comes back; it
// gives 1 when it failed within an operation.
func (s *saver) cutWhileSaving(t *testing.T) int {
	t.Helper()

	s.disk.CutAt(1 + s.rng.IntN(1+s.rng.IntN(400)))
	within := 0
	for range acts {
		err := s.act()
		if isRefusal(err) || err != nil && !s.disk.IsCut() {
			t.Fatalf("seed %d: %v", s.seed, err)
		}
		if err != nil {
			within = 1
			break
		}
	}
	s.disk.Cut()
	_ = s.close() // nothing can be written any more
	s.disk.PowerOn(s.rng)
	return within
}

// A disk that says it has flushed and has not is beyond repair; but what is
// gone must not pass for whole.
func TestLyingDisk_DamageIsReportedAndNeverPassedOff(t *testing.T) {
	lost := 0
	for seed := int64(1); seed <= 200; seed++ {
		if *seedFlag != 0 && *seedFlag != seed {
			continue
		}
		s := newSaver(t, seed)
		s.disk.Lie(true)
		s.cutWhileSaving(t)
		lost += s.damage(t)
		_ = s.close()
		s.disk.Close()
	}
	t.Logf("200 lies, %d lost what was confirmed or could not be opened", lost)
	if lost < 20 && *seedFlag == 0 {
		t.Errorf("only %d of 200 lies cost anything; the power failures of this disk prove nothing", lost)
	}
}

// damage gives 1 when something confirmed is gone. What can still be read must
// be what was written, or the full check must say that it is not.
func (s *saver) damage(t *testing.T) int {
	t.Helper()

	if err := s.open(); err != nil {
		return 1
	}
	ctx := context.Background()
	if s.faults() != "" {
		return 1
	}
	held, ok, err := s.db.LogByID(ctx, s.log.ID)
	if err != nil || ok && held.Head.Hash != s.hashAt(held.Head.Seq) {
		t.Errorf("seed %d: the check finds nothing, and the log is not what was written: %v", s.seed, err)
	}
	if held.Head.Seq < s.confirmed {
		return 1
	}
	return 0
}

// hashAt gives the hash of the chain that was written, at an event of it.
func (s *saver) hashAt(seq uint64) improve.Hash {
	_, hash := improve.LogStart(s.space.ID, s.space.Root.Writer, improve.Data)
	for _, seg := range s.sealed {
		for _, e := range seg.Events {
			if seg.Log == s.log.ID && e.Seq <= seq {
				hash = e.Chain(hash)
			}
		}
	}
	return hash
}

// What follows shows that the disk would find a fault: the settings that
// storage does not use lose on it.
func TestControl_OtherSettingsLoseOnThisDisk(t *testing.T) {
	const seeds = 120
	for _, control := range []struct {
		synchronous string
		want        func(lost, damaged int) bool
		words       string
	}{
		{"FULL", func(lost, damaged int) bool { return lost == 0 && damaged == 0 }, "nothing lost"},
		{"NORMAL", func(lost, damaged int) bool { return lost > seeds/10 && damaged == 0 }, "more than a tenth lost, none damaged"},
		{"OFF", func(lost, damaged int) bool { return lost > seeds/10 && damaged > 0 }, "some damaged"},
	} {
		lost, damaged := 0, 0
		for seed := int64(1); seed <= seeds; seed++ {
			gone, broken := plainSaves(t, seed, control.synchronous)
			lost, damaged = lost+gone, damaged+broken
		}
		t.Logf("synchronous %s: %d of %d lost something, %d are damaged", control.synchronous, lost, seeds, damaged)
		if !control.want(lost, damaged) {
			t.Errorf("synchronous %s: %d of %d lost something, %d are damaged, want %s", control.synchronous, lost, seeds, damaged, control.words)
		}
	}
}

// plainSaves saves numbers in a table until the power fails, and tells whether
// one that was confirmed is gone, and whether the file is damaged.
func plainSaves(t *testing.T, seed int64, synchronous string) (lost, damaged int) {
	t.Helper()

	rng := improvetest.NewRand(seed)
	dir := filepath.Join(t.TempDir(), fmt.Sprint(synchronous, seed))
	disk := testdisk.New(dir)
	defer disk.Close()
	address := "file://" + filepath.Join(dir, "plain.db") + "?_pragma=journal_mode(WAL)&_pragma=wal_autocheckpoint(20)&_pragma=synchronous(" + synchronous + ")"
	db, err := sql.Open("sqlite", address)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE saved (n INTEGER PRIMARY KEY, words BLOB); PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	disk.CutAt(20 + rng.IntN(400))
	confirmed := 0
	for n := 1; !disk.IsCut() && n < 400; n++ {
		if _, err := db.Exec("INSERT INTO saved VALUES (?, randomblob(?))", n, 100+rng.IntN(3000)); err == nil {
			confirmed = n
		}
	}
	disk.Cut()
	_ = db.Close() // nothing can be written any more
	disk.PowerOn(rng)
	if db, err = sql.Open("sqlite", address); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var kept int
	if err := db.QueryRow("SELECT count(*) FROM saved").Scan(&kept); err != nil {
		return 1, 1
	}
	var verdict string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		damaged = 1
	}
	if kept < confirmed {
		lost = 1
	}
	return lost, damaged
}
