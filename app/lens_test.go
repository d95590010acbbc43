package app

import (
	"maps"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// lenses gives the ways to look at a project.
func (d *desk) lenses(project improve.ArtifactID) []Lens {
	d.t.Helper()

	page, pages, err := d.PagesOf(d.t.Context(), project)
	if err != nil {
		d.t.Fatal(err)
	}
	lenses, err := d.Lenses(d.t.Context(), page, pages)
	if err != nil {
		d.t.Fatal(err)
	}
	return lenses
}

// cycle records a cycle in a space.
func (d *desk) cycle(space improve.SpaceID, title string, links []NewLink, steps ...fields) improve.ArtifactID {
	d.t.Helper()

	return d.create(NewArtifact{Kind: "step-cycle", Space: space, Fields: fields{"title": title}, Rows: rows{"steps": steps}, Links: links})
}

// under names the pages of each step.
func under(lens Lens) map[string][]string {
	pages := map[string][]string{}
	for _, step := range lens.Steps {
		for _, page := range step.Pages {
			pages[step.Title] = append(pages[step.Title], page.Title())
		}
	}
	return pages
}

func sameUnder(got, want map[string][]string) bool { return maps.EqualFunc(got, want, slices.Equal) }

func TestLenses_putEveryPageUnderTheStepWhoseQuestionItAnswers(t *testing.T) {
	d := deskOf(t, "Rosa", "Larkfield")
	project := d.page("project", "Late work")
	own := NewLink{Rel: projectRel, Target: project}
	d.page("aim", "8 of 10 by May", own)
	d.page("fishbone-cause", "Beginning is hard", own)
	d.page("measure", "Essays on the day", own)
	idea := d.page("change-idea", "Start in class", own)
	d.page("pdsa", "Period 2", NewLink{Rel: "change-idea", Target: idea}) // belongs to the project through its idea
	d.page("meeting", "Monday", own)
	d.cycle(improve.SpaceID{}, "Our cycle", nil,
		fields{"step": "Look", "question": "accomplish"}, fields{"step": "Ask why", "question": "accomplish", "work": "why"},
		fields{"step": "Try", "question": "change"})

	lenses := d.lenses(project)

	if len(lenses) != 2 || !lenses[0].Cycle.IsZero() || lenses[1].Title != "Our cycle" {
		t.Fatalf("got %d lenses, want the six steps and the cycle", len(lenses))
	}
	six := map[string][]string{
		"Say what you want to achieve": {"8 of 10 by May"}, "Find out why it happens": {"Beginning is hard"}, "Decide what must change": {"Start in class"},
		"Agree how you will know": {"Essays on the day"}, "Try something small": {"Period 2"},
	}
	if got := under(lenses[0]); !sameUnder(got, six) {
		t.Errorf("six steps: got %v, want %v", got, six)
	}
	cycle := map[string][]string{"Look": {"8 of 10 by May"}, "Ask why": {"Beginning is hard"}, "Try": {"Start in class", "Period 2"}}
	if got := under(lenses[1]); !sameUnder(got, cycle) {
		t.Errorf("the cycle: got %v, want %v", got, cycle)
	}
	if gaps := lenses[1].Gaps; len(gaps) != 1 || gaps[0].Question != "know" || gaps[0].Pages[0].Title() != "Essays on the day" {
		t.Errorf("got gaps %v, want the measure under the question that no step asks", gaps)
	}
	if beside := lenses[0].Beside; len(beside) != 1 || beside[0].Title() != "Monday" {
		t.Errorf("got %d pages beside the steps, want the meeting", len(beside))
	}
	if lenses[0].At() != 3 {
		t.Errorf("at step %d, want 3: there is no driver yet", lenses[0].At())
	}
}

func TestMarkStep_keepsWhereAProjectStandsWithoutTouchingTheCycleOfAll(t *testing.T) {
	d := deskOf(t, "Rosa", "Larkfield")
	project, other := d.page("project", "Late work"), d.page("project", "Reading")
	shared := d.cycle(improve.SpaceID{}, "Network cycle", nil, fields{"step": "Look", "question": "accomplish"}, fields{"step": "Try", "question": "change"})
	alone := d.cycle(improve.SpaceID{}, "Our own", []NewLink{{Rel: projectRel, Target: project}}, fields{"step": "Ask", "question": "know"})

	for _, cycle := range []improve.ArtifactID{shared, alone} {
		lens := ChosenLens(d.lenses(project), cycle)
		done, note := true, " The first hour "
		for _, mark := range []StepMark{{Done: &done}, {Note: &note}} { // each leaves the other as it is
			mark.Cycle, mark.Row = cycle, lens.Steps[0].Row
			if err := d.MarkStep(t.Context(), project, mark); err != nil {
				t.Fatal(err)
			}
		}
		lens = ChosenLens(d.lenses(project), cycle)
		if got := lens.Steps[0]; !got.Done || got.Note != "The first hour" {
			t.Errorf("%s: got %v %q, want done with its note", lens.Title, got.Done, got.Note)
		}
	}

	if got := d.lenses(other); len(got) != 2 || got[1].At() != 1 || got[1].Steps[0].Done {
		t.Errorf("the other project: got %v, want the shared cycle untouched and not the own one of the first", got)
	}
	if lens := ChosenLens(d.lenses(project), shared); lens.At() != 2 {
		t.Errorf("at step %d, want 2", lens.At())
	}
	if cells := d.get(shared).Rows("steps")[0].Cells; cells["done"] != "" {
		t.Errorf("the cycle of all says %q, want nothing of one project", cells["done"])
	}

	if err := d.Retire(t.Context(), shared); err != nil {
		t.Fatal(err)
	}
	if lens := ChosenLens(d.lenses(project), shared); !lens.Cycle.IsZero() {
		t.Error("a cycle that was put away is still a lens")
	}
}

func TestSetLens_isRememberedForEachProject(t *testing.T) {
	d := deskOf(t, "Rosa", "Larkfield")
	project, other := d.page("project", "Late work"), d.page("project", "Reading")
	cycle := d.cycle(improve.SpaceID{}, "Our cycle", nil, fields{"step": "Look", "question": "accomplish"})

	changed, stop := d.Changed()
	defer stop()
	if err := d.SetLens(t.Context(), project, cycle); err != nil {
		t.Fatal(err)
	}
	select {
	case <-changed:
	default:
		t.Error("nobody is told: a screen that was being read shows the old steps on")
	}

	for id, want := range map[improve.ArtifactID]improve.ArtifactID{project: cycle, other: {}} {
		if got, err := d.LensOf(t.Context(), id); err != nil || got != want {
			t.Errorf("got %v, %v, want %v", got, err, want)
		}
	}
}

func TestReach_holdsForTheSpaceWhatItIsPartOfTheSchoolAndItsNetworks(t *testing.T) {
	d := deskOf(t, "Rosa", "Larkfield")
	found := func(kind improve.SpaceKind, name string, parent improve.SpaceID) improve.SpaceID {
		id, err := d.Found(t.Context(), NewSpace{Kind: kind, Name: name, Parent: parent})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	state := found(improve.NetworkSpace, "State", improve.SpaceID{})
	valleys := found(improve.NetworkSpace, "Valleys", state)
	coast := found(improve.NetworkSpace, "Coast", improve.SpaceID{})
	team := found(improve.GroupSpace, "Team", improve.SpaceID{})

	reach, err := d.reach(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	if got, want := reach.near(valleys), []improve.SpaceID{valleys, state, d.me.School}; !slices.Equal(got, want) {
		t.Errorf("in a network: got %v, want %v: no other network's", got, want)
	}
	got := reach.near(team)
	if len(got) != 5 || got[0] != team || got[1] != d.me.School || !slices.Contains(got, valleys) || !slices.Contains(got, coast) {
		t.Errorf("in a team: got %v, want the team, the school and all networks", got)
	}
}
