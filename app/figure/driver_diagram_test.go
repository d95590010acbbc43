package figure

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// usualDriver is a diagram as a team has it after a month.
func usualDriver() DriverDiagram {
	d := DriverDiagram{Title: "What leads to explaining in maths"}
	add := func(id string, rank DriverRank, words string, to ...string) {
		d.Nodes = append(d.Nodes, DriverNode{ID: id, Rank: rank, Words: words})
		for _, t := range to {
			weak := strings.HasSuffix(t, "?")
			d.Links = append(d.Links, DriverLink{From: id, To: strings.TrimSuffix(t, "?"), Weak: weak})
		}
	}
	add("aim", RankAim, "By 28 May 2027, 80 % of Year 4 pupils explain their method in words, up from 43 %.")
	add("talk", RankDriver, "Pupils talk about method every day", "aim")
	add("feedback", RankDriver, "Feedback says what to do next", "aim")
	add("know", RankDriver, "Teachers know what a good explanation is", "aim")
	add("home", RankDriver, "Families hear the words, too", "aim?")
	add("models", RankDriver, "Pupils hear good models", "talk", "know?")
	add("aloud", RankDriver, "Pupils practise aloud with somebody who listens", "talk")
	add("checks", RankDriver, "Quick checks each week", "feedback")
	add("act", RankDriver, "Pupils act on feedback within the lesson", "feedback", "talk?")
	add("plan", RankDriver, "We plan explanations together", "know")
	add("words", RankDriver, "The same words at school and at home", "home", "know")
	add("i1", RankIdea, "Teacher thinks aloud for two minutes at the start", "models")
	add("i2", RankIdea, "A wall of worked examples", "models", "words")
	add("i3", RankIdea, "Talk partners, three minutes", "aloud")
	add("i4", RankIdea, "A card with sentence starters", "aloud", "words?", "models")
	add("i5", RankIdea, "Exit tickets on Friday, sorted into three piles", "checks")
	add("i6", RankIdea, "Green-pen time", "act")
	add("i7", RankIdea, "Rehearse the explanation in the team meeting", "plan")
	add("i8", RankIdea, "One visit a fortnight to a colleague who is good at it", "plan", "know")
	add("i9", RankIdea, "A video in the language of the house", "words")
	add("i10", RankIdea, "A maths morning for families")
	d.Nodes[0].Marks = []string{"1 measure"}
	d.Nodes[1].Marks, d.Nodes[1].Focus = []string{"2 measures"}, true
	d.Nodes[13].Marks = []string{"being tried", "3 tests"}
	d.Nodes[14].Marks = []string{"1 test"}
	return d
}

// crowdedDriver has 5 large drivers, 20 detailed ones and 60 ideas.
func crowdedDriver() DriverDiagram {
	d := DriverDiagram{Title: "Every first-generation senior hands in the aid form"}
	d.Nodes = append(d.Nodes, DriverNode{ID: "aim", Rank: RankAim, Words: "By 1 May 2027, 65 % of our seniors who would be the first in their family at college have handed in the aid form, up from 34 %.", Marks: []string{"2 measures"}})
	subjects := []string{"Families know what the form is for", "Everyone has the papers in time", "There is help where seniors are", "Adults at school talk with one voice", "Nobody is lost between two offices"}
	ways := []string{"In the language of the house", "Before the winter break", "At times when parents do not work", "By somebody whom they know already"}
	ideas := []string{"Call home before noon on the second day", "One sheet with pictures of the papers", "A help table where seniors eat, on fixed days, with two chairs and a laptop"}
	for p, subject := range subjects {
		primary := fmt.Sprintf("p%d", p)
		d.Nodes = append(d.Nodes, DriverNode{ID: primary, Rank: RankDriver, Words: subject, Focus: p == 2, Marks: []string{fmt.Sprintf("%d measures", p+2)}})
		d.Links = append(d.Links, DriverLink{From: primary, To: "aim"})
		for s, way := range ways {
			secondary := fmt.Sprintf("p%ds%d", p, s)
			d.Nodes = append(d.Nodes, DriverNode{ID: secondary, Rank: RankDriver, Words: way})
			d.Links = append(d.Links, DriverLink{From: secondary, To: primary})
			if s == 1 {
				d.Links = append(d.Links, DriverLink{From: secondary, To: fmt.Sprintf("p%d", (p+1)%5), Weak: true})
			}
			for i, idea := range ideas {
				id := fmt.Sprintf("%si%d", secondary, i)
				node := DriverNode{ID: id, Rank: RankIdea, Words: idea}
				if (p+s+i)%4 == 0 {
					node.Marks = []string{"being tried", "2 tests"}
				}
				d.Nodes = append(d.Nodes, node)
				d.Links = append(d.Links, DriverLink{From: id, To: secondary})
				if (p*7+s*3+i)%8 == 0 {
					d.Links = append(d.Links, DriverLink{From: id, To: fmt.Sprintf("p%ds%d", (p+2)%5, (s+1)%4), Weak: i == 1})
				}
			}
		}
	}
	return d
}

