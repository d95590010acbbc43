package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func (d *desk) redact(what Erase) Erased {
	d.t.Helper()

	done, err := d.Redact(d.t.Context(), []Erase{what}, "names a student")
	if err != nil {
		d.t.Fatal(err)
	}
	return done
}

// sees tells whether a word stands anywhere in a desk's files, search or backups.
func (d *desk) sees(word string) []string {
	d.t.Helper()

	var places []string
	err := filepath.WalkDir(d.dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if strings.Contains(string(raw), word) {
			places = append(places, entry.Name())
		}
		if strings.HasSuffix(path, backupEnding) && err == nil {
			err = readBackup(path, "", func(_ recordType, body []byte) error {
				if strings.Contains(string(body), word) {
					places = append(places, "in "+entry.Name())
				}
				return nil
			})
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	cards, err := d.db.Cards(d.t.Context(), improve.Query{Search: word, Retired: true})
	if err != nil {
		d.t.Fatal(err)
	}
	for _, card := range cards {
		places = append(places, "search: "+card.Title)
	}
	return places
}

func (d *desk) wantGone(word string) {
	d.t.Helper()

	if places := d.sees(word); len(places) > 0 {
		d.t.Errorf("%s's laptop still has %q in %q", d.me.Name, word, places)
	}
	report, err := d.db.Check(d.t.Context(), true)
	if err != nil || len(report.Faults) > 0 {
		d.t.Errorf("the check of %s's laptop finds %q, %v", d.me.Name, report.Faults, err)
	}
}

func TestRedact_takesAFieldWithItsOlderTexts(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.page("change-idea", "Start in class")
	d.edit(id, text("what", "Oldcanary sits in front"))
	d.edit(id, text("what", "Newcanary sits in front"))
	if len(d.sees("Oldcanary")) == 0 {
		t.Fatal("the scan finds nothing")
	}

	done := d.redact(Erase{Page: id, Field: "what"})

	if done.Texts != 2 || done.Left != 0 || len(done.Removed) != 1 {
		t.Errorf("got %+v, want both texts", done)
	}
	d.wantGone("Oldcanary")
	d.wantGone("Newcanary")
	sameText(t, "what", d.FieldsOf(d.get(id))["what"].(string), "[removed]")
	sameText(t, "title", d.get(id).Title(), "Start in class")
	gone, err := d.GoneFrom(t.Context(), id)
	if err != nil || len(gone) != 2 {
		t.Fatalf("got %v, %v", gone, err)
	}
	for _, one := range gone {
		if one.By != "Ann" || one.Reason != "names a student" || one.At.IsZero() || !one.Known {
			t.Errorf("got %+v", one)
		}
	}
	if again := d.redact(Erase{Page: id, Field: "what"}); again.Texts != 0 || len(again.Removed) != 0 {
		t.Errorf("again: got %+v, want nothing to do", again)
	}
	d.edit(id, text("what", "One sits in front"))
	sameText(t, "what", d.FieldsOf(d.get(id))["what"].(string), "One sits in front")
}

func TestRedact_takesRowsRecordsCommentsAndWholePages(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	pdsa := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "Titlecanary"}, Rows: rows{"tasks": {{"what": "Rowcanary one"}, {"what": "stays"}}}})
	if _, err := d.Comment(t.Context(), pdsa, "Commentcanary", improve.RowID{}); err != nil {
		t.Fatal(err)
	}
	record := d.create(NewArtifact{Kind: "data-point", Fields: fields{"date": "2026-09-18", "value": "9", "note": "Recordcanary"}})

	d.redact(Erase{Page: pdsa, Field: "tasks", Row: d.get(pdsa).Rows("tasks")[0].ID})
	d.wantGone("Rowcanary")
	if got := d.sees("stays"); len(got) == 0 {
		t.Error("the other row went, too")
	}
	d.redact(Erase{Page: record, Field: "note"})
	d.wantGone("Recordcanary")
	d.redact(Erase{Page: pdsa, Comment: d.get(pdsa).Comments()[0].ID})
	d.wantGone("Commentcanary")
	if c := d.get(pdsa).Comments()[0]; !c.Erased || c.Text != "" {
		t.Errorf("got %+v", c)
	}
	d.redact(Erase{Page: pdsa})
	d.wantGone("Titlecanary")
	if a := d.get(pdsa); !a.Retired() {
		t.Error("a page of which nothing is left is not put away")
	}
	_, err := d.Redact(t.Context(), []Erase{{Page: pdsa, Field: "summary"}}, "x")
	refused(t, err, improve.NotFound)
}

