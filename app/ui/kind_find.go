package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// mostNewFound is how many kinds the search offers to begin; + New has all.
const mostNewFound = 5

// kindRank tells how well a kind answers to what was typed: its own names
// first, then the words that others use for it, then what its help says. 0 is not at all.
func kindRank(kind *improve.Kind, words string) int {
	words = strings.ToLower(strings.TrimSpace(words))
	if words == "" {
		return 0
	}
	title := strings.ToLower(KindTitle(kind))
	names := strings.ToLower(strings.Join([]string{KindTitle(kind), KindPlural(kind), kind.Term, strings.ReplaceAll(string(kind.Name), "-", " "), string(kind.Name)}, "\n"))
	also := strings.ToLower(T(phrase.KindKey(kind.Name)+".also", kind.Also))
	switch {
	case strings.HasPrefix(title, words):
		return 6
	case wordBegins(names, words):
		return 5
	case wordBegins(also, words):
		return 4
	case strings.Contains(names, words):
		return 3
	case strings.Contains(also, words):
		return 2
	case wordBegins(strings.ToLower(KindHelp(kind)), words):
		return 1
	default:
		return 0
	}
}

// wordBegins tells whether some word of a text, with what follows it, begins as typed.
func wordBegins(text, typed string) bool {
	for at := 0; ; {
		next := strings.Index(text[at:], typed)
		if next < 0 {
			return false
		}
		at += next
		if at == 0 || strings.ContainsAny(text[at-1:at], " \n,-(") {
			return true
		}
		at++
	}
}

// wordRank is kindRank for the own word of the school or its networks.
func (p *Program) wordRank(kind *improve.Kind, words string) int {
	word, ok := p.word(improve.SpaceID{}, kind.Name)
	words = strings.ToLower(strings.TrimSpace(words))
	switch {
	case !ok || words == "":
		return 0
	case strings.HasPrefix(strings.ToLower(word.Word), words):
		return 6
	case wordBegins(strings.ToLower(word.Word+"\n"+word.Plural), words):
		return 5
	default:
		return 0
	}
}

// bestKinds gives the kinds that answer to what was typed, the best first; most <= 0 means all of them.
func (p *Program) bestKinds(kinds []*improve.Kind, words string, most int) []*improve.Kind {
	rank := make(map[*improve.Kind]int, len(kinds))
	fitting := slices.DeleteFunc(slices.Clone(kinds), func(k *improve.Kind) bool {
		rank[k] = max(kindRank(k, words), p.wordRank(k, words))
		return rank[k] == 0
	})
	slices.SortStableFunc(fitting, func(x, y *improve.Kind) int { return cmp.Compare(rank[y], rank[x]) })
	if most > 0 {
		fitting = fitting[:min(len(fitting), most)]
	}
	return fitting
}

// openNew is + New: the usual kinds under their headings, and every kind once
// somebody types what it is called, here or elsewhere.
func (p *Program) openNew() {
	p.chooseNew(T("new.title", "What do you want to write down?"), p.journal.Catalog().Kinds(), func(kind *improve.Kind) {
		p.Navigate(newRoute(kind.Name, p.contextLinks(kind)...))
	})
}

// chooseNew lets the user choose among kinds: while nothing is typed, the few that are offered.
func (p *Program) chooseNew(title string, kinds []*improve.Kind, choose func(*improve.Kind)) {
	offered := slices.DeleteFunc(slices.Clone(kinds), func(k *improve.Kind) bool { return !k.Offered })
	p.openPicker(title, T("new.placeholder", "Type what it is, for example: test"), func(_ context.Context, words string) ([]found, error) {
		var lines []found
		add := func(kind *improve.Kind, heading string) {
			lines = append(lines, found{icon: kind.Icon, title: p.kindTitle(kind), sub: KindHelp(kind), note: kind.Term, heading: heading, choose: func() { choose(kind) }})
		}
		if words != "" {
			for _, kind := range p.bestKinds(kinds, words, 0) {
				add(kind, "")
			}
			return lines, nil
		}
		for _, kind := range offered {
			add(kind, groupWord(kind.Group))
		}
		return lines, nil
	})
}

// kindChoice is a kind that may be begun, and how it will be linked.
type kindChoice struct {
	kind *improve.Kind
	rel  improve.RelName
}

func (p *Program) chooseKind(title string, choices []kindChoice, choose func(*improve.Kind, improve.RelName)) {
	kinds, rels := make([]*improve.Kind, len(choices)), map[improve.KindName]improve.RelName{}
	for i, c := range choices {
		kinds[i], rels[c.kind.Name] = c.kind, c.rel
	}
	p.openPicker(title, T("new.placeholder", "Type what it is, for example: test"), func(_ context.Context, words string) ([]found, error) {
		fitting := kinds
		if words != "" {
			fitting = p.bestKinds(kinds, words, 0)
		}
		lines := make([]found, len(fitting))
		for i, kind := range fitting {
			lines[i] = found{icon: kind.Icon, title: p.kindTitle(kind), sub: KindHelp(kind), note: groupWord(kind.Group), choose: func() { choose(kind, rels[kind.Name]) }}
		}
		return lines, nil
	})
}

// groupWord gives the heading of a group of kinds in the user's language.
func groupWord(group improve.Group) string {
	return T(phrase.GroupKey(group), string(group))
}

// childrenOf gives the kinds that name this one as something they may belong to.
func (p *Program) childrenOf(name improve.KindName) []kindChoice {
	var children []kindChoice
	for _, kind := range p.journal.Catalog().Kinds() {
		for _, rel := range kind.Rels {
			if slices.Contains(rel.To, name) || len(rel.To) == 0 && kind.Name == feedbackKind {
				children = append(children, kindChoice{kind: kind, rel: rel.Name})
				break
			}
		}
	}
	return children
}
