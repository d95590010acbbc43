package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type addCommand struct {
	Space string   `help:"The space; default: the home of its kind." placeholder:"S"`
	Kind  string   `help:"The kind; see \"cairnctl kinds\"." placeholder:"K"`
	Set   []string `help:"A field: key=value. May be repeated." placeholder:"KEY=VALUE" sep:"none"`
	Link  []string `help:"A link: rel=ID. May be repeated." placeholder:"REL=ID" sep:"none"`
	From  string   `help:"A file of JSON lines, all or nothing; - for the standard input." placeholder:"FILE.jsonl"`
	coverOptions
}

func (c *addCommand) run(s *session) error {
	if (c.From == "") == (c.Kind == "") {
		return usage("give either --kind or --from")
	}
	if c.From != "" && len(c.Set)+len(c.Link) > 0 {
		return usage("--set and --link do not go with --from")
	}
	if c.From != "" && (c.ReplaceNames || c.given()) {
		return usage("--replace-names, --replace, --always and --no-name do not go with --from")
	}
	into, err := optionalSpace(c.Space)
	if err != nil {
		return err
	}
	if c.From != "" {
		return importFile(s, c.From, into)
	}
	n := app.NewArtifact{Kind: improve.KindName(c.Kind), Space: into}
	if n.Links, err = splitLinks(c.Link); err != nil {
		return err
	}
	fields, err := splitSet(c.Set)
	if err != nil {
		return errUsage{err}
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	kind := journal.Catalog().Kind(n.Kind)
	if kind == nil {
		return noKind(c.Kind)
	}
	filled, err := app.ReadFields(kind, fields)
	if err != nil {
		return err
	}
	n.Fields, n.Rows = filled.Fields, filled.Rows
	if n, err = c.unnamed(s, journal, n); err != nil {
		return err
	}
	id, err := journal.Create(s.ctx, n)
	if err != nil {
		return err
	}
	return s.printID(id)
}

func (s *session) printID(id improve.ArtifactID) error {
	return s.print(map[string]any{"id": id.String()}, "%s", id)
}

func optionalSpace(text string) (improve.SpaceID, error) {
	if text == "" {
		return improve.SpaceID{}, nil
	}
	id, err := improve.ParseSpaceID(text)
	if err == nil && id.IsZero() {
		return id, noSpace()
	}
	return id, err
}

func splitLinks(pairs []string) ([]app.NewLink, error) {
	var links []app.NewLink
	for _, pair := range pairs {
		rel, to, ok := strings.Cut(pair, "=")
		if !ok || rel == "" {
			return nil, usage("--link %q is not a link; write --link rel=ID", pair)
		}
		id, err := improve.ParseArtifactID(to)
		if err != nil {
			return nil, err
		}
		links = append(links, app.NewLink{Rel: improve.RelName(rel), Target: id})
	}
	return links, nil
}

// importFile records all lines of a file and prints their ids.
func importFile(s *session, path string, into improve.SpaceID) error {
	journal, err := s.journal()
	if err != nil {
		return err
	}
	var source io.Reader = os.Stdin
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("The file %s cannot be opened.", path), Hint: "Check its name and place.", Err: err}
		}
		defer file.Close()
		if info, err := file.Stat(); err == nil && info.IsDir() {
			return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("%s is a folder.", path), Hint: "Name a file of JSON lines in it."}
		}
		source = file
	}
	ids, err := journal.Import(s.ctx, source, into)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.printID(id); err != nil {
			return err
		}
	}
	return nil
}

type editCommand struct {
	ID  string   `arg:"" help:"The page."`
	Set []string `required:"" help:"A field: key=value. May be repeated." placeholder:"KEY=VALUE" sep:"none"`
	coverOptions
}

