package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/table"
)

type importCommand struct {
	File  string            `arg:"" help:"A file of JSON lines, or a spreadsheet (csv, xlsx); - for the standard input."`
	Space string            `help:"The space; default: what each line says, or the home of its kind." placeholder:"S"`
	Kind  string            `help:"What the rows of a spreadsheet become." placeholder:"K"`
	Map   map[string]string `help:"Which column becomes which field or relation; default: those of the same name. column= leaves one out." placeholder:"COLUMN=KEY" mapsep:"none"`
	Link  []string          `help:"Ties every row to a page." placeholder:"REL=ID" sep:"none"`
	Dates string            `help:"How days such as 3/4/2026 are written: dmy or mdy; default: as the column tells." enum:",dmy,mdy" default:""`
	Sheet string            `help:"The sheet of a workbook; default: the one that is called as the kind is, else the first that has its columns."`
	Skip  bool              `help:"Leave out rows that cannot be taken; they are listed." name:"skip-bad"`
	Again bool              `help:"Take numbers that are already there, too."`
	Try   bool              `help:"Only say what would be taken; add nothing." name:"dry-run"`

	named []app.NamedColumn // columns with names that may be children's
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
	compared, err := c.compare(s, journal, plan, links)
	if err != nil {
		return err
	}
	plan = compared.Fresh
	if c.Try {
		return s.printTried(compared, c.named)
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
	return s.printThere(len(ids), compared)
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
	grids = office.Headed(kind, grids)
	grid, err := c.sheet(grids, kind)
	if err != nil {
		return office.Plan{}, err
	}
	if len(grids) > 1 {
		fmt.Fprintf(s.stderr, "of %d sheets, %q is taken\n", len(grids), grid.Name)
	}
	mapping := office.GuessMapping(kind, grid.Head)
	head := make([]string, len(grid.Head))
	for i := range head {
		head[i] = grid.ColumnName(i)
	}
	if err := c.remap(head, mapping); err != nil {
		return office.Plan{}, err
	}
	for i, head := range head {
		if mapping[i] == "" {
			fmt.Fprintf(s.stderr, "column %q is left out\n", head)
		} else {
			fmt.Fprintf(s.stderr, "column %q becomes %s\n", head, mapping[i])
		}
	}
	if c.named, err = journal.NamesIn(s.ctx, app.TextColumns(kind, grid, mapping)); err != nil {
		return office.Plan{}, err
	}
	s.tellOfTable(grid, c.named)
	plan, err := office.NewPlan(kind, grid, mapping, office.DateOrder(c.Dates))
	var doubt *improve.Error
	if errors.As(err, &doubt) && doubt.Field == office.Ambiguous {
		return plan, &improve.Error{Code: doubt.Code, Message: doubt.Message, Hint: "Say --dates dmy or --dates mdy."}
	}
	if err != nil {
		return plan, err
	}
	if plan, err = journal.Tied(s.ctx, plan); err != nil {
		return plan, err
	}
	for _, bad := range plan.Bad {
		fmt.Fprintf(s.stderr, "line %d: %s\n", bad.Line, bad.Reason)
	}
	return plan, nil
}

func badRows(plan office.Plan) []map[string]any {
	bad := []map[string]any{}
	for _, row := range plan.Bad {
		bad = append(bad, map[string]any{"line": row.Line, "reason": row.Reason})
	}
	return bad
}

// sheet gives the sheet that --sheet names; without it the one of the kind.
func (c *importCommand) sheet(grids []office.Grid, kind *improve.Kind) (office.Grid, error) {
	if c.Sheet == "" {
		return grids[office.SheetOf(kind, grids)], nil
	}
	var names []string
	for _, grid := range grids {
		if grid.Name == c.Sheet {
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
			case head[i] == name && !found: // of several of one name the first
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