func smallDriver() DriverDiagram {
	return DriverDiagram{Title: "Essays on time", Nodes: []DriverNode{
		{ID: "aim", Rank: RankAim, Words: "By 28 May, ninth-graders hand in 80 % of their essays on the day, up from 58 %."},
		{ID: "help", Rank: RankDriver, Words: "Writers get help before the essay is late"},
	}, Links: []DriverLink{{From: "help", To: "aim"}}}
}

// randomDriver is any graph of up to so many boxes, with rings and nonsense in it.
func randomDriver(r *rand.Rand, most int) DriverDiagram {
	d := DriverDiagram{Width: float64(r.IntN(1600))}
	count := 1 + r.IntN(most)
	for i := range count {
		words := strings.TrimSpace(strings.Repeat([]string{"help ", "incomprehensibilities ", "ü", "a ", "學校"}[r.IntN(5)], r.IntN(30)))
		node := DriverNode{ID: fmt.Sprint(i), Rank: DriverRank(r.IntN(3)), Words: words, Focus: r.IntN(9) == 0, Primary: r.IntN(2) == 0}
		if r.IntN(3) == 0 {
			node.Marks = []string{"3 measures", strings.Repeat("being tried ", r.IntN(9))}
		}
		d.Nodes = append(d.Nodes, node)
	}
	for range r.IntN(3 * count) {
		d.Links = append(d.Links, DriverLink{From: fmt.Sprint(r.IntN(count)), To: fmt.Sprint(r.IntN(count + 1)), Weak: r.IntN(3) == 0})
	}
	return d
}

// checkBoxes tells which groups overlap, leave the paper, or lose their words.
func checkBoxes(t *testing.T, s *Scene) {
	t.Helper()
	var groups []*Group
	s.Groups(func(g *Group) { groups = append(groups, g) })
	for i, g := range groups {
		if !g.Hit.Within(s.Paper()) {
			t.Errorf("%q leaves the paper", g.Name)
		}
		for _, other := range groups[:i] {
			if g.Hit.Meets(other.Hit) {
				t.Errorf("%s %.1f lies over %s %.1f", g.ID, g.Hit, other.ID, other.Hit)
			}
		}
		each(g.Items, func(item Item) {
			if text, ok := item.(Text); ok && !text.Box().Within(g.Hit) {
				t.Errorf("%q leaves its box", text.Words)
			}
		})
	}
}

// checkWires tells which lines run through a box.
func checkWires(t *testing.T, s *Scene) {
	t.Helper()
	for _, item := range s.Items {
		line, ok := item.(Polyline)
		if !ok {
			continue
		}
		for i := 1; i < len(line.Spots); i++ {
			a, b := line.Spots[i-1], line.Spots[i]
			leg := Box{math.Min(a.X, b.X), math.Min(a.Y, b.Y), math.Abs(a.X - b.X), math.Abs(a.Y - b.Y)}.grown(0.01)
			s.Groups(func(g *Group) {
				if leg.Meets(g.Hit.grown(-0.5)) {
					t.Errorf("a line %v runs through %s %.1f", line.Spots, g.ID, g.Hit)
				}
			})
		}
	}
}

