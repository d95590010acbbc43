package main

import (
	"fmt"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// nameOptions decide about names, in the same words wherever something is shown
// to more people.
type nameOptions struct {
	Replace []string `help:"What stands for a name, found or not. May be repeated." placeholder:"NAME=WORDS" sep:"none"`
	Always  []string `help:"A name to cover where it could be a word, too. May be repeated." placeholder:"NAME" sep:"none"`
	Name    []string `help:"A word that was found and names no child. May be repeated." name:"no-name" placeholder:"WORD" sep:"none"`
}

// given tells whether anything was decided.
func (o *nameOptions) given() bool { return len(o.Replace)+len(o.Always)+len(o.Name) > 0 }

// names gives the decisions; an error is one of usage.
func (o *nameOptions) names() ([]app.NameCover, error) {
	var all []app.NameCover
	for _, pair := range o.Replace {
		name, words, ok := strings.Cut(pair, "=")
		if !ok || name == "" || words == "" {
			return nil, errUsage{fmt.Errorf("--replace %q has no \"=\"; write --replace name=words", pair)}
		}
		all = append(all, app.NameCover{Text: name, Instead: words})
	}
	at := func(name string) *app.NameCover {
		for i := range all {
			if all[i].Text == name {
				return &all[i]
			}
		}
		all = append(all, app.NameCover{Text: name})
		return &all[len(all)-1]
	}
	for _, name := range o.Always {
		at(name).Always = true
	}
	for _, name := range o.Name {
		at(name).Leave = true
	}
	return all, nil
}

// coverOptions are those of what goes as it stands unless somebody asks for covering.
type coverOptions struct {
	nameOptions
	ReplaceNames bool `help:"Put \"Student A\" and so on in the place of names of children; yours stay."`
}

func (o *coverOptions) choice() (app.NameChoice, error) {
	decided, err := o.names()
	return app.NameChoice{Asked: o.ReplaceNames || o.given(), Names: decided}, err
}

// words gives words for a space without names of children, where somebody asked
// for that; else it tells which could be some, where another school reads them.
func (o *coverOptions) words(s *session, journal *app.Journal, to improve.SpaceID, words string) (string, error) {
	choice, err := o.choice()
	if err != nil {
		return "", err
	}
	covered, err := journal.CoverWords(s.ctx, to, words, choice.Names...)
	if err != nil {
		return "", err
	}
	if choice.Asked {
		return covered.Texts[0].Text, nil
	}
	s.warnOfNames("what another school reads", covered.Names)
	return words, nil
}

// unnamed is the same for a page that is about to be recorded.
func (o *coverOptions) unnamed(s *session, journal *app.Journal, n app.NewArtifact) (app.NewArtifact, error) {
	choice, err := o.choice()
	if err != nil {
		return n, err
	}
	covered, found, err := journal.CoverNew(s.ctx, n, choice.Names...)
	if err != nil || choice.Asked {
		return covered, err
	}
	s.warnOfNames("what another school reads", found)
	return n, nil
}

// mostNamesTold is how many names a warning lists: enough to see whether they are any.
const mostNamesTold = 5

// warnOfNames says which words in something could be names of children, and what
// covers them, once the command has done its work: one that is refused has sent none.
func (s *session) warnOfNames(where string, names []app.CoveredName) {
	if len(names) == 0 {
		return
	}
	var told []string
	for _, name := range names[:min(len(names), mostNamesTold)] {
		told = append(told, name.Text)
	}
	if len(names) > mostNamesTold {
		told = append(told, "…")
	}
	s.warn = append(s.warn, harmless(fmt.Sprintf("%s in %s could be names of children (%s); --replace-names puts \"Student A\" and so on in their place",
		counted(len(names), "word", "words"), where, strings.Join(told, ", "))))
}

// printNames prints one line for each name that was found.
func (s *session) printNames(names []app.CoveredName) error {
	for _, name := range names {
		err := s.print(map[string]any{
			"name": name.Text, "instead": name.Instead, "places": name.Places, "doubts": name.Doubts, "marked": name.Marked, "left": name.Leave, "sentence": name.Seen,
		}, "%s (%s): %s", name.Text, name.Instead, namePlaces(name))
		if err != nil {
			return err
		}
	}
	return nil
}

func namePlaces(name app.CoveredName) string {
	words := name.Seen
	if name.Places+name.Doubts > 0 {
		words = fmt.Sprintf("covered %s, perhaps %d more; %s", counted(name.Places, "time", "times"), name.Doubts, name.Seen)
	}
	if name.Leave {
		return "stays; " + name.Seen
	}
	return words
}
