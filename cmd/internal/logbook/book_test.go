package logbook

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

const canary = "Sam-told-me-about-his-father"

func TestNothingThatAPersonWroteIsKept(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(Handler(&out, slog.LevelInfo)).With("remote", "12D3Koo")
	deep := fmt.Errorf("read %s: %w", canary, &fs.PathError{Op: "open", Path: "/home/" + canary, Err: os.ErrNotExist})
	log.Info("an exchange broke off", "error", deep, "from", canary, "bytes", 12, "space", improve.SpaceID{1, 2, 3}, "value", []string{canary},
		"ours", &improve.Error{Code: improve.Invalid, Field: "title", Message: canary, Hint: canary}, slog.Group("g", "deep", canary), "gap", improve.ErrGap)
	got := out.String()
	if strings.Contains(got, canary) || strings.Contains(got, "/home") {
		t.Errorf("got %q, want nothing of a person in it", got)
	}
	for _, want := range []string{"an exchange broke off", "bytes=12", "12D3Koo", "title", improve.ErrGap.Error()} {
		if !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
}

func TestTheBookTurnsItsPagesAndKeepsFive(t *testing.T) {
	b, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	line := []byte(strings.Repeat("x", 64<<10-1) + "\n")
	for range 8 * fileBytes / len(line) {
		if _, err := b.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	found, err := filepath.Glob(filepath.Join(b.dir, "*.log"))
	if err != nil || len(found) != files {
		t.Errorf("got %d files and %v, want %d", len(found), err, files)
	}
	text, err := b.Read()
	if err != nil || len(text) > files*fileBytes || len(text) < (files-1)*fileBytes {
		t.Errorf("got %d bytes and %v, want four to five megabytes", len(text), err)
	}
}

func TestClosedTwiceIsOnceAndLeavesNoEmptyFile(t *testing.T) {
	b, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(b.Close(), b.Close()); err != nil {
		t.Errorf("got %v, want none", err)
	}
	if raws, _ := filepath.Glob(filepath.Join(b.dir, rawCrash+"*")); len(raws) != 0 {
		t.Errorf("got %q left behind, want nothing", raws)
	}
	if _, err := b.Write([]byte("late\n")); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("got %v, want closed", err)
	}
}

// TestMain is the program that crashes, when the test asks it to.
func TestMain(m *testing.M) {
	if dir := os.Getenv("CAIRN_TEST_CRASH"); dir != "" {
		if _, err := Open(dir); err != nil {
			os.Exit(3)
		}
		panic(errors.New(canary))
	}
	os.Exit(m.Run())
}

func TestACrashLeavesAReportWithoutAnyText(t *testing.T) {
	dir := t.TempDir()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "CAIRN_TEST_CRASH="+dir)
	if err := child.Run(); err == nil {
		t.Fatal("the program did not crash")
	}
	b, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	crashes, err := b.Crashes()
	if err != nil || len(crashes) != 1 {
		t.Fatalf("got reports %q and %v, want one", crashes, err)
	}
	text, err := b.Support([]Fact{{What: "entries", Count: 7}})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text, canary) || strings.Contains(text, dir) {
		t.Errorf("got %q, want nothing of a person in it", text)
	}
	for _, want := range []string{"entries: 7", "TestMain", "book_test.go:"} {
		if !strings.Contains(text, want) {
			t.Errorf("got %q, want %q in it", text, want)
		}
	}
}
