package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

type exportCommand struct {
	Format  string `required:"" help:"json: one JSON object a line, as \"add --from\" reads it; csv or xlsx for a spreadsheet; md or html to read, pdf to print." enum:"json,csv,xlsx,md,html,pdf"`
	Space   string `help:"Only this space." placeholder:"S" xor:"what"`
	ID      string `help:"Only this page." name:"id" placeholder:"ID" xor:"what"`
	Project string `help:"A project with all that belongs to it and may leave with it." placeholder:"ID" xor:"what"`
	Kind    string `help:"Only pages of this kind." placeholder:"K"`
	Year    int    `help:"The report of the school year from August of this year on: what all shared projects did, as a PDF." placeholder:"YEAR"`
	For     string `help:"families: the page of a project for families, without names, as html or pdf." default:"" enum:",families"`
	Read    bool   `help:"Of a page for families: somebody has read the words that could be names."`
	coverOptions
	OnePage bool   `help:"A project on one sheet of A4, as a PDF: the aim, the theory, the main chart, the last tests, what is next."`
	Own     bool   `help:"A copy for yourself alone: numbers of small groups are in it, too."`
	File    string `arg:"" help:"The file to write; - for the standard output."`

	paper
}

func (c *exportCommand) run(s *session) error {
	if err := c.check(); err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	chosen, err := c.chosen(s, journal)
	if err != nil {
		return err
	}
	if c.For != "" {
		return c.families(s, journal, chosen.printed[0])
	}
	said := map[string]any{}
	from, err := c.unnamed(s, journal, chosen, said)
	if err != nil {
		return err
	}
	var count int
	write := func(w io.Writer) (err error) {
		count, err = c.write(s, from, w, chosen)
		return err
	}
	if c.File == "-" {
		return write(s.stdout)
	}
	if err := writeWhole(c.File, write); err != nil {
		return err
	}
	said["file"], said["count"] = c.File, count
	if err := c.sayApart(s, journal, chosen, said); err != nil {
		return err
	}
	if c.Own {
		return s.print(said, "Wrote %s to %s.", pages(count), c.File)
	}
	withheld, err := journal.Withheld(s.ctx, chosen.query, chosen.ids...)
	if err != nil {
		return err
	}
	if withheld.Count() > 0 {
		said["withheld"] = withheld.Count()
	}
	return s.print(said, "%s", strings.TrimSpace(fmt.Sprintf("Wrote %s to %s. %s", pages(count), c.File, withheld.Words(s.say))))
}

// sayApart says how many texts a table leaves out since two people wrote in one
// field at the same time: it holds the one that is shown.
func (c *exportCommand) sayApart(s *session, journal *app.Journal, chosen toExport, said map[string]any) error {
	if c.Format == "md" || c.Format == "html" || c.Format == "pdf" {
		return nil
	}
	apart, err := journal.LeftApart(s.ctx, chosen.query, chosen.ids...)
	if err != nil || apart == 0 {
		return err
	}
	said["apart"] = apart
	s.log.Warn("texts that were written at the same time as those shown are not in this file; settle them first, or export md or html", "texts", apart)
	return nil
}

// write writes what is chosen, and gives how many pages or projects it is.
func (c *exportCommand) write(s *session, journal *app.Journal, w io.Writer, chosen toExport) (int, error) {
	switch {
	case c.poster():
		return c.writePoster(s, journal, w, chosen.printed[0])
	case c.OnePage:
		made, err := report.OnePage(s.ctx, s.say, journal, chosen.printed[0], time.Now().Format(time.DateOnly))
		if err != nil {
			return 0, err
		}
		return made.Count, made.Write(w)
	case c.Year != 0:
		return c.writeYear(s, journal, w, chosen)
	case c.Format == "pdf":
		return report.Write(s.ctx, s.say, journal, w, chosen.title, chosen.query, chosen.printed...)
	case c.Own:
		return journal.ExportOwn(s.ctx, s.say, w, app.Format(c.Format), chosen.title, chosen.query, chosen.ids...)
	default:
		return journal.ExportAs(s.ctx, s.say, w, app.Format(c.Format), chosen.title, chosen.query, chosen.ids...)
	}
}

