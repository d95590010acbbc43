package app

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/improve"
)

// A backup is a file of records: all spaces with their logs as they are, the
// settings and drafts of this device; never a secret key of it. Each record is
// a type byte, its length as a uvarint, its bytes. The last one holds the
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
	endRecord      recordType = 9 // SHA-256
)

// maxRecord bounds a record before it is read; the largest is a segment.
const maxRecord = improve.MaxSegmentSize

// BackupManifest says what a backup holds, before anything is restored.
type BackupManifest struct {
	Made   time.Time       `json:"made"`
	Device string          `json:"device"`
	Name   string          `json:"name"`
	Spaces []ManifestSpace `json:"spaces"`
	Events uint64          `json:"events"`
}

// ManifestSpace is one space of a backup.
type ManifestSpace struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Events uint64 `json:"events"`
}

// backedUp are the settings that a backup takes along.
var backedUp = []string{settingName, settingRole, settingPerson, settingOrganisation, settingSchool, settingPersonal}

// Backup writes all that this device holds to a file, checks it by reading it
// again, and puts it in place only then. passphrase "" leaves it unsealed.
func (j *Journal) Backup(ctx context.Context, path, passphrase string) (BackupManifest, error) {
	temporary, err := os.CreateTemp(filepath.Dir(path), ".cairn-backup-*")
	if err != nil {
		return BackupManifest{}, &improve.Error{Code: improve.Invalid, Message: "The backup cannot be written there.", Hint: "Choose another folder or stick.", Err: err}
	}
	defer os.Remove(temporary.Name()) // gone already when all went well
	manifest, err := j.writeBackup(ctx, temporary, passphrase)
	if err == nil {
		err = temporary.Sync()
	}
	if closeErr := temporary.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return BackupManifest{}, fmt.Errorf("write backup: %w", err)
	}
	if err := readBackup(temporary.Name(), passphrase, func(recordType, []byte) error { return ctx.Err() }); err != nil {
		return BackupManifest{}, fmt.Errorf("read backup again: %w", err)
	}
	return manifest, os.Rename(temporary.Name(), path)
}

func (j *Journal) writeBackup(ctx context.Context, w io.Writer, passphrase string) (BackupManifest, error) {
	if _, err := io.WriteString(w, backupMagic); err != nil {
		return BackupManifest{}, err
	}
	sealed, err := seal(w, passphrase)
	if err != nil {
		return BackupManifest{}, err
	}
	packed := gzip.NewWriter(sealed)
	records := &recordWriter{w: packed, sum: sha256.New()}
	manifest, err := j.writeRecords(ctx, records)
	if err != nil {
		return BackupManifest{}, err
	}
	if err := records.end(); err != nil {
		return BackupManifest{}, err
	}
	if err := packed.Close(); err != nil {
		return BackupManifest{}, err
	}
	return manifest, sealed.Close()
}

