package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type raiseCommand struct {
	ID     string `arg:"" help:"The page that it is about."`
	To     string `required:"" placeholder:"SPACE" help:"The space in which it is asked."`
	Person string `placeholder:"NAME" help:"Whom of the space; default: whoever can help there."`
	Title  string `required:"" help:"What you ask for, in a line."`
	Why    string `help:"What it is for." placeholder:"TEXT"`
	Type   string `help:"What it is." enum:"help,materials,decision,permission,feedback," default:""`
	With   bool   `help:"Send a copy of the page along."`
	coverOptions
	Preview bool `help:"Only tell what would go, to whom, and which names stand in it."`
}

func (c *raiseCommand) run(s *session) error {
	to, err := improve.ParseSpaceID(c.To)
	if err != nil {
		return err
	}
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	raise := app.Raise{About: id, To: to, Type: c.Type, Title: c.Title, Why: c.Why, With: c.With}
	if raise.Person, raise.Whom, err = s.whom(journal, id, to, c.Person); err != nil {
		return err
	}
	if raise.Names, err = c.choice(); err != nil {
		return err
	}
	if c.Preview {
		preview, err := journal.PreviewRaise(s.ctx, raise)
		if err != nil {
			return err
		}
		return s.previewRaise(preview)
	}
	raised, err := journal.Raise(s.ctx, raise)
	if err != nil {
		return err
	}
	return s.printID(raised)
}

// whom finds the person of a space by name; none means whoever can help there.
func (s *session) whom(journal *app.Journal, about improve.ArtifactID, to improve.SpaceID, name string) (improve.ArtifactID, string, error) {
	page, err := s.laptop.DB.Artifact(s.ctx, about)
	if err != nil {
		return improve.ArtifactID{}, "", err
	}
	places, err := journal.RaisePlaces(s.ctx, page)
	if err != nil {
		return improve.ArtifactID{}, "", err
	}
	at := slices.IndexFunc(places, func(p app.RaisePlace) bool { return p.Space.ID == to })
	if at < 0 {
		return improve.ArtifactID{}, "", &improve.Error{Code: improve.Denied, Message: "Nothing can be asked in that space from here.", Hint: "It must be one in which this laptop may write and somebody else reads; see \"cairnctl spaces\"."}
	}
	if name == "" {
		return improve.ArtifactID{}, "", nil
	}
	var names []string
	var found []app.RaisePerson
	for _, person := range places[at].People {
		names = append(names, person.Name)
		if strings.EqualFold(person.Name, strings.TrimSpace(name)) {
			found = append(found, person)
		}
	}
	if len(found) != 1 {
		return improve.ArtifactID{}, "", &improve.Error{
			Code: improve.NotFound, Message: fmt.Sprintf("%d people of “%s” are called %q.", len(found), places[at].Space.Name, name),
			Hint: "There are " + strings.Join(names, ", ") + "; without --person it is asked of all of them.",
		}
	}
	return found[0].Person, found[0].Name, nil
}

// previewRaise prints one line for the whole, then one for each page that goes
// along and one for each name that was found.
func (s *session) previewRaise(preview app.RaisePreview) error {
	readers := []map[string]any{}
	for _, reader := range preview.Readers {
		readers = append(readers, map[string]any{"name": reader.Name, "laptops": reader.Laptops, "access": reader.Access.String()})
	}
	err := s.print(map[string]any{
		"to": preview.To.ID.String(), "pages": len(preview.Pages), "readers": readers, "names": len(preview.Names), "title": preview.Title.Text, "why": preview.Why.Text,
	}, "“%s” goes to “%s”, which %s read, with %s; %s found\n%s",
		preview.Title.Text, preview.To.Name, readerNames(preview.Readers), counted(len(preview.Pages), "page", "pages"), counted(len(preview.Names), "name", "names"), preview.Why.Text)
	if err != nil {
		return err
	}
	return errors.Join(s.printPagesGoing(preview.Pages), s.printNames(preview.Names))
}

type raisedCommand struct {
	ID    string `arg:"" optional:"" help:"Only what was raised about this page."`
	Heard string `help:"Note that the answer to this question was read." placeholder:"QUESTION"`
}

func (c *raisedCommand) run(s *session) error {
	journal, err := s.journal()
	if err != nil {
		return err
	}
	if c.Heard != "" {
		question, err := improve.ParseArtifactID(c.Heard)
		if err != nil {
			return err
		}
		if err := journal.HeardAnswer(s.ctx, question); err != nil {
			return err
		}
	}
	all, err := c.find(s, journal)
	if err != nil {
		return err
	}
	for _, raised := range all {
		if err := s.printRaised(raised); err != nil {
			return err
		}
	}
	return nil
}

func (c *raisedCommand) find(s *session, journal *app.Journal) ([]app.Raised, error) {
	if c.ID == "" {
		return journal.RaisedHere(s.ctx)
	}
	id, err := improve.ParseArtifactID(c.ID)
	if err != nil {
		return nil, err
	}
	return journal.RaisedAbout(s.ctx, id)
}

func (s *session) printRaised(raised app.Raised) error {
	request := raised.Request
	about := []string{}
	for _, id := range request.LinkedTo("about") {
		about = append(about, id.String())
	}
	along := []string{}
	for _, id := range request.LinkedTo("came-along") {
		along = append(along, id.String())
	}
	object := map[string]any{
		"id": request.ID.String(), "space": request.Space.String(), "title": request.Title(), "by": request.Text("asked_by"), "whom": request.Text("of_whom"),
		"about": about, "came_along": along, "mine": raised.Mine, "for_me": raised.ForMe, "state": request.Text("state"), "answer": raised.Answer(), "told": raised.Told,
	}
	side := "asked by " + request.Text("asked_by")
	if raised.Mine {
		side = "asked by you"
	}
	return s.print(object, "%s  %s (%s; %s) %s", request.ID, request.Title(), side, request.Text("state"), raised.Answer())
}