func TestRedact_leavesWhatTheOtherSchoolWrote(t *testing.T) {
	north, south := deskOf(t, "Ann", "North"), deskOf(t, "Bo", "South")
	pair := north.found(improve.PairSpace, "Pair")
	north.admit(south, pair, improve.Member)
	id := north.create(NewArtifact{Kind: "aim", Space: pair, Fields: fields{"title": "Northcanary"}})
	exchange(north, south, pair)
	south.edit(id, text("what", "Southcanary"))
	exchange(north, south, pair)

	_, err := north.Redact(t.Context(), []Erase{{Page: id, Field: "what"}}, "x")
	refused(t, err, improve.Denied)
	if !strings.Contains(err.Error(), "Bo") {
		t.Errorf("got %v, want it to say who wrote this", err)
	}
	done := north.redact(Erase{Page: id})

	if done.Texts != 1 || done.Left != 1 || !slices.Equal(done.LeftTo, []string{"Bo"}) {
		t.Errorf("got %+v, want one gone and one left to Bo", done)
	}
	exchange(north, south, pair)
	for _, d := range []*desk{north, south} {
		d.wantGone("Northcanary")
		if len(d.sees("Southcanary")) == 0 {
			t.Error("what the other school wrote went, too")
		}
	}
	south.redact(Erase{Page: id, Field: "what"})
	exchange(north, south, pair)
	north.wantGone("Southcanary")
}

func TestRedact_byAnOwnerOfTheOwnSchoolAndByNobodyElse(t *testing.T) {
	ann, kim, lee := deskOf(t, "Ann", "North"), deskOf(t, "Kim", ""), deskOf(t, "Lee", "")
	for _, d := range []*desk{kim, lee} {
		ann.admit(d, ann.me.School, improve.Member)
		if err := d.AdoptSchool(t.Context(), ann.me.School); err != nil {
			t.Fatal(err)
		}
	}
	me, err := kim.Me(t.Context())
	if err != nil || me.Organisation != ann.me.Organisation {
		t.Errorf("got organisation %s, %v; want that of the school that was joined", me.Organisation, err)
	}
	id := kim.create(NewArtifact{Kind: "aim", Space: ann.me.School, Fields: fields{"title": "Kimcanary"}})
	kim.send(ann, ann.me.School)
	ann.send(lee, ann.me.School)

	_, err = lee.Redact(t.Context(), []Erase{{Page: id}}, "x")
	refused(t, err, improve.Denied)
	ann.redact(Erase{Page: id})

	ann.send(kim, ann.me.School)
	ann.send(lee, ann.me.School)
	for _, d := range []*desk{ann, kim, lee} {
		d.wantGone("Kimcanary")
	}
}

func TestRedact_aReasonSaysWhyAndNotWhat(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.create(NewArtifact{Kind: "change-idea", Fields: fields{"title": "Seats", "what": "Student Maria sits by the window in the front row"}})
	for reason, want := range map[string]improve.Code{
		"names a student":             "",
		"A student asked for it":      "",
		" ":                           improve.Invalid,
		strings.Repeat("a ", 200):     improve.Invalid,
		"is about Maria.":             improve.Invalid,
		"says who SITS BY THE WINDOW": improve.Invalid,
		"a\xff":                       improve.Invalid,
		"the window is not meant for others to know": "",
	} {
		t.Run(reason, func(t *testing.T) {
			err := d.store.Update(t.Context(), func(tx improve.Tx) error { // nothing is kept
				b := newBatch(t.Context(), d.Journal, tx)
				checked, err := checkReason(reason)
				if err == nil {
					_, err = b.erase(Erase{Page: id, Field: "what"}, checked, &Erased{})
				}
				if err == nil {
					err = errRollback
				}
				return err
			})
			if improve.CodeOf(err) != want {
				t.Errorf("got %v, want code %q", err, want)
			}
		})
	}
}

var errRollback = os.ErrClosed

