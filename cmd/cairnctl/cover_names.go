package main

import (
	"fmt"
	"strings"

	"github.com/cairn-schools/cairn/app"
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