// seal wraps w so that what is written can be read with the passphrase only. Its
// first byte says whether it is sealed.
func seal(w io.Writer, passphrase string) (io.WriteCloser, error) {
	if passphrase == "" {
		_, err := w.Write([]byte{0})
		return nopCloser{w}, err
	}
	if _, err := w.Write([]byte{1}); err != nil {
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

type recordWriter struct {
	w   io.Writer
	sum hash.Hash
}

func (r *recordWriter) put(t recordType, body []byte) error {
	head := binary.AppendUvarint([]byte{byte(t)}, uint64(len(body)))
	for _, part := range [][]byte{head, body} {
		r.sum.Write(part)
		if _, err := r.w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

func (r *recordWriter) putJSON(t recordType, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return r.put(t, body)
}

func (r *recordWriter) end() error { return r.put(endRecord, r.sum.Sum(nil)) }

func (j *Journal) writeRecords(ctx context.Context, records *recordWriter) (BackupManifest, error) {
	rows, err := j.store.Spaces(ctx)
	if err != nil {
		return BackupManifest{}, err
	}
	manifest := BackupManifest{Made: j.clock.Now().UTC().Truncate(time.Second), Device: j.Device().String()}
	if me, err := j.Me(ctx); err == nil {
		manifest.Name = me.Name
	}
	for _, row := range rows {
		manifest.Spaces = append(manifest.Spaces, ManifestSpace{ID: row.Space.ID.String(), Name: row.Space.Name, Kind: string(row.Space.Genesis.Kind), Events: row.Events})
		manifest.Events += row.Events
	}
	if err := records.putJSON(manifestRecord, manifest); err != nil {
		return BackupManifest{}, err
	}
	for _, row := range rows {
		if err := j.writeSpace(ctx, records, row.Space.ID); err != nil {
			return BackupManifest{}, err
		}
	}
	return manifest, j.writeLocal(ctx, records)
}

func (j *Journal) writeSpace(ctx context.Context, records *recordWriter, id improve.SpaceID) error {
	secret, err := j.store.SpaceSecret(ctx, id)
	if err != nil {
		return err
	}
	if err := records.put(spaceRecord, append(id[:], secret[:]...)); err != nil {
		return err
	}
	logs, err := j.store.Logs(ctx, id)
	if err != nil {
		return err
	}
	for _, stream := range []improve.Stream{improve.Auth, improve.Data} {
		for _, log := range logs {
			if log.Stream != stream {
				continue
			}
			if err := j.writeLog(ctx, records, log); err != nil {
				return err
			}
		}
	}
	return nil
}

func (j *Journal) writeLog(ctx context.Context, records *recordWriter, log improve.Log) error {
	for after := uint64(0); after < log.Head.Seq; {
		segment, err := j.store.Segment(ctx, improve.LogRange{Log: log.ID, After: after, To: log.Head.Seq})
		if err != nil {
			return err
		}
		if len(segment.Events) == 0 {
			return nil
		}
		if err := records.put(segmentRecord, improve.EncodeSegment(segment)); err != nil {
			return err
		}
		after = segment.Events[len(segment.Events)-1].Seq
	}
	return nil
}

func (j *Journal) writeLocal(ctx context.Context, records *recordWriter) error {
	for _, key := range backedUp {
		value, err := j.store.Setting(ctx, key)
		if err != nil {
			return err
		}
		if value == "" {
			continue
		}
		if err := records.putJSON(settingRecord, [2]string{key, value}); err != nil {
			return err
		}
	}
	drafts, err := j.store.Drafts(ctx)
	if err != nil {
		return err
	}
	for _, draft := range drafts {
		if err := records.putJSON(draftRecord, draft); err != nil {
			return err
		}
	}
	return nil
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
	records, err := openBackup(bufio.NewReader(file), passphrase)
	if err != nil {
		return err
	}
	sum := sha256.New()
	for {
		before := sum.Sum(nil)
		kind, body, err := readRecord(records, sum)
		if err != nil {
			return damagedBackup(err)
		}
		if kind != endRecord {
			if err := take(kind, body); err != nil {
				return err
			}
			continue
		}
		if string(body) != string(before) {
			return damagedBackup(fmt.Errorf("the sum at the end does not fit"))
		}
		return nil
	}
}

func damagedBackup(err error) error {
	return &improve.Error{Code: improve.Damaged, Message: "The backup is cut or damaged; nothing was taken from it.", Hint: "Try another copy of it.", Err: err}
}

func openBackup(r io.Reader, passphrase string) (*bufio.Reader, error) {
	magic := make([]byte, len(backupMagic)+1)
	if _, err := io.ReadFull(r, magic); err != nil || string(magic[:len(backupMagic)]) != backupMagic {
		return nil, &improve.Error{Code: improve.Invalid, Message: "This file is not a Cairn backup.", Hint: "Choose a file that Cairn made with Back up."}
	}
	if magic[len(backupMagic)] == 1 {
		identity, err := age.NewScryptIdentity(passphrase)
		if err != nil {
			return nil, &improve.Error{Code: improve.Invalid, Message: "The backup is sealed.", Hint: "Give its passphrase."}
		}
		identity.SetMaxWorkFactor(18) // what age itself writes; more would be a trap
		if r, err = age.Decrypt(r, identity); err != nil {
			return nil, &improve.Error{Code: improve.Invalid, Message: "The passphrase does not open this backup.", Hint: "Try it again, with care for capitals.", Err: err}
		}
	}
	packed, err := gzip.NewReader(r)
	if err != nil {
		return nil, damagedBackup(err)
	}
	return bufio.NewReader(packed), nil
}

func readRecord(r *bufio.Reader, sum hash.Hash) (recordType, []byte, error) {
	kind, err := r.ReadByte()
	if err != nil {
		return 0, nil, err
	}
	size, err := binary.ReadUvarint(r)
	if err != nil {
		return 0, nil, err
	}
	if size > maxRecord {
		return 0, nil, fmt.Errorf("a record of %d bytes", size)
	}
	body := make([]byte, size)
	if _, err := io.ReadFull(r, body); err != nil {
		return 0, nil, err
	}
	sum.Write(binary.AppendUvarint([]byte{kind}, size))
	sum.Write(body)
	return recordType(kind), body, nil
}
