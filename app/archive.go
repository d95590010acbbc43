package app

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/improve"
)

// A backup is a file of records: all spaces with their logs as they are, the
// settings and drafts of this device; never a secret key of it. The last one holds the
// SHA-256 of all before, so that a cut or changed file is refused whole.
// The records are compressed (gzip) and, with a passphrase, sealed (age).

const backupMagic = "CAIRN-BACKUP-1\n"

type recordType byte

const (
	manifestRecord recordType = 1 // JSON of BackupManifest
	spaceRecord    recordType = 2 // space id, secret; the segments after it are of this space
	segmentRecord  recordType = 3 // improve.EncodeSegment
	settingRecord  recordType = 4 // JSON of [key, value]
	draftRecord    recordType = 5 // JSON of a draft
	fileRecord     recordType = 6 // a photo or file: its hash, then its next piece of improve.FileChunk bytes
	endRecord      recordType = 9 // SHA-256
)

// What stands after the magic words.
const (
	plainBackup  = 0
	sealedBackup = 1
)

// maxRecord bounds a record before it is read; the largest is a segment.
const maxRecord = improve.MaxSegmentSize

// seal wraps w so that what is written can be read with the passphrase only. Its
// first byte says whether it is sealed.
func seal(w io.Writer, passphrase string) (io.WriteCloser, error) {
	if passphrase == "" {
		_, err := w.Write([]byte{plainBackup})
		return nopCloser{w}, err
	}
	if _, err := w.Write([]byte{sealedBackup}); err != nil {
		return nil, err
	}
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	return age.Encrypt(w, recipient)
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

type recordWriter struct{ records *improve.RecordWriter }

func (r recordWriter) put(t recordType, body []byte) error { return r.records.Put(byte(t), body) }

func (r recordWriter) putJSON(t recordType, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return r.put(t, body)
}

func (r recordWriter) end() error {
	sum := r.records.Sum()
	return r.put(endRecord, sum[:])
}

// readBackup gives each record of a file to take; it fails when the file is
// not a whole backup. What take did by then must be undone by the caller:
// Restore reads the file once to check it before it takes anything.
func readBackup(path, passphrase string, take func(recordType, []byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return &improve.Error{Code: improve.NotFound, Message: "The backup cannot be opened.", Hint: "Check its name and place.", Err: err}
	}
	defer file.Close()
	return readRecords(bufio.NewReader(file), passphrase, take)
}

func readRecords(r io.Reader, passphrase string, take func(recordType, []byte) error) error {
	records, err := openBackup(r, passphrase)
	if err != nil {
		return err
	}
	for {
		kind, body, err := records.Next()
		if err != nil {
			return damagedBackup(err)
		}
		if recordType(kind) != endRecord {
			if err := take(recordType(kind), body); err != nil {
				return err
			}
			continue
		}
		if sum := records.Before(); !bytes.Equal(body, sum[:]) {
			return damagedBackup(fmt.Errorf("the sum at the end does not fit"))
		}
		if err := records.AtEnd(); err != nil { // reads the seals of gzip and age too
			return damagedBackup(err)
		}
		return nil
	}
}

// LookAtBackup reads a whole backup, checks it, and tells what it says of
// itself; nothing is taken from it.
func LookAtBackup(path, passphrase string) (BackupManifest, error) {
	var manifest BackupManifest
	err := readBackup(path, passphrase, func(kind recordType, body []byte) error {
		if kind != manifestRecord {
			return nil
		}
		if err := json.Unmarshal(body, &manifest); err != nil {
			return damagedBackup(err)
		}
		return nil
	})
	return manifest, err
}

func damagedBackup(err error) error {
	return &improve.Error{Code: improve.Damaged, Message: "The backup is cut or damaged; nothing was taken from it.", Hint: "Try another copy of it.", Err: err}
}

func openBackup(r io.Reader, passphrase string) (*improve.RecordReader, error) {
	magic := make([]byte, len(backupMagic)+1)
	if _, err := io.ReadFull(r, magic); err != nil || string(magic[:len(backupMagic)]) != backupMagic {
		return nil, &improve.Error{Code: improve.Invalid, Message: "This file is not a Cairn backup.", Hint: "Choose a file that Cairn made with Back up."}
	}
	switch magic[len(backupMagic)] {
	case plainBackup:
	case sealedBackup:
		identity, err := age.NewScryptIdentity(passphrase)
		if err != nil {
			return nil, &improve.Error{Code: improve.Invalid, Message: "The backup is sealed.", Hint: "Give its passphrase."}
		}
		identity.SetMaxWorkFactor(18) // what age itself writes; more would be a trap
		var wrong *age.NoIdentityMatchError
		if r, err = age.Decrypt(r, identity); err != nil && !errors.As(err, &wrong) {
			return nil, damagedBackup(err)
		}
		if err != nil {
			return nil, &improve.Error{Code: improve.Invalid, Message: "The passphrase does not open this backup.", Hint: "Try it again, with care for capitals.", Err: err}
		}
	default:
		return nil, damagedBackup(fmt.Errorf("neither plain nor sealed"))
	}
	packed, err := gzip.NewReader(r)
	if err != nil {
		return nil, damagedBackup(err)
	}
	return improve.NewRecordReader(packed, maxRecord), nil
}
