package figure

import "strings"

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
		return n.Say.T("figure.network.shape.none", "Nobody shares with anybody else here yet.")
	case schools == 2:
		return n.Say.T("figure.network.shape.two", "Two who share with one another.")
	case lines == all:
		return n.Say.T("figure.network.shape.mesh", "A mesh: everybody shares with everybody.")
	case hub >= 0 && lines == schools-1:
		return n.Say.T("figure.network.shape.spokes", "Spokes: %s shares with all others, who share nothing with one another.", n.Schools[hub].Name)
	case hub >= 0:
		across, could := lines-(schools-1), (schools-1)*(schools-2)/2
		return n.Say.T("figure.network.shape.threads", "Spokes with threads between: %s shares with all others; of these, %s, too.", n.Schools[hub].Name, n.joined(across, could))
	}
	shared := n.joined(lines, all)
	switch parts := n.parts(); {
	case parts > 1:
		return n.Say.N(parts, "figure.network.shape.parts", "%d part: %s.", "%d parts that do not touch: %s.", shared)
	case 2*lines >= all:
		return n.Say.T("figure.network.shape.nearly", "Nearly a mesh: %s.", shared)
	default:
		return n.Say.T("figure.network.shape.loose", "A loose net without one middle: %s.", shared)
	}
}

// joined says how many pairs share something, of how many.
func (n Network) joined(pairs, all int) string {
	return n.Say.N(pairs, "figure.network.joined", "%d of %s is joined", "%d of %s are joined", n.Say.N(all, "figure.count.pairs", "%d pair", "%d pairs"))
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
	// What the picture cannot know: without it a school would take itself for the hub of everything.
	known := n.Say.T("figure.network.known", "Only what this laptop knows is drawn: the spaces that it is in, and the buddy pairs that are written there.")
	words := []string{n.Shape() + " " + known}
	for i := range n.Schools {
		words = append(words, n.says(i))
	}
	return cutWords(strings.Join(words, "\n"), mostDescription)
}
