package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve"
)

// theoryDesk is a desk with a project and an aim, written at eight o'clock.
type theoryDesk struct {
	*desk
	wait    func(time.Duration)
	project improve.ArtifactID
	aim     improve.ArtifactID
}

func newTheoryDesk(t *testing.T) theoryDesk {
	t.Helper()
	d, wait := later(t)
	project := d.page("project", "Essays on the day")
	aim := d.page("aim", "80 of 100 essays", NewLink{Rel: "project", Target: project})
	wait(time.Hour)
	return theoryDesk{d, wait, project, aim}
}

func (d theoryDesk) driver(title string, links ...NewLink) improve.ArtifactID {
	d.t.Helper()
	return d.page("driver", title, append(links, NewLink{Rel: "project", Target: d.project})...)
}

func (d theoryDesk) idea(title string, links ...NewLink) improve.ArtifactID {
	d.t.Helper()
	return d.page("change-idea", title, append(links, NewLink{Rel: "project", Target: d.project})...)
}

func to(rel improve.RelName, target improve.ArtifactID) NewLink {
	return NewLink{Rel: rel, Target: target}
}

func (d *desk) story(project improve.ArtifactID) *TheoryStory {
	d.t.Helper()
	story, err := d.TheoryStory(d.t.Context(), project)
	if err != nil {
		d.t.Fatal(err)
	}
	return story
}

// told gives what each version says, a line each.
func toldBy(story *TheoryStory) []string {
	var lines []string
	for _, version := range story.Versions {
		var said []string
		for _, c := range version.Changes {
			words := string(c.Act) + " " + c.Title
			for _, field := range c.Fields {
				words += " " + string(field)
			}
			if c.To != "" {
				words += " " + string(c.Rel) + " " + c.To
			}
			said = append(said, words)
		}
		lines = append(lines, strings.Join(said, "; "))
	}
	return lines
}

func (d *desk) goBack(story *TheoryStory, number int) TheoryBack {
	d.t.Helper()
	preview, err := d.PreviewTheoryBack(d.t.Context(), story, number)
	if err != nil {
		d.t.Fatalf("preview of version %d: %v", number, err)
	}
	done, err := d.GoBackTheory(d.t.Context(), story, number)
	if err != nil {
		d.t.Fatalf("go back to version %d: %v", number, err)
	}
	if done != preview {
		d.t.Errorf("going back did %+v, and said before that it would do %+v", done, preview)
	}
	return done
}

func TestTheoryStory_TellsWhatEachSittingChanged(t *testing.T) {
	d := newTheoryDesk(t)
	help := d.driver("Help comes early", to("aim", d.aim))
	d.wait(time.Minute)
	start := d.idea("Begin in class", to("driver", help))
	d.wait(time.Hour)
	home := d.driver("Quiet at home", to("aim", d.aim))
	d.wait(time.Minute)
	d.set(help, "title", "Help comes before it is late")
	d.set(help, "focus", "yes")
	d.wait(time.Hour)
	if err := d.Link(t.Context(), start, "weak-driver", home); err != nil {
		t.Fatal(err)
	}
	if err := d.Unlink(t.Context(), start, "driver", help); err != nil {
		t.Fatal(err)
	}
	d.wait(time.Hour)
	if err := d.Retire(t.Context(), home); err != nil {
		t.Fatal(err)
	}
	d.wait(time.Hour)
	if err := d.Unretire(t.Context(), home); err != nil {
		t.Fatal(err)
	}
	if err := d.Unlink(t.Context(), start, "project", d.project); err != nil {
		t.Fatal(err)
	}
	if err := d.Unlink(t.Context(), start, "weak-driver", home); err != nil {
		t.Fatal(err)
	}

	story := d.story(d.project)
	want := []string{
		"added 80 of 100 essays",
		"added Help comes early; added Begin in class",
		"reworded Help comes before it is late; changed Help comes before it is late focus; added Quiet at home",
		"unlinked Begin in class driver Help comes before it is late; linked Begin in class weak-driver Quiet at home",
		"put-away Quiet at home",
		"taken-away Begin in class; brought-back Quiet at home",
	}
	if diff := cmp.Diff(want, toldBy(story)); diff != "" {
		t.Error(diff)
	}
	reworded := story.Versions[2]
	if reworded.Changes[0].Before != "Help comes early" || len(reworded.By) != 1 || reworded.By[0].Name != "Rosa" || reworded.Number != 3 {
		t.Errorf("version 3 says %+v", reworded)
	}
}

