package kinds

import (
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

func tightLoose() *improve.Kind {
	return declare(improve.Kind{
		Name: "tight-loose", Title: "What is fixed and what is free", Plural: "What is fixed and what is free", Term: "Tight and loose",
		Help:  "What every team in the network does in the same way, and what each decides for itself. Short lists keep both honest.",
		Group: improve.AimAndTheory, Icon: "settings", Home: improve.Team, Also: "tight, loose, non-negotiable, common, local choice",
		Sections: []improve.Section{
			part("list", "The list", "",
				placeholder(title("For what is it?", "The work or year that it holds for."), "Network year one"),
				list("items", "What is fixed, what is free", "One line each.",
					words("what", "What", "A question, a step, a number, a tool."),
					pick("rule", "Is it fixed?", "Fixed for everyone, or free for each team.", options("fixed", "The same for all", "free", "Each team decides", "left-out", "Not used here")),
					words("why", "Why?", "One reason; without one it should be free."),
					words("page", "On which pages?", "What such a page is called, as in Measure or Aim. Pages that a school takes from you then keep to this line."),
					words("part", "Which question on them?", "As it stands on the page, such as “What do the words mean exactly?”. Empty: the whole page."),
					prose("says", "What has to stand there", "Empty: what stands on your own page, also when you change it."),
				),
				day("agreed_on", "Agreed on", "The day it was agreed."),
				words("agreed_by", "Agreed by", "Who stands behind it."),
			),
		},
		Asks: []improve.Ask{{
			Key: "agreed-nowhere", Field: "items", Around: []improve.KindName{"local-word"}, Everywhere: true, When: asksWhichPage,
			Text: "Is the page or question of each line called that?", Why: "Nothing in Cairn has one of these names, so no page keeps to that line.",
		}},
		Rels: []improve.Rel{projectRel("What is fixed and what is free"), rel("network", "Holds in", "What is fixed and what is free", "The network that it holds for.", "network")},
		Sample: improve.Sample{
			Fields: cells("title", "Network year one", "agreed_on", "2026-09-04", "agreed_by", "Leads of all three schools"),
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"items": rowsOf(
				cells("what", "The three questions", "rule", "fixed", "why", "So that we understand one another"),
				cells("what", "What counts as handed in", "rule", "fixed", "why", "So that our numbers can stand side by side", "page", "Measure", "part", "What do the words mean exactly?"),
				cells("what", "Which form the test is written on", "rule", "free", "why", "Teams have their own already"))},
		},
	}, "agreed_by", "agreed_on")
}

// asksWhichPage asks of lines that name a page or question that nothing is
// called. A word of one's own is taken for a page.
func asksWhichPage(a improve.Artifact, near improve.Near) (bool, []string) {
	var unknown []string
	for _, row := range a.Rows("items") {
		page, part := row.Cells["page"], row.Cells["part"]
		if strings.TrimSpace(page) != "" && !leadsSomewhere(page, part, near.Of("local-word")) {
			unknown = append(unknown, page, part)
		}
	}
	return len(unknown) > 0, unknown
}

func leadsSomewhere(page, part string, words []improve.Artifact) bool {
	for _, word := range words {
		if sameName(word.Title(), page) || sameName(word.Text("plural"), page) {
			return true
		}
	}
	for _, kind := range All() {
		if slices.ContainsFunc([]string{kind.Title, kind.Plural, kind.Term, string(kind.Name)}, func(name string) bool { return sameName(name, page) }) {
			return hasPart(kind, part)
		}
	}
	return false
}

// hasPart tells whether each of the questions that a line names, apart by ";"
// or on lines of their own, is a field or a section of the kind.
func hasPart(kind *improve.Kind, part string) bool {
	var names []string
	for _, section := range kind.Sections {
		names = append(names, section.Title, section.Key)
		for _, field := range section.Fields {
			names = append(names, field.Label, field.Term, string(field.Key))
		}
	}
	known := func(name string) bool {
		return slices.ContainsFunc(names, func(other string) bool { return sameName(other, name) })
	}
	for _, name := range strings.FieldsFunc(part, func(r rune) bool { return r == ';' || r == '\n' }) {
		if strings.TrimSpace(name) != "" && !known(name) && !known(part) {
			return false
		}
	}
	return true
}

// sameName compares names as people write them; an empty one is the same as none.
func sameName(x, y string) bool {
	x, y = strings.Join(strings.Fields(x), " "), strings.Join(strings.Fields(y), " ")
	return x != "" && strings.EqualFold(x, y)
}
