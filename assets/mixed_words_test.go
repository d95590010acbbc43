package assets_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mixedWords are words of the field that mean more than one thing, or that mean
// a thing of people where a reader would think of a machine. The screen says
// them in plain words; they stand as standard terms and among what others call it.
func mixedWords() []struct{ word, why string } {
	return []struct{ word, why string }{
		{`integrity|fidelity`, "the one is how people take improvement up, the other whether it was done as planned; no check of data is called so"},
		{`users?`, "who is served by the work is a student, a family, a colleague"},
		{`hubs?`, "it is the people who lead a network, never a machine"},
		{`partners?`, "it is a colleague, a researcher or who guides principals, never a laptop or whoever sits at it"},
		{`rocks?`, "on screen it is a 45-day task"},
		{`convenings?`, "on screen it is a gathering of the network; a team has meetings"},
		{`action periods?`, "on screen it is the weeks of work"},
		{`levers?`, "two lists of levers go by that name"},
		{`initiatives?`, "on screen it is a programme or duty; what is tried is an idea"},
		{`protocols?`, "on screen it is a way to hold a conversation, never how laptops talk"},
		{`safe spaces?`, "a space is where pages are; feeling safe is what leaders see to"},
		{`adjust\w*`, "the decision is to change it and try again"},
	}
}

// humanPartners are the texts in which a partner is somebody whose work it is.
func humanPartners() []string {
	return []string{"kind.role.role.role.community.label", "kind.role.role.role.principal-supervisor.label", "kind.visit.visit.type.supervisor.label"}
}

// A word that means two things stands on screen only as the standard term of one of them.
func TestEnglish_KeepsApartTheWordsThatMustNotBeMixed(t *testing.T) {
	english := table(t, "en")
	terms := 0
	for _, mixed := range mixedWords() {
		word := regexp.MustCompile(`(?i)\b(` + mixed.word + `)\b`)
		for key, text := range english {
			found := word.FindString(text)
			switch {
			case found == "" || slices.Contains(humanPartners(), key):
			case strings.HasSuffix(key, ".term") || strings.HasSuffix(key, ".also"):
				terms++
			default:
				t.Errorf("%s says %q in %q: %s", key, found, text, mixed.why)
			}
		}
	}
	if terms < 10 {
		t.Errorf("only %d of the terms and other names hold such a word: the test reads the wrong texts", terms)
	}
}