func TestDriverDiagram_NothingOverlapsWhateverTheGraph(t *testing.T) {
	const seed = 20261122
	for round := range 150 {
		d := randomDriver(rand.New(rand.NewPCG(seed, uint64(round))), 200)
		d.Rows = round%2 == 1
		scene := d.Scene()
		checkBoxes(t, scene)
		checkWires(t, scene)
		count := 0
		scene.Groups(func(*Group) { count++ })
		if count != len(d.Nodes) {
			t.Errorf("%d boxes drawn, want %d", count, len(d.Nodes))
		}
		if t.Failed() {
			t.Fatalf("seed %d round %d", seed, round)
		}
	}
}

func TestDriverDiagram_GalleryCanBeRead(t *testing.T) {
	for name, d := range map[string]DriverDiagram{"small": smallDriver(), "usual": usualDriver(), "crowded": crowdedDriver()} {
		t.Run(name, func(t *testing.T) {
			scene := d.Scene()
			checkBoxes(t, scene)
			checkWires(t, scene)
		})
	}
}

// boxesOf gives where each box stands.
func boxesOf(s *Scene) map[string]Box {
	boxes := map[string]Box{}
	s.Groups(func(g *Group) { boxes[g.ID] = g.Hit })
	return boxes
}

func TestDriverDiagram_OneMoreBoxMovesTheOthersLittle(t *testing.T) {
	before := boxesOf(crowdedDriver().Scene())
	for _, to := range []string{"aim", "p0", "p2s1", "p4s3"} {
		d := crowdedDriver()
		rank := RankIdea
		if to == "aim" || len(to) == 2 {
			rank = RankDriver
		}
		d.Nodes = append(d.Nodes, DriverNode{ID: "new", Rank: rank, Words: "Something new"})
		d.Links = append(d.Links, DriverLink{From: "new", To: to})
		after := boxesOf(d.Scene())

		room := after["new"].H + treeGap
		for id, box := range before {
			if math.Abs(after[id].Y-box.Y) > room || after[id].X != box.X || after[id].H != box.H {
				t.Errorf("a box under %s moves %s from %.1f to %.1f", to, id, box, after[id])
			}
		}
	}
}

// freshDriver is a graph as a team draws it, of about so many boxes: every box
// leads to older ones.
func freshDriver(r *rand.Rand, most int) DriverDiagram {
	d := DriverDiagram{Nodes: []DriverNode{{ID: "0", Rank: RankAim, Words: "The aim"}}}
	drivers := []string{"0"}
	for i := range 1 + r.IntN(most) {
		node := DriverNode{ID: fmt.Sprint(i + 1), Rank: DriverRank(1 + r.IntN(2)), Words: strings.TrimSpace(strings.Repeat("what changes ", 1+r.IntN(5)))}
		to := drivers[r.IntN(len(drivers))]
		if to == "0" {
			node.Rank = RankDriver
		}
		d.Nodes, d.Links = append(d.Nodes, node), append(d.Links, DriverLink{From: node.ID, To: to})
		if node.Rank == RankDriver && r.IntN(3) == 0 {
			drivers = append(drivers, node.ID)
		}
	}
	return d
}

func TestDriverDiagram_OneMoreBoxMovesTheOthersLittleWhateverTheGraph(t *testing.T) {
	const seed = 20261206
	for round := range 100 {
		r := rand.New(rand.NewPCG(seed, uint64(round)))
		d := freshDriver(r, 200)
		before := boxesOf(d.Scene())
		to := d.Links[r.IntN(len(d.Links))].To // where the team works anyway: no new column
		rank := RankIdea
		if to == "0" {
			rank = RankDriver
		}
		d.Nodes = append(d.Nodes, DriverNode{ID: "new", Rank: rank, Words: "Something new"})
		d.Links = append(d.Links, DriverLink{From: "new", To: to})
		after := boxesOf(d.Scene())

		room := after["new"].H + 2*treeGap
		for id, box := range before {
			if rank == RankIdea && len(after) > 2 && !hasRank(d, RankIdea, 2) {
				break // the first idea of all opens its column
			}
			if math.Abs(after[id].Y-box.Y) > room || after[id].X != box.X {
				t.Fatalf("seed %d round %d: a box under %s moves %s from %.1f to %.1f", seed, round, to, id, box, after[id])
			}
		}
	}
}

