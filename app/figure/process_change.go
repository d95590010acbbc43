package figure

import (
	"strings"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// StepChange says what became of a step between two drawings of a process.
type StepChange int

// What became of a step; the zero StepChange says nothing.
const (
	StepSame    StepChange = iota
	StepNew                // only in the later drawing
	StepGone               // only in the earlier one
	StepChanged            // in both, with other words, another lane or another length
)

// Redrawn marks in two drawings of a process what changed from the earlier to
// the later one. Steps of one name are the same; between two of those, steps
// that stand in the same place with other names are reworded ones.
func Redrawn(before, after Process) (earlier, later Process) {
	before.Steps, after.Steps = append([]ProcessStep(nil), before.Steps...), append([]ProcessStep(nil), after.Steps...)
	if len(before.Steps) > mostCompared || len(after.Steps) > mostCompared {
		return before, after
	}
	pairs := append(sameSteps(before.Steps, after.Steps), [2]int{len(before.Steps), len(after.Steps)})
	b, a := 0, 0
	for _, pair := range pairs {
		gone, came := pair[0]-b, pair[1]-a
		for i := range gone {
			if gone != came {
				before.Steps[b+i].Change = StepGone
			}
		}
		for i := range came {
			if gone != came {
				after.Steps[a+i].Change = StepNew
				continue
			}
			after.Steps[a+i].Change, after.Steps[a+i].Was = StepChanged, after.Say.T("figure.process.was.words", "was “%s”", plain(before.Steps[b+i].Words))
			before.Steps[b+i].Change = StepChanged
		}
		if pair[1] < len(after.Steps) {
			markStep(after.Say, &before.Steps[pair[0]], &after.Steps[pair[1]])
		}
		b, a = pair[0]+1, pair[1]+1
	}
	return before, after
}

// mostCompared is how many steps two drawings are compared for: the work grows
// with the square of it, and nobody reads a longer one.
const mostCompared = 400

// markStep says what is different about a step that both drawings have.
func markStep(say *phrase.Book, before, after *ProcessStep) {
	var other []string
	if !strings.EqualFold(before.Who, after.Who) {
		other = append(other, was(plain(before.Who), say.T("figure.process.was.nobody", "was with nobody named"), func(who string) string { return say.T("figure.process.was.who", "was with %s", who) }))
	}
	if plain(before.Takes) != plain(after.Takes) {
		other = append(other, was(plain(before.Takes), say.T("figure.process.was.unknown", "took nobody knows how long"), func(long string) string { return say.T("figure.process.was.long", "took %s", long) }))
	}
	if before.Breaks && !after.Breaks {
		other = append(other, say.T("figure.process.was.broke", "broke here"))
	}
	if before.Unused && !after.Unused {
		other = append(other, say.T("figure.process.was.unused", "nobody used it"))
	}
	if before.Type != after.Type && len(other) == 0 {
		other = append(other, say.T("figure.process.was.kind", "was another kind of step"))
	}
	if len(other) > 0 {
		before.Change, after.Change, after.Was = StepChanged, StepChanged, strings.Join(other, ", ")
	}
}

// was says what a step had before, or that nobody had said it.
func was(words, unsaid string, said func(string) string) string {
	if words == "" {
		return unsaid
	}
	return said(words)
}

// sameSteps pairs the steps of one name that stand in the same order in both:
// the longest such row.
func sameSteps(before, after []ProcessStep) [][2]int {
	best := make([][]int, len(before)+1) // of the steps from here on
	for i := range best {
		best[i] = make([]int, len(after)+1)
	}
	same := func(i, j int) bool { return stepKey(before[i].Words) == stepKey(after[j].Words) }
	for i := len(before) - 1; i >= 0; i-- {
		for j := len(after) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if same(i, j) {
				best[i][j] = max(best[i][j], best[i+1][j+1]+1)
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < len(before) && j < len(after); {
		switch {
		case same(i, j) && best[i][j] == best[i+1][j+1]+1:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case best[i+1][j] >= best[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