func TestTheoryStory_ShowsEachVersionAsItStood(t *testing.T) {
	d := newTheoryDesk(t)
	help := d.driver("Help comes early", to("aim", d.aim))
	d.wait(time.Hour)
	d.set(help, "title", "Help comes before it is late")
	d.wait(time.Hour)
	if err := d.Retire(t.Context(), help); err != nil {
		t.Fatal(err)
	}

	story := d.story(d.project)
	want := map[int][]string{1: {"80 of 100 essays"}, 2: {"80 of 100 essays", "Help comes early"}, 3: {"80 of 100 essays", "Help comes before it is late"}, 4: {"80 of 100 essays"}}
	for number, titles := range want {
		pages, err := story.Pages(number)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, page := range pages {
			got = append(got, page.Title())
		}
		if !slices.Equal(got, titles) {
			t.Errorf("version %d shows %q, want %q", number, got, titles)
		}
	}
	if _, err := story.Pages(9); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("got %v for a version that is not there", err)
	}
}

func TestTheoryStory_KeepsAReasonWithTheVersionThatItIsOf(t *testing.T) {
	d := newTheoryDesk(t)
	d.set(d.aim, "target", "80")
	d.wait(time.Hour)
	d.driver("Help comes early", to("aim", d.aim))
	d.wait(time.Hour)
	if err := d.SayWhy(t.Context(), d.aim, "70 came by itself"); err != nil {
		t.Fatal(err)
	}

	story := d.story(d.project)
	if len(story.Versions) != 3 || !slices.Equal(story.Versions[1].Why, []string{"70 came by itself"}) || story.Versions[2].Why != nil {
		t.Errorf("got %+v", story.Versions)
	}
}

func TestSayWhyTheory_KeepsTheReasonWithTheLatestVersion(t *testing.T) {
	d := newTheoryDesk(t)
	d.driver("Help comes early", to("aim", d.aim))
	d.wait(time.Hour)
	d.set(d.aim, "target", "80")
	if err := d.SayWhyTheory(t.Context(), d.story(d.project), "70 came by itself"); err != nil {
		t.Fatal(err)
	}
	if last := d.story(d.project).Versions[2]; !slices.Equal(last.Why, []string{"70 came by itself"}) {
		t.Errorf("got %q", last.Why)
	}
	d.wait(time.Hour)
	d.idea("Begin in class")
	refused(t, d.SayWhyTheory(t.Context(), d.story(d.project), "It came to us"), improve.Invalid, "place")
}

func TestTheoryStory_IsOfProjectsOnly(t *testing.T) {
	d := newTheoryDesk(t)
	_, err := d.TheoryStory(t.Context(), d.aim)
	refused(t, err, improve.Invalid, "project")
}

