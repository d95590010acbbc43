package app

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func (d *desk) backup(passphrase string) string {
	d.t.Helper()

	path := filepath.Join(d.t.TempDir(), "copy.cairn-backup")
	if _, err := d.Backup(d.t.Context(), path, passphrase); err != nil {
		d.t.Fatalf("backup: %v", err)
	}
	return path
}

func (d *desk) restore(path, passphrase string) Restored {
	d.t.Helper()

	done, err := d.Restore(d.t.Context(), path, passphrase)
	if err != nil {
		d.t.Fatalf("restore: %v", err)
	}
	return done
}

func (d *desk) digests() map[improve.SpaceID]improve.Digest {
	d.t.Helper()

	digests := map[improve.SpaceID]improve.Digest{}
	for _, row := range d.spaces() {
		digests[row.Space.ID] = row.Digest
	}
	return digests
}

// without gives a new folder with a desk's keys and no database: its disk died.
func (d *desk) without() *desk {
	d.t.Helper()

	dir := d.t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, keysFolder), os.DirFS(filepath.Join(d.dir, keysFolder))); err != nil {
		d.t.Fatal(err)
	}
	return deskIn(d.t, dir)
}

func withDraft(t *testing.T) *desk {
	t.Helper()

	d := deskOf(t, "Ann", "North")
	d.project()
	if err := d.SaveDraft(t.Context(), Draft{Object: d.me.Person, Kind: "person", Edits: []improve.Edit{text("job", "Head")}}); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestBackup_ofANewFolderIsRestored(t *testing.T) {
	d := deskIn(t, t.TempDir())

	done := deskIn(t, t.TempDir()).restore(d.backup(""), "")

	if done.Events != 0 || done.Copied != 0 {
		t.Errorf("got %+v", done)
	}
}

func TestBackup_isSealedByItsPassphrase(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	path := d.backup("four old stones")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(raw, []byte("North")) {
		t.Error("it can be read without the passphrase")
	}
	other := deskIn(t, t.TempDir())
	for _, passphrase := range []string{"", "Four old stones"} {
		_, err := other.Restore(t.Context(), path, passphrase)
		refused(t, err, improve.Invalid, "assphrase")
	}
	cut := filepath.Join(t.TempDir(), "cut")
	if err := os.WriteFile(cut, raw[:len(raw)-1], 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = other.Restore(t.Context(), cut, "four old stones")
	refused(t, err, improve.Damaged)
	if len(other.spaces()) != 0 {
		t.Error("something was taken all the same")
	}
	other.restore(path, "four old stones")
}

func TestBackup_holdsNoSecretKey(t *testing.T) {
	d := withDraft(t)
	var all bytes.Buffer
	if err := readBackup(d.backup(""), "", func(_ recordType, body []byte) error {
		all.Write(body)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	secrets := map[string][]byte{"device": d.keys.device.Seed(), "age": []byte(d.keys.age.String())}
	for _, file := range d.keyFiles() {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		secrets[filepath.Base(file)] = raw
		if seed, err := hex.DecodeString(string(raw)); err == nil {
			secrets[filepath.Base(file)+" seed"] = seed
		}
	}
	for name, secret := range secrets {
		if bytes.Contains(all.Bytes(), secret) || strings.Contains(all.String(), hex.EncodeToString(secret)) {
			t.Errorf("the backup holds the key %s", name)
		}
	}
	if len(secrets) < 5 || !strings.Contains(all.String(), canary) {
		t.Errorf("the scan found %d keys; does it look at all?", len(secrets))
	}
}

func TestBackup_replacesAFileAndLeavesNothingBeside(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	path := filepath.Join(t.TempDir(), "copy")
	for range 2 {
		if _, err := d.Backup(t.Context(), path, ""); err != nil {
			t.Fatal(err)
		}
	}
	refusedAt := filepath.Join(filepath.Dir(path), "folder")
	if err := os.MkdirAll(filepath.Join(refusedAt, "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := d.Backup(t.Context(), refusedAt, "")
	refused(t, err, improve.Invalid)
	thesis := filepath.Join(t.TempDir(), "thesis.odt")
	if err := os.WriteFile(thesis, []byte("three years of work"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = d.Backup(t.Context(), thesis, "")
	refused(t, err, improve.Invalid)
	if kept, err := os.ReadFile(thesis); err != nil || string(kept) != "three years of work" {
		t.Errorf("got %q, %v: a file of somebody's was written over", kept, err)
	}
	_, err = d.Backup(t.Context(), filepath.Join(path, "below", "a file"), "")
	refused(t, err, improve.Invalid)

	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 2 {
		t.Errorf("got %d entries (%v), want the backup and the folder", len(entries), err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm()&0o077 != 0 && filepath.Separator == '/' {
		t.Errorf("got mode %s: others may read it", info.Mode())
	}
}

func TestBackup_isWholeWhileOthersWrite(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.page("aim", "A")
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
			}
			if err := d.Edit(t.Context(), id, []improve.Edit{text("title", fmt.Sprint(n))}); err != nil {
				t.Error(err)
				return
			}
		}
	}()
	for range 5 {
		path := d.backup("")
		if got := d.without().restore(path, ""); got.Refused != 0 || uint64(got.Events) < got.Manifest.Events {
			t.Errorf("got %+v", got)
		}
	}
	close(stop)
	<-done
}
