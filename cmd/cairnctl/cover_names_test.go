package main

import (
	"os"
	"strings"
	"testing"
)

// says wants words on the standard error of a command, and gives what it printed.
func (s *school) says(words string, args ...string) string {
	s.t.Helper()

	got := s.run(args...)
	if got.code != exitDone || strings.Contains(got.stderr, "could be names") != (words != "") || !strings.Contains(got.stderr, words) {
		s.t.Fatalf("%v ended with %d and said %q, want %q", args, got.code, got.stderr, words)
	}
	return got.stdout
}

func TestExport_TellsOfNamesAndCoversThemWhereAsked(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	project := s.add("project", "Essays on time")
	test := s.add("pdsa", "Sit beside Amina", "--set", "learned=Amina began first, Jaylen did not.", "--link", "project="+project)
	const told = `2 words in this file could be names of children (Amina, Jaylen); --replace-names puts "Student A"`
	for _, format := range []string{"json", "csv", "md", "html"} {
		file := s.file("plain."+format, "")
		s.says(told, "export", "--format", format, "--project", project, file)
		s.says("", "export", "--format", format, "--project", project, "--replace-names", file)
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if text := string(content); strings.Contains(text, "Amina") || strings.Contains(text, "Jaylen") || !strings.Contains(text, "Student B did not") {
			t.Errorf("%s: %s", format, text)
		}
	}
	printed := s.file("report.pdf", "")
	for _, how := range [][]string{{"--project", project}, {"--id", project}, {"--project", project, "--one-page"}, {"--project", project, "--sheet", "A3"}, {"--id", test}} {
		s.says("2 words", append([]string{"export", "--format", "pdf", printed}, how...)...)
	}
	said := s.one("export", "--format", "json", "--project", project, "--no-name", "Jaylen", s.file("one.json", ""))
	want(t, "names", said["names"], any(2.0))
	want(t, "covered", said["covered"], any(2.0))
	want(t, "the page itself", s.field(test, "title"), any("Sit beside Amina"))
	s.says("", "export", "--format", "json", "--own", s.file("own.json", ""))
	s.fails(exitUsage, "with its names", "export", "--format", "json", "--own", "--replace-names", s.file("own.json", ""))
}

func TestCommentAndFeedback_TellOfNamesWhereAnotherSchoolReads(t *testing.T) {
	t.Parallel()

	s := newSchool(t, "Ada", "North")
	pair := text(s.one("space", "new", "--kind", "pair", "--name", "North and South"), "space")
	home := s.add("aim", "80 % by June")
	s.says("", "comment", home, "Ask Amina first.")
	there := s.add("aim", "70 % by June", "--space", pair)
	s.says("1 word in what another school reads could be names of children (Amina)", "comment", there, "Ask Amina first.")
	s.says("", "comment", there, "Ask Jaylen, then Marta.", "--replace-names", "--no-name", "Marta")
	shown := s.run("show", there).stdout
	if !strings.Contains(shown, "Ask Student A, then Marta.") || strings.Contains(shown, "Jaylen") {
		t.Errorf("the page says %s", shown)
	}

	feedback := []string{"add", "--kind", "feedback", "--set", "text=How did Jaylen take it?", "--link", "on=" + there}
	s.says("(Jaylen)", feedback...)
	given := text(s.one(append(feedback, "--replace-names", "--set", "type=cool")...), "id")
	want(t, "the feedback", s.field(given, "text"), any("How did Student A take it?"))
	s.says("(Jaylen)", "edit", given, "--set", "text=Ask Jaylen.")
	s.says("", "edit", given, "--replace-names", "--set", "text=Ask Jaylen.")
	want(t, "the feedback", s.field(given, "text"), any("Ask Student A."))
	s.fails(exitUsage, "do not go with --from", "add", "--replace-names", "--from", "-")
}
