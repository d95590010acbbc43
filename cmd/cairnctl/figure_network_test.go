package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFigure_DrawsTheNetworkWithoutAPage(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	harbor, quarry := s.add("organisation", "Harbor"), s.add("organisation", "Quarry")
	s.add("buddy-pair", "Harbor and Quarry", "--link", "organisation="+harbor, "--link", "organisation="+quarry)

	for option, begin := range map[string]string{"--svg": "<svg ", "--png": "\x89PNG", "--pdf": "%PDF-"} {
		file := filepath.Join(t.TempDir(), "network")
		printed := s.one("figure", "--of", "network", option, file)
		wantKeys(t, printed, "title", "shape", "description")
		if said := text(printed, "description"); !strings.Contains(said, "Harbor · shares a pair with Quarry") || !strings.Contains(said, "2 parts that do not touch: 1 of 3 pairs is joined.") {
			t.Errorf("%s says %q", option, said)
		}
		content, err := os.ReadFile(file)
		if err != nil || !bytes.HasPrefix(content, []byte(begin)) {
			t.Errorf("%s: %d bytes, %v", option, len(content), err)
		}
	}
	s.fails(exitUsage, "without one", "figure", harbor, "--of", "network", "--svg", filepath.Join(t.TempDir(), "a"))
	s.fails(exitUsage, "name a page", "figure", "--svg", filepath.Join(t.TempDir(), "a"))
}
