package testdisk_test

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/storage"
	"github.com/cairn-schools/cairn/storage/testdisk"
)

// openAnchored opens the database as the programs do.
func (s *saver) openAnchored(place storage.Place) {
	s.t.Helper()

	err := s.open()
	if err == nil {
		err = s.db.KeepAnchor(s.t.Context(), place)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

func TestFullDisk_IsReadAndNeverTakenForACopy(t *testing.T) {
	s := newSaver(t, 11)
	place := storage.Place{Folder: t.TempDir(), Machine: "m1"}
	s.openAnchored(place)
	own := improve.Incarnation{Writer: s.space.Root.Writer, Number: 1, Reason: improve.FirstWriter}
	if err := s.db.Update(t.Context(), func(tx improve.Tx) error { return tx.SetIncarnation(own) }); err != nil {
		t.Fatal(err)
	}
	for _, do := range []func() error{s.begin, func() error { return s.save(3) }} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	window := s.db // another program, so that the write-ahead log stays
	for range 3 {  // each try used to count as an older state put back
		s.disk.FailAt(1, 1<<30, testdisk.DiskFull)
		s.openAnchored(place)
		if held, _, err := s.db.LogByID(t.Context(), s.log.ID); err != nil || held.Head.Seq != s.confirmed {
			t.Errorf("got %d events and %v, want the %d that were saved", held.Head.Seq, err, s.confirmed)
		}
		if err := s.save(1); improve.CodeOf(err) != improve.Full {
			t.Errorf("got %v, want it said that the disk is full", err)
		}
		_ = s.close() // has no room for what it would tidy
	}
	s.disk.Heal()
	s.openAnchored(place)
	if err := s.save(1); err != nil {
		t.Fatal(err)
	}
	if at, err := s.db.CopiedAt(t.Context()); err != nil || !at.IsZero() {
		t.Errorf("got a copy since %s, %v; want none", at, err)
	}
	if what := s.works(); what != "" {
		t.Error(what)
	}
	if err := window.Close(); err != nil {
		t.Fatal(err)
	}
}
