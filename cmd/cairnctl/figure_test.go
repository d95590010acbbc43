package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFigure_DrawsAProjectIntoAFile(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	project := s.add("project", "Essays on time")
	aim := s.add("aim", "By May 80 % on the day", "--link", "project="+project)
	driver := s.add("driver", "Help comes early", "--link", "project="+project, "--link", "aim="+aim)
	s.add("change-idea", "Begin in class", "--link", "project="+project, "--link", "driver="+driver)
	away := s.add("change-idea", "Something else", "--link", "project="+project, "--link", "driver="+driver)
	s.one("retire", away)
	s.add("fishbone-cause", "Nobody looks before the due day", "--link", "project="+project)

	for option, begin := range map[string]string{"--svg": "<svg ", "--png": "\x89PNG", "--pdf": "%PDF-"} {
		for of, words := range map[string]string{"theory": "Begin in class", "causes": "Nobody looks before the due day"} {
			file := filepath.Join(t.TempDir(), "figure")
			printed := s.one("figure", project, "--of", of, option, file)
			wantKeys(t, printed, "id", "title", "description")
			said, _ := printed["description"].(string)
			if !strings.Contains(said, words) || strings.Contains(said, "Something else") {
				t.Errorf("%s says %q", of, said)
			}
			content, err := os.ReadFile(file)
			if err != nil || !bytes.HasPrefix(content, []byte(begin)) {
				t.Errorf("%s %s: %d bytes, %v", of, option, len(content), err)
			}
		}
	}
	idea := s.add("change-idea", "Write together", "--link", "project="+project)
	s.add("pdsa", "One class", "--link", "change-idea="+idea)
	ramp := s.one("figure", idea, "--svg", filepath.Join(t.TempDir(), "ramp.svg"))
	if said, _ := ramp["description"].(string); !strings.Contains(said, "Write together: 1 test.\nTest 1 · One class · Planned") {
		t.Errorf("the ramp says %q", said)
	}
	before := s.add("process-map", "As it goes", "--link", "project="+project)
	now := s.add("process-map", "As it should go", "--link", "project="+project, "--link", "before="+before)
	both := s.one("figure", now, "--svg", filepath.Join(t.TempDir(), "both.svg"))
	if said, _ := both["title"].(string); said != "As it goes · As it should go" {
		t.Errorf("both drawings are called %q", said)
	}
	tree := s.one("figure", s.add("decision-tree", "Who needs what?"), "--svg", filepath.Join(t.TempDir(), "tree.svg"))
	if said, _ := tree["description"].(string); said != "Who needs what?: 0 questions." {
		t.Errorf("the tree says %q", said)
	}
	poster := filepath.Join(t.TempDir(), "poster.pdf")
	s.one("figure", project, "--tiles", "3x2", "--pdf", poster)
	content, err := os.ReadFile(poster)
	if pages := bytes.Count(content, []byte("/Type /Page\n")); err != nil || pages != 6 {
		t.Errorf("a poster of three by two has %d sheets and %v, want 6", pages, err)
	}
	for _, c := range []struct {
		args  []string
		pages int
	}{
		{[]string{"figure", project, "--tiles", "4", "--pdf", poster}, 4},
		{[]string{"export", "--format", "pdf", "--project", project, "--tiles", "2", poster}, 2},
		{[]string{"export", "--format", "pdf", "--project", project, "--sheet", "A3", poster}, 1},
		{[]string{"export", "--format", "pdf", "--project", project, "--one-page", poster}, 1},
	} {
		s.one(c.args...)
		content, err := os.ReadFile(poster)
		if pages := bytes.Count(content, []byte("/Type /Page\n")); err != nil || pages != c.pages {
			t.Errorf("%v: %d sheets and %v, want %d", c.args, pages, err, c.pages)
		}
	}
	s.fails(exitUsage, "poster of a project", "export", "--format", "md", "--project", project, "--tiles", "2", poster)
	s.fails(exitUsage, "one sheet of a project", "export", "--format", "md", "--project", project, "--one-page", poster)
	s.fails(exitUsage, "one sheet of a project", "export", "--format", "pdf", "--one-page", poster)
	s.fails(exitUsage, "3x2", "figure", project, "--tiles", "0x9", "--pdf", poster)
	s.fails(exitUsage, "--svg, --png or --pdf", "figure", project)
	s.fails(exitFailed, "There is no picture", "figure", aim, "--png", filepath.Join(t.TempDir(), "a"))
}

func TestFigure_DrawsACauseOnEachOfItsBonesAndCountsItOnce(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	project := s.add("project", "Essays on time")
	s.add("fishbone-cause", "Nobody looks before the due day", "--link", "project="+project, "--set", "category=processes", "--set", `also_on=[{"category":"resources"}]`)

	said, _ := s.one("figure", project, "--of", "causes", "--svg", filepath.Join(t.TempDir(), "causes.svg"))["description"].(string)

	for _, want := range []string{
		"Fishbone: 1 cause", "How things are done and when:\n– Nobody looks before the due day · also under “Rules, time and means”",
		"Rules, time and means:\n– Nobody looks before the due day · the same cause as under “How things are done and when”",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("want %q in:\n%s", want, said)
		}
	}
}