func TestRedact_takesDraftsOfTheField(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.create(NewArtifact{Kind: "change-idea", Fields: fields{"title": "Seats", "what": "First"}})
	draft := Draft{Object: id, Edits: []improve.Edit{text("what", "Draftcanary"), text("title", "Kept while writing")}}
	if err := d.SaveDraft(t.Context(), draft); err != nil {
		t.Fatal(err)
	}

	d.redact(Erase{Page: id, Field: "what"})

	d.wantGone("Draftcanary")
	left, ok, err := d.DraftOf(t.Context(), id)
	if err != nil || !ok || len(left.Edits) != 1 || left.Edits[0].Value.Text != "Kept while writing" {
		t.Errorf("got %+v, %v, %v; want the rest of what was typed", left, ok, err)
	}
	d.redact(Erase{Page: id, Field: "title"})
	if _, ok, err := d.DraftOf(t.Context(), id); ok || err != nil {
		t.Errorf("an empty draft is left, %v", err)
	}
}

func TestRedact_cleansTheDailyBackupsAndOldOnesBringNothingBack(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.create(NewArtifact{Kind: "change-idea", Fields: fields{"title": "Seats", "what": "Backupcanary"}})
	if err := d.SaveDraft(t.Context(), Draft{Object: id, Edits: []improve.Edit{text("what", "Backupcanary again")}}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.DailyBackup(t.Context(), d.dir); err != nil {
		t.Fatal(err)
	}
	old := d.backup("")
	unfinished := filepath.Join(d.dir, backupFolder, ".cairn-backup-77")
	if err := os.WriteFile(unfinished, []byte("Backupcanary"), 0o600); err != nil {
		t.Fatal(err)
	}
	if places := d.sees("Backupcanary"); len(places) < 3 {
		t.Fatalf("the scan finds %q only", places)
	}

	d.redact(Erase{Page: id, Field: "what"})
	count, err := d.CleanBackups(t.Context(), d.dir)
	if err != nil || count != 1 {
		t.Fatalf("got %d backups written anew, %v; want 1", count, err)
	}
	d.wantGone("Backupcanary")
	if count, err = d.CleanBackups(t.Context(), d.dir); err != nil || count != 0 {
		t.Errorf("again: got %d, %v; want nothing to do", count, err)
	}

	names, err := listBackups(filepath.Join(d.dir, backupFolder))
	if err != nil || len(names) != 1 {
		t.Fatalf("got %v, %v", names, err)
	}
	d.restore(old, "")
	d.wantGone("Backupcanary")
	fresh := deskIn(t, t.TempDir())
	restored := fresh.restore(filepath.Join(d.dir, backupFolder, names[0]), "")
	if restored.Refused != 0 || fresh.get(id).Title() != "Seats" {
		t.Errorf("the cleaned backup restores %+v", restored)
	}
	fresh.wantGone("Backupcanary")
}

func TestErasedOn_countsThoseWhoHaveIt(t *testing.T) {
	ann, bo, kim := deskOf(t, "Ann", "North"), deskOf(t, "Bo", "South"), deskOf(t, "Kim", "South")
	pair := ann.found(improve.PairSpace, "Pair")
	ann.admit(bo, pair, improve.Member)
	ann.admit(kim, pair, improve.Guest)
	id := ann.create(NewArtifact{Kind: "aim", Space: pair, Fields: fields{"title": "Canary"}})
	if _, ok, err := ann.ErasedFrom(t.Context(), id); ok || err != nil {
		t.Errorf("nothing was erased yet: %v", err)
	}
	done := ann.redact(Erase{Page: id, Field: "title"})

	spread, err := ann.ErasedOn(t.Context(), done.Removed)
	if err != nil || len(spread.Done) != 1 || spread.Of() != 3 || spread.Waiting[0].Name != "Bo" || spread.Waiting[1].Name != "Kim" {
		t.Errorf("got %+v, %v; want Ann's alone", spread, err)
	}
	ann.send(bo, pair)
	heads, err := bo.db.Heads(t.Context(), pair)
	if err == nil {
		err = ann.db.SaveRemoteHeads(t.Context(), bo.Device(), pair, heads)
	}
	if err != nil {
		t.Fatal(err)
	}

	spread, ok, err := ann.ErasedFrom(t.Context(), id)

	if err != nil || !ok || len(spread.Done) != 2 || len(spread.Waiting) != 1 || spread.Waiting[0].Name != "Kim" || !spread.Waiting[0].LastSeen.IsZero() {
		t.Errorf("got %+v, %v; want only Kim's to wait", spread, err)
	}
}
