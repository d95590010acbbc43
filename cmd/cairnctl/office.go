package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/table"
)

type exportCommand struct {
	Format string `required:"" help:"json: one JSON object a line, as \"add --from\" reads it; csv or xlsx for a spreadsheet; md or html to read, pdf to print." enum:"json,csv,xlsx,md,html,pdf"`
	Space  string `help:"Only this space." placeholder:"S" xor:"what"`
	ID     string `help:"Only this page." name:"id" placeholder:"ID" xor:"what"`
	Kind   string `help:"Only pages of this kind." placeholder:"K"`
	Own    bool   `help:"A copy for yourself alone: numbers of small groups are in it, too."`
	File   string `arg:"" help:"The file to write; - for the standard output."`
}

func (c *exportCommand) run(s *session) error {
	space, err := optionalSpace(c.Space)
	if err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	q, title := improve.Query{}, "Cairn"
	if !space.IsZero() {
		if err := s.haveSpace(journal, space); err != nil {
			return err
		}
		folded, err := journal.Store().Space(s.ctx, space)
		if err != nil {
			return err
		}
		q.Spaces, title = []improve.SpaceID{space}, folded.Name
	}
	if c.Kind != "" {
		if journal.Catalog().Kind(improve.KindName(c.Kind)) == nil {
			return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("There is no kind %q.", c.Kind), Hint: "See \"cairnctl kinds\"."}
		}
		q.Kinds = []improve.KindName{improve.KindName(c.Kind)}
	}
	var ids []improve.ArtifactID
	if c.ID != "" {
		id, err := improve.ParseArtifactID(c.ID)
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	if c.Own && c.Format == "pdf" {
		return usage("--own writes json, csv, xlsx, md or html")
	}
	var count int
	write := func(w io.Writer) error {
		if c.Format == "pdf" {
			count, err = printed(s.ctx, journal, w, title, q, ids)
			return err
		}
		export := journal.ExportAs
		if c.Own {
			export = journal.ExportOwn
		}
		count, err = export(s.ctx, w, app.Format(c.Format), title, q, ids...)
		return err
	}
	if c.File == "-" {
		return write(s.stdout)
	}
	if err := writeWhole(c.File, write); err != nil {
		return err
	}
	return s.print(map[string]any{"file": c.File, "count": count}, "Wrote %s to %s.", pages(count), c.File)
}

// printed writes a PDF: of one project the whole report, else page after page.
func printed(ctx context.Context, journal *app.Journal, w io.Writer, title string, q improve.Query, ids []improve.ArtifactID) (int, error) {
	if len(ids) == 1 {
		a, err := journal.Store().Artifact(ctx, ids[0])
		if err != nil {
			return 0, err
		}
		title = a.Title()
		if a.Kind == "project" {
			made, err := report.Project(ctx, journal, a.ID)
			if err != nil {
				return 0, err
			}
			return made.Count, writePDF(w, made)
		}
	}
	book, err := journal.Book(ctx, title, q, ids...)
	if err != nil {
		return 0, err
	}
	return len(book.Pages), writePDF(w, report.Pages(book))
}

func writePDF(w io.Writer, made report.Report) error {
	file, err := made.PDF()
	if err != nil {
		return err
	}
	_, err = w.Write(file)
	return err
}

type importCommand struct {
	File  string            `arg:"" help:"A file of JSON lines, or a spreadsheet (csv, xlsx); - for the standard input."`
	Space string            `help:"The space; default: what each line says, or the home of its kind." placeholder:"S"`
	Kind  string            `help:"What the rows of a spreadsheet become." placeholder:"K"`
	Map   map[string]string `help:"Which column becomes which field or relation; default: those of the same name. column= leaves one out." placeholder:"COLUMN=KEY" mapsep:"none"`
	Link  []string          `help:"Ties every row to a page." placeholder:"REL=ID" sep:"none"`
	Dates string            `help:"How days such as 3/4/2026 are written: dmy or mdy; default: as the column tells." enum:",dmy,mdy" default:""`
	Sheet string            `help:"The sheet of a workbook; default: the first that holds something."`
	Skip  bool              `help:"Leave out rows that cannot be taken; they are listed." name:"skip-bad"`
	Try   bool              `help:"Only say what would be taken; add nothing." name:"dry-run"`
}

