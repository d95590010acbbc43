package figure

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Theory is what a project believes leads to its aims, as the pages that say
// so; everybody who has them sees the same diagram.
type Theory struct {
	Title string
	// Pages are the aims, drivers, ideas, measures and tests of the project, the
	// oldest first; others do not matter. One that was put away is marked.
	Pages []improve.Artifact
	// State says how far an idea has come; nil says nothing.
	State func(idea improve.Artifact) string
	Say   *phrase.Book // the language of the words; nil is English
}

// Relations of the pages of a theory.
const (
	aimRel        improve.RelName = "aim"
	driverRel     improve.RelName = "driver"
	weakDriverRel improve.RelName = "weak-driver"
	ideaRel       improve.RelName = "change-idea"
)

// Diagram is the driver diagram of the pages. Groups are called by the ids of
// the pages.
func (t Theory) Diagram() DriverDiagram {
	d := DriverDiagram{Title: t.Title, Say: t.Say}
	measures, tests := t.counts()
	for _, page := range t.Pages {
		rank, ok := driverRank(page.Kind)
		if !ok {
			continue
		}
		node := DriverNode{ID: page.ID.String(), Rank: rank, Words: headlineOf(t.Say, page), Primary: page.Text("level") == "primary", Focus: page.Text("focus") == "yes"}
		node.Marks = append(node.Marks, leftOpen(t.Say, page)...)
		if rank == RankIdea && t.State != nil {
			node.Marks = appendWords(node.Marks, t.State(page))
		}
		node.Marks = appendWords(node.Marks, measureCount(t.Say, measures[page.ID]), testCount(t.Say, tests[page.ID]))
		if rank == RankDriver {
			node.Marks = appendWords(node.Marks, testCount(t.Say, t.testsBelow(page.ID, tests)))
		}
		d.Nodes = append(d.Nodes, node)
		d.Links = append(d.Links, driverLinks(page)...)
	}
	return d
}

// headlineOf gives the words of a box; that they were erased where they were,
// as an earlier state of a diagram may have it.
func headlineOf(say *phrase.Book, page improve.Artifact) string {
	if title, ok := page.Register(improve.TitleKey, improve.RowID{}).Shown(); ok && title.Erased {
		return say.T("figure.removed", "[removed]")
	}
	return page.Title()
}

// leftOpen says what people who worked apart left open on a page: several
// wordings, and that one put away what another wrote in.
func leftOpen(say *phrase.Book, page improve.Artifact) []string {
	var marks []string
	if wordings := len(page.Register(improve.TitleKey, improve.RowID{}).Distinct()); wordings > 1 {
		marks = append(marks, say.N(wordings, "figure.open.wordings", "%d wording to choose from", "%d wordings to choose from"))
	}
	if page.Retired() {
		marks = append(marks, say.T("figure.open.putAway", "put away by one, changed by another"))
	}
	return marks
}

// driverRank tells which kinds stand in a driver diagram, and as what.
func driverRank(kind improve.KindName) (rank DriverRank, ok bool) {
	switch kind {
	case "aim":
		return RankAim, true
	case "driver":
		return RankDriver, true
	case "change-idea":
		return RankIdea, true
	default:
		return 0, false
	}
}

func driverLinks(page improve.Artifact) []DriverLink {
	if page.Kind == "aim" {
		return nil
	}
	var links []DriverLink
	for _, rel := range [...]improve.RelName{aimRel, driverRel, weakDriverRel} {
		for _, target := range page.LinkedTo(rel) {
			links = append(links, DriverLink{From: page.ID.String(), To: target.String(), Weak: rel == weakDriverRel})
		}
	}
	return links
}

// counts finds how many measures and tests hang on each page.
func (t Theory) counts() (measures, tests map[improve.ArtifactID]int) {
	measures, tests = map[improve.ArtifactID]int{}, map[improve.ArtifactID]int{}
	for _, page := range t.Pages {
		switch page.Kind {
		case "measure":
			for _, target := range append(page.LinkedTo(aimRel), page.LinkedTo(driverRel)...) {
				measures[target]++
			}
		case "pdsa":
			for _, target := range page.LinkedTo(ideaRel) {
				tests[target]++
			}
		}
	}
	return measures, tests
}

// testsBelow counts the tests of the ideas that lead to a driver, over others
// too; an idea that leads there by several ways counts once.
func (t Theory) testsBelow(driver improve.ArtifactID, tests map[improve.ArtifactID]int) int {
	count, reached, next := 0, map[improve.ArtifactID]bool{driver: true}, []improve.ArtifactID{driver}
	for len(next) > 0 {
		at := next[0]
		next = next[1:]
		for _, page := range t.Pages {
			if reached[page.ID] || !slices.Contains(page.LinkedTo(driverRel), at) && !slices.Contains(page.LinkedTo(weakDriverRel), at) {
				continue
			}
			reached[page.ID] = true
			switch page.Kind {
			case "change-idea":
				count += tests[page.ID]
			case "driver":
				next = append(next, page.ID)
			}
		}
	}
	return count
}

func measureCount(say *phrase.Book, n int) string {
	if n == 0 {
		return ""
	}
	return say.N(n, "figure.count.measures", "%d measure", "%d measures")
}

func testCount(say *phrase.Book, n int) string {
	if n == 0 {
		return ""
	}
	return say.N(n, "figure.count.tests", "%d test", "%d tests")
}

// appendWords adds the words that say something.
func appendWords(to []string, words ...string) []string {
	for _, word := range words {
		if word != "" {
			to = append(to, word)
		}
	}
	return to
}
