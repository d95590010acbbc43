package figure

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve"
)

func usualProcess() Process {
	return Process{Title: "An essay, from the task to the mark", Steps: []ProcessStep{
		{Words: "Task on the board", Type: "start", Who: "Teacher", Next: []ProcessNext{{To: 1}}},
		{Words: "Begins at home", Type: "unclear", Who: "Student", Takes: "4 days", Breaks: true, Next: []ProcessNext{{To: 2}}},
		{Words: "Is there a first page?", Type: "decision", Who: "Student", Next: []ProcessNext{{To: 5, Label: "yes"}, {To: 3, Label: "no"}}},
		{Words: "Writing room in the library", Type: "step", Who: "Librarian", Unused: true, Next: []ProcessNext{{To: 4}}},
		{Words: "Waits for help", Type: "wait", Who: "Student", Takes: "2 days", Next: []ProcessNext{{To: 1, Label: "again"}}},
		{Words: "Hands in", Type: "step", Who: "Student", Next: []ProcessNext{{To: 6}}},
		{Words: "Mark in the book", Type: "end", Who: "Teacher"},
	}}
}

func smallProcess() Process {
	return Process{Title: "A form", Steps: []ProcessStep{{Words: "Comes", Type: "start", Who: "Office", Next: []ProcessNext{{To: 1}}}, {Words: "Is sent", Type: "end", Who: "Office"}}}
}

// crowdedProcess has 40 steps over 6 lanes.
func crowdedProcess() Process {
	p := Process{Title: "The aid form, from the first letter to the money"}
	for i := range 40 {
		step := ProcessStep{Words: fmt.Sprintf("Step %d of the form: somebody looks for a paper that lies at home", i+1), Type: []string{"step", "step", "decision", "wait", "step"}[i%5], Who: []string{"Family", "Senior", "Counsellor", "Office", "Bank", "State"}[(i*5+i/3)%6], Breaks: i%9 == 4}
		if i < 39 {
			step.Next = []ProcessNext{{To: i + 1}}
		}
		if i%5 == 2 && i > 7 {
			step.Next = []ProcessNext{{To: i + 1, Label: "yes"}, {To: i - 6, Label: "no"}}
		}
		p.Steps = append(p.Steps, step)
	}
	return p
}

func TestProcess_NothingOverlapsWhateverTheSteps(t *testing.T) {
	const seed = 20261125
	for round := range 80 {
		r := rand.New(rand.NewPCG(seed, uint64(round)))
		p := Process{Title: "How?", Bare: r.IntN(2) == 0}
		for range r.IntN(60) {
			step := ProcessStep{Words: strings.Repeat([]string{"stuck ", "incomprehensibilities", "學校"}[r.IntN(3)], r.IntN(20)), Type: []string{"start", "step", "decision", "wait", "unclear", "end", "newer"}[r.IntN(7)], Who: fmt.Sprint(r.IntN(8)), Takes: strings.Repeat("days ", r.IntN(20)), Breaks: r.IntN(3) == 0, Unused: r.IntN(3) == 0}
			for range r.IntN(4) {
				step.Next = append(step.Next, ProcessNext{To: r.IntN(70) - 2, Label: strings.Repeat("yes", r.IntN(9))})
			}
			p.Steps = append(p.Steps, step)
		}
		scene := p.Scene()
		checkBoxes(t, scene)
		checkWires(t, scene)
		if t.Failed() {
			t.Fatalf("seed %d round %d", seed, round)
		}
	}
}

func TestProcess_IsReadFromItsPage(t *testing.T) {
	page := written(t, 1, "process-map", fields{"title": "An essay"}, map[improve.FieldKey][]fields{"steps": {
		{"step": "Task", "type": "start", "who": "Teacher"},
		{"step": "Ready?", "type": "decision", "who": "Student", "next": "Yes: hand in; no: task"},
		{"step": "Hand in", "type": "end", "who": "Student", "takes": "a day"},
	}}, nil)

	want := []ProcessStep{
		{Words: "Task", Type: "start", Who: "Teacher", Next: []ProcessNext{{To: 1}}},
		{Words: "Ready?", Type: "decision", Who: "Student", Next: []ProcessNext{{2, "Yes"}, {0, "no"}}},
		{Words: "Hand in", Type: "end", Who: "Student", Takes: "a day"},
	}
	got := ProcessOf(page)
	if diff := cmp.Diff(want, got.Steps); diff != "" {
		t.Error(diff)
	}
	if words := got.Description(); !strings.Contains(words, "2 Ready? · Student; Yes: on to 3; no: on to 1") {
		t.Errorf("it says %q", words)
	}
}
