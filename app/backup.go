package app

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
)

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

// unfinishedBackup is how a backup is called until it is whole.
const unfinishedBackup = ".cairn-backup-*"

// Backup writes all that this device holds to a file, photos and files too,
// checks it by reading it again, and puts it in place only then. passphrase ""
// leaves it unsealed.
func (j *Journal) Backup(ctx context.Context, path, passphrase string) (BackupManifest, error) {
	return j.backup(ctx, path, passphrase, true)
}

func (j *Journal) backup(ctx context.Context, path, passphrase string, withFiles bool) (BackupManifest, error) {
	if err := mayReplace(path); err != nil {
		return BackupManifest{}, err
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), unfinishedBackup)
	if err != nil {
		return BackupManifest{}, &improve.Error{Code: improve.Invalid, Message: "The backup cannot be written there.", Hint: "Choose another folder or stick.", Err: err}
	}
	defer os.Remove(temporary.Name()) // gone already when all went well
	manifest, err := j.writeBackup(ctx, temporary, passphrase, withFiles)
	if err == nil {
		err = temporary.Sync()
	}
	if closeErr := temporary.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return BackupManifest{}, notWritten(err)
	}
	if err := readBackup(temporary.Name(), passphrase, func(recordType, []byte) error { return ctx.Err() }); err != nil {
		return BackupManifest{}, fmt.Errorf("read backup again: %w", err)
	}
	if err := disk.Rename(temporary.Name(), path); err != nil { // over a file that is there, on every system
		return BackupManifest{}, notWritten(err)
	}
	return manifest, nil
}

// mayReplace refuses to write a backup over somebody's other file.
func mayReplace(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return nil // there is none, or writing there tells why it cannot be
	}
	defer file.Close()
	head := make([]byte, len(backupMagic))
	n, err := io.ReadFull(file, head)
	if errors.Is(err, io.EOF) || string(head[:n]) == backupMagic { // EOF: a dialogue may have made it empty
		return nil
	}
	if info, err := file.Stat(); err != nil || info.IsDir() {
		return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("“%s” is a folder.", filepath.Base(path)), Hint: "Name a file in it."}
	}
	return &improve.Error{
		Code: improve.Invalid, Message: fmt.Sprintf("“%s” is there already and is no backup; it was left as it is.", filepath.Base(path)),
		Hint: "Choose another name.",
	}
}

func notWritten(err error) error {
	return &improve.Error{
		Code: improve.Full, Message: "The backup could not be written to the end; what was there before is as it was.",
		Hint: "Check that the folder or stick is there and has room, then try again.", Err: err,
	}
}

func (j *Journal) writeBackup(ctx context.Context, w io.Writer, passphrase string, withFiles bool) (BackupManifest, error) {
	if _, err := io.WriteString(w, backupMagic); err != nil {
		return BackupManifest{}, err
	}
	sealed, err := seal(w, passphrase)
	if err != nil {
		return BackupManifest{}, err
	}
	packed := gzip.NewWriter(sealed)
	records := recordWriter{improve.NewRecordWriter(packed)}
	manifest, err := j.writeRecords(ctx, records)
	if err == nil && withFiles {
		err = j.writeFiles(ctx, records)
	}
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

func (j *Journal) writeRecords(ctx context.Context, records recordWriter) (BackupManifest, error) {
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

func (j *Journal) writeSpace(ctx context.Context, records recordWriter, id improve.SpaceID) error {
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

func (j *Journal) writeLog(ctx context.Context, records recordWriter, log improve.Log) error {
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

func (j *Journal) writeLocal(ctx context.Context, records recordWriter) error {
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
