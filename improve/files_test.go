package improve_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve"
)

func TestFile_ComesBackFromItsCells(t *testing.T) {
	small, large := improve.ContentOf([]byte("poster")), improve.ContentOf(bytes.Repeat([]byte("photo"), improve.FileChunk/2))
	if len(small.Chunks) != 1 || small.Chunks[0] != small.Hash || len(large.Chunks) != 3 {
		t.Fatalf("got %d and %d chunks, want 1, which is the whole, and 3", len(small.Chunks), len(large.Chunks))
	}
	for _, want := range []improve.File{
		{Name: "poster.png", Type: "image/png", Added: time.Date(2026, 10, 5, 8, 0, 0, 0, time.UTC), Body: small},
		{Name: "photo.jpg", Type: "image/jpeg", Added: time.Date(2026, 10, 5, 8, 0, 0, 0, time.UTC), Body: large, Thumb: small},
	} {
		got, ok := improve.ReadFileCells(want.Cells())
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("ok %t, want true; difference:\n%s", ok, diff)
		}
	}
}

func TestFile_RefusesRowsThatNobodyCouldFetchBy(t *testing.T) {
	fine := improve.File{Name: "a", Body: improve.ContentOf(make([]byte, improve.FileChunk+1)), Thumb: improve.ContentOf([]byte("t"))}.Cells()
	for name, change := range map[string][2]string{
		"no hash": {"hash", ""}, "a short hash": {"hash", "ab"}, "no size": {"size", ""}, "nothing": {"size", "0"}, "less than nothing": {"size", "-1"},
		"too much": {"size", "16777217"}, "a size with a sign": {"size", "+5"}, "too few chunks": {"chunks", fine["chunks"][:64]},
		"no chunks": {"chunks", ""}, "chunks that are no hashes": {"chunks", strings.Repeat("x", 128)}, "other chunks than the size": {"size", "900000"},
	} {
		cells := map[improve.FieldKey]string{}
		for key, text := range fine {
			cells[key] = text
		}
		cells[improve.FieldKey(change[0])] = change[1]
		if _, ok := improve.ReadFileCells(cells); ok {
			t.Errorf("%s: taken", name)
		}
	}
	fine["thumb_size"] = "40961"
	if f, ok := improve.ReadFileCells(fine); !ok || !f.Thumb.IsZero() {
		t.Error("a preview that is too large is not left out")
	}
}

func TestCleanFileName_LeavesNoFolderAndNoHiddenSign(t *testing.T) {
	for name, want := range map[string]string{
		"poster.jpg": "poster.jpg", "../../etc/passwd": "passwd", `C:\Users\ann\poster.jpg`: "poster.jpg", "": "file", "/": "file", "..": "file",
		"a\x00b\u202ecod.exe": "abcod.exe", " x ": "x", strings.Repeat("ä", 300) + ".jpg": strings.Repeat("ä", improve.MaxFileName-4) + ".jpg",
	} {
		if got := improve.CleanFileName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func FuzzReadFileCells(f *testing.F) {
	f.Add("poster.jpg", strings.Repeat("ab", 32), "5", "", strings.Repeat("cd", 32), "7")
	f.Fuzz(func(t *testing.T, name, hash, size, chunks, thumb, thumbSize string) {
		file, ok := improve.ReadFileCells(map[improve.FieldKey]string{"name": name, "hash": hash, "size": size, "chunks": chunks, "thumb": thumb, "thumb_size": thumbSize})
		if !ok {
			return
		}
		if len(file.Body.Chunks) != improve.ChunksIn(file.Body.Size) || file.Body.Size > improve.MaxFile || strings.ContainsAny(file.Name, `/\`) {
			t.Errorf("got %+v", file)
		}
		if again, ok := improve.ReadFileCells(file.Cells()); !ok || !cmp.Equal(again, file) {
			t.Errorf("got %+v again, want %+v", again, file)
		}
	})
}