func TestGoBackTheory_PutsTheWholeDiagramBackAndIsAVersion(t *testing.T) {
	d := newTheoryDesk(t)
	help := d.driver("Help comes early", to("aim", d.aim))
	start := d.idea("Begin in class", to("driver", help))
	home := d.driver("Quiet at home", to("aim", d.aim))
	belief := d.create(NewArtifact{Kind: "theory-of-action", Fields: fields{"title": "If we begin in class"}, Rows: rows{"assumptions": {{"assumption": "They go on"}}}, Links: []NewLink{to("project", d.project)}})
	d.wait(time.Hour)
	d.set(help, "title", "Other words")
	d.set(start, "state", "testing")
	test := d.page("pdsa", "One class", to("change-idea", start))
	later := d.driver("Families know", to("aim", d.aim))
	if err := d.Retire(t.Context(), home); err != nil {
		t.Fatal(err)
	}
	if err := d.Link(t.Context(), start, "weak-driver", later); err != nil {
		t.Fatal(err)
	}
	if err := d.RemoveRows(t.Context(), belief, "assumptions", d.get(belief).Rows("assumptions")[0].ID); err != nil {
		t.Fatal(err)
	}
	d.wait(time.Minute)

	story := d.story(d.project)
	done := d.goBack(story, 2)
	if want := (TheoryBack{Reworded: 2, Relinked: 1, PutAway: 1, Brought: 1}); done != want {
		t.Errorf("did %+v, want %+v", done, want)
	}
	if got := d.get(help).Title(); got != "Help comes early" {
		t.Errorf("the driver says %q", got)
	}
	if d.get(home).Retired() || !d.get(later).Retired() {
		t.Error("what was put away and what came later do not stand as they did")
	}
	if got := d.get(start); got.Text("state") != "testing" || len(got.LinkedTo("weak-driver")) != 0 || !slices.Equal(d.get(test).LinkedTo("change-idea"), []improve.ArtifactID{start}) {
		t.Errorf("the idea stands at %q, leads a little to %v", got.Text("state"), got.LinkedTo("weak-driver"))
	}
	if rows := d.get(belief).Rows("assumptions"); len(rows) != 1 || rows[0].Cells["assumption"] != "They go on" {
		t.Errorf("what is taken for granted: %v", rows)
	}
	after := d.story(d.project)
	last := after.Versions[len(after.Versions)-1]
	if len(after.Versions) != 4 || last.Back != 2 || last.Number != 4 {
		t.Fatalf("%d versions, the last goes back to %d: %q", len(after.Versions), last.Back, toldBy(after))
	}
	if versions := d.versions(help); versions[len(versions)-1].Back != 1 {
		t.Errorf("the page itself went back to %d", versions[len(versions)-1].Back)
	}
	d.goBack(after, 3)
	if d.get(help).Title() != "Other words" || d.get(later).Retired() || !d.get(home).Retired() {
		t.Error("one cannot go forward again")
	}
}

func TestGoBackTheory_DoesNothingWhereNothingDiffers(t *testing.T) {
	d := newTheoryDesk(t)
	before := d.events(d.me.School)
	done := d.goBack(d.story(d.project), 1)
	if done.Changes() || d.events(d.me.School) != before {
		t.Errorf("did %+v and wrote %d events", done, d.events(d.me.School)-before)
	}
}

func TestGoBackTheory_LeavesErasedWordsAway(t *testing.T) {
	d := newTheoryDesk(t)
	kept, gone := d.driver("Ask Sam T.", to("aim", d.aim)), d.driver("Sam T. is late", to("aim", d.aim))
	d.wait(time.Hour)
	d.set(kept, "title", "Ask a student")
	d.wait(time.Hour)
	for _, id := range []improve.ArtifactID{kept, gone} {
		if _, err := d.Redact(t.Context(), []Erase{{Page: id}}, "A name"); err != nil {
			t.Fatal(err)
		}
	}
	d.wait(time.Hour)
	d.set(kept, "title", "Ask everybody")
	if d.get(kept).Retired() {
		if err := d.Unretire(t.Context(), kept); err != nil {
			t.Fatal(err)
		}
	}

	done := d.goBack(d.story(d.project), 2)
	if done.Erased != 1 || !d.get(gone).Retired() || d.get(kept).Title() != "Ask everybody" {
		t.Errorf("did %+v; the erased page is away: %v, the other says %q", done, d.get(gone).Retired(), d.get(kept).Title())
	}
	if strings.Contains(d.bodies(d.me.School), "Sam T.") {
		t.Error("the erased name is back")
	}
}
