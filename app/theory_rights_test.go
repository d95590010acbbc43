package app

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

func TestGoBackTheory_IsForThoseWhoMayChangeThePages(t *testing.T) {
	d := newTheoryDesk(t)
	d.set(d.aim, "title", "90 of 100 essays")
	guest := deskOf(t, "Ben", "")
	d.admit(guest, d.me.School, improve.Guest)
	before := guest.events(d.me.School)

	story := guest.story(d.project)
	_, err := guest.PreviewTheoryBack(t.Context(), story, 1)
	refused(t, err, improve.Denied, "Larkfield")
	_, err = guest.GoBackTheory(t.Context(), story, 1)
	refused(t, err, improve.Denied, "Larkfield")
	if guest.events(d.me.School) != before || guest.get(d.aim).Title() != "90 of 100 essays" {
		t.Error("something was written all the same")
	}
}

func TestGoBackTheory_DoesNothingHalfWhereOnePageIsNotOnesOwn(t *testing.T) {
	d := newTheoryDesk(t)
	ben := deskAt(t, t.TempDir(), d.clock.Now) // whatever day the test runs on, his driver is the later one
	ben.begin("Ben", "Hillside")
	d.admit(ben, d.me.School, improve.Member)
	ben.admit(d.desk, ben.me.School, improve.Guest)
	d.wait(time.Hour)
	d.set(d.aim, "title", "90 of 100 essays")
	ben.create(NewArtifact{Kind: "driver", Space: ben.me.School, Fields: fields{"title": "Theirs"}, Links: []NewLink{to("project", d.project)}})
	ben.send(d.desk, ben.me.School)

	_, err := d.GoBackTheory(t.Context(), d.story(d.project), 1)
	refused(t, err, improve.Denied, "Hillside")
	if got := d.get(d.aim).Title(); got != "90 of 100 essays" {
		t.Errorf("the aim went back alone: %q", got)
	}
}

func TestGoBackTheory_IsNotForAProjectThatMovedAway(t *testing.T) {
	d := newTheoryDesk(t)
	d.set(d.aim, "title", "90 of 100 essays")
	story := d.story(d.project)
	pair := d.found(improve.PairSpace, "Buddies")
	if _, err := d.Share(t.Context(), d.project, pair); err != nil {
		t.Fatal(err)
	}

	_, err := d.GoBackTheory(t.Context(), story, 1)
	refused(t, err, improve.Invalid, "moved")
	if got, want := toldBy(d.story(d.project)), toldBy(story); !slices.Equal(got, want) {
		t.Errorf("its past is told as %q, want %q as before it moved", got, want)
	}
}

// BenchmarkTheoryStory reads the versions of a diagram of 60 pages, each of
// which was changed 100 times.
func BenchmarkTheoryStory(b *testing.B) {
	now := time.Date(2026, 8, 2, 8, 0, 0, 0, time.UTC)
	d := deskAt(b, b.TempDir(), func() time.Time { return now })
	d.begin("Rosa", "Larkfield")
	project := d.page("project", "Essays")
	drivers := []improve.ArtifactID{d.page("aim", "80 of 100", to("project", project))}
	for i := range 59 {
		drivers = append(drivers, d.page("driver", fmt.Sprint("Driver ", i), to("project", project), to("aim", drivers[0])))
	}
	for round := range 100 {
		now = now.Add(time.Hour)
		err := d.update(b.Context(), func(batch *batch) error {
			for _, id := range drivers {
				if err := batch.edit(id, []improve.Edit{text("title", fmt.Sprint("Words ", round))}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		story := d.story(project)
		if len(story.Versions) != 101 {
			b.Fatalf("%d versions", len(story.Versions))
		}
		if _, err := story.Pages(50); err != nil {
			b.Fatal(err)
		}
	}
}
