package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// small is a school whose measure has, each week, a total, a large group and a
// small one: only the total may leave.
func small(t *testing.T) (s *school, project, measure string) {
	t.Helper()

	s = newSchool(t, "Ada", "North")
	project = s.add("project", "Essays on time")
	measure = s.add("measure", "Essays handed in", "--link", "project="+project, "--set", "calculation=percent", "--set", `groups=[{"group":"Walkers","set":"Way"},{"group":"Riders","set":"Way"}]`)
	lines := &strings.Builder{}
	for _, day := range []string{"2026-09-04", "2026-09-11", "2026-09-18"} {
		for _, of := range [][3]string{{"", "100", "note-of-all"}, {"Riders", "92", "note-of-riders"}, {"Walkers", "8", "note-of-walkers"}} {
			lines.WriteString(strings.NewReplacer("DAY", day, "SIZE", of[1], "GROUP", of[0], "NOTE", of[2], "ID", measure).Replace(
				`{"kind":"data-point","fields":{"date":"DAY","numerator":4,"denominator":SIZE,"group":"GROUP","note":"NOTE"},"links":[{"rel":"measure","to":"ID"}]}` + "\n"))
		}
	}
	file := filepath.Join(t.TempDir(), "numbers.jsonl")
	if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	s.all("import", file)
	return s, project, measure
}

func TestSmallGroups_AreInNoFileThatLeaves(t *testing.T) {
	s, project, measure := small(t)
	out := func(name string) string { return filepath.Join(t.TempDir(), name) }
	for name, c := range map[string]struct {
		file string
		args []string
		own  bool
	}{
		"json":               {out("a.json"), []string{"export", "--format", "json"}, false},
		"csv":                {out("a.csv"), []string{"export", "--format", "csv"}, false},
		"html":               {out("a.html"), []string{"export", "--format", "html"}, false},
		"markdown":           {out("a.md"), []string{"export", "--format", "md"}, false},
		"the chart":          {out("a.svg"), []string{"figure", measure, "--svg"}, false},
		"json for oneself":   {out("b.json"), []string{"export", "--own", "--format", "json"}, true},
		"groups for oneself": {out("b.svg"), []string{"figure", measure, "--own", "--of", "groups", "--svg"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			s.one(append(append([]string{}, c.args...), c.file)...)
			content, err := os.ReadFile(c.file)
			if err != nil {
				t.Fatal(err)
			}
			text := string(content)
			for _, word := range []string{"note-of-riders", "note-of-walkers"} {
				if strings.Contains(text, word) && !c.own {
					t.Errorf("%q left the laptop", word)
				}
			}
			if c.own && !strings.Contains(text, "Walkers") {
				t.Error("one's own copy lacks the small group")
			}
			if strings.HasSuffix(c.file, ".svg") && !c.own && !strings.Contains(text, "6 numbers are not shown: 3 of groups of fewer than 10") {
				t.Errorf("the picture does not say what it leaves out: %s", text)
			}
		})
	}
	s.fails(exitFailed, "names a group", "figure", measure, "--of", "groups", "--svg", out("c.svg"))
	said := text(s.one("figure", project, "--svg", out("d.svg")), "description")
	if strings.Contains(said, "Walkers") {
		t.Errorf("the driver diagram says %q", said)
	}
}

const groupedFile = `week,group,done,of
1,Girls,20,40
1,Boys,33,44
1,New,4,6
2,Girls,22,40
2,Boys,20,44
2,New,15,16
3,Girls,25,40
3,Boys,21,44
`

func TestChart_APictureLeavesSmallGroupsOut(t *testing.T) {
	s := newFolder(t)
	file := filepath.Join(t.TempDir(), "weeks.csv")
	if err := os.WriteFile(file, []byte(groupedFile), 0o600); err != nil {
		t.Fatal(err)
	}
	chart := []string{"chart", file, "--chart", "run", "--x", "week", "--y", "done", "--n", "of", "--multiply", "100"}
	for name, c := range map[string]struct {
		options []string
		has     []string
		lacks   []string
	}{
		"under each other":     {[]string{"--by", "group"}, []string{"done / of: New", "1 number is not shown: 1 of groups of fewer than 10"}, []string{"66.7%"}},
		"beside everyone":      {[]string{"--by", "group", "--together"}, []string{"done / of, by group", ">Everyone<", "2 numbers are not shown", "part of a signal"}, []string{"66.7%", "1: 50%"}},
		"a limit of one's own": {[]string{"--by", "group", "--smallest", "20"}, []string{"2 numbers are not shown: 2 of groups of fewer than 20"}, []string{"66.7%", "93.8%"}},
		"for oneself":          {[]string{"--by", "group", "--together", "--own"}, []string{"66.7%", "93.8%"}, []string{"not shown"}},
	} {
		t.Run(name, func(t *testing.T) {
			picture := filepath.Join(t.TempDir(), "a.svg")
			printed := s.all(append(append(append([]string{}, chart...), c.options...), "--svg", picture)...)
			if got, want := len(printed), 3; got != want {
				t.Errorf("got %d objects, want %d: what is printed holds all groups", got, want)
			}
			content, err := os.ReadFile(picture)
			if err != nil {
				t.Fatal(err)
			}
			for _, word := range c.has {
				if !strings.Contains(string(content), word) {
					t.Errorf("%q is not in the picture", word)
				}
			}
			for _, word := range c.lacks {
				if strings.Contains(string(content), word) {
					t.Errorf("%q is in the picture", word)
				}
			}
		})
	}
	s.fails(exitUsage, "--together wants --by", append(chart, "--together")...)
	s.fails(exitUsage, "from 5 to 30", append(chart, "--smallest", "3")...)
}
