package figure

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func usualTree() DecisionTree {
	return DecisionTree{Title: "Why did this essay not come?", Questions: []TreeQuestion{
		{ID: "1", Number: "1", Words: "Is there a first line?", Marks: []string{"31 came here"}, Ways: []TreeWay{{ID: "1/yes", Answer: "yes", To: []int{1}}, {ID: "1/no", Answer: "no", To: []int{3}}}},
		{ID: "2", Number: "2", Words: "Was the student away when the task was set?", Marks: []string{"12 came here"}, Ways: []TreeWay{{ID: "2/yes", Answer: "yes", Words: "Card with the task, and five minutes on the first day back"}, {ID: "2/no", Answer: "no", To: []int{2}}}},
		{ID: "3", Number: "3", Words: "Is it on paper, but still at home?", Ways: []TreeWay{{ID: "3/yes", Answer: "yes", Words: "A photo counts until Monday"}, {ID: "3/no", Answer: "no", Words: "Ask what stopped it"}}},
		{ID: "4", Number: "4", Words: "Did they begin in class?", Marks: []string{"19 came here"}, Ways: []TreeWay{{ID: "4/yes", Answer: "yes", To: []int{2}}, {ID: "4/no", Answer: "no", Words: "Begin it together"}}},
	}}
}

func smallTree() DecisionTree {
	return DecisionTree{Title: "Who needs what?", Questions: []TreeQuestion{{ID: "1", Number: "1", Words: "Has it begun?", Ways: []TreeWay{{ID: "1/yes", Answer: "yes", Words: "Go on"}, {ID: "1/no", Answer: "no"}}}}}
}

// crowdedTree has 31 questions, five deep.
func crowdedTree() DecisionTree {
	tree := DecisionTree{Title: "What keeps a senior from the aid form?"}
	for i := range 31 {
		q := TreeQuestion{ID: fmt.Sprint(i), Number: fmt.Sprint(i + 1), Words: []string{"Does the family know that there is a form?", "Are all papers at home?", "Has somebody time to sit with them before the first of May?", "Do they expect to be eligible?"}[i%4], Marks: []string{fmt.Sprint(80-2*i, " came here")}}
		for n, answer := range []string{"yes", "no"} {
			way := TreeWay{ID: q.ID + "/" + answer, Answer: answer}
			if child := 2*i + 1 + n; child < 31 {
				way.To = []int{child}
			} else {
				way.Words = []string{"Help table on Thursday", "Call home before noon and ask what stands in the way", ""}[(i+n)%3]
			}
			q.Ways = append(q.Ways, way)
		}
		tree.Questions = append(tree.Questions, q)
	}
	return tree
}

// randomTree is any graph of questions, with rings and nonsense in it.
func randomTree(r *rand.Rand, most int) DecisionTree {
	tree := DecisionTree{Title: "Why?", Bare: r.IntN(2) == 0}
	count := r.IntN(most + 1)
	words := func() string {
		return strings.TrimSpace(strings.Repeat([]string{"stuck ", "incomprehensibilities ", "學校 ", ""}[r.IntN(4)], r.IntN(25)))
	}
	for i := range count {
		q := TreeQuestion{ID: fmt.Sprint(i), Words: words()}
		if r.IntN(4) > 0 {
			q.Number = fmt.Sprint(r.IntN(2 * count))
		}
		if r.IntN(3) == 0 {
			q.Marks = []string{words()}
		}
		for _, answer := range []string{"yes", "no"} {
			way := TreeWay{ID: q.ID + "/" + answer, Answer: answer, Words: words()}
			for range r.IntN(3) {
				way.To = append(way.To, r.IntN(count+2)-1)
			}
			q.Ways = append(q.Ways, way)
		}
		tree.Questions = append(tree.Questions, q)
	}
	return tree
}

func TestTree_NothingOverlapsWhateverTheQuestions(t *testing.T) {
	const seed = 20261203
	for round := range 100 {
		tree := randomTree(rand.New(rand.NewPCG(seed, uint64(round))), 200)
		scene := tree.Scene()
		checkBoxes(t, scene)
		checkWires(t, scene)
		asked := 0
		scene.Groups(func(g *Group) {
			if !strings.Contains(g.ID, "/") {
				asked++
			}
		})
		if asked != len(tree.Questions) {
			t.Errorf("%d questions drawn, want %d", asked, len(tree.Questions))
		}
		if t.Failed() {
			t.Fatalf("seed %d round %d", seed, round)
		}
	}
}

func TestTree_OneMoreQuestionMovesTheOthersLittle(t *testing.T) {
	before := boxesOf(crowdedTree().Scene())
	tree := crowdedTree()
	tree.Questions[20].Ways[0] = TreeWay{ID: "20/yes", Answer: "yes", To: []int{31}}
	tree.Questions = append(tree.Questions, TreeQuestion{ID: "new", Number: "32", Words: "Something new?", Ways: []TreeWay{{ID: "new/yes", Answer: "yes"}, {ID: "new/no", Answer: "no"}}})
	after := boxesOf(tree.Scene())

	room := after["new"].H + after["new/yes"].H + after["new/no"].H + treeGap
	for id, box := range before {
		if now, there := after[id]; there && (math.Abs(now.Y-box.Y) > room || now.X != box.X || now.H != box.H) {
			t.Errorf("%s moves from %.1f to %.1f", id, box, now)
		}
	}
}

func TestTree_IsReadFromItsPage(t *testing.T) {
	one := improve.RowID{1}
	page := written(t, 1, "decision-tree", fields{"title": "Why late"}, map[improve.FieldKey][]fields{"questions": {
		{"number": "1", "question": "A first line?", "yes": "2", "no": "", "count": "31"},
		{"number": "2", "question": "Away?", "yes": "Card with the task", "no": "1"},
		{"number": "3", "question": "Begun in class?", "under": AnswerPart(one, AnswerNo)},
		{"number": "3", "question": "Asked for help?", "under": AnswerPart(one, AnswerNo)}, // a colleague added one, too
		{"number": "5", "question": "Moved?", "under": AnswerPart(one, AnswerYes)},         // the answer says 2 by now
	}}, nil)

	tree := TreeOf(nil, page)

	ways := tree.Questions[0].Ways
	if !slices.Equal(ways[0].To, []int{1}) || !slices.Equal(ways[1].To, []int{2, 3}) {
		t.Errorf("the first question leads to %v and %v", ways[0].To, ways[1].To)
	}
	if ways := tree.Questions[1].Ways; ways[0].Words != "Card with the task" || !slices.Equal(ways[1].To, []int{0}) {
		t.Errorf("the second leads to %+v", ways)
	}
	words := tree.Description()
	for _, want := range []string{"1 A first line? · 31 came here; yes: on to 2; no: on to 3, on to 3", "3 Begun in class? · another question has this number; yes: open"} {
		if !strings.Contains(words, want) {
			t.Errorf("want %q in %q", want, words)
		}
	}
	if row, answer, ok := PartAnswer(AnswerPart(one, AnswerNo)); !ok || row != one || answer != AnswerNo {
		t.Errorf("an answer's part is read as %v %v %v", row, answer, ok)
	}
}
