package storage

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
)

// The half of an anchor that is outside the data folder: a small file for each
// data folder, named after a hash of its path.

// anchorSize is what the file has always: one write that a crash does not tear.
const anchorSize = 512

// anchorState is how far a database was.
type anchorState struct {
	Counter uint64 `json:"counter"`
	Own     string `json:"own"`    // ownState.digest
	Events  uint64 `json:"events"` // ownState.events
}

// anchorRecord is what the file holds: the state before the last commit and
// the one after it. Which of them is true depends on where a crash fell.
type anchorRecord struct {
	Before anchorState `json:"before"`
	After  anchorState `json:"after"`
	Sum    string      `json:"sum"` // of the record without it
}

func (r anchorRecord) sum() string {
	r.Sum = ""
	sum := sha256.Sum256(r.append(nil))
	return hex.EncodeToString(sum[:8])
}

// append appends the record as json.Marshal gives it, in a tenth of the time:
// each save writes it twice. Its texts are hexadecimal.
func (r anchorRecord) append(out []byte) []byte {
	out = r.Before.append(append(out, `{"before":`...))
	out = r.After.append(append(out, `,"after":`...))
	out = append(append(out, `,"sum":"`...), r.Sum...)
	return append(out, `"}`...)
}

func (s anchorState) append(out []byte) []byte {
	out = strconv.AppendUint(append(out, `{"counter":`...), s.Counter, 10)
	out = append(append(out, `,"own":"`...), s.Own...)
	out = strconv.AppendUint(append(out, `","events":`...), s.Events, 10)
	return append(out, '}')
}

// anchorFile is an open one. Several programs of ours may have it open; who
// holds the database's write lock writes.
type anchorFile struct {
	file   *os.File
	log    *slog.Logger
	failed bool
}

// placeKey names a data folder on this computer.
func placeKey(dir string) (string, error) {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(real))
	return hex.EncodeToString(sum[:16]), nil
}

// openAnchor opens the file for a data folder and reads what it holds; found is
// false when it was not there or is unreadable. nil when it cannot be kept.
func openAnchor(folder, key string, log *slog.Logger) (file *anchorFile, record anchorRecord, found bool) {
	if folder == "" {
		return nil, record, false
	}
	opened, err := openPrivate(folder, key)
	if err != nil {
		log.Warn("no anchor can be kept: a copy of this folder may go unnoticed", "error", err)
		return nil, record, false
	}
	raw, err := io.ReadAll(io.LimitReader(opened, anchorSize))
	found = err == nil && json.Unmarshal(bytes.TrimSpace(raw), &record) == nil && record.Sum == record.sum()
	if !found {
		record = anchorRecord{}
	}
	return &anchorFile{file: opened, log: log}, record, found
}

func openPrivate(folder, key string) (*os.File, error) {
	folder = filepath.Join(folder, "anchors")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	return os.OpenFile(filepath.Join(folder, key+".json"), os.O_RDWR|os.O_CREATE, 0o600)
}

// write leaves a record. A file that cannot be written costs a needless new
// writer later and no word of anybody's, so it is no error.
func (f *anchorFile) write(record anchorRecord, flush bool) {
	record.Sum = record.sum()
	var line [anchorSize]byte
	raw := record.append(line[:0])
	for i := len(raw); i < anchorSize-1; i++ {
		line[i] = ' '
	}
	line[anchorSize-1] = '\n'
	_, err := f.file.WriteAt(line[:], 0)
	if err == nil && flush {
		err = f.file.Sync()
	}
	if err != nil && !f.failed {
		f.failed = true
		f.log.Warn("the anchor is not written", "error", err)
	}
}

func (f *anchorFile) close() error {
	if f == nil {
		return nil
	}
	if err := f.file.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		return err
	}
	return nil
}
