package figure

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func bones(f Fishbone) Fishbone {
	for _, name := range []string{"Teaching and curriculum", "What adults believe and do", "How things are done and when", "Relationships and belonging", "Rules, time and means", "Working with families and community"} {
		f.Bones = append(f.Bones, FishBone{ID: "bone-" + name, Name: name})
	}
	return f
}

func smallFish() Fishbone {
	f := bones(Fishbone{Title: "Why do essays come late?", Problem: "Only 58 % of essays come on the day"})
	f.Bones[2].Causes = []FishCause{{ID: "a", Words: "Nobody sees that a writer is stuck until the due date", Picked: true, Control: InHand, Marks: []string{"Teachers"}}}
	return f
}

func usualFish() Fishbone {
	f := smallFish()
	f.Bones[0].Causes = []FishCause{{ID: "b", Words: "The task is a page long and read once", Control: InHand, Marks: []string{"Students", "with evidence"}}, {ID: "c", Words: "Few worked examples"}}
	f.Bones[1].Causes = []FishCause{{ID: "d", Words: "We think that late is lazy", Control: InHand, Marks: []string{"Teachers"}, Behind: []FishCause{{ID: "e", Words: "Nobody has asked those who are late"}}}}
	f.Bones[2].Causes[0].Behind = []FishCause{{ID: "f", Words: "We look only on the due day", Control: InHand, Behind: []FishCause{{ID: "g", Words: "There is no time set for it"}}}}
	f.Bones[2].Causes = append(f.Bones[2].Causes, FishCause{ID: "h", Words: "Tests lie on the same Friday", Control: PartlyInHand})
	f.Bones[3].Causes = []FishCause{{ID: "i", Words: "Whoever is stuck does not ask", Persons: true, Marks: []string{"Teachers"}}, {ID: "j", Words: "Neighbours do not read each other's drafts", Control: InHand}}
	f.Bones[4].Causes = []FishCause{{ID: "k", Words: "The library closes at three", Control: OutOfHand, Marks: []string{"Students"}}}
	late := FishCause{ID: "l", Words: "Families hear of it when it is late", Control: InHand, Marks: []string{"Families", "with evidence", "also under “How things are done and when”"}}
	f.Bones[2].Causes = append(f.Bones[2].Causes, late.OnceMore(nil, "processes", f.Bones[5].Name))
	f.Bones[5].Causes = []FishCause{late, {ID: "m", Words: "Parents work in the evening", Persons: true, Control: OutOfHand}}
	return f
}

func crowdedFish() Fishbone {
	f := bones(Fishbone{Title: "Why do families not hand in the form?", Problem: "Of our seniors who would be the first at college only 34 % hand in the aid form by the day in May"})
	words := []string{"The letter is four pages long and in a language that many do not read at home", "Nobody knows which papers to bring", "The office is open only while parents work", "The page on the screen ends the session after ten minutes"}
	for b := range f.Bones {
		for i := range 5 {
			cause := FishCause{ID: fmt.Sprintf("%d-%d", b, i), Words: words[(b+i)%4], Control: Control((b + i) % 4), Persons: (b*5+i)%11 == 0, Picked: b == 2 && i == 1, Marks: []string{"Families"}}
			if i%2 == 0 {
				cause.Behind = []FishCause{{ID: cause.ID + "x", Words: words[(b+i+1)%4], Control: InHand}}
			}
			f.Bones[b].Causes = append(f.Bones[b].Causes, cause)
		}
	}
	return f
}

func TestFishbone_NothingOverlapsWhateverTheCauses(t *testing.T) {
	const seed = 20261123
	for round := range 150 {
		r := rand.New(rand.NewPCG(seed, uint64(round)))
		f := Fishbone{Title: "Why?", Problem: strings.Repeat("late ", r.IntN(80)), Width: float64(r.IntN(1600)), Bare: r.IntN(2) == 0}
		id := 0
		var causes func(depth, most int) []FishCause
		causes = func(depth, most int) []FishCause {
			var made []FishCause
			for range r.IntN(most + 1) {
				id++
				cause := FishCause{ID: fmt.Sprint(id), Words: strings.Repeat([]string{"stuck ", "incomprehensibilities", "學校"}[r.IntN(3)], r.IntN(20)), Control: Control(r.IntN(4)), Picked: r.IntN(4) == 0, Persons: r.IntN(4) == 0}
				if depth < 8 {
					cause.Behind = causes(depth+1, most/3)
				}
				made = append(made, cause)
			}
			return made
		}
		for b := range r.IntN(9) {
			f.Bones = append(f.Bones, FishBone{ID: fmt.Sprint("bone-", b), Name: strings.Repeat("part of school ", r.IntN(6)), Causes: causes(0, 7)})
		}
		checkBoxes(t, f.Scene())
		if t.Failed() {
			t.Fatalf("seed %d round %d", seed, round)
		}
	}
}

