package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestFileURI_KeepsEveryCharacterOfAPath(t *testing.T) {
	for _, test := range []struct {
		path    string
		windows bool
		want    string
	}{
		{"/home/ada/cairn.db", false, "file:///home/ada/cairn.db"},
		{"/home/ada b/100% ?#&=+;,ü/cairn.db", false, "file:///home/ada%20b/100%25%20%3F%23&=+;,%C3%BC/cairn.db"},
		{`/odd\name`, false, `file:///odd%5Cname`},
		{`C:\Users\Ada B\AppData\Local\cairn.db`, true, "file:///C:/Users/Ada%20B/AppData/Local/cairn.db"},
		{`D:\100%\cairn.db`, true, "file:///D:/100%25/cairn.db"},
	} {
		if got := fileURI(test.path, test.windows); got != test.want {
			t.Errorf("%s: got %s, want %s", test.path, got, test.want)
		}
	}
}

func TestOpen_TakesFoldersWithOddNames(t *testing.T) {
	names := []string{"with blanks", "100%", "%41", "a#b", "a&b=c;d", "Schülerakte", "_pragma(x)", "+plus+"}
	if runtime.GOOS != "windows" {
		names = append(names, "what?mode=ro", `back\slash`)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			openIn(t, dir)

			if _, err := os.Stat(filepath.Join(dir, fileName)); err != nil {
				t.Errorf("the file is elsewhere: %v", err)
			}
		})
	}
}

func TestConnect_RefusesEverySettingThatDoesNotTakeEffect(t *testing.T) {
	misspelled := []struct{ name, as string }{
		{"busy_timeout", "busy_timout(5000)"}, {"busy_timeout", "busy_timeout(500)"},
		{"journal_mode", "jornal_mode(WAL)"}, {"journal_mode", "journal_mode(WALL)"}, {"journal_mode", "journal_mode(DELETE)"},
		{"synchronous", "synchronous(FULLL)"}, {"synchronous", "synchronous(NORMAL)"}, {"synchronous", "synchronous(0)"},
		{"secure_delete", "secure_deletes(ON)"}, {"secure_delete", "secure_delete(FAST)"},
		{"foreign_keys", "foreign_key(ON)"}, {"foreign_keys", "foreign_keys(OM)"},
		{"trusted_schema", "trust_schema(OFF)"}, {"trusted_schema", "trusted_schema(ON)"},
		{"cell_size_check", "cell_size_chek(ON)"}, {"mmap_size", "mmap_size(1000000)"},
		{"temp_store", "temp_store(MEMROY)"}, {"temp_store", "tempstore(MEMORY)"},
		{"journal_size_limit", "journal_size(8388608)"}, {"journal_size_limit", "journal_size_limit(-1)"},
		{"fullfsync", "fullsync(1)"}, {"checkpoint_fullfsync", "checkpoint_fullsync(1)"},
		{"cache_size", "cache_sizes(-16000)"}, {"wal_autocheckpoint", "wal_checkpoint(4000)"},
	}
	for _, test := range misspelled {
		t.Run(test.as, func(t *testing.T) {
			err := connectWith(t, test.name, test.as)

			var setting *settingError
			if !errors.As(err, &setting) || setting.name != test.name {
				t.Errorf("got %v, want a refusal because of %s", err, test.name)
			}
		})
	}
	if err := connectWith(t, "", ""); err != nil {
		t.Errorf("settings as they should be are refused: %v", err)
	}
}

// connectWith opens a new file with one setting written otherwise.
func connectWith(t *testing.T, name, as string) error {
	t.Helper()

	asked := writerPragmas()
	for i := range asked {
		if asked[i].name == name {
			asked[i].name, asked[i].value, _ = strings.Cut(strings.TrimSuffix(as, ")"), "(")
		}
	}
	uri := fileURI(filepath.Join(t.TempDir(), fileName), runtime.GOOS == "windows")
	connector, err := newConnector(address(uri, "rwc", asked), writerPragmas())
	if err != nil {
		return err
	}
	conn, err := connector.Connect(context.Background())
	if err != nil {
		return err
	}
	return conn.Close()
}

func TestReaders_CannotWrite(t *testing.T) {
	db := openTest(t)

	_, err := db.readers.Exec("INSERT INTO setting (key, value) VALUES ('a', 'b')")

	if err == nil {
		t.Error("a reader has written")
	}
}
