package main

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"testing"
)

// damage changes the folder's file behind Cairn's back.
func (s *school) damage(statement string) {
	s.t.Helper()

	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(s.dir, "cairn.db"))}).String())
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(s.t.Context(), statement); err != nil {
		s.t.Fatal(err)
	}
}

// report runs a check that finds faults, and gives what it prints.
func (s *school) report(args ...string) object {
	s.t.Helper()

	got := s.run(append([]string{"--json", "check"}, args...)...)
	objects := s.objects(got.stdout)
	if got.code != exitFailed || len(objects) != 1 {
		s.t.Fatalf("check %q: exit %d, %d objects, want exit 1 and one", args, got.code, len(objects))
	}
	return objects[0]
}

func TestCheck_RepairMakesListsAnewAndLeavesWhatWasRecordedAlone(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	aim := s.add("aim", "More talk")
	want(t, "nothing to repair", s.one("check", "--repair")["repaired"], any([]any{}))
	s.damage("UPDATE artifact SET title = 'Less talk' WHERE kind = 'aim'")
	want(t, "well", s.report("--full")["ok"], any(false))

	mended := s.one("check", "--repair")

	wantKeys(t, mended, "ok", "events", "logs", "faults", "repaired")
	want(t, "well", mended["ok"], any(true))
	if repaired, _ := mended["repaired"].([]any); len(repaired) != 1 {
		t.Errorf("repaired: got %v, want the one fault", mended["repaired"])
	}
	want(t, "title", s.field(aim, "title"), any("More talk"))

	s.damage("UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'More', 'Less') AS BLOB)")
	s.damage("UPDATE artifact SET title = 'Less talk' WHERE kind = 'aim'")
	lasting := s.report("--repair")
	want(t, "repaired", lasting["repaired"], any([]any{}))
	want(t, "well", lasting["ok"], any(false))
	want(t, "title that lists still hold", s.field(aim, "title"), any("More talk"))
}