// check refuses options that do not go together.
func (c *exportCommand) check() error {
	if c.Own && c.Format == "pdf" {
		return usage("--own writes json, csv, xlsx, md or html")
	}
	if c.Project != "" && c.Kind != "" {
		return usage("--kind does not go with --project")
	}
	if c.Year != 0 && (c.Format != "pdf" || c.ID+c.Project+c.Kind != "") {
		return usage("--year makes a PDF of all projects, or with --space of those there")
	}
	if err := errors.Join(c.checkNames(), c.checkFamilies()); err != nil {
		return err
	}
	return c.checkSheets()
}

// checkSheets refuses a sheet or poster of anything but a project, and both at once.
func (c *exportCommand) checkSheets() error {
	printed := c.Project != "" && c.Format == "pdf"
	if c.OnePage && (!printed || c.poster() || c.For != "") {
		return usage("--one-page makes one sheet of a project: --format pdf --project ID")
	}
	if c.poster() && !printed {
		return usage("--sheet A3 and --tiles make the poster of a project: --format pdf --project ID")
	}
	return nil
}

// poster tells that a sheet for the wall is wanted, not a report.
func (c *exportCommand) poster() bool { return c.Tiles != "" || c.Sheet == string(figure.A3) }

func (c *exportCommand) writePoster(s *session, journal *app.Journal, w io.Writer, project improve.ArtifactID) (int, error) {
	scenes, err := report.Poster(s.ctx, s.say, journal, project)
	if err != nil {
		return 0, err
	}
	file, err := c.print(scenes)
	if err == nil {
		_, err = w.Write(file)
	}
	return len(scenes), err
}

func (c *exportCommand) writeYear(s *session, journal *app.Journal, w io.Writer, chosen toExport) (int, error) {
	made, err := report.Year(s.ctx, s.say, journal, report.YearOf{Title: chosen.title, Begins: c.Year, Spaces: chosen.query.Spaces})
	if err != nil {
		return 0, err
	}
	file, err := made.PDF()
	if err == nil {
		_, err = w.Write(file)
	}
	return made.Count, err
}

// toExport is what goes into a file.
type toExport struct {
	title   string
	query   improve.Query
	ids     []improve.ArtifactID // these alone, when there are any
	printed []improve.ArtifactID // the same for a printer: a report collects what belongs to a project
}

func (c *exportCommand) chosen(s *session, journal *app.Journal) (toExport, error) {
	chosen := toExport{title: "Cairn"}
	space, err := optionalSpace(c.Space)
	if err != nil {
		return chosen, err
	}
	if !space.IsZero() {
		if err := s.haveSpace(journal, space); err != nil {
			return chosen, err
		}
		folded, err := journal.Store().Space(s.ctx, space)
		if err != nil {
			return chosen, err
		}
		chosen.query.Spaces, chosen.title = []improve.SpaceID{space}, folded.Name
		chosen.query.Replaced = true // asked for by its space
	}
	if c.Kind != "" {
		if journal.Catalog().Kind(improve.KindName(c.Kind)) == nil {
			return chosen, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("There is no kind %q.", c.Kind), Hint: "See \"cairnctl kinds\"."}
		}
		chosen.query.Kinds = []improve.KindName{improve.KindName(c.Kind)}
	}
	if c.ID == "" && c.Project == "" {
		return chosen, nil
	}
	id, err := improve.ParseArtifactID(c.ID + c.Project)
	if err != nil {
		return chosen, err
	}
	chosen.ids = []improve.ArtifactID{id}
	chosen.printed = chosen.ids
	if c.Project != "" {
		chosen.ids, err = journal.ProjectPages(s.ctx, id)
	}
	return chosen, err
}
