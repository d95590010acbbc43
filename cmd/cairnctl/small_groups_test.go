package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
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
	measure = s.add("measure", "Essays handed in", append([]string{"--link", "project=" + project}, ways...)...)
	s.weeks(measure)
	return s, project, measure
}

// ways says how the numbers are taken apart.
var ways = []string{"--set", "calculation=percent", "--set", `groups=[{"group":"Walkers","set":"Way"},{"group":"Riders","set":"Way"}]`}

// smallIn is the same measure in a space that others read.
func smallIn(s *school, space string) (measure string) {
	measure = s.add("measure", "Essays handed in", append([]string{"--space", space}, ways...)...)
	s.weeks(measure)
	return measure
}

// weeks writes three weeks of numbers.
func (s *school) weeks(measure string) {
	s.t.Helper()

	lines := &strings.Builder{}
	for _, day := range []string{"2026-09-04", "2026-09-11", "2026-09-18"} {
		for _, of := range [][4]string{{"", "68", "100", "note-of-all"}, {"Riders", "61", "92", "note-of-riders"}, {"Walkers", "7", "8", "note-of-walkers"}} {
			lines.WriteString(strings.NewReplacer("DAY", day, "COUNT", of[1], "SIZE", of[2], "GROUP", of[0], "NOTE", of[3], "ID", measure).Replace(
				`{"kind":"data-point","fields":{"date":"DAY","numerator":COUNT,"denominator":SIZE,"group":"GROUP","note":"NOTE"},"links":[{"rel":"measure","to":"ID"}]}` + "\n"))
		}
	}
	file := filepath.Join(s.t.TempDir(), "numbers.jsonl")
	if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
		s.t.Fatal(err)
	}
	s.all("import", file)
}

func TestSmallGroups_AFileSaysHowManyNumbersItLacks(t *testing.T) {
	s, project, measure := small(t)
	file := filepath.Join(t.TempDir(), "a.json")
	for name, c := range map[string]struct {
		args []string
		want any
	}{
		"all":         {nil, 6.0},
		"the project": {[]string{"--project", project}, 6.0},
		"the measure": {[]string{"--id", measure}, 6.0},
		"of oneself":  {[]string{"--own"}, nil},
	} {
		if got := s.one(append(append([]string{"export", "--format", "json"}, c.args...), file)...)["withheld"]; got != c.want {
			t.Errorf("%s: got %v numbers left out, want %v", name, got, c.want)
		}
	}
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
		"workbook":           {out("a.xlsx"), []string{"export", "--format", "xlsx"}, false},
		"project workbook":   {out("p.xlsx"), []string{"export", "--format", "xlsx", "--project", project}, false},
		"print":              {out("a.pdf"), []string{"export", "--format", "pdf"}, false},
		"the report":         {out("p.pdf"), []string{"export", "--format", "pdf", "--project", project}, false},
		"the year":           {out("y.pdf"), []string{"export", "--format", "pdf", "--year", "2026"}, false},
		"the one page":       {out("o.pdf"), []string{"export", "--format", "pdf", "--project", project, "--one-page"}, false},
		"the poster":         {out("q.pdf"), []string{"export", "--format", "pdf", "--project", project, "--tiles", "2"}, false},
		"the chart printed":  {out("c.pdf"), []string{"figure", measure, "--pdf"}, false},
		"the chart as tiles": {out("t.pdf"), []string{"figure", measure, "--tiles", "4", "--pdf"}, false},
		"the chart's pixels": {out("a.png"), []string{"figure", measure, "--png"}, false},
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
			text := readable(t, c.file, content)
			for _, word := range telltales {
				if strings.Contains(text, word) && !c.own {
					t.Errorf("%q left the laptop", word)
				}
			}
			if strings.HasSuffix(c.file, ".xlsx") && !strings.Contains(text, "note-of-all") {
				t.Errorf("the workbook cannot be read: %s", text)
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

// telltales are words that only somebody who holds the numbers of the groups could
// write: their notes, what was counted, and the shares that come of it.
var telltales = []string{"note-of-riders", "note-of-walkers", "61 of 92", "7 of 8", "66.3", "87.5", "92.0"}

// readable gives all that can be read in a file: the parts of a workbook, and
// the words of a PDF where the tool for it is there; its pictures say their
// words in the file itself.
func readable(t *testing.T, name string, content []byte) string {
	t.Helper()

	switch filepath.Ext(name) {
	case ".xlsx":
		book, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		all := &strings.Builder{}
		for _, part := range book.File {
			open, err := part.Open()
			if err == nil {
				_, err = io.Copy(all, open)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		return all.String()
	case ".pdf":
		tool, err := exec.LookPath("pdftotext")
		if err != nil {
			return string(content)
		}
		said, err := exec.Command(tool, "-layout", name, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(content) + string(said)
	default:
		return string(content)
	}
}

func TestSmallGroups_ComeToTheBuddySchoolByNoWay(t *testing.T) {
	for name, carry := range map[string]func(p *pair){
		"shared space": func(p *pair) { p.north.one("sync") },
		"bundle": func(p *pair) {
			file := filepath.Join(newStick(t), "out.cairn")
			p.north.one("bundle", "export", "--space", p.space, file)
			p.south.one("bundle", "import", file)
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPair(t)
			if name == "bundle" { // nothing but the file may carry it
				p.line.stop()
				p.buddy.stop()
			}
			measure := smallIn(p.north, p.space)

			carry(p)

			p.south.arrives(measure)
			numbers := p.south.all("list", "--kind", "data-point")
			if len(numbers) != 3 || len(p.south.sees("note-of-all")) == 0 {
				t.Errorf("South has %d numbers, want the three totals", len(numbers))
			}
			for _, word := range []string{"note-of-riders", "note-of-walkers"} {
				if found := p.south.sees(word); len(found) > 0 {
					t.Errorf("%s: %q can be read in %v", name, word, found)
				}
				want(t, "found by search", len(p.south.all("list", "--all", "--search", word)), 0)
			}
			for _, format := range []string{"json", "csv"} {
				for _, word := range telltales {
					if own := p.south.run("export", "--own", "--format", format, "-"); strings.Contains(own.stdout, word) {
						t.Errorf("South writes %q", word)
					}
				}
			}
			if own := p.north.run("export", "--own", "--format", "json", "-"); !strings.Contains(own.stdout, "note-of-walkers") {
				t.Error("North has lost its own numbers")
			}
		})
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

func TestSpaces_TellHowManyNumbersAreNotShared(t *testing.T) {
	s, _, _ := small(t)

	for _, space := range s.all("spaces") {
		want := any(nil)
		if text(space, "kind") == "personal" {
			want = float64(6) // those of walkers and riders, of three weeks
		}
		if got := space["not_shared"]; got != want {
			t.Errorf("%s: got %v numbers that are not shared, want %v", text(space, "kind"), got, want)
		}
	}
}