func TestDriverDiagram_BeginsWithTheAimHoweverTallItIs(t *testing.T) {
	d := DriverDiagram{Title: "Forty", Nodes: []DriverNode{{ID: "aim", Rank: RankAim, Words: "By June 80% of essays are in."}}}
	for i := range 8 {
		first := fmt.Sprintf("first-%d", i)
		d.Nodes = append(d.Nodes, DriverNode{ID: first, Rank: RankDriver, Words: "What must change"})
		d.Links = append(d.Links, DriverLink{From: first, To: "aim"})
		for j := range 4 {
			id := fmt.Sprintf("%s-%d", first, j)
			d.Nodes = append(d.Nodes, DriverNode{ID: id, Rank: RankDriver, Words: "How it changes, told in some more words than that"})
			d.Links = append(d.Links, DriverLink{From: id, To: first})
		}
	}
	scene := d.Scene()
	boxes := boxesOf(scene)

	if scene.Height < 1200 {
		t.Fatalf("the diagram is only %v high", scene.Height)
	}
	if aim, first := boxes["aim"], boxes["first-0"]; aim.Y > 400 || first.Y > 400 {
		t.Errorf("the aim begins at %v, the first driver at %v; want both where the diagram begins", aim.Y, first.Y)
	}
	checkBoxes(t, scene)
	checkWires(t, scene)
}

func hasRank(d DriverDiagram, rank DriverRank, least int) bool {
	count := 0
	for _, node := range d.Nodes {
		if node.Rank == rank {
			count++
		}
	}
	return count >= least
}

func TestDriverDiagram_SaysItInWords(t *testing.T) {
	d := usualDriver()
	d.Links = append(d.Links, DriverLink{From: "talk", To: "models"}) // a ring
	words := d.Description()

	for _, want := range []string{
		"4 things must change, in 6 ways, with 10 ideas to try.",
		"Aim: By 28 May 2027", "\n1 Pupils talk about method every day · our focus this year · 2 measures",
		"leads also to “Teachers know what a good explanation is”, weakly", "\n4 Families hear the words, too (leads there weakly)",
		"Not placed yet: A maths morning for families",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("want %q in:\n%s", want, words)
		}
	}
}

func TestDriverDiagram_TellsWeakLinesAndTheFocusWithoutColour(t *testing.T) {
	scene := usualDriver().Scene()
	dashed, bold := 0, 0
	scene.Each(func(item Item) {
		switch i := item.(type) {
		case Polyline:
			if i.Stroke.Dashed {
				dashed++
			}
		case Rect:
			if i.Stroke.Width == focusWidth {
				bold++
			}
		}
	})
	if dashed != 4 || bold != 1 {
		t.Errorf("%d dotted lines and %d thick boxes, want 4 and 1", dashed, bold)
	}
}

func TestDriverDiagram_WithoutIdeasTheLastColumnSaysHowItChanges(t *testing.T) {
	d := DriverDiagram{
		Nodes: []DriverNode{{ID: "a", Words: "Essays on time"}, {ID: "p", Rank: RankDriver, Words: "Families know why"}, {ID: "s", Rank: RankDriver, Words: "A talk at the door"}},
		Links: []DriverLink{{From: "p", To: "a"}, {From: "s", To: "p"}},
	}

	var heads []string
	d.Scene().Each(func(item Item) {
		if text, ok := item.(Text); ok && text.Type == driverHeading {
			heads = append(heads, text.Words)
		}
	})

	if want := []string{"Aim", "What must change", "How it changes"}; !slices.Equal(heads, want) {
		t.Errorf("got %q, want %q", heads, want)
	}
}
