package storage

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
)

// MaxFile is the largest attachment, in bytes.
const MaxFile = improve.MaxFile

// Room for attachments, in bytes.
const (
	// FilesPerSpace holds 3,000 photos as they are kept: some years of a school.
	FilesPerSpace = 2 << 30
	// FilesInAll leaves room for other things on a school laptop of 128 GB.
	FilesInAll = 8 << 30
)

// filesDir is the folder of attachments within the data folder.
const filesDir = "files"

// PutFile keeps an attachment under the hash of its bytes and gives the hash;
// twice is once. It is on the disk when PutFile returns.
func (db *DB) PutFile(ctx context.Context, content []byte) (improve.Hash, error) {
	if len(content) > MaxFile {
		return improve.Hash{}, &improve.Error{
			Code: improve.Invalid, Message: fmt.Sprintf("This file is larger than %d MB.", MaxFile>>20), Hint: "Make it smaller, or note where it lies.",
		}
	}
	hash := improve.Hash(sha256.Sum256(content))
	if err := db.SetSetting(ctx, erasedFile+hash.String(), ""); err != nil { // a person wants it again
		return improve.Hash{}, err
	}
	if _, err := db.File(ctx, hash); err == nil {
		touchFile(db.filePath(hash)) // its page is not recorded yet
		return hash, nil
	}
	if err := ctx.Err(); err != nil {
		return improve.Hash{}, err
	}
	if err := writeFile(db.filePath(hash), content); err != nil {
		return improve.Hash{}, explain("keep file", err)
	}
	return hash, nil
}

// HasFile tells whether an attachment is on this laptop.
func (db *DB) HasFile(hash improve.Hash) bool {
	info, err := os.Stat(db.filePath(hash))
	return err == nil && info.Mode().IsRegular()
}

// File gives an attachment. It is checked against its hash: an *improve.Error
// Damaged when it was changed, NotFound when it is not here.
func (db *DB) File(ctx context.Context, hash improve.Hash) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	content, err := os.ReadFile(db.filePath(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, notFound("This file is not on this laptop.", "It may come with the next exchange.")
	}
	if err != nil {
		return nil, explain("read file", err)
	}
	if sha256.Sum256(content) != hash {
		_ = disk.Rename(db.filePath(hash), db.filePath(hash)+damagedEnding) // so that it can come again
		return nil, &improve.Error{Code: improve.Damaged, Message: "This file was damaged on the disk.", Hint: "Add it again, or wait until it comes from somebody who has it."}
	}
	return content, nil
}

func (db *DB) filePath(hash improve.Hash) string {
	name := hash.String()
	return filepath.Join(db.dir, filesDir, name[:2], name)
}

// Endings of files that are not whole.
const (
	partEnding    = ".part"    // chunks that have come so far, in their places
	damagedEnding = ".damaged" // what the disk made of one
)

// writeFile writes beside the place, then moves: a file is there whole or not at all.
func writeFile(path string, content []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	_, err = temp.Write(content)
	if err == nil {
		err = temp.Sync()
	}
	if err = errors.Join(err, temp.Close()); err != nil {
		return err
	}
	if err = disk.Rename(temp.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes a new name in a folder last. Windows has no such call and
// refuses it; there the file system's own journal does it.
func syncDir(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = folder.Sync() // what can fail here has no remedy; the file itself is on the disk
	return folder.Close()
}
