package figure

import (
	"strconv"
	"strings"
)

// known says what the picture cannot know: without it a school would take
// itself for the hub of everything.
const known = "Only what this laptop knows is drawn: the spaces that it is in, and the buddy pairs that are written there."

// closeLines gives the lines by which the shape is told: the pairs and groups. A
// network joins everybody with everybody and tells nothing; it counts where
// there is nothing closer.
func (n Network) closeLines() []NetworkLine {
	var near []NetworkLine
	lines := n.lines()
	for _, line := range lines {
		if line.Kind != InNetwork {
			near = append(near, line)
		}
	}
	if len(near) == 0 {
		return lines
	}
	return near
}

// hub is the one school that shares with all others; -1 where none or several do.
func (n Network) hub() int {
	counts := n.counts()
	hub := -1
	for i, count := range counts {
		if count != len(n.Schools)-1 || count < 2 {
			continue
		}
		if hub >= 0 {
			return -1
		}
		hub = i
	}
	return hub
}

// counts gives with how many others each school shares.
func (n Network) counts() []int {
	counts := make([]int, len(n.Schools))
	for _, line := range n.closeLines() {
		counts[line.A]++
		counts[line.B]++
	}
	return counts
}

// Shape says the form of the network in a sentence: spokes around a hub, a
// mesh, or something between.
func (n Network) Shape() string {
	schools, lines := len(n.Schools), len(n.closeLines())
	all := schools * (schools - 1) / 2
	hub := n.hub()
	switch {
	case schools < 2 || lines == 0:
		return "Nobody shares with anybody else here yet."
	case schools == 2:
		return "Two who share with one another."
	case lines == all:
		return "A mesh: everybody shares with everybody."
	case hub >= 0 && lines == schools-1:
		return "Spokes: " + n.Schools[hub].Name + " shares with all others, who share nothing with one another."
	case hub >= 0:
		across, could := lines-(schools-1), (schools-1)*(schools-2)/2
		return "Spokes with threads between: " + n.Schools[hub].Name + " shares with all others; of these, " + strconv.Itoa(across) + " of " + several(could, "pair", "pairs") + " " + is(across) + " joined, too."
	}
	shared := strconv.Itoa(lines) + " of " + several(all, "pair", "pairs") + " " + is(lines) + " joined"
	switch parts := n.parts(); {
	case parts > 1:
		return strconv.Itoa(parts) + " parts that do not touch: " + shared + "."
	case 2*lines >= all:
		return "Nearly a mesh: " + shared + "."
	default:
		return "A loose net without one middle: " + shared + "."
	}
}

func is(count int) string {
	if count == 1 {
		return "is"
	}
	return "are"
}

// parts counts the schools that can be reached from one another as one.
func (n Network) parts() int {
	part := make([]int, len(n.Schools))
	for i := range part {
		part[i] = i
	}
	root := func(i int) int {
		for part[i] != i {
			i = part[i]
		}
		return i
	}
	count := len(part)
	for _, line := range n.closeLines() {
		if a, b := root(line.A), root(line.B); a != b {
			part[a] = b
			count--
		}
	}
	return count
}

// Description says the picture in words.
func (n Network) Description() string {
	words := []string{n.Shape() + " " + known}
	for i := range n.Schools {
		words = append(words, n.says(i))
	}
	return cutWords(strings.Join(words, "\n"), mostDescription)
}
