package main

import "testing"

func TestExamples_AreListedAndStartedFrom(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	aims := s.all("examples", "--kind", "aim", "--topic", "attendance")
	if len(aims) < 2 {
		t.Fatalf("%d aims on attendance, want at least 2", len(aims))
	}
	for _, aim := range aims {
		wantKeys(t, aim, "id", "kind", "title", "topic", "grades", "set")
		want(t, "topic", text(aim, "topic"), "Attendance")
	}
	sets := s.all("examples", "--sets", "--search", "help table")
	if len(sets) == 0 {
		t.Fatal("no set has a help table")
	}
	wantKeys(t, sets[0], "id", "title", "topic", "for", "grades", "pages")

	project := text(s.one("add", "--kind", "project", "--set", "title=Ours"), "id")
	before := len(s.all("list"))
	made := s.all("examples", "start", "absence-drivers", "--project", project)
	want(t, "pages", len(s.all("list"))-before, len(made))
	aim := s.one("show", text(made[0], "id"))
	want(t, "kind", text(aim, "kind"), "aim")
	want(t, "baseline", aim["fields"].(object)["baseline"], any(nil))
	want(t, "links", len(s.one("show", text(made[1], "id"))["links"].([]any)), 2)

	s.fails(exitFailed, "There is no example of this name", "examples", "start", "nothing")
	s.fails(exitFailed, "no kind", "examples", "--kind", "castle")
	s.fails(exitFailed, "There are: ", "examples", "--topic", "castles")
}
