package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestChart_DrawsIntoAFile(t *testing.T) {
	s := newFolder(t)
	for option, begin := range map[string]string{"--svg": "<svg ", "--png": "\x89PNG", "--pdf": "%PDF-"} {
		file := filepath.Join(t.TempDir(), "chart")
		printed := s.all("chart", chartData+"/01_cdi.csv", "--chart", "u", "--x", "month", "--y", "n", "--n", "days", "--multiply", "10000", "--by", "period", option, file)
		if got, want := len(printed), 2; got != want {
			t.Errorf("%s: got %d objects, want %d", option, got, want)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(content, []byte(begin)) {
			t.Errorf("%s: got %q…, want %q", option, content[:8], begin)
		}
		if option != "--svg" {
			continue
		}
		for _, want := range []string{"n / days: pre", "n / days: post", "Nov 2014", "Middle line 5", "No signal"} {
			if !bytes.Contains(content, []byte(want)) {
				t.Errorf("want %q in the picture", want)
			}
		}
	}
	s.fails(exitUsage, "can't be used together", "chart", chartData+"/01_cdi.csv", "--chart", "run", "--y", "n", "--png", "a", "--pdf", "b")
	s.fails(exitFailed, "cannot be written", "chart", chartData+"/01_cdi.csv", "--chart", "run", "--y", "n", "--png", filepath.Join(t.TempDir(), "no", "folder.png"))
}
