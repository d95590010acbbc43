package figure

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve"
)

func usualRamp() Ramp {
	return Ramp{Title: "Write the first paragraph in class, side by side", Next: "The same with the card, in all periods of one grade", Tests: []RampTest{
		{ID: "t1", Words: "One student, one paragraph", Scale: "One student or one lesson", Size: 0, When: "8 September 2026", Expected: "She begins within two minutes, because somebody sits beside her.", Found: "She began at once and asked to go on.", Matched: "as expected", Outcome: RampAdapted, Decision: "Change it and try again"},
		{ID: "t2", Words: "First paragraph in class, one period", Scale: "One class", Size: 0.4, When: "15 September 2026", Expected: "18 essays on the day instead of 15", Found: "21 of 26", Matched: "as expected", More: "1 more question", Outcome: RampAdapted, Decision: "Change it and try again"},
		{ID: "t3", Words: "With a card for whoever was away", Scale: "Several classes or teachers", Size: 0.6, When: "29 September 2026", Expected: "All who were away hand in within a day", Found: "5 of 9; four never saw the card", Matched: "partly as expected", Outcome: RampAdopted, Decision: "Keep it"},
	}}
}

func smallRamp() Ramp {
	return Ramp{Title: "Call home before noon", Tests: []RampTest{{ID: "t1", Words: "One family", Size: -1, Decision: "Planned"}}}
}

// crowdedRamp has twelve tests of one idea.
func crowdedRamp() Ramp {
	r := Ramp{Title: "A help table where seniors eat, from one lunch to the whole district", Next: "Hand the table over to those who run it from now on, and look again in March"}
	sizes := []string{"One student or one lesson", "A few students", "One class", "Several classes or teachers", "The whole school", "Several schools"}
	for i := range 12 {
		test := RampTest{
			ID: fmt.Sprint("t", i), Words: fmt.Sprintf("Help table, try %d: two chairs, a laptop and somebody whom seniors know already", i+1), Scale: sizes[i/2], Size: float64(i/2) / 5,
			When: fmt.Sprintf("%d October 2026", i+1), Expected: fmt.Sprintf("%d of 30 come by themselves, because they pass it anyway", 6+i), Found: fmt.Sprintf("%d came; most wanted to know which papers to bring and went away again", 4+i*2), Matched: "partly as expected",
			Outcome: RampAdapted, Decision: "Change it and try again",
		}
		switch i {
		case 5:
			test.Outcome, test.Decision, test.More = RampAbandoned, "Drop it", "builds on test 3"
		case 6:
			test.More = "begun anew"
		case 10:
			test.Outcome, test.Decision = RampAdopted, "Keep it"
		case 11:
			test.Outcome, test.Decision, test.Found, test.Matched = RampOpen, "Under way", "", ""
		}
		r.Tests = append(r.Tests, test)
	}
	return r
}

func randomRamp(r *rand.Rand, most int) Ramp {
	words := func() string {
		return strings.TrimSpace(strings.Repeat([]string{"help ", "incomprehensibilities ", "ü", "a ", "學校"}[r.IntN(5)], r.IntN(30)))
	}
	ramp := Ramp{Title: words(), Width: float64(r.IntN(1600)), Bare: r.IntN(2) == 0}
	if r.IntN(2) == 0 {
		ramp.Next = words()
	}
	for i := range r.IntN(most + 1) {
		ramp.Tests = append(ramp.Tests, RampTest{
			ID: fmt.Sprint(i), Words: words(), Scale: words(), Size: r.Float64()*1.4 - 0.4, When: words(), Expected: words(), Found: words(), Matched: words(), More: words(),
			Outcome: RampOutcome(r.IntN(4)), Decision: words(),
		})
	}
	return ramp
}

func TestRamp_NothingOverlapsWhateverTheTests(t *testing.T) {
	const seed = 20261201
	for round := range 120 {
		ramp := randomRamp(rand.New(rand.NewPCG(seed, uint64(round))), 200)
		scene := ramp.Scene()
		checkBoxes(t, scene)
		count := 0
		scene.Groups(func(*Group) { count++ })
		want := len(ramp.Tests)
		if plain(ramp.Next) != "" {
			want++
		}
		if count != want {
			t.Errorf("%d cards drawn, want %d", count, want)
		}
		if t.Failed() {
			t.Fatalf("seed %d round %d", seed, round)
		}
	}
}

