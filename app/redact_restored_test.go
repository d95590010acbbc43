package app

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func (d *desk) comment(id improve.ArtifactID, words string) improve.RowID {
	d.t.Helper()

	if _, err := d.Comment(d.t.Context(), id, words, improve.RowID{}); err != nil {
		d.t.Fatal(err)
	}
	comments := d.get(id).Comments()
	return comments[len(comments)-1].ID
}

// copyOf gives the page that goes on with one of a backup.
func (d *desk) copyOf(old improve.ArtifactID) improve.ArtifactID {
	d.t.Helper()

	copies, err := d.RestoredPages(d.t.Context())
	if err != nil || copies[old].IsZero() {
		d.t.Fatalf("no copy of %s: %v", old, err)
	}
	return copies[old]
}

func (d *desk) wantThere(word string) {
	d.t.Helper()

	if len(d.sees(word)) == 0 {
		d.t.Errorf("%s's laptop has lost %q", d.me.Name, word)
	}
}

// restoredTalk is an interview on a second laptop, of a backup of a first one.
func restoredTalk(t *testing.T) (first, second *desk, old improve.ArtifactID, backup string) {
	t.Helper()

	first, second = deskOf(t, "Ann", "North"), deskIn(t, t.TempDir())
	old = first.create(NewArtifact{Kind: "empathy-interview", Fields: fields{"title": "A talk", "expect": "Earlycanary"}})
	first.edit(old, text("expect", "Fieldcanary"))
	first.edit(old, text("needs", "Needcanary"))
	first.edit(old, text("alias", "Onlybeforecanary"))
	first.edit(old, text("alias", ""))
	first.comment(old, "Firstcanary said")
	first.comment(old, "Secondcanary said")
	backup = first.backup("")
	second.restore(backup, "")
	if _, err := second.DailyBackup(t.Context(), second.dir); err != nil {
		t.Fatal(err)
	}
	return first, second, old, backup
}

// clean takes what is erased out of the daily backups.
func (d *desk) clean() {
	d.t.Helper()

	if _, err := d.CleanBackups(d.t.Context(), d.dir); err != nil {
		d.t.Fatal(err)
	}
}

func TestRedact_GoesFromTheOldPageOfARestoreToo(t *testing.T) {
	_, second, old, backup := restoredTalk(t)
	now := second.copyOf(old)

	if done := second.redact(Erase{Page: now, Field: "expect"}); len(done.Earlier) > 0 {
		t.Errorf("got %+v, want nothing left of it", done)
	}
	second.redact(Erase{Page: now, Comment: second.get(now).Comments()[0].ID})
	second.clean()
	for _, word := range []string{"Earlycanary", "Fieldcanary", "Firstcanary"} {
		second.wantGone(word)
	}
	for _, word := range []string{"Needcanary", "Secondcanary"} {
		second.wantThere(word)
	}
	second.restore(backup, "")
	second.wantGone("Fieldcanary")

	second.redact(Erase{Page: now})
	second.clean()
	for _, word := range []string{"Needcanary", "Secondcanary", "Onlybeforecanary", "A talk"} {
		second.wantGone(word)
	}
	if err := second.db.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	second.wantGone("Needcanary")
}

func TestRedact_OfACopyOfACopyAndOfWhatIsRestoredLater(t *testing.T) {
	first, second, old, backup := restoredTalk(t)
	third := deskIn(t, t.TempDir())
	third.restore(second.backup(""), "")
	third.restore(backup, "")
	if shown := third.byID(improve.Query{Kinds: []improve.KindName{"empathy-interview"}}); len(shown) != 1 {
		t.Errorf("the talk stands %d times", len(shown))
	}

	third.redact(Erase{Page: third.copyOf(old), Field: "expect"})

	third.wantGone("Fieldcanary")
	third.wantThere("Needcanary")
	fourth := deskIn(t, t.TempDir())
	fourth.restore(third.backup(""), "")
	fourth.wantGone("Fieldcanary")
	first.wantThere("Fieldcanary") // another laptop, of which this one knows nothing
}

func TestRedact_LeavesWhatWasWrittenLaterAtAnOldPageAndSaysSo(t *testing.T) {
	first, second, old, _ := restoredTalk(t)
	first.edit(old, text("expect", "Latercanary"))
	second.restore(first.backup(""), "")
	now := second.copyOf(old)

	done := second.redact(Erase{Page: now, Field: "expect"})

	second.clean()
	second.wantGone("Fieldcanary")
	second.wantThere("Latercanary")
	if len(done.Earlier) != 1 || done.Earlier[0] != old {
		t.Errorf("got %v, want to be told of the old page", done.Earlier)
	}
	done = second.redact(Erase{Page: old, Field: "expect"})
	if done.Texts != 1 || len(done.Removed) != 0 {
		t.Errorf("got %+v, want one text gone from this laptop alone", done)
	}
	second.wantGone("Latercanary")
}

func TestRedact_TellsOfAnEarlierPageThatColleaguesHold(t *testing.T) {
	first := deskOf(t, "Ann", "North")
	first.edit(first.me.Person, text("job", "Jobcanary"))
	second := deskIn(t, t.TempDir())
	second.begin("Ann", "North")
	second.restore(first.backup(""), "")
	me, err := second.Me(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	now := second.get(me.Person)
	if original, _, _ := now.CopiedFrom(); original != first.me.Person {
		t.Fatalf("the page of the person stands for %s", original)
	}

	done := second.redact(Erase{Page: now.ID, Field: "job"})

	if len(done.Earlier) != 1 || done.Earlier[0] != first.me.Person {
		t.Errorf("got %+v, want to be told of the page that the school has", done)
	}
	second.wantThere("Jobcanary")
}

// TestRedact_WhatIsErasedStaysGoneThroughRestores erases pages at random on
// laptops that take each other's place.
func TestRedact_WhatIsErasedStaysGoneThroughRestores(t *testing.T) {
	for range 3 {
		seed := rand.Uint64()
		random := rand.New(rand.NewPCG(seed, 2))
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			d := deskOf(t, "Ann", "")
			var gone []string
			for range 3 {
				d.live(random)
				me, err := d.Me(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				for _, a := range d.all(me.Personal) {
					if title := a.Title(); a.ID != me.Person && title != "" && random.IntN(3) == 0 {
						d.redact(Erase{Page: a.ID})
						gone = append(gone, title)
					}
				}
				earlier := d.backup("")
				for _, title := range gone {
					d.wantGone(title)
				}
				other := deskIn(t, t.TempDir())
				other.restore(earlier, "")
				d = other
				for _, title := range gone {
					d.wantGone(title)
				}
			}
		})
	}
}
