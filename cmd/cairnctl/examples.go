package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

type examplesCommands struct {
	List  examplesListCommand  `cmd:"" default:"withargs" help:"List the built-in examples."`
	Start examplesStartCommand `cmd:"" help:"Make pages of your own from an example or a set of them."`
}

type examplesListCommand struct {
	Kind   string `help:"Only pages of this kind." placeholder:"KIND"`
	Topic  string `help:"Only this topic." placeholder:"T"`
	Search string `help:"Only pages with these words." placeholder:"Q"`
	Sets   bool   `help:"List the sets instead of their pages."`

	likeFlags
}

func (c *examplesListCommand) run(s *session) error {
	catalog := kinds.Catalog()
	if c.Kind != "" && catalog.Kind(improve.KindName(c.Kind)) == nil {
		return noKind(c.Kind)
	}
	examples, err := library.Load(catalog)
	if err != nil {
		return err
	}
	if err := knownTopic(examples, c.Topic); err != nil {
		return err
	}
	pages := examples.Find(library.Query{Kind: improve.KindName(c.Kind), Topic: c.Topic, Search: c.Search, Like: c.like()})
	if c.Sets {
		return s.printSets(pages)
	}
	for _, page := range pages {
		line := map[string]any{
			"id": page.ID, "kind": page.Kind.Name, "title": page.Title(), "topic": page.Topic, "grades": page.Grades, "set": page.Set.ID,
		}
		if err := s.print(line, "%s  %s: %s", page.ID, page.Kind.Name, page.Title()); err != nil {
			return err
		}
	}
	return nil
}

// knownTopic tells an empty answer from a question that was asked wrongly.
func knownTopic(examples *library.Library, topic string) error {
	topics := examples.Topics()
	if topic == "" || slices.ContainsFunc(topics, func(known string) bool { return strings.EqualFold(known, topic) }) {
		return nil
	}
	return &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("There is no topic %q.", topic), Hint: "There are: " + strings.Join(topics, ", ") + "."}
}

// printSets lists the sets of these pages, each once.
func (s *session) printSets(pages []*library.Page) error {
	var last *library.Set
	for _, page := range pages {
		set := page.Set
		if set == last {
			continue
		}
		last = set
		line := map[string]any{"id": set.ID, "title": set.Title, "topic": set.Topic, "for": set.For, "grades": set.Grades, "pages": len(set.Pages)}
		if err := s.print(line, "%s  %s (%d pages, %s)", set.ID, set.Title, len(set.Pages), set.Topic); err != nil {
			return err
		}
	}
	return nil
}

type examplesStartCommand struct {
	ID      string `arg:"" help:"The example or the set, as \"cairnctl examples\" prints it."`
	Space   string `help:"The space; default: the home of its kind." placeholder:"S"`
	Project string `help:"The project that the pages belong to." placeholder:"ID"`
}

func (c *examplesStartCommand) run(s *session) error {
	at, err := copyPlace(c.Space, c.Project)
	if err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	examples, err := library.Load(journal.Catalog())
	if err != nil {
		return err
	}
	all, err := examples.Start(c.ID, at)
	if err != nil {
		return err
	}
	return s.startFrom(journal, c.ID, all)
}

// copyPlace says where copies go.
func copyPlace(space, project string) (at library.Place, err error) {
	at.IDs = improve.NewIDs()
	if at.Space, err = optionalSpace(space); err != nil || project == "" {
		return at, err
	}
	at.Project, err = improve.ParseArtifactID(project)
	return at, err
}

// startFrom records copies of an example and prints their ids.
func (s *session) startFrom(journal *app.Journal, name string, all []app.NewArtifact) error {
	ids, err := journal.CreateAll(s.ctx, all)
	if err != nil {
		return fmt.Errorf("start from %s: %w", name, err)
	}
	for _, id := range ids {
		if err := s.printID(id); err != nil {
			return err
		}
	}
	return nil
}
