package figure

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func usualDigraph() Digraph {
	return Digraph{Title: "Why essays come late: what drives what?", Causes: []string{
		"Nobody sees who is stuck", "They begin on the last evening", "They stop asking", "The task is a page long and read once", "Families hear of it when it is late", "Whoever was away on Monday missed the beginning", "Late is taken for lazy",
	}, Arrows: []DigraphArrow{{0, 1}, {0, 2}, {3, 1}, {0, 4}, {5, 1}, {6, 2}, {2, 1}, {3, 2}, {6, 0}, {0, 5}}}
}

func smallDigraph() Digraph {
	return Digraph{Title: "What drives what?", Causes: []string{"Nobody sees who is stuck", "They begin on the last evening", "They stop asking"}, Arrows: []DigraphArrow{{0, 1}}, Open: []DigraphArrow{{0, 2}, {1, 2}}}
}

func crowdedDigraph() Digraph {
	d := Digraph{Title: "Twelve causes of one problem"}
	for i := range 12 {
		d.Causes = append(d.Causes, fmt.Sprintf("Cause %d: the office is open only while parents work and nobody knows which papers to bring", i+1))
		for j := range i {
			if (i*7+j*3)%3 != 0 {
				d.Arrows = append(d.Arrows, DigraphArrow{j, i})
			}
		}
	}
	return d
}

func TestDigraph_NothingOverlapsWhateverTheCauses(t *testing.T) {
	const seed = 20261124
	for round := range 100 {
		r := rand.New(rand.NewPCG(seed, uint64(round)))
		d := Digraph{Title: "Why?", Bare: r.IntN(2) == 0}
		for range r.IntN(200) {
			d.Causes = append(d.Causes, strings.Repeat([]string{"stuck ", "incomprehensibilities", "學校"}[r.IntN(3)], r.IntN(20)))
		}
		for range r.IntN(400) {
			d.Arrows = append(d.Arrows, DigraphArrow{r.IntN(201) - 1, r.IntN(201)})
		}
		checkBoxes(t, d.Scene())
		if t.Failed() {
			t.Fatalf("seed %d round %d", seed, round)
		}
	}
}

func TestDigraph_IsReadFromItsPage(t *testing.T) {
	page := written(t, 1, "digraph", fields{"title": "Why late"}, map[improve.FieldKey][]fields{"arrows": {
		{"one": "Stuck", "arrow": "forward", "other": "Late"},
		{"one": "Silent", "arrow": "back", "other": "stuck "},
		{"one": "Late", "arrow": "none", "other": "Silent"},
		{"one": "Lazy", "arrow": "forward", "other": "Late"},
		{"one": "Late", "arrow": "forward", "other": "Lazy"}, // another colleague saw it the other way
	}}, nil)

	d := DigraphOf(page)

	if want := []DigraphArrow{{0, 1}, {0, 2}}; !slices.Equal(d.Arrows, want) || len(d.Open) != 3 {
		t.Errorf("arrows %v and %v open pairs of %q, want %v and 3", d.Arrows, d.Open, d.Causes, want)
	}
	if drivers, outcomes := d.Drivers(), d.Outcomes(); !slices.Equal(drivers, []int{0}) || !slices.Equal(outcomes, []int{1, 2}) {
		t.Errorf("drivers %v, outcomes %v", drivers, outcomes)
	}
	if words := d.Description(); !strings.Contains(words, "Drives most: “Stuck”.") || !strings.Contains(words, "3 pairs are open") {
		t.Errorf("it says %q", words)
	}
}

func TestDigraph_SaysOnPaperHowManyPairsAreOpen(t *testing.T) {
	d := usualDigraph()
	d.Open = []DigraphArrow{{0, 1}}
	says := func(d Digraph) bool {
		return slices.ContainsFunc(d.Scene().Items, func(item Item) bool {
			text, ok := item.(Text)
			return ok && strings.HasPrefix(text.Words, "1 pair is not decided")
		})
	}
	if !says(d) {
		t.Error("paper does not say that a pair is open")
	}
	d.Bare = true
	if says(d) {
		t.Error("the window says it twice")
	}
}
