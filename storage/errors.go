package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
)

// explain turns an error of SQLite or of the file system into one that a
// person can act on; others get the words of what was being done before them.
func explain(what string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var known *improve.Error
	if errors.As(err, &known) {
		return err
	}
	err = fmt.Errorf("%s: %w", what, err)
	var failed *sqlite.Error
	switch {
	case errors.As(err, &failed) && failed.Code() == sqlite3.SQLITE_IOERR_SHMSIZE: // no room for what its programs share
		return diskFull(err)
	case errors.As(err, &failed):
		return explainSQLite(failed.Code(), err)
	case disk.Full(err):
		return diskFull(err)
	case errors.Is(err, fs.ErrPermission), disk.ReadOnly(err):
		return mayNotWrite(err)
	default:
		return err
	}
}

// explainSQLite goes by the primary result code, the lowest byte.
func explainSQLite(code int, err error) error {
	switch code & 0xff {
	case sqlite3.SQLITE_FULL:
		return diskFull(err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return &improve.Error{Code: improve.Busy, Message: "Another program is busy with your records.", Hint: "Wait a moment, then try again.", Err: err}
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return mayNotWrite(err)
	case sqlite3.SQLITE_CANTOPEN:
		return &improve.Error{Code: improve.Denied, Message: "The file with your records cannot be opened.", Hint: "Check that its folder is there and that you may write in it.", Err: err}
	case sqlite3.SQLITE_CORRUPT:
		return &improve.Error{Code: improve.Damaged, Message: "The file with your records is damaged.", Hint: "Close Cairn and restore the latest backup; what others hold comes back by itself.", Err: err}
	case sqlite3.SQLITE_NOTADB:
		return notOurs(err)
	case sqlite3.SQLITE_IOERR:
		return &improve.Error{Code: improve.Damaged, Message: "The disk did not take or give what was asked of it.", Hint: "Check the disk, make a copy of your folder, then start Cairn again.", Err: err}
	default:
		return err
	}
}

func diskFull(err error) error {
	return &improve.Error{Code: improve.Full, Message: "The disk is full; this was not saved.", Hint: "Free some space, then try again.", Err: err}
}

func mayNotWrite(err error) error {
	return &improve.Error{Code: improve.Denied, Message: "Cairn may not write in the folder of your records.", Hint: "Allow writing there, or choose another folder.", Err: err}
}

func notOurs(err error) error {
	return &improve.Error{Code: improve.Damaged, Message: "The file cairn.db in this folder holds no records of Cairn.", Hint: "Choose another folder, or move that file away.", Err: err}
}

func notFound(message, hint string) error {
	return &improve.Error{Code: improve.NotFound, Message: message, Hint: hint}
}

func noArtifact() error {
	return notFound("This page is not on this laptop.", "It may come with the next exchange; else ask who sent it.")
}

func noSpace() error {
	return notFound("This space is not on this laptop.", "Ask one of its owners for an invitation.")
}

func noLog() error {
	return notFound("These records are not on this laptop.", "They may come with the next exchange.")
}

// isEmpty tells that a query had no row.
func isEmpty(err error) bool { return errors.Is(err, sql.ErrNoRows) }
