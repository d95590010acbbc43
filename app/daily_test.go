package app

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestDailyBackup_makesOneADayAndKeepsSeven(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	now := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	d := deskAt(t, dir, func() time.Time { return now })
	d.begin("Amina", "North")

	for range 9 {
		for _, wantNew := range []bool{true, false} {
			path, err := d.DailyBackup(ctx, dir)
			if err != nil || (path != "") != wantNew {
				t.Fatalf("%v: got %q, %v; want a new backup: %v", now, path, err, wantNew)
			}
		}
		now = now.Add(24 * time.Hour)
	}

	names, err := listBackups(filepath.Join(dir, backupFolder))
	if err != nil || len(names) != keptBackups || names[0] != "2026-11-03.cairn-backup" {
		t.Errorf("kept %v, %v; want the last %d", names, err, keptBackups)
	}
	other := deskIn(t, t.TempDir())
	restored, err := other.Restore(ctx, filepath.Join(dir, backupFolder, names[6]), "")
	if err != nil || restored.Events == 0 {
		t.Errorf("the last backup restores %d entries, %v", restored.Events, err)
	}
}

func TestDailyBackup_leavesAloneWhatItDidNotMake(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	d := deskIn(t, dir)
	if path, err := d.DailyBackup(ctx, dir); path != "" || err != nil {
		t.Errorf("nobody's folder: got %q, %v", path, err)
	}
	d.begin("Amina", "")
	mine := filepath.Join(dir, backupFolder, "before the move.cairn-backup")
	if err := os.MkdirAll(filepath.Dir(mine), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(mine, []byte("kept by hand"), 0o600); err != nil {
		t.Fatal(err)
	}

	if _, err := d.DailyBackup(ctx, dir); err != nil {
		t.Fatal(err)
	}

	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
}
