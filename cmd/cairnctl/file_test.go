package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// file writes a file beside the data folder and gives its path.
func (s *school) file(name, content string) string {
	s.t.Helper()

	path := filepath.Join(filepath.Dir(s.dir), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

const projectLines = "\xef\xbb\xbf" + `{"kind":"project","fields":{"title":"Talk in maths"},"ref":"p"}
{"kind":"aim","fields":{"title":"80 % explain, out loud = often","target":80},"links":[{"rel":"project","to":"p"}],"ref":"a"}

{"kind":"pdsa","fields":{"title":"Talk partners","questions":[{"question":"Does it help?","prediction":"8 of 10"}]},"links":[{"rel":"project","to":"p"}]}
`

func TestImport_AFileIsRecordedInOrderWithItsLinks(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	school := text(s.all("spaces")[1], "space")
	for name, run := range map[string]func() done{
		"add --from": func() done { return s.run("--json", "add", "--from", s.file("in.jsonl", projectLines)) },
		"import":     func() done { return s.run("--json", "import", "--space", school, s.file("in.jsonl", projectLines)) },
		"add --from -": func() done {
			return s.runWith(strings.NewReader(projectLines), "--dir", s.dir, "--json", "add", "--from", "-")
		},
		"import -": func() done {
			return s.runWith(strings.NewReader(projectLines), "--dir", s.dir, "--json", "import", "-")
		},
	} {
		got := run()
		if got.code != exitDone {
			t.Fatalf("%s: %+v", name, got)
		}
		ids := s.objects(got.stdout)
		want(t, name+": ids", len(ids), 3)
		aim := s.one("show", text(ids[1], "id"))
		want(t, name+": links", aim["links"], any([]any{object{"rel": "project", "to": text(ids[0], "id"), "visible": true}}))
		want(t, name+": space", text(aim, "space"), school)
	}
}

func TestImport_ABadLineIsNamedAndNothingIsKept(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	before := s.all("digest")
	good := `{"kind":"aim","fields":{"title":"Good"},"ref":"a"}`
	for _, c := range []struct{ line, words string }{
		{`not JSON`, "Line 3"},
		{`{"kind":"aim","fields":{"title":"x"}} {"kind":"aim"}`, "Line 3"},
		{`{"kind":"aim"`, "Line 3"},
		{`["aim"]`, "Line 3"},
		{`{"kind":"dream","fields":{"title":"x"}}`, "There is no kind"},
		{`{"kind":"aim","fields":{}}`, "Line 3"},
		{`{"kind":"aim","fields":{"title":"x","dream":"y"}}`, "no field"},
		{`{"kind":"aim","fields":{"title":["x"]}}`, "Line 3"},
		{`{"kind":"aim","fields":{"title":"x"},"colour":"red"}`, "Line 3"},
		{`{"kind":"aim","fields":{"title":"x"},"space":"nowhere"}`, "cairnctl spaces"},
		{`{"kind":"aim","fields":{"title":"x"},"space":"` + noSpaceID + `"}`, "Line 3"},
		{`{"kind":"aim","fields":{"title":"x"},"links":[{"rel":"project","to":"later"}]}`, "leads nowhere"},
		{`{"kind":"aim","fields":{"title":"x"},"links":[{"rel":"likes","to":"a"}]}`, "Line 3"},
		{`{"kind":"aim","fields":{"title":"x"},"ref":"a"}`, "ref of its own"},
		{`{"kind":"aim","fields":{"title":"` + strings.Repeat("x", 1001) + `"}}`, "1000 fit"},
		{`{"kind":"aim","fields":{"title":"` + strings.Repeat("x", 1<<20) + `"}}`, "Line 3"},
		{"{\"kind\":\"aim\",\"fields\":{\"title\":\"\xff\xfe\"}}", "Line 3"},
	} {
		path := s.file("bad.jsonl", good+"\n\n"+c.line+"\n"+`{"kind":"aim","fields":{"title":"Never"}}`)
		s.fails(exitFailed, c.words, "add", "--from", path)
		s.fails(exitFailed, "Nothing was added", "import", path)
	}
	want(t, "digests", s.all("digest"), before)
	s.fails(exitFailed, "nothing in the file", "import", s.file("empty.jsonl", "\n\n"))
	s.fails(exitFailed, "is a folder", "import", s.dir)
	s.fails(exitFailed, "stands there twice", "import", s.file("twice.jsonl", `{"kind":"aim","fields":{"title":"one","title":"two"}}`))
}

func TestExport_WhatIsExportedIsImportedElsewhere(t *testing.T) {
	north, south := newSchool(t, "Ada", "North"), newSchool(t, "Bea", "South")
	north.all("add", "--from", north.file("in.jsonl", projectLines))
	school := text(north.all("spaces")[1], "space")
	path := filepath.Join(filepath.Dir(north.dir), "out.jsonl")
	wrote := north.one("export", "--format", "json", "--space", school, path)
	want(t, "wrote", wrote, object{"file": path, "count": 5.0})

	want(t, "imported", len(south.all("import", path)), 5)
	for _, kind := range []string{"project", "aim", "pdsa"} {
		a, b := north.one("list", "--kind", kind), south.one("list", "--kind", kind)
		want(t, kind, a["fields"], b["fields"])
		want(t, kind+" links", len(a["links"].([]any)), len(b["links"].([]any)))
	}
	aim := text(north.one("list", "--kind", "aim"), "id")
	one := north.run("export", "--format", "json", "--id", aim, "-")
	want(t, "one page on standard output", len(north.objects(one.stdout)), 1)
	north.fails(exitFailed, "another folder", "export", "--format", "json", filepath.Join(path, "x.jsonl"))
}

func TestBackup_AnotherLaptopReadsWhatWasPrivate(t *testing.T) {
	t.Parallel()

	north := newSchool(t, "Ada", "North")
	note := north.add("empathy-interview", "Talk with Sam", "--set", "surprises=He likes graphs")
	north.all("add", "--from", north.file("in.jsonl", projectLines))
	file := filepath.Join(filepath.Dir(north.dir), "all.cairn")
	phrase, wrong := north.file("phrase", "four stones high\n"), north.file("wrong", "three stones\n")

	manifest := north.one("backup", file, "--passphrase-file", phrase)
	if number(manifest, "events") == 0 || manifest["spaces"] == nil {
		t.Errorf("the backup says %v of itself", manifest)
	}
	raw, err := os.ReadFile(file)
	if err != nil || strings.Contains(string(raw), "graphs") {
		t.Errorf("the sealed backup can be read: %v", err)
	}
	south := newSchool(t, "Ada", "Elsewhere")
	before := south.all("digest")
	south.fails(exitFailed, "", "restore", file)
	south.fails(exitFailed, "", "restore", file, "--passphrase-file", wrong)
	open := filepath.Join(filepath.Dir(north.dir), "open.cairn")
	north.one("backup", open)
	if raw, err = os.ReadFile(open); err != nil {
		t.Fatal(err)
	}
	for _, cut := range []int{0, 10, len(raw) / 2, len(raw) - 40} {
		path := south.file("cut.cairn", string(raw[:cut]))
		south.fails(exitFailed, "", "restore", path)
		nobody := newFolder(t)
		nobody.fails(exitFailed, "", "restore", path)
		if _, err := os.Stat(nobody.dir); err == nil {
			t.Error("a refused backup leaves a folder, want none")
		}
	}
	want(t, "digests after refusals", south.all("digest"), before)

	restored := south.one("restore", file, "--passphrase-file", phrase)
	wantKeys(t, restored, "events", "made", "new_here", "copied")
	want(t, "new here", restored["new_here"], any(true))
	want(t, "private pages", len(south.all("list", "--search", "graphs")) > 0, true)
	want(t, "check", south.one("check", "--full")["ok"], any(true))
	southTellsTheCopy(t, south)

	again := north.one("restore", open)
	want(t, "nothing new at home", again["events"], any(0.0))
	north.one("edit", note, "--set", "surprises=He likes graphs, and talks")
	want(t, "check at home", north.one("check", "--full")["ok"], any(true))
}

func TestImport_ThousandsOfLinesAreOneSave(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	var lines strings.Builder
	for n := range 2000 {
		fmt.Fprintf(&lines, `{"kind":"change-idea","fields":{"title":"Idea %d","what":"%s"}}`+"\n", n, strings.Repeat("talk ", 20))
	}
	want(t, "ids", len(s.all("add", "--from", s.file("many.jsonl", lines.String()))), 2000)
	want(t, "listed", len(s.all("list", "--kind", "change-idea")), 2000)
	want(t, "found", len(s.all("list", "--search", "Idea 1999")), 1)
}

// southTellsTheCopy wants each private page once, and with --all the one of the
// backup, too, told apart.
func southTellsTheCopy(t *testing.T, south *school) {
	t.Helper()
	shown := map[any]bool{}
	titles := map[string]int{}
	for _, page := range south.all("list") {
		shown[page["id"]] = true
		titles[fmt.Sprint(page["kind"], page["fields"])]++
		if page["restored_as"] != nil {
			t.Errorf("%v stands in the list with its copy", page["id"])
		}
	}
	for title, count := range titles {
		if count > 1 {
			t.Errorf("%s stands %d times in the list, want once", title, count)
		}
	}
	old := 0
	for _, page := range south.all("list", "--all") {
		if copied, ok := page["restored_as"]; ok {
			old++
			want(t, fmt.Sprintf("%v is listed", page["id"]), shown[page["id"]], false)
			want(t, fmt.Sprintf("its copy %v is listed", copied), shown[copied], true)
			if got := south.one("show", page["id"].(string)); got["id"] != page["id"] {
				t.Errorf("%v cannot be read by its number", page["id"])
			}
		}
	}
	marked := strings.Count(south.run("list", "--all").stdout, "(as in the backup, to read)")
	if old == 0 || marked != old {
		t.Errorf("%d pages are told to be as in the backup, and %d are marked", old, marked)
	}
	replaced := 0
	for _, device := range south.all("devices") {
		if device["replaced"] != nil {
			replaced++
		}
	}
	want(t, "laptops that it replaced", replaced, 1)
}

func TestImport_OfAWorkbookTakesTheSheetOfTheKind(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	s.add("aim", "More talk")
	book := filepath.Join(t.TempDir(), "all.xlsx")
	s.one("export", "--format", "xlsx", book)
	got := s.run("--json", "import", "--kind", "aim", "--dry-run", book)
	want(t, "rows", s.objects(got.stdout)[0]["rows"], 1.0)
	if !strings.Contains(got.stderr, "sheets, \"Aims\" is taken") {
		t.Errorf("got %q, want it said which sheet is read", got.stderr)
	}
	s.fails(exitFailed, "Name a file", "export", "--format", "csv", t.TempDir())
}