func TestRamp_GrowsUpToTheRight(t *testing.T) {
	for name, ramp := range map[string]Ramp{"usual": usualRamp(), "crowded": crowdedRamp()} {
		scene := ramp.Scene()
		var before Box
		scene.Groups(func(g *Group) {
			if before.W > 0 && (g.Hit.X <= before.X || g.Hit.Y+g.Hit.H >= before.Y+before.H) {
				t.Errorf("%s: %s at %.0f is not up and to the right of %.0f", name, g.ID, g.Hit, before)
			}
			before = g.Hit
		})
	}
}

func TestRamp_OneMoreTestLeavesThoseBeforeInTheirOrder(t *testing.T) {
	const seed = 20261202
	for round := range 40 {
		ramp := randomRamp(rand.New(rand.NewPCG(seed, uint64(round))), 30)
		ramp.Next = ""
		order := func(r Ramp) []string {
			var ids []string
			r.Scene().Groups(func(g *Group) { ids = append(ids, g.ID) })
			return ids
		}
		before := order(ramp)
		ramp.Tests = append(ramp.Tests, RampTest{ID: "new", Words: "One more"})
		if got, want := order(ramp), append(before, "new"); !slices.Equal(got, want) {
			t.Fatalf("seed %d round %d: drawn as %v, want %v", seed, round, got, want)
		}
	}
}

func TestTests_AreReadFromTheirPages(t *testing.T) {
	first := written(t, 1, "pdsa", fields{"title": "One class", "scale": "class", "start": "2026-09-15", "cycle": "1", "decision": "adapt", "next": "Put it on a card."}, map[improve.FieldKey][]fields{
		"questions": {{"question": "More essays?", "prediction": "18 instead of 15"}, {"question": "Will they begin?", "prediction": "20 of 26"}},
		"results":   {{"question": "Will they begin?", "happened": "19 of 26", "matched": "partly"}, {"question": "More essays?", "happened": "21", "matched": "yes"}},
	}, nil)
	second := written(t, 2, "pdsa", fields{"title": "With a card", "scale": "several", "happened": "Five came. Four did not."}, nil, map[improve.RelName]improve.ArtifactID{"follows": {1}})
	tests := Tests{
		Title: "Begin in class", Pages: []improve.Artifact{second, first, written(t, 3, "aim", fields{"title": "Not a test"}, nil, nil)},
		Scales:   []improve.Option{{Key: "one", Label: "One student"}, {Key: "class", Label: "One class"}, {Key: "several", Label: "Several classes"}},
		Decision: func(improve.Artifact) string { return "Change it and try again" },
	}

	ramp := tests.Ramp()

	want := []RampTest{
		{ID: first.ID.String(), Words: "One class", Scale: "One class", Size: 0.5, When: "15 September 2026", Expected: "18 instead of 15", Found: "21", Matched: "as expected", More: "1 more question", Outcome: RampAdapted, Decision: "Change it and try again"},
		{ID: second.ID.String(), Words: "With a card", Scale: "Several classes", Size: 1, Found: "Five came.", Decision: "To study: what did we learn?"},
	}
	if diff := cmp.Diff(want, ramp.Tests); diff != "" {
		t.Error(diff)
	}
	if words := ramp.Description(); !strings.Contains(words, "Test 1 · One class · One class · 15 September 2026 · expected: 18 instead of 15 · found: 21 · as expected") {
		t.Errorf("it says %q", words)
	}
	if got := RampNext(nil, []improve.Artifact{first}); got != "Put it on a card." {
		t.Errorf("next is %q", got)
	}
	if got := RampNext(nil, tests.Pages); got != "" {
		t.Errorf("after a test that nobody decided on, next is %q", got)
	}
}

func TestTests_ARingOfTestsStillHasAnOrder(t *testing.T) {
	one := written(t, 1, "pdsa", fields{"title": "One"}, nil, map[improve.RelName]improve.ArtifactID{"follows": {2}})
	two := written(t, 2, "pdsa", fields{"title": "Two"}, nil, map[improve.RelName]improve.ArtifactID{"follows": {1}})

	here, there := RampOrder([]improve.Artifact{one, two}), RampOrder([]improve.Artifact{two, one})

	if len(here) != 2 || len(there) != 2 || here[0].ID != there[0].ID {
		t.Errorf("ordered as %v and %v", here, there)
	}
}

func TestRamp_ADayThatIsTooLongLosesLettersOfItsMonthAndKeepsItsYear(t *testing.T) {
	for day, want := range map[string]string{"24 November 2026": "24 Nov 2026", "3 May 2027": "3 May 2027", "soon": "soon"} {
		if got := shortDay(day); got != want {
			t.Errorf("%s: got %q, want %q", day, got, want)
		}
	}
}
