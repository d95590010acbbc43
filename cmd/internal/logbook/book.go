package logbook

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
)

const (
	folder   = "logs"
	fileName = "cairn"
	// fileBytes and files bound the log: some weeks of a busy laptop.
	fileBytes = 1 << 20
	files     = 5
)

// Book is an open logbook. Several programs may have one folder's open; each
// line is written as a whole.
type Book struct {
	dir   string
	mu    sync.Mutex
	file  *os.File
	bytes int64
	crash *os.File
}

// Open opens the logbook of a data folder, makes it when it is not there, and
// turns what a crash of the last run left into a report. Close it at the end.
func Open(dataFolder string) (*Book, error) {
	b := &Book{dir: filepath.Join(dataFolder, folder)}
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return nil, err
	}
	if err := b.open(); err != nil {
		return nil, err
	}
	if err := b.watchCrash(); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

func (b *Book) open() error {
	file, err := os.OpenFile(b.path(0), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		return errors.Join(err, file.Close())
	}
	b.file, b.bytes = file, info.Size()
	return nil
}

// path gives the name of the newest file (0) or an older one.
func (b *Book) path(age int) string {
	name := fileName
	if age > 0 {
		name += "-" + strconv.Itoa(age)
	}
	return filepath.Join(b.dir, name+".log")
}

// Write appends one line; slog's handlers give one for each call.
func (b *Book) Write(line []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()

	if b.file == nil {
		return 0, fs.ErrClosed
	}
	if b.bytes+int64(len(line)) > fileBytes {
		if err := b.turn(); err != nil {
			return 0, err
		}
	}
	n, err := b.file.Write(line)
	b.bytes += int64(n)
	return n, err
}

// turn makes every file one older and begins a new one; the oldest goes.
// Another program that still has the old one open goes on in it.
func (b *Book) turn() error {
	err := b.file.Close()
	b.file = nil
	if err != nil {
		return err
	}
	for age := files - 1; age > 0; age-- {
		if err := os.Rename(b.path(age-1), b.path(age)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			break // open in another program, on Windows: nobody waits for that, this file grows a little longer
		}
	}
	return b.open()
}

// Close closes the files; what is said afterwards is lost.
func (b *Book) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()

	err := b.endCrashWatch()
	if b.file != nil {
		err = errors.Join(err, b.file.Close())
		b.file = nil
	}
	return err
}

// Read gives all that the book holds, oldest first; at most five megabytes.
func (b *Book) Read() (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()

	text := ""
	for age := files - 1; age >= 0; age-- {
		raw, err := os.ReadFile(b.path(age))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		text += string(raw)
	}
	return text, nil
}

// Late is a place to write before the folder is known: what is said until Set
// is called is lost.
type Late struct{ book atomic.Pointer[Book] }

// Set gives the book that is written from now on.
func (l *Late) Set(b *Book) { l.book.Store(b) }

// Write appends one line to the book, if there is one.
func (l *Late) Write(line []byte) (int, error) {
	if book := l.book.Load(); book != nil {
		return book.Write(line)
	}
	return len(line), nil
}
