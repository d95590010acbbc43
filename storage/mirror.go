package storage

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// A mirror is the copy that is read in place of records that cannot be written.
// It holds what people wrote, so it must not outlive its reader: it goes when
// the database is closed, and what a killed program left goes when Cairn opens
// next. The lock in it, which the system takes back from the dead, tells which.
const (
	mirrorPattern = "cairn-read-*"
	mirrorLock    = "in-use"
)

// mirrorTries is how often a folder is made anew because another program swept
// it in the moment before its lock was taken: once is rare already.
const mirrorTries = 3

type mirror struct {
	folder string
	lock   *flock.Flock
}

// newMirror makes an empty folder for a copy, in use until it is ended.
func newMirror(in string) (*mirror, error) {
	var failed error
	for range mirrorTries {
		folder, err := os.MkdirTemp(in, mirrorPattern)
		if err != nil {
			return nil, err
		}
		lock := flock.New(filepath.Join(folder, mirrorLock))
		taken, err := lock.TryLock()
		if taken {
			return &mirror{folder: folder, lock: lock}, nil
		}
		failed = errors.Join(errors.New("a copy to read cannot be kept apart"), err, lock.Close(), os.RemoveAll(folder))
	}
	return nil, failed
}

// end removes the copy, which nothing may have open.
func (m *mirror) end() error {
	return errors.Join(m.lock.Close(), os.RemoveAll(m.folder)) // Windows removes no open file
}

// sweepMirrors removes the copies that killed programs left in a folder. One
// that is in use, that somebody else made or that has no lock yet stays.
func sweepMirrors(in string, log *slog.Logger) {
	folders, err := filepath.Glob(filepath.Join(in, mirrorPattern))
	if err != nil {
		log.Debug("copies that were left cannot be looked for", "error", err)
		return
	}
	for _, folder := range folders {
		if left, err := leftMirror(folder); err != nil || !left {
			continue
		}
		if err := os.RemoveAll(folder); err != nil {
			log.Warn("a copy that was left cannot be removed", "error", err)
			continue
		}
		log.Info("removed a copy of the records that a program left when it was ended")
	}
}

// leftMirror tells whether a folder is a copy whose program has gone.
func leftMirror(folder string) (bool, error) {
	path := filepath.Join(folder, mirrorLock)
	for _, part := range []string{folder, path} {
		info, err := os.Lstat(part)
		if err != nil || !info.IsDir() && !info.Mode().IsRegular() { // no link leads us elsewhere
			return false, err
		}
	}
	lock := flock.New(path)
	free, err := lock.TryLock()
	return free, errors.Join(err, lock.Close())
}
