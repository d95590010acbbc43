package phrase

import (
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// Kind gives a copy of a kind with its declared texts in the language: titles,
// questions, help, answers, relations and gentle questions. A nil kind stays nil.
func (b *Book) Kind(kind *improve.Kind) *improve.Kind {
	if b == nil || kind == nil {
		return kind
	}
	return spoken(kind, func(key, text string) string { return b.T(key, text) })
}

// KindTexts gives the declared texts of a kind by their keys, those that are empty left out.
func KindTexts(kind *improve.Kind) map[string]string {
	texts := map[string]string{}
	spoken(kind, func(key, text string) string {
		if text != "" {
			texts[key] = text
		}
		return text
	})
	return texts
}

// KindKey is the beginning of the keys of a kind's texts.
func KindKey(name improve.KindName) string { return "kind." + string(name) }

// GroupKey is the key of the name of a group of kinds.
func GroupKey(group improve.Group) string {
	return "group." + strings.ReplaceAll(strings.ToLower(string(group)), " ", "-")
}

// spoken copies a kind, each of its texts as say has it.
func spoken(kind *improve.Kind, say func(key, text string) string) *improve.Kind {
	key, own := KindKey(kind.Name), *kind
	own.Title, own.Plural = say(key+".title", kind.Title), say(key+".plural", kind.Plural)
	own.Term, own.Also, own.Help = say(key+".term", kind.Term), say(key+".also", kind.Also), say(key+".help", kind.Help)
	own.Sections, own.Rels = slices.Clone(kind.Sections), slices.Clone(kind.Rels)
	own.Next, own.Asks = slices.Clone(kind.Next), slices.Clone(kind.Asks)
	for i, section := range own.Sections {
		at := key + "." + section.Key
		own.Sections[i].Title, own.Sections[i].Help = say(at+".title", section.Title), say(at+".help", section.Help)
		own.Sections[i].Fields = fields(at, section.Fields, say)
	}
	for i, rel := range own.Rels {
		at := key + ".rel." + string(rel.Name)
		own.Rels[i].Label, own.Rels[i].Back, own.Rels[i].Help = say(at+".label", rel.Label), say(at+".back", rel.Back), say(at+".help", rel.Help)
	}
	for i, next := range own.Next {
		own.Next[i].Label = say(key+".next."+string(next.Kind), next.Label)
	}
	for i, ask := range own.Asks {
		at := key + ".ask." + ask.Key
		own.Asks[i].Text, own.Asks[i].Why = say(at+".text", ask.Text), say(at+".why", ask.Why)
	}
	return &own
}

func fields(prefix string, declared []improve.Field, say func(key, text string) string) []improve.Field {
	own := slices.Clone(declared)
	for i, field := range own {
		at := prefix + "." + string(field.Key)
		own[i].Label, own[i].Term = say(at+".label", field.Label), say(at+".term", field.Term)
		own[i].Help, own[i].Placeholder = say(at+".help", field.Help), say(at+".placeholder", field.Placeholder)
		own[i].Options = slices.Clone(field.Options)
		for o, option := range own[i].Options {
			answer := at + "." + option.Key
			own[i].Options[o].Label, own[i].Options[o].Term, own[i].Options[o].Help = say(answer+".label", option.Label), say(answer+".term", option.Term), say(answer+".help", option.Help)
		}
		own[i].Columns = fields(at, field.Columns, say)
	}
	return own
}
