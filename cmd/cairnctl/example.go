package main

import (
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/improve"
)

type exampleCommands struct {
	List     exampleListCommand     `cmd:"" default:"withargs" help:"List the examples that schools made."`
	Preview  examplePreviewCommand  `cmd:"" help:"Show what an example of a page would tell others."`
	Make     exampleMakeCommand     `cmd:"" help:"Make an example of a page for others."`
	Start    exampleStartCommand    `cmd:"" help:"Make pages of your own from such an example."`
	Withdraw exampleWithdrawCommand `cmd:"" help:"Put an example away that you made."`
}

// exampleChoice is what preview and make both take.
type exampleChoice struct {
	ID string `arg:"" help:"The page that it is about."`
	To string `required:"" placeholder:"SPACE" help:"The space where others read it."`
	nameOptions
	With  []string `help:"A page that goes along. May be repeated." placeholder:"ID"`
	Take  []string `help:"A field that is left out by itself: FIELD or ID:FIELD; \"all\" for every one. May be repeated." placeholder:"FIELD"`
	Leave []string `help:"A field to leave out. May be repeated." placeholder:"FIELD"`
}

// read gives what was asked for.
func (c *exampleChoice) read(s *session) (*app.Journal, app.ExampleOf, error) {
	to, err := improve.ParseSpaceID(c.To)
	if err != nil {
		return nil, app.ExampleOf{}, err
	}
	journal, id, err := s.page(c.ID)
	if err != nil {
		return nil, app.ExampleOf{}, err
	}
	want := app.ExampleOf{Pages: []improve.ArtifactID{id}, To: to}
	for _, text := range c.With {
		other, err := improve.ParseArtifactID(text)
		if err != nil {
			return nil, want, err
		}
		want.Pages = append(want.Pages, other)
	}
	if want.Names, err = c.names(); err != nil {
		return nil, want, err
	}
	if want.Leave, err = placesOf(id, c.Leave); err != nil {
		return nil, want, err
	}
	if want.Take, err = c.taken(s, journal, want); err != nil {
		return nil, want, err
	}
	return journal, want, nil
}

// taken reads --take; "all" asks what there is.
func (c *exampleChoice) taken(s *session, journal *app.Journal, want app.ExampleOf) ([]app.ExamplePlace, error) {
	if len(c.Take) != 1 || c.Take[0] != "all" {
		return placesOf(want.Pages[0], c.Take)
	}
	preview, err := journal.PreviewExample(s.ctx, want)
	if err != nil {
		return nil, err
	}
	var places []app.ExamplePlace
	for _, page := range preview.Pages {
		for _, part := range page.Parts {
			places = append(places, part.Place)
		}
	}
	return places, nil
}

// placesOf reads FIELD of the first page, or ID:FIELD.
func placesOf(first improve.ArtifactID, texts []string) ([]app.ExamplePlace, error) {
	var places []app.ExamplePlace
	for _, text := range texts {
		place := app.ExamplePlace{Page: first, Field: improve.FieldKey(text)}
		if id, field, ok := strings.Cut(text, ":"); ok {
			page, err := improve.ParseArtifactID(id)
			if err != nil {
				return nil, err
			}
			place = app.ExamplePlace{Page: page, Field: improve.FieldKey(field)}
		}
		places = append(places, place)
	}
	return places, nil
}

type examplePreviewCommand struct{ exampleChoice }

func (c *examplePreviewCommand) run(s *session) error {
	journal, want, err := c.read(s)
	if err != nil {
		return err
	}
	preview, err := journal.PreviewExample(s.ctx, want)
	if err != nil {
		return err
	}
	return s.printExample(preview)
}

// printExample prints one line for the whole, then one for each part of each
// page and one for each name.
func (s *session) printExample(preview app.ExamplePreview) error {
	readers := []string{}
	for _, reader := range preview.Readers {
		readers = append(readers, reader.Name)
	}
	err := s.print(map[string]any{
		"to": preview.To.ID.String(), "pages": len(preview.Pages), "readers": readers, "names": len(preview.Names), "kept": preview.Kept,
	}, "%d pages for “%s”, where %d others read; %d names found; %d numbers of small groups stay",
		len(preview.Pages), preview.To.Name, len(readers), len(preview.Names), preview.Kept)
	if err != nil {
		return err
	}
	for _, page := range preview.Pages {
		for _, part := range page.Parts {
			if err := s.printPart(page, part); err != nil {
				return err
			}
		}
	}
	return s.printNames(preview.Names)
}

func (s *session) printPart(page app.ExamplePage, part app.ExamplePart) error {
	texts := []map[string]any{}
	for _, text := range part.Texts {
		object := map[string]any{"words": text.Text}
		if text.Column != "" {
			object["column"] = text.Column
		}
		texts = append(texts, object)
	}
	goes := "goes"
	if !part.Goes {
		goes = "left out: " + string(part.Apart)
	}
	return s.print(map[string]any{
		"id": page.ID.String(), "kind": page.Kind, "field": part.Place.Field, "goes": part.Goes, "apart": part.Apart, "texts": texts,
	}, "%s  %s (%s): %s", page.ID, part.Place.Field, goes, part.Texts[0].Text)
}

type exampleMakeCommand struct {
	exampleChoice
	Yes bool `help:"You have read the preview: nobody can be recognised."`
}

func (c *exampleMakeCommand) run(s *session) error {
	journal, want, err := c.read(s)
	if err != nil {
		return err
	}
	if !c.Yes {
		return usage("read what \"cairnctl example preview\" prints, then say --yes")
	}
	want.Read = true
	first, err := journal.MakeExample(s.ctx, want)
	if err != nil {
		return err
	}
	return s.printID(first)
}

type exampleListCommand struct {
	Space string `help:"Only those of this space." placeholder:"S"`
}

func (c *exampleListCommand) run(s *session) error {
	space, err := optionalSpace(c.Space)
	if err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	var spaces []improve.SpaceID
	if !space.IsZero() {
		spaces = append(spaces, space)
	}
	sets, err := journal.Examples(s.ctx, spaces...)
	if err != nil {
		return err
	}
	for _, set := range sets {
		first := set.Pages[0]
		line := map[string]any{
			"id": set.First.String(), "space": set.Space.String(), "kind": first.Kind, "title": first.Title(), "pages": len(set.Pages), "mine": set.Mine,
		}
		if err := s.print(line, "%s  %s: %s (%d pages)", set.First, first.Kind, first.Title(), len(set.Pages)); err != nil {
			return err
		}
	}
	return nil
}

type exampleStartCommand struct {
	ID      string `arg:"" help:"The example, or one page of it."`
	Space   string `help:"The space; default: the home of its kind." placeholder:"S"`
	Project string `help:"The project that the pages belong to." placeholder:"ID"`
	Page    bool   `help:"Only this page, not all of the example."`
}

func (c *exampleStartCommand) run(s *session) error {
	at, err := copyPlace(c.Space, c.Project)
	if err != nil {
		return err
	}
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	set, err := journal.Example(s.ctx, id)
	if err != nil {
		return err
	}
	if c.Page {
		set = set.Only(id)
	}
	sources, err := library.Made(journal, set)
	if err != nil {
		return err
	}
	return s.startFrom(journal, c.ID, library.Copies(sources, at))
}

type exampleWithdrawCommand struct {
	ID string `arg:"" help:"The example, or one page of it."`
}

func (c *exampleWithdrawCommand) run(s *session) error {
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	if err := journal.WithdrawExample(s.ctx, id); err != nil {
		return err
	}
	return s.printID(id)
}
