package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExport_WritesAPageForFamiliesWithoutNames(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	project := s.add("project", "Essays on time", "--set", "learned=Amina Haddad began first. She has the plan.", "--set", "problem=Ben is late.")
	s.add("aim", "By June all essays are in", "--link", "project="+project)
	file := filepath.Join(t.TempDir(), "families")

	printed := s.one("export", "--project", project, "--for", "families", "--format", "html", file)

	wantKeys(t, printed, "file", "count", "covered", "doubts")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for words, there := range map[string]bool{"By June all essays are in": true, "Somebody began first.": true, "Haddad": false, "Ben is late": false} {
		if strings.Contains(string(content), words) != there {
			t.Errorf("%q in the page: %t, want %t", words, !there, there)
		}
	}
	toPrint := filepath.Join(t.TempDir(), "families")
	s.one("export", "--project", project, "--for", "families", "--format", "pdf", toPrint)
	if content, err := os.ReadFile(toPrint); err != nil || !strings.HasPrefix(string(content), "%PDF-") {
		t.Errorf("%d bytes and %v, want a PDF", len(content), err)
	}

	doubtful := s.add("project", "Ask Nora Bright", "--set", "learned=It takes a bright room.")
	s.fails(exitFailed, "could be a name", "export", "--project", doubtful, "--for", "families", "--format", "html", file)
	if said := s.one("export", "--project", doubtful, "--for", "families", "--read", "--format", "html", file); len(said["doubts"].([]any)) != 1 {
		t.Errorf("the doubts are %v, want one", said["doubts"])
	}
	s.fails(exitUsage, "one page of a project", "export", "--for", "families", "--format", "html", file)
	s.fails(exitUsage, "one page of a project", "export", "--project", project, "--for", "families", "--format", "csv", file)
	s.fails(exitUsage, "goes with --for families", "export", "--project", project, "--read", "--format", "md", file)
}