func (c *editCommand) run(s *session) error {
	fields, err := splitSet(c.Set)
	if err != nil {
		return errUsage{err}
	}
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	a, err := journal.Store().Artifact(s.ctx, id)
	if err != nil {
		return err
	}
	kind := journal.Catalog().Kind(a.Kind)
	if kind == nil {
		return &improve.Error{Code: improve.Newer, Message: "This page was made with a newer version of Cairn.", Hint: "Get the newer version to change it."}
	}
	filled, err := app.ReadFields(kind, fields)
	if err != nil {
		return err
	}
	written, err := c.unnamed(s, journal, app.NewArtifact{Kind: a.Kind, Space: a.Space, Fields: filled.Fields, Rows: filled.Rows})
	if err != nil {
		return err
	}
	filled.Fields, filled.Rows = written.Fields, written.Rows
	edits, err := journal.EditsFor(a, filled)
	if err != nil {
		return err
	}
	if err := journal.Edit(s.ctx, id, edits); err != nil {
		return err
	}
	return s.printID(id)
}

// page opens the journal and reads a page's id.
func (s *session) page(text string) (*app.Journal, improve.ArtifactID, error) {
	id, err := improve.ParseArtifactID(text)
	if err != nil {
		return nil, id, err
	}
	journal, err := s.journal()
	return journal, id, err
}

type moveCommand struct {
	ID      string `arg:"" help:"The page."`
	State   string `arg:"" help:"How it stands now; see \"cairnctl kinds\" for the states of a kind."`
	Why     string `required:"" help:"What decided it, in one sentence." placeholder:"TEXT"`
	Because string `help:"The test, decision or meeting that showed it." placeholder:"ID"`
}

func (c *moveCommand) run(s *session) error {
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	step := app.Step{To: c.State, Why: c.Why}
	if c.Because != "" {
		if step.Because, err = improve.ParseArtifactID(c.Because); err != nil {
			return err
		}
	}
	if err := journal.MoveOn(s.ctx, id, step); err != nil {
		return err
	}
	return s.printID(id)
}

type linkCommand struct {
	ID  string `arg:"" help:"The page that holds the link."`
	Rel string `arg:"" help:"The relation; see \"cairnctl kinds\"."`
	To  string `arg:"" help:"The page that it leads to."`
}

func (c *linkCommand) run(s *session) error { return s.relate(c.ID, c.Rel, c.To, (*app.Journal).Link) }

type unlinkCommand linkCommand

func (c *unlinkCommand) run(s *session) error {
	return s.relate(c.ID, c.Rel, c.To, func(j *app.Journal, ctx context.Context, id improve.ArtifactID, rel improve.RelName, target improve.ArtifactID) error {
		a, err := j.Store().Artifact(ctx, id)
		if err != nil {
			return err
		}
		if !slices.Contains(a.LinkedTo(rel), target) {
			return &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("The page has no link %q to that one.", rel), Hint: "See \"cairnctl show " + id.String() + "\" for its links."}
		}
		return j.Unlink(ctx, id, rel, target)
	})
}

// linkChange is Journal.Link or Journal.Unlink.
type linkChange func(*app.Journal, context.Context, improve.ArtifactID, improve.RelName, improve.ArtifactID) error

func (s *session) relate(from, rel, to string, change linkChange) error {
	journal, id, err := s.page(from)
	if err != nil {
		return err
	}
	target, err := improve.ParseArtifactID(to)
	if err != nil {
		return err
	}
	if err := change(journal, s.ctx, id, improve.RelName(rel), target); err != nil {
		return err
	}
	return s.printID(id)
}

type retireCommand struct {
	ID string `arg:"" help:"The page."`
}

func (c *retireCommand) run(s *session) error {
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	if err := journal.Retire(s.ctx, id); err != nil {
		return err
	}
	return s.printID(id)
}

type unretireCommand struct {
	ID string `arg:"" help:"The page."`
}

func (c *unretireCommand) run(s *session) error {
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	if err := journal.Unretire(s.ctx, id); err != nil {
		return err
	}
	return s.printID(id)
}

type commentCommand struct {
	ID   string `arg:"" help:"The page."`
	Text string `arg:"" help:"What you want to say."`
	coverOptions
}

func (c *commentCommand) run(s *session) error {
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	page, err := journal.Store().Artifact(s.ctx, id)
	if err != nil {
		return err
	}
	text, err := c.words(s, journal, page.Space, c.Text)
	if err != nil {
		return err
	}
	comment, err := journal.Comment(s.ctx, id, text, improve.RowID{})
	if err != nil {
		return err
	}
	return s.print(map[string]any{"id": id.String(), "comment": comment.String()}, "%s", comment)
}
