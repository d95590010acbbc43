package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type shareCommand struct {
	ID         string `arg:"" help:"The page."`
	To         string `required:"" placeholder:"SPACE" help:"The space to share it with."`
	Preview    bool   `help:"Only tell what would go, to whom, and which names stand in it."`
	KeepInStep bool   `help:"The copy follows later changes that are made here."`
	coverOptions
}

func (c *shareCommand) run(s *session) error {
	to, err := improve.ParseSpaceID(c.To)
	if err != nil {
		return err
	}
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	sharing := app.Sharing{ID: id, To: to, InStep: c.KeepInStep}
	if sharing.Names, err = c.choice(); err != nil {
		return err
	}
	if c.Preview {
		return s.previewShare(journal, sharing)
	}
	shared, err := journal.ShareAs(s.ctx, sharing)
	if err != nil {
		return err
	}
	return s.printID(shared)
}

// previewShare prints one line for the whole, then one for each page that goes
// and one for each name that was found.
func (s *session) previewShare(journal *app.Journal, sharing app.Sharing) error {
	preview, err := journal.PreviewShare(s.ctx, sharing)
	if err != nil {
		return err
	}
	readers := []map[string]any{}
	for _, reader := range preview.Readers {
		readers = append(readers, map[string]any{"name": reader.Name, "laptops": reader.Laptops, "access": reader.Access.String()})
	}
	err = s.print(map[string]any{
		"to": sharing.To.String(), "pages": len(preview.Pages), "readers": readers, "stays": len(preview.Stays), "names": len(preview.Names), "moves": preview.Moves,
	}, "%s to “%s”, which %s read; %d stay; %s found", counted(len(preview.Pages), "page goes", "pages go"), preview.To.Name, readerNames(preview.Readers), len(preview.Stays), counted(len(preview.Names), "name", "names"))
	if err != nil {
		return err
	}
	return errors.Join(s.printPagesGoing(preview.Pages), s.printNames(preview.Names))
}

func (s *session) printPagesGoing(pages []app.SharedPage) error {
	for _, page := range pages {
		if err := s.print(pageGoing(page), "%s  %s%s", page.ID, page.Title, textsGoing(page)); err != nil {
			return err
		}
	}
	return nil
}

// readerNames names who else reads a space, for a person.
func readerNames(readers []app.Reader) string {
	var names []string
	for _, reader := range readers {
		names = append(names, fmt.Sprintf("%s (%s, %s)", reader.Name, reader.Access, counted(reader.Laptops, "laptop", "laptops")))
	}
	return cmp.Or(strings.Join(names, ", "), "nobody else can")
}

// textsGoing lists what is written on a page that goes, each in a line of its own.
func textsGoing(page app.SharedPage) string {
	var lines strings.Builder
	for _, text := range page.Texts {
		what := cmp.Or(string(text.Field), string(text.Rel), "comment")
		if !strings.HasPrefix(what, "~") { // Cairn's own, such as where it came from
			fmt.Fprintf(&lines, "\n  %s: %s", what, text.Value.Words())
		}
	}
	return lines.String()
}

// counted puts a number before the word that fits it.
func counted(n int, one, many string) string {
	if n == 1 {
		many = one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func pageGoing(page app.SharedPage) map[string]any {
	texts := []map[string]any{}
	for _, text := range page.Texts {
		object := map[string]any{"words": text.Value.Words()}
		switch {
		case text.Field != "":
			object["field"] = text.Field
		case text.Rel != "":
			object["rel"] = text.Rel
		default:
			object["comment"] = true
		}
		texts = append(texts, object)
	}
	return map[string]any{"id": page.ID.String(), "kind": page.Kind, "title": page.Title, "goes": texts}
}

type takeCommand struct {
	ID    string `arg:"" help:"The page of another space."`
	To    string `placeholder:"SPACE" help:"The space to take it to; default: your school's."`
	Quiet bool   `help:"Leave no comment that tells the author."`
}

func (c *takeCommand) run(s *session) error {
	to, err := optionalSpace(c.To)
	if err != nil {
		return err
	}
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	taken, err := journal.Take(s.ctx, id, to, !c.Quiet)
	if err != nil {
		return err
	}
	return s.printID(taken)
}
