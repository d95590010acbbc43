package testdisk_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
	"github.com/cairn-schools/cairn/storage"
	"github.com/cairn-schools/cairn/storage/testdisk"
)

var (
	seedFlag  = flag.Int64("seed", 0, "the one seed to run; 0 runs them all")
	seedsFlag = flag.Int("seeds", 60, "how many laptops lose their power, twice each")
	firstFlag = flag.Int64("first", 1, "the first seed")
	everyFlag = flag.Int("every", 7, "try an error at every n-th operation of the script")
)

// saver is a laptop that saves on a disk of ours, and what it was told is saved.
type saver struct {
	t     testing.TB
	seed  int64
	rng   *rand.Rand
	dir   string
	disk  *testdisk.Disk
	db    *storage.DB
	space *improvetest.Space
	log   *improvetest.Log
	ready bool // the space itself is saved

	sealed    []improve.Segment // all that was ever given to the database
	confirmed uint64            // events of the log that Update confirmed
	setting   int               // the number that SetSetting confirmed
	tried     int               // the last number that was given to it
}

func newSaver(t testing.TB, seed int64) *saver {
	t.Helper()

	rng := improvetest.NewRand(seed)
	space := improvetest.NewSpace(rng, improve.SchoolSpace)
	s := &saver{
		t: t, seed: seed, rng: rng, dir: filepath.Join(t.TempDir(), fmt.Sprint("laptop ", seed)), space: space,
		log: space.Log(space.Root, improve.Data),
	}
	s.disk = testdisk.New(s.dir)
	t.Cleanup(s.disk.Close)
	return s
}

func catalog(t testing.TB) *improve.Catalog {
	t.Helper()

	c, err := improve.NewCatalog([]*improve.Kind{{
		Name: "pdsa", Title: "Test", Sections: []improve.Section{{Key: "all", Fields: []improve.Field{
			{Key: improve.TitleKey, Type: improve.Text, Label: "Title", Search: true},
		}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// open opens the database; after an error there is none.
func (s *saver) open() error {
	db, err := storage.Open(context.Background(), s.dir, catalog(s.t), nil)
	if err == nil {
		s.db = db
	}
	return err
}

// close closes the database as far as it goes.
func (s *saver) close() error {
	if s.db == nil {
		return nil
	}
	err := s.db.Close()
	s.db = nil
	return err
}

// act does one of the things that a laptop does all day.
func (s *saver) act() error {
	ctx := context.Background()
	switch n := s.rng.IntN(20); {
	case s.db == nil:
		return s.open()
	case !s.ready:
		return s.begin()
	case n == 0:
		return s.close() // which moves the write-ahead log into the file
	case n == 1:
		_, err := s.db.IndexSearch(ctx, 10)
		return err
	case n < 5:
		s.tried++
		err := s.db.Update(ctx, func(tx improve.Tx) error { return tx.SetSetting("count", fmt.Sprint(s.tried)) })
		if err == nil {
			s.setting = s.tried
		}
		return err
	case n < 7:
		return s.save(60)
	default:
		return s.save(1)
	}
}

func (s *saver) begin() error {
	if len(s.sealed) == 0 {
		s.sealed = append(s.sealed, s.space.Log(s.space.Root, improve.Auth).Seal())
	}
	err := s.db.Update(context.Background(), func(tx improve.Tx) error {
		if err := tx.AddSpace(s.space.ID, [32]byte{1}); err != nil {
			return err
		}
		return tx.Append(s.space.ID, s.sealed[0])
	})
	s.ready = err == nil
	return err
}

// save writes events in one transaction. What was tried before and not
// confirmed is given again: it may be there or not.
func (s *saver) save(events int) error {
	for range events {
		s.log.WriteValue(improve.Header{Type: improve.SetEvent, Object: s.space.ArtifactID(), Kind: "pdsa", Field: improve.TitleKey}, improve.TextValue("Exit tickets"))
	}
	s.sealed = append(s.sealed, s.log.Seal())
	err := s.db.Update(context.Background(), func(tx improve.Tx) error {
		for _, seg := range s.sealed[1:] {
			if seg.First+uint64(len(seg.Events)) <= s.confirmed+1 {
				continue
			}
			if err := tx.Append(s.space.ID, seg); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		s.confirmed = s.log.Head().Seq
	}
	return err
}

// lost tells what was confirmed and is not there, or what the check finds; "" when all is well.
func (s *saver) lost() string {
	ctx := context.Background()
	if s.db == nil {
		if err := s.open(); err != nil {
			return fmt.Sprintf("cannot be opened: %v", err)
		}
	}
	held, _, err := s.db.LogByID(ctx, s.log.ID)
	if err != nil || held.Head.Seq < s.confirmed {
		return fmt.Sprintf("%d events were confirmed, %d are there: %v", s.confirmed, held.Head.Seq, err)
	}
	count := 0
	err = s.db.Update(ctx, func(tx improve.Tx) error {
		text, err := tx.Setting("count")
		if err == nil && text != "" {
			_, err = fmt.Sscan(text, &count)
		}
		return err
	})
	if err != nil || count < s.setting {
		return fmt.Sprintf("setting %d was confirmed, %d is there: %v", s.setting, count, err)
	}
	return s.faults()
}

// faults tells what the full check of the database finds.
func (s *saver) faults() string {
	report, err := s.db.Check(context.Background(), true)
	if err != nil || len(report.Faults) > 0 {
		return fmt.Sprintf("the check finds %q, %v", report.Faults, err)
	}
	return ""
}

// works tells whether the laptop can go on saving; "" when it can.
func (s *saver) works() string {
	if !s.ready {
		if err := s.begin(); err != nil {
			return fmt.Sprintf("cannot begin afterwards: %v", err)
		}
	}
	if err := s.save(1); err != nil {
		return fmt.Sprintf("cannot save afterwards: %v", err)
	}
	return s.lost()
}

// isRefusal tells an error that is not of the disk: the test itself is wrong then.
func isRefusal(err error) bool {
	return errors.Is(err, improve.ErrForked) || errors.Is(err, improve.ErrGap) || errors.Is(err, improve.ErrStranger)
}
