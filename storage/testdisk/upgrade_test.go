package testdisk_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/cairn-schools/cairn/improve/improvetest"
	"github.com/cairn-schools/cairn/storage"
	"github.com/cairn-schools/cairn/storage/testdisk"
)

// Wherever the power fails while an older database is brought up to date, the
// next start finishes it and shows what an undisturbed one shows.
func TestUpgrade_APowerFailureAnywhereInItIsMadeGood(t *testing.T) {
	files, err := filepath.Glob("../testdata/released/*.db")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixture: %v", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want, steps := upgrade(t, raw, 0)
		tried := 0
		for n := 1; n <= steps; n += *everyFlag {
			if got, _ := upgrade(t, raw, n); got != want {
				t.Fatalf("%s, the power failed at operation %d: got\n%swant\n%s", file, n, got, want)
			}
			tried++
		}
		t.Logf("%s: %d of %d operations", filepath.Base(file), tried, steps)
		if tried == 0 {
			t.Errorf("%s: opening it wrote nothing", file)
		}
	}
}

// upgrade opens a database, the power failing at operation n unless that is 0,
// and tells what it shows at last, and how many operations that took.
func upgrade(t *testing.T, raw []byte, n int) (shown string, steps int) {
	t.Helper()

	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), fmt.Sprint("upgrade ", n))
	disk := testdisk.New(dir)
	defer disk.Close()
	disk.Put(map[string][]byte{"cairn.db": raw})
	if n > 0 {
		disk.CutAt(n)
		if db, err := storage.Open(ctx, dir, catalog(t), nil); err == nil {
			_ = db.Close() // the power may fail just then
		}
		disk.Cut()
		disk.PowerOn(improvetest.NewRand(int64(n)))
	}
	db, err := storage.Open(ctx, dir, catalog(t), nil)
	if err != nil {
		t.Fatalf("the power failed at operation %d: %v", n, err)
	}
	rows, err := db.Spaces(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		state, err := db.StateDigest(ctx, row.Space.ID)
		if err != nil {
			t.Fatal(err)
		}
		shown += fmt.Sprintf("%s %d events %x, state %x\n", row.Space.ID, row.Events, row.Digest, state)
	}
	report, err := db.Check(ctx, true)
	if err != nil || len(report.Faults) > 0 {
		t.Fatalf("the power failed at operation %d: the check finds %q, %v", n, report.Faults, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return shown, disk.Steps()
}
