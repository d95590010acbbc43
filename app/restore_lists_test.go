package app

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// listed gives what a query finds, by kind and title.
func (d *desk) listed(q improve.Query) []string {
	d.t.Helper()

	q.Limit = everything
	found, err := d.db.Artifacts(d.t.Context(), q)
	if err != nil {
		d.t.Fatal(err)
	}
	var lines []string
	for _, a := range found {
		lines = append(lines, fmt.Sprintf("%s %s", a.Kind, a.Title()))
	}
	slices.Sort(lines)
	return lines
}

// byID gives the pages that a query finds.
func (d *desk) byID(q improve.Query) map[improve.ArtifactID]improve.Artifact {
	d.t.Helper()

	q.Limit = everything
	found, err := d.db.Artifacts(d.t.Context(), q)
	if err != nil {
		d.t.Fatal(err)
	}
	ids := map[improve.ArtifactID]improve.Artifact{}
	for _, a := range found {
		ids[a.ID] = a
	}
	return ids
}

// allThereIs asks for what any list may leave out.
var allThereIs = improve.Query{Retired: true, Replaced: true, Examples: improve.AndExamples}

func TestRestore_OnAnotherLaptopListsShowEachPageOnce(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	p := d.project()
	own := d.create(NewArtifact{Kind: "project", Space: d.me.Personal, Fields: fields{improve.TitleKey: "My own"}})
	d.page("empathy-interview", "Second talk", NewLink{"project", own})
	away := d.page("empathy-interview", "Put away")
	if err := d.Retire(t.Context(), away); err != nil {
		t.Fatal(err)
	}
	other := deskIn(t, t.TempDir())
	other.restore(d.backup(""), "")

	for name, q := range map[string]improve.Query{
		"all":         {},
		"put away":    {Retired: true},
		"interviews":  {Kinds: []improve.KindName{"empathy-interview", "project"}},
		"search":      {Search: "talk"},
		"news":        {Order: improve.ByChange},
		"in a school": {Spaces: []improve.SpaceID{d.me.School}},
		"of a page":   {LinkTo: p.id},
	} {
		for more := true; more; {
			var err error
			if more, err = other.db.IndexSearch(t.Context(), 1000); err != nil {
				t.Fatal(err)
			}
		}
		want, got := d.listed(q), other.listed(q)
		if !slices.Equal(want, got) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
		if count, err := other.db.Count(t.Context(), q); err != nil || count != len(want) {
			t.Errorf("%s: counted %d (%v), want %d", name, count, err, len(want))
		}
	}
	if got := other.listed(improve.Query{LinkTo: own}); len(got) != 1 {
		t.Errorf("the old project shows %v of its own, want what hung on it", got)
	}
	page, err := other.db.Page(t.Context(), p.id)
	if before, _ := d.db.Page(t.Context(), p.id); err != nil || len(page.In) != len(before.In) {
		t.Errorf("%d pages name the project (%v), want %d", len(page.In), err, len(before.In))
	}
	other.wantReachable(d)
}

