package figure

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func schoolsNamed(names ...string) []NetworkSchool {
	var schools []NetworkSchool
	for i, name := range names {
		schools = append(schools, NetworkSchool{Name: name, Laptops: 1 + i%3, Own: i == 0})
	}
	return schools
}

// usualNetwork is a hub with pairs, one pair beside it, and a network around all.
func usualNetwork() Network {
	n := Network{Title: "Who shares with whom", Schools: schoolsNamed("Larkfield High", "Harbor Middle School", "Quarry Hill", "Mill Lane", "Sunridge Academy for the Arts", "Easton", "Lakeside")}
	n.Schools[6].Laptops = 0
	for i := range n.Schools[1:] {
		n.Lines = append(n.Lines, NetworkLine{0, i + 1, InPair})
		for j := range i {
			n.Lines = append(n.Lines, NetworkLine{i + 1, j + 1, InNetwork})
		}
	}
	n.Lines[1].Kind = InGroup
	n.Lines = append(n.Lines, NetworkLine{3, 2, InPair})
	return n
}

func smallNetwork() Network {
	return Network{Schools: schoolsNamed("Larkfield", "Harbor"), Lines: []NetworkLine{{0, 1, InPair}}}
}

func crowdedNetwork() Network {
	n := Network{Title: "Forty schools"}
	for i := range 40 {
		n.Schools = append(n.Schools, NetworkSchool{Name: fmt.Sprintf("School of the %dth street by the river and the old mill", i+1), Laptops: 3, Own: i == 0})
		for j := range i {
			if (i*5+j*3)%7 == 0 {
				n.Lines = append(n.Lines, NetworkLine{j, i, Closeness((i + j) % 3)})
			}
		}
	}
	return n
}

func TestNetwork_NothingOverlapsWhateverTheSchools(t *testing.T) {
	const seed = 20261122
	for round := range 120 {
		r := rand.New(rand.NewPCG(seed, uint64(round)))
		n := Network{Title: odd[r.IntN(len(odd))], Bare: r.IntN(2) == 0}
		for range r.IntN(41) {
			n.Schools = append(n.Schools, NetworkSchool{Name: odd[r.IntN(len(odd))], Laptops: r.IntN(120), Own: r.IntN(9) == 0})
		}
		if r.IntN(3) == 0 { // a hub
			for i := range n.Schools {
				n.Lines = append(n.Lines, NetworkLine{i, 0, InPair})
			}
		}
		for range r.IntN(300) {
			n.Lines = append(n.Lines, NetworkLine{r.IntN(42) - 1, r.IntN(42), Closeness(r.IntN(5) - 1)})
		}
		scene := n.Scene()
		checkBoxes(t, scene)
		checkLabels(t, scene)
		if t.Failed() {
			t.Fatalf("seed %d round %d", seed, round)
		}
	}
}

func TestNetwork_SaysItsShapeInASentence(t *testing.T) {
	four := schoolsNamed("A", "B", "C", "D")
	spokes := []NetworkLine{{0, 1, InPair}, {2, 0, InPair}, {0, 3, InGroup}}
	around := []NetworkLine{{0, 1, InNetwork}, {0, 2, InNetwork}, {0, 3, InNetwork}, {1, 2, InNetwork}, {1, 3, InNetwork}, {2, 3, InNetwork}}
	for want, n := range map[string]Network{
		"Nobody shares with anybody else here yet.":                                                     {Schools: four},
		"Two who share with one another.":                                                               smallNetwork(),
		"A mesh: everybody shares with everybody.":                                                      {Schools: four, Lines: around},
		"Spokes: A shares with all others, who share nothing with one another.":                         {Schools: four, Lines: append(spokes, around...)},
		"Spokes with threads between: A shares with all others; of these, 1 of 3 pairs is joined, too.": {Schools: four, Lines: append(spokes[:3:3], NetworkLine{1, 2, InPair})},
		"2 parts that do not touch: 2 of 6 pairs are joined.":                                           {Schools: four, Lines: []NetworkLine{{0, 1, InPair}, {2, 3, InPair}}},
		"Nearly a mesh: 3 of 6 pairs are joined.":                                                       {Schools: four, Lines: []NetworkLine{{0, 1, InPair}, {1, 2, InPair}, {2, 3, InPair}}},
		"A loose net without one middle: 4 of 10 pairs are joined.":                                     {Schools: schoolsNamed("A", "B", "C", "D", "E"), Lines: []NetworkLine{{0, 1, InPair}, {1, 2, InPair}, {2, 3, InPair}, {3, 4, InPair}}},
	} {
		if got := n.Shape(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestNetwork_TheHubStandsInTheMiddle(t *testing.T) {
	n := usualNetwork()
	n.Bare = true
	boxes, paper := n.places()
	if hub := n.hub(); hub != 0 {
		t.Fatalf("the hub is %d, want the school that shares with all", hub)
	}
	middle := boxes[0].middle()
	for i, box := range boxes[1:] {
		if far(middle, box.middle()) < schoolBox {
			t.Errorf("school %d stands at %.0f, beside the hub at %.0f", i+1, box, boxes[0])
		}
	}
	if got := middle.X - paper.W/2; got > 1 || got < -1 {
		t.Errorf("the hub stands %.1f beside the middle", got)
	}
	for _, want := range []string{"Spokes with threads between: Larkfield High", "Larkfield High · you are here · 1 laptop · shares a pair with Harbor Middle School", "Only what this laptop knows"} {
		if !strings.Contains(n.Description(), want) {
			t.Errorf("the words lack %q: %s", want, n.Description())
		}
	}
}
