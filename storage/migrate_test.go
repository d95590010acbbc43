package storage

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

func TestOpen_RefusesANewerFileAndLeavesItAsItIs(t *testing.T) {
	for _, inWAL := range []bool{false, true} {
		t.Run(fmt.Sprintf("newer version in the write-ahead log: %v", inWAL), func(t *testing.T) {
			dir := t.TempDir()
			newerFile(t, dir, inWAL)
			path := filepath.Join(dir, fileName)
			before := readAll(t, path)

			_, err := Open(context.Background(), dir, testCatalog(t), nil)

			if improve.CodeOf(err) != improve.Newer {
				t.Errorf("got %v, want a refusal of a newer file", err)
			}
			if !bytes.Equal(before, readAll(t, path)) {
				t.Error("the newer file was changed")
			}
		})
	}
}

// newerFile makes a database of a later version, with the version in the file
// or, as after a crash, only in the write-ahead log.
func newerFile(t *testing.T, dir string, inWAL bool) {
	t.Helper()

	from := t.TempDir()
	db := openIn(t, from)
	if err := db.writer.script(fmt.Sprintf("PRAGMA user_version = %d", schemaVersion+1)); err != nil {
		t.Fatal(err)
	}
	if !inWAL {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{fileName, fileName + "-wal"} {
		if content, err := os.ReadFile(filepath.Join(from, name)); err == nil {
			if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestOpen_RefusesWhatIsNoDatabaseOfOurs(t *testing.T) {
	foreign := func(statements string) []byte {
		path := filepath.Join(t.TempDir(), "other.db")
		other, err := sql.Open("sqlite", path)
		if err == nil {
			_, err = other.Exec(statements)
		}
		if err != nil || other.Close() != nil {
			t.Fatal(err)
		}
		return readAll(t, path)
	}
	for name, content := range map[string][]byte{
		"a text":                       []byte("Dear diary"),
		"a long text":                  bytes.Repeat([]byte("Dear diary, "), 1000),
		"a cut header":                 []byte(sqliteMagic + "abc"),
		"a database of something else": foreign("PRAGMA application_id = 7; CREATE TABLE a (b); PRAGMA user_version = 3"),
		"a database without a mark":    foreign("CREATE TABLE a (b)"),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, fileName)
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}

			_, err := Open(context.Background(), dir, testCatalog(t), nil)

			if improve.CodeOf(err) != improve.Damaged || !strings.Contains(err.Error(), "holds no records of Cairn") {
				t.Errorf("got %v, want a sentence", err)
			}
			if !bytes.Equal(content, readAll(t, path)) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestOpen_MarksTheFileAsOursAndKeepsItsIncarnation(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	db := openIn(t, dir)
	first, err := db.DBIncarnation(ctx)
	if err != nil || db.Close() != nil {
		t.Fatal(err)
	}
	header := readAll(t, filepath.Join(dir, fileName))[:sqliteHeaderSize]

	second, err := openIn(t, dir).DBIncarnation(ctx)
	other, errOther := openTest(t).DBIncarnation(ctx)

	if string(header[sqliteAppAt:sqliteAppAt+4]) != "Crn1" || header[sqliteVersionAt+3] != schemaVersion {
		t.Errorf("got application %x and version %x", header[sqliteAppAt:sqliteAppAt+4], header[sqliteVersionAt:sqliteVersionAt+4])
	}
	if err != nil || errOther != nil || first != second || first == other || first == ([8]byte{}) {
		t.Errorf("got incarnations %x, %x and of another database %x", first, second, other)
	}
}

func TestOpen_FoldsAfreshWhenTheKindsHaveChanged(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	space, segments := improvetest.Network(5, 500, 4)
	db := openIn(t, dir)
	addSpace(t, db, space.ID)
	ingest(t, db, space.ID, segments...)
	before := dump(t, db, space.ID)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	fewer, err := improve.NewCatalog(nil)
	if err != nil {
		t.Fatal(err)
	}

	db, err = Open(ctx, dir, fewer, nil)
	if err != nil {
		t.Fatal(err)
	}
	without := dump(t, db, space.ID)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	again := dump(t, openIn(t, dir), space.ID)

	if bytes.Equal(before, without) || !bytes.Equal(before, again) {
		t.Error("lists do not follow the kinds that the program knows")
	}
}

func TestModules_LibcIsTheOneThatSQLiteWasMadeWith(t *testing.T) {
	ours := requiredLibc(t, goList(t, "-f", "{{.GoMod}}"))
	theirs := requiredLibc(t, goList(t, "-f", "{{.GoMod}}", "modernc.org/sqlite"))

	if ours != theirs {
		t.Errorf("go.mod asks for libc %s, SQLite was made with %s", ours, theirs)
	}
}

func goList(t *testing.T, args ...string) string {
	t.Helper()

	out, err := exec.Command("go", append([]string{"list", "-m"}, args...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func requiredLibc(t *testing.T, goMod string) string {
	t.Helper()

	found := regexp.MustCompile(`(?m)^\s*modernc\.org/libc (v\S+)`).FindSubmatch(readAll(t, goMod))
	if found == nil {
		t.Fatalf("%s names no libc", goMod)
	}
	return string(found[1])
}

func readAll(t *testing.T, path string) []byte {
	t.Helper()

	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