func (c *importCommand) run(s *session) error {
	into, err := optionalSpace(c.Space)
	if err != nil {
		return err
	}
	if c.Kind == "" {
		if kind := strings.ToLower(filepath.Ext(c.File)); kind == ".csv" || kind == ".xlsx" || len(c.Map) > 0 {
			return usage("say with --kind what the rows become")
		}
		return importFile(s, c.File, into)
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	plan, err := c.plan(s, journal)
	if err != nil {
		return err
	}
	links, err := c.links()
	if err != nil {
		return err
	}
	if c.Try {
		return s.print(map[string]any{"rows": len(plan.Rows), "bad": badRows(plan)}, "%d rows can be taken, %d cannot.", len(plan.Rows), len(plan.Bad))
	}
	if c.Skip {
		plan.Bad = nil
	}
	ids, err := journal.ImportPlan(s.ctx, plan, into, links...)
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

// plan reads the file and tells on the standard error what each column becomes
// and which rows cannot be taken.
func (c *importCommand) plan(s *session, journal *app.Journal) (office.Plan, error) {
	kind := journal.Catalog().Kind(improve.KindName(c.Kind))
	if kind == nil {
		return office.Plan{}, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("There is no kind %q.", c.Kind), Hint: "See \"cairnctl kinds\"."}
	}
	raw, err := readLimited(c.File)
	if err != nil {
		return office.Plan{}, err
	}
	grids, err := office.Read(raw)
	if err != nil {
		return office.Plan{}, err
	}
	grid, err := c.sheet(grids)
	if err != nil {
		return office.Plan{}, err
	}
	mapping := office.GuessMapping(kind, grid.Head)
	if err := c.remap(grid.Head, mapping); err != nil {
		return office.Plan{}, err
	}
	for i, head := range grid.Head {
		if mapping[i] == "" {
			fmt.Fprintf(s.stderr, "column %q is left out\n", head)
		} else {
			fmt.Fprintf(s.stderr, "column %q becomes %s\n", head, mapping[i])
		}
	}
	plan, err := office.NewPlan(kind, grid, mapping, office.DateOrder(c.Dates))
	var doubt *improve.Error
	if errors.As(err, &doubt) && doubt.Field == office.Ambiguous {
		return plan, &improve.Error{Code: doubt.Code, Message: doubt.Message, Hint: "Say --dates dmy or --dates mdy."}
	}
	for _, bad := range plan.Bad {
		fmt.Fprintf(s.stderr, "line %d: %s\n", bad.Line, bad.Reason)
	}
	return plan, err
}

func badRows(plan office.Plan) []map[string]any {
	bad := []map[string]any{}
	for _, row := range plan.Bad {
		bad = append(bad, map[string]any{"line": row.Line, "reason": row.Reason})
	}
	return bad
}

func (c *importCommand) sheet(grids []office.Grid) (office.Grid, error) {
	var names []string
	for _, grid := range grids {
		if c.Sheet == "" || grid.Name == c.Sheet {
			return grid, nil
		}
		names = append(names, fmt.Sprintf("%q", grid.Name))
	}
	return office.Grid{}, &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("There is no sheet %q.", c.Sheet), Hint: "The sheets are: " + strings.Join(names, ", ") + "."}
}

// remap sets what --map says; a field that is asked for goes to no other column.
func (c *importCommand) remap(head []string, mapping office.Mapping) error {
	for name, key := range c.Map {
		found := false
		for i := range mapping {
			switch {
			case head[i] == name:
				mapping[i], found = key, true
			case mapping[i] == key:
				mapping[i] = ""
			}
		}
		if !found {
			return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("There is no column %q.", name), Hint: "The columns are: " + strings.Join(head, ", ") + "."}
		}
	}
	return nil
}

func (c *importCommand) links() ([]app.NewLink, error) {
	var links []app.NewLink
	for _, text := range c.Link {
		rel, to, ok := strings.Cut(text, "=")
		id, err := improve.ParseArtifactID(to)
		if !ok || err != nil {
			return nil, usage("--link wants REL=ID, not %q", text)
		}
		links = append(links, app.NewLink{Rel: improve.RelName(rel), Target: id})
	}
	return links, nil
}

// readLimited reads a whole file that a person chose, or the standard input.
func readLimited(path string) ([]byte, error) {
	var source io.Reader = os.Stdin
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			hint := "Check its name and place."
			if !errors.Is(err, fs.ErrNotExist) {
				hint = "Close it in other programs, then try again."
			}
			return nil, &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("The file %s cannot be opened.", path), Hint: hint, Err: err}
		}
		defer file.Close()
		source = file
	}
	raw, err := io.ReadAll(io.LimitReader(source, table.MaxBytes+1))
	switch {
	case err != nil:
		return nil, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("%s cannot be read.", path), Hint: "Name a file.", Err: err}
	case len(raw) > table.MaxBytes:
		return nil, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("The file is larger than %d MiB.", table.MaxBytes>>20), Hint: "Divide it into several."}
	}
	return raw, nil
}
