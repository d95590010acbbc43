package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Scripts write to the same name every week; a name that was mistyped costs
// nobody their file.
func TestExport_WritesOverItsOwnFilesAndNoOthers(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	project := s.add("project", "Essays on time")
	out := t.TempDir()
	exports := map[string][]string{
		"csv":  {"export", "--format", "csv"},
		"json": {"export", "--format", "json"},
		"xlsx": {"export", "--format", "xlsx"},
		"md":   {"export", "--format", "md"},
		"html": {"export", "--format", "html"},
		"pdf":  {"export", "--format", "pdf"},
		"svg":  {"figure", project, "--svg"},
		"png":  {"figure", project, "--png"},
	}
	s.add("aim", "On time", "--link", "project="+project)
	for name, export := range exports {
		s.one(append(export, filepath.Join(out, name))...)
	}
	s.add("story", "Rain at the gate") // what is written again differs
	for name, export := range exports {
		s.one(append(export, filepath.Join(out, name))...)
		for other := range exports {
			if other == name {
				continue
			}
			path := filepath.Join(out, other)
			before := contentOf(t, path)
			s.fails(exitFailed, "left as it is", append(export, path)...)
			if contentOf(t, path) != before {
				t.Errorf("%s was written over %s", name, other)
			}
		}
	}
}

func TestExport_LeavesWhatSomebodyElseWrote(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	project := s.add("project", "Essays on time")
	s.add("aim", "On time", "--link", "project="+project)
	for name, theirs := range map[string]string{
		"letter.txt": "Dear parents,\n", "own.csv": "name,points\nAda,3\n", "own.pdf": "%PDF-1.7\n/Creator (Word)\n",
		"own.xlsx": "PK\x03\x04\x14\x00\x00\x00[Content_Types].xml", "own.json": "[1,2]\n", "own.html": "<!DOCTYPE html><title>Mine</title>",
		"page.html": "<!doctype html>\n<html lang=\"en\">\n<title>Mine</title>\n", "notes.md": "# Notes of 2026\n\nWhat parents said.\n\n## Monday\n", "drawn.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\"></svg>\n",
		"photo.png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(theirs), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, format := range []string{"csv", "json", "xlsx", "html", "pdf", "md"} {
			s.fails(exitFailed, "left as it is", "export", "--format", format, path)
		}
		for _, picture := range []string{"--svg", "--png", "--pdf"} {
			s.fails(exitFailed, "left as it is", "figure", project, picture, path)
		}
		if got := contentOf(t, path); got != theirs {
			t.Errorf("%s is now %q", name, got)
		}
	}
	empty := filepath.Join(t.TempDir(), "empty.csv") // as mktemp makes it
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s.one("export", "--format", "csv", empty)
}

func contentOf(t *testing.T, path string) string {
	t.Helper()

	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
