package storage

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

func TestCheck_FindsEveryKindOfDamage(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct{ name, damage, quick, full string }{
		{"nothing", "SELECT 1", "", ""},
		{"a word of a text", "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'the', 'thy') AS BLOB) WHERE seq = 20 AND log > 1", "", "were changed"},
		{"an erased text without its sum", "UPDATE event SET body = NULL, salt = NULL WHERE log = 2 AND seq = 9", "", "were changed"},
		{"a lost event", "DELETE FROM event WHERE log = 2 AND seq = 10", "", "were changed"},
		{"a lost end", "DELETE FROM event WHERE log = 2 AND seq = (SELECT head_seq FROM log WHERE number = 2)", "end at", "end at"},
		{"a lost signature", "DELETE FROM signature WHERE log = 2", "are signed up to 0", "signed up to"},
		{"a changed signature", "UPDATE signature SET signature = zeroblob(64) WHERE log = 2", "", "were changed"},
		{"another writer", "UPDATE log SET writer = zeroblob(32) WHERE number = 2", "", "were changed"},
		{"records of no log", "UPDATE event SET log = 77 WHERE log = 2 AND seq > 10", "nothing is known of", "nothing is known of"},
		{"a list's title", "UPDATE artifact SET title = 'x' WHERE number = 3", "", "does not show what was written"},
		{"a missing page", "DELETE FROM artifact WHERE number = 3", "", "missing in lists"},
		{"a page of nothing", `INSERT INTO artifact SELECT 9999, zeroblob(16), space, kind, title, summary, created, updated,
			9999, retired, example, unsettled, author, state, sum FROM artifact WHERE number = 3`, "", "instead of"},
		{"a link", "DELETE FROM link WHERE artifact = (SELECT min(artifact) FROM link)", "", "connections"},
		{"a page that search misses", "DELETE FROM search WHERE rowid = 3", "", "Search does not find"},
	} {
		t.Run(test.name, func(t *testing.T) {
			db := openTest(t)
			space, segments := improvetest.Network(50, 800, 4)
			addSpace(t, db, space.ID)
			ingest(t, db, space.ID, segments...)
			if _, err := db.IndexSearch(ctx, 10_000); err != nil {
				t.Fatal(err)
			}
			if _, err := db.writer.exec(test.damage); err != nil {
				t.Fatal(err)
			}

			wantFault(t, db, false, test.quick)
			report := wantFault(t, db, true, test.full)
			if report.Logs != 4 || report.Events != 800 {
				t.Errorf("got %d logs, %d events", report.Logs, report.Events)
			}
			lists := !strings.Contains(test.damage, "event") && !strings.Contains(test.damage, "UPDATE log") && !strings.Contains(test.damage, "signature") && test.full != ""
			if report.ListsOnly != lists {
				t.Errorf("in lists and search alone: got %v, want %v", report.ListsOnly, lists)
			}
			if !lists {
				return
			}
			if err := db.Rebuild(ctx); err != nil {
				t.Fatal(err)
			}
			wantFault(t, db, true, "")
		})
	}
}

func wantFault(t *testing.T, db *DB, full bool, want string) improve.CheckReport {
	t.Helper()

	report, err := db.Check(context.Background(), full)
	found := strings.Join(report.Faults, "\n")
	if err != nil || (want == "") != (found == "") || !strings.Contains(found, want) {
		t.Errorf("full %v: got %q, %v; want %q", full, found, err, want)
	}
	return report
}

func TestCheck_NeverPanicsAndNeverCallsADamagedFileGood(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	db := openIn(t, dir)
	space, segments := improvetest.Network(51, 600, 4)
	addSpace(t, db, space.ID)
	ingest(t, db, space.ID, segments...)
	heads, err := db.Heads(ctx, space.ID)
	if err != nil || db.Close() != nil {
		t.Fatal(err)
	}
	good := readAll(t, filepath.Join(dir, fileName))

	for seed := range int64(60) {
		rng := improvetest.NewRand(seed)
		bad := append([]byte(nil), good...)
		at := sqliteHeaderSize + rng.IntN(len(bad)-sqliteHeaderSize)
		bad[at] ^= 1 << rng.IntN(8)
		broken := t.TempDir()
		if err := os.WriteFile(filepath.Join(broken, fileName), bad, 0o600); err != nil {
			t.Fatal(err)
		}
		damaged, err := Open(ctx, broken, testCatalog(t), nil)
		if err != nil {
			continue // noticed at once
		}
		report, err := damaged.Check(ctx, true)
		after, errHeads := damaged.Heads(ctx, space.ID)
		if err == nil && len(report.Faults) == 0 && (errHeads != nil || after.Digest() != heads.Digest()) {
			t.Errorf("seed %d: a bit at %d changed what is held and the check found nothing", seed, at)
		}
		_ = damaged.Close()
	}
}
