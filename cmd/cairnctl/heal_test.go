package main

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"testing"
)

// skew makes one page of a folder show nothing of what was written, as a fault
// of folding would.
func (s *school) skew() {
	s.t.Helper()

	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(s.dir, "cairn.db"))}).String())
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{
		"UPDATE artifact SET title = 'Something else', state = (SELECT state FROM artifact WHERE kind = 'person' LIMIT 1) WHERE kind = 'aim'",
		"UPDATE state SET digest = zeroblob(16)",
	} {
		if _, err := db.ExecContext(s.t.Context(), statement); err != nil {
			s.t.Fatal(err)
		}
	}
}

func TestExchange_APageThatShowsSomethingElseIsMendedAndCounted(t *testing.T) {
	north, south, line, space := newMeeting(t)
	aim := north.add("aim", "More talk", "--space", space)
	north.letIn(south, space, "member")
	south.one("sync", "--addr", line.addr)
	want(t, "title", south.field(aim, "title"), any("More talk"))
	south.skew()
	if got := south.field(aim, "title"); got == any("More talk") {
		t.Fatal("the page was not damaged")
	}

	south.serve("")
	south.one("sync", "--addr", line.addr)

	eventually(t, "the page as it was written", func() bool { return south.field(aim, "title") == any("More talk") })
	report := south.one("check", "--full")
	want(t, "well", report["ok"], any(true))
	want(t, "differed", number(report, "differed"), 1)
	want(t, "healed", number(report, "healed"), 1)
}
