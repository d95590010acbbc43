package bundle

import (
	"bufio"
	"context"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// Files whose changes build upon some that are not here wait as they came,
// sealed, until what is missing has come on any way. So nothing of them can be
// read in the folder, and they are looked through again before they are taken.
const (
	// waitingBytes bounds them all: 2 million changes, more than a school
	// makes in twenty years. What does not fit is to be opened again by hand.
	waitingBytes = 256 << 20
	// waitingFiles bounds how often the folder is read.
	waitingFiles = 64
	// waitingFor is how long one waits: half a school year.
	waitingFor = 180 * 24 * time.Hour
)

// keep copies a file into the folder of those that wait, under a name of its
// content; false when there is no room for it.
func (l Laptop) keep(ctx context.Context, file *os.File) (bool, error) {
	sum, size, err := sumOf(ctx, file)
	if err != nil {
		return false, err
	}
	if err := os.MkdirAll(l.Waiting, 0o700); err != nil {
		return false, notWritten(err)
	}
	name := filepath.Join(l.Waiting, hex.EncodeToString(sum[:8])+Suffix)
	if _, err := os.Stat(name); err == nil {
		return true, nil
	}
	files, bytes := l.waitingFiles()
	if bytes+size > waitingBytes || len(files) >= waitingFiles {
		return false, nil
	}
	if err := l.copyTo(ctx, file, name, sum); err != nil {
		return true, err
	}
	return true, os.Chtimes(name, l.Now(), l.Now()) // how long it has waited is told by the same clock
}

// waitingFiles gives the files that wait, in the order of their names, and how many bytes they have.
func (l Laptop) waitingFiles() (names []string, bytes int64) {
	if l.Waiting == "" {
		return nil, 0
	}
	entries, err := os.ReadDir(l.Waiting)
	if err != nil {
		return nil, 0
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !entry.Type().IsRegular() || !strings.HasSuffix(entry.Name(), Suffix) {
			continue
		}
		names, bytes = append(names, filepath.Join(l.Waiting, entry.Name())), bytes+info.Size()
	}
	return names, bytes
}

// Waits tells that there are files that wait.
func (l Laptop) Waits() bool {
	names, _ := l.waitingFiles()
	return len(names) > 0
}

// TakeWaiting takes what it can of the files that wait, and gives what each
// brought. Those of which nothing is missing any more are removed, and so are
// those that have waited too long or are not for this laptop any more.
func (l Laptop) TakeWaiting(ctx context.Context) ([]Imported, error) {
	var all []Imported
	for again := true; again; { // one may bring what another builds upon
		again = false
		names, _ := l.waitingFiles()
		for _, name := range names {
			done, took, err := l.takeOne(ctx, name)
			if err != nil {
				return all, err
			}
			if took && done.Events > 0 {
				all, again = append(all, done), true
			}
		}
	}
	return all, nil
}

// takeOne takes a file that waits, if it has become of use.
func (l Laptop) takeOne(ctx context.Context, name string) (done Imported, took bool, err error) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return done, false, nil
	}
	if err != nil {
		return done, false, err
	}
	use, old, err := l.look(ctx, file)
	if err == nil && use {
		if _, err = file.Seek(0, io.SeekStart); err == nil {
			done, err = l.Take(ctx, file)
			took = err == nil
		}
	}
	_ = file.Close() // Windows removes no open file
	var refused *improve.Error
	switch {
	case errors.As(err, &refused):
		l.Log.Warn("a file that waited is not taken", "error", err)
	case err != nil:
		return done, false, err
	case !old && took && len(done.Missing) > 0 && done.Events == 0 && done.Refused > 0:
		l.Log.Warn("a file that waited does not fit what is here", "refused", done.Refused)
	case !old && (!took || len(done.Missing) > 0):
		return done, took, nil
	}
	return done, took, disk.Remove(name)
}

// look tells whether a file that waits holds something that could be put in its
// place now, by its manifest alone, and whether it has waited too long.
func (l Laptop) look(ctx context.Context, file *os.File) (use, old bool, err error) {
	info, err := file.Stat()
	if err != nil {
		return false, false, err
	}
	unsealed, err := l.unseal(bufio.NewReader(file))
	if err != nil {
		return false, false, err
	}
	codec, err := wire.NewCodec()
	if err != nil {
		return false, false, err
	}
	r := &reading{records: improve.NewRecordReader(unsealed, maxRecord), codec: codec}
	if err := r.manifest(); err != nil {
		return false, false, damaged(err)
	}
	held, err := l.held(ctx, r.m.Space)
	if err != nil {
		return false, false, err
	}
	behind := false
	for _, log := range r.m.Logs {
		have := held[log.signedFor()]
		use = use || have >= log.After && have < log.To.Seq
		behind = behind || have < log.After
	}
	return use || !behind, l.Now().Sub(info.ModTime()) > waitingFor, nil
}
