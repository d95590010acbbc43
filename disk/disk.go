// Package disk hides in what file systems differ: what they say when there is
// no room left, and that on Windows a file which a virus scanner or another
// program looks at for a moment can be neither moved nor removed meanwhile.
package disk

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/rogpeppe/go-internal/robustio"
)

// patience is how long a scanner may look at a file, as long as robustio waits;
// pause is the time between two tries.
const (
	patience = 2 * time.Second
	pause    = 10 * time.Millisecond
)

// Rename moves a file in one step over a file that may be there, as os.Rename
// does. Where another program may hold either file for a moment it tries again
// for up to two seconds before it gives that error; a file that is not there
// is told at once, as fs.ErrNotExist.
func Rename(from, to string) error {
	if _, err := os.Lstat(from); errors.Is(err, fs.ErrNotExist) {
		return err // robustio would wait for it
	}
	return robustio.Rename(from, to)
}

// Remove removes a file; one that is not there is no error. It waits like Rename.
func Remove(path string) error {
	for until := time.Now().Add(patience); ; time.Sleep(pause) {
		err := os.Remove(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil || !robustio.IsEphemeralError(err) || time.Now().After(until) {
			return err
		}
	}
}

// RemoveAll removes a folder with all in it; one that is not there is no
// error. It waits like Rename.
func RemoveAll(path string) error { return robustio.RemoveAll(path) }

// Read gives what is in a file, as os.ReadFile does. It waits like Rename.
func Read(path string) ([]byte, error) { return robustio.ReadFile(path) }
