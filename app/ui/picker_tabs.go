package ui

import (
	"context"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// mostTabsFound is how many projects the search offers for the name of a part
// of a project: the next letter of the project's name narrows it.
const mostTabsFound = 4

// leastTabLetters is how much of the name of a part must be typed: with less,
// every word that begins so would find it.
const leastTabLetters = 4

// projectPart is a part of every project's page, with the words that find it.
type projectPart struct {
	icon, route, word string
	names             []string
}

func projectParts() []projectPart {
	return []projectPart{
		{"driver", tabTheory + "/" + wantDiagram, T("project.part.theory", "Driver diagram"), []string{T("project.theory", "Theory"), T("project.part.theory", "Driver diagram"), T("project.part.diagram", "Diagram")}},
		{"cause", tabCauses, T("project.part.causes", "Causes and fishbone"), []string{T("project.causes", "Causes"), T("project.part.fishbone", "Fishbone"), T("project.part.causes", "Causes and fishbone")}},
		{"test", tabTests, T("project.part.tests", "All tests"), []string{T("project.tests", "Tests"), T("project.part.tests", "All tests"), T("project.part.pdsa", "PDSA")}},
		{"measure", tabNumbers, T("project.part.numbers", "Numbers and charts"), []string{T("project.numbers", "Numbers"), T("project.part.charts", "Charts"), T("project.part.numbers", "Numbers and charts")}},
	}
}

// foundTabs gives the parts of projects that are typed by their name, and by
// words of the project after it: "driver diagram college".
func (p *Program) foundTabs(ctx context.Context, words string) ([]found, error) {
	var lines []found
	for _, part := range projectParts() {
		of, ok := part.typed(words)
		if !ok {
			continue
		}
		projects, err := p.journal.Store().Cards(ctx, improve.Query{Kinds: []improve.KindName{"project"}, Search: of, Limit: mostTabsFound})
		if err != nil {
			return nil, err
		}
		for _, project := range projects {
			lines = append(lines, found{icon: part.icon, title: part.word + ": " + project.Title, note: T("search.goTo", "Go to"), choose: func() {
				p.Navigate(projectRoute(project.ID, part.route))
			}})
		}
	}
	return lines, nil
}

// typed tells whether words begin the part's name, or begin with it; of is what
// follows the name.
func (part projectPart) typed(words string) (of string, ok bool) {
	words = strings.ToLower(strings.TrimSpace(words))
	words = strings.Replace(words, ": ", " ", 1) // as the line that is found writes it
	for _, name := range part.names {
		name = strings.ToLower(name)
		if rest, whole := strings.CutPrefix(words, name+" "); whole {
			return strings.TrimSpace(rest), true
		}
		ok = ok || len([]rune(words)) >= leastTabLetters && strings.HasPrefix(name, words)
	}
	return "", ok
}