func TestFishbone_SaysItInWords(t *testing.T) {
	words := usualFish().Description()

	for _, want := range []string{
		"13 causes of “Only 58 % of essays come on the day”", "How things are done and when:\n– Nobody sees that a writer is stuck until the due date · in our hands · we work on it · Teachers; because: We look only on the due day",
		"2 of 13 causes about students or families",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("want %q in:\n%s", want, words)
		}
	}
}

func TestCauses_ARingOfReasonsLosesNone(t *testing.T) {
	id := func(n byte) improve.ArtifactID { return improve.ArtifactID{n} }
	causes := Causes{Other: "Not sorted yet", Categories: []improve.Option{{Key: "processes", Label: "How"}}, Pages: []improve.Artifact{
		written(t, 1, "fishbone-cause", fields{"title": "First", "category": "processes"}, nil, map[improve.RelName]improve.ArtifactID{"cause": id(2)}),
		written(t, 2, "fishbone-cause", fields{"title": "Second"}, nil, map[improve.RelName]improve.ArtifactID{"cause": id(1)}),
		written(t, 3, "fishbone-cause", fields{"title": "Third", "category": "of a newer version"}, nil, nil),
	}}

	f := causes.Fishbone()

	if all, _ := f.count(); all != 3 || len(f.Bones) != 2 || f.Bones[0].Causes[0].Behind[0].Words != "Second" || f.Bones[1].Causes[0].Words != "Third" {
		t.Errorf("got %+v", f)
	}
}

// A cause on three bones is drawn on each, told once with what lies behind it, and counted once.
func TestCauses_OneOnSeveralBonesIsDrawnOnEachAndCountedOnce(t *testing.T) {
	causes := Causes{Other: "Not sorted yet", Categories: []improve.Option{{Key: "processes", Label: "How"}, {Key: "beliefs", Label: "Beliefs"}, {Key: "resources", Label: "Means"}}, Pages: []improve.Artifact{
		written(t, 1, "fishbone-cause", fields{"title": "Nobody asks", "category": "beliefs", "about": "student-family"}, map[improve.FieldKey][]fields{"also_on": {{"category": "processes"}, {"category": "of a newer version"}, {"category": "beliefs"}, {"category": "resources"}}}, nil),
		written(t, 2, "fishbone-cause", fields{"title": "No time for it", "category": "beliefs"}, map[improve.FieldKey][]fields{"also_on": {{"category": "resources"}}}, map[improve.RelName]improve.ArtifactID{"cause": {1}}),
		written(t, 3, "fishbone-cause", fields{"title": "Without its own"}, map[improve.FieldKey][]fields{"also_on": {{"category": "resources"}}}, nil),
	}}

	f := causes.Fishbone()

	words := f.Description()
	for _, want := range []string{
		"3 causes", "1 of 3 causes about students",
		"How:\n– Nobody asks · about students or families · the same cause as under “Beliefs”",
		"Beliefs:\n– Nobody asks · about students or families · also under “How”, “Means”; because: No time for it · also under “Means”",
		"Means:\n– Without its own\n– Nobody asks · about students or families · the same cause as under “Beliefs”\n– No time for it · the same cause as under “Beliefs”",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("want %q in:\n%s", want, words)
		}
	}
	ids := map[string]bool{}
	f.Scene().Groups(func(g *Group) {
		if ids[g.ID] {
			t.Errorf("two parts are called %q", g.ID)
		}
		ids[g.ID] = true
	})
	if page, category := CauseOf(f.Bones[0].Causes[0].ID); page != (improve.ArtifactID{1}).String() || category != "processes" {
		t.Errorf("the part of the first bone is %q on %q", page, category)
	}
}
