//go:build linux

package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// save records pages one by one. Beside each, on the same disk with the same
// settings, SQLite alone writes what the save wrote: into a copy of the same
// file, rows of the same sizes into the same tables, nothing else. A third
// figure is one plain row in a table of its own.
func (w *large) save(b *testing.B) {
	copied := filepath.Join(b.TempDir(), "raw.db")
	copyFile(b, filepath.Join(w.dir, "cairn.db"), copied)
	opened := openLaptop(b, w.dir)
	defer opened.Close()
	raw := openRaw(b, copied)
	before, err := opened.DB.Heads(b.Context(), w.space.ID)
	if err != nil {
		b.Fatal(err)
	}
	w.create(b, opened, "The first opens its log")
	after, err := opened.DB.Heads(b.Context(), w.space.ID)
	if err != nil {
		b.Fatal(err)
	}
	events := perSave(before, after)
	w.create(b, opened, "The second is like all that follow")
	var ours, same, plain spent
	for n := range max(b.N, 300) {
		ours.add(func() { w.create(b, opened, fmt.Sprintf("Save %d", n)) })
		same.add(func() { raw.sameRows(b, events) })
		plain.add(func() { raw.plainRow(b) })
	}
	b.StopTimer()
	reportTimes(b, ours.times)
	b.ReportMetric(same.middle()/ours.middle(), "raw-same-rows/ours")
	b.ReportMetric(plain.middle()/ours.middle(), "raw-one-row/ours")
	b.ReportMetric(ours.processor(), "cpu-µs")
	b.ReportMetric(same.processor()/ours.processor(), "raw-same-rows/ours-cpu")
}

// spent is what some steps took, by the clock and of the processor.
type spent struct {
	times []time.Duration
	cpu   time.Duration
}

func (s *spent) add(do func()) {
	before, began := processorTime(), time.Now()
	do()
	s.times, s.cpu = append(s.times, time.Since(began)), s.cpu+processorTime()-before
}

func (s *spent) middle() float64 {
	slices.Sort(s.times)
	return float64(s.times[len(s.times)/2])
}

// processor gives the microseconds that a step took of it in the mean.
func (s *spent) processor() float64 { return float64(s.cpu.Microseconds()) / float64(len(s.times)) }

// processorTime is what this process has used, all its threads.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// perSave gives how many events a save made, without the one that opened its log.
func perSave(before, after improve.Heads) int {
	opening := 0
	if len(after) > len(before) {
		opening = 1
	}
	return max(1, int(after.Events()-before.Events())-opening)
}

func copyFile(b *testing.B, from, to string) {
	b.Helper()

	in, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		b.Fatal(err)
	}
	if err := out.Close(); err != nil {
		b.Fatal(err)
	}
}

// rawSQLite is SQLite without Cairn around it.
type rawSQLite struct {
	conn     *sql.Conn
	prepared map[string]*sql.Stmt
	seq      int64
}

// openRaw opens a copy of a laptop's file with the settings that a laptop has.
func openRaw(b *testing.B, path string) *rawSQLite {
	b.Helper()

	settings := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"journal_mode(WAL)", "synchronous(FULL)", "secure_delete(ON)", "foreign_keys(ON)", "wal_autocheckpoint(4000)", "cache_size(-16000)", "temp_store(MEMORY)",
	}}
	db, err := sql.Open("sqlite", "file://"+path+"?"+settings.Encode())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	conn, err := db.Conn(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	r := &rawSQLite{conn: conn, prepared: map[string]*sql.Stmt{}}
	r.exec(b, "CREATE TABLE plain (id INTEGER PRIMARY KEY, body BLOB) STRICT")
	return r
}

func (r *rawSQLite) exec(b *testing.B, query string, args ...any) {
	b.Helper()

	stmt := r.prepared[query]
	if stmt == nil {
		var err error
		if stmt, err = r.conn.PrepareContext(b.Context(), query); err != nil {
			b.Fatal(err)
		}
		r.prepared[query] = stmt
	}
	if _, err := stmt.ExecContext(context.Background(), args...); err != nil {
		b.Fatalf("%s: %v", query, err)
	}
}

func (r *rawSQLite) plainRow(b *testing.B) {
	r.exec(b, "INSERT INTO plain (body) VALUES (?)", make([]byte, 600))
}

// rowsLog is a log that the copy does not have, so that its events stand at an end as a writer's do.
const rowsLog = 1 << 20

// sameRows writes what one save of a page writes.
func (r *rawSQLite) sameRows(b *testing.B, events int) {
	r.exec(b, "BEGIN IMMEDIATE")
	object := make([]byte, 16)
	copy(object, fmt.Sprintf("%016x", time.Now().UnixNano()))
	for range events {
		r.seq++
		r.exec(b, "INSERT INTO event (log, seq, object, header, salt, body, body_hash) VALUES (?, ?, ?, ?, ?, ?, NULL)",
			rowsLog, r.seq, object, bytes.Repeat([]byte{7}, 110), make([]byte, 8), make([]byte, 24))
	}
	r.exec(b, "DELETE FROM signature WHERE log = ?", rowsLog)
	r.exec(b, "INSERT INTO signature (log, seq, checkpoint, signature) VALUES (?, ?, 0, ?)", rowsLog, r.seq, make([]byte, 64))
	r.exec(b, "UPDATE log SET head_seq = head_seq, head_hash = randomblob(32), latest = ? WHERE number = 3", r.seq)
	r.exec(b, `INSERT INTO artifact (kind, title, summary, created, updated, change, retired, unsettled, example, author, state, sum, id, space)
		VALUES ('change-idea', 'Save 1', '', ?1, ?1, (SELECT max(change) FROM artifact) + 1, 0, 0, 0, zeroblob(32), zeroblob(150), randomblob(16), ?2, 1)`,
		time.Now().UnixMilli()<<16, object)
	r.exec(b, "UPDATE state SET digest = randomblob(16) WHERE space = 1")
	r.exec(b, "UPDATE meta SET value = value + 1 WHERE key = 'change'")
	r.exec(b, "COMMIT")
}
