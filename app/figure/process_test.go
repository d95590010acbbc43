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

func TestProcess_ALineComesStraightDownWhereNothingStandsBetween(t *testing.T) {
	l := &processLayout{Process: Process{Steps: []ProcessStep{
		{Words: "Waits", Type: "wait", Who: "Student", Next: []ProcessNext{{To: 2}}},
		{Words: "Clerk", Who: "Office", Next: []ProcessNext{{To: 2}}},
		{Words: "Retake", Who: "Student", Next: []ProcessNext{{To: 4}}},
		{Words: "Seat", Who: "Student", Next: []ProcessNext{{To: 0}}},
		{Words: "Done", Type: "end", Who: "Student"},
	}}}
	l.findRows()
	l.findWays()
	var round []bool
	for _, way := range l.ways {
		round = append(round, way.round)
	}
	if want := []bool{false, false, true, true}; !cmp.Equal(round, want) {
		t.Errorf("which go round the lanes: got %v, want %v", round, want)
	}
}

func TestProcess_NothingOverlapsWhateverTheSteps(t *testing.T) {
	const seed = 20261125
	for round := range 80 {
		r := rand.New(rand.NewPCG(seed, uint64(round)))
		p := Process{Title: "How?", Bare: r.IntN(2) == 0}
		for range r.IntN(200) {
			step := ProcessStep{Words: strings.Repeat([]string{"stuck ", "incomprehensibilities", "學校"}[r.IntN(3)], r.IntN(20)), Type: []string{"start", "step", "decision", "wait", "unclear", "end", "newer"}[r.IntN(7)], Who: fmt.Sprint(r.IntN(8)), Takes: strings.Repeat("days ", r.IntN(20)), Breaks: r.IntN(3) == 0, Unused: r.IntN(3) == 0}
			for range r.IntN(4) {
				step.Next = append(step.Next, ProcessNext{To: r.IntN(210) - 2, Label: strings.Repeat("yes", r.IntN(9))})
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
		{ID: improve.RowID{1}.String(), Words: "Task", Type: "start", Who: "Teacher", Next: []ProcessNext{{To: 1}}},
		{ID: improve.RowID{2}.String(), Words: "Ready?", Type: "decision", Who: "Student", Next: []ProcessNext{{2, "Yes"}, {0, "no"}}},
		{ID: improve.RowID{3}.String(), Words: "Hand in", Type: "end", Who: "Student", Takes: "a day"},
	}
	got := ProcessOf(nil, page)
	if diff := cmp.Diff(want, got.Steps); diff != "" {
		t.Error(diff)
	}
	if words := got.Description(); !strings.Contains(words, "2 Ready? · Student; Yes: on to 3; no: on to 1") {
		t.Errorf("it says %q", words)
	}
}

func TestProcess_AnArrowStaysWhenItsStepGetsAnotherName(t *testing.T) {
	ids := improve.RowID{3}.String() + "," + improve.RowID{4}.String()
	page := written(t, 1, "process-map", fields{"title": "An essay"}, map[improve.FieldKey][]fields{"steps": {
		{"step": "Ready?", "type": "decision", "next": "yes: Hand in; no: Wait; Gone", "ways": ids + ",x"},
		{"step": "Wait", "type": "wait"},
		{"step": "Hand in at the desk", "type": "end"}, // it was “Hand in”
		{"step": "Wait", "type": "wait"},               // another one of the same name
	}}, nil)

	step := ProcessOf(nil, page).Steps[0]

	if diff := cmp.Diff([]ProcessNext{{2, "yes"}, {3, "no"}}, step.Next); diff != "" {
		t.Error(diff)
	}
	if words := step.name(nil); !strings.Contains(words, "leads to “Gone”, which is not here") {
		t.Errorf("it says %q", words)
	}
}

// redrawnProcess is the usual process as it should go.
func redrawnProcess() Process {
	return Process{Title: "The same, as it should go", Steps: []ProcessStep{
		{Words: "Task on the board", Type: "start", Who: "Teacher", Next: []ProcessNext{{To: 1}}},
		{Words: "First page in class", Who: "Student", Takes: "one period", Next: []ProcessNext{{To: 2}}},
		{Words: "Is there a first page?", Type: "decision", Who: "Teacher", Next: []ProcessNext{{To: 4, Label: "yes"}, {To: 3, Label: "no"}}},
		{Words: "Writing room in the library", Type: "step", Who: "Librarian", Next: []ProcessNext{{To: 4}}},
		{Words: "Hands in", Type: "step", Who: "Student", Next: []ProcessNext{{To: 5}}},
		{Words: "Reads it to a neighbour", Who: "Student", Next: []ProcessNext{{To: 6}}},
		{Words: "Mark in the book", Type: "end", Who: "Teacher"},
	}}
}

// besides are both drawings of a process, what changed marked.
func besides() *Scene {
	before, after := Redrawn(usualProcess(), redrawnProcess())
	return Beside(before.Scene(), after.Scene())
}

func TestProcess_MarksWhatChangedBetweenTwoDrawings(t *testing.T) {
	before, after := Redrawn(usualProcess(), redrawnProcess())

	var was, now []string
	for _, step := range before.Steps {
		was = append(was, fmt.Sprint(step.Change))
	}
	for _, step := range after.Steps {
		now = append(now, fmt.Sprint(step.Change))
	}
	if got := strings.Join(was, ""); got != "0333200" {
		t.Errorf("before is marked %s", got)
	}
	if got := strings.Join(now, ""); got != "0333010" {
		t.Errorf("after is marked %s", got)
	}
	words := besides().Description
	for _, want := range []string{"First page in class · changed: was “Begins at home”", "changed: was with Student", "changed: nobody used it", "Reads it to a neighbour · new", "Waits for help · goes away"} {
		if !strings.Contains(words, want) {
			t.Errorf("want %q in %q", want, words)
		}
	}
	if usualProcess().Steps[1].Change != StepSame {
		t.Error("the drawing that was given is marked, too")
	}
}

func TestProcess_OneMoreStepMovesTheOthersLittle(t *testing.T) {
	before := boxesOf(crowdedProcess().Scene())
	for _, at := range []int{0, 13, 39} {
		p := crowdedProcess()
		p.Steps = append(p.Steps, ProcessStep{ID: "new", Words: "Something new", Who: p.Steps[at].Who})
		after := boxesOf(p.Scene())
		for id, box := range before {
			if after[id] != box {
				t.Errorf("a step more at the end moves %s from %.1f to %.1f", id, box, after[id])
			}
		}
	}
}

func TestProcess_ALongTitleWrapsOverFewLanes(t *testing.T) {
	long := "A lab report from the bell to the book of grades"
	scenes := map[string]*Scene{
		"a map":  Process{Title: long, Steps: []ProcessStep{{Words: "Lab ends", Who: "Teacher"}}}.Scene(),
		"a tree": DecisionTree{Title: long, Questions: []TreeQuestion{{Number: "1", Words: "Was the student there?"}}}.Scene(),
	}
	for name, scene := range scenes {
		var said []string
		scene.Each(func(item Item) {
			if text, ok := item.(Text); ok && text.Type == driverTitle {
				said = append(said, text.Words)
			}
		})
		if got := strings.Join(said, " "); got != long || len(said) < 2 {
			t.Errorf("%s: got the title %q, want all of it on several lines", name, said)
		}
	}
}