// wantReachable checks that everything of another laptop is found here by its
// number and among all there is, and that what lists leave out has a copy there.
func (d *desk) wantReachable(of *desk) {
	d.t.Helper()

	all, shown := d.byID(allThereIs), d.byID(improve.Query{Retired: true, Examples: improve.AndExamples})
	copies, err := d.RestoredPages(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	for id, a := range of.byID(allThereIs) {
		if got := d.get(id); got.Title() != a.Title() {
			d.t.Errorf("%s %q cannot be read by its number: %q", a.Kind, a.Title(), got.Title())
		}
		if _, ok := all[id]; !ok {
			d.t.Errorf("%s %q is not among all there is", a.Kind, a.Title())
		}
	}
	for id, a := range all {
		if _, ok := shown[id]; ok {
			continue
		}
		now, ok := shown[copies[id]]
		if !ok || now.Kind != a.Kind { // it may have another title since
			d.t.Errorf("%s %q is left out and its copy %q is not shown", a.Kind, a.Title(), now.Title())
		}
	}
}

func TestRestore_WhatWasWrittenLaterAtAnOldPageIsShown(t *testing.T) {
	d := deskOf(t, "Ann", "")
	talk := d.page("empathy-interview", "A talk")
	other := deskIn(t, t.TempDir())
	other.restore(d.backup(""), "")
	d.set(talk, "needs", "Written after the backup")
	other.restore(d.backup(""), "")

	shown := other.byID(improve.Query{Kinds: []improve.KindName{"empathy-interview"}})
	if _, ok := shown[talk]; !ok || len(shown) != 2 {
		t.Errorf("got %d pages, want the old one, too: it says more", len(shown))
	}
	if copies, err := other.RestoredPages(t.Context()); err != nil || shown[copies[talk]].Title() != "A talk" {
		t.Errorf("got %v, %v; want to be told of the copy", copies, err)
	}
}

func TestRestore_ThePersonAndTheSchoolStandOnce(t *testing.T) {
	for _, c := range []struct {
		name, school string
		begun        bool
		again        string
	}{
		{"of a school, on an empty laptop", "North", false, ""},
		{"of no school, on an empty laptop", "", false, ""},
		{"of a school, where the name was given", "North", true, ""},
		{"of no school, where the name was given", "", true, ""},
		{"where the school was founded again", "North", true, "North"},
		{"of no school, where one was founded", "", true, "North"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := deskOf(t, "Ann", c.school)
			d.set(d.me.Person, "job", "Teaches maths")
			other := deskIn(t, t.TempDir())
			if c.begun {
				other.begin("ann", c.again)
			}
			path := d.backup("")
			other.restore(path, "")
			other.restore(path, "")

			persons := other.byID(improve.Query{Kinds: []improve.KindName{"person"}})
			me, err := other.Me(t.Context())
			if err != nil || len(persons) != 1 || persons[me.Person].Text("job") != "Teaches maths" {
				t.Errorf("got %d persons, %q (%v)", len(persons), persons[me.Person].Text("job"), err)
			}
			schools := other.byID(improve.Query{Kinds: []improve.KindName{"organisation"}})
			want := 0
			if c.school+c.again != "" {
				want = 1
			}
			if _, mine := schools[me.Organisation]; len(schools) != want || mine != (want == 1) {
				t.Errorf("got %d schools, mine among them %t, want %d", len(schools), mine, want)
			}
			other.wantReachable(d)
		})
	}
}

// TestRestore_NothingBecomesUnreachable restores from laptop to laptop what
// somebody did at random.
func TestRestore_NothingBecomesUnreachable(t *testing.T) {
	for range 3 {
		seed := rand.Uint64()
		random := rand.New(rand.NewPCG(seed, 1))
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			schools := []string{"", "North"}
			d := deskOf(t, "Ann", schools[random.IntN(2)])
			before := []*desk{}
			for range 2 + random.IntN(2) {
				d.live(random)
				other := deskIn(t, t.TempDir())
				if random.IntN(3) == 0 {
					other.begin("Ann", schools[random.IntN(2)])
					other.live(random)
				}
				other.restore(d.backup(""), "")
				if random.IntN(2) == 0 { // the old laptop was not lost after all
					d.live(random)
					other.restore(d.backup(""), "")
				}
				before = append(before, d)
				d = other
				for _, old := range before {
					d.wantReachable(old)
				}
				d.wantOncePerLine()
			}
		})
	}
}

