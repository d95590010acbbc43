package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// fileMarks are by what the database's files are known again. SQLite itself
// would write on into a file that was replaced under it, and what it then says
// is saved is lost.
type fileMarks struct {
	path    string
	file    *os.File    // cairn.db; closing it would drop SQLite's own locks on the file, so it stays open as long as SQLite does
	main    os.FileInfo // of file
	journal os.FileInfo // of cairn.db-wal as first seen; nil before
	changes uint32      // SQLite's own count of changes, in the file
}

// sqliteChangesAt is where the file's header has it, four bytes big-endian.
const sqliteChangesAt = 24

// openMarks looks at the files of an open database. nil when they do not lie on
// a disk of the system, as under a file system that a test gives to SQLite.
func openMarks(path string) (*fileMarks, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &fileMarks{path: path, file: file, main: info}, nil
}

// look compares the files with those of last time; the error is for a person.
func (m *fileMarks) look() error {
	if m == nil {
		return nil
	}
	main, err := os.Stat(m.path)
	if err != nil {
		return putBack(err)
	}
	if !os.SameFile(m.main, main) {
		return putBack(errors.New("cairn.db is another file"))
	}
	var header [4]byte
	if _, err := m.file.ReadAt(header[:], sqliteChangesAt); err != nil {
		return putBack(err)
	}
	changes := binary.BigEndian.Uint32(header[:])
	if changes < m.changes {
		return putBack(fmt.Errorf("cairn.db is at change %d, was at %d", changes, m.changes))
	}
	m.changes = changes
	return m.lookAtJournal()
}

// identity is fileIdentity of the database's file.
func (m *fileMarks) identity() string {
	if m == nil {
		return ""
	}
	return fileIdentity(m.file)
}

func (m *fileMarks) lookAtJournal() error {
	journal, err := os.Stat(m.path + "-wal")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return putBack(err)
	}
	switch {
	case m.journal == nil && journal != nil:
		if os.SameFile(journal, journal) { // Windows asks for the file's number only now
			m.journal = journal
		}
	case m.journal != nil && (journal == nil || !os.SameFile(m.journal, journal)):
		return putBack(errors.New("cairn.db-wal is another file or gone"))
	}
	return nil
}