// live does some things at random.
func (d *desk) live(random *rand.Rand) {
	d.t.Helper()

	me, err := d.Me(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	for range 4 + random.IntN(8) {
		var pages []improve.ArtifactID
		for _, a := range d.all(me.Personal) {
			if _, moved := a.MovedTo(); !moved && a.Title() != "" {
				pages = append(pages, a.ID)
			}
		}
		slices.SortFunc(pages, func(x, y improve.ArtifactID) int { return slices.Compare(x[:], y[:]) })
		kind := []improve.KindName{"empathy-interview", "project", "aim"}[random.IntN(3)]
		title := fmt.Sprintf("Page %d", random.Uint32())
		create := func() {
			d.create(NewArtifact{Kind: kind, Space: me.Personal, Fields: fields{improve.TitleKey: title}})
		}
		if len(pages) == 0 {
			create()
			continue
		}
		switch on := pages[random.IntN(len(pages))]; random.IntN(6) {
		case 0:
			d.set(on, improve.TitleKey, title)
		case 1:
			if err := d.Retire(d.t.Context(), on); on != me.Person && err != nil {
				d.t.Fatal(err)
			}
		case 2:
			if _, err := d.Comment(d.t.Context(), on, "A word", improve.RowID{}); err != nil {
				d.t.Fatal(err)
			}
		default:
			create()
		}
	}
}

// wantOncePerLine checks that of a page and its copies lists show one, unless
// an older one says something that the copy does not.
func (d *desk) wantOncePerLine() {
	d.t.Helper()

	copies, err := d.RestoredPages(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	shown := d.byID(improve.Query{Retired: true})
	for id, now := range copies {
		old, here := shown[id]
		if !here {
			continue
		}
		original, as, _ := d.get(now).CopiedFrom()
		if original == id && !old.Updated.Time().After(as) {
			d.t.Errorf("%s %q stands twice", old.Kind, old.Title())
		}
	}
}

func TestReplaced_IsTheLaptopOfTheBackupUntilItIsUsedAgain(t *testing.T) {
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	d := deskAt(t, t.TempDir(), clock)
	d.begin("Ann", "North")
	path := d.backup("")
	now = now.Add(time.Hour)
	d.page("aim", "Written after the backup") // known to colleagues, not to this file
	now = now.Add(time.Hour)
	other := deskAt(t, t.TempDir(), clock)
	other.restore(path, "")

	wantReplaced := func(when string, want bool) {
		t.Helper()
		replaced, err := other.Replaced(t.Context())
		if _, got := replaced[d.Device()]; err != nil || got != want {
			t.Errorf("%s: replaced is %t (%v), want %t", when, got, err, want)
		}
	}
	wantReplaced("after the restore", true)
	d.send(other, d.me.School)
	wantReplaced("when a colleague brings what was written before", true)

	now = now.Add(time.Hour)
	d.page("aim", "The old laptop is in use")
	d.send(other, d.me.School)
	wantReplaced("when something comes that was written since", false)

	other.restore(path, "")
	wantReplaced("after another restore", true)
	if err := other.db.SaveRemote(t.Context(), improve.Remote{Device: d.Device(), LastSeen: now.Add(time.Minute)}); err != nil {
		t.Fatal(err)
	}
	wantReplaced("when it was met", false)
}

func TestRestore_AnOldProjectIsSeenInTheStepsOfItsOwnCycle(t *testing.T) {
	d := deskOf(t, "Ann", "")
	project := d.page("project", "My own")
	d.cycle(d.me.Personal, "Our rounds", []NewLink{{"project", project}}, fields{"step": "Ask", "work": "aim"}, fields{"step": "Try", "work": "test"})
	d.page("aim", "Fewer absences", NewLink{"project", project})
	other := deskIn(t, t.TempDir())
	other.restore(d.backup(""), "")

	for name, id := range map[string]improve.ArtifactID{"old": project, "copy": other.copyOf(project)} {
		lenses := other.lenses(id)
		if len(lenses) != 2 || lenses[1].Title != "Our rounds" {
			t.Fatalf("%s: got %d lenses, want the six steps and the own cycle", name, len(lenses))
		}
		for _, lens := range lenses {
			if len(lens.Steps[0].Pages) != 1 {
				t.Errorf("%s: “%s” shows %d pages in its first step, want the aim", name, lens.Title, len(lens.Steps[0].Pages))
			}
		}
	}
}
